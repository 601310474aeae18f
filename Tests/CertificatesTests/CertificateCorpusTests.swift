import CertificateExamples
import Certificates
import Testing

/// The stored certificates that tell the checker from its mutants: `Scripts/mutate-checker` says
/// which change of the checker each of them notices.
@Suite struct CertificateCorpusTests {
  @Test func verdicts() throws {
    let entries = try CertificateCorpus.entries()
    #expect(entries.count > 100)
    for entry in entries {
      let text = String(decoding: entry.bytes, as: UTF8.self)
      do {
        let result = Checker.verify(try AnyCertificate(parsing: entry.bytes))
        #expect((entry.verdict == "verified") == result.isVerified, "\(result): \(text)")
        #expect(entry.verdict != "no-certificate", "\(text)")
      } catch let error as CertificateReadingError {
        let verdict = error.kind == .malformed ? "rejected" : "no-certificate"
        #expect(entry.verdict == verdict, "\(error): \(text)")
      }
    }
  }
}
