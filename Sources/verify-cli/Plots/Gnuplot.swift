import Cases
import Foundation

/// Draws scripts with gnuplot.
enum Gnuplot {
  /// A picture that could not be drawn.
  struct Failure: Reportable {
    let message: String
    var exitStatus: ExitStatus { .cannotWrite }
  }

  /// Writes the script with all data beside the picture, then draws the picture, as a whole or not
  /// at all.
  ///
  /// The script stays: `gnuplot FILE` draws the picture again, so the data is kept even where
  /// gnuplot is missing.
  ///
  /// - Throws: `OutputError`, and `Failure` when gnuplot is missing or fails.
  static func draw(_ picture: FrontPictureScript, to file: PictureFile) throws {
    let script = picture.text(format: file.format, output: file.name)
    try FileOutput.write(Array(script.utf8), to: file.scriptPath)
    guard let program = find() else {
      throw Failure(
        message: "\(file.path): not drawn, because gnuplot is not installed (on Debian and Ubuntu:"
          + " apt-get install gnuplot-nox); its data and drawing commands are in"
          + " \(file.scriptPath)")
    }
    let drawing = FileManager.default.temporaryDirectory
      .appendingPathComponent("verify-cli-\(UUID().uuidString).\(file.format.rawValue)").path
    defer { try? FileManager.default.removeItem(atPath: drawing) }
    let process = Process()
    process.executableURL = program
    // Without the start-up files of the user and the system, and with a decimal point.
    var environment = ProcessInfo.processInfo.environment
    for name in ["LC_ALL", "LC_NUMERIC", "LANG"] { environment[name] = "C" }
    environment["GNUTERM"] = nil
    process.environment = environment
    process.arguments = [
      "--default-settings", "-e", "picture=\(FrontPictureScript.quoted(drawing))",
      URL(fileURLWithPath: file.scriptPath).path,
    ]
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    let errors = Pipe()
    process.standardError = errors
    do {
      try process.run()
    } catch {
      throw Failure(message: "\(file.path): not drawn, because gnuplot could not be started")
    }
    let said = errors.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    let bytes = FileManager.default.contents(atPath: drawing) ?? Data()
    guard process.terminationReason == .exit, process.terminationStatus == 0, !bytes.isEmpty else {
      var reason: String
      switch (process.terminationReason, process.terminationStatus) {
      case (.uncaughtSignal, let signal): reason = "it was ended by signal \(signal)"
      case (_, 0): reason = "it wrote no picture"
      case (_, let status): reason = "exit status \(status)"
      }
      let lines = String(decoding: said, as: UTF8.self)
        .split(separator: "\n").filter { !$0.allSatisfy(\.isWhitespace) }
      if !lines.isEmpty { reason += ": " + lines.suffix(2).joined(separator: " ") }
      throw Failure(
        message: "\(file.path): gnuplot failed, \(reason); its data and drawing commands are in"
          + " \(file.scriptPath)")
    }
    try FileOutput.write(
      file.format == .pdf ? withoutDate(Array(bytes)) : Array(bytes), to: file.path)
  }

  /// A PDF with its date of creation replaced by a fixed one of the same length: the same data
  /// gives the same file.
  private static func withoutDate(_ pdf: [UInt8]) -> [UInt8] {
    var bytes = pdf
    guard let range = bytes.firstRange(of: Array("/CreationDate (D:".utf8)) else { return bytes }
    for (offset, digit) in "20000101000000".utf8.enumerated()
    where range.upperBound + offset < bytes.count {
      bytes[range.upperBound + offset] = digit
    }
    return bytes
  }

  /// The program, from the search path.
  private static func find() -> URL? {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin"
    for folder in path.split(separator: ":") {
      let candidate = URL(fileURLWithPath: String(folder)).appendingPathComponent("gnuplot")
      if FileManager.default.isExecutableFile(atPath: candidate.path) { return candidate }
    }
    return nil
  }
}
