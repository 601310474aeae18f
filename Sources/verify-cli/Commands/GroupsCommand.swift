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
      which fit smaller groups at once. Above, groups are grown in random orders until no single \
      task can join, until --attempts or --time-limit ends the search.
      """)

  @Argument(help: CaseOptions.fileHelp, completion: .file())
  var file: String

  @OptionGroup var options: CaseOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var limits: LimitOptions

  @Option(help: "How many groups of each width to print as text; 0 prints all.")
  var limit = 20

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
    guard attempts > 0 else { throw ValidationError("--attempts takes a positive number") }
  }

  func run() throws {
    try Session.run {
      let problem = try options.load(file, quiet: output.quiet)
      let instance = try problem.instance()
      let deadline = limits.time.deadline
      let progress = Progress(quiet: output.quiet)
      var results: [TaskGroups] = []
      for width in try widths(taskCount: instance.taskCount) {
        results.append(search(instance, width, deadline, progress))
      }
      progress.finish()
      let stopped =
        instance.taskCount <= TaskGroups.exhaustiveLimit && !results.allSatisfy(\.isComplete)
      switch output.format {
      case .text: try Console.print(text(problem, instance, results, stopped: stopped))
      case .json: try Console.print(json(problem, instance, results))
      }
      return stopped ? .undecided : .success
    }
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

  private func text(
    _ problem: Case, _ instance: Instance, _ results: [TaskGroups], stopped: Bool
  ) -> String {
    var lines = ["\(problem.title): \(TextLayout.count(instance.taskCount, "task"))"]
    for result in results {
      let condition = result.width.conditionName.map { " (\($0))" } ?? ""
      lines.append("")
      let found = TextLayout.count(result.groups.count, "group")
      let smallest = result.width.smallestGroup
      lines.append(
        "width \(result.width.name)\(condition): \(found) "
          + (result.isComplete
            ? "of at least \(smallest == 2 ? "two" : String(smallest)) tasks"
            : "found; there may be others"))
      let shown = limit == 0 ? result.groups : Array(result.groups.prefix(limit))
      for group in shown {
        let group = instance.byNumber(group)
        let names = group.map { instance.taskNames[$0 - 1] }
        let ownNumbers = group.map { String(instance.number($0)) }
        let numbers = "{" + ownNumbers.joined(separator: ",") + "}"
        lines.append(
          names == ownNumbers
            ? "  \(numbers)" : "  \(numbers)  \(names.joined(separator: ", "))")
      }
      if shown.count < result.groups.count {
        let rest = result.groups.count - shown.count
        lines.append("  ... and \(rest) more, not larger; --limit 0 prints all")
      }
    }
    if stopped { lines += ["", "undecided: not every group was examined and decided"] }
    return lines.joined(separator: "\n")
  }

  private func json(
    _ problem: Case, _ instance: Instance, _ results: [TaskGroups]
  ) -> ExactJSONValue {
    var members: [ExactJSONValue.Member] = [.init("format", "scalarization-groups/1")]
    members += problem.members
    members += [
      .init("tasks", .integer(instance.taskCount)),
      .init("taskNames", .array(instance.taskNames.map { .text($0) })),
      .init(
        "widths",
        .array(
          results.map { result in
            .object(
              result.width.json + [
                .init("complete", .boolean(result.isComplete)),
                .init(
                  "groups",
                  .array(
                    result.groups.map { .integers(instance.byNumber($0).map(instance.number)) })),
              ])
          })),
    ]
    return .object(members)
  }
}

extension GroupWidth {
  /// The name of the width: a number, or `k-1` for one unit fewer than tasks of the group.
  fileprivate var name: String {
    switch self {
    case .end(let end): return end.rawValue
    case .units(let width): return String(width.units)
    }
  }

  /// The condition that decides, where it is C1 or C2 for every group.
  fileprivate var conditionName: String? {
    if case .end(let end) = self { return end.conditionName }
    return nil
  }

  fileprivate var json: [ExactJSONValue.Member] {
    switch self {
    case .end(let end):
      return [
        .init("width", .text(end.rawValue)), .init("condition", .text(end.conditionName)),
      ]
    case .units(let width): return [.init("q", .integer(width.units))]
    }
  }
}
