import ArgumentParser
import Cases
import Certificates
import Exact
import Intervals
import Learning
import Surfaces
import Verify

/// `point FILE`: everything about one point.
struct PointCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "point",
    abstract: "Decide whether a point is Pareto optimal and whether a weighting reaches it.",
    discussion: """
      The point is given by a direction u (only its direction matters: v_i = u_i^2 / u^T Q u), by \
      non-negative values and signs, u_i = sign_i sqrt(value_i), or as the optimum of weights; a \
      network of any width by a matrix in a file (--network). \
      Where the direction is irrational, the answers are certified by intervals, and by a \
      certificate where the checker verifies one.
      """)

  @Argument(help: CaseOptions.fileHelp, completion: .file())
  var file: String

  @OptionGroup var options: CaseOptions
  @OptionGroup var output: OutputOptions

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("A direction u, for example 1,-1/2,0.3.", valueName: "numbers"))
  var direction: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Values u_i^2 up to a common factor, for example 1/4,1/4,1/2.", valueName: "numbers"))
  var values: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("With --values: the signs of u; all 1 if missing.", valueName: "signs"))
  var signs: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The optimum of these weights of the losses, for example 1,2,1/2.", valueName: "numbers"))
  var weights: String?

  @Option(
    help: ArgumentHelp(
      "A network of any width: a JSON file with a row of numbers for each task, one for each hidden"
        + " unit.", valueName: "file"))
  var network: String?

  @Option(
    help: ArgumentHelp(
      "The width of the network, 1 or k-1; with --network any number of hidden units.",
      valueName: "width"))
  var width: HiddenWidth?

  @Option(
    help: ArgumentHelp(
      "For irrational directions: the precision of the first attempt; it doubles until decided.",
      valueName: "bits"))
  var precision: Int = 128

  @Option(
    help: ArgumentHelp(
      "For irrational directions: the precision at which to give up.", valueName: "bits"))
  var maxPrecision: Int = 4096

  @Option(
    help: ArgumentHelp("Write the certificates to this folder.", valueName: "folder"),
    completion: .directory)
  var certificates: String?

  @OptionGroup var picture: PictureOptions

  func validate() throws {
    guard [direction, values, weights, network].count(where: { $0 != nil }) == 1 else {
      throw ValidationError(
        "give exactly one of --direction, --values, --weights and --network")
    }
    guard network == nil || (certificates == nil && picture.plot == nil) else {
      throw ValidationError("--network goes without --certificates and --plot")
    }
    guard signs == nil || values != nil else {
      throw ValidationError("--signs goes with --values")
    }
    guard (24...65_536).contains(precision) else {
      throw ValidationError("--precision takes a number of bits between 24 and 65536")
    }
    guard (precision...65_536).contains(maxPrecision) else {
      throw ValidationError("--max-precision takes a number of bits from --precision to 65536")
    }
  }

  func run() throws {
    try Session.run {
      let target = try picture.file()
      let problem = try options.load(file, quiet: output.quiet)
      let instance = try problem.instance()
      if let network { return try describe(network, problem, instance) }
      let width = try end(taskCount: instance.taskCount)
      let verdict = try PointVerdict.decide(
        try definition(instance), of: instance, width: width,
        schedule: PrecisionDoubling(start: precision, limit: maxPrecision))
      if let certificates {
        let folder = try CertificateFolder(certificates)
        for certificate in verdict.certificates {
          try folder.write(
            certificate, as: "\(problem.fileName).point.\(certificate.statement.rawValue)")
        }
      }
      let report = verdict.report
      let heading = "\(problem.title), width \(width.rawValue)"
      try output.print(
        text: ([heading] + report.text).joined(separator: "\n"), json: report.json(of: problem))
      if let target {
        var drawing = try CasePicture(
          problem.title, instance, width: width, format: target.format, jobs: 1)
        try drawing.addScalarization(seed: 1)
        if let point = verdict.approximation { try drawing.add(point, "the point") }
        try drawing.draw(to: target)
      }
      return verdict.isUndecided ? .undecided : .success
    }
  }

  /// The end of the range of widths that a direction belongs to.
  private func end(taskCount: Int) throws -> WidthEnd {
    guard taskCount >= 2 else {
      guard width == nil || width == .units(1) else {
        throw UsageError(message: "with one task there is only width 1")
      }
      return .one
    }
    guard let width else { return .one }
    guard let end = width.width(taskCount: taskCount) else {
      throw UsageError(
        message: "--width \(width.defaultValueDescription): a direction is a network of width 1 or"
          + " k-1 = \(taskCount - 1); give others with --network")
    }
    return end
  }

  /// Answers for a network of any width.
  private func describe(
    _ file: String, _ problem: Case, _ instance: Instance
  ) throws -> ExitStatus {
    let units = width.map { Width($0.units(taskCount: instance.taskCount)) }
    let network = try NetworkFile.read(file, for: instance, width: units)
    let deadline = Deadline(seconds: nil)
    let report = NetworkReport(
      problem: problem, instance: instance,
      verdict: NetworkVerdict.decide(instance, network) { !deadline.isOver })
    try output.print(text: report.text, json: report.json)
    return .success
  }

  /// The point that the options describe.
  private func definition(_ instance: Instance) throws -> CasePoint.Definition {
    if let direction {
      let vector = try NumberList.read(
        direction, option: "--direction", count: instance.taskCount)
      guard vector.contains(where: { !$0.isZero }) else {
        throw UsageError(message: "--direction: some number must not be zero")
      }
      return .direction(vector)
    }
    if let weights {
      return .weights(
        try nonnegative(weights, option: "--weights", count: instance.taskCount))
    }
    let (values, signs) = try valuesAndSigns(instance)
    return .values(values, signs: signs)
  }

  private func nonnegative(_ text: String, option: String, count: Int) throws -> [Rational] {
    let numbers = try NumberList.read(text, option: option, count: count)
    if let position = numbers.firstIndex(where: { $0.signum < 0 }) {
      throw UsageError(
        message: "\(option): number \(position + 1) is \(numbers[position]); expected numbers >= 0")
    }
    guard numbers.contains(where: { !$0.isZero }) else {
      throw UsageError(message: "\(option): all numbers are zero; expected one that is not")
    }
    return numbers
  }

  private func valuesAndSigns(_ instance: Instance) throws -> (values: [Rational], signs: [Int]) {
    let values = try nonnegative(
      self.values ?? "", option: "--values", count: instance.taskCount)
    let signs =
      try self.signs.map {
        try NumberList.readSigns($0, option: "--signs", count: instance.taskCount)
      } ?? Array(repeating: 1, count: instance.taskCount)
    return (values, signs)
  }
}
