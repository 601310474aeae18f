import Foundation
import Testing

/// `sweep`: the numbers, the files they are written to, and what is refused.
@Suite struct SweepTests {
  private let figure = Command.cases + "/paper/figure-1.json"
  private let sarcos = Command.cases + "/data/sarcos.json"

  /// The rows of a CSV file without quotes, and its header.
  static func rows(_ file: String) throws -> (header: [String], rows: [[String]]) {
    let lines = try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n")
      .map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
    return (try #require(lines.first), Array(lines.dropFirst()))
  }

  /// The losses of one weighting of two tasks by the quadratic formula, for t = (g11, g22): the
  /// top eigenvector of sqrt(L) G sqrt(L).
  private func twoTaskLosses(_ g: (Double, Double, Double), _ weights: [Double]) -> [Double] {
    let (a, b, c) = (
      weights[0] * g.0, (weights[0] * weights[1]).squareRoot() * g.1, weights[1] * g.2
    )
    let top = (a + c) / 2 + (((a - c) / 2) * ((a - c) / 2) + b * b).squareRoot()
    // (top I - M) x = 0; v_i = top x_i^2 / lambda_i.
    var x = top - c > top - a ? [top - c, b] : [b, top - a]
    let norm = (x[0] * x[0] + x[1] * x[1]).squareRoot()
    x = x.map { $0 / norm }
    return [g.0 - top * x[0] * x[0] / weights[0], g.2 - top * x[1] * x[1] / weights[1]]
  }

  @Test func lossesOfTwoTasksByTheQuadraticFormula() throws {
    let scratch = try TemporaryFolder()
    let file = try scratch.write(
      """
      {"format": "scalarization-case/1", "gram": [["2","-1"],["-1","3"]]}
      """, as: "two.json")
    let table = scratch.path("two.csv")
    let result = try Command.run(["sweep", file, "--weights", "200", "--output", table])
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.output.hasPrefix("two, 2 tasks, width 1: 200 weightings (uniform, seed 1)\n"))
    let (header, rows) = try Self.rows(table)
    #expect(header == ["weight 1", "weight 2", "loss 1", "loss 2"])
    #expect(rows.count == 200)
    for row in rows {
      let numbers = try row.map { try #require(Double($0)) }
      #expect(numbers.count == 4 && abs(numbers[0] + numbers[1] - 1) < 1e-15)
      let expected = twoTaskLosses((2, -1, 3), Array(numbers[..<2]))
      for task in 0..<2 { #expect(abs(numbers[2 + task] - expected[task]) < 1e-9) }
    }
  }

  @Test func theFormatsHoldTheSameNumbers() throws {
    let scratch = try TemporaryFolder()
    let options = ["sweep", figure, "--front", "0", "--sampling", "lattice:4", "--quiet"]
    for name in ["a.csv", "a.npy", "a.json"] {
      let result = try Command.run(options + ["--output", scratch.path(name)])
      #expect(result.status == 0, "\(result.errors)")
    }
    let (header, rows) = try Self.rows(scratch.path("a.csv"))
    #expect(header.count == 6 && rows.count == 15)
    let flat = try rows.joined().map { try #require(Double($0)) }

    let npy = [UInt8](try #require(FileManager.default.contents(atPath: scratch.path("a.npy"))))
    let length = Int(npy[8]) + 256 * Int(npy[9])
    #expect((10 + length) % 64 == 0 && npy.count == 10 + length + 8 * flat.count)
    let text = String(decoding: npy[10..<(10 + length)], as: UTF8.self)
    #expect(text.hasPrefix("{'descr': '<f8', 'fortran_order': False, 'shape': (15, 6), }"))
    for (position, number) in flat.enumerated() {
      let start = 10 + length + 8 * position
      let bits = (0..<8).reduce(UInt64(0)) { $0 | UInt64(npy[start + $1]) << (8 * UInt64($1)) }
      #expect(Double(bitPattern: bits) == number)
    }

    let data = try #require(FileManager.default.contents(atPath: scratch.path("a.json")))
    let document = try #require(
      try JSONSerialization.jsonObject(with: data) as? [String: Any])
    #expect(document["format"] as? String == "scalarization-sweep/1")
    #expect(document["columns"] as? [String] == header)
    #expect((document["rows"] as? [[Double]])?.count == rows.count)
    // Digit by digit: some JSON readers round the last one differently.
    let lines = String(decoding: data, as: UTF8.self).split(separator: "\n").filter {
      $0.hasPrefix("[")
    }
    #expect(
      lines.map { $0.filter { !"[]".contains($0) }.split(separator: ",").map(String.init) } == rows)
  }

  @Test func outputsOverwriteNeitherTheInputNorEachOther() throws {
    let scratch = try TemporaryFolder()
    let text = #"{"format": "scalarization-case/1", "gram": [["2", "1"], ["1", "2"]]}"#
    let file = try scratch.write(text, as: "case.json")
    let same = scratch.path("same.csv")
    let runs = [
      ["sweep", file, "--weights", "3", "--output", scratch.path("./case.json")],
      ["sweep", file, "--weights", "3", "--front", "3", "--output", same, "--front-output", same],
      ["train", file, "--epochs", "2", "--output", same, "--curves", same],
      ["train", file, "--epochs", "2", "--curves", file],
    ]
    for arguments in runs {
      let run = try Command.run(arguments)
      #expect(run.status == 64)
      #expect(run.errors.contains("expected another file"))
    }
    #expect(FileManager.default.contents(atPath: file) == Data(text.utf8))
    #expect(!FileManager.default.fileExists(atPath: same))
  }

  @Test func theFrontIsDecidedAndCounted() throws {
    let scratch = try TemporaryFolder()
    let table = scratch.path("front.csv")
    let options = [
      "sweep", figure, "--weights", "10", "--front", "12", "--front-output", table, "--format",
      "json",
    ]
    let first = try Command.run(options)
    #expect(first.status == 0, "\(first.errors)")
    let (header, rows) = try Self.rows(table)
    #expect(header == ["u 1", "u 2", "u 3", "loss 1", "loss 2", "loss 3", "verdict"])
    #expect(rows.count == 91)
    let document = try #require(
      try JSONSerialization.jsonObject(with: Data(first.output.utf8)) as? [String: Any])
    let counts = try #require(document["front"] as? [String: Any])
    for verdict in ["reachable", "unreachable", "dominated", "undecided"] {
      let count = rows.count { $0[6] == verdict }
      #expect((counts[verdict] as? Int) == count)
    }
    #expect(rows.contains { $0[6] == "unreachable" } && rows.contains { $0[6] == "reachable" })
    // The verdicts are those of the command for one point.
    for row in rows.prefix(40) {
      let point = try Command.run([
        "point", figure, "--direction", row[..<3].joined(separator: ","), "--format", "json",
      ])
      let said = try #require(
        try JSONSerialization.jsonObject(with: Data(point.output.utf8)) as? [String: Any])
      let isOptimal = try #require(said["paretoOptimal"] as? Bool)
      let isReached = try #require(said["weaklySupported"] as? Bool)
      #expect(row[6] == (!isOptimal ? "dominated" : isReached ? "reachable" : "unreachable"))
    }
    // Threads and repetition change nothing.
    let bytes = FileManager.default.contents(atPath: table)
    let second = try Command.run(options + ["--jobs", "2"])
    #expect(second.output == first.output)
    #expect(FileManager.default.contents(atPath: table) == bytes)
  }

