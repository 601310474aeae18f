import Exact
import Learning
import Surfaces

extension Reproduction {
  /// Figure 5: the losses of networks that use one of two scalarization optima at random.
  ///
  /// - Parameter runs: The number of initialisations of each optimiser.
  /// - Throws: `LearningError`, ``CertificationFailure``.
  package static func figureFive(
    _ experiment: SarcosExperiment, runs: Int = 300
  ) throws -> Reproduction {
    let (sample, classes, _) = try experiment.front()
    let sweep = try WeightSweep(experiment.losses, hiddenUnits: 1)
    let pairs = try RandomisedPairs(
      sweep, count: experiment.weightCount, seed: experiment.seed)
    let names = experiment.instance.taskNames
    var table = DataTable(
      "randomised",
      caption: "Expected losses of random pairs of scalarization optima, the first used with the"
        + " given probability.",
      columns: ["probability"] + names.map { "loss \($0)" })
    let rows = SarcosExperiment.rows(pairs.losses)
    for (t, row) in zip(pairs.probabilities, rows) {
      table.append([.rounded(t)] + row.map { .rounded($0) })
    }
    var picture = experiment.picture(
      "Figure 5: \(experiment.taskText), randomised pairs of networks", sample, classes)
    picture.clouds.append(
      .init(
        name: "randomised pairs", mark: .randomised, losses: Array(rows.prefix(5000))))
    var facts: [ReproducedFact] = []
    // Which sampled Pareto optima that no weights reach does some pair beat?
    let sheet = picture.sheets[0]
    let unreachable = classes.indices.filter { classes[$0] == .unreachable }
    let index = DominanceIndex(rows)
    let beaten = unreachable.filter { index.firstDominating(sheet.losses[$0]) != nil }
    let cells = TriangleCells(rows, pairs, sheet, picture)
    facts.append(
      ReproducedFact(
        "\"Randomization allows scalarization to trace out the PF since there is no hole within the"
          + " blue region\" (Appendix D.3).",
        measured: (unreachable.isEmpty
          ? "Weights reach every sampled Pareto optimum already."
          : "\(beaten.count) of the \(unreachable.count) sampled Pareto optima that no weights"
            + " reach are dominated by one of the \(rows.count) random pairs.")
          + " Of \(cells.front) cells of the triangle of shares that hold sampled Pareto optima,"
          + " the deterministic optima visit \(cells.deterministic), the random pairs"
          + " \(cells.randomised).",
        10 * cells.randomised >= 9 * cells.front ? .agrees : .open))
    var optimisers = DataTable(
      "optimisers",
      caption:
        "Solutions of the optimisers and a random pair that dominates each, if there is one.",
      columns: ["optimiser", "initialisation"] + names.map { "loss \($0)" }
        + names.map { "pair's loss \($0)" })
    for onRepresentation in [false, true] {
      let name = onRepresentation ? "MGDA-UB" : "MGDA"
      let training = try experiment.training(onRepresentation: onRepresentation)
      var solutions: [LocatedRun] = []
      for end in try LocatedRun.all(
        training, count: runs, seed: experiment.seed, instance: experiment.instance,
        jobs: experiment.jobs)
      where end.verdict != nil && end.losses.allSatisfy({ $0 <= 1 }) {
        solutions.append(end)
      }
      var dominated = 0
      for end in solutions {
        let pair = index.firstDominating(end.losses).map { rows[$0] }
        if pair != nil { dominated += 1 }
        optimisers.append(
          [.text(name), .integer(end.run.index + 1)] + end.losses.map { .number($0) }
            + (pair?.map { .number($0) } ?? names.map { _ in .missing }))
      }
      picture.add(
        onRepresentation ? .secondOptimiser : .firstOptimiser,
        solutions.map { ($0.losses, $0.isDominated(tolerance: SarcosExperiment.tolerance)) }
      ) { "\(name), \($0) runs" }
      let onlyUnreachable = solutions.filter { $0.verdict == .unreachable }
      let beatenUnreachable = onlyUnreachable.count { index.firstDominating($0.losses) != nil }
      facts.append(
        ReproducedFact(
          "\"The solutions found by MGDA and MGDA-UB are dominated\" (Appendix D.3): \(name).",
          measured: "\(dominated) of \(solutions.count) solutions from \(runs) initialisations are"
            + " dominated by one of the pairs; of the \(onlyUnreachable.count) whose hidden layer"
            + " is a Pareto optimum that no weights reach, \(beatenUnreachable).",
          dominated == solutions.count ? .agrees : dominated > 0 ? .open : .differs))
    }
    facts.append(
      ReproducedFact(
        "Two networks are enough (section 4.2).",
        measured: "For three tasks, max{r : r(r+1)/2 <= 3} ="
          + " \(FewestNetworks.bound(conditions: 3)) networks suffice everywhere on the convexified"
          + " front; for six tasks \(sixTaskText()).", .open))
    return Reproduction(
      figure: .five, setting: experiment.setting, tables: [table, optimisers], facts: facts,
      picture: picture)
  }

  /// What the exact answer for the six-task example is.
  private static func sixTaskText() -> String {
    guard let example = try? ThreeNetworksExample(),
      let answer = try? FewestNetworks.decide(
        example.instance, example.mixture, weights: example.weights)
    else { return "the example could not be decided" }
    return answer.number.map { "there is a point that needs exactly \($0)" }
      ?? "there is a point that needs \(answer.lower) to \(answer.upper)"
  }
}
