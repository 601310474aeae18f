import Exact
import Learning
import Surfaces

extension Reproduction {
  /// Figure 3: scalarization with 100,000 weightings beside one solution of MGDA and of MGDA-UB.
  ///
  /// - Throws: `LearningError`, ``CertificationFailure``.
  package static func figureThree(_ experiment: SarcosExperiment) throws -> Reproduction {
    let (sample, classes, summary) = try experiment.front()
    let (weights, losses) = try experiment.sweep()
    var optima = DataTable(
      "scalarization",
      caption: "The losses at the optimum of each weighting (floating point, relative error about"
        + " 1e-15, written to six digits).",
      columns: experiment.instance.taskNames.map { "weight \($0)" }
        + experiment.instance.taskNames.map { "loss \($0)" })
    let rows = SarcosExperiment.rows(losses)
    for (weight, loss) in zip(SarcosExperiment.rows(weights), rows) {
      optima.append((weight + loss).map { .rounded($0) })
    }
    var picture = experiment.picture(
      "Figure 3: \(experiment.taskText), width 1", sample, classes)
    picture.clouds.append(
      .init(
        name: "scalarization optima", mark: .scalarization, losses: Array(rows.prefix(5000))))
    var facts = [try experiment.armsFact()]
    facts.append(
      ReproducedFact(
        "\"Scalarization also fails to explore a large portion of the Pareto front in the center\""
          + " (section 5).",
        measured: "Of the front, sampled on \(sample.points.count) rays with exact verdicts,"
          + " weights reach \(percent(summary.reachableShare)) of the area"
          + " (\(summary.counts[.reachable, default: 0]) of \(summary.optimalCount) Pareto optimal"
          + " sample points). \(centre(sample, classes, picture))",
        summary.counts[.unreachable, default: 0] > 0 ? .agrees : .differs))
    let shares = peripheral(rows, weights: rows.map { _ in 1 }, picture)
    facts.append(
      ReproducedFact(
        "\"The solutions achieved by scalarization are concentrated near the vertices and partly"
          + " along the edges\" (section 5).",
        measured: "With r_i = (v_i/t_i) / sum_j (v_j/t_j), of \(rows.count) optima"
          + " \(percent(shares.vertex)) have some r_i > 0.8, a further \(percent(shares.edge)) some"
          + " r_i < 0.05, and \(percent(shares.inside)) neither; of the front's area the"
          + " same shares are \(peripheralText(sample, classes, picture)).", .open))
    var table = DataTable(
      "optimisers", caption: "The end of one run of each optimiser, with exact verdicts.",
      columns: ["optimiser", "initialisation", "outcome", "steps"]
        + experiment.instance.taskNames.map { "loss \($0)" }
        + ["verdict", "distance to the front at least", "less than"])
    for onRepresentation in [false, true] {
      let name = onRepresentation ? "MGDA-UB" : "MGDA"
      let training = try experiment.training(onRepresentation: onRepresentation)
      guard let end = try firstUsableRun(training, experiment) else { continue }
      table.append(Self.row(name, end))
      picture.clouds.append(
        .init(
          name: name, mark: onRepresentation ? .secondOptimiser : .firstOptimiser,
          losses: [end.losses]))
      let verdict = end.verdict
      facts.append(
        ReproducedFact(
          "\"SMTOs are capable of finding solutions not achievable by scalarization that are"
            + " located in the center of the Pareto front\" (section 5): \(name).",
          measured: "Initialisation \(end.run.index + 1), the first that does not diverge, ends"
            + " after \(end.run.curve.count - 1) steps at \(describe(end.losses)): its hidden"
            + " layer is \(phrase(verdict)); \(distanceText(end)).",
          verdict == .unreachable ? .agrees : .open))
    }
    facts.append(weightsFact)
    return Reproduction(
      figure: .three, setting: experiment.setting,
      tables: [optima, experiment.frontTable(sample, classes), table], facts: facts,
      picture: picture)
  }

  /// What Appendix D.1 says about weights, beside what is used here.
  static var weightsFact: ReproducedFact {
    // m = (1/2, 1/4) in the printed formula, exactly.
    let low = Rational(1, 4)
    let high = Rational(1, 2)
    let sum = low + (high - low) + (1 - high + low)
    return ReproducedFact(
      "Weights (min, max - min, 1 - max + min) of two uniform numbers (Appendix D.1).",
      measured: "As printed they do not sum to 1: for 1/2 and 1/4 the sum is \(sum). Here the last"
        + " one is 1 - max, which makes them uniform on the simplex.", .differs)
  }

