/// A property of an instance: the value of one group of values that exclude one another, "signs:
/// balanced" for example.
public struct ClaimLabel: Sendable, Hashable {
  /// What is distinguished.
  public let group: String
  /// Which it is.
  public let value: String

  /// Creates a label.
  public init(_ group: String, _ value: String) {
    self.group = group
    self.value = value
  }
}
