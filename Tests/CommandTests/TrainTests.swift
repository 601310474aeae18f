import Foundation
import Testing

/// `train`: every optimiser, the files, and what is refused.
@Suite struct TrainTests {
  private let figure = Command.cases + "/paper/figure-1.json"
  private let sarcos = Command.cases + "/data/sarcos.json"

  static let optimisers = [
    "unitary", "mgda", "mgda-ub", "imtl-g", "imtl-l", "imtl", "pcgrad", "graddrop",
    "rlw-dirichlet", "rlw-normal", "random-grad-drop",
  ]

  private func json(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  @Test(arguments: optimisers) func everyOptimiserRunsAndIsLocated(name: String) throws {
    let options = [
      "train", figure, "--optimiser", name, "--rate", "0.05", "--epochs", "30", "--seeds", "3",
      "--format", "json",
    ]
    let result = try Command.run(options)
    #expect(result.status == 0, "\(result.errors)")
    #expect(try Command.run(options + ["--jobs", "2"]).output == result.output)
    #expect(try Command.run(options + ["--seed", "7"]).output != result.output)
    let document = try json(result.output)
    #expect((document["optimiser"] as? String)?.hasPrefix(name) == true)
    let runs = try #require(document["runs"] as? [[String: Any]])
    #expect(runs.count == 3)
    for run in runs {
      #expect(run["outcome"] as? String == "finished" && run["steps"] as? Int == 30)
      let direction = try #require(run["direction"] as? [String])
      let point = try json(
        Command.run([
          "point", figure, "--direction", direction.joined(separator: ","), "--format", "json",
        ]).output)
      let isOptimal = try #require(point["paretoOptimal"] as? Bool)
      let isReached = try #require(point["weaklySupported"] as? Bool)
      #expect(
        run["hiddenLayer"] as? String
          == (!isOptimal ? "dominated" : isReached ? "reachable" : "unreachable"))
      let network = try #require(run["network"] as? String)
      #expect(["within tolerance", "dominated", "open"].contains(network))
    }
  }

