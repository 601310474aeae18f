import Cases
import ExactJSON
import Surfaces
import Verify

/// What `groups` prints.
struct GroupsReport {
  /// The groups of one width, and what follows from them.
  struct Entry {
    let groups: TaskGroups
    /// The fewest groups for all tasks; nil where the width depends on the group or not all groups
    /// were examined.
    let cover: GroupCover?
    /// The groups that are listed: those that are part of no other one where every part of a group
    /// is explored, too, and otherwise all.
    let listed: [[Int]]
    /// In how many resamples the first listed groups are explored; empty where none were drawn.
    let shares: [ResampledGrams.Share]
  }

  let problem: Case
  let instance: Instance
  let entries: [Entry]
  /// How many groups of each width to list as text; 0 lists all.
  let limit: Int
  /// The resamples; nil where none were drawn.
  let grams: ResampledGrams?
  /// Whether a limit ended the search.
  let isStopped: Bool

  /// The report for people.
  var text: String {
    var lines = ["\(problem.title): \(TextLayout.count(instance.taskCount, "task"))"]
    if let grams {
      lines.append(
        "shares: in how many of \(grams.bootstrap.count) resamples (blocks of"
          + " \(TextLayout.count(grams.rowsOfBlock, "row")), seed \(grams.seed)) a group is"
          + " explored, too")
    }
    for entry in entries { lines += [""] + text(entry) }
    if isStopped { lines += ["", "undecided: not every group was examined and decided"] }
    return lines.joined(separator: "\n")
  }

  private func text(_ entry: Entry) -> [String] {
    let result = entry.groups
    let condition = result.width.conditionName.map { " (\($0))" } ?? ""
    let found = TextLayout.count(result.groups.count, "group")
    let smallest = result.width.smallestGroup
    var title =
      "width \(result.width.name)\(condition): \(found) "
      + (result.isComplete
        ? "of at least \(smallest == 2 ? "two" : String(smallest)) tasks"
        : "found; there may be others")
    if entry.listed.count < result.groups.count {
      title += ", and their parts; part of no other:"
    }
    let shown = limit == 0 ? entry.listed : Array(entry.listed.prefix(limit))
    let rows = shown.enumerated().map { position, group -> [String] in
      let names = self.names(group)
      let numbers = self.numbers(group).map(String.init)
      let label = "{" + numbers.joined(separator: ",") + "}"
      return [label]
        + (entry.shares.indices.contains(position)
          ? [TextLayout.percent(entry.shares[position].value)] : [])
        + (names == numbers ? [] : [names.joined(separator: ", ")])
    }
    var lines = [title] + rows.map { "  " + $0.joined(separator: "  ") }
    if shown.count < entry.listed.count {
      let rest = entry.listed.count - shown.count
      lines.append("  ... and \(rest) more, not larger; --limit 0 prints all")
    }
    if let cover = entry.cover {
      let groups = cover.groups.map { "{" + names($0).joined(separator: ", ") + "}" }
      lines += TextLayout.wrapped(
        "all tasks in \(TextLayout.count(cover.groups.count, "group"))"
          + (cover.isFewest ? ", the fewest: " : ", perhaps not the fewest: ")
          + groups.joined(separator: " "), indent: 2, hanging: 2)
      if !cover.droppable.isEmpty, cover.droppable.count < instance.taskCount {
        lines += TextLayout.wrapped(
          "one group without "
            + cover.droppable.map { instance.words([$0]) }.joined(separator: ", or without "),
          indent: 2, hanging: 2)
      }
    }
    return lines
  }

  private func numbers(_ group: [Int]) -> [Int] { instance.byNumber(group).map(instance.number) }

  private func names(_ group: [Int]) -> [String] {
    instance.byNumber(group).map { instance.taskNames[$0 - 1] }
  }

  /// The report for programs, `scalarization-groups/1`.
  var json: ExactJSONValue {
    var members: [ExactJSONValue.Member] = [.init("format", "scalarization-groups/1")]
    members += problem.members
    members += [
      .init("tasks", .integer(instance.taskCount)),
      .init("taskNames", .array(instance.taskNames.map { .text($0) })),
      .init("widths", .array(entries.map(json))),
    ]
    if let grams {
      members.append(
        .init(
          "resampling",
          .object([
            .init("resamples", .integer(grams.bootstrap.count)),
            .init("seed", .text(String(grams.seed))), .init("blocks", .integer(grams.blocks)),
            .init("rowsOfBlock", .integer(grams.rowsOfBlock)),
          ])))
    }
    return .object(members)
  }

  private func json(_ entry: Entry) -> ExactJSONValue {
    let result = entry.groups
    var members =
      result.width.json + [
        .init("complete", .boolean(result.isComplete)),
        .init("groups", .array(result.groups.map { .integers(numbers($0)) })),
      ]
    if entry.listed.count < result.groups.count {
      members.append(.init("maximal", .array(entry.listed.map { .integers(numbers($0)) })))
    }
    if !entry.shares.isEmpty {
      members.append(
        .init(
          "shares",
          .array(
            zip(entry.listed, entry.shares).map { group, share in
              .object([
                .init("group", .integers(numbers(group))),
                .init("agreeing", .integer(share.agreeing)), .init("count", .integer(share.count)),
              ])
            })))
    }
    if let cover = entry.cover {
      members += [
        .init("cover", .array(cover.groups.map { .integers(numbers($0)) })),
        .init("fewest", .boolean(cover.isFewest)),
        .init("droppable", .integers(numbers(cover.droppable))),
      ]
    }
    return .object(members)
  }
}

extension GroupWidth {
  /// The name of the width: a number, or `k-1` for one unit fewer than tasks of the group.
  var name: String {
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
