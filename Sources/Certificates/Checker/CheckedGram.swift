import Exact

/// A Gram matrix that was verified once, for checking many certificates about it.
///
/// A certificate is compared with it entry by entry. What is about another matrix is checked from
/// the beginning, so that an answer of the checker never depends on what was verified before.
public struct CheckedGram: Sendable {
  /// The Gram matrix G, k x k with k >= 2: symmetric and positive definite.
  let gram: RationalMatrix
  /// The inverse of G.
  let inverse: RationalMatrix

  /// Verifies a matrix and inverts it, or returns nil when it is not a Gram matrix of a
  /// certificate.
  ///
  /// - Complexity: O(k^3) operations on minors.
  public init?(_ gram: RationalMatrix) {
    do throws(Rejection) {
      var instance = try CheckedInstance(gram, .one)
      self.gram = gram
      inverse = try instance.computedInverse()
    } catch {
      return nil
    }
  }
}

extension Checker {
  /// Verifies a certificate as ``verify(_:)`` does, without verifying its Gram matrix again when
  /// that is the known one.
  public static func verify(_ certificate: Certificate, knowing known: CheckedGram) -> CheckResult {
    result(of: certificate, known)
  }
}
