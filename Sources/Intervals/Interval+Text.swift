import CMPFR

extension Interval: CustomStringConvertible {
  /// The interval with 20 decimal digits, rounded outward: `[1.4142, 1.4143]`, `empty`, `entire`.
  public var description: String { decimal(digits: 20) }

  /// The interval in decimal with the given number of significant digits, at least 2, rounded
  /// outward, so that the printed interval contains this one.
  public func decimal(digits: Int) -> String {
    if isEmpty { return "empty" }
    if isEntire { return "entire" }
    return storage.withEndpoints { x in
      let count = max(2, digits)
      let lower = Self.decimal(x, count, MPFR_RNDD)
      let upper = Self.decimal(x + 1, count, MPFR_RNDU)
      return "[\(lower), \(upper)]"
    }
  }

  /// One endpoint in decimal, as a literal that ``Rational/init(literal:)`` reads while its
  /// exponent is within the limits.
  private static func decimal(
    _ endpoint: Endpoints, _ digits: Int, _ rounding: mpfr_rnd_t
  ) -> String {
    if mpfr_inf_p(endpoint) != 0 { return mpfr_sgn(endpoint) < 0 ? "-inf" : "+inf" }
    if mpfr_zero_p(endpoint) != 0 { return "0" }
    var exponent = 0
    guard let text = mpfr_get_str(nil, &exponent, 10, digits, endpoint, rounding) else {
      return "?"
    }
    defer { mpfr_free_str(text) }
    var body = String(cString: text)
    let sign = body.hasPrefix("-") ? "-" : ""
    if !sign.isEmpty { body.removeFirst() }
    while body.count > 1 && body.hasSuffix("0") { body.removeLast() }
    // The value is 0.body times 10^exponent.
    if exponent > 0 && exponent <= 21 {
      let padded = body + String(repeating: "0", count: max(0, exponent - body.count))
      let whole = padded.prefix(exponent)
      let rest = padded.dropFirst(exponent)
      return sign + whole + (rest.isEmpty ? "" : "." + rest)
    }
    if exponent <= 0 && exponent > -6 {
      return sign + "0." + String(repeating: "0", count: -exponent) + body
    }
    let rest = body.dropFirst()
    return sign + body.prefix(1) + (rest.isEmpty ? "" : "." + rest) + "e\(exponent - 1)"
  }
}
