import Exact
import Foundation
import Surfaces
import TestSupport
import Testing

@testable import Cases

@Suite struct NPYReaderTests {
  private func source(_ file: String, inputs: [String], targets: [String]) -> DataSource {
    DataSource(file: file, format: .npy, inputs: inputs, targets: targets)
  }

  private func bits(_ value: Double) -> UInt64 { value.bitPattern }

  /// A double, often at a corner of the format.
  private func double(_ generator: inout TestGenerator) -> Double {
    switch generator.int(0...9) {
    case 0: return generator.pick([0.0, -0.0, 1, -1, 0.5])
    case 1: return generator.pick([1, -1]) * Double(generator.int(0...1 << 53))
    case 2:
      return generator.pick([
        Double.leastNonzeroMagnitude, .leastNormalMagnitude, .greatestFiniteMagnitude, 1e300,
        -1e-300,
      ])
    default: return Double.random(in: -2...2, using: &generator)
    }
  }

  @Test func floatsAreDyadicRationals() throws {
    let scratch = try Scratch()
    var generator = TestGenerator(seed: 4)
    for round in rounds(24) {
      let isSingle = round % 2 == 0
      let isExtreme = round % 3 == 0
      let count = generator.pick([1, 2, 255, 256, 257, 300])
      var bits: [[UInt64]] = []
      var rows: [[Rational]] = []
      for _ in 0..<count {
        let values = (0..<3).map { _ in
          isExtreme ? double(&generator) : Double.random(in: -2...2, using: &generator)
        }
        if isSingle {
          let singles = values.map {
            Float($0).isFinite ? Float($0) : Float.greatestFiniteMagnitude
          }
          bits.append(singles.map { UInt64($0.bitPattern) })
          rows.append(singles.map { Rational(exactly: Double($0))! })
        } else {
          bits.append(values.map(\.bitPattern))
          rows.append(values.map { Rational(exactly: $0)! })
        }
      }
      let expected = plainMoments(rows, inputs: 2, intercept: false, center: false)
      for (bigEndian, fortran, version) in [
        (false, false, UInt8(1)), (true, false, 2), (false, true, 3), (true, true, 1),
      ] {
        let file = try scratch.file(
          "t.npy",
          NPYFile.table(
            bits, kind: "f", bytes: isSingle ? 4 : 8, bigEndian: bigEndian, fortran: fortran,
            version: version))
        let moments = try source(file, inputs: ["1", "2"], targets: ["3"]).moments()
        #expect(moments == expected, "round \(round), \(bigEndian), \(fortran)")
      }
    }
  }

  @Test(arguments: [("i", 1), ("i", 2), ("i", 4), ("i", 8), ("u", 1), ("u", 2), ("u", 4), ("u", 8)])
  func integersAreExact(kind: String, size: Int) throws {
    let scratch = try Scratch()
    var generator = TestGenerator(seed: UInt64(size))
    let mask: UInt64 = size == 8 ? .max : 1 << UInt64(8 * size) - 1
    var bits: [[UInt64]] = [[0, mask], [mask >> 1, mask >> 1 + 1], [1, mask - 1]]
    for _ in 0..<300 { bits.append([generator.next() & mask, generator.next() & mask]) }
    let rows = bits.map {
      $0.map { bits -> Rational in
        let isNegative = kind == "i" && bits >> UInt64(8 * size - 1) == 1
        let value = Integer(decimal: "\(bits)")!
        return Rational(isNegative ? value - Integer(2).power(8 * size) : value)
      }
    }
    for fortran in [false, true] {
      let file = try scratch.file(
        "t.npy", NPYFile.table(bits, kind: kind, bytes: size, fortran: fortran))
      let moments = try source(file, inputs: ["2"], targets: ["1"]).moments()
      let swapped = rows.map { [$0[1], $0[0]] }
      #expect(moments == plainMoments(swapped, inputs: 1, intercept: false, center: false))
    }
  }

  @Test func oneDimensionIsOneColumn() throws {
    let scratch = try Scratch()
    let data = [1.0, 2, 4].flatMap { value in
      (0..<8).map { UInt8(truncatingIfNeeded: value.bitPattern >> UInt64(8 * $0)) }
    }
    for fortran in [false, true] {
      let file = try scratch.file(
        "t.npy",
        NPYFile.file(header: NPYFile.header("<f8", fortran: fortran, "(3,)"), data: data))
      var table = source(file, inputs: [], targets: ["1"])
      table.intercept = true
      #expect(try table.moments().xy[0, 0] == 7)
    }
  }

