import Exact
import Surfaces

/// How the gradients of the surfaces through a point compare (Hu et al., section 3.1 and
/// Appendix A.4).
///
/// Where v > 0, the gradient of f_I has the entries (Q_I sqrt(v))_i / sqrt(v_i). All gradients have
/// the same inner product with v, so they are parallel only if they are equal. If two of them
/// differ, no weighting reaches the point.
public struct GradientDisagreement: Sendable {
  /// The surfaces through the point that were compared.
  public let surfaces: [SignPattern]
  /// Whether every surface through the point is among ``surfaces``.
  public let isComplete: Bool
  /// The gradient of each surface at v, k numbers each, in the order of ``surfaces``; nil when a
  /// coordinate of the point is zero, where the gradient does not exist.
  public let gradients: [[Rational]]?
  /// The positions in ``surfaces`` of two whose gradients differ, and a task, counted from 1, where
  /// they do; nil when all agree or none exist.
  public let disagreement: (first: Int, second: Int, task: Int)?

  /// The most surfaces through a point whose gradients are compared.
  public static let comparisonLimit = 256

  /// Compares the gradients at a point.
  ///
  /// - Parameters:
  ///   - instance: The instance.
  ///   - point: A point of it.
  ///   - known: Patterns to examine where there are too many tasks to enumerate all; those that do
  ///     not contain the point are passed over.
  /// - Complexity: O(2^(k-1)) to ``SurfaceEnumeration/scanLimit`` tasks, O(k^2) for each pattern
  ///   above.
  public init(_ instance: Instance, at point: Point, known: [SignPattern] = []) {
    let inverse = instance.gramInverse
    if instance.taskCount <= SurfaceEnumeration.scanLimit {
      let scan = SurfaceEnumeration(instance).scan(at: point, listing: Self.comparisonLimit)
      surfaces = scan.containing
      isComplete = scan.containingCount <= Integer(Self.comparisonLimit)
    } else {
      let norm = inverse.quadraticForm(point.direction)
      var found = [point.pattern]
      for pattern in known where !found.contains(pattern) {
        let flipped = zip(pattern.signs, point.magnitudes).map { $0 < 0 ? -$1 : $1 }
        if inverse.quadraticForm(flipped) == norm { found.append(pattern) }
      }
      surfaces = found
      isComplete = false
    }
    guard !point.direction.contains(where: \.isZero) else {
      gradients = nil
      disagreement = nil
      return
    }
    let magnitudes = point.magnitudes
    // sqrt(v) = a / sqrt(c), so the common factor 1 / sqrt(c) cancels in the quotient.
    let gradients = surfaces.map { pattern in
      let signed = zip(pattern.signs, magnitudes).map { $0 < 0 ? -$1 : $1 }
      let product = inverse.numeratorProduct(signed)
      return signed.indices.map { Rational(product[$0], inverse.denominator * signed[$0]) }
    }
    self.gradients = gradients
    var found: (first: Int, second: Int, task: Int)?
    for (position, gradient) in gradients.enumerated().dropFirst() where found == nil {
      if let task = gradient.indices.first(where: { gradient[$0] != gradients[0][$0] }) {
        found = (0, position, task + 1)
      }
    }
    disagreement = found
  }

  /// Whether ``gradientsDisagree`` is final: a disagreement was found, every surface through the
  /// point was compared, or no gradient exists.
  public var isDecided: Bool { disagreement != nil || isComplete || gradients == nil }

  /// Whether two surfaces through the point are known to have different gradients there.
  public var gradientsDisagree: Bool { disagreement != nil }
}
