import Foundation

/// Runs the built binary and keeps what it said.
struct Command {
  /// The exit status.
  let status: Int32
  /// Standard output.
  let output: String
  /// Standard error.
  let errors: String

  /// The folder of the package.
  static let packageFolder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The folder of the shipped cases.
  static let cases = packageFolder.appendingPathComponent("cases").path

  /// The built binary, beside the running test bundle.
  static let binary: URL = {
    let name = "verify-cli"
    let bundles = Bundle.allBundles.map(\.bundleURL) + [Bundle.main.bundleURL]
    let started = URL(fileURLWithPath: CommandLine.arguments[0])
    for start in bundles + [started] {
      var folder = start
      for _ in 0..<3 {
        let candidate = folder.appendingPathComponent(name)
        if FileManager.default.isExecutableFile(atPath: candidate.path) { return candidate }
        folder = folder.deletingLastPathComponent()
      }
    }
    return packageFolder.appendingPathComponent(".build/release/\(name)")
  }()

  /// Runs `verify-cli` with arguments.
  ///
  /// - Parameters:
  ///   - arguments: The arguments, in the shell's order.
  ///   - folder: The working folder; the package's when nil.
  ///   - input: A file that is standard input; nothing when nil.
  ///   - redirect: A file that receives standard output instead.
  ///   - environment: Variables in place of those of the tests.
  static func run(
    _ arguments: [String], in folder: URL? = nil, input: String? = nil, redirect: String? = nil,
    environment: [String: String]? = nil
  ) throws -> Command {
    try run(
      executable: binary, arguments, in: folder, input: input, redirect: redirect,
      environment: environment)
  }

  /// Runs any program with arguments.
  static func run(
    executable: URL, _ arguments: [String], in folder: URL? = nil, input: String? = nil,
    redirect: String? = nil, environment: [String: String]? = nil
  ) throws -> Command {
    let process = Process()
    if let environment { process.environment = environment }
    process.executableURL = executable
    process.arguments = arguments
    process.currentDirectoryURL = folder ?? packageFolder
    process.standardInput =
      input.flatMap { FileHandle(forReadingAtPath: $0) } ?? FileHandle.nullDevice
    // Files instead of pipes: any amount of output without a reader.
    let scratch = try TemporaryFolder()
    let outputFile = redirect ?? scratch.path("stdout")
    let errorFile = scratch.path("stderr")
    if redirect == nil { _ = FileManager.default.createFile(atPath: outputFile, contents: nil) }
    _ = FileManager.default.createFile(atPath: errorFile, contents: nil)
    process.standardOutput = FileHandle(forWritingAtPath: outputFile)
    process.standardError = FileHandle(forWritingAtPath: errorFile)
    try process.run()
    process.waitUntilExit()
    let output = redirect == nil ? FileManager.default.contents(atPath: outputFile) : nil
    let errors = FileManager.default.contents(atPath: errorFile)
    return Command(
      status: process.terminationReason == .exit ? process.terminationStatus : -1,
      output: String(decoding: output ?? Data(), as: UTF8.self),
      errors: String(decoding: errors ?? Data(), as: UTF8.self))
  }
}

/// A folder that disappears with the value that owns it.
final class TemporaryFolder {
  /// The folder.
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory
      .appendingPathComponent("verify-cli-" + UUID().uuidString)
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  /// The path of a file in the folder.
  func path(_ name: String) -> String { url.appendingPathComponent(name).path }

  /// Writes a file into the folder and returns its path.
  func write(_ text: String, as name: String) throws -> String {
    try Data(text.utf8).write(to: url.appendingPathComponent(name))
    return path(name)
  }
}
