extension ExactJSON {
  /// The value as a tree that can be changed and written.
  ///
  /// - Throws: ``ExactJSONError`` at a number that is not exact and at a key that occurs twice.
  public func value() throws(ExactJSONError) -> ExactJSONValue {
    switch kind {
    case .null: return .null
    case .boolean: return .boolean(try boolean())
    case .integer, .unusableNumber: return .integer(try integer())
    case .string: return .text(try string())
    case .array:
      var values: [ExactJSONValue] = []
      for element in try array() { values.append(try element.value()) }
      return .array(values)
    case .object:
      var members: [ExactJSONValue.Member] = []
      for (key, element) in try object().members { members.append(.init(key, try element.value())) }
      return .object(members)
    }
  }
}
