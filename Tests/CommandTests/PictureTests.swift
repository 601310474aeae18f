import Foundation
import Testing

/// Pictures: what is drawn, that the same input gives the same files, and life without gnuplot.
@Suite struct PictureTests {
  private let figure = Command.cases + "/paper/figure-1.json"

  static let hasGnuplot =
    (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    .contains { FileManager.default.isExecutableFile(atPath: "\($0)/gnuplot") }

  private func bytes(_ folder: TemporaryFolder, _ name: String) throws -> [UInt8] {
    [UInt8](try #require(FileManager.default.contents(atPath: folder.path(name)), "\(name)"))
  }

  @Test(.enabled(if: hasGnuplot)) func everyFormatIsDrawn() throws {
    let scratch = try TemporaryFolder()
    for (format, start) in [
      ("png", [0x89] + Array("PNG".utf8)), ("pdf", Array("%PDF".utf8)),
      ("svg", Array("<?xml".utf8)),
    ] {
      let options = [
        "plot", figure, "--output", scratch.path("p.\(format)"), "--resolution", "10", "--weights",
        "50",
      ]
      let result = try Command.run(options)
      #expect(result.status == 0, "\(result.errors)")
      let drawn = try bytes(scratch, "p.\(format)")
      #expect(Array(drawn.prefix(start.count)) == start && drawn.count > 2000)
      let script = try bytes(scratch, "p.\(format).gnuplot")
      #expect(try Command.run(options + ["--jobs", "2"]).status == 0)
      #expect(try bytes(scratch, "p.\(format)") == drawn)
      #expect(try bytes(scratch, "p.\(format).gnuplot") == script)
      // Nothing else stays behind.
      #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.url.path).count == 2)
      try FileManager.default.removeItem(atPath: scratch.path("p.\(format)"))
      try FileManager.default.removeItem(atPath: scratch.path("p.\(format).gnuplot"))
    }
  }

  /// What a person has in a start-up file of gnuplot, or as a locale, changes nothing.
  @Test(.enabled(if: hasGnuplot)) func thePictureDoesNotDependOnTheUser() throws {
    let scratch = try TemporaryFolder()
    func draw(_ environment: [String: String]) throws -> [UInt8] {
      let result = try Command.run(
        ["plot", figure, "--output", scratch.path("p.svg"), "--resolution", "6", "--weights", "9"],
        environment: ["PATH": "/usr/bin:/bin:/usr/local/bin"].merging(environment) { $1 })
      #expect(result.status == 0, "\(result.errors)")
      return try bytes(scratch, "p.svg")
    }
    let plain = try draw([:])
    for line in ["set xrange [5:6]", "set logscale x", "no such command", "set title 'mine'"] {
      _ = try scratch.write(line + "\n", as: ".gnuplot")
      #expect(try draw(["HOME": scratch.url.path]) == plain, "\(line)")
    }
    #expect(try draw(["LC_ALL": "de_DE.UTF-8", "GNUTERM": "dumb"]) == plain)
  }

  /// A vector picture of three tasks stays small.
  @Test(.enabled(if: hasGnuplot)) func vectorPicturesAreSmall() throws {
    let scratch = try TemporaryFolder()
    let result = try Command.run(["check", figure, "--plot", scratch.path("p.svg")])
    #expect(result.status == 0)
    #expect(try bytes(scratch, "p.svg").count < 1_000_000)
  }

  /// A dominated point is hollow and says so; one of the front is not.
  @Test func dominatedPointsAreHollow() throws {
    let scratch = try TemporaryFolder()
    func script(_ direction: String) throws -> String {
      let result = try Command.run(
        ["point", figure, "--direction", direction, "--plot", scratch.path("p.png")],
        environment: ["PATH": "/nowhere"])
      #expect(result.status == 74)
      return String(decoding: try bytes(scratch, "p.png.gnuplot"), as: UTF8.self)
    }
    #expect(try script("1,1,1").contains("the point, dominated"))
    let front = try script("9604,-4802,-4802")
    #expect(front.contains("'the point'") && !front.contains("the point, dominated"))
  }

  @Test(.enabled(if: hasGnuplot)) func everyCommandDraws() throws {
    let scratch = try TemporaryFolder()
    let seven = Command.cases + "/data/sarcos.json"
    let two = Command.cases + "/degenerate/two-opposed-tasks.json"
    let one = Command.cases + "/degenerate/one-task.json"
    for (position, arguments) in [
      ["check", figure], ["check", figure, "--width", "k-1"],
      ["point", figure, "--direction", "1,1,1"], ["point", figure, "--values", "1/3,1/2,1"],
      ["sweep", figure, "--weights", "100", "--front", "10"],
      ["sweep", two, "--weights", "100"],
      ["train", figure, "--epochs", "5", "--seeds", "2"],
      ["train", two, "--epochs", "5", "--seeds", "2", "--width", "k-1"],
      ["sweep", seven, "--weights", "100", "--tasks", "1-4"],
    ].enumerated() {
      let name = "\(position).svg"
      let result = try Command.run(arguments + ["--plot", scratch.path(name)])
      #expect(result.status == 0, "\(arguments): \(result.errors)")
      #expect(!result.output.isEmpty)
      #expect(try bytes(scratch, name).count > 2000)
    }
    let single = try Command.run(["plot", one, "--output", scratch.path("one.svg")])
    #expect(single.status == 64)
    #expect(single.errors.contains("at least two tasks"))
    let many = try Command.run(["check", figure, figure, "--plot", scratch.path("x.png")])
    #expect(many.status == 64)
  }

  /// The words and colours that a reader needs are in the script.
  @Test func theScriptSaysWhatIsWhat() throws {
    let scratch = try TemporaryFolder()
    let file = try scratch.write(
      """
      {"format": "scalarization-case/1", "name": "it's \\"quoted\\"",
       "tasks": ["a_b", "c'd", "e`f"],
       "predictors": [["0.98","0","0.2"],["-0.49","-0.85","0.2"],["-0.49","0.85","0.2"]]}
      """, as: "names.json")
    let result = try Command.run(
      ["plot", file, "--output", scratch.path("p.svg"), "--resolution", "8", "--weights", "5"],
      environment: ["PATH": "/nowhere"])
    #expect(result.status == 74)
    let script = String(decoding: try bytes(scratch, "p.svg.gnuplot"), as: UTF8.self)
    for words in [
      "'squared loss of a_b'", "'squared loss of c''d'", "'squared loss of e`f'",
      "Pareto optimal, reached by no weights", "Pareto optimal, reached by weights", "dominated",
      "witness: a Pareto optimum that no weights reach", "#0072B2", "#E69F00",
    ] { #expect(script.contains(words), "\(words)") }
    if Self.hasGnuplot {
      #expect(
        try Command.run(["plot", file, "--output", scratch.path("p.svg"), "--resolution", "8"])
          .status == 0)
    }
  }

  @Test func withoutGnuplotTheDataIsStillWritten() throws {
    let scratch = try TemporaryFolder()
    let environment = ["PATH": scratch.url.path]
    for (position, arguments) in [
      ["check", figure], ["point", figure, "--direction", "1,1,1"],
      ["sweep", figure, "--weights", "10", "--front", "6", "--output", scratch.path("s.csv")],
      ["train", figure, "--epochs", "3", "--output", scratch.path("t.csv")],
    ].enumerated() {
      let picture = scratch.path("\(position).png")
      let result = try Command.run(arguments + ["--plot", picture], environment: environment)
      #expect(result.status == 74, "\(arguments): \(result.errors)")
      #expect(result.errors.contains("gnuplot is not installed"))
      #expect(result.errors.contains("\(position).png.gnuplot"))
      // The verdict or the summary was printed all the same.
      #expect(result.output.contains("figure-1"))
      #expect(!FileManager.default.fileExists(atPath: picture))
      #expect(try !bytes(scratch, "\(position).png.gnuplot").isEmpty)
    }
    for name in ["s.csv", "t.csv"] { #expect(try !bytes(scratch, name).isEmpty) }
  }

  /// A gnuplot that fails must leave the picture that was there, and the reason is told.
  @Test(arguments: [
    ("echo broken >&2; exit 3", "gnuplot failed, exit status 3: broken"),
    ("kill -9 $$", "gnuplot failed, it was ended by signal 9"),
    ("exit 0", "gnuplot failed, it wrote no picture"),
  ])
  func aFailureKeepsTheOldPicture(body: String, reason: String) throws {
    let scratch = try TemporaryFolder()
    let program = try scratch.write("#!/bin/sh\n\(body)\n", as: "gnuplot")
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program)
    let picture = try scratch.write("old", as: "p.png")
    let result = try Command.run(
      ["plot", figure, "--output", picture, "--resolution", "4"],
      environment: ["PATH": "\(scratch.url.path):/bin:/usr/bin"])
    #expect(result.status == 74)
    #expect(result.errors.contains(reason))
    #expect(try String(contentsOfFile: picture, encoding: .utf8) == "old")
  }

  /// The figures of the paper, small: the same seed gives the same files, whatever the threads.
  @Test func reproductionsAreTheSameAgain() throws {
    let scratch = try TemporaryFolder()
    func run(_ folder: String, _ more: [String]) throws -> Command {
      try Command.run(
        [
          "reproduce", "--weights", "200", "--runs", "6", "--resolution", "12", "--output",
          scratch.path(folder),
        ] + more)
    }
    let first = try run("a", ["--jobs", "1"])
    #expect(first.status == (Self.hasGnuplot ? 0 : 74), "\(first.errors)")
    let second = try run("b", ["--jobs", "2"])
    #expect(first.output == second.output)
    let names = try FileManager.default.contentsOfDirectory(atPath: scratch.path("a")).sorted()
    #expect(names.count { $0.hasSuffix(".txt") } == 5)
    #expect(names.count { $0.hasSuffix(".csv") } >= 10)
    #expect(names.count { $0.hasSuffix(".gnuplot") } == 5)
    #expect(names.count { $0.hasSuffix(".png") } == (Self.hasGnuplot ? 5 : 0))
    for name in names {
      #expect(try bytes(scratch, "a/\(name)") == bytes(scratch, "b/\(name)"), "\(name)")
    }
    let other = try run("c", ["--seed", "2"])
    #expect(other.output != first.output)
  }
}
