extension AnyCertificate {
  /// The statement that is certified.
  public var statement: Certificate.Statement {
    switch self {
    case .instance(let certificate): return certificate.statement
    case .width(let certificate): return certificate.statement
    }
  }

  /// The width as it stands in the file: `1`, `k-1` or a number of units.
  public var widthName: String {
    switch self {
    case .instance(let certificate): return certificate.width.rawValue
    case .width(let certificate): return String(certificate.width)
    }
  }

  /// The certificate as a file.
  public var bytes: [UInt8] {
    switch self {
    case .instance(let certificate): return certificate.bytes
    case .width(let certificate): return certificate.bytes
    }
  }
}
