import Exact
import Foundation
import Surfaces
import TestSupport
import Testing

@testable import Cases

@Suite struct CaseReadingTests {
  private func read(_ text: String) throws(InputError) -> Case {
    try Case(json: Array(text.utf8), file: "x.json")
  }

  /// A case whose members behind `format` are given.
  private func text(_ members: String) -> String {
    "{\"format\": \"scalarization-case/1\", \(members)}"
  }

  @Test func readsPredictors() throws {
    let problem = try read(
      """
      { "format": "scalarization-case/1",
        "name": "figure 1", "source": "paper", "note": "free",
        "tasks": ["a", "b"],
        "predictors": [["0.98", 0, "1/3"], [-1, "1e-2", "-2e1"]],
        "points": [{"name": "p", "direction": ["1", "-1/2"]},
                   {"name": "q", "direction": [0, 1], "width": "k-1"}],
        "expect": {"C1": true, "C2": false, "points":
          {"q": {"paretoOptimal": true, "weaklySupported": false, "supported": false,
                 "exposed": true, "gradientsDisagree": false}} } }
      """)
    #expect(problem.name == "figure 1" && problem.source == "paper" && problem.note == "free")
    #expect(problem.taskNames == ["a", "b"] && problem.taskCount == 2)
    guard case .predictors(let rows) = problem.problem else {
      Issue.record("not predictors")
      return
    }
    #expect(rows == [[Rational(98, 100), 0, Rational(1, 3)], [-1, Rational(1, 100), -20]])
    #expect(
      problem.points == [
        CasePoint(name: "p", direction: [1, Rational(-1, 2)], width: .one),
        CasePoint(name: "q", direction: [0, 1], width: .allButOne),
      ])
    #expect(problem.expectation.conditions == [.one: true, .allButOne: false])
    #expect(problem.expectation.error == nil && problem.expectation.points.count == 1)
    let point = try #require(problem.expectation.points.first)
    #expect(point.name == "q")
    #expect(
      point.answers == [
        .paretoOptimal: .yes, .weaklySupported: .no, .supported: .no, .exposed: .yes,
        .gradientsDisagree: .no,
      ])
    let instance = try problem.instance()
    #expect(instance.taskNames == ["a", "b"])
    #expect(instance.gram[0, 1] == Rational(-98, 100) + Rational(-20, 3))
  }

  @Test func readsGramAndMoments() throws {
    let gram = try read(text("\"gram\": [[\"2\", -1], [\"-1\", \"4/2\"]]"))
    #expect(gram.name == "x")
    #expect(try gram.instance().gram == RationalMatrix([[2, -1], [-1, 2]]))
    let moments = try read(
      text(
        """
        "moments": {"samples": "3", "xx": [[2, 0], [0, "1/2"]], "xy": [[2, 0], [0, 1]],
                    "yy": [[3, 0], [0, 5]]}
        """))
    let instance = try moments.instance()
    #expect(instance.gram == RationalMatrix([[2, 0], [0, 2]]))
    #expect(instance.samples == 3 && instance.irreducibleLosses == [1, 3])
  }

  @Test func readsTablesBesideTheCase() throws {
    let scratch = try Scratch()
    try FileManager.default.createDirectory(
      atPath: scratch.path("sub"), withIntermediateDirectories: true)
    try scratch.file("sub/t.csv", "x,y,z\n1,2,3\n2,1,0\n4,4,1\n")
    try scratch.file(
      "sub/t.npy",
      NPYFile.table([[1, 2, 3], [2, 1, 0], [4, 4, 1]], kind: "i", bytes: 4, fortran: true))
    let csv = try Case(
      contentsOf: scratch.file(
        "case.json",
        text(
          """
          "data": {"csv": "sub/t.csv", "inputs": ["x"], "targets": ["y", "z"],
                   "intercept": true, "center": true}
          """)))
    let npy = try Case(
      contentsOf: scratch.file(
        "npy.json",
        text(
          """
          "tasks": ["y", "z"], "data": {"npy": "\(scratch.path("sub/t.npy"))", "inputs": ["1"],
            "targets": ["2", "3"], "intercept": true, "center": true}
          """)))
    let expected = plainMoments(
      [[1, 2, 3], [2, 1, 0], [4, 4, 1]], inputs: 1, intercept: true, center: true)
    for problem in [csv, npy] {
      guard case .moments(let moments) = problem.problem else {
        Issue.record("not moments")
        return
      }
      #expect(moments == expected && problem.taskNames == ["y", "z"])
    }
    #expect(csv.name == "case")
    // A table that is not there is a missing file, named as seen from here.
    let missing = try scratch.file(
      "missing.json",
      text("\"data\": {\"csv\": \"no.csv\", \"inputs\": [\"x\"], \"targets\": [\"y\"]}"))
    let error = inputError { () throws(InputError) in try Case(contentsOf: missing) }
    #expect(error?.kind == .noSuchFile && error?.file == scratch.path("no.csv"))
  }

  @Test(arguments: [
    // members, path, problem, part of the expectation
    ("\"gram\": [[0.5]]", "$.gram[0][0]", "the unquoted number 0.5", "it in quotes, \"0.5\""),
    (
      "\"gram\": [[\"1/0\"]]", "$.gram[0][0]", "the string \"1/0\"",
      "a denominator that is not zero"
    ),
    (
      "\"gram\": [[\"1e99999999\"]]", "$.gram[0][0]", "the string \"1e99999999\"",
      "an exponent of at most 10000"
    ),
    ("\"gram\": [[\"\"]]", "$.gram[0][0]", "an empty string", "an integer, a fraction"),
    ("\"gram\": [[\" 1\"]]", "$.gram[0][0]", "the string \" 1\"", "an integer, a fraction"),
    ("\"gram\": [[\"nan\"]]", "$.gram[0][0]", "the string \"nan\"", "an integer, a fraction"),
    ("\"gram\": [[NaN]]", "$.gram[0][0]", "NaN, which is not a number", "a finite exact number"),
    ("\"gram\": [[null]]", "$.gram[0][0]", "null", "an integer or an exact number in quotes"),
    ("\"gram\": [[true]]", "$.gram[0][0]", "true", "an integer or an exact number in quotes"),
    (
      "\"name\": \"a\\u001b\", \"gram\": [[1]]", "$.name", "a text with control characters",
      "a text on one line"
    ),
    ("\"gram\": []", "$.gram", "an empty array", "at least one task"),
    ("\"gram\": {}", "$.gram", "an object", "an array of rows"),
    ("\"gram\": [[1, 0]]", "$.gram[0]", "an array of 2 values", "an array of 1 exact numbers"),
    ("\"gram\": [[1, 0], [0]]", "$.gram[1]", "an array of 1 value", "an array of 2 exact numbers"),
    (
      "\"gram\": [[2, 1], [\"-1\", 2]]", "$.gram[1][0]", "the string \"-1\"",
      "this entry equal to $.gram[0][1]"
    ),
    ("\"predictors\": []", "$.predictors", "an empty array", "at least one task"),
    ("\"predictors\": [[]]", "$.predictors[0]", "an empty array", "at least one number"),
    (
      "\"predictors\": [[1, 2], [3]]", "$.predictors[1]", "an array of 1 value",
      "an array of 2 exact numbers"
    ),
    ("\"predictors\": [1]", "$.predictors[0]", "the number 1", "an array of exact numbers"),
    ("\"name\": \"x\"", "$", "none of them", "exactly one of the keys \"predictors\""),
    (
      "\"gram\": [[1]], \"predictors\": [[1]]", "$", "the keys \"predictors\", \"gram\"",
      "exactly one"
    ),
    (
      "\"gram\": [[1]], \"gram\": [[1]]", "$.gram", "the key \"gram\" a second time",
      "each key once"
    ),
    (
      "\"garm\": [[1]]", "$.garm", "the unknown key \"garm\"; did you mean \"gram\"?",
      "one of the keys \"format\""
    ),
    (
      "\"gram\": [[1]], \"Name\": 1", "$.Name", "the unknown key \"Name\"; did you mean \"name\"?",
      "name"
    ),
    ("\"gram\": [[1]], \"name\": 1", "$.name", "the number 1", "a string"),
    ("\"gram\": [[1]], \"name\": \"\"", "$.name", "an empty string", "a name"),
    (
      "\"gram\": [[1]], \"tasks\": [\"a\", \"b\"]", "$.tasks", "an array of 2 values", "1 task name"
    ),
    (
      "\"gram\": [[1, 0], [0, 1]], \"tasks\": [\"a\", \"a\"]", "$.tasks[1]",
      "the task name \"a\" a second time", "each task name once"
    ),
    ("\"gram\": [[1]], \"tasks\": [\"\"]", "$.tasks[0]", "an empty string", "a task name"),
    (
      "\"gram\": [[1]], \"expect\": {\"c1\": true}", "$.expect.c1",
      "the unknown key \"c1\"; did you mean \"C1\"?", "one of the keys \"C1\", \"C2\""
    ),
    ("\"gram\": [[1]], \"expect\": {\"C1\": 1}", "$.expect.C1", "the number 1", "true or false"),
    ("\"gram\": [[1]], \"expect\": []", "$.expect", "an array of 0 values", "an object"),
    (
      "\"gram\": [[1]], \"expect\": {\"C2\": true}", "$.expect.C2", "true",
      "a single task has no width k-1"
    ),
    (
      "\"gram\": [[1]], \"expect\": {\"error\": \"dependent\"}", "$.expect.error",
      "the string \"dependent\"", "\"linearlyDependent\""
    ),
    (
      "\"gram\": [[1]], \"expect\": {\"error\": \"linearlyDependent\", \"C1\": true}", "$.expect",
      "verdicts beside an error", "nothing else"
    ),
    (
      "\"gram\": [[1]], \"expect\": {\"points\": {\"p\": {}}}", "$.expect.points.p",
      "an expectation about \"p\"", "no points"
    ),
    (
      "\"gram\": [[1]], \"points\": [{\"name\": \"p\", \"direction\": [1]}],"
        + "\"expect\": {\"points\": {\"p\": {\"optimal\": true}}}", "$.expect.points.p.optimal",
      "the unknown key \"optimal\"", "\"paretoOptimal\""
    ),
    (
      "\"gram\": [[1]], \"points\": [{\"name\": \"p\", \"direction\": [\"0\"]}]",
      "$.points[0].direction", "zeros only", "not all zero"
    ),
    (
      "\"gram\": [[1]], \"points\": [{\"name\": \"p\", \"direction\": [1, 2]}]",
      "$.points[0].direction", "an array of 2 values", "1 exact numbers"
    ),
    (
      "\"gram\": [[1]], \"points\": [{\"name\": \"p\", \"direction\": [1], \"width\": \"k-1\"}]",
      "$.points[0].width", "the string \"k-1\"", "a single task has no width k-1"
    ),
    (
      "\"gram\": [[1]], \"points\": [{\"name\": \"p\", \"direction\": [1], \"width\": 1}]",
      "$.points[0].width", "the number 1", "\"1\", \"k-1\""
    ),
    (
      "\"gram\": [[1]], \"points\": [{\"name\": \"p\", \"direction\": [1]},"
        + " {\"name\": \"p\", \"direction\": [1]}]", "$.points[1].name",
      "the point \"p\" a second time", "each name once"
    ),
    (
      "\"gram\": [[1]], \"points\": [{\"name\": \"p\"}]", "$.points[0]", "none of them",
      "exactly one of the keys \"direction\""
    ),
    ("\"moments\": {\"samples\": 1, \"xx\": [[1]]}", "$.moments", "an object without", "\"xy\""),
    (
      "\"moments\": {\"samples\": 0, \"xx\": [[1]], \"xy\": [[1]]}", "$.moments.samples",
      "the number 0", "a positive integer"
    ),
    (
      "\"moments\": {\"samples\": \"3/2\", \"xx\": [[1]], \"xy\": [[1]]}", "$.moments.samples",
      "the string \"3/2\"", "a positive integer"
    ),
    (
      "\"moments\": {\"samples\": 1, \"xx\": [], \"xy\": []}", "$.moments.xx", "an empty array",
      "at least one input"
    ),
    (
      "\"moments\": {\"samples\": 1, \"xx\": [[1]], \"xy\": [[]]}", "$.moments.xy",
      "rows without numbers", "at least one task"
    ),
    (
      "\"moments\": {\"samples\": 1, \"xx\": [[1, 2], [3, 4]], \"xy\": [[1], [1]]}",
      "$.moments.xx[1][0]", "the number 3", "equal to $.moments.xx[0][1]"
    ),
    (
      "\"moments\": {\"samples\": 1, \"xx\": [[1]], \"xy\": [[1], [1]]}", "$.moments.xy",
      "an array of 2 values", "an array of 1 rows"
    ),
    (
      "\"moments\": {\"samples\": 1, \"xx\": [[1]], \"xy\": [[1, 2]], \"yy\": [[1, 0]]}",
      "$.moments.yy", "an array of 1 value", "an array of 2 rows"
    ),
    (
      "\"data\": {\"inputs\": [\"a\"], \"targets\": [\"b\"]}", "$.data", "none of them",
      "exactly one of the keys \"csv\", \"npy\""
    ),
    (
      "\"data\": {\"csv\": \"a\", \"npy\": \"b\", \"inputs\": [\"a\"], \"targets\": [\"b\"]}",
      "$.data", "the keys \"csv\", \"npy\"", "exactly one"
    ),
    (
      "\"data\": {\"csv\": \"a\\u0000b\", \"inputs\": [\"a\"], \"targets\": [\"b\"]}",
      "$.data.csv", "the string", "the path of a file"
    ),
    (
      "\"data\": {\"csv\": \"a\", \"inputs\": [\"a\", \"b\"], \"targets\": [\"c\", \"b\"]}",
      "$.data.targets[1]", "the column \"b\" a second time (it is also $.data.inputs[1])",
      "each column once"
    ),
    (
      "\"data\": {\"csv\": \"a\", \"inputs\": [\"a\"], \"targets\": []}", "$.data.targets",
      "an empty array", "at least one target"
    ),
    (
      "\"data\": {\"csv\": \"a\", \"inputs\": [], \"targets\": [\"a\"]}", "$.data.inputs",
      "an empty array", "at least one input, or an intercept"
    ),
    (
      "\"data\": {\"csv\": \"a\", \"inputs\": [\"a\"], \"targets\": [\"b\"], \"centre\": true}",
      "$.data.centre", "the unknown key \"centre\"; did you mean \"center\"?", "\"center\""
    ),
    (
      "\"data\": {\"csv\": \"a\", \"inputs\": [\"a\"], \"targets\": [\"b\"], \"center\": \"yes\"}",
      "$.data.center", "the string \"yes\"", "true or false"
    ),
  ])
  func refusesWithPlace(
    members: String, path: String, problem: String, expectation: String
  ) {
    let error = inputError { () throws(InputError) in try read(text(members)) }
    #expect(error?.file == "x.json")
    #expect(error?.place?.hasPrefix(path + " (line 1, column ") == true, "\(error?.place ?? "")")
    #expect(error?.problem.hasPrefix(problem) == true, "\(error?.problem ?? "no error")")
    #expect(error?.expectation.contains(expectation) == true, "\(error?.expectation ?? "")")
    #expect(error?.kind == .malformed)
  }

  @Test func refusesOtherFormats() {
    for (text, path) in [
      ("{\"format\": \"scalarization-case/2\", \"gram\": [[1]]}", "$.format"),
      ("{\"format\": \"scalarization-certificate/1\", \"statement\": 1}", "$.format"),
      ("{\"gram\": [[1]]}", "$"), ("[]", "$"), ("3", "$"), ("{\"format\": 1}", "$.format"),
    ] {
      let error = inputError { () throws(InputError) in try read(text) }
      #expect(error?.place?.hasPrefix(path + " (") == true, "\(text)")
    }
  }

  @Test func limitsHold() throws {
    let digits = String(repeating: "1", count: 200_000)
    let long = inputError { () throws(InputError) in try read(text("\"gram\": [[\"\(digits)\"]]")) }
    #expect(long?.problem == "a number of 200000 digits")
    #expect(long?.expectation == "at most 100000 digits")
    let bare = inputError { () throws(InputError) in try read(text("\"gram\": [[\(digits)]]")) }
    #expect(bare?.problem == "a number of 200000 digits")
    let row = "[" + Array(repeating: "1", count: 513).joined(separator: ",") + "]"
    let rows = Array(repeating: row, count: 513).joined(separator: ",")
    let many = inputError { () throws(InputError) in try read(text("\"gram\": [\(rows)]")) }
    #expect(many?.problem == "513 tasks" && many?.expectation == "at most 512")
    let predictors = Array(repeating: "[1]", count: 513).joined(separator: ",")
    let more = inputError { () throws(InputError) in
      try read(text("\"predictors\": [\(predictors)]"))
    }
    #expect(more?.problem == "513 tasks")
    let deep = String(repeating: "[", count: 70)
    let nested = inputError { () throws(InputError) in try read(text("\"gram\": \(deep)")) }
    #expect(nested?.problem == "more than 64 levels")
  }

  @Test func aFileHasALimit() throws {
    let scratch = try Scratch()
    let file = try scratch.file("x.json", String(repeating: " ", count: 1001))
    let error = inputError { () throws(InputError) in try FileInput(file).readAll(limit: 1000) }
    #expect(error?.kind == .tooLarge && error?.problem == "1001 bytes to be held in memory")
    #expect(error?.expectation == "at most 1000 bytes")
    // What is not a regular file is noticed while reading.
    let endless = inputError { () throws(InputError) in
      try FileInput("/dev/zero").readAll(limit: 100_000)
    }
    #expect(endless?.kind == .tooLarge)
    #expect(try FileInput(file).readAll(limit: 1001).count == 1001)
    #expect(Limits.fileBytes == 268_435_456)
  }

  @Test func refusesWholeFiles() throws {
    let scratch = try Scratch()
    func error(_ file: String) -> InputError? {
      inputError { () throws(InputError) in try Case(contentsOf: file) }
    }
    #expect(error(try scratch.file("empty.json", ""))?.kind == .empty)
    #expect(error(scratch.path("missing.json"))?.kind == .noSuchFile)
    #expect(error(scratch.directory.path)?.kind == .directory)
    let mark = error(try scratch.file("bom.json", "\u{FEFF}{}"))
    #expect(mark?.problem == "a byte-order mark" && mark?.place == "$ (line 1, column 1)")
    let locked = try scratch.file("locked.json", "{}")
    chmod(locked, 0)
    // The superuser may read everything.
    if geteuid() != 0 { #expect(error(locked)?.kind == .unreadable) }
    // Whatever the user, this file can be opened but not read.
    if FileManager.default.fileExists(atPath: "/proc/self/mem") {
      #expect(error("/proc/self/mem")?.kind == .unreadable)
    }
  }

  /// Every beginning of a valid case is refused at its end.
  @Test func everyTruncationIsNoticed() {
    let whole = Array(text("\"name\": \"é\", \"gram\": [[\"2\", 1], [1, \"1/2\"]]").utf8)
    for length in 1..<whole.count {
      let error = inputError { () throws(InputError) in
        try Case(json: Array(whole[..<length]), file: "x.json")
      }
      #expect(error?.kind == .malformed, "\(length)")
    }
  }

  @Test func errorsOfTheTheoryAreInputErrors() throws {
    let dependent = try read(text("\"predictors\": [[1, 0], [2, 0]]"))
    let error = inputError { () throws(InputError) in try dependent.instance() }
    #expect(error?.kind == .linearlyDependent(nullVector: [2, -1]))
    #expect(error?.file == "x.json" && error?.place == "$.predictors")
    let indefinite = try read(text("\"gram\": [[1, 2], [2, 1]]"))
    let refused = inputError { () throws(InputError) in try indefinite.instance() }
    #expect(refused?.kind == .invalid && refused?.place == "$.gram")
    #expect(refused?.problem.hasPrefix("gram is not positive semi-definite") == true)
    let moments = try read(
      text("\"moments\": {\"samples\": 1, \"xx\": [[0]], \"xy\": [[1]]}"))
    let impossible = inputError { () throws(InputError) in try moments.instance() }
    #expect(impossible?.kind == .invalid && impossible?.place == "$.moments")
  }

  @Test func choosingTasks() throws {
    let whole = try read(
      text(
        """
        "gram": [[2, 0, 1], [0, 0, 0], [1, 0, 3]], "tasks": ["a", "b", "c"],
        "points": [{"name": "p", "direction": [1, 1, 1]}], "expect": {"error": "linearlyDependent"}
        """))
    let part = try whole.choosing(TaskSelection("3,1"))
    let instance = try part.instance()
    #expect(instance.gram == RationalMatrix([[3, 1], [1, 2]]))
    #expect(instance.taskNames == ["c", "a"])
    #expect(part.taskNumbers == [3, 1] && instance.taskNumbers == [3, 1])
    #expect(instance.surfaceName(SignPattern(signs: [1, -1]), width: .allButOne) == "I_1")
    #expect(part.title == "x, tasks 3,1" && part.fileName == "x.tasks-3-1")
    let again = try part.choosing(TaskSelection("2"))
    #expect(again.taskNumbers == [1] && again.taskNames == ["a"] && again.title == "x, task 1")
    let six = String(repeating: "[1]", count: 6).replacingOccurrences(of: "][", with: "],[")
    let many = try read(text("\"predictors\": [\(six)]")).choosing(TaskSelection("6,1-4"))
    #expect(many.title == "x, tasks 6,1-4" && many.fileName == "x.tasks-6-1to4")
    #expect(part.points.isEmpty && part.expectation.isEmpty)
    let error = inputError { () throws(InputError) in
      try whole.choosing((try? TaskSelection("1,4")) ?? TaskSelection.none())
    }
    #expect(error?.kind == .wrongUsage && error?.expectation == "task numbers from 1 to 3")
    // The part of an impossible Gram matrix is not better than the whole.
    let indefinite = try read(text("\"gram\": [[1, 2, 0], [2, 1, 0], [0, 0, 1]]"))
    let refused = inputError { () throws(InputError) in
      try indefinite.choosing((try? TaskSelection("1,3")) ?? TaskSelection.none())
    }
    #expect(refused?.kind == .invalid)
    // Names are kept where there were none: the numbers in the whole.
    let named = try read(text("\"predictors\": [[1, 0], [0, 1]]")).choosing(TaskSelection("2"))
    #expect(try named.instance().taskNames == ["2"])
  }

  @Test func taskSelections() throws {
    #expect(try TaskSelection("3,4,5").numbers == [3, 4, 5])
    #expect(try TaskSelection("7,1-3").numbers == [7, 1, 2, 3])
    #expect(try TaskSelection(numbers: [2, 1]).numbers == [2, 1])
    for text in ["", ",", "0", "1,1", "1-3,2", "a", "1,", "-1", "1-", "3-1", "1-2-3", "513", "٣"] {
      #expect(throws: TaskSelection.Problem.self, "\(text)") { try TaskSelection(text) }
    }
  }

  @Test func writingIsReadBack() throws {
    let texts = [
      text("\"predictors\": [[\"0.98\", \"1/3\"], [\"-1e-41\", \"12e3\"]], \"note\": \"\\n\\\"\""),
      text(
        """
        "gram": [["2.5", "-0.05"], ["-0.05", "2"]], "tasks": ["é", "b"],
        "points": [{"name": "p", "direction": ["1", "-1/7"], "width": "k-1"}],
        "expect": {"C1": true, "C2": true, "points": {"p": {"supported": true}}}
        """),
      text("\"moments\": {\"samples\": 9, \"xx\": [[1]], \"xy\": [[\"1e-3\"]], \"yy\": [[1]]}"),
      text("\"gram\": [[0]], \"expect\": {\"error\": \"linearlyDependent\"}"),
    ]
    for text in texts {
      let first = try read(text)
      let written = first.json.bytes()
      let second = try Case(json: written, file: "x.json")
      #expect(second.json.bytes() == written)
      #expect(second.points == first.points && second.expectation == first.expectation)
      #expect(second.taskNames == first.taskNames && second.note == first.note)
      switch (first.problem, second.problem) {
      case (.predictors(let a), .predictors(let b)): #expect(a == b)
      case (.gram(let a), .gram(let b)): #expect(a == b)
      case (.moments(let a), .moments(let b)): #expect(a == b)
      default: Issue.record("another kind of case")
      }
    }
  }

  @Test func shortTextsAreExact() throws {
    for (number, text) in [
      (Rational(1, 2), "0.5"), (Rational(-1, 8), "-0.125"), (Rational(12_345, 100), "123.45"),
      (Rational(1, 3), "1/3"), (Rational(-7, 30), "-7/30"), (Rational(5), "5"),
      (Rational(-1, Integer(10).power(40)), "-0." + String(repeating: "0", count: 39) + "1"),
      (Rational(1, Integer(10).power(41)), "1/1" + String(repeating: "0", count: 41)),
      (Rational(3, Integer(2).power(40)), "0.0000000000027284841053187847137451171875"),
    ] {
      #expect(number.shortText == text)
      #expect(try Rational(literal: number.shortText) == number)
    }
    var generator = TestGenerator(seed: 6)
    for _ in rounds(500) {
      let number = try Rational(literal: generator.decimal()) / Rational(generator.int(1...20))
      #expect(try Rational(literal: number.shortText) == number)
    }
  }

  @Test func momentsCasesSayWhatTheyAre() throws {
    let scratch = try Scratch()
    let file = try scratch.file("some.table.csv", "x,y\n1,2\n2,3\n")
    let problem = try Case(
      data: DataSource(
        file: file, format: .csv, inputs: ["x"], targets: ["y"], intercept: true, center: true))
    #expect(problem.name == "some.table" && problem.source == "some.table.csv")
    #expect(problem.note == "Inputs: x, a column of ones. Targets, centred: y.")
    let copy = try Case(json: problem.json.bytes(), file: "copy.json")
    guard case .moments(let moments) = copy.problem else {
      Issue.record("not moments")
      return
    }
    #expect(
      moments == plainMoments([[1, 2], [2, 3]], inputs: 1, intercept: true, center: true))
  }

  @Test func fileNamesAreSafe() throws {
    for (name, file) in [
      ("figure-1", "figure-1"), ("../../etc/x", "-.-..-etc-x"), ("a b", "a-b"), ("", "case"),
      (".hidden", "-hidden"), ("é", "é"), ("a\0b\n", "a-b-"), ("..", "-."),
    ] {
      let problem = Case(file: "x", name: name, problem: .predictors([]))
      #expect(problem.fileName == file)
    }
    let long = Case(
      file: "x", name: String(repeating: "é", count: 500), problem: .predictors([]))
    #expect(long.fileName.utf8.count == 120)
    #expect(FilePath.stem("a/b.c/d.tar.gz") == "d.tar" && FilePath.stem("/a/.x") == ".x")
    #expect(FilePath.stem("a/b/") == "b" && FilePath.name("/") == "")
    #expect(FilePath.resolve("x.csv", relativeTo: "a/b.json") == "a/x.csv")
    #expect(FilePath.resolve("x.csv", relativeTo: "b.json") == "x.csv")
    #expect(FilePath.resolve("/x.csv", relativeTo: "a/b.json") == "/x.csv")
    #expect(DataSource.format(ofFileNamed: "A.CSV") == .csv)
    #expect(DataSource.format(ofFileNamed: "csv") == nil)
  }

  @Test func damagedCasesNeverCrash() throws {
    var generator = TestGenerator(seed: 7)
    let whole = text(
      """
      "name": "n", "tasks": ["a", "b"], "gram": [["2", "-1/2"], ["-0.5", "3e0"]],
      "points": [{"name": "p", "direction": ["1", "1"], "width": "1"}],
      "expect": {"C1": true, "points": {"p": {"exposed": true}}}
      """)
    let moments = text(
      "\"moments\": {\"samples\": 9, \"xx\": [[1]], \"xy\": [[\"1e-3\"]], \"yy\": [[1]]}")
    let pool = Array("0123456789[]{}\",:/-+.eE \\ukC".utf8) + [0, 0xC3, 0xA9, 0xFF]
    var accepted = 0
    for round in rounds(3_000) {
      var bytes = Array((round % 2 == 0 ? whole : moments).utf8)
      generator.damage(&bytes, with: pool)
      do {
        let problem = try Case(json: bytes, file: "x.json")
        accepted += 1
        _ = try problem.instance()
      } catch {
        #expect(!error.expectation.isEmpty && !error.description.isEmpty)
      }
    }
    #expect(accepted > 0)
  }
}

extension TaskSelection {
  /// A choice for places where only input errors may be thrown.
  fileprivate static func none() -> TaskSelection {
    do { return try TaskSelection("1") } catch { fatalError("\(error)") }
  }
}
