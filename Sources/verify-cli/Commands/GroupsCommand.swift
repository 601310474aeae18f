import ArgumentParser
import Cases
import Exact
import ExactJSON
import Randomness
import Surfaces
import Verify

/// `groups FILE`: which groups of tasks a weighted sum explores fully.
struct GroupsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "groups",
    abstract: "Find the groups of tasks that a weighted sum explores fully.",
    discussion: """
      To \(TaskGroups.exhaustiveLimit) tasks every group of at least two tasks is examined, for \
      width 1 and for one unit fewer than the group has tasks, or for a fixed number of units, \
      which fit smaller groups at once. For a fixed number of units the fewest groups that hold \
      all tasks are found, too, and only groups that are part of no other are listed. Above, \
      groups are grown in random orders until no single task can join, until --attempts or \
      --time-limit ends the search.
      """)

  @Argument(help: CaseOptions.fileHelp, completion: .file())
  var file: String

  @OptionGroup var options: CaseOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var limits: LimitOptions

  @Option(help: "How many groups of each width to print as text; 0 prints all.")
  var limit = 20

  @Option(help: ResamplingOptions.help)
  var resamples: Int?

  @Option(help: "Above \(TaskGroups.exhaustiveLimit) tasks: how many random orders to try.")
  var attempts = 100

  @Option(
    help: ArgumentHelp(
      "A number of hidden units, k-1 (one fewer than the group has tasks), or all (every number"
        + " from 1 to k-1); 1 and k-1 by default.", valueName: "width"))
  var width: ChosenGroupWidth?

  /// A width of groups on the command line.
  enum ChosenGroupWidth: ExpressibleByArgument {
    case one(HiddenWidth)
    case all

    init?(argument: String) {
      if argument == "all" {
        self = .all
      } else if let width = HiddenWidth(argument: argument) {
        self = .one(width)
      } else {
        return nil
      }
    }
  }

  /// The widths to examine.
  private func widths(taskCount: Int) throws -> [GroupWidth] {
    switch width {
    case nil: return WidthEnd.allCases.map { .end($0) }
    case .all?: return taskCount < 2 ? [] : (1..<taskCount).map { .units(Width($0)) }
    case .one(.allButOne)?: return [.end(.allButOne)]
    case .one(.units(let units))?:
      guard units < taskCount || units == 1 else {
        throw UsageError(
          message:
            "--width: \(units) units fit all \(taskCount) tasks at once; expected a width from"
            + " 1 to \(max(taskCount - 1, 1)), k-1 or all")
      }
      return [.units(Width(units))]
    }
  }

  func validate() throws {
    guard limit >= 0 else { throw ValidationError("--limit takes 0 or a positive number") }
    try ResamplingOptions.validate(resamples)
    guard attempts > 0 else { throw ValidationError("--attempts takes a positive number") }
  }

  func run() throws {
    try Session.run {
      let problem = try options.load(
        file, quiet: output.quiet, keepsBlocks: resamples != nil)
      try ResamplingOptions.check(resamples, problem)
      let instance = try problem.instance()
      let deadline = limits.time.deadline
      let progress = Progress(quiet: output.quiet)
      let grams = resamples.flatMap { count in
        problem.blocks.map {
          ResampledGrams($0, samples: count, seed: limits.seed, proceed: { !deadline.isOver })
        }
      }
      let entries = try widths(taskCount: instance.taskCount).map { width in
        entry(instance, search(instance, width, deadline, progress), grams, deadline, progress)
      }
      progress.finish()
      let stopped =
        deadline.isOver && grams != nil
        || instance.taskCount <= TaskGroups.exhaustiveLimit
          && !entries.allSatisfy(\.groups.isComplete)
      let report = GroupsReport(
        problem: problem, instance: instance, entries: entries, limit: limit, grams: grams,
        isStopped: stopped)
      try output.print(text: report.text, json: report.json)
      return stopped ? .undecided : .success
    }
  }

  /// What follows from the groups of a width.
  private func entry(
    _ instance: Instance, _ groups: TaskGroups, _ grams: ResampledGrams?, _ deadline: Deadline,
    _ progress: Progress
  ) -> GroupsReport.Entry {
    let count = instance.taskCount
    var cover: GroupCover?
    if let units = groups.width.fixedUnits, units.units < count,
      count <= TaskGroups.exhaustiveLimit
    {
      cover = GroupCover(instance, width: units, groups: groups)
    }
    let listed = groups.width.isHereditary ? groups.maximalGroups : groups.groups
    var shares: [ResampledGrams.Share] = []
    if let grams {
      for group in limit == 0 ? listed[...] : listed.prefix(limit) where !deadline.isOver {
        progress.update("width \(groups.width.name): \(shares.count) groups resampled")
        shares.append(grams.share(exploring: group, width: groups.width))
      }
    }
    return GroupsReport.Entry(groups: groups, cover: cover, listed: listed, shares: shares)
  }

  private func search(
    _ instance: Instance, _ width: GroupWidth, _ deadline: Deadline, _ progress: Progress
  ) -> TaskGroups {
    let count = instance.taskCount
    if count <= TaskGroups.exhaustiveLimit {
      let total = (1 << count) - 1
      return TaskGroups.all(instance, width: width) { examined in
        progress.update("width \(width.name): \(examined) of at most \(total) groups")
        return !deadline.isOver
      }
    }
    var generator = CounterGenerator(
      seed: limits.seed, stream: "groups/\(width.name)", index: 0)
    return TaskGroups.maximal(
      instance, width: width, attempts: attempts, using: &generator
    ) { done in
      progress.update("width \(width.name): \(done) of \(attempts) orders")
      return !deadline.isOver
    }
  }
}
