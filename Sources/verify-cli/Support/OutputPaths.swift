import Foundation

/// What holds for the names of output files.
enum OutputPaths {
  /// The format that the extension of a path stands for, letter case ignored.
  ///
  /// - Throws: `UsageError` that lists the extensions.
  static func format<Format: RawRepresentable & CaseIterable>(
    of path: String, option: String
  ) throws -> Format where Format.RawValue == String {
    let ending = path.split(separator: ".").last.map { $0.lowercased() } ?? ""
    guard path.contains("."), let format = Format(rawValue: ending) else {
      let endings = Format.allCases.map { "." + $0.rawValue }
      let list = endings.dropLast().joined(separator: ", ") + " or " + (endings.last ?? "")
      throw UsageError(message: "\(option): \(path): expected a name ending in \(list)")
    }
    return format
  }

  /// Refuses outputs that would overwrite what is read, or each other.
  ///
  /// Compares the files behind the paths: links are followed, and parts like `..` resolved.
  ///
  /// - Parameters:
  ///   - input: The file that is read.
  ///   - outputs: The options that name output files, with their values; nil where not given.
  /// - Throws: `UsageError` that names the option.
  static func requireDistinct(input: String, outputs: [(option: String, path: String?)]) throws {
    var owners = [resolved(input): "the file that is read"]
    for (option, path) in outputs {
      guard let path else { continue }
      if let owner = owners.updateValue("the file of \(option)", forKey: resolved(path)) {
        throw UsageError(message: "\(option): \(path) is \(owner); expected another file")
      }
    }
  }

  private static func resolved(_ path: String) -> String {
    let url = URL(fileURLWithPath: path)
    // The file may not exist yet; its folder's links are followed all the same.
    return url.deletingLastPathComponent().resolvingSymlinksInPath()
      .appendingPathComponent(url.lastPathComponent).resolvingSymlinksInPath().path
  }
}
