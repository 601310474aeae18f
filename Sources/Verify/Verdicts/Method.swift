/// How a question is answered.
public enum Method: String, Sendable, CaseIterable, Hashable {
  /// Exact arithmetic only: floating point proposes witnesses and multipliers, but every equality
  /// and inequality is decided without it.
  case exact
  /// Floating point behind a proved bound first, exact arithmetic for what the bound leaves open.
  /// The answer, and its evidence, are those of ``exact``.
  case filter
  /// Floating point with a tolerance, as a person would compute it. Unverified.
  case floating

  /// Whether answers of this method are proved.
  public var isVerified: Bool { self != .floating }

  /// The word that is printed beside a verdict of this method.
  public var label: String { self == .floating ? "floating, unverified" : rawValue }
}
