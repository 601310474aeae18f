import Exact
import Surfaces
import TestSupport
import Testing

@testable import Cases

@Suite struct CSVReaderTests {
  private func source(
    _ file: String, inputs: [String] = ["a"], targets: [String] = ["b"], intercept: Bool = false,
    center: Bool = false
  ) -> DataSource {
    DataSource(
      file: file, format: .csv, inputs: inputs, targets: targets, intercept: intercept,
      center: center)
  }

  @Test func readsARecordedTable() throws {
    let scratch = try Scratch()
    let file = try scratch.file("t.csv", "a,skipped,b\n0.5,x,-1\n1e1, ,+2.50\n.25,\"\",3.\n")
    let moments = try source(file, intercept: true, center: true).moments()
    let rows: [[Rational]] = [[Rational(1, 2), -1], [10, Rational(5, 2)], [Rational(1, 4), 3]]
    #expect(moments == plainMoments(rows, inputs: 1, intercept: true, center: true))
    #expect(moments.samples == 3)
    #expect(moments.xx[1, 1] == 3)
    #expect(moments.xy[1, 0] == 0)
  }

  @Test(arguments: [
    "a,b\n1,2\n3,4\n", "a,b\n1,2\n3,4", "a,b\r\n1,2\r\n3,4\r\n", "a,b\r\n1,2\n3,4\r\n",
    "\u{FEFF}a,b\n1,2\n3,4\n", "\u{FEFF}\"a\",\"b\"\n1,2\n3,4\n", "\"a\",b\n\"1\",\"2\"\n3,\"4\"",
    "b,a\n2,1\n4,3\n", "x,b,y,a\n\"1\n2\",2,\"a,\"\"b\"\"\r\n\",1\n,4,\",\",3\n",
    "a,b\n 1 ,\t2\n3.000,4e0\n", "a,b\n1e0,20e-1\n3,0.04E+2\n",
    // Blank lines at the end, and spaces around names, cells and quoted cells.
    "a,b\n1,2\n3,4\n\n", "a,b\r\n1,2\r\n3,4\r\n\r\n \t\r\n", "a,b\n1,2\n3,4\n  ",
    " a ,\tb \n1,2\n3,4\n", "\"a\" , \"b\"\n \"1\" ,2\n3, \"4\" \n",
  ])
  func spellingDoesNotMatter(text: String) throws {
    let scratch = try Scratch()
    let moments = try source(scratch.file("t.csv", text)).moments()
    #expect(
      moments == plainMoments([[1, 2], [3, 4]], inputs: 1, intercept: false, center: false))
  }

  @Test func columnNamesMayHoldAnything() throws {
    let scratch = try Scratch()
    let file = try scratch.file("t.csv", "\"a,\n\"\"b\"\"\",é\n1,2\n")
    let moments = try source(file, inputs: ["a,\n\"b\""], targets: ["é"]).moments()
    #expect(moments.xy[0, 0] == 2)
  }

  @Test(arguments: [
    // text, place, problem, part of the expectation
    ("a,b\n1,2\n3\n", "row 3", "a row of 1 cell", "2 cells as in the header"),
    ("a,b\n1,2,3\n", "row 2", "a row of 3 cells", "2 cells as in the header"),
    ("a,b\n1,2\n\n3,4\n", "row 3", "a blank line", "2 cells"),
    ("a,b\n1,2\n\n\n3,4\n", "row 3", "a blank line", "2 cells"),
    ("\n1,2\n", "row 1", "a blank line", "a header"),
    ("a,b\n1,\u{FEFF}-1\n", "row 2, column \"b\"", "the cell \"\\ufeff-1\"", "number, -1 without"),
    ("a,b\n1,\u{2212}1.5\n", "row 2, column \"b\"", "the cell \"\\u22121.5\"", "-1.5 without"),
    ("a,b\n1,2\u{A0}\n", "row 2, column \"b\"", "the cell \"2\\u00a0\"", "number, 2 without"),
    ("a,b\n1,\"2,5\"\n", "row 2, column \"b\"", "the cell \"2,5\"", "--decimal-comma"),
    ("x,b\u{200B}\n1,2\n", "row 1", "no column \"b\"", "\"b\\u200b\""),
    ("a,b\n1,2\n3,", "row 3, column \"b\"", "a blank cell", "a decimal number"),
    ("a,b\n1, \n", "row 2, column \"b\"", "a blank cell", "a decimal number"),
    ("a,b\n\"\",2\n", "row 2, column \"a\"", "a blank cell", "a decimal number"),
    ("a,b\n1,2\n1,nan\n", "row 3, column \"b\"", "the cell \"nan\"", "a finite decimal number"),
    ("a,b\n-inf,2\n", "row 2, column \"a\"", "the cell \"-inf\"", "a finite decimal number"),
    ("a,b\n1,Infinity\n", "row 2, column \"b\"", "the cell \"Infinity\"", "a finite"),
    ("a,b\n1,NA\n", "row 2, column \"b\"", "the cell \"NA\"", "a finite decimal number"),
    ("a,b\n1,1/2\n", "row 2, column \"b\"", "the cell \"1/2\"", "a decimal number"),
    ("a,b\n1,0x10\n", "row 2, column \"b\"", "the cell \"0x10\"", "a decimal number"),
    ("a,b\n1,--1\n", "row 2, column \"b\"", "the cell \"--1\"", "a decimal number"),
    ("a,b\n1,1e\n", "row 2, column \"b\"", "the cell \"1e\"", "a decimal number"),
    ("a,b\n1,.\n", "row 2, column \"b\"", "the cell \".\"", "a decimal number"),
    ("a,b\n1,\"1,5\"\n", "row 2, column \"b\"", "the cell \"1,5\"", "a decimal number"),
    ("a,b\n1,1e10001\n", "row 2, column \"b\"", "the exponent in \"1e10001\"", "at most 10000"),
    (
      "a,b\n1,1e-99999999\n", "row 2, column \"b\"", "the exponent in \"1e-99999999\"",
      "at most 10000"
    ),
    ("a,b\n\"1\"2,3\n", "row 2, column \"a\"", "text behind a closing quote", "a comma"),
    ("a,b\n1\"2,3\n", "row 2, column \"a\"", "a quote inside a cell", "the whole cell in quotes"),
    ("a,b\n1,\"2\n", "row 2, column \"b\"", "a quote that is never closed", "a closing quote"),
    ("a,b\n1,2\r3,4\n", "row 2, column \"b\"", "a carriage return without", "LF or CRLF"),
    ("a,b\n1,2\r", "row 2, column \"b\"", "a carriage return without", "LF or CRLF"),
    (
      "a,c,b\n1,\"x\ny\",2\n3,z,nan\n", "row 3 (line 4), column \"b\"", "the cell \"nan\"",
      "a finite"
    ),
    ("1,2\n3,4\n", "row 1", "numbers where the header should be", "a header"),
    ("a,c\n1,2\n", "row 1", "no column \"b\"", "one of the columns \"a\", \"c\""),
    ("a;b\n1;2\n", "row 1", "no column \"b\"", "--separator ';'"),
    ("a,b,a\n1,2,3\n", "row 1", "2 columns named \"a\" (columns 1, 3)", "one column"),
    ("a\"x,b\n1,2\n", "row 1, column 1", "a quote inside a cell", "the whole cell"),
    ("\u{0}a,b\n", "row 1", "no column \"a\"", "one of the columns"),
  ])
  func refusesWithPlace(
    text: String, place: String, problem: String, expectation: String
  ) throws {
    let scratch = try Scratch()
    let file = try scratch.file("t.csv", text)
    let error = inputError { () throws(InputError) in try source(file).moments() }
    #expect(error?.file == file)
    #expect(error?.place == place)
    #expect(error?.problem.hasPrefix(problem) == true, "\(error?.problem ?? "no error")")
    #expect(error?.expectation.contains(expectation) == true, "\(error?.expectation ?? "")")
    #expect(error?.isBadContents == true)
  }

  @Test func refusesWholeFiles() throws {
    let scratch = try Scratch()
    func error(_ file: String) -> InputError? {
      inputError { () throws(InputError) in try source(file).moments() }
    }
    #expect(error(try scratch.file("e.csv", ""))?.kind == .empty)
    #expect(error(try scratch.file("bom.csv", "\u{FEFF}"))?.kind == .empty)
    #expect(
      error(try scratch.file("u16.csv", [0xFF, 0xFE, 0x61, 0]))?.problem.contains("UTF-16") == true)
    let bare = error(try scratch.file("h.csv", "a,b\n"))
    #expect(bare?.problem == "a header without rows" && bare?.isBadContents == true)
    let missing = error(scratch.path("missing.csv"))
    #expect(missing?.kind == .noSuchFile)
    #expect(missing?.file == scratch.path("missing.csv"))
    let directory = error(scratch.directory.path)
    #expect(directory?.kind == .directory)
    #expect(error(scratch.path("missing/x.csv"))?.kind == .noSuchFile)
    #expect(error("")?.kind == .noSuchFile)
    #expect(error("a\0b")?.kind == .noSuchFile)
  }

  @Test func refusesBadChoicesOfColumns() throws {
    let scratch = try Scratch()
    let file = try scratch.file("t.csv", "alpha,beta\n1,2\n")
    func error(_ inputs: [String], _ targets: [String]) -> InputError? {
      inputError { () throws(InputError) in
        try source(file, inputs: inputs, targets: targets).moments()
      }
    }
    #expect(error(["alpha"], ["betta"])?.problem.hasSuffix("did you mean \"beta\"?") == true)
    #expect(error(["alpha", "alpha"], ["beta"])?.problem == "the column \"alpha\" twice")
    #expect(error([" alpha"], ["beta"])?.problem.hasSuffix("did you mean \"alpha\"?") == true)
    #expect(error(["alpha"], ["alpha"])?.problem == "the column \"alpha\" twice")
    #expect(error(["alpha"], [])?.problem == "no target column")
    #expect(error([], ["beta"])?.problem == "no input column")
    #expect(error(["alpha"], Array(repeating: "x", count: 513))?.kind == .tooLarge)
  }

  @Test func longNumbersHaveALimit() throws {
    let scratch = try Scratch()
    let digits = String(repeating: "7", count: 100_000)
    let file = try scratch.file("t.csv", "a,b\n\(digits),0.\(digits.dropFirst())\n")
    let moments = try source(file).moments()
    let value = Integer(decimal: digits)!
    #expect(moments.xx[0, 0] == Rational(value * value))
    let long = try scratch.file("u.csv", "a,b\n1,7\(digits)\n")
    let error = inputError { () throws(InputError) in try source(long).moments() }
    #expect(error?.problem == "a number of 100001 digits")
    #expect(error?.place == "row 2, column \"b\"")
  }

  /// Random tables against the definition in rational arithmetic, in many spellings.
  @Test func momentsAgreeWithTheDefinition() throws {
    let scratch = try Scratch()
    var generator = TestGenerator(seed: 1)
    for round in rounds(60) {
      let columns = generator.int(2...4)
      let count = generator.pick([1, 2, 7, 255, 256, 257, 300])
      let hard = generator.int(0...2) > 0
      let easy = generator.int(0...3)
      var text = (0..<columns).map { "c\($0)" }.joined(separator: ",") + "\n"
      var rows: [[Rational]] = []
      for _ in 0..<count {
        let cells = (0..<columns).map { _ in
          hard && generator.int(0...20) == 0
            ? generator.decimal() : "\(generator.int(-999...999)).\(generator.digits(easy + 1))"
        }
        rows.append(try cells.map { try Rational(literal: $0) })
        text += cells.joined(separator: ",") + generator.pick(["\n", "\r\n"])
      }
      let file = try scratch.file("t.csv", text)
      let inputs = generator.int(1...columns - 1)
      let intercept = generator.int(0...1) == 0
      let center = generator.int(0...1) == 0
      let names = (0..<columns).map { "c\($0)" }
      let moments = try source(
        file, inputs: Array(names[..<inputs]), targets: Array(names[inputs...]),
        intercept: intercept, center: center
      ).moments()
      #expect(
        moments == plainMoments(rows, inputs: inputs, intercept: intercept, center: center),
        "round \(round)")
    }
  }

  /// A table of several chunks, with quoted line breaks across their borders.
  @Test func chunksDoNotShow() throws {
    let scratch = try Scratch()
    var generator = TestGenerator(seed: 2)
    var text = "a,note,b\n"
    var rows: [[Rational]] = []
    while text.utf8.count < 900_000 {
      let cells = [generator.decimal(), generator.decimal()]
      let note = String(repeating: "\"\"\n,é", count: generator.int(0...200))
      text += "\(cells[0]),\"\(note)\",\(cells[1])\n"
      rows.append(try cells.map { try Rational(literal: $0) })
    }
    let moments = try source(scratch.file("t.csv", text), center: true).moments()
    #expect(moments == plainMoments(rows, inputs: 1, intercept: false, center: true))
    // An error far behind names its row and its line.
    let lines = text.utf8.reduce(0) { $0 + ($1 == 10 ? 1 : 0) }
    let error = inputError { () throws(InputError) in
      try source(scratch.fileOrFail("u.csv", text + "1,,x\n")).moments()
    }
    #expect(error?.place == "row \(rows.count + 2) (line \(lines + 1)), column \"b\"")
  }

  @Test func aRowMayBeLongerThanAChunk() throws {
    let scratch = try Scratch()
    let note = String(repeating: "x\n", count: 400_000)
    let file = try scratch.file("t.csv", "a,n,b\n1,\"\(note)\",2\n3,,4\n")
    let moments = try source(file).moments()
    #expect(
      moments == plainMoments([[1, 2], [3, 4]], inputs: 1, intercept: false, center: false))
  }

  @Test func damagedTablesNeverCrash() throws {
    let scratch = try Scratch()
    var generator = TestGenerator(seed: 3)
    let pool = Array("0123456789.,,\n\n\r\"\"-+eE nai\t;".utf8) + [0, 0xEF, 0xBB, 0xBF, 0xFF]
    var accepted = 0
    for _ in rounds(400) {
      var text = "a,\"b\",c\n"
      for _ in 0..<generator.int(1...5) {
        text += "\(generator.decimal()),\"\(generator.decimal())\",\"x,\"\"\n\"\n"
      }
      var bytes = Array(text.utf8)
      generator.damage(&bytes, with: pool)
      let file = try scratch.file("t.csv", bytes)
      do {
        _ = try source(file).moments()
        accepted += 1
      } catch {
        #expect(error.file == file && !error.problem.isEmpty && !error.expectation.isEmpty)
      }
    }
    #expect(accepted > 0)
  }
}

extension Scratch {
  /// Writes a file inside a call that may throw input errors only.
  fileprivate func fileOrFail(_ name: String, _ text: String) -> String {
    (try? file(name, text)) ?? ""
  }
}