  /// The first initialisation whose run stays finite.
  static func firstUsableRun(
    _ training: Training, _ experiment: SarcosExperiment
  ) throws -> LocatedRun? {
    for index in 0..<1000 {
      let run = training.run(seed: experiment.seed, index: index)
      if case .diverged = run.outcome { continue }
      return try LocatedRun(run, model: training.model, instance: experiment.instance)
    }
    return nil
  }

  /// A located run as a row: see the columns in Figures 3 and 4.
  static func row(_ name: String, _ end: LocatedRun) -> [DataTable.Cell] {
    [
      .text(name), .integer(end.run.index + 1), .text(end.run.outcome.word),
      .integer(end.run.curve.count - 1),
    ] + end.losses.map { .number($0) }
      + [
        end.verdict.map { .text($0.rawValue) } ?? .missing,
        end.distance.map { .number($0.lower.doubleValue) } ?? .missing,
        end.distance.map { .number($0.upper.doubleValue) } ?? .missing,
      ]
  }

  /// A verdict in a sentence.
  static func phrase(_ verdict: FrontClass?) -> String {
    switch verdict {
    case .reachable: return "Pareto optimal and reached by weights"
    case .unreachable: return "Pareto optimal and reached by no weights"
    case .dominated: return "not Pareto optimal"
    case .undecided: return "undecided"
    case nil: return "no point of the region"
    }
  }

  /// The distance of a run from the front in a sentence.
  static func distanceText(_ end: LocatedRun) -> String {
    guard let distance = end.distance else { return "its distance from the front is unknown" }
    if distance.lower.isZero {
      return "no network has all losses smaller by \(scientific(distance.upper))"
    }
    return "another network has all losses smaller by \(scientific(distance.lower))"
  }

  private static func scientific(_ value: Rational) -> String {
    let x = value.doubleValue
    return x < 1e-4 ? "\(Float(x))" : rounded(x)
  }

  /// The shares of losses, each with a weight, near a corner of the triangle of rays, near an edge,
  /// and inside.
  private static func peripheral(
    _ rows: [[Double]], weights: [Double], _ picture: FrontPicture
  ) -> (vertex: Double?, edge: Double?, inside: Double?) {
    var sums = (vertex: 0.0, edge: 0.0, all: 0.0)
    for (row, weight) in zip(rows, weights) {
      guard let ray = picture.ray(row) else { continue }
      sums.all += weight
      if (ray.max() ?? 0) > 0.8 {
        sums.vertex += weight
      } else if (ray.min() ?? 1) < 0.05 {
        sums.edge += weight
      }
    }
    guard sums.all > 0 else { return (nil, nil, nil) }
    let inside = sums.all - sums.vertex - sums.edge
    return (sums.vertex / sums.all, sums.edge / sums.all, inside / sums.all)
  }

  private static func peripheralText(
    _ sample: FrontSample, _ classes: [FrontClass], _ picture: FrontPicture
  ) -> String {
    let losses = picture.sheets[0].losses
    let areas = FrontSummary.pointAreas(sample, losses: losses)
    let optimal = classes.indices.filter { classes[$0].isOptimal }
    let shares = peripheral(
      optimal.map { losses[$0] }, weights: optimal.map { areas[$0] }, picture)
    return "\(percent(shares.vertex)), \(percent(shares.edge)), \(percent(shares.inside))"
  }

  /// Where the unreachable part of the front is: the mean of its shares over its area.
  private static func centre(
    _ sample: FrontSample, _ classes: [FrontClass], _ picture: FrontPicture
  ) -> String {
    let areas = FrontSummary.pointAreas(sample, losses: picture.sheets[0].losses)
    let shares = sample.shares
    func mean(_ wanted: FrontClass) -> [Double]? {
      let own = classes.indices.filter { classes[$0] == wanted }
      let whole = own.reduce(0) { $0 + areas[$1] }
      guard whole > 0 else { return nil }
      return (0..<3).map { i in own.reduce(0) { $0 + areas[$1] * shares[$1][i] } / whole }
    }
    guard let unreachable = mean(.unreachable), let reachable = mean(.reachable) else {
      return "Every sampled Pareto optimum is reached."
    }
    return "In shares r of the values, the unreachable part has the mean"
      + " \(describe(unreachable)), the reachable one \(describe(reachable))."
  }
}