  @Test func notFiniteNumbersHaveAPlace() throws {
    let scratch = try Scratch()
    for (value, problem) in [
      (Double.nan, "nan"), (.infinity, "inf"), (-.infinity, "-inf"), (.signalingNaN, "nan"),
    ] {
      var rows = Array(repeating: [bits(1.0), bits(2.0)], count: 400)
      rows[300][1] = value.bitPattern
      for fortran in [false, true] {
        let file = try scratch.file(
          "t.npy", NPYFile.table(rows, kind: "f", bytes: 8, fortran: fortran))
        let error = inputError { () throws(InputError) in
          try source(file, inputs: ["1"], targets: ["2"]).moments()
        }
        #expect(error?.place == "row 301, column \"2\"" && error?.file == file)
        #expect(error?.problem == problem)
        #expect(error?.expectation.hasPrefix("a finite number") == true)
        #expect(error?.isBadContents == true)
      }
    }
  }

  @Test(arguments: [
    (NPYFile.header("|O", "(2, 2)"), "the dtype \"|O\" (Python objects)", "float32"),
    (NPYFile.header("<f2", "(2, 2)"), "the dtype \"<f2\"", "float32"),
    (NPYFile.header("<f16", "(2, 2)"), "the dtype \"<f16\"", "float32"),
    (NPYFile.header("<c16", "(2, 2)"), "the dtype \"<c16\"", "float32"),
    (NPYFile.header("|b1", "(2, 2)"), "the dtype \"|b1\"", "float32"),
    (NPYFile.header("<U5", "(2, 2)"), "the dtype \"<U5\"", "float32"),
    (NPYFile.header("|f8", "(2, 2)"), "the dtype \"|f8\"", "float32"),
    (NPYFile.header("=f8", "(2, 2)"), "the dtype \"=f8\"", "float32"),
    (NPYFile.header("", "(2, 2)"), "the dtype \"\"", "float32"),
    (NPYFile.header("<f", "(2, 2)"), "the dtype \"<f\"", "float32"),
    (
      "{'descr': [('x', '<f8'), ('y', '<f8')], 'fortran_order': False, 'shape': (4,)}",
      "a structured dtype", "plain numbers"
    ),
    (NPYFile.header("<f8", "(1, 2, 2)"), "an array of 3 dimensions", "one or two dimensions"),
    (NPYFile.header("<f8", "()"), "an array of 0 dimensions", "one or two dimensions"),
    (NPYFile.header("<f8", "(0, 2)"), "an array of 0 rows and 2 columns", "at least one"),
    (NPYFile.header("<f8", "(2, 0)"), "an array of 2 rows and 0 columns", "at least one"),
    (NPYFile.header("<f8", "(9223372036854775807, 2)"), "an array of 92", "a file can hold"),
    (NPYFile.header("<f8", "(2, 9223372036854775807)"), "9223372036854775807 columns", "at most"),
    (NPYFile.header("<f8", "(99999999999999999999, 2)"), "a header that is not", "a NumPy header"),
    (NPYFile.header("<f8", "(-1, 2)"), "a header that is not", "a NumPy header"),
    ("{'descr': '<f8', 'shape': (2, 2)}", "an incomplete header", "fortran_order"),
    (
      "{'descr': '<f8', 'fortran_order': False, 'shape': (2, 2), 'x': 'y'}",
      "the header entry \"x\"", "each once"
    ),
    (
      "{'descr': '<f8', 'descr': '<f8', 'fortran_order': False, 'shape': (2, 2)}",
      "the header entry \"descr\"", "each once"
    ),
    ("{'descr': '<f8', 'fortran_order': 0, 'shape': (2, 2)}", "a header that is not", "NumPy"),
    ("{'descr': '<f8', 'fortran_order': False, 'shape': (2, 2)} x", "a header that", "NumPy"),
    ("", "a header that is not", "a NumPy header"),
  ])
  func refusesHeaders(header: String, problem: String, expectation: String) throws {
    let scratch = try Scratch()
    let file = try scratch.file(
      "t.npy", NPYFile.file(header: header, data: Array(repeating: 0, count: 32)))
    let error = inputError { () throws(InputError) in
      try source(file, inputs: ["1"], targets: ["2"]).moments()
    }
    #expect(error?.file == file && error?.place == "header" && error?.isBadContents == true)
    #expect(error?.problem.hasPrefix(problem) == true, "\(error?.problem ?? "no error")")
    #expect(error?.expectation.contains(expectation) == true, "\(error?.expectation ?? "")")
  }

