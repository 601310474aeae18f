import ArgumentParser
import Cases
import Learning
import Surfaces
import Verify

/// `plot FILE`: the geometry of a case as a picture.
struct PlotCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plot",
    abstract: "Draw the losses of a case: what weights reach, what they do not, what is dominated.",
    discussion: """
      Two tasks: the front. Three: the surfaces in space from two sides, and the triangle of \
      shares. More: a matrix of pairs. Every sampled point of the front is decided exactly, with \
      certificates. Gnuplot draws; its script, with all data, stays beside the picture.
      """)

  @Argument(help: CaseOptions.fileHelp, completion: .file())
  var file: String

  @OptionGroup var options: CaseOptions

  @Option(
    name: .customLong("output"),
    help: ArgumentHelp("The picture: a name ending in .svg, .pdf or .png.", valueName: "file"),
    completion: .file())
  var outputFile: String

  @Option(help: "The width of the network, 1 or k-1.")
  var width: WidthEnd = .one

  @Option(
    help: ArgumentHelp(
      "squared-norm, mse or standardized-mse; by default the last where the data is known and the"
        + " first elsewhere.", valueName: "units"))
  var units: LossUnits?

  @Option(
    help: ArgumentHelp(
      "How many scalarization optima of random weights to show; by default 2000, fewer for many"
        + " tasks.", valueName: "number"))
  var weights: Int?

  @Option(
    help: ArgumentHelp(
      "The steps along an edge of the lattice that samples the front.", valueName: "steps"))
  var resolution: Int?

  @OptionGroup var threads: JobOptions

  @OptionGroup var limits: LimitOptions

  @Flag(help: "Print no progress.")
  var quiet = false

  func validate() throws {
    if let weights, !(0...200_000).contains(weights) {
      throw ValidationError("--weights takes a number from 0 to 200000")
    }
    if let resolution, !(0...1000).contains(resolution) {
      throw ValidationError("--resolution takes a number from 0 to 1000")
    }
  }

  func run() throws {
    try Session.run {
      let target = try PictureFile(outputFile, option: "--output")
      let problem = try options.load(file, quiet: quiet)
      let instance = try problem.instance()
      let deadline = limits.time.deadline
      let progress = SharedProgress(quiet: quiet)
      var drawing = try CasePicture(
        problem.title, instance, width: width, format: target.format, units: units,
        resolution: resolution, jobs: threads.jobs
      ) { done, all in
        progress.update { "\(done) of \(all) points of the front decided" }
        return !deadline.isOver
      }
      progress.finish()
      guard !deadline.isOver else {
        Console.error("stopped before the front was decided; nothing is drawn")
        return .undecided
      }
      try drawing.addScalarization(count: weights, seed: limits.seed)
      try drawing.addWitness()
      for named in problem.points where named.width == width {
        if let point = named.approximation(in: instance) {
          try drawing.add(point, named.name)
        }
      }
      try drawing.draw(to: target)
      return drawing.isUndecided ? .undecided : .success
    }
  }
}
