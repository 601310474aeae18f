import Exact
import Intervals

/// Why interval arithmetic did not answer a question about a point.
public enum PointIndecision: Error, Sendable, CustomStringConvertible {
  /// A quantity that may be exactly zero, described in words, was not separated from zero at the
  /// largest precision.
  case tie(of: String, enclosure: Interval?, precision: Int)
  /// A bound, described in words, that need not be sharp was not proved at the largest precision.
  case bound(String, enclosure: Interval?, precision: Int)
  /// No box around the point was proved.
  case noBox(reason: String, precision: Int)
  /// The sign tree was not closed within its limit of nodes.
  case treeLimit(nodes: Int, precision: Int)
  /// The process was asked to stop: by a person or the time limit.
  case interrupted
  /// The definition does not single out one point.
  case notUnique(String)

  /// Whether the obstacle looks like an exact tie, which intervals never decide.
  public var suspectsTie: Bool {
    if case .tie = self { return true }
    return false
  }

  /// Whether more bits may help.
  public var mayYieldToPrecision: Bool {
    switch self {
    case .tie, .bound, .noBox: return true
    case .treeLimit, .interrupted, .notUnique: return false
    }
  }

  /// What could not be decided, and at which precision.
  public var description: String {
    func known(_ enclosure: Interval?) -> String {
      enclosure.map { ", known to lie in \($0.decimal(digits: 4))," } ?? ""
    }
    switch self {
    case .tie(let quantity, let enclosure, let precision):
      return "\(quantity)\(known(enclosure)) could not be separated from zero at \(precision) bits"
        + " (tie suspected)"
    case .bound(let bound, let enclosure, let precision):
      return "\(bound)\(known(enclosure)) was not proved at \(precision) bits"
    case .noBox(let reason, let precision):
      return "no box around the point was proved at \(precision) bits: \(reason)"
    case .treeLimit(let nodes, let precision):
      return "the sign tree was not closed within \(nodes) nodes at \(precision) bits"
    case .interrupted: return "the search was interrupted"
    case .notUnique(let reason): return reason
    }
  }
}
