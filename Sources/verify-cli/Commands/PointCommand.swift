import ArgumentParser
import Cases
import Certificates
import Exact
import Learning
import Surfaces
import Verify

/// `point FILE`: everything about one point.
struct PointCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "point",
    abstract: "Decide whether a point is Pareto optimal and whether a weighting reaches it.",
    discussion: """
      The point is given by a direction u (only its direction matters: v_i = u_i^2 / u^T Q u), or \
      by non-negative values and signs, u_i = sign_i sqrt(value_i). Where the direction is \
      irrational, the answers are certified by intervals, without certificate.
      """)

  @Argument(help: "A case file, or a CSV or NPY file.")
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

  @Option(help: "The width of the network, 1 or k-1.")
  var width: Width = .one

  @Option(
    help: ArgumentHelp(
      "For irrational directions: the precision of the first attempt; it doubles until decided.",
      valueName: "bits"))
  var precision: Int = 128

  @Option(
    help: ArgumentHelp(
      "For irrational directions: the precision at which to give up.", valueName: "bits"))
  var maxPrecision: Int = 4096

  @Option(help: ArgumentHelp("Write the certificates to this folder.", valueName: "folder"))
  var certificates: String?

  @OptionGroup var picture: PictureOptions

  func validate() throws {
    guard (direction == nil) != (values == nil) else {
      throw ValidationError("give either --direction or --values")
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
      let problem = try options.load(file)
      let instance = try problem.instance()
      guard instance.taskCount >= 2 || width == .one else {
        throw UsageError(message: "with one task there is only width 1")
      }
      guard let vector = try direction(instance) else {
        let status = try reportIrrational(problem, instance)
        let (values, signs) = try valuesAndSigns(instance)
        let irrational = zip(values, signs).map { $0.doubleValue.squareRoot() * Double($1) }
        try draw(problem, instance, to: target) { $0.losses(direction: irrational, width: width) }
        return status
      }
      let report = try PointReport(
        instance: instance, width: width, point: Point(instance, direction: vector))
      if let certificates {
        let folder = try CertificateFolder(certificates)
        for certificate in report.certificates {
          try folder.write(
            certificate, as: "\(problem.fileName).point.\(certificate.statement.rawValue)")
        }
      }
      switch output.format {
      case .text:
        let heading = "\(problem.name), width \(width.rawValue)"
        try Console.print(([heading] + report.text).joined(separator: "\n"))
      case .json: try Console.print(report.json.text(.compact))
      }
      try draw(problem, instance, to: target) { $0.losses(report.point, instance, width: width) }
      return report.isUndecided ? .undecided : .success
    }
  }

  /// Draws the front with the losses of the point.
  private func draw(
    _ problem: Case, _ instance: Instance, to target: PictureFile?,
    losses: (LossModel) -> [Double]
  ) throws {
    guard let target else { return }
    var drawing = try CasePicture(problem.name, instance, width: width, jobs: 1)
    try drawing.addScalarization(
      count: CasePicture.defaultCount(taskCount: instance.taskCount), seed: 1)
    drawing.add("the point", .marked, [losses(drawing.model)])
    try drawing.draw(to: target)
  }

  /// The direction that the options describe; nil when it is irrational.
  private func direction(_ instance: Instance) throws -> [Integer]? {
    if let direction {
      let vector = try NumberList.read(
        direction, option: "--direction", count: instance.taskCount)
      guard vector.contains(where: { !$0.isZero }) else {
        throw UsageError(message: "--direction: some number must not be zero")
      }
      return Point.integerDirection(vector)
    }
    let (values, signs) = try valuesAndSigns(instance)
    return Point.rationalDirection(values: values, signs: signs)
  }

  private func valuesAndSigns(_ instance: Instance) throws -> (values: [Rational], signs: [Int]) {
    let values = try NumberList.read(
      self.values ?? "", option: "--values", count: instance.taskCount)
    guard values.allSatisfy({ $0.signum >= 0 }), values.contains(where: { !$0.isZero }) else {
      throw UsageError(message: "--values: numbers >= 0, not all zero, are expected")
    }
    let signs =
      try self.signs.map {
        try NumberList.readSigns($0, option: "--signs", count: instance.taskCount)
      } ?? Array(repeating: 1, count: instance.taskCount)
    return (values, signs)
  }

  /// Decides a point of an irrational direction by intervals, and prints the verdicts.
  private func reportIrrational(_ problem: Case, _ instance: Instance) throws -> ExitStatus {
    let (values, signs) = try valuesAndSigns(instance)
    guard
      let point = EnclosedPoint(instance, values: values, signs: signs, width: width)
    else { throw UsageError(message: "--values and --signs do not describe a point") }
    let report = EnclosedPointReport(
      point: point, schedule: PrecisionDoubling(start: precision, limit: maxPrecision))
    switch output.format {
    case .text:
      let heading = "\(problem.name), width \(width.rawValue)"
      try Console.print(([heading] + report.text).joined(separator: "\n"))
    case .json: try Console.print(report.json.text(.compact))
    }
    return report.isUndecided ? .undecided : .success
  }
}
