import Exact

/// Why interval arithmetic did not answer a question about a point.
public enum IrrationalPointIndecision: Sendable, CustomStringConvertible {
  /// The sign of a quantity, described in words, was not found at the largest precision: it may be
  /// exactly zero.
  case sign(of: String, enclosure: Interval?, precision: Int)
  /// The sign tree of a rational point nearby was not closed within its limit of nodes.
  case treeLimit(precision: Int)
  /// There are more tasks than the surfaces of the method allow.
  case tooManyTasks(limit: Int)
  /// The method needs coordinates other than zero; the task counts from 1.
  case zeroCoordinate(task: Int)

  /// Whether the obstacle looks like an exact tie, which intervals never decide.
  public var suspectsTie: Bool {
    if case .sign = self { return true }
    return false
  }

  /// What could not be decided, and at which precision.
  public var description: String {
    switch self {
    case .sign(let quantity, let enclosure, let precision):
      let known = enclosure.map { ", known to lie in \($0.decimal(digits: 4))," } ?? ""
      return "\(quantity)\(known) could not be separated from zero at \(precision) bits"
        + " (tie suspected)"
    case .treeLimit(let precision):
      return "the sign tree was not closed within its limit at \(precision) bits"
    case .tooManyTasks(let limit):
      return "the surfaces of more than \(limit) tasks are not enumerated"
    case .zeroCoordinate(let task):
      return "the coordinate of task \(task) is zero, which the sign tree in intervals excludes"
    }
  }
}
