import Cases

/// A picture file: where it goes and in which format.
struct PictureFile {
  /// The formats, by the extension of the file.
  enum Format: String, CaseIterable {
    case svg
    case pdf
    case png
  }

  /// The path.
  let path: String
  /// The format.
  let format: Format

  /// Reads the format from the extension.
  ///
  /// - Throws: `UsageError` for another extension.
  init(_ path: String, option: String) throws {
    self.path = path
    format = try OutputPaths.format(of: path, option: option)
  }

  /// The name without the folder.
  var name: String { FilePath.name(path) }

  /// The file beside the picture with its data and drawing commands.
  var scriptPath: String { path + ".gnuplot" }
}
