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
    abstract: "Decide C1, C2 and full exploration at every width, with certificates.",
    discussion: """
      For each file: whether the sign conditions hold, whether a weighted sum of the losses \
      reaches every Pareto optimum, and where not, a Pareto optimum that no weighting reaches. \
      The report says in words why, how sure the answer is, what it costs and what to do; the \
      mathematics stands behind it with --details: widths 1 and k-1 in full, those between in a \
      line each, --width Q in full. \
      The points of a case are decided as well. Except with --method floating, every verdict \
      that has a certificate is verified by the checker before it is printed.
      """)

  @Argument(help: CaseOptions.fileHelp, completion: .file())
  var files: [String]

  @OptionGroup var options: CaseOptions
  @OptionGroup var output: OutputOptions

  @Option(
    help: ArgumentHelp(
      "Decide one width only: a number of hidden units from 1 on, or k-1; every width from 1 to k-1"
        + " by default.", valueName: "width"))
  var width: HiddenWidth?

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

  @Flag(help: "Print the mathematics behind the answer, too.")
  var details = false

  @Option(
    help: ArgumentHelp(
      "Write the report as a page (.html) to this file: one file that needs nothing else, with"
        + " drawings.", valueName: "file"), completion: .file())
  var report: String?

  @OptionGroup var resampling: ResamplingOptions

  @Option(
    help: ArgumentHelp("Write the certificates to this folder.", valueName: "folder"),
    completion: .directory)
  var certificates: String?

  @OptionGroup var time: TimeLimitOption
  @OptionGroup var picture: PictureOptions

  /// The widths that are asked for.
  private var chosen: ChosenWidth { width.map(\.chosen) ?? .every }

  func validate() throws {
    guard picture.plot == nil || (files.count == 1 && method != .floating) else {
      throw ValidationError("--plot goes with one file and an exact method")
    }
    if method == .floating, crossCheck || certificates != nil {
      throw ValidationError("--method floating has neither certificates nor a cross-check")
    }
    if report != nil, files.count != 1 || method == .floating || conditionsOnly {
      throw ValidationError(
        "--report goes with one file and an exact method, and not with --conditions-only")
    }
    if resampling.resamples != nil, method == .floating || conditionsOnly {
      throw ValidationError("--resamples is about full exploration, decided by an exact method")
    }
  }

  func run() throws {
    try Session.run {
      let target = try picture.file()
      if let report {
        let _: PageFormat = try OutputPaths.format(of: report, option: "--report")
        try OutputPaths.requireDistinct(
          input: files[0], outputs: [("--report", report), ("--plot", picture.plot)])
      }
      let deadline = time.deadline
      let folder = try certificates.map { try CertificateFolder($0) }
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
        statuses.append(try check(file, folder, target, deadline, progress))
      }
      return ExitStatus.gravest(statuses)
    }
  }

  /// Checks one file; input errors end this file, not the others.
  private func check(
    _ file: String, _ folder: CertificateFolder?, _ target: PictureFile?, _ deadline: Deadline,
    _ progress: SharedProgress
  ) throws -> ExitStatus {
    defer { progress.finish() }
    let problem: Case
    do {
      problem = try options.load(
        file, quiet: output.quiet, keepsBlocks: resampling.resamples != nil)
      try ResamplingOptions.check(resampling.resamples, problem)
    } catch let error as any Reportable {
      Console.error(error.message)
      return error.exitStatus
    }
    if method == .floating {
      let verdict: FloatingCaseVerdict
      let end = width?.width(taskCount: problem.taskCount)
      if let width, end == nil, problem.taskCount > 1 {
        throw UsageError(
          message: "--method floating answers for the widths 1 and k-1 only, not for"
            + " \(width.defaultValueDescription)")
      }
      do {
        verdict = try FloatingCaseVerdict.decide(problem, width: end)
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
        problem, width: chosen, filter: method.filter, conditionsOnly: conditionsOnly,
        crossCheck: crossCheck, resamples: resampling.request,
        withAdvice: true, proceed: { !deadline.isOver })
    } catch let error as InputError {
      return try report(error, about: problem)
    }
    progress.finish()
    if Interruption.isPending {
      Console.error("\(file): interrupted; what is undecided is so for this reason")
    }
    let report = CheckReport(
      verdict: verdict, width: chosen, showsDetails: details,
      hint: CommandHint(problem: options.arguments(file)))
    try output.print(text: report.text, json: report.json)
    try folder?.write(verdict)
    if let page = self.report {
      try FileOutput.write(Array(try CheckPage(report: report).html().utf8), to: page)
    }
    if let target { try draw(verdict, to: target) }
    return ExitStatus(verdict.outcome)
  }

  /// Draws the front, the witness and the points at the first width that was asked for.
  private func draw(_ verdict: CaseVerdict, to target: PictureFile) throws {
    let instance = verdict.instance
    let count = instance.taskCount
    let end = self.width.map { $0.width(taskCount: count) } ?? .one
    guard let width = count == 1 ? .one : end else {
      throw UsageError(message: "--plot draws the fronts of the widths 1 and k-1 only")
    }
    var drawing = try CasePicture(
      verdict.problem.title, instance, width: width, format: target.format, jobs: 1)
    try drawing.addScalarization(seed: 1)
    try drawing.addWitness()
    for point in verdict.points where point.width == width {
      if let place = point.approximation { try drawing.add(place, point.name ?? "") }
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
    case .json: try Console.print(report.json)
    case .text: if let text = report.text { try Console.print(text) }
    }
    if report.isExpected { return .success }
    Console.error(error.description)
    return error.exitStatus
  }
}

/// The formats of a page, by the extension of its file.
private enum PageFormat: String, CaseIterable {
  case html
  case htm
}

extension WidthEnd: ExpressibleByArgument {}
extension Method: ExpressibleByArgument {
  /// What verified answers are decided with.
  var filter: FloatingFilter { self == .exact ? .off : .on }
}
