import ArgumentParser
import Cases
import Exact
import Surfaces

/// `surfaces FILE`: the surfaces whose union is the feasible region.
struct SurfacesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "surfaces",
    abstract: "List the surfaces whose union is the feasible region.",
    discussion: """
      E_I = { v >= 0 : sqrt(v)^T Q_I sqrt(v) = 1 } for each index set I, where Q_I is Q = G^-1 \
      with the signs of I flipped (Theorem 3.1); for width k-1, I_I = t - E_I (Theorem 3.2). \
      Surfaces that coincide are listed once with all their names. With --intersections, for at \
      most 6 tasks, rational points where two distinct surfaces meet are found and decided.
      """)

  @Argument(help: "A case file, or a CSV or NPY file.")
  var file: String

  @OptionGroup var options: CaseOptions
  @OptionGroup var output: OutputOptions

  @Option(help: "List the surfaces one by one up to this number of tasks.")
  var listUpTo = 6

  @Flag(help: "Find and decide points where two distinct surfaces meet.")
  var intersections = false

  @Option(help: "With --intersections: the width of the network, 1 or k-1.")
  var width: Width = .one

  @Option(help: "With --intersections: points for each pair, the simplest one and random ones.")
  var samples = 1

  @OptionGroup var limits: LimitOptions

  func validate() throws {
    guard (1...1000).contains(samples) else {
      throw ValidationError("--samples takes a number from 1 to 1000")
    }
    guard (0...16).contains(listUpTo) else {
      throw ValidationError("--list-up-to takes a number of tasks from 0 to 16")
    }
  }

  func run() throws {
    try Session.run {
      let problem = try options.load(file)
      if intersections { return try listIntersections(problem) }
      let report = SurfacesReport(
        name: problem.name, instance: try problem.instance(), listUpTo: listUpTo)
      switch output.format {
      case .text: try Console.print(report.text)
      case .json: try Console.print(report.json.text(.compact))
      }
      return .success
    }
  }

  private func listIntersections(_ problem: Case) throws -> ExitStatus {
    let instance = try problem.instance()
    guard instance.taskCount <= IntersectionsReport.maximumTasks else {
      throw UsageError(
        message: "--intersections: \(instance.taskCount) tasks, expected at most"
          + " \(IntersectionsReport.maximumTasks); choose some with --tasks")
    }
    let deadline = Deadline(seconds: limits.timeLimit)
    let progress = Progress(quiet: output.quiet)
    let report = try IntersectionsReport(
      name: problem.name, instance: instance, width: width, samples: samples, seed: limits.seed
    ) { done, total in
      progress.update("\(done) of \(total) pairs")
      return !deadline.isOver
    }
    progress.finish()
    switch output.format {
    case .text: try Console.print(report.text)
    case .json: try Console.print(report.json.text(.compact))
    }
    return report.isUndecided ? .undecided : .success
  }
}
