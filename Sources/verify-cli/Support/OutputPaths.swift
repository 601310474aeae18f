import Foundation

/// Refuses output files that would overwrite what is read, or each other.
enum OutputPaths {
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
