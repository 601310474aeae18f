extension Integer {
  /// Creates the integer with the value of an unsigned machine word.
  public init(_ value: UInt64) {
    if let word = Int(exactly: value) {
      self.init(word)
    } else {
      self = Integer(Int(value >> 1)).shiftedLeft(1) + Integer(Int(value & 1))
    }
  }

  /// Creates the integer with the value of two machine words.
  public init(_ value: Int128) {
    if let word = Int(exactly: value) {
      self.init(word)
    } else {
      let low = UInt64(truncatingIfNeeded: value)
      let high = Int(truncatingIfNeeded: value >> 64)
      self = Integer(high).shiftedLeft(64) + Integer(low)
    }
  }
}
