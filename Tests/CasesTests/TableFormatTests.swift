import Exact
import Foundation
import Surfaces
import TestSupport
import Testing

@testable import Cases

/// What tables may look like beyond the plain forms, and how they are recognised.
@Suite struct TableFormatTests {
  private let plain: [[Rational]] = [[1, 2], [3, 4]]

  private func source(
    _ file: String, format: DataSource.Format? = nil, inputs: [String]? = ["a"],
    targets: [String] = ["b"]
  ) -> DataSource {
    DataSource(file: file, format: format, inputs: inputs, targets: targets)
  }

  private func expected(_ rows: [[Rational]], inputs: Int = 1) -> Moments {
    plainMoments(rows, inputs: inputs, intercept: false, center: false)
  }

  private func bytes(_ base64: String) -> [UInt8] { Array(Data(base64Encoded: base64) ?? Data()) }

  // MARK: Text

  @Test func separatorsAndDecimalCommas() throws {
    let scratch = try Scratch()
    let rows: [[Rational]] = [[Rational(3, 2), 2], [3, Rational(-1, 4)]]
    func moments(
      _ name: String, _ text: String, separator: Character? = nil, comma: Bool = false
    ) throws -> Moments {
      var table = source(try scratch.file(name, text))
      table.separator = separator
      table.decimalComma = comma
      return try table.moments()
    }
    for file in ["t.tsv", "t.TAB"] {
      #expect(try moments(file, "a\tb\n1.5\t2\n3\t-0.25\n") == expected(rows))
    }
    #expect(try moments("t.csv", "a;b\n1.5;2\n3;-.25\n", separator: ";") == expected(rows))
    #expect(try moments("t.csv", "a|b\n 1.5|2\n3|-.25 \n", separator: "|") == expected(rows))
    #expect(try moments("t.csv", "a b\n1.5 2\n3 -.25\n", separator: " ") == expected(rows))
    #expect(try moments("t.csv", "a;b\n1,5;2\n3;-,25e0\n", comma: true) == expected(rows))
    #expect(try moments("t.tsv", "a\tb\n1,50\t2\n3\t-0,25\n", comma: true) == expected(rows))
    #expect(
      try moments("t.csv", "a,b\n\"1,5\",2\n3,\"-0,25\"\n", separator: ",", comma: true)
        == expected(rows))
    var table = source(try scratch.file("t.csv", "a;b\n1.5;2\n"))
    table.decimalComma = true
    let point = inputError { () throws(InputError) in try table.moments() }
    #expect(point?.expectation == "a decimal number with a decimal comma")
    for separator in ["1", ".", "\"", "\n", "é"] as [Character] {
      table.separator = separator
      #expect(inputError { () throws(InputError) in try table.moments() }?.kind == .invalid)
    }
  }

  @Test func missingValuesAreDroppedAndCounted() throws {
    let scratch = try Scratch()
    let text =
      "a,skipped,b\n1,x,2\n,x,9\n9,x,NA\nnan,x,99999999999999999999999\n\n?,,null\n3,,4\n\n"
    var table = source(try scratch.file("t.csv", text))
    let error = inputError { () throws(InputError) in try table.read() }
    #expect(error?.place == "row 3, column \"a\"")
    #expect(error?.expectation.contains("--missing drop") == true)
    table.missing = .drop
    let contents = try table.read()
    #expect(contents.moments == expected(plain) && contents.droppedRows == 5)
    // Infinities and words are not missing values.
    for cell in ["inf", "-Infinity", "x", "1/2"] {
      var other = source(try scratch.file("u.csv", "a,b\n1,2\n,\(cell)\n"))
      other.missing = .drop
      let error = inputError { () throws(InputError) in try other.moments() }
      #expect(error?.place == "row 3, column \"b\"", "\(cell)")
    }
    table.file = try scratch.file("v.csv", "a,b\n,2\n1,\n")
    let none = inputError { () throws(InputError) in try table.read() }
    #expect(none?.problem == "a missing value in every row, 2 in all")
  }

  /// A number too long for a machine word must not stay behind in a row that is left out.
  @Test func droppedRowsLeaveNothingBehind() throws {
    let scratch = try Scratch()
    var generator = TestGenerator(seed: 6)
    for round in rounds(20) {
      var text = "a,b,c\n"
      var rows: [[Rational]] = []
      for _ in 0..<generator.int(260...600) {
        var cells = (0..<3).map { _ in generator.decimal() }
        if generator.int(0...2) == 0 {
          cells[generator.int(0...2)] = generator.pick(["", "NaN", "\"\"", " NA "])
        } else {
          rows.append(try cells.map { try Rational(literal: $0) })
        }
        text += cells.joined(separator: ",") + "\n"
      }
      var table = source(try scratch.file("t.csv", text), targets: ["b", "c"])
      table.missing = .drop
      #expect(try table.moments() == expected(rows), "round \(round)")
    }
  }

  @Test func inputsAreAllOtherColumnsByDefault() throws {
    let scratch = try Scratch()
    let file = try scratch.file("t.csv", "u,b,v\n1,5,2\n3,6,4\n4,4,1\n")
    let contents = try source(file, inputs: nil).read()
    #expect(contents.inputs == ["u", "v"] && contents.targets == ["b"])
    #expect(contents.moments == (try source(file, inputs: ["u", "v"]).moments()))
    let words = try scratch.file("w.csv", "day,b,v\nMo,5,2\n")
    let error = inputError { () throws(InputError) in try source(words, inputs: nil).read() }
    #expect(error?.expectation.contains("--inputs") == true)
    // Nothing but targets, or an intercept alone, predicts nothing once targets are centred.
    let only = try scratch.file("o.csv", "b\n1\n2\n")
    for inputs in [nil, []] as [[String]?] {
      var table = source(only, inputs: inputs)
      table.intercept = true
      table.center = true
      let error = inputError { () throws(InputError) in try table.read() }
      #expect(error?.place == "choice of columns")
    }
  }

  // MARK: Names

  @Test func columnsAreFoundAsMessagesShowThem() throws {
    let scratch = try Scratch()
    let file = try scratch.file("t.csv", "a,t1\u{A0},b\n1,2,5\n3,4,6\n")
    let error = inputError { () throws(InputError) in
      try source(file, targets: ["t1"]).moments()
    }
    #expect(error?.problem == "no column \"t1\"; did you mean \"t1\\u00a0\"?")
    let contents = try source(file, targets: ["t1\\u00a0"]).read()
    #expect(contents.targets == ["t1\u{A0}"] && contents.moments == expected(plain))
    // The same column once by each name.
    let twice = inputError { () throws(InputError) in
      try source(file, targets: ["t1\\u00a0", "t1\u{A0}"]).moments()
    }
    #expect(twice?.problem == "the column \"t1\\u00a0\" twice")
    // Bytes that are not UTF-8.
    let latin = try scratch.file("l.csv", Array("a,t".utf8) + [0xE9] + Array("\n1,2\n3,4\n".utf8))
    #expect(try source(latin, targets: ["t\\xe9"]).moments() == expected(plain))
    let unknown = inputError { () throws(InputError) in
      try source(latin, targets: ["té"]).moments()
    }
    #expect(unknown?.expectation.contains("not UTF-8") == true)
  }

  @Test func targetsMustBeNamesOfTasks() throws {
    let scratch = try Scratch()
    for (header, targets, problem) in [
      ("a,\"t\n1\"", ["t\n1"], "the target \"t\\n1\", with control characters"),
      ("a,t\u{1B}1", ["t\u{1B}1"], "the target \"t\\u001b1\", with control characters"),
      ("a,\"\"", [""], "the target \"\", empty"),
      (
        "a,t\u{E9},te\u{301}", ["t\u{E9}", "te\u{301}"],
        "the targets \"t\\u00e9\" and \"te\\u0301\", which look the same"
      ),
    ] {
      let cells = (0...targets.count).map { "\($0 + 1)" }.joined(separator: ",")
      let file = try scratch.file("t.csv", header + "\n" + cells + "\n")
      let error = inputError { () throws(InputError) in
        try Case(data: source(file, targets: targets))
      }
      #expect(error?.problem == problem)
      // A case file that names the tasks itself may use any column.
      let table = source(file, targets: targets)
      #expect(inputError { () throws(InputError) in try table.read() } == nil)
    }
  }

  @Test func whatIsWrittenCanBeRead() throws {
    let scratch = try Scratch()
    let odd = try scratch.file("line\nbreak\u{1B}.csv", "\"a\n\",b\u{A0}\n1,2\n3,4\n")
    let problem = try Case(data: source(odd, inputs: nil, targets: ["b\u{A0}"]))
    let read = try Case(json: try problem.fileBytes(), file: "m.json")
    #expect(read.name == "line\\nbreak\\u001b" && read.taskNames == ["b\u{A0}"])
    let instance = try read.instance()
    #expect(instance.gram == (try problem.instance()).gram)
    let digits = String(repeating: "7", count: 60_000)
    for cells in ["\(digits),2\n7,3", "0.\(digits),2\n7,3"] {
      let wide = try scratch.file("wide.csv", "a,b\n\(cells)\n")
      let large = try Case(data: source(wide))
      #expect(throws: Never.self) { try large.instance() }
      let error = inputError { () throws(InputError) in try large.fileBytes() }
      #expect(error?.kind == .tooLarge && error?.file == wide)
      #expect(error?.problem.contains("digits") == true, "\(error?.problem ?? "none")")
    }
  }

  // MARK: Packed files

  @Test func gzipIsReadWhateverItsName() throws {
    let scratch = try Scratch()
    // Two members, as several compressed parts put together.
    let packed = bytes(
      "H4sIAAAAAAACA0vUSeIy1DHiAgB7B5cKCAAAAB+LCAAAAAAAAgMz1jHhAgA+LXKpBAAAAA==")
    for name in ["t.csv.gz", "t.csv", "t", "t.GZ"] {
      let file = try scratch.file(name, packed)
      #expect(try source(file).moments() == expected(plain))
      #expect(try Case(data: source(file)).name == "t")
    }
    // Zeros behind the data are no data; anything else is an error.
    #expect(
      try source(scratch.file("z.csv.gz", packed + [0, 0, 0])).moments() == expected(plain))
    for damaged in [packed + [7], packed.dropLast(), Array(packed[..<20])] {
      let file = try scratch.file("d.csv.gz", Array(damaged))
      let error = inputError { () throws(InputError) in try source(file).moments() }
      #expect(error?.kind == .malformed && error?.problem.contains("compressed") == true)
    }
    var wrong = packed
    wrong[20] ^= 1
    let file = try scratch.file("w.csv.gz", wrong)
    let error = inputError { () throws(InputError) in try source(file).moments() }
    #expect(error?.problem.hasPrefix("damaged compressed data") == true)
  }

  @Test(arguments: [Archive.stored, Archive.compressedFortran])
  func archivesOfArrays(archive: String) throws {
    let scratch = try Scratch()
    let rows: [[Rational]] = [
      [Rational(3, 2), 2, 1], [Rational(1, 4), -1, -2], [3, 4, 5],
    ]
    let packed = bytes(archive)
    let file = try scratch.file("t.npz", packed)
    let whole = try source(file, inputs: ["X"], targets: ["y"]).read()
    #expect(whole.moments == expected(rows, inputs: 2))
    #expect(whole.inputs == ["X.1", "X.2"] && whole.targets == ["y"])
    #expect(try source(file, inputs: nil, targets: ["y"]).read() == whole)
    let single = try source(file, format: .npy, inputs: ["X.2"], targets: ["y"]).read()
    #expect(single.moments == expected(rows.map { [$0[1], $0[2]] }))
    let unknown = inputError { () throws(InputError) in
      try source(file, inputs: ["x"], targets: ["y"]).moments()
    }
    #expect(unknown?.problem == "no array or column \"x\"; did you mean \"X\"?")
    let twice = inputError { () throws(InputError) in
      try source(file, inputs: ["X.1", "y"], targets: ["X"]).moments()
    }
    #expect(twice?.problem == "the column \"X.1\" twice")
    // Whatever is damaged: an error or the same numbers, never others.
    var generator = TestGenerator(seed: 7)
    for _ in rounds(300) {
      var damaged = packed
      generator.damage(&damaged, with: [0, 1, 0x50, 0x4B, 0xFF])
      let file = try scratch.file("d.npz", damaged)
      if let contents = try? source(file, inputs: ["X"], targets: ["y"]).read() {
        #expect(contents.moments == whole.moments)
      }
    }
  }

  @Test(arguments: [
    ("PAR1\u{15}\u{4}\u{15}", "a Parquet file", "read_parquet"),
    ("ARROW1\0\0", "an Arrow or Feather file", "read_feather"),
    ("BZh91AY&SY\u{1}", "a bzip2 file", "bunzip2"),
    (
      "PK\u{3}\u{4}\(String(repeating: "\0", count: 22))\u{13}\0\0\0[Content_Types].xml",
      "an Excel workbook", "as CSV"
    ),
    (
      "PK\u{3}\u{4}\(String(repeating: "\0", count: 22))\u{8}\0\0\0mimetype",
      "an OpenDocument file", "as CSV"
    ),
    ("SQLite format 3\0", "an SQLite database", "export"),
    ("%PDF-1.7", "a PDF file", "data"), ("<!DOCTYPE html>", "a page in HTML", "data"),
    ("a\0,\0b\0", "a text in UTF-16", "iconv"), ("\0a\0,\0b", "a text in UTF-16", "iconv"),
  ])
  func otherFilesAreNamed(text: String, problem: String, advice: String) throws {
    let scratch = try Scratch()
    let file = try scratch.file("t.csv", text)
    for format in [nil, .csv, .npy] as [DataSource.Format?] {
      let error = inputError { () throws(InputError) in try source(file, format: format).moments() }
      #expect(error?.problem == problem && error?.expectation.contains(advice) == true)
    }
    let other = try scratch.file("t.json", text)
    let error = inputError { () throws(InputError) in try Case(contentsOf: other) }
    #expect(error?.problem == problem && error?.expectation.contains(advice) == true)
  }

  @Test func binaryFilesAreNamed() throws {
    let scratch = try Scratch()
    for (bytes, problem) in [
      ([0xFF, 0xFE, 0x61, 0], "a text in UTF-16"), ([0xFE, 0xFF, 0, 0x61], "a text in UTF-16"),
      ([0xFF, 0xFE, 0, 0, 0x61, 0, 0, 0], "a text in UTF-32"),
      ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], "an old Excel workbook"),
      ([0x28, 0xB5, 0x2F, 0xFD, 4], "a Zstandard file"),
      ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0], "an xz file"),
      ([0x89, 0x48, 0x44, 0x46, 0x0D, 0x0A, 0x1A, 0x0A], "an HDF5 file"),
      ([0x80, 4, 0x95, 0], "a Python pickle"),
    ] as [([UInt8], String)] {
      let file = try scratch.file("t.csv", bytes)
      let error = inputError { () throws(InputError) in try source(file).moments() }
      #expect(error?.problem == problem)
    }
    let packed = try scratch.file("c.json", [0x1F, 0x8B, 8, 0])
    let error = inputError { () throws(InputError) in try Case(contentsOf: packed) }
    #expect(error?.problem == "a gzip file" && error?.expectation.contains("gunzip") == true)
    // A table may have a column of such a name.
    let named = try scratch.file("n.csv", "PAR1,b\n1,2\n3,4\n")
    #expect(try source(named, inputs: ["PAR1"]).moments() == expected(plain))
  }
}

