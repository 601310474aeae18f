import Certificates
import Exact
import Floating
import Surfaces

/// All that is decided about an instance at one end of the range of widths: the condition, full
/// exploration, and the certificates of both, verified by the checker.
public struct WidthVerdict: Sendable {
  /// The hidden width.
  public let width: Width
  /// C1 for width 1, C2 for width k-1.
  public let condition: ConditionVerdict
  /// What decided the condition: ``Method/exact`` or ``Method/filter``.
  public let decidedBy: Method
  /// Whether scalarization reaches every Pareto optimum; nil when only the condition was asked
  /// for.
  public let exploration: FullExplorationVerdict?
  /// Where the witness lies; nil where there is none.
  public let witnessPlace: WitnessPlace?
  /// How much correlations would have to change for the other answer; nil where nothing can turn
  /// it, where only the condition was asked for, and for width k-1 of many tasks.
  public let margin: ConditionMargin?
  /// `condition-holds` or `condition-fails`; nil for a single task, about which there is nothing
  /// to certify.
  public let conditionCertificate: Certificate?
  /// `fully-explorable` or `unreachable-pareto-optimum`; nil for a single task, where no witness
  /// was found, and where only the condition was asked for.
  public let explorationCertificate: Certificate?

  /// Decides an instance at a width and verifies the certificates.
  ///
  /// - Parameters:
  ///   - instance: The instance.
  ///   - width: The width.
  ///   - filter: Whether floating point behind proved bounds decides where it can.
  ///   - conditionOnly: Whether to leave out full exploration, which costs more than the condition.
  /// - Throws: ``CertificationFailure`` when the checker rejects one: a defect of this program.
  public static func decide(
    _ instance: Instance, width: WidthEnd, filter: FloatingFilter = .on, conditionOnly: Bool = false
  ) throws(CertificationFailure) -> WidthVerdict {
    let decided = ConditionVerdict.decide(
      instance, width: width, filter: filter)
    let condition = decided.verdict
    let exploration =
      conditionOnly
      ? nil : FullExplorationVerdict.decide(instance, condition, filter: filter)
    var place: WitnessPlace?
    if case .unexplored(let witness)? = exploration { place = WitnessPlace(witness, instance) }
    let hasMargin =
      !conditionOnly && (width == .one || instance.taskCount <= Self.mostTasksForMargin)
    // About a single task there is nothing to certify.
    let isCertified = instance.taskCount >= 2
    return WidthVerdict(
      width: width.width(taskCount: instance.taskCount), condition: condition,
      decidedBy: decided.decidedBy, exploration: exploration, witnessPlace: place,
      margin: hasMargin ? ConditionMargin(instance, width: width) : nil,
      conditionCertificate: isCertified ? try condition.certificate(instance).verified() : nil,
      explorationCertificate: isCertified
        ? try exploration?.certificate(instance, width: width)?.verified() : nil)
  }

  /// Above this number of tasks the inverse of G is not formed for the margin alone.
  static let mostTasksForMargin = 64

  /// The end of the range of widths that the verdict is about.
  public var end: WidthEnd { condition.width }

  /// Whether scalarization reaches every Pareto optimum; nil where that was not asked for or stayed
  /// without a certificate.
  public var isFullyExplorable: Bool? {
    switch exploration {
    case .explored?: return true
    case .unexplored?: return false
    case .resisted?, nil: return nil
    }
  }

  /// Whether full exploration stayed without a certificate.
  public var isUndecided: Bool {
    if case .resisted = exploration { return true }
    return false
  }

  /// The certificates, all verified.
  public var certificates: [Certificate] {
    [conditionCertificate, explorationCertificate].compactMap { $0 }
  }
}
