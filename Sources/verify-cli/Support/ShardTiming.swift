import ExactJSON
import Foundation

/// When and where a shard was run; no result depends on it.
struct ShardTiming {
  /// The name of the format.
  static let format = "scalarization-shard-time/1"
  /// The ending of its file.
  static let ending = ".time"

  /// The start, in seconds since 1970.
  let start: Int
  /// What the run took, in milliseconds.
  let milliseconds: Int
  /// The number of threads.
  let jobs: Int
  /// The machine.
  let host: String

  /// What a run that ends now took.
  init(since start: Date, jobs: Int) {
    self.start = Int(start.timeIntervalSince1970)
    milliseconds = max(0, Int(Date().timeIntervalSince(start) * 1000))
    self.jobs = jobs
    host = ProcessInfo.processInfo.hostName
  }

  /// The file.
  var bytes: [UInt8] {
    ExactJSONValue.object([
      .init("format", .text(Self.format)), .init("start", .integer(start)),
      .init("milliseconds", .integer(milliseconds)), .init("jobs", .integer(jobs)),
      .init("host", .text(host)),
    ]).bytes(.compact) + [UInt8(ascii: "\n")]
  }

  /// Reads a file.
  ///
  /// - Throws: ``ExactJSONError``.
  init(_ bytes: [UInt8]) throws(ExactJSONError) {
    let object = try ExactJSON(parsing: bytes).object(
      required: ["format", "start", "milliseconds", "jobs", "host"])
    _ = try object.required("format").string(oneOf: [Self.format])
    start = try object.required("start").integer(in: 0...Int.max)
    milliseconds = try object.required("milliseconds").integer(in: 0...Int.max)
    jobs = try object.required("jobs").integer(in: 1...256)
    host = try object.required("host").string()
  }
}
