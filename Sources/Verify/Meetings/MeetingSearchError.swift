/// Why surfaces cannot be searched for their meetings.
public enum MeetingSearchError: Error, Sendable, Equatable, CustomStringConvertible {
  /// All sets of surfaces of so many tasks are too many; a list of surfaces may be given.
  case tooManyTasks(count: Int, limit: Int)
  /// Sets of so many surfaces are not searched.
  case surfaceCount(Int, range: ClosedRange<Int>)
  /// There are fewer distinct surfaces than should meet.
  case tooFewSurfaces(distinct: Int, wanted: Int)
  /// Two of the surfaces given are one and the same.
  case coincidentSurfaces(first: Int, second: Int)
  /// The equations of the surfaces given follow from fewer of them.
  case dependentSurfaces
  /// The number of slices given is not k - m.
  case sliceCount(Int, expected: Int)
  /// A slice, counted from 1, has not k entries, or not entries of both signs.
  case slice(Int, reason: String)

  /// One sentence that says what was found and what was expected.
  public var description: String {
    switch self {
    case .tooManyTasks(let count, let limit):
      return "\(count) tasks; all sets of surfaces are tried for at most \(limit) tasks"
    case .surfaceCount(let count, let range):
      return "\(count) surfaces should meet, expected a number from \(range.lowerBound) to"
        + " \(range.upperBound) (the number of tasks)"
    case .tooFewSurfaces(let distinct, let wanted):
      return "\(wanted) surfaces should meet, but only \(distinct) are distinct"
    case .coincidentSurfaces(let first, let second):
      return "surfaces \(first) and \(second) of the list are the same set"
    case .dependentSurfaces:
      return "the surfaces are dependent: fewer of them meet where all of them do"
    case .sliceCount(let count, let expected):
      return
        "\(count) slices, expected \(expected): the number of tasks less the number of surfaces"
    case .slice(let position, let reason): return "slice \(position): \(reason)"
    }
  }
}
