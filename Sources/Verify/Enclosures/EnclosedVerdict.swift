import Certificates
import Exact
import Intervals
import Surfaces

/// Everything that is decided about an enclosed point, with the certificates that the checker has
/// verified.
public struct EnclosedVerdict: Sendable {
  /// The point.
  public let point: EnclosedPoint
  /// The tightest box among those of the first precisions; nil where none was proved.
  public let box: PointBox?
  /// Which weights reach it.
  public let reachability: EnclosedReachability
  /// Whether it is Pareto optimal.
  public let pareto: EnclosedPareto
  /// How the gradients of the surfaces through it compare; nil while a sign is open.
  public let gradients: EnclosedGradients?
  /// The most negative certified x^T T x / x^T x that was found, and its x.
  public let violation: (direction: [Integer], quotient: Interval)?
  /// The verified certificates, by the verdicts that they prove: `paretoOptimal`,
  /// `weaklySupported`, `supported`, `exposed`, `gradientsDisagree`, `unreachable`.
  public let certificates: [Kind: Certificate]

  /// The verdicts that may have certificates.
  public enum Kind: String, Sendable, CaseIterable {
    /// Pareto optimal, or dominated.
    case paretoOptimal
    /// Weakly supported, or not.
    case weaklySupported
    /// Supported, or not.
    case supported
    /// Exposed, or not.
    case exposed
    /// Gradients that disagree.
    case gradientsDisagree
    /// Pareto optimal and not weakly supported, in one.
    case unreachable
  }

  /// Decides everything about a point.
  ///
  /// - Parameters:
  ///   - point: The point.
  ///   - schedule: The precisions to try.
  ///   - limits: When to give up a sign tree.
  public init(
    _ point: EnclosedPoint, schedule: PrecisionDoubling = PrecisionDoubling(),
    limits: SearchLimits = .standard
  ) {
    var reachability = point.reachability(schedule)
    var gradients: EnclosedGradients?
    var box: PointBox?
    for bits in schedule.precisions.prefix(3) {
      guard let found = try? point.box(precision: bits) else { continue }
      if box == nil { box = found }
      gradients = point.gradients(in: found)
      if gradients?.disagree != nil || gradients?.isComplete == true { break }
    }
    if box == nil {
      box = schedule.precisions.dropFirst(3).lazy.compactMap { try? point.box(precision: $0) }.first
    }
    if let gradients, let found = gradients.disagreement, reachability.weaklySupported.holds == nil
    {
      let (first, second) = (gradients.surfaces[found.first], gradients.surfaces[found.second])
      let flip = first.indices.filter { first[$0] != second[$0] }.map { $0 + 1 }
      reachability = EnclosedReachability(
        all: .fails(
          .disagreement(flip: flip, task: found.task), precision: gradients.precision))
    }
    var violation: (direction: [Integer], quotient: Interval)?
    if reachability.weaklySupported.holds == false, let box {
      var known: [Integer]?
      var precision = box.precision
      if case .fails(.negativeDirection(let x, _), let bits) = reachability.weaklySupported {
        known = x
        precision = bits
      }
      if let box = try? point.box(precision: precision) {
        violation = point.violation(in: box, known: known)
      }
    }
    let pareto = point.paretoOptimality(schedule, limits: limits, reachability: reachability)
    self.point = point
    self.box = box
    self.reachability = reachability
    self.pareto = pareto
    self.gradients = gradients
    self.violation = violation
    certificates = Self.certificates(point, reachability, pareto, gradients)
  }

  private static func certificates(
    _ point: EnclosedPoint, _ reachability: EnclosedReachability, _ pareto: EnclosedPareto,
    _ gradients: EnclosedGradients?
  ) -> [Kind: Certificate] {
    var result: [Kind: Certificate] = [:]
    let optimality = point.certificates(pareto, reachability)
    result[.paretoOptimal] = optimality.own
    result[.unreachable] = optimality.unreachable
    let weak = point.certificate(reachability.weaklySupported, .weaklySupported)
    result[.weaklySupported] = weak
    for (kind, support, statement) in [
      (Kind.supported, reachability.supported, Certificate.Statement.supported),
      (.exposed, reachability.exposed, .exposed),
    ] {
      // No weights >= 0 are no weights > 0 either, and no optimum to be the only one.
      result[kind] =
        reachability.weaklySupported.holds == false ? weak : point.certificate(support, statement)
    }
    if let gradients { result[.gradientsDisagree] = point.certificate(gradients) }
    return result
  }

  /// Whether something about the point stayed undecided.
  public var isUndecided: Bool { pareto.isOptimal == nil || !reachability.isDecided }
}
