/// A JSON object whose keys have been checked.
public struct ExactJSONObject: Sendable {
  /// The object itself, for errors about it.
  public let node: ExactJSON
  /// The keys and values in the order of the text.
  public let members: [(key: String, value: ExactJSON)]

  /// The value of a key, or nil. Keys are compared byte by byte.
  public subscript(key: String) -> ExactJSON? {
    members.first { $0.key.utf8.elementsEqual(key.utf8) }?.value
  }

  /// The value of a key that must be there.
  ///
  /// - Throws: ``ExactJSONError`` at the object when the key is missing.
  public func required(_ key: String) throws(ExactJSONError) -> ExactJSON {
    guard let value = self[key] else {
      throw node.failure(
        expected: "the key \(ExactJSONValue.quoted(key))",
        found: "an object without the key \(ExactJSONValue.quoted(key))")
    }
    return value
  }
}

extension ExactJSON {
  /// The keys and values of an object, whatever the keys are.
  ///
  /// - Throws: ``ExactJSONError`` for any other value, at a key that occurs a second time, and at
  ///   the first key that is one too many.
  public func object() throws(ExactJSONError) -> ExactJSONObject {
    guard kind == .object else { throw failure(expected: "an object") }
    let parts = children
    let limit = document.limits.keys
    var known: Set<ArraySlice<UInt8>> = []
    for position in stride(from: 0, to: parts.count - 1, by: 2) {
      let key = parts[position]
      guard known.insert(document.contents(key.index)).inserted else {
        throw key.failure(
          expected: "each key once",
          found: "the key \(ExactJSONValue.quoted(document.string(key.index))) a second time")
      }
      guard known.count <= limit else {
        throw key.failure(expected: "at most \(limit) keys", found: "more than \(limit) keys")
      }
    }
    return ExactJSONObject(
      node: self,
      members: stride(from: 0, to: parts.count - 1, by: 2).map {
        (document.string(parts[$0].index), parts[$0 + 1])
      })
  }

  /// The values of a key in an object, however often it occurs; none for any other value.
  public func values(of key: String) -> [ExactJSON] {
    guard kind == .object else { return [] }
    let parts = children
    return stride(from: 0, to: parts.count - 1, by: 2).compactMap {
      document.contents(parts[$0].index).elementsEqual(key.utf8) ? parts[$0 + 1] : nil
    }
  }

  /// The keys and values of an object that has the required keys and no others than the
  /// required and optional ones.
  ///
  /// - Throws: ``ExactJSONError`` at a key that is not allowed, with a suggestion when it looks
  ///   like a slip of one that is; at the object when a required key is missing; for any other
  ///   value.
  public func object(
    required: [String], optional: [String] = []
  ) throws(ExactJSONError) -> ExactJSONObject {
    let object = try self.object()
    let allowed = required + optional
    for (key, value) in object.members
    where !allowed.contains(where: { $0.utf8.elementsEqual(key.utf8) }) {
      let hint = Spelling.suggestion(for: key, among: allowed).map {
        "; did you mean \(ExactJSONValue.quoted($0))?"
      }
      throw ExactJSON(document: document, index: value.index - 1).failure(
        expected: allowed.isEmpty
          ? "no keys"
          : "one of the keys " + allowed.map(ExactJSONValue.quoted).joined(separator: ", "),
        found: "the unknown key \(ExactJSONValue.quoted(key))" + (hint ?? ""))
    }
    for key in required { _ = try object.required(key) }
    return object
  }
}
