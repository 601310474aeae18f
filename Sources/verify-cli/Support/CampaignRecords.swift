import Cases
import Claims
import Foundation

/// The folder `campaigns`: one record for each claim, `ID.json`, and the table of them.
struct CampaignRecords {
  /// The name of the table.
  static let table = "README.md"

  let folder: String

  private func file(_ name: String) -> String { "\(folder)/\(name)" }

  /// The record of a claim, or nil.
  ///
  /// - Throws: `InputError`.
  func record(_ id: String) throws(InputError) -> CampaignRecord? {
    let file = file("\(id).json")
    return FileManager.default.fileExists(atPath: file) ? try CampaignRecord(file: file) : nil
  }

  /// Keeps a record unless there is a larger one of the same generator; returns whether it did.
  ///
  /// - Throws: `InputError`, `OutputError`.
  func keep(_ record: CampaignRecord) throws -> Bool {
    if let old = try self.record(record.claim), old.generator == record.generator,
      old.count > record.count
    {
      return false
    }
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw OutputError(file: folder, reason: "the folder cannot be created")
    }
    try FileOutput.write(record.bytes, to: file("\(record.claim).json"))
    return true
  }

  /// Writes the table of all records.
  ///
  /// - Throws: `InputError`, `OutputError`.
  func writeTable() throws {
    try FileOutput.write(Array(try markdown().utf8), to: file(Self.table))
  }

  /// The table in Markdown, in the order of the claims.
  func markdown() throws(InputError) -> String {
    var lines = [
      "# Campaigns",
      "",
      "For each claim the largest campaign that was run: every instance of the range was decided",
      "exactly. The hash is that of what the same run prints:",
      "",
      "    verify-cli claims run ID --from A --to B --seed S | sha256sum",
      "",
      "`verify-cli claims record FOLDER` writes this table and the files beside it",
      "([docs/campaigns.md](../docs/campaigns.md)).",
      "",
      "| claim | instances | seed | generator | outcome | tested | discarded | undecided |"
        + " refuting | SHA-256 |",
      "|---|---|---|---|---|---|---|---|---|---|",
    ]
    for claim in ClaimRegistry.all {
      guard let record = try record(claim.id) else { continue }
      lines.append(
        "| `\(record.claim)` | \(record.from) to \(record.to)"
          + (record.taskCount.map { ", k = \($0)" } ?? "")
          + " | \(record.seed) | \(record.generator) | \(record.outcome) | \(record.tested)"
          + " | \(record.discarded) | \(record.undecided) | \(record.refuting)"
          + " | `\(record.sha256.prefix(16))...` |")
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
