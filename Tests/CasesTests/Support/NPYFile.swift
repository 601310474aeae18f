/// Writes NumPy files for tests.
enum NPYFile {
  /// A file of a format version, with a header text of one's own.
  static func file(header: String, version: UInt8 = 1, data: [UInt8]) -> [UInt8] {
    var text = Array(header.utf8)
    let prefix = version == 1 ? 10 : 12
    while (prefix + text.count + 1) % 64 != 0 { text.append(32) }
    text.append(10)
    var bytes: [UInt8] = [0x93] + Array("NUMPY".utf8) + [version, 0]
    for position in 0..<(version == 1 ? 2 : 4) {
      bytes.append(UInt8(truncatingIfNeeded: text.count >> (8 * position)))
    }
    return bytes + text + data
  }

  static func header(_ descr: String, fortran: Bool = false, _ shape: String) -> String {
    "{'descr': '\(descr)', 'fortran_order': \(fortran ? "True" : "False"), 'shape': \(shape), }"
  }

  /// A table of elements given as bit patterns.
  static func table(
    _ rows: [[UInt64]], kind: String, bytes size: Int, bigEndian: Bool = false,
    fortran: Bool = false, version: UInt8 = 1
  ) -> [UInt8] {
    var data: [UInt8] = []
    func append(_ bits: UInt64) {
      let little = (0..<size).map { UInt8(truncatingIfNeeded: bits >> UInt64(8 * $0)) }
      data += bigEndian ? little.reversed() : little
    }
    if fortran {
      for column in rows[0].indices { for row in rows { append(row[column]) } }
    } else {
      for row in rows { for bits in row { append(bits) } }
    }
    let order = size == 1 ? "|" : (bigEndian ? ">" : "<")
    return file(
      header: header(
        "\(order)\(kind)\(size)", fortran: fortran, "(\(rows.count), \(rows[0].count))"),
      version: version, data: data)
  }
}
