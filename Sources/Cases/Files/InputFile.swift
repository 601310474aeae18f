/// Whole files.
public enum InputFile {
  /// Reads a file of at most 256 MiB.
  ///
  /// - Throws: ``InputError`` when the file is missing, a directory, unreadable, empty or too
  ///   large.
  public static func read(_ file: String) throws(InputError) -> [UInt8] {
    try FileInput(file).readAll()
  }
}
