import ArgumentParser
import Cases
import Exact
import Experiments
import Foundation
import Learning
import Surfaces
import Verify

/// `train FILE`: a multi-task optimiser on the two-layer linear network.
struct TrainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train",
    abstract: "Train the linear network with a multi-task optimiser and locate where it ends.",
    discussion: """
      Full-batch gradient descent from moments alone. For widths 1 and k-1 the end of every run \
      gets exact verdicts: whether its hidden layer, with the best heads, is Pareto optimal and \
      whether weights reach it (certified), and bounds on how much some network improves all \
      losses of the trained one at once (its distance from the front, proved from both sides).
      """)

  @Argument(help: CaseOptions.fileHelp, completion: .file())
  var file: String

  @OptionGroup var options: CaseOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var optimiser: OptimiserOptions

  @Option(help: "The width of the hidden layer: a number, or k-1.")
  var width: HiddenWidth = .units(1)

  @Option(
    help: ArgumentHelp(
      "The learning rate; if missing, the largest power of two, at most one over the largest"
        + " eigenvalue of X^T X / n, with which none of the first four runs diverges or ends with a"
        + " larger sum of losses.", valueName: "number"))
  var rate: Double?

  @Option(help: "The number of steps.")
  var epochs = 100

  @Option(help: "The number of initialisations.")
  var seeds = 1

  @Option(help: "Stop a run when the vector whose vanishing stops the method is shorter than this.")
  var stop = 0.0

  @Option(
    help: ArgumentHelp(
      "The distance from the front, in the units of the losses, that counts as being on it.",
      valueName: "number"))
  var tolerance = "0.001"

  @Flag(
    inversion: .prefixedNo,
    help: "Centre inputs (with an intercept) and scale inputs and targets to unit second moment.")
  var standardize = true

  @Option(
    name: .customLong("output"),
    help: ArgumentHelp("Write the end of every run to this CSV file.", valueName: "file"),
    completion: .file())
  var outputFile: String?

  @Option(
    help: ArgumentHelp("Write the learning curves to this CSV file.", valueName: "file"),
    completion: .file())
  var curves: String?

  @OptionGroup var picture: PictureOptions
  @OptionGroup var limits: LimitOptions

  @OptionGroup var threads: JobOptions

  func validate() throws {
    guard (1...1_000_000).contains(seeds) else {
      throw ValidationError("--seeds takes a number from 1 to 1000000")
    }
  }

  func run() throws {
    try Session.run {
      let pictureFile = try picture.file()
      try OutputPaths.requireDistinct(
        input: file,
        outputs: [("--output", outputFile), ("--curves", curves), ("--plot", picture.plot)])
      let original = try options.load(file, quiet: output.quiet)
      // Where a number is beyond double precision, in units where it is not.
      let scaled =
        standardize || !Self.isData(original)
        ? original.inUnitsForDoubles(intercept: Self.intercept(original)) : nil
      let problem = scaled?.problem ?? original
      let instance = try problem.instance()
      let k = instance.taskCount
      let bound = try NumberList.read(tolerance, option: "--tolerance", count: 1)[0]
      guard bound.signum > 0 else {
        throw UsageError(message: "--tolerance: a positive number is expected")
      }
      let theory = width.width(taskCount: k)
      guard pictureFile == nil || theory != nil else {
        throw UsageError(message: "--plot: a picture needs width 1 or k-1 of at least two tasks")
      }
      let model = try makeModel(problem, instance)
      let deadline = limits.time.deadline
      let method = try optimiser.make(taskCount: k)
      let hiddenUnits = width.units(taskCount: k)
      let chosen =
        try rate
        ?? Training.suitableRate(
          model, optimiser: method, hiddenUnits: hiddenUnits, epochs: epochs, count: seeds,
          seed: limits.seed)
      let training = try Training(
        model, optimiser: method, hiddenUnits: hiddenUnits, rate: chosen, epochs: epochs,
        stoppingNorm: stop)
      let hasUnits = scaled == nil || instance.irreducibleLosses != nil
      guard pictureFile == nil || hasUnits else {
        throw LearningError.outOfRange("the Gram matrix")
      }
      let progress = SharedProgress(quiet: output.quiet)
      let seeds = seeds
      progress.begin("0 of \(seeds) runs")
      let runs = try LocatedRun.all(
        training, count: seeds, seed: limits.seed, instance: instance, jobs: threads.jobs
      ) { done in
        progress.update { "\(done) of \(seeds) runs" }
        return !deadline.isOver
      }
      progress.finish()
      let report = TrainingReport(
        problem: problem, instance: instance, training: training,
        optimiser: optimiser.text, isRateChosen: rate == nil, seed: limits.seed, tolerance: bound,
        runs: runs,
        isLocated: theory != nil, exponents: scaled?.targets, planned: seeds)
      let isCut = runs.count < seeds || report.interrupted > 0
      // Of an interrupted run the rows of the files say so.
      if !runs.isEmpty {
        if let outputFile { try FileOutput.write(report.table.csv, to: outputFile) }
        if let curves { try FileOutput.write(report.curves.csv, to: curves) }
      }
      try output.print(text: report.text, json: report.json)
      if isCut {
        let complete = runs.count - report.interrupted
        Console.error("interrupted: \(complete) of \(seeds) runs are complete")
        return .undecided
      }
      if let pictureFile, let theory {
        try draw(report, problem, instance, theory, model, to: pictureFile)
      }
      return runs.contains { $0.verdict == .undecided } ? .undecided : .success
    }
  }

  /// The problem that is trained: the data where it is known, otherwise the predictors.
  private func makeModel(_ problem: Case, _ instance: Instance) throws -> LinearModel {
    guard case .moments(let moments) = problem.problem else { return try LinearModel(instance) }
    return try LinearModel(
      moments: moments, instance: instance, standardized: standardize,
      intercept: Self.intercept(problem))
  }

  private static func isData(_ problem: Case) -> Bool {
    if case .moments = problem.problem { true } else { false }
  }

  /// The input, counted from 0, that is constantly one, if any.
  private static func intercept(_ problem: Case) -> Int? {
    guard case .moments(let moments) = problem.problem else { return nil }
    let last = moments.xx.rows - 1
    return last >= 0 && moments.xx[last, last] == Rational(moments.samples) ? last : nil
  }

  private func draw(
    _ report: TrainingReport, _ problem: Case, _ instance: Instance, _ theory: WidthEnd,
    _ model: LinearModel, to target: PictureFile
  ) throws {
    let units: LossUnits =
      instance.irreducibleLosses == nil ? .squaredNorm : model.units
    var drawing = try CasePicture(
      problem.title, instance, width: theory, format: target.format, units: units,
      jobs: threads.jobs)
    try drawing.addScalarization(seed: limits.seed)
    try drawing.addWitness()
    // A picture of runs that went astray would show nothing else: losses far above those of the
    // zero network are left out, and counted in the key.
    let limit = (0..<instance.taskCount).map { drawing.picture.zero[$0] }
    var shown: [(losses: [Double], isDominated: Bool)] = []
    for run in report.runs where run.verdict != nil {
      // From the units of the training to those of the picture.
      let losses = run.losses.indices.map { i in
        drawing.model.offsets[i]
          + (run.losses[i] - model.offsets[i]) * model.lossDivisors[i]
          / (drawing.model.scales[i] * drawing.model.scales[i])
      }
      let top = theory == .one ? limit : zip(limit, drawing.picture.spans).map { $0 + $1 }
      if zip(losses, top).allSatisfy({ $0 <= 1.05 * $1 }) {
        shown.append((losses, run.isDominated(tolerance: report.tolerance)))
      }
    }
    let runs = TextLayout.count(report.runs.count, "run")
    drawing.add(.firstOptimiser, shown) { "\(optimiser.optimiser.rawValue), \($0) of \(runs)" }
    try drawing.draw(to: target)
  }
}