  /// Without --rate each optimiser gets one with which it does not diverge, whatever the scale of
  /// the data; where a rate was given and is too large, diverged runs are in no average.
  @Test(arguments: optimisers) func theDefaultRateSuits(name: String) throws {
    let scratch = try TemporaryFolder()
    let rows = (0..<12).map { i in
      let (x, y, z) = ((i * 7) % 5 - 2, (i * 5) % 7 - 3, (i * i) % 11 - 4)
      return "\(x)e3,\(y)e3,\(z)e3,\(3 * x - y + i % 2)e5,\(x + 2 * y - i % 3)e5,\(z - x)e5"
    }
    let table = try scratch.write(
      (["x1,x2,x3,t1,t2,t3"] + rows).joined(separator: "\n") + "\n", as: "large.csv")
    for input in [
      [figure], [table, "--targets", "t1..t3"], [table, "--targets", "t1..t3", "--no-standardize"],
    ] {
      let result = try Command.run(
        ["train"] + input + [
          "--optimiser", name, "--epochs", "60", "--seeds", "4", "--format", "json",
        ])
      #expect(result.status == 0, "\(result.errors)")
      let document = try json(result.output)
      #expect(document["rateChosen"] as? Bool == true)
      for run in try #require(document["runs"] as? [[String: Any]]) {
        #expect(run["outcome"] as? String == "finished", "\(name) \(input.count)")
      }
    }
  }

  @Test func divergedRunsAreCountedApart() throws {
    let result = try Command.run([
      "train", figure, "--optimiser", "unitary", "--rate", "50", "--epochs", "60", "--seeds", "3",
    ])
    #expect(result.output.contains("diverged 3"))
    #expect(result.output.contains("hint: a smaller rate"))
    #expect(!result.output.contains("median"))
  }

  /// Plain descent on the sum ends at the optimum of equal weights, which weights reach.
  @Test func unitaryScalarizationEndsAtAReachedOptimum() throws {
    let result = try Command.run([
      "train", sarcos, "--tasks", "4,5,6", "--optimiser", "weights", "--weights", "1,1,1", "--rate",
      "0.1", "--epochs", "3000", "--format", "json",
    ])
    let run = try #require((try json(result.output)["runs"] as? [[String: Any]])?.first)
    #expect(run["hiddenLayer"] as? String == "reachable")
    #expect(run["network"] as? String == "within tolerance")
    let unitary = try Command.run([
      "train", sarcos, "--tasks", "4,5,6", "--optimiser", "unitary", "--rate", "0.1", "--epochs",
      "3000", "--format", "json",
    ])
    let other = try #require((try json(unitary.output)["runs"] as? [[String: Any]])?.first)
    #expect(run["losses"] as? [String] == other["losses"] as? [String])
    // A tolerance that is almost nothing is not proved so easily.
    let strict = try Command.run([
      "train", sarcos, "--tasks", "4,5,6", "--optimiser", "unitary", "--epochs", "10", "--rate",
      "0.1", "--tolerance", "1e-12", "--format", "json",
    ])
    let open = try #require((try json(strict.output)["runs"] as? [[String: Any]])?.first)
    #expect(open["network"] as? String == "dominated")
  }

  @Test func filesHoldEveryRunAndStep() throws {
    let scratch = try TemporaryFolder()
    let options = [
      "train", sarcos, "--tasks", "4,5,6", "--optimiser", "mgda", "--solver", "frank-wolfe",
      "--normalisation", "none", "--seeds", "4", "--epochs", "20", "--output",
      scratch.path("runs.csv"), "--curves", scratch.path("curves.csv"),
    ]
    let first = try Command.run(options)
    #expect(first.status == 0, "\(first.errors)")
    #expect(first.output.contains("mgda (normalisation none, convention sener-koltun, solver"))
    let (header, runs) = try SweepTests.rows(scratch.path("runs.csv"))
    #expect(header.prefix(4) == ["run", "outcome", "steps", "loss tau4"])
    #expect(
      header.suffix(4) == ["hidden layer", "network", "distance at least", "distance below"])
    #expect(runs.count == 4 && runs.allSatisfy { $0.count == header.count })
    let (names, curves) = try SweepTests.rows(scratch.path("curves.csv"))
    #expect(names == ["run", "step", "loss tau4", "loss tau5", "loss tau6", "stationarity"])
    #expect(curves.count == 4 * 21)
    for run in runs {
      let last = try #require(curves.last { $0[0] == run[0] })
      #expect(last[1] == run[2] && Array(last[2...4]) == Array(run[3...5]))
      let low = try #require(Double(run[run.count - 2]))
      let high = try #require(Double(run[run.count - 1]))
      #expect(low >= 0 && low <= high)
    }
    let bytes = ["runs.csv", "curves.csv"].map {
      FileManager.default.contents(atPath: scratch.path($0))
    }
    #expect(try Command.run(options + ["--jobs", "2"]).output == first.output)
    for (name, old) in zip(["runs.csv", "curves.csv"], bytes) {
      #expect(FileManager.default.contents(atPath: scratch.path(name)) == old)
    }
  }

  /// The units of inputs and targets do not matter, however far beyond double precision they are.
  @Test func unitsDoNotMatter() throws {
    let scratch = try TemporaryFolder()
    let rows = [
      [-1, 2, 7, -9, 5, -2], [-8, -4, -6, 2, 6, -2], [3, 8, -6, 9, -2, -9], [-3, 4, -1, -4, 3, -4],
      [-7, -5, 5, -5, -5, -9], [-9, -3, -3, -4, -4, 0],
    ]
    func run(_ exponents: [Int], _ name: String) throws -> [String: Any] {
      let lines =
        ["x1,x2,x3,t1,t2,t3"]
        + rows.map { row in
          zip(row, exponents).map { "\($0)e\($1)" }.joined(separator: ",")
        }
      let file = try scratch.write(lines.joined(separator: "\n") + "\n", as: "\(name).csv")
      let result = try Command.run([
        "train", file, "--inputs", "x1..x3", "--targets", "t1..t3", "--optimiser", "unitary",
        "--rate", "0.5", "--epochs", "50", "--format", "json",
      ])
      #expect(result.status == 0, "\(name): \(result.errors)")
      return try #require((try json(result.output)["runs"] as? [[String: Any]])?.first)
    }
    func numbers(_ run: [String: Any], _ key: String) throws -> [Double] {
      try #require(run[key] as? [String]).compactMap(Double.init)
    }
    let base = try run([0, 0, 0, 0, 0, 0], "base")
    let losses = try numbers(base, "losses")
    #expect(zip(losses, [0.1836, 0.992065, 0.864293]).allSatisfy { abs($0 - $1) < 1e-3 })
    for (position, exponents) in [
      [0, 0, 0, -165, -165, -165], [-165, 0, 0, 0, 0, 0], [160, 3, -170, 200, 0, -300],
    ].enumerated() {
      let other = try run(exponents, "units\(position)")
      let found = try numbers(other, "losses")
      #expect(found.count == 3 && zip(found, losses).allSatisfy { abs($0 - $1) < 1e-9 })
      #expect(other["hiddenLayer"] as? String == base["hiddenLayer"] as? String)
      #expect(other["network"] as? String == base["network"] as? String)
      #expect(other["direction"] != nil)
    }
    func gram(_ unit: String) throws -> Command {
      let file = try scratch.write(
        #"{"format": "scalarization-case/1", "name": "g", "gram": [["2\#(unit)", "1\#(unit)"],"#
          + #" ["1\#(unit)", "2\#(unit)"]]}"#, as: "gram.json")
      return try Command.run(["train", file, "--optimiser", "unitary", "--epochs", "50"])
    }
    #expect(try gram("e308").output == gram("").output)
    #expect(try gram("e-500").output == gram("").output)
    // Without standardisation the losses themselves do not fit.
    let refused = try Command.run([
      "train", scratch.path("units0.csv"), "--inputs", "x1..x3", "--targets", "t1..t3",
      "--no-standardize",
    ])
    #expect(refused.status == 65 && refused.errors.contains("target t1"))
  }

  @Test func widthsAndSmallCases() throws {
    for (file, width, words) in [
      ("/paper/figure-1.json", "k-1", "hidden layers, with the best heads"),
      ("/degenerate/two-tasks.json", "k-1", "hidden layers, with the best heads"),
      ("/degenerate/two-tasks.json", "2", "no verdicts"),
      ("/degenerate/one-task.json", "1", "no verdicts"),
      ("/degenerate/frustrated-cycle-5.json", "2", "no verdicts"),
    ] {
      let result = try Command.run([
        "train", Command.cases + file, "--width", width, "--epochs", "20", "--rate", "0.05",
        "--optimiser", "unitary", "--seeds", "2",
      ])
      #expect(result.status == 0, "\(file): \(result.errors)")
      #expect(result.output.contains(words), "\(file): \(result.output)")
    }
    let wild = try Command.run([
      "train", figure, "--optimiser", "unitary", "--rate", "1e6", "--epochs", "200",
    ])
    #expect(wild.status == 0)
    #expect(wild.output.contains("diverged 1"))
  }

  @Test func whatIsRefusedLeavesNoFile() throws {
    let scratch = try TemporaryFolder()
    let table = ["--output", scratch.path("x.csv"), "--curves", scratch.path("y.csv")]
    for (arguments, status, words) in [
      (["--optimiser", "sgd"], 64, "--optimiser"),
      (["--optimiser", "weights"], 64, "needs --weights"),
      (["--optimiser", "weights", "--weights", "1,2"], 64, "2 numbers, expected 3"),
      (["--optimiser", "weights", "--weights", "1,2,-3"], 64, "must be >= 0"),
      (["--weights", "1,1,1"], 64, "does not go with"),
      (["--optimiser", "pcgrad", "--normalisation", "l2"], 64, "does not go with"),
      (["--optimiser", "random-grad-drop", "--keep", "0"], 64, "(0, 1]"),
      (["--normalisation", "max"], 64, "--normalisation"),
      (["--rate", "0"], 64, "learning rate"), (["--rate", "nan"], 64, "learning rate"),
      (["--epochs", "200000000"], 64, "epochs"), (["--seeds", "0"], 64, "--seeds"),
      (["--tolerance", "0"], 64, "--tolerance"), (["--tolerance", "a"], 64, "--tolerance"),
      (["--width", "5000"], 64, "width"),
      (["--width", "3", "--plot", scratch.path("x.png")], 64, "width 1 or k-1"),
      (["--plot", "x"], 64, ".svg, .pdf or .png"),
    ] as [([String], Int32, String)] {
      let result = try Command.run(["train", figure] + table + arguments)
      #expect(result.status == status, "\(arguments): \(result.errors)")
      #expect(result.errors.contains(words), "\(arguments): \(result.errors)")
      #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.url.path).isEmpty)
    }
  }
}
