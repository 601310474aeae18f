import Foundation

/// The stored certificates, true and altered, that tell the checker from its mutants
/// (`Scripts/mutate-checker`).
package enum CertificateCorpus {
  /// A certificate and what a checker says of it.
  package struct Entry {
    /// `verified`, `rejected` or `no-certificate`.
    package let verdict: String
    /// The text of the file.
    package let bytes: [UInt8]
  }

  /// All of them.
  package static func entries() throws -> [Entry] {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("CertificateCorpus/certificates.jsonl")
    return try Data(contentsOf: file).split(separator: UInt8(ascii: "\n")).map { line in
      let parts = line.split(separator: UInt8(ascii: "\t"), maxSplits: 1)
      return Entry(verdict: String(decoding: parts[0], as: UTF8.self), bytes: Array(parts[1]))
    }
  }
}
