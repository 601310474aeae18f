import ArgumentParser
import Cases
import Experiments
import Foundation
import Parallel
import Surfaces
import Verify

/// `reproduce FIGURE...`: the figures of the paper, computed again.
struct ReproduceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reproduce",
    abstract: "Compute the figures of the paper again: data, picture, and what agrees.",
    discussion: """
      For each of figure-1 ... figure-5 the folder receives the data (CSV), the picture with its \
      drawing commands, and a text of what the paper says beside what was measured. Figures 3 to 5 \
      use the shipped moments of the SARCOS data, or the data given with --csv. The same seed \
      gives the same files.
      """)

  @Argument(help: "figure-1 to figure-5; all five if missing.")
  var figures: [Reproduction.Figure] = []

  @Option(
    help: ArgumentHelp("The folder for the results.", valueName: "folder"), completion: .directory)
  var output = "reproduction"

  @Option(
    help: ArgumentHelp("The case with the moments of all targets.", valueName: "file"),
    completion: .file())
  var data = "cases/data/sarcos.json"

  @Option(
    help: ArgumentHelp(
      "A table with all targets instead, with the columns of the SARCOS data unless --inputs and"
        + " --targets name others.", valueName: "file"), completion: .file())
  var csv: String?

  @Option(help: ArgumentHelp("With --csv: the input columns.", valueName: "columns"))
  var inputs = "q1..q7,qd1..qd7,qdd1..qdd7"

  @Option(help: ArgumentHelp("With --csv: the target columns.", valueName: "columns"))
  var targets = "tau1..tau7"

  @Option(
    help: ArgumentHelp(
      "The three targets of figures 3 to 5, counted from 1.", valueName: "tasks"))
  var tasks = "4,5,6"

  @Option(help: "The number of weightings of figures 3 and 5.")
  var weights = 100_000

  @Option(help: "The number of initialisations of each optimiser in figures 4 and 5.")
  var runs = 300

  @Option(help: "The steps along an edge of the lattice that samples a front.")
  var resolution = 90

  @Option(help: ArgumentHelp("The format of the pictures: png, svg or pdf.", valueName: "format"))
  var picture: PictureFile.Format = .png

  @Option(help: "How many threads; the results do not depend on it.")
  var jobs = 2

  @Option(help: "The seed of everything random.")
  var seed: UInt64 = 1

  @OptionGroup var time: TimeLimitOption

  @Flag(help: "Print nothing but errors.")
  var quiet = false

  func validate() throws {
    guard (1...10_000_000).contains(weights) else {
      throw ValidationError("--weights takes a number from 1 to 10000000")
    }
    guard (1...100_000).contains(runs) else {
      throw ValidationError("--runs takes a number from 1 to 100000")
    }
    guard (1...1000).contains(resolution) else {
      throw ValidationError("--resolution takes a number from 1 to 1000")
    }
    try JobOptions.validate(jobs)
  }

  func run() throws {
    try Session.run {
      let wanted = figures.isEmpty ? Reproduction.Figure.allCases : figures
      let experiment =
        wanted.contains { $0 != .one && $0 != .two } ? try makeExperiment() : nil
      _ = time.deadline
      let folder = try ResultFolder(output)
      var drawing: (any Error)?
      let progress = SharedProgress(quiet: quiet)
      for (position, figure) in wanted.enumerated() {
        progress.begin("\(figure.rawValue), \(position) of \(wanted.count) figures done")
        guard !Interruption.isPending, let result = try finished(figure, experiment) else {
          progress.finish()
          folder.removeIfEmpty()
          Console.error("interrupted: \(position) of \(wanted.count) figures are complete")
          return .undecided
        }
        progress.finish()
        for table in result.tables {
          try folder.write(table.csv, as: "\(figure.rawValue)-\(table.name).csv")
        }
        let text = ReproductionReport(result).text
        try folder.write(Array((text + "\n").utf8), as: "\(figure.rawValue).txt")
        if !quiet { try Console.print((position > 0 ? "\n" : "") + text) }
        do {
          try Gnuplot.draw(
            FrontPictureScript(picture: result.picture),
            to: PictureFile(
              folder.path("\(figure.rawValue).\(picture.rawValue)"), option: "--picture"))
        } catch let error as Gnuplot.Failure {
          // The other figures and all data still come.
          drawing = error
        }
      }
      if let drawing { throw drawing }
      return .success
    }
  }

  /// A figure; nil where the process was asked to stop meanwhile, so that it may not be complete.
  private func finished(
    _ figure: Reproduction.Figure, _ experiment: SarcosExperiment?
  ) throws -> Reproduction? {
    do {
      let result = try reproduce(figure, experiment)
      return Interruption.isPending ? nil : result
    } catch  where Interruption.isPending {
      return nil
    }
  }

  private func reproduce(
    _ figure: Reproduction.Figure, _ experiment: SarcosExperiment?
  ) throws -> Reproduction {
    switch (figure, experiment) {
    case (.one, _): return try .figureOne(resolution: min(resolution, 70), jobs: jobs)
    case (.three, .some(let experiment)): return try .figureThree(experiment)
    case (.four, .some(let experiment)): return try .figureFour(experiment, runs: runs)
    case (.five, .some(let experiment)): return try .figureFive(experiment, runs: runs)
    default: return try .figureTwo(resolution: min(resolution, 70), jobs: jobs)
    }
  }

  private func makeExperiment() throws -> SarcosExperiment {
    let problem: Case
    if let csv {
      var options = try CaseOptions.parse([])
      options.inputs = inputs
      options.targets = targets
      options.intercept = true
      options.center = true
      guard let source = try options.dataSource(csv) else {
        throw UsageError(message: "--csv: \(csv): expected a table")
      }
      problem = try Case(data: source)
    } else {
      problem = try Case(contentsOf: data)
    }
    guard case .moments(let moments) = problem.problem else {
      throw UsageError(message: "\(problem.file): expected a case with moments")
    }
    let selection: TaskSelection
    do {
      selection = try TaskSelection(tasks)
    } catch {
      throw UsageError(message: "--tasks: \(error.description)")
    }
    // Checks the tasks and the numbers; its errors name the place.
    _ = try problem.choosing(selection).instance()
    _ = try problem.instance()
    return try SarcosExperiment(
      moments: moments, taskNames: problem.taskNames, tasks: selection.numbers,
      weightCount: weights, resolution: resolution, jobs: jobs, seed: seed)
  }
}

extension Reproduction.Figure: ExpressibleByArgument {}
extension PictureFile.Format: ExpressibleByArgument {}
