import Cases
import Claims
import Exact
import ExactJSON

/// The largest campaign of a claim that was run, as a file of `campaigns` keeps it.
struct CampaignRecord {
  /// The name of the format.
  static let format = "scalarization-campaign-record/1"

  let claim: String
  let seed: String
  let generator: Int
  let taskCount: Int?
  let from: Int
  let to: Int
  let outcome: String
  let tested: Int
  let discarded: Int
  let undecided: Int
  let refuting: Int
  /// The SHA-256 of what `claims merge` prints.
  let sha256: String

  /// The number of instances.
  var count: Int { to - from + 1 }

  /// Records a campaign.
  init(_ report: CampaignReport) {
    let tally = report.tally
    claim = report.key.claim
    seed = String(report.key.seed)
    generator = report.key.generator
    taskCount = report.key.taskCount
    from = tally.range.lowerBound + 1
    to = tally.range.upperBound
    outcome = report.status.rawValue
    tested = tally.tested
    discarded = tally.discarded
    undecided = tally.undecided
    refuting = tally.refuted
    sha256 = SHA256Digest.hexadecimal(
      Array((report.text.visible(keepingLines: true) + "\n").utf8))
  }

  /// The file.
  var bytes: [UInt8] {
    ExactJSONValue.object(
      [
        .init("format", .text(Self.format)), .init("claim", .text(claim)),
        .init("seed", .text(seed)), .init("generator", .integer(generator)),
      ] + (taskCount.map { [.init("k", .integer($0))] } ?? []) + [
        .init("from", .integer(from)), .init("to", .integer(to)),
        .init("outcome", .text(outcome)), .init("tested", .integer(tested)),
        .init("discarded", .integer(discarded)), .init("undecided", .integer(undecided)),
        .init("refuting", .integer(refuting)), .init("sha256", .text(sha256)),
      ]
    ).bytes() + [UInt8(ascii: "\n")]
  }

  /// Reads a file.
  ///
  /// - Throws: `InputError`.
  init(file: String) throws(InputError) {
    let bytes = try InputFile.read(file)
    do throws(ExactJSONError) {
      let object = try ExactJSON(parsing: bytes).object(
        required: [
          "format", "claim", "seed", "generator", "from", "to", "outcome", "tested", "discarded",
          "undecided", "refuting", "sha256",
        ], optional: ["k"])
      func count(_ name: String) throws(ExactJSONError) -> Int {
        try object.required(name).integer(in: 0...Int.max)
      }
      _ = try object.required("format").string(oneOf: [Self.format])
      claim = try object.required("claim").string()
      seed = try object.required("seed").string()
      generator = try count("generator")
      taskCount = try object["k"].map { (node) throws(ExactJSONError) in
        try node.integer(in: 2...16)
      }
      from = try count("from")
      let end = try object.required("to")
      to = try end.integer(in: max(1, from)...Int.max)
      outcome = try object.required("outcome").string(
        oneOf: ClaimStatus.allCases.map(\.rawValue))
      tested = try count("tested")
      discarded = try count("discarded")
      undecided = try count("undecided")
      refuting = try count("refuting")
      sha256 = try object.required("sha256").string()
    } catch {
      throw InputError(error, file: file)
    }
  }
}
