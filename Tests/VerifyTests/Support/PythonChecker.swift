import Certificates
import Foundation

/// The checker in plain Python, `Scripts/recheck.py`.
enum PythonChecker {
  /// The lines that it prints about certificates, one for each, without the names of the files.
  static func run(_ certificates: [WidthCertificate]) throws -> [String] {
    if certificates.isEmpty { return [] }
    let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("widths-" + UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let names = certificates.indices.map { "\($0).json" }
    for (name, certificate) in zip(names, certificates) {
      try Data(certificate.bytes).write(to: folder.appendingPathComponent(name))
    }
    let output = folder.appendingPathComponent("output")
    _ = FileManager.default.createFile(atPath: output.path, contents: nil)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments =
      ["python3", package.appendingPathComponent("Scripts/recheck.py").path] + names
    process.currentDirectoryURL = folder
    process.standardOutput = try FileHandle(forWritingTo: output)
    try process.run()
    process.waitUntilExit()
    return String(decoding: try Data(contentsOf: output), as: UTF8.self)
      .split(separator: "\n").map { $0.split(separator: " ").dropLast().joined(separator: " ") }
  }
}
