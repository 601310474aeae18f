import Exact
import Surfaces
import TestSupport
import Testing

@testable import Cases

/// Blocks of rows, kept while a table is read once.
@Suite struct RowBlocksTests {
  /// Rows of decimals whose number of places grows now and then.
  private func table(_ generator: inout TestGenerator, rows: Int) -> (String, [[Rational]]) {
    var lines = ["a,b,y"]
    var values: [[Rational]] = []
    for row in 0..<rows {
      let cells = (0..<3).map { _ in
        generator.chance(40)
          ? "\(generator.int(-99...99))e\(generator.pick([-25, 25]))"
          : row < rows / 2
            ? "\(generator.int(-9...9))"
            : "\(generator.int(-9...9)).\(generator.int(10...99))"
      }
      lines.append(cells.joined(separator: ","))
      values.append(cells.compactMap { try? Rational(literal: $0) })
    }
    return (lines.joined(separator: "\n") + "\n", values)
  }

  @Test func blocksAddUpAndAreThoseOfTheRows() throws {
    var generator = TestGenerator(seed: 1303)
    let scratch = try Scratch()
    for rows in [1, 2, 63, 64, 65, 127, 300, 1000, 4449] {
      let (text, values) = table(&generator, rows: rows)
      let file = try scratch.file("t\(rows).csv", text)
      let choice = ColumnChoice(inputs: ["a", "b"], targets: ["y"], keepsBlocks: true)
      let dialect = CSVDialect(
        separator: UInt8(ascii: ","), point: UInt8(ascii: "."), dropsMissing: false)
      let table = try CSVReader.sums(of: choice, in: FileInput(file), dialect)
      let plain = try CSVReader.sums(
        of: ColumnChoice(inputs: ["a", "b"], targets: ["y"]), in: FileInput(file), dialect)
      func moments(_ sums: ColumnSums) -> Moments {
        sums.moments(inputs: 2, intercept: true, center: false)
      }
      #expect(moments(table.sums) == moments(plain.sums) && plain.blocks.isEmpty)
      let counts = table.blocks.map(\.rows)
      #expect(counts.reduce(0, +) == rows)
      // At least half of the blocks that fit, of one size but for the last one.
      #expect(counts.count <= BlockList.capacity && counts.count >= min(rows, 31))
      #expect(Set(counts.dropLast()).count <= 1)
      var start = 0
      for block in table.blocks {
        let part = Array(values[start..<start + block.rows])
        #expect(
          moments(block) == plainMoments(part, inputs: 2, intercept: true, center: false))
        start += block.rows
      }
    }
  }

  @Test func roundedBlocksKeepWhatMeansHide() throws {
    let scratch = try Scratch()
    // A mean of 10^9 and deviations of 10^-6: squares in double precision would lose them.
    let deviations = [1, -1, 2, -3, 5, -4, 0, 0]
    let rows = deviations.map { "\(1_000_000_000).\(500_000 + $0),\($0)" }
    let file = try scratch.file("t.csv", "x,y\n" + rows.joined(separator: "\n") + "\n")
    var source = DataSource(
      file: file, inputs: ["x"], targets: ["y"], intercept: true, center: true)
    source.keepsBlocks = true
    let blocks = try #require(try source.read().blocks)
    #expect(blocks.count == 8 && blocks.inputs == 1 && blocks.tasks == 1)
    var sums = [Double](repeating: 0, count: 9)
    for block in blocks.products { for index in 0..<9 { sums[index] += block[index] } }
    func centred(_ i: Int, _ j: Int) -> Double {
      sums[3 * i + j] - sums[3 * i + 2] * sums[3 * j + 2] / sums[8]
    }
    let correlation = centred(0, 1) / (centred(0, 0) * centred(1, 1)).squareRoot()
    #expect(abs(correlation - 1) < 1e-12, "\(correlation)")
  }

  @Test func tooManyColumnsAreRefused() throws {
    let scratch = try Scratch()
    let names = (0...RowBlocks.mostColumns).map { "x\($0)" }
    let cells = names.map { _ in "1" }
    let file = try scratch.file(
      "t.csv", names.joined(separator: ",") + "\n" + cells.joined(separator: ",") + "\n")
    var source = DataSource(file: file, inputs: nil, targets: ["x0"])
    source.keepsBlocks = true
    let error = inputError { () throws(InputError) in try source.read() }
    #expect(error?.kind == .tooLarge && error?.expectation == "at most 512")
  }
}
