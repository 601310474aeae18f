import ArgumentParser
import Cases
import Certificates
import Exact
import ExactJSON
import Floating
import Parallel
import Surfaces
import Verify

/// `check FILE...`: may these tasks be trained with a weighted sum?
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Decide C1, C2 and full exploration, with certificates.",
    discussion: """
      For each file: whether the sign conditions hold, whether a weighted sum of the losses \
      reaches every Pareto optimum, and where not, a Pareto optimum that no weighting reaches. \
      The points of a case are decided as well. Except with --method floating, every verdict \
      that has a certificate is verified by the checker before it is printed.
      """)

  @Argument(help: "Case files, or CSV or NPY files with --inputs and --targets.")
  var files: [String]

  @OptionGroup var options: CaseOptions
  @OptionGroup var output: OutputOptions

  @Option(help: "Decide one width only, 1 or k-1; both by default.")
  var width: WidthEnd?

  @Option(
    help: ArgumentHelp(
      "How to decide: filter (floating point behind proved bounds first, exact for the rest), "
        + "exact (no floating point decides anything), or floating (unverified answers to C1, C2 "
        + "and the points of the case, without certificates).", valueName: "method"))
  var method: Method = .filter

  @Flag(help: "Decide C1 and C2 only, without full exploration and its witness.")
  var conditionsOnly = false

  @Flag(help: "Compare the plain floating-point answers with the exact ones.")
  var crossCheck = false

  @Option(help: ArgumentHelp("Write the certificates to this folder.", valueName: "folder"))
  var certificates: String?

  @OptionGroup var picture: PictureOptions
  @OptionGroup var time: TimeLimitOption

  func validate() throws {
    guard picture.plot == nil || (files.count == 1 && method != .floating) else {
      throw ValidationError("--plot goes with one file and an exact method")
    }
    if method == .floating, crossCheck || certificates != nil {
      throw ValidationError("--method floating has neither certificates nor a cross-check")
    }
  }

  func run() throws {
    try Session.run {
      let target = try picture.file()
      let folder = try certificates.map { try CertificateFolder($0) }
      let deadline = time.deadline
      let progress = SharedProgress(quiet: output.quiet)
      var statuses: [ExitStatus] = []
      for (position, file) in files.enumerated() {
        if deadline.isOver {
          Console.error("interrupted: \(position) of \(files.count) files are decided")
          statuses.append(.undecided)
          break
        }
        progress.begin(
          files.count > 1 ? "\(file), \(position) of \(files.count) files done" : file)
        if position > 0, !deadline.isOver, output.format == .text { try Console.print("") }
        statuses.append(try check(file, folder, target, progress))
      }
      return ExitStatus.gravest(statuses)
    }
  }

  /// Checks one file; input errors end this file, not the others.
  private func check(
    _ file: String, _ folder: CertificateFolder?, _ target: PictureFile?,
    _ progress: SharedProgress
  ) throws -> ExitStatus {
    defer { progress.finish() }
    let problem: Case
    do {
      problem = try options.load(file)
    } catch let error as any Reportable {
      Console.error(error.message)
      return error.exitStatus
    }
    if method == .floating {
      let verdict: FloatingCaseVerdict
      do {
        verdict = try FloatingCaseVerdict.decide(problem, width: width)
      } catch {
        return try report(error, about: problem)
      }
      let report = FloatingReport(verdict: verdict)
      try output.print(text: report.text, json: report.json)
      return ExitStatus(verdict.outcome)
    }
    let verdict: CaseVerdict
    do {
      verdict = try CaseVerdict.decide(
        problem, width: width, filter: method.filter, conditionsOnly: conditionsOnly,
        crossCheck: crossCheck)
    } catch let error as InputError {
      return try report(error, about: problem)
    }
    progress.finish()
    if Interruption.isPending {
      Console.error("\(file): interrupted; what is undecided is so for this reason")
    }
    let report = CheckReport(verdict: verdict)
    try output.print(text: report.text, json: report.json)
    try folder?.write(verdict)
    if let target { try draw(verdict, to: target) }
    return ExitStatus(verdict.outcome)
  }

  /// Draws the front, the witness and the points at the first width that was asked for.
  private func draw(_ verdict: CaseVerdict, to target: PictureFile) throws {
    let instance = verdict.instance
    let width = instance.taskCount == 1 ? .one : self.width ?? .one
    var drawing = try CasePicture(verdict.problem.name, instance, width: width, jobs: 1)
    try drawing.addScalarization(
      count: CasePicture.defaultCount(taskCount: instance.taskCount), seed: 1)
    try drawing.addWitness()
    for point in verdict.points where point.width == width {
      if let place = point.approximation { drawing.add(place, point.name ?? "", .marked) }
    }
    try drawing.draw(to: target)
  }

  /// Reports numbers that are no instance of the theory.
  private func report(_ error: InputError, about problem: Case) throws -> ExitStatus {
    guard case .linearlyDependent(let nullVector) = error.kind else {
      Console.error(error.description)
      return error.exitStatus
    }
    let report = DependenceReport(problem: problem, nullVector: nullVector)
    switch output.format {
    case .json: try Console.print(report.json.text(.compact))
    case .text: if let text = report.text { try Console.print(text) }
    }
    if report.isExpected { return .success }
    Console.error(error.description)
    return error.exitStatus
  }
}

extension WidthEnd: ExpressibleByArgument {}
extension Method: ExpressibleByArgument {
  /// What verified answers are decided with.
  var filter: FloatingFilter { self == .exact ? .off : .on }
}
