import Exact
import Intervals
import Surfaces

/// How the gradients of the surfaces through an enclosed point compare (``GradientDisagreement``).
public struct EnclosedGradients: Sendable {
  /// Two surfaces through the point whose gradients certainly differ.
  public struct Disagreement: Sendable {
    /// The positions of the two in ``EnclosedGradients/surfaces``.
    public let first: Int
    /// The greater position.
    public let second: Int
    /// A task, counted from 1, in which the gradients differ.
    public let task: Int
    /// An enclosure of the angle between the gradients, in radians.
    public let angle: Interval
    /// An enclosure of the square of its sine.
    public let sineSquared: Interval
  }

  /// The sign vectors of the surfaces that certainly pass through the point; that of u comes
  /// first, then those of the flips of the definition, in order.
  public let surfaces: [[Int]]
  /// Whether every other surface certainly does not.
  public let isComplete: Bool
  /// The two surfaces with the largest certified angle; nil when no gradients are known to differ.
  public let disagreement: Disagreement?
  /// Whether gradients differ; nil when that is undecided. False where a coordinate is zero, so
  /// that there are none.
  public let disagree: Bool?
  /// The precision in bits.
  public let precision: Int
}

extension EnclosedPoint {
  /// The most surfaces whose gradients are compared.
  public static let comparisonLimit = 64

  /// Compares the gradients of the surfaces through the point; nil while a sign is open.
  ///
  /// - Complexity: O(2^(k-1) k^2) to ``SurfaceEnumeration/listingLimit`` tasks; for more only the
  ///   surfaces of the definition are known.
  public func gradients(in box: PointBox) -> EnclosedGradients? {
    guard let known = knownSigns(in: box) else { return nil }
    var found = known
    var isComplete = instance.taskCount <= SurfaceEnumeration.listingLimit
    if isComplete {
      let patterns = Set(known.map { SignPattern(signs: $0) })
      SurfaceEnumeration.forEachPattern(taskCount: instance.taskCount) { signs, _ in
        if patterns.contains(SignPattern(signs: signs)) { return true }
        if !excess(of: signs, own: known[0], in: box).containsZero { return true }
        if passesThrough(signs, known: known) {
          found.append(signs)
        } else {
          isComplete = false
        }
        return true
      }
    }
    if found.count > Self.comparisonLimit {
      found = Array(found.prefix(Self.comparisonLimit))
      isComplete = false
    }
    guard box.isSigned else {
      return EnclosedGradients(
        surfaces: found, isComplete: isComplete, disagreement: nil, disagree: false,
        precision: box.precision)
    }
    let normals = found.map { signs in
      let image = gradient(of: signs, own: known[0], in: box)
      return image.elements.indices.map { image[$0] / box.direction[$0].magnitude }
    }
    var best: EnclosedGradients.Disagreement?
    var allAgree = isComplete
    for second in found.indices {
      for first in 0..<second {
        guard coincidence(of: found[second], with: [found[first]]) == nil else { continue }
        allAgree = false
        guard
          let task = normals[first].indices.first(where: {
            (normals[first][$0] - normals[second][$0]).isZero.isImpossible
          })
        else { continue }
        let candidate = Self.compare(normals[first], normals[second])
        if let best, candidate.angle.lowerDouble <= best.angle.lowerDouble { continue }
        best = EnclosedGradients.Disagreement(
          first: first, second: second, task: task + 1, angle: candidate.angle,
          sineSquared: candidate.sineSquared)
      }
    }
    return EnclosedGradients(
      surfaces: found, isComplete: isComplete, disagreement: best,
      disagree: best != nil ? true : (allAgree ? false : nil), precision: box.precision)
  }

  /// The angle between two vectors, by Lagrange's identity
  /// |n|^2 |n'|^2 - (n . n')^2 = sum_{i<l} (n_i n'_l - n_l n'_i)^2.
  private static func compare(
    _ left: [Interval], _ right: [Interval]
  ) -> (angle: Interval, sineSquared: Interval) {
    let precision = left[0].precision
    var cross = Interval.zero(precision: precision)
    for l in left.indices {
      for i in 0..<l { cross += (left[i] * right[l] - left[l] * right[i]).square }
    }
    let lengths =
      IntervalVector(left).dot(IntervalVector(left))
      * IntervalVector(right).dot(IntervalVector(right))
    return (
      .angle(x: IntervalVector(left).dot(IntervalVector(right)), y: cross.squareRoot),
      cross / lengths
    )
  }
}