/// Archives as NumPy writes them, with X = [[1.5, 2], [0.25, -1], [3, 4]] in float64 and
/// y = [1, -2, 5] in int16.
private enum Archive {
  /// `numpy.savez`.
  static let stored = """
    UEsDBC0AAAAAAAAAIQC1LAfd//////////8FABQAWC5ucHkBABAAsAAAAAAAAACwAAAAAAAAAJNOVU1QWQEAdgB7J2
    Rlc2NyJzogJzxmOCcsICdmb3J0cmFuX29yZGVyJzogRmFsc2UsICdzaGFwZSc6ICgzLCAyKSwgfSAgICAgICAgICAg
    ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAKAAAAAAAA+D8AAAAAAAAAQAAAAA
    AAANA/AAAAAAAA8L8AAAAAAAAIQAAAAAAAABBAUEsDBC0AAAAAAAAAIQAUuHK1//////////8FABQAeS5ucHkBABAA
    hgAAAAAAAACGAAAAAAAAAJNOVU1QWQEAdgB7J2Rlc2NyJzogJzxpMicsICdmb3J0cmFuX29yZGVyJzogRmFsc2UsIC
    dzaGFwZSc6ICgzLCksIH0gICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAg
    ICAgICAgICAKAQD+/wUAUEsBAi0DLQAAAAAAAAAhALUsB92wAAAAsAAAAAUAAAAAAAAAAAAAAIABAAAAAFgubnB5UE
    sBAi0DLQAAAAAAAAAhABS4crWGAAAAhgAAAAUAAAAAAAAAAAAAAIAB5wAAAHkubnB5UEsFBgAAAAACAAIAZgAAAKQB
    AAAAAA==
    """.filter { !$0.isWhitespace }