  @Test func whereTheConditionHoldsAllIsReached() throws {
    let file = Command.cases + "/paper/appendix-b4-c2.json"
    let result = try Command.run(["sweep", file, "--weights", "0", "--front", "20"])
    #expect(result.status == 0)
    #expect(result.output.contains("weights reach 100.0 % of the front"))
    let other = try Command.run(
      ["sweep", file, "--weights", "0", "--front", "20", "--width", "k-1", "--format", "json"])
    let document = try #require(
      try JSONSerialization.jsonObject(with: Data(other.output.utf8)) as? [String: Any])
    let share = try #require(Double(document["reachableShare"] as? String ?? ""))
    #expect(share > 0.1 && share < 0.9)
  }

  /// Between the ends the front is sampled in floating point, and the exact answer stands beside
  /// it.
  @Test func theFrontBetweenTheEnds() throws {
    let scratch = try TemporaryFolder()
    func file(_ name: String, _ rows: [[Int]]) throws -> String {
      let gram = rows.map { "[" + $0.map { "\"\($0)\"" }.joined(separator: ",") + "]" }
      return try scratch.write(
        "{\"format\": \"scalarization-case/1\", \"gram\": [\(gram.joined(separator: ","))]}",
        as: name)
    }
    let table = scratch.path("front.csv")
    let missed = try file(
      "missed.json", [[4, 0, 0, 1], [0, 4, 0, 1], [0, 0, 4, 1], [1, 1, 1, 1]])
    let options = [
      "sweep", missed, "--width", "2", "--weights", "10", "--front", "10", "--front-output", table,
    ]
    let text = try Command.run(options)
    #expect(text.status == 0, "\(text.errors)")
    #expect(text.output.contains("front, in floating point (not verified): 286 rays"))
    #expect(text.output.contains("width 2: no: with 4 fitted exactly"))
    let (header, rows) = try Self.rows(table)
    #expect(
      header.joined(separator: ",")
        == "ray 1,ray 2,ray 3,ray 4,loss 1,loss 2,loss 3,loss 4,gap,verdict")
    #expect(rows.count == 286 && rows.contains { $0[9] == "unreachable" })
    for row in rows where row[9] != "dominated" {
      // The losses lie on the ray, in units of the t_i.
      let numbers = try row.prefix(9).map { try #require(Double($0)) }
      let optima: [Double] = [4, 4, 4, 1]
      var ratios: [Double] = []
      for task in 0..<4 { ratios.append(numbers[4 + task] / numbers[task] / optima[task]) }
      let (low, high) = (ratios.min() ?? 0, ratios.max() ?? 0)
      #expect(high - low < 2e-3 * high)
      #expect((numbers[8] <= 1e-4) == (row[9] == "reachable"))
    }
    let json = try Command.run(options + ["--format", "json", "--jobs", "2"])
    let document = try #require(
      try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
    #expect(document["frontVerified"] as? Bool == false)
    #expect((document["exact"] as? [String: Any])?["fullyExplorable"] as? Bool == false)
    let share = try #require(Double(document["reachableShare"] as? String ?? ""))
    #expect(share > 0 && share < 1)
    let all = try file("all.json", [[1, 1, 1, 1], [1, 2, 2, 2], [1, 2, 3, 3], [1, 2, 3, 4]])
    let whole = try Command.run(["sweep", all, "--width", "2", "--weights", "10", "--front", "8"])
    #expect(whole.output.contains("weights reach 100.0 % of the front"))
    #expect(whole.output.contains("width 2: yes:"))
    if PictureTests.hasGnuplot {
      let picture = try Command.run(
        ["sweep", missed, "--width", "2", "--weights", "10", "--plot", scratch.path("p.svg")])
      #expect(picture.status == 0, "\(picture.errors)")
      #expect(FileManager.default.fileExists(atPath: scratch.path("p.svg")))
    }
    let stopped = try Command.run([
      "sweep", sarcos, "--width", "3", "--weights", "10", "--front", "15", "--time-limit", "0.2",
      "--front-output", scratch.path("stopped.csv"),
    ])
    #expect(stopped.status == 5)
    // On a busy machine the limit ends the program before it ends by itself.
    #expect(
      stopped.errors.contains("stopped before the front") || stopped.errors.contains("interrupted"))
    #expect(!FileManager.default.fileExists(atPath: scratch.path("stopped.csv")))
    let wide = try Command.run(["sweep", sarcos, "--width", "3", "--weights", "1", "--front", "40"])
    #expect(wide.status == 64 && wide.errors.contains("rays: at most"), "\(wide.errors)")
  }

  @Test func seedsAndThreadsAndUnits() throws {
    func output(_ more: [String]) throws -> String {
      let result = try Command.run(["sweep", sarcos, "--weights", "300", "--width", "3"] + more)
      #expect(result.status == 0, "\(result.errors)")
      return result.output
    }
    let first = try output([])
    #expect(try output([]) == first)
    #expect(try output(["--jobs", "2"]) == first)
    #expect(try output(["--seed", "2"]) != first)
    #expect(try output(["--sampling", "dirichlet:0.5"]) != first)
    #expect(first.contains("MSE (standardised) of"))
    #expect(try output(["--units", "mse"]).contains("\n  MSE of"))
    let wide = try Command.run(["sweep", figure, "--weights", "5", "--width", "3"])
    #expect(wide.output.contains("every task is fitted at once"))
  }

  @Test func whatIsRefusedLeavesNoFile() throws {
    let scratch = try TemporaryFolder()
    let dependent = Command.cases + "/degenerate/dependent-predictor.json"
    let table = scratch.path("x.csv")
    for (arguments, status, words) in [
      ([scratch.path("none.json"), "--output", table], 66, "none.json"),
      ([dependent, "--output", table], 65, "linearly dependent"),
      ([figure, "--output", scratch.path("x.txt")], 64, ".csv, .npy or .json"),
      ([figure, "--output", table, "--units", "mse"], 64, "moments"),
      ([figure, "--output", table, "--sampling", "lattice:100000"], 64, "lattice"),
      ([figure, "--output", table, "--sampling", "dirichlet:-1"], 64, "--sampling"),
      ([figure, "--output", table, "--width", "0"], 64, "--width"),
      ([figure, "--output", table, "--weights", "-3"], 64, "--weights"),
      ([figure, "--output", table, "--width", "3", "--front", "4"], 64, "is one point"),
      (
        [sarcos, "--output", table, "--front-output", scratch.path("y.csv")], 64, "--front STEPS"
      ),
      ([figure, "--output", table, "--plot", scratch.path("x.gif")], 64, ".svg, .pdf or .png"),
      ([figure, "--output", scratch.path("no/such/folder.csv")], 74, "folder.csv"),
    ] as [([String], Int32, String)] {
      let result = try Command.run(["sweep"] + arguments)
      #expect(result.status == status, "\(arguments): \(result.errors)")
      #expect(result.errors.contains(words), "\(arguments): \(result.errors)")
      #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.url.path).isEmpty)
    }
  }

  @Test func aTimeLimitWritesNothing() throws {
    let scratch = try TemporaryFolder()
    // The candidates alone would take minutes.
    let front = try Command.run([
      "sweep", sarcos, "--tasks", "4,5,6", "--weights", "10", "--front", "1000", "--time-limit",
      "0.2", "--front-output", scratch.path("f.csv"),
    ])
    #expect(front.status == 5)
    #expect(front.errors.contains("stopped before the front"))
    let picture = try Command.run([
      "plot", sarcos, "--tasks", "4,5,6", "--resolution", "1000", "--time-limit", "0.2",
      "--output", scratch.path("p.png"),
    ])
    #expect(picture.status == 5)
    #expect(picture.errors.contains("stopped before the front"))
    let result = try Command.run([
      "sweep", sarcos, "--weights", "10000000", "--time-limit", "0.01", "--output",
      scratch.path("x.csv"),
    ])
    #expect(result.status == 5)
    #expect(result.errors.contains("nothing is written"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.url.path).isEmpty)
  }
}
