import Cases
import Foundation

/// A folder that receives results.
struct ResultFolder {
  private let folder: String
  /// Whether this run has created it.
  private let isOwn: Bool

  /// Uses a folder, which is created when it does not exist.
  ///
  /// - Throws: `OutputError`.
  init(_ folder: String) throws(OutputError) {
    self.folder = folder
    isOwn = !FileManager.default.fileExists(atPath: folder)
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw OutputError(file: folder, reason: "the folder cannot be created")
    }
    if isOwn { Interrupt.whenAbandoned { rmdir(folder) } }
  }

  /// Removes the folder if this run has created it and nothing is in it.
  func removeIfEmpty() {
    if isOwn { rmdir(folder) }
  }

  /// The path of a file in the folder.
  func path(_ name: String) -> String { "\(folder)/\(name)" }

  /// Writes a file into the folder.
  ///
  /// - Throws: `OutputError`.
  func write(_ bytes: [UInt8], as name: String) throws(OutputError) {
    try FileOutput.write(bytes, to: path(name))
  }
}
