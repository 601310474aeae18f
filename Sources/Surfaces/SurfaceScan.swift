import Exact

/// The surfaces at a point, all of them: which contain it, and where f_I is largest.
///
/// Decided exactly by ``SurfaceEnumeration/scan(at:listing:)``.
public struct SurfaceScan: Sendable {
  /// The number 2^(k-1) of index sets that were decided.
  public let indexSets: Integer
  /// The number of index sets whose surface contains the point, f_I(v) = 1.
  public let containingCount: Integer
  /// Patterns of surfaces that contain the point, up to the limit of the scan, ordered by the size
  /// of the index set and then by its label.
  public let containing: [SignPattern]
  /// max over I of |u|^T Q_I |u|.
  public let maximum: Rational
  /// Signs with this maximum, task 1 positive.
  public let maximizer: [Int]
}

extension SurfaceEnumeration {
  /// Decides for every surface whether it contains a point, and finds the largest
  /// f_I = |u|^T Q_I |u|, exactly.
  ///
  /// With P_ij = 2 q_ij a_i a_j and s the signs, f_I - c = sum_{i<j} P_ij s_i s_j - t. Numerators
  /// that fit are taken as they are; larger ones are divided by a common power of two and rounded
  /// to integers, which moves a sum of N terms by at most N/2 units, so that only surfaces within
  /// N units of equality (or of the largest value) need the exact sum. All sums stay below 2^53 in
  /// size, so that double precision adds them without rounding.
  ///
  /// Tasks that no P_ij connects can be flipped together without any change: only one sign vector
  /// is tried for each choice that matters. Signs are split into an outer Gray code and an inner
  /// block of up to 2^12 sign vectors, whose values are sums of three terms from tables.
  ///
  /// - Parameters:
  ///   - listing: At most this many patterns are listed; all are counted.
  /// - Complexity: 2^(k-c) for c components, with a small constant.
  /// - Precondition: there are at most 62 tasks.
  public func scan(at point: Point, listing: Int = Int.max) -> SurfaceScan {
    precondition(instance.taskCount <= 62, "too many surfaces to list")
    var scanner = SurfaceScanner(instance, point: point)
    scanner.run(listing: listing)
    return scanner.result(listing: listing)
  }
}
