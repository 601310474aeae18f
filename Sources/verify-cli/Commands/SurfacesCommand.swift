import ArgumentParser
import Cases
import Exact
import Intervals
import Surfaces
import Verify

/// `surfaces FILE`: the surfaces whose union is the feasible region.
struct SurfacesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "surfaces",
    abstract: "List the surfaces whose union is the feasible region.",
    discussion: """
      E_I = { v >= 0 : sqrt(v)^T Q_I sqrt(v) = 1 } for each index set I, where Q_I is Q = G^-1 \
      with the signs of I flipped (Theorem 3.1); for width k-1, I_I = t - E_I (Theorem 3.2). \
      Surfaces that coincide are listed once with all their names. With --intersections, for at \
      most 6 tasks, rational points where two distinct surfaces meet are found and decided. \
      --meetings M (at most 5 tasks) finds and decides the points without zero coordinates where \
      M surfaces meet: rational ones exactly, others in boxes that are proved to contain exactly \
      one; --through (at most \(MeetingSearch.maximumTasksForGivenSurfaces) tasks) those of given \
      surfaces. For fewer surfaces than tasks, their points on hyperplanes h . |u| = 0 are listed.
      """)

  @Argument(help: CaseOptions.fileHelp, completion: .file())
  var file: String

  @OptionGroup var options: CaseOptions
  @OptionGroup var output: OutputOptions

  @Option(help: "List the surfaces one by one up to this number of tasks.")
  var listUpTo = 6

  @Flag(help: "Find and decide points where two distinct surfaces meet.")
  var intersections = false

  @Option(help: "With --intersections or --meetings: the width of the network, 1 or k-1.")
  var width: WidthEnd = .one

  @Option(
    help: """
      With --intersections: points for each pair, the simplest one and random ones. With \
      --meetings of fewer surfaces than tasks: how often hyperplanes are drawn.
      """)
  var samples = 1

  @Option(
    help: ArgumentHelp(
      "Find and decide the points where so many distinct surfaces meet, 2 to the number of tasks.",
      valueName: "number"))
  var meetings: Int?

  @Option(
    help: ArgumentHelp(
      "The points where the surfaces of these index sets meet, for example \"0;1;2,3\" (0 for ∅).",
      valueName: "sets"))
  var through: String?

  @Option(
    name: .customLong("slice"), parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "With fewer surfaces than tasks: only points with h . |u| = 0; as many as surfaces are"
        + " missing.",
      valueName: "numbers"))
  var slices: [String] = []

  @Option(
    help: ArgumentHelp(
      "With --meetings: the precision of the first attempt; it doubles until decided.",
      valueName: "bits"))
  var precision: Int = 128

  @Option(
    help: ArgumentHelp("With --meetings: the precision at which to give up.", valueName: "bits"))
  var maxPrecision: Int = 4096

  @Option(
    help: ArgumentHelp(
      "With --meetings: write the certificates to this folder.", valueName: "folder"),
    completion: .directory)
  var certificates: String?

  @OptionGroup var limits: LimitOptions

  func validate() throws {
    guard (1...1000).contains(samples) else {
      throw ValidationError("--samples takes a number from 1 to 1000")
    }
    guard !intersections || (meetings == nil && through == nil) else {
      throw ValidationError("give either --intersections or --meetings")
    }
    if meetings == nil && through == nil {
      guard slices.isEmpty else {
        throw ValidationError("--slice goes with --meetings or --through")
      }
      guard certificates == nil else {
        throw ValidationError("--certificates goes with --meetings or --through")
      }
    }
    guard (24...65_536).contains(precision) else {
      throw ValidationError("--precision takes a number of bits between 24 and 65536")
    }
    guard (precision...65_536).contains(maxPrecision) else {
      throw ValidationError("--max-precision takes a number of bits from --precision to 65536")
    }
    guard (0...16).contains(listUpTo) else {
      throw ValidationError("--list-up-to takes a number of tasks from 0 to 16")
    }
  }

  func run() throws {
    try Session.run {
      let problem = try options.load(file, quiet: output.quiet)
      if meetings != nil || through != nil { return try listMeetings(problem) }
      if intersections { return try listIntersections(problem) }
      let instance = try problem.instance()
      let report = SurfacesReport(
        problem: problem, instance: instance, count: SurfaceCount(instance),
        surfaces: instance.taskCount <= listUpTo ? DistinctSurface.all(instance) : nil)
      try output.print(text: report.text, json: report.json)
      return .success
    }
  }

  private func listIntersections(_ problem: Case) throws -> ExitStatus {
    let instance = try problem.instance()
    guard instance.taskCount <= IntersectionVerdicts.maximumTasks else {
      throw UsageError(
        message: "--intersections: \(instance.taskCount) tasks, expected at most"
          + " \(IntersectionVerdicts.maximumTasks); choose some with --tasks")
    }
    let deadline = limits.time.deadline
    let progress = Progress(quiet: output.quiet)
    let verdicts = try IntersectionVerdicts.decide(
      instance, width: width, samples: samples, seed: limits.seed
    ) { done, total in
      progress.update("\(done) of \(total) pairs")
      return !deadline.isOver
    }
    progress.finish()
    let report = IntersectionsReport(problem: problem, verdicts: verdicts)
    try output.print(text: report.text, json: report.json)
    return verdicts.isUndecided ? .undecided : .success
  }

  private func listMeetings(_ problem: Case) throws -> ExitStatus {
    let instance = try problem.instance()
    let schedule = PrecisionDoubling(start: precision, limit: maxPrecision)
    let own = try slices.map {
      try NumberList.read($0, option: "--slice", count: instance.taskCount)
    }
    let hyperplanes = own.isEmpty ? nil : own
    let size: Int
    let search: MeetingSearch
    do {
      if let through {
        let patterns = try IndexSetList.read(
          through, option: "--through", taskNumbers: instance.taskNumbers)
        size = patterns.count
        guard meetings == nil || meetings == size else {
          throw UsageError(
            message: "--through names \(patterns.count) surfaces, --meetings another number")
        }
        search = try MeetingSearch(
          instance, through: patterns, slices: hyperplanes, samples: samples, seed: limits.seed,
          schedule: schedule)
      } else {
        size = meetings ?? 0
        search = try MeetingSearch(
          instance, surfaces: size, slices: hyperplanes, samples: samples, seed: limits.seed,
          schedule: schedule)
      }
    } catch let error as MeetingSearchError {
      var hint = ""
      if case .tooManyTasks = error, through == nil {
        hint = "; choose tasks with --tasks, or name the surfaces with --through"
      }
      throw UsageError(
        message: "\(through == nil ? "--meetings" : "--through"): \(error.description)\(hint)")
    }
    let deadline = limits.time.deadline
    let progress = Progress(quiet: output.quiet)
    let list = search.run { done, total in
      progress.update("\(done) of \(total) systems of equations")
      return !deadline.isOver
    }
    let verdicts = try MeetingVerdicts.decide(
      list, of: instance, width: width, schedule: schedule
    ) { done, total in
      progress.update("\(done) of \(total) points")
      return !deadline.isOver
    }
    progress.finish()
    if let certificates {
      let folder = try CertificateFolder(certificates)
      for (position, entry) in verdicts.entries.enumerated() {
        for certificate in entry.verdict.certificates {
          try folder.write(
            certificate,
            as: "\(problem.fileName).meeting-\(position + 1).\(certificate.statement.rawValue)")
        }
      }
    }
    let report = MeetingsReport(problem: problem, size: size, verdicts: verdicts)
    try output.print(text: report.text, json: report.json)
    return verdicts.isUndecided ? .undecided : .success
  }
}
