import Cases
import Exact
import ExactJSON

/// A file for a matrix of floating-point numbers, in the format of its extension.
struct NumberFile {
  enum Format: String, CaseIterable {
    case csv
    case npy
    case json
  }

  let path: String
  let format: Format

  /// Reads the format from the extension.
  ///
  /// - Throws: `UsageError` for another one.
  init(_ path: String, option: String) throws {
    self.path = path
    format = try OutputPaths.format(of: path, option: option)
  }
}

/// Collects the rows of a number file and writes it as a whole.
struct NumberWriter {
  private let file: NumberFile
  private var bytes: [UInt8] = []
  private var isFirst = true

  /// Starts a file.
  init(_ file: NumberFile, columns: [String], rows: Int) {
    self.file = file
    switch file.format {
    case .csv:
      let names = columns.map { name in
        let needsQuotes = name.contains { ",\"\n\r".contains($0) }
        return needsQuotes
          ? "\""
            + name.split(separator: "\"", omittingEmptySubsequences: false)
            .joined(separator: "\"\"") + "\"" : name
      }
      bytes = Array((names.joined(separator: ",") + "\n").utf8)
    case .npy:
      // Version 1.0: magic, length of the header, the header padded to a multiple of 64 bytes.
      var header =
        "{'descr': '<f8', 'fortran_order': False, 'shape': (\(rows), \(columns.count)), }"
      let padding = 63 - (10 + header.utf8.count) % 64
      header += String(repeating: " ", count: padding) + "\n"
      let length = header.utf8.count
      bytes = [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(length & 255), UInt8(length >> 8)]
      bytes += Array(header.utf8)
    case .json:
      let names = ExactJSONValue.array(columns.map { .text($0) }).text(.compact)
      bytes = Array(
        "{\"format\": \"scalarization-sweep/1\", \"columns\": \(names),\n\"rows\": [".utf8)
    }
  }

  /// Adds rows: the weights, then the losses, `width` numbers each.
  mutating func append(_ weights: [Double], _ losses: [Double], width: Int) {
    for row in 0..<(weights.count / width) {
      let range = (row * width)..<(row * width + width)
      switch file.format {
      case .npy:
        for value in weights[range] { append(value) }
        for value in losses[range] { append(value) }
      case .csv, .json:
        let isJSON = file.format == .json
        if isJSON { bytes += Array((isFirst ? "\n[" : ",\n[").utf8) }
        isFirst = false
        var separator = false
        for value in weights[range] {
          if separator { bytes.append(UInt8(ascii: ",")) }
          bytes.append(contentsOf: value.description.utf8)
          separator = true
        }
        for value in losses[range] {
          bytes.append(UInt8(ascii: ","))
          bytes.append(contentsOf: value.description.utf8)
        }
        bytes.append(UInt8(ascii: isJSON ? "]" : "\n"))
      }
    }
  }

  private mutating func append(_ value: Double) {
    withUnsafeBytes(of: value.bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
  }

  /// Writes the file.
  ///
  /// - Throws: `OutputError`.
  mutating func finish() throws(OutputError) {
    if file.format == .json { bytes += Array("\n]}\n".utf8) }
    try FileOutput.write(bytes, to: file.path)
  }
}
