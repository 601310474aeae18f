extension ExactJSON {
  /// Reads a JSON text by RFC 8259 and reports the first breach of the stricter rules beside the
  /// value instead of throwing it: a number with a fraction or an exponent, a key that occurs
  /// twice, a number with too many digits, an object with too many keys.
  ///
  /// This is for telling a file that is not JSON from one that is JSON but not acceptable; a value
  /// with a breach is good for no other use.
  ///
  /// - Throws: ``ExactJSONError`` at the first place where the bytes are not JSON or exceed the
  ///   limit of bytes or nesting.
  public static func parsingLeniently(
    _ bytes: [UInt8], limits: ExactJSONLimits = .standard
  ) throws(ExactJSONError) -> (value: ExactJSON, violation: ExactJSONError?) {
    var parser = ExactJSONParser(bytes: bytes, limits: limits, isLenient: true)
    let document = try parser.parse()
    return (ExactJSON(document: document, index: 0), parser.violation)
  }
}
