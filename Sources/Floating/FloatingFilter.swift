/// Whether floating point behind proved error bounds decides what it can before exact arithmetic
/// is asked.
///
/// Verdicts and their evidence are the same either way; only the time differs.
public struct FloatingFilter: Sendable, Hashable {
  /// Whether floating point may decide anything.
  public let isOn: Bool
  /// What every error bound is multiplied by.
  package let boundScale: Double

  /// What the bounds leave open is decided exactly.
  public static let on = FloatingFilter(isOn: true, boundScale: 1)

  /// Exact arithmetic decides everything.
  public static let off = FloatingFilter(isOn: false, boundScale: 1)

  /// A filter with wrong bounds, for the tests that show that a loosened bound is caught.
  package static func withBounds(times scale: Double) -> FloatingFilter {
    FloatingFilter(isOn: true, boundScale: scale)
  }
}