  /// `numpy.savez_compressed`, X in Fortran order.
  static let compressedFortran = """
    UEsDBC0AAAAIAAAAIQDdkth7//////////8FABQAWC5ucHkBABAAsAAAAAAAAABaAAAAAAAAAJvsF+obEMnIUMZQrZ
    6SWpxcpG6loG6TZqGuo6Cell9UUpSYF59flJIKEg8pKk0FChdnJBakArkaxjoKRpo6CrUK5AMuBjD4YQ+hL0BpDgcI
    zQClP+yH0AIOAFBLAwQtAAAACAAAACEAFLhytf//////////BQAUAHkubnB5AQAQAIYAAAAAAAAASgAAAAAAAACb7B
    fqGxDJyFDGUK2eklqcXKRupaBuk2mkrqOgnpZfVFKUmBefX5SSChJ3S8wpTgWKF2ckFqQC+RrGOpo6CrUKFAAuRoZ/
    /1kZAFBLAQItAy0AAAAIAAAAIQDdkth7WgAAALAAAAAFAAAAAAAAAAAAAACAAQAAAABYLm5weVBLAQItAy0AAAAIAA
    AAIQAUuHK1SgAAAIYAAAAFAAAAAAAAAAAAAACAAZEAAAB5Lm5weVBLBQYAAAAAAgACAGYAAAASAQAAAAA=
    """.filter { !$0.isWhitespace }
}
