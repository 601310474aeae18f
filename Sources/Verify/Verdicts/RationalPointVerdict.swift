import Cases
import Certificates
import Exact
import Floating
import Intervals
import Surfaces

/// Everything that is decided about a point of a rational direction, exactly, with the certificates
/// that the checker has verified.
public struct RationalPointVerdict: Sendable {
  /// The instance the point belongs to.
  public let instance: Instance
  /// The end of the range of widths that the point belongs to.
  public let width: WidthEnd
  /// The point.
  public let point: Point
  /// The k values v_i that are maximised.
  public let values: [Rational]
  /// The k losses t_i - v_i that are minimised.
  public let losses: [Rational]
  /// Whether it is Pareto optimal.
  public let pareto: ParetoVerdict
  /// Which weights reach it.
  public let reachability: ReachabilityVerdict
  /// How the gradients of the surfaces through it compare.
  public let gradients: GradientDisagreement
  /// The names of the surfaces through it that are known, in the order of ``gradients``.
  public let surfaceNames: [String]
  /// An enclosure of the angle between two gradients that disagree, the largest one found.
  public let angle: Interval?
  /// The most negative x^T T x / x^T x found, enclosed, where no weighting reaches the point.
  public let violation: (direction: [Integer], quotient: Interval)?
  /// `pareto-optimal` or `dominated`, verified; nil for a single task, where that is undecided, and
  /// where more sign vectors were tried than a checker tries.
  public let paretoCertificate: Certificate?
  /// `unsupported`, or those of the kinds of support that the point has, verified; none for a
  /// single task.
  public let reachabilityCertificates: [Certificate]

  /// Decides a point and has the checker verify every verdict that has a certificate.
  ///
  /// - Parameters:
  ///   - instance: The instance.
  ///   - point: v for width 1, t - v for width k-1.
  ///   - width: The width.
  ///   - filter: Whether floating point behind proved bounds may decide inequalities.
  /// - Throws: ``CertificationFailure`` when the checker rejects one: a defect of this program.
  public static func decide(
    _ instance: Instance, _ point: Point, width: WidthEnd, filter: FloatingFilter = .on
  ) throws(CertificationFailure) -> RationalPointVerdict {
    let pareto = ParetoVerdict.decide(instance, point, width: width, filter: filter)
    let reachability = ReachabilityVerdict.decide(
      instance, point, width: width, filter: filter)
    let gradients = GradientDisagreement(instance, at: point)
    let enclosed = EnclosedPoint(RationalDirection(instance, point), width: width)
    let box = try? enclosed.box(precision: 128)
    var known: [Integer]?
    if case .fails(.negativeDirection(let x, _)) = reachability.weaklySupported { known = x }
    var ofPareto: Certificate?
    var ofReachability: [Certificate] = []
    if instance.taskCount >= 2 {
      ofPareto = try pareto.certificate(instance)?.verified()
      for certificate in reachability.certificates(instance) {
        ofReachability.append(try certificate.verified())
      }
    }
    return RationalPointVerdict(
      instance: instance, width: width, point: point, values: point.values(instance, width: width),
      losses: point.losses(instance, width: width), pareto: pareto, reachability: reachability,
      gradients: gradients,
      surfaceNames: gradients.surfaces.map { instance.surfaceName($0, width: width) },
      angle: gradients.gradientsDisagree
        ? box.flatMap { enclosed.gradients(in: $0)?.disagreement?.angle } : nil,
      violation: reachability.weaklySupported.holds
        ? nil : box.flatMap { enclosed.violation(in: $0, known: known) },
      paretoCertificate: ofPareto, reachabilityCertificates: ofReachability)
  }

  /// The certificates, all verified.
  public var certificates: [Certificate] {
    (paretoCertificate.map { [$0] } ?? []) + reachabilityCertificates
  }

  /// Whether something about the point stayed undecided.
  public var isUndecided: Bool { pareto.isOptimal == nil }

  /// The answers.
  public var answers: [PointQuestion: PointAnswer] {
    [
      .paretoOptimal: PointAnswer(pareto.isOptimal),
      .weaklySupported: PointAnswer(reachability.weaklySupported.holds),
      .supported: PointAnswer(reachability.supported.holds),
      .exposed: PointAnswer(reachability.exposed.holds),
      .gradientsDisagree: PointAnswer(
        gradients.isDecided ? gradients.gradientsDisagree : nil),
    ]
  }
}
