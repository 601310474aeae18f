import ArgumentParser
import Cases
import Certificates
import Exact
import Intervals
import Surfaces
import Verify

/// `point FILE`: everything about one point.
struct PointCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "point",
    abstract: "Decide whether a point is Pareto optimal and whether a weighting reaches it.",
    discussion: """
      The point is given by a direction u (only its direction matters: v_i = u_i^2 / u^T Q u), by \
      non-negative values and signs, u_i = sign_i sqrt(value_i), or as the optimum of weights. \
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

  @Option(help: "The width of the network, 1 or k-1.")
  var width: WidthEnd = .one

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
    guard [direction, values, weights].count(where: { $0 != nil }) == 1 else {
      throw ValidationError("give exactly one of --direction, --values and --weights")
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
      guard instance.taskCount >= 2 || width == .one else {
        throw UsageError(message: "with one task there is only width 1")
      }
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
      let heading = "\(problem.name), width \(width.rawValue)"
      try output.print(
        text: ([heading] + report.text).joined(separator: "\n"), json: report.json)
      if let target {
        var drawing = try CasePicture(problem.name, instance, width: width, jobs: 1)
        try drawing.addScalarization(
          count: CasePicture.defaultCount(taskCount: instance.taskCount), seed: 1)
        if let point = verdict.approximation { drawing.add(point, "the point", .marked) }
        try drawing.draw(to: target)
      }
      return verdict.isUndecided ? .undecided : .success
    }
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
