import Foundation
import Testing

@testable import Cases

/// A directory for the files of one test, removed at its end.
final class Scratch {
  let directory: URL

  init() throws {
    directory = FileManager.default.temporaryDirectory.appendingPathComponent(
      "scalarization-cases-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: directory) }

  /// The path of a file in the directory.
  func path(_ name: String) -> String { directory.appendingPathComponent(name).path }

  /// Writes a file and returns its path.
  @discardableResult
  func file(_ name: String, _ bytes: [UInt8]) throws -> String {
    try Data(bytes).write(to: directory.appendingPathComponent(name))
    return path(name)
  }

  /// Writes a file and returns its path.
  @discardableResult
  func file(_ name: String, _ text: String) throws -> String {
    try file(name, Array(text.utf8))
  }

  /// The names of the files in the directory, hidden ones included.
  var contents: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: directory.path)) ?? []).sorted()
  }
}

/// The error that a call throws, or nil when it throws none.
func inputError<T>(_ body: () throws(InputError) -> T) -> InputError? {
  do {
    _ = try body()
    return nil
  } catch {
    return error
  }
}

extension InputError {
  /// Whether a file was read and its contents are at fault.
  var isBadContents: Bool {
    ![.noSuchFile, .directory, .unreadable, .wrongUsage].contains(kind)
  }
}
