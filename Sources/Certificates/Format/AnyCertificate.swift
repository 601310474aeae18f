/// A certificate of any version of the format.
public enum AnyCertificate: Sendable, Equatable {
  /// Versions 1 and 2: a condition or a point, for width 1 or k - 1.
  case instance(Certificate)
  /// Version 3: full exploration, for any width.
  case width(WidthCertificate)
}
