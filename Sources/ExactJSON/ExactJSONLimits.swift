import Exact

/// The limits that ``ExactJSON`` enforces while it reads.
public struct ExactJSONLimits: Sendable, Equatable {
  /// The most bytes a text may have.
  public var bytes: Int
  /// The most arrays and objects that may enclose one another.
  public var nesting: Int
  /// The most digits of a number.
  public var digits: Int
  /// The most keys of one object.
  public var keys: Int

  /// Creates limits; the defaults are those of the file formats: 256 MiB, nesting 64, and
  /// ``Rational/maximumDigits`` digits. One object may have 100,000 keys.
  public init(
    bytes: Int = 256 << 20, nesting: Int = 64, digits: Int = Rational.maximumDigits,
    keys: Int = 100_000
  ) {
    self.bytes = min(bytes, Int(UInt32.max) - 1)
    self.nesting = nesting
    self.digits = digits
    self.keys = keys
  }

  /// The limits of the file formats.
  public static let standard = ExactJSONLimits()
}
