import Cases
import Certificates
import Foundation
import Verify

/// A folder that receives certificates, one file for each.
final class CertificateFolder {
  private let path: String
  private var written: Set<String> = []

  /// Uses a folder, which is created when it does not exist.
  ///
  /// - Throws: `OutputError`.
  init(_ path: String) throws(OutputError) {
    self.path = path
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw OutputError(file: path, reason: "the folder cannot be created")
    }
  }

  /// Writes the certificates of all widths: `NAME.width-1.json` for full exploration or its
  /// failure and `NAME.C1.json` for the condition, likewise `NAME.width-k-1.json` and
  /// `NAME.C2.json`, and `NAME.width-Q.json` for a width Q between them.
  ///
  /// - Throws: `OutputError`.
  func write(_ verdict: CaseVerdict) throws(OutputError) {
    let name = verdict.problem.fileName
    for entry in verdict.widths {
      switch entry {
      case .end(let verdict):
        if let certificate = verdict.conditionCertificate {
          try write(certificate, as: "\(name).\(verdict.end.conditionName)")
        }
        if let certificate = verdict.explorationCertificate {
          try write(certificate, as: "\(name).width-\(verdict.end.rawValue)")
        }
      case .between(let verdict):
        if let certificate = verdict.certificate {
          try write(
            .width(certificate), as: "\(name).width-\(verdict.width.units)")
        }
      }
    }
  }

  /// Writes one certificate under a name without extension, after reading back what will be
  /// written: a true certificate can still hold numbers that are too long for the format.
  ///
  /// - Throws: `OutputError`.
  func write(_ certificate: Certificate, as name: String) throws(OutputError) {
    try write(.instance(certificate), as: name)
  }

  private func write(_ certificate: AnyCertificate, as name: String) throws(OutputError) {
    let file = "\(path)/\(name).json"
    guard written.insert(file).inserted else {
      throw OutputError(
        file: file, reason: "written already in this run, for another case of the same name")
    }
    let bytes: [UInt8]
    switch certificate {
    case .instance(let certificate): bytes = certificate.bytes
    case .width(let certificate): bytes = certificate.bytes
    }
    do {
      _ = try AnyCertificate(parsing: bytes)
    } catch {
      throw OutputError(file: file, reason: "the certificate exceeds the format: \(error)")
    }
    try FileOutput.write(bytes, to: file)
  }
}
