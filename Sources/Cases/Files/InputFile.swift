/// Whole files.
public enum InputFile {
  /// Reads a file with a JSON text, of at most 256 MiB; `-` is standard input.
  ///
  /// - Throws: ``InputError`` when the file is missing, a directory, unreadable, empty or too
  ///   large, and when its first bytes show that it is something else.
  public static func read(_ file: String) throws(InputError) -> [UInt8] {
    let input = try FileInput(file)
    if let kind = FileKind(try input.peek(FileKind.bytes)) {
      throw kind.error(file: input.name, expected: "a JSON text")
    }
    let bytes = try input.readAll()
    guard !bytes.isEmpty else {
      throw InputError(
        .empty, file: input.name, problem: "an empty file", expectation: "a JSON text")
    }
    return bytes
  }
}
