import Exact
import Learning
import Surfaces

extension Reproduction {
  /// Figure 4: MGDA and MGDA-UB from 300 initialisations each.
  ///
  /// - Parameter runs: The number of initialisations of each optimiser.
  /// - Throws: `LearningError`, ``CertificationFailure``.
  package static func figureFour(
    _ experiment: SarcosExperiment, runs: Int = 300
  ) throws -> Reproduction {
    let (sample, classes, _) = try experiment.front()
    var picture = experiment.picture(
      "Figure 4: \(experiment.taskText), \(runs) initialisations each", sample, classes)
    var table = DataTable(
      "runs",
      caption: "The end of every run, with exact verdicts; losses are those of the last finite"
        + " step.",
      columns: ["optimiser", "initialisation", "outcome", "steps"]
        + experiment.instance.taskNames.map { "loss \($0)" }
        + ["verdict", "distance to the front at least", "less than"])
    var facts: [ReproducedFact] = []
    let published = [false: 198, true: 240]
    for onRepresentation in [false, true] {
      let name = onRepresentation ? "MGDA-UB" : "MGDA"
      let training = try experiment.training(onRepresentation: onRepresentation)
      let ends = try LocatedRun.all(
        training, count: runs, seed: experiment.seed, instance: experiment.instance,
        jobs: experiment.jobs)
      for end in ends { table.append(row(name, end)) }
      let plain = try experiment.plainCount(onRepresentation: onRepresentation, runs: runs)
      let kept = ends.filter { end in
        end.verdict != nil && end.losses.allSatisfy { $0 <= 1 }
      }
      picture.add(
        onRepresentation ? .secondOptimiser : .firstOptimiser,
        kept.map { ($0.losses, $0.isDominated(tolerance: SarcosExperiment.tolerance)) }
      ) { "\(name), \($0) runs" }
      facts.append(
        ReproducedFact(
          "After removing solutions with a loss above 1, \(published[onRepresentation] ?? 0) of 300"
            + " are left for \(name) (Appendix D.2).",
          measured: "\(kept.count) of \(runs) are left; of the others"
            + " \(ends.count { $0.verdict == nil }) diverged. The paper does not say how gradients"
            + " were normalised; this is the release's default, losses times norms. Without"
            + " normalisation \(plain) are left.", .open))
      let unreachable = kept.count { $0.verdict == .unreachable }
      let reachable = kept.count { $0.verdict == .reachable }
      let dominated = kept.count { $0.verdict == .dominated }
      let near = kept.count { $0.isOnFront(tolerance: Rational(1, 1000)) }
      let inside = kept.count { end in
        guard let ray = picture.ray(end.losses) else { return false }
        return (ray.min() ?? 0) > 0.1
      }
      facts.append(
        ReproducedFact(
          "\"Consistently capable of finding balanced solutions regardless of the random seed\""
            + " (Appendix D.2): \(name).",
          measured: "Of the \(kept.count) kept, \(inside) have every share r_i of the values above"
            + " 0.1; the hidden layers of \(unreachable) are Pareto optima that no weights reach,"
            + " of \(reachable) Pareto optima that weights reach, of \(dominated) dominated points;"
            + " \(near) are proved to be within 0.001 of the front in the sense that no network"
            + " has all losses smaller by that.",
          inside == kept.count ? .agrees : .open))
      let beaten = kept.count { $0.isBeaten(tolerance: SarcosExperiment.tolerance) }
      facts.append(
        ReproducedFact(
          "\"To guarantee their Pareto optimality, we run the SMTOs with full-batch gradient"
            + " descent till convergence\" (section 5): \(name).",
          measured: "After \(SarcosExperiment.epochs) steps, \(beaten) of the \(kept.count) kept"
            + " are beaten by some network in every task by more than 0.001, proved by that"
            + " network's exact losses; with the best heads for their hidden layers"
            + " \(reachable + unreachable) would be Pareto optimal. Convergence gives Pareto"
            + " stationarity only.",
          beaten == 0 ? .agrees : .differs))
    }
    return Reproduction(
      figure: .four, setting: experiment.setting,
      tables: [table, experiment.frontTable(sample, classes)], facts: facts, picture: picture)
  }
}
