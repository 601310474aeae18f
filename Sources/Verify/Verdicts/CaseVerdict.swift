import Cases
import Certificates
import Exact
import Floating
import Surfaces

/// Everything that is decided about a case: what `verify-cli check` prints is read from here.
///
/// Every certificate in it has been verified by the checker.
public struct CaseVerdict: Sendable {
  /// The case.
  public let problem: Case
  /// Its instance.
  public let instance: Instance
  /// One entry for each width below k that was asked for, in the order of the number of hidden
  /// units.
  ///
  /// For two tasks both ends are the width 1; for one task there is the end
  /// ``Surfaces/WidthEnd/one`` alone.
  public let widths: [WidthEntry]
  /// The verdicts about the points of the case whose width was asked for, in their order.
  public let points: [PointVerdict]
  /// The number of surfaces; nil where width k-1 was not asked for.
  public let surfaces: SurfaceCount?
  /// How plain floating point compares; nil where that was not asked for.
  public let floating: FloatingComparison?
  /// What makes the verdicts say less than it seems; empty where full exploration was left out.
  public let warnings: [DataWarning]
  /// A Pareto optimum of width 1 or k-1 that no weighting reaches, with its losses; nil where there
  /// is none.
  public let unreached: UnreachedExample?
  /// How much weights lose against some network, for each width where they do not reach
  /// everything: estimates; empty where they were left out.
  public let misses: [MissEstimate]
  /// The fewest groups of tasks for each width where weights do not reach everything; empty above
  /// ``mostTasksForCovers`` tasks, and where they were left out.
  public let covers: [GroupCover]
  /// What resampled data says about each width; nil where that was not asked for.
  public let resampling: Resampling?
  /// Whether full exploration was left out.
  public let isConditionsOnly: Bool
  /// What the case expects and the verdicts do not meet.
  public let unmet: [UnmetExpectation]

  /// One hidden width and what is decided about it.
  public enum WidthEntry: Sendable {
    /// A width at one end of the range 1 ... k-1, where C1 or C2 decides full exploration.
    case end(WidthVerdict)
    /// A width strictly between the ends.
    case between(BetweenVerdict)

    /// The hidden width.
    public var width: Width {
      switch self {
      case .end(let verdict): return verdict.width
      case .between(let verdict): return verdict.width
      }
    }

    /// Whether scalarization reaches every Pareto optimum; nil where that was not asked for or
    /// stayed undecided.
    public var isFullyExplorable: Bool? {
      switch self {
      case .end(let verdict): return verdict.isFullyExplorable
      case .between(let verdict): return verdict.isFullyExplorable
      }
    }

    /// Whether something that was asked about this width stayed undecided.
    public var isUndecided: Bool {
      switch self {
      case .end(let verdict): return verdict.isUndecided
      case .between(let verdict): return verdict.isFullyExplorable == nil
      }
    }

    /// The certificates, all verified.
    public var certificates: [AnyCertificate] {
      switch self {
      case .end(let verdict): return verdict.certificates.map { .instance($0) }
      case .between(let verdict): return verdict.certificate.map { [.width($0)] } ?? []
      }
    }
  }

