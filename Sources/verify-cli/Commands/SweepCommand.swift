import ArgumentParser
import Cases
import Exact
import Foundation
import Learning
import Surfaces
import Verify

/// `sweep FILE`: the scalarization optima of many weights.
struct SweepCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sweep",
    abstract: "Compute the losses at the scalarization optima of many weights.",
    discussion: """
      The optimum of each weighting needs only the Gram matrix. Losses are floating-point numbers. \
      For three tasks (or with --front) the whole Pareto front is sampled as well, every sample is \
      decided exactly with certificates, and the share of the front that weights reach is printed. \
      For widths between 1 and k-1 the sample is one of floating point and proves nothing.
      """)

  @Argument(help: CaseOptions.fileHelp, completion: .file())
  var file: String

  @OptionGroup var options: CaseOptions
  @OptionGroup var output: OutputOptions

  @Option(help: "The number of weightings; a lattice lists all of its own.")
  var weights = 100_000

  @Option(help: "uniform (on the simplex), dirichlet:CONCENTRATION or lattice:STEPS.")
  var sampling = WeightSampling(.uniform)

  @Option(help: "The width of the hidden layer: a number, or k-1.")
  var width: HiddenWidth = .units(1)

  @Option(
    help: ArgumentHelp(
      "squared-norm, mse or standardized-mse; by default the last where the data is known and the"
        + " first elsewhere.", valueName: "units"))
  var units: LossUnits?

  @Option(
    name: .customLong("output"),
    help: ArgumentHelp(
      "Write weights and losses to this file (.csv, .npy or .json).", valueName: "file"),
    completion: .file())
  var outputFile: String?

  @Option(
    help: ArgumentHelp(
      "The steps along an edge of the lattice that samples the front; 0 for no sample. By default"
        + " 100 for three tasks and no sample otherwise.", valueName: "steps"))
  var front: Int?

  @Option(
    help: ArgumentHelp("Write the decided front to this CSV file.", valueName: "file"),
    completion: .file())
  var frontOutput: String?

  @OptionGroup var picture: PictureOptions
  @OptionGroup var limits: LimitOptions

  @OptionGroup var threads: JobOptions

  func validate() throws {
    guard (0...10_000_000).contains(weights) else {
      throw ValidationError("--weights takes a number from 0 to 10000000")
    }
    if let front, !(0...1000).contains(front) {
      throw ValidationError("--front takes a number from 0 to 1000")
    }
  }

  func run() throws {
    try Session.run {
      let pictureFile = try picture.file()
      let outputFile = try self.outputFile.map { try NumberFile($0, option: "--output") }
      try OutputPaths.requireDistinct(
        input: file,
        outputs: [
          ("--output", self.outputFile), ("--front-output", frontOutput),
          ("--plot", picture.plot),
        ])
      let problem = try options.load(file, quiet: output.quiet)
      let instance = try problem.instance()
      let k = instance.taskCount
      let theory = width.width(taskCount: k)
      let hiddenUnits = width.units(taskCount: k)
      let steps = front ?? (theory == nil ? (pictureFile == nil ? 0 : 8) : k == 3 ? 100 : 0)
      if steps > 0 || pictureFile != nil || frontOutput != nil, hiddenUnits >= k {
        throw UsageError(
          message: "with \(TextLayout.count(hiddenUnits, "unit")) for"
            + " \(TextLayout.count(k, "task")) the front is one point; there is nothing to sample")
      }
      if theory == nil, pictureFile != nil, steps == 0 {
        throw UsageError(
          message: "--plot between the widths 1 and k-1 shows a sample: give --front STEPS")
      }
      if frontOutput != nil, steps == 0 {
        throw UsageError(message: "--front-output needs a sample of the front: give --front STEPS")
      }
      let model = try LossModel(instance, units: units ?? CasePicture.defaultUnits(instance))
      let sweep = try WeightSweep(model, hiddenUnits: hiddenUnits)
      let sampler = try WeightSampler(
        sampling.kind, taskCount: k, count: weights, seed: limits.seed)
      guard sampler.count <= 10_000_000 else {
        throw UsageError(message: "--sampling: \(sampler.count) weightings, at most 10000000")
      }
      let deadline = limits.time.deadline
      let progress = Progress(quiet: output.quiet)
      let columns =
        instance.taskNames.map { "weight \($0)" } + instance.taskNames.map { "loss \($0)" }
      var summary = SweepSummary(taskCount: k)
      var shown: [[Double]] = []
      var writer = outputFile.map { NumberWriter($0, columns: columns, rows: sampler.count) }
      let block = 65_536
      for start in stride(from: 0, to: sampler.count, by: block) {
        if deadline.isOver { break }
        progress.update("\(start) of \(sampler.count) weightings")
        let range = start..<min(start + block, sampler.count)
        let part = sampler.weights(range)
        let losses = try sweep.losses(weights: part)
        summary.add(losses)
        for row in range where shown.count < 5000 {
          let first = (row - start) * k
          shown.append(Array(losses[first..<(first + k)]))
        }
        writer?.append(part, losses, width: k)
      }
      progress.finish()
      guard summary.count == sampler.count else {
        // A part under the name of the whole would mislead.
        Console.error(
          "stopped after \(summary.count) of \(sampler.count) weightings; nothing is written")
        return .undecided
      }
      try writer?.finish()
      var report = SweepReport(
        problem: problem, instance: instance, model: model, hiddenUnits: hiddenUnits,
        sampling: sampling.text, seed: limits.seed, summary: summary)
      let frontProgress = SharedProgress(quiet: output.quiet)
      let proceed: @Sendable (Int, Int) -> Bool = { done, all in
        frontProgress.update { "\(done) of \(all) points of the front decided" }
        return !deadline.isOver
      }
      var drawing: CasePicture?
      var network: NetworkFront?
      if theory == nil, steps > 0 {
        network = try NetworkFront(
          instance, width: Width(hiddenUnits), resolution: steps, jobs: threads.jobs,
          proceed: proceed)
        report.network = network
        if let network, let frontOutput {
          try FileOutput.write(network.table(model).csv, to: frontOutput)
        }
      } else if let theory, steps > 0 {
        let sample = try FrontSample(instance, width: theory, resolution: steps) {
          proceed(0, $1)
        }
        let all = sample.points.count
        let classes = try sample.classify(jobs: threads.jobs) { proceed($0, all) }
        let losses = sample.points.map { model.losses($0, instance, width: theory) }
        report.front = FrontSummary(sample, classes: classes, losses: losses)
        if let frontOutput, !deadline.isOver {
          let table = Self.table(sample, classes, losses, instance)
          try FileOutput.write(table.csv, to: frontOutput)
        }
        if let pictureFile {
          drawing = try CasePicture(
            problem.title, instance, width: theory, format: pictureFile.format,
            units: model.units, resolution: 0, jobs: threads.jobs)
          drawing?.add(sample, classes)
        }
      } else if let theory, let pictureFile {
        drawing = try CasePicture(
          problem.title, instance, width: theory, format: pictureFile.format, units: model.units,
          resolution: front == 0 ? 0 : nil, jobs: threads.jobs, proceed: proceed)
      }
      frontProgress.finish()
      try output.print(text: report.text, json: report.json)
      if deadline.isOver {
        Console.error("stopped before the front was decided; no front and no picture is written")
        return .undecided
      }
      if var drawing, let pictureFile {
        drawing.add("scalarization optima", .scalarization, shown)
        try drawing.addWitness()
        try drawing.draw(to: pictureFile)
      }
      if let network, let pictureFile {
        var picture = network.picture(problem.title, model)
        picture.clouds.append(
          .init(name: "scalarization optima", mark: .scalarization, losses: shown))
        try Gnuplot.draw(FrontPictureScript(picture: picture), to: pictureFile)
      }
      return report.sampledFront?.counts[.undecided] == nil ? .success : .undecided
    }
  }

  private static func table(
    _ sample: FrontSample, _ classes: [FrontClass], _ losses: [[Double]], _ instance: Instance
  ) -> DataTable {
    var table = DataTable(
      "front", caption: "One candidate for each ray, decided exactly.",
      columns: instance.taskNames.map { "u \($0)" } + instance.taskNames.map { "loss \($0)" }
        + ["verdict"])
    for (position, point) in sample.points.enumerated() {
      table.append(
        point.direction.map { .exact(Rational($0)) } + losses[position].map { .number($0) }
          + [.text(classes[position].rawValue)])
    }
    return table
  }
}