  @Test func everyTruncationIsNoticed() throws {
    let scratch = try Scratch()
    for fortran in [false, true] {
      let whole = NPYFile.table(
        [[bits(1.0), bits(2.0)], [bits(3.0), bits(5.0)]], kind: "f",
        bytes: 8, fortran: fortran)
      func error(_ bytes: [UInt8]) throws -> InputError? {
        let file = try scratch.file("t.npy", bytes)
        return inputError { () throws(InputError) in
          try source(file, inputs: ["1"], targets: ["2"]).moments()
        }
      }
      #expect(try error(whole) == nil)
      for length in 0..<whole.count {
        let error = try error(Array(whole[..<length]))
        #expect(error?.isBadContents == true, "\(length)")
        if length > 128 {
          #expect(error?.problem == "a truncated file: \(length - 128) bytes behind the header")
        }
      }
      #expect(try error(whole + [0])?.problem == "33 bytes behind the header")
      #expect(try error([])?.kind == .empty)
    }
  }

  @Test func aPipeIsReadWithoutKnowingItsSize() throws {
    let scratch = try Scratch()
    let rows = [[bits(1.0), bits(2.0)], [bits(3.0), bits(5.0)]]
    func error(_ bytes: [UInt8]) throws -> InputError? {
      let pipe = scratch.path("pipe")
      unlink(pipe)
      #expect(mkfifo(pipe, 0o600) == 0)
      let writer = Thread {
        guard let handle = FileHandle(forWritingAtPath: pipe) else { return }
        try? handle.write(contentsOf: Data(bytes))
        try? handle.close()
      }
      writer.start()
      return inputError { () throws(InputError) in
        try source(pipe, inputs: ["1"], targets: ["2"]).moments()
      }
    }
    let whole = NPYFile.table(rows, kind: "f", bytes: 8)
    #expect(try error(whole) == nil)
    #expect(
      try error(whole.dropLast(5))?.problem == "a truncated file: 27 bytes behind the header")
    #expect(try error(whole + [1])?.problem == "more bytes than the array has")
    // In Fortran order it is held in memory.
    let fortran = NPYFile.table(rows, kind: "f", bytes: 8, fortran: true)
    #expect(try error(fortran) == nil)
    #expect(
      try error(fortran.dropLast(5))?.problem == "a truncated file: 27 bytes behind the header")
    #expect(try error(fortran + [1])?.problem == "more bytes than the array has")
  }

  @Test func columnsAreNumbers() throws {
    let scratch = try Scratch()
    let file = try scratch.file("t.npy", NPYFile.table([[1, 2]], kind: "u", bytes: 1))
    for name in ["0", "3", "01", "-1", "", "x", "99999999999999999999"] {
      let error = inputError { () throws(InputError) in
        try source(file, inputs: ["1"], targets: [name]).moments()
      }
      #expect(error?.problem == "no column \"\(name)\"")
      #expect(error?.expectation == "the number of a column, \"1\" to \"2\"")
    }
  }

  @Test func damagedArraysNeverCrash() throws {
    let scratch = try Scratch()
    var generator = TestGenerator(seed: 5)
    let pool = Array("0123456789(),{}'\"<>|fiuOdescr: TrueFalse[]".utf8) + [0, 0x93, 0x7F, 0xFF]
    for round in rounds(600) {
      var bytes = NPYFile.table(
        (0..<3).map { _ in (0..<2).map { _ in generator.next() } }, kind: "f", bytes: 8,
        fortran: round % 2 == 0, version: UInt8(round % 3 + 1))
      generator.damage(&bytes, with: pool)
      let file = try scratch.file("t.npy", bytes)
      let error = inputError { () throws(InputError) in
        try source(file, inputs: ["1"], targets: ["2"]).moments()
      }
      #expect(error.map { !$0.expectation.isEmpty } ?? true)
    }
  }
}