  /// Decides a case and has the checker verify everything that has a certificate.
  ///
  /// - Parameters:
  ///   - problem: The case.
  ///   - width: The only width to decide; every width from 1 to k-1 by default.
  ///   - filter: Whether floating point behind proved bounds may decide.
  ///   - conditionsOnly: Whether to leave out full exploration, which costs more than C1 and C2,
  ///     and the widths between the ends.
  ///   - proceed: Asked now and then; widths between the ends stay undecided once it returns false.
  ///   - crossCheck: Whether plain floating-point answers are compared with the exact ones.
  ///   - resamples: How often to resample the rows, and with which seed; the case must have
  ///     ``Cases/Case/blocks``.
  ///   - withAdvice: Whether to estimate what is lost where weights do not reach everything, and to
  ///     look for groups of tasks.
  /// - Throws: `InputError` for numbers that are no instance of the theory, ``InvalidPoint`` for
  ///   points that are none, ``CertificationFailure`` when the checker rejects a certificate: a
  ///   defect of this program.
  public static func decide(
    _ problem: Case, width: ChosenWidth = .every, filter: FloatingFilter = .on,
    conditionsOnly: Bool = false, crossCheck: Bool = false,
    resamples: (count: Int, seed: UInt64)? = nil, withAdvice: Bool = false,
    proceed: () -> Bool = { true }
  ) throws -> CaseVerdict {
    let instance = try problem.instance(filter: filter)
    let count = instance.taskCount
    let ends = width.ends(taskCount: count)
    let verdicts = try ends.map {
      try WidthVerdict.decide(
        instance, width: $0, filter: filter, conditionOnly: conditionsOnly)
    }
    let between =
      conditionsOnly
      ? []
      : try width.between(taskCount: count).map {
        try BetweenVerdict.decide(instance, width: $0, filter: filter, proceed: proceed)
      }
    // In the order of q: the end 1 is first, also where it is k-1, and the other end last.
    let entries =
      verdicts.filter { $0.end == .one }.map { WidthEntry.end($0) }
      + between.map { .between($0) }
      + verdicts.filter { $0.end == .allButOne }.map { .end($0) }
    let points = try problem.points.filter { ends.contains($0.width) }
      .map { try PointVerdict.decide($0, of: instance, filter: filter) }
    let conditions = verdicts.map(\.condition)
    return CaseVerdict(
      problem: problem, instance: instance, widths: entries, points: points,
      surfaces: ends.contains(.allButOne) ? SurfaceCount(instance) : nil,
      floating: crossCheck
        ? FloatingComparison(instance, conditions: conditions, points: points) : nil,
      warnings: conditionsOnly
        ? []
        : DataWarning.all(
          problem, instance, usesInverse: count <= WidthVerdict.mostTasksForMargin),
      unreached: entries.lazy.compactMap { UnreachedExample($0) }.first,
      misses: withAdvice && !conditionsOnly
        ? entries.prefix(count == 2 ? 1 : entries.count)
          .filter { $0.isFullyExplorable == false }
          .compactMap { MissEstimate.worst(instance, width: $0.width, proceed: proceed) }
        : [],
      covers: withAdvice && !conditionsOnly ? covers(entries, instance, proceed) : [],
      resampling: resamples.flatMap { resamples in
        problem.blocks.map {
          Resampling(
            ResampledGrams(
              $0, samples: resamples.count, seed: resamples.seed, proceed: proceed),
            entries: entries, taskCount: count)
        }
      },
      isConditionsOnly: conditionsOnly,
      unmet: problem.expectation.unmet(
        conditions: conditions, points: points.map { ($0.name ?? "", $0.answers) }))
  }

  /// Above this number of tasks groups are not looked for.
  public static let mostTasksForCovers = 10

  /// The fewest groups for each width at which weights do not reach everything.
  private static func covers(
    _ entries: [WidthEntry], _ instance: Instance, _ proceed: () -> Bool
  ) -> [GroupCover] {
    guard (3...mostTasksForCovers).contains(instance.taskCount) else { return [] }
    return entries.filter { $0.isFullyExplorable == false }.compactMap { entry in
      guard proceed() else { return nil }
      let groups = TaskGroups.all(instance, width: .units(entry.width))
      return GroupCover(instance, width: entry.width, groups: groups)
    }
  }

  /// How the decision of a case ended.
  public enum Outcome: Sendable, Hashable {
    /// Decided, and as expected.
    case decided
    /// Something stayed undecided that is not expected to.
    case undecided
    /// Some expectation of the case is not met.
    case unexpected
  }

  /// How the decision ended.
  public var outcome: Outcome {
    if !unmet.isEmpty { return .unexpected }
    let ties = Set(
      problem.expectation.points.filter { $0.answers.values.contains(.undecided) }.map(\.name))
    let isUndecided =
      widths.contains(where: \.isUndecided)
      || points.contains { $0.isUndecided && !ties.contains($0.name ?? "") }
    return isUndecided ? .undecided : .decided
  }

  /// All certificates, those of the widths first.
  public var certificates: [AnyCertificate] {
    widths.flatMap(\.certificates) + points.flatMap(\.certificates).map { .instance($0) }
  }
}
