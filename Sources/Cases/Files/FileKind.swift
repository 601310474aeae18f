/// A kind of file that is recognised by its first bytes, whatever its name.
enum FileKind: Equatable {
  case gzip, bzip2, xz, zstandard
  case zip, excel, oldExcel, openDocument
  case parquet, arrow, hdf5, matlab, pickle, sqlite, pdf, html
  case numpy
  case utf16, utf32

  /// How many bytes are looked at.
  static let bytes = 128

  /// Recognises the first bytes of a file; nil for text, and for anything unknown.
  init?(_ bytes: [UInt8]) {
    func begins(_ prefix: some Sequence<UInt8>) -> Bool { bytes.starts(with: prefix) }
    let beginnings: [([UInt8], FileKind)] = [
      ([0x1F, 0x8B], .gzip), ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0], .xz),
      ([0x28, 0xB5, 0x2F, 0xFD], .zstandard), (Array("PAR1".utf8), .parquet),
      (Array("ARROW1".utf8), .arrow), (Array("FEA1".utf8), .arrow),
      ([0x89, 0x48, 0x44, 0x46, 0x0D, 0x0A, 0x1A, 0x0A], .hdf5),
      (Array("MATLAB 5.0".utf8), .matlab), (Array("SQLite format 3\0".utf8), .sqlite),
      (Array("%PDF-".utf8), .pdf), ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], .oldExcel),
      ([0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59], .numpy), ([0xFF, 0xFE, 0, 0], .utf32),
      ([0, 0, 0xFE, 0xFF], .utf32), ([0xFF, 0xFE], .utf16), ([0xFE, 0xFF], .utf16),
    ]
    // A column of a table may well be called PAR1.
    let separators = Array(",;|\t\r\n\" ".utf8)
    if let known = beginnings.first(where: { bytes.starts(with: $0.0) }),
      known.0[0] >= 0x80 || !separators.contains(bytes.dropFirst(known.0.count).first ?? 0)
    {
      self = known.1
      return
    }
    if begins("BZh".utf8), bytes.dropFirst(4).starts(with: "1AY&SY".utf8) {
      self = .bzip2
      return
    }
    if begins([0x50, 0x4B, 3, 4] as [UInt8]) || begins([0x50, 0x4B, 5, 6] as [UInt8]) {
      self = Self.zip(bytes)
      return
    }
    if bytes.count > 2, bytes[0] == 0x80, (2...5).contains(bytes[1]) {
      self = .pickle
      return
    }
    let text = String(decoding: bytes.prefix(64), as: UTF8.self).lowercased()
    let start = text.drop { $0.isWhitespace || $0 == "\u{FEFF}" }
    if start.hasPrefix("<!doctype html") || start.hasPrefix("<html") {
      self = .html
      return
    }
    // Latin letters without a byte-order mark: every second byte is zero.
    guard bytes.count >= 4 else { return nil }
    let zeros = bytes[..<4].map { $0 == 0 }
    guard zeros == [true, false, true, false] || zeros == [false, true, false, true] else {
      return nil
    }
    self = .utf16
  }

  /// What a zip file is, by the name of its first entry.
  private static func zip(_ bytes: [UInt8]) -> FileKind {
    guard bytes.count > 30 else { return .zip }
    let length = Int(bytes[26]) | Int(bytes[27]) << 8
    let entry = String(decoding: bytes[30..<min(bytes.count, 30 + length)], as: UTF8.self)
    if entry.hasPrefix("[Content_Types]") || entry.hasPrefix("xl/") || entry.hasPrefix("_rels/")
      || entry.hasPrefix("docProps/")
    {
      return .excel
    }
    return entry == "mimetype" ? .openDocument : .zip
  }

  /// What it is called, with an article.
  var description: String {
    switch self {
    case .gzip: return "a gzip file"
    case .bzip2: return "a bzip2 file"
    case .xz: return "an xz file"
    case .zstandard: return "a Zstandard file"
    case .zip: return "a zip file"
    case .excel: return "an Excel workbook"
    case .oldExcel: return "an old Excel workbook"
    case .openDocument: return "an OpenDocument file"
    case .parquet: return "a Parquet file"
    case .arrow: return "an Arrow or Feather file"
    case .hdf5: return "an HDF5 file"
    case .matlab: return "a MATLAB file"
    case .pickle: return "a Python pickle"
    case .sqlite: return "an SQLite database"
    case .pdf: return "a PDF file"
    case .html: return "a page in HTML"
    case .numpy: return "a NumPy array"
    case .utf16: return "a text in UTF-16"
    case .utf32: return "a text in UTF-32"
    }
  }

  /// What to do with it.
  private var advice: String {
    switch self {
    case .gzip: return "decompress it with gunzip"
    case .bzip2: return "decompress it with bunzip2"
    case .xz: return "decompress it with unxz"
    case .zstandard: return "decompress it with unzstd"
    case .zip: return "unpack it with unzip"
    case .excel, .oldExcel, .openDocument: return "save the sheet as CSV"
    case .parquet: return "convert it, for example with pandas: read_parquet(...).to_csv(...)"
    case .arrow: return "convert it, for example with pandas: read_feather(...).to_csv(...)"
    case .hdf5: return "convert it, for example with pandas: read_hdf(...).to_csv(...)"
    case .matlab: return "convert it, for example with scipy.io.loadmat and numpy.save"
    case .pickle: return "convert it, for example with numpy.save(..., allow_pickle=False)"
    case .sqlite: return "export a table as CSV"
    case .pdf, .html: return "get the data themselves"
    case .numpy: return "a table needs --targets, and --input-format npy where its name says other"
    case .utf16: return "convert it: iconv -f UTF-16 -t UTF-8"
    case .utf32: return "convert it: iconv -f UTF-32 -t UTF-8"
    }
  }

  /// The error about a file of this kind where another was expected.
  func error(file: String, expected expectation: String) -> InputError {
    InputError(
      .malformed, file: file, problem: description, expectation: "\(expectation); \(advice)")
  }
}
