import Exact
import ExactJSON
import Surfaces

extension Case {
  /// The format that this version reads and writes.
  public static let format = "scalarization-case/1"

  /// Reads a case from a file.
  ///
  /// - Parameter keepsBlocks: Whether the moments of blocks of rows are kept, where the case refers
  ///   to a table.
  /// - Throws: ``InputError`` with the place of the first thing that is not as the format says.
  public init(contentsOf file: String, keepsBlocks: Bool = false) throws(InputError) {
    try self.init(json: try InputFile.read(file), file: file, keepsBlocks: keepsBlocks)
  }

  /// Reads a case from a JSON text.
  ///
  /// - Parameter file: What the errors call the text. A table that the case refers to is looked
  ///   for in the directory of this file.
  /// - Parameter keepsBlocks: Whether the moments of blocks of rows are kept, where the case refers
  ///   to a table.
  /// - Throws: ``InputError`` with the place of the first thing that is not as the format says.
  public init(
    json bytes: [UInt8], file: String, keepsBlocks: Bool = false
  ) throws(InputError) {
    let content: CaseReader.Content
    do {
      content = try CaseReader(file: file).read(ExactJSON(parsing: bytes))
    } catch {
      throw InputError(error, file: file)
    }
    switch content {
    case .complete(let complete): self = complete
    case .data(var incomplete, var data):
      data.keepsBlocks = keepsBlocks
      let contents = try data.read()
      guard contents.targets.count == data.targets.count else {
        throw InputError(
          .invalid, file: file, place: "$.data.targets",
          problem: "the name of an array of several columns",
          expectation: "the name of one column for each task")
      }
      incomplete.problem = .moments(contents.moments)
      incomplete.inputNames = contents.inputs
      incomplete.blocks = contents.blocks
      if incomplete.taskNames == nil { incomplete.taskNames = try data.taskNames(contents) }
      self = incomplete
    }
  }
}

/// Reads the JSON of a case, up to the point where a table must be opened.
struct CaseReader {
  /// A case, or one whose moments are still in a table.
  enum Content {
    case complete(Case)
    case data(Case, DataSource)
  }

  let file: String

  private static let problems = ["predictors", "gram", "moments", "data"]

  func read(_ json: ExactJSON) throws(ExactJSONError) -> Content {
    _ = try json.object().required("format").string(oneOf: [Case.format])
    let object = try json.object(
      required: ["format"],
      optional: ["name", "source", "note", "tasks"] + Self.problems + ["points", "expect"])
    let given = Self.problems.filter { object[$0] != nil }
    guard given.count == 1, let key = given.first, let node = object[key] else {
      throw json.failure(
        expected: "exactly one of the keys " + list(Self.problems),
        found: given.isEmpty ? "none of them" : "the keys \(list(given))")
    }
    var result = Case(
      file: file, name: Case.name(ofFile: file), source: try object["source"].map(line),
      note: try object["note"]?.string(), problem: .predictors([]))
    if let name = object["name"] {
      result.name = try line(name)
      if result.name.isEmpty { throw name.failure(expected: "a name") }
    }
    var data: DataSource?
    let taskCount: Int
    switch key {
    case "predictors":
      result.problem = .predictors(try predictors(node))
      taskCount = result.taskCount
    case "gram":
      result.problem = .gram(try gram(node))
      taskCount = result.taskCount
    case "moments":
      result.problem = .moments(try moments(node))
      taskCount = result.taskCount
    default:
      let source = try self.data(node)
      data = source
      taskCount = source.targets.count
    }
    if let tasks = object["tasks"] { result.taskNames = try names(tasks, count: taskCount) }
    if let points = object["points"] {
      result.points = try self.points(points, taskCount: taskCount)
    }
    if let expect = object["expect"] {
      result.expectation = try expectation(expect, result.points, taskCount: taskCount)
    }
    return data.map { .data(result, $0) } ?? .complete(result)
  }

  private func list(_ keys: [String]) -> String {
    keys.map(ExactJSONValue.quoted).joined(separator: ", ")
  }

  /// A text that fits on one line of a report: without control characters.
  private func line(_ node: ExactJSON) throws(ExactJSONError) -> String {
    let text = try node.string()
    if !text.isEmpty, let problem = Case.problem(ofName: text) {
      throw node.failure(expected: "a text on one line", found: "a text \(problem)")
    }
    return text
  }

  // MARK: Numbers

  /// The rows of an array that has one row for each task.
  private func taskRows(_ node: ExactJSON) throws(ExactJSONError) -> [ExactJSON] {
    let rows = try node.array(of: "rows, one for each task")
    guard !rows.isEmpty else {
      throw node.failure(expected: "at least one task", found: "an empty array")
    }
    guard rows.count <= Limits.tasks else {
      throw node.failure(expected: "at most \(Limits.tasks)", found: "\(rows.count) tasks")
    }
    return rows
  }

  private func predictors(_ node: ExactJSON) throws(ExactJSONError) -> [[Rational]] {
    var rows: [[Rational]] = []
    for row in try taskRows(node) {
      rows.append(try row.rationals(count: rows.first?.count))
      if rows[0].isEmpty {
        throw row.failure(expected: "at least one number", found: "an empty array")
      }
    }
    return rows
  }

  private func gram(_ node: ExactJSON) throws(ExactJSONError) -> RationalMatrix {
    let rows = try taskRows(node)
    let matrix = try node.matrix(rows: rows.count, columns: rows.count)
    try requireSymmetric(matrix, node)
    return matrix
  }

  private func requireSymmetric(
    _ matrix: RationalMatrix, _ node: ExactJSON
  ) throws(ExactJSONError) {
    guard let (i, j) = matrix.firstAsymmetry else { return }
    throw try node.array()[j].array()[i].failure(
      expected: "a symmetric matrix: this entry equal to \(node.path)[\(i)][\(j)]")
  }

  private func moments(_ node: ExactJSON) throws(ExactJSONError) -> Moments {
    let object = try node.object(required: ["samples", "xx", "xy"], optional: ["yy"])
    let samplesNode = try object.required("samples")
    let samples = try samplesNode.rational()
    guard samples.isInteger, samples.signum > 0 else {
      throw samplesNode.failure(expected: "the number of samples, a positive integer")
    }
    let xxNode = try object.required("xx")
    let inputs = try xxNode.array(of: "rows, one for each input").count
    guard inputs > 0 else {
      throw xxNode.failure(expected: "at least one input", found: "an empty array")
    }
    guard inputs <= Limits.inputs else {
      throw xxNode.failure(expected: "at most \(Limits.inputs)", found: "\(inputs) inputs")
    }
    let xx = try xxNode.matrix(rows: inputs, columns: inputs)
    try requireSymmetric(xx, xxNode)
    let xyNode = try object.required("xy")
    let xy = try xyNode.matrix(rows: inputs)
    guard xy.columns > 0 else {
      throw xyNode.failure(expected: "at least one task", found: "rows without numbers")
    }
    guard xy.columns <= Limits.tasks else {
      throw xyNode.failure(expected: "at most \(Limits.tasks)", found: "\(xy.columns) tasks")
    }
    var yy: RationalMatrix?
    if let yyNode = object["yy"] {
      let matrix = try yyNode.matrix(rows: xy.columns, columns: xy.columns)
      try requireSymmetric(matrix, yyNode)
      yy = matrix
    }
    return Moments(samples: samples.numerator, xx: xx, xy: xy, yy: yy)
  }

  private func data(_ node: ExactJSON) throws(ExactJSONError) -> DataSource {
    let formats = DataSource.Format.allCases.map(\.rawValue)
    let object = try node.object(
      required: ["inputs", "targets"], optional: formats + ["intercept", "center"])
    let given = formats.filter { object[$0] != nil }
    guard given.count == 1, let key = given.first, let format = DataSource.Format(rawValue: key),
      let pathNode = object[key]
    else {
      throw node.failure(
        expected: "exactly one of the keys " + list(formats),
        found: given.isEmpty ? "none of them" : "the keys \(list(given))")
    }
    let path = try pathNode.string()
    guard !path.isEmpty, !path.utf8.contains(0) else {
      throw pathNode.failure(expected: "the path of a file, relative to this one")
    }
    var seen: [[UInt8]: String] = [:]
    let inputs = try columns(object.required("inputs"), &seen)
    let targetsNode = try object.required("targets")
    let targets = try columns(targetsNode, &seen)
    guard !targets.isEmpty else {
      throw targetsNode.failure(expected: "at least one target", found: "an empty array")
    }
    guard targets.count <= Limits.tasks else {
      throw targetsNode.failure(
        expected: "at most \(Limits.tasks)", found: "\(targets.count) targets")
    }
    let intercept = try object["intercept"]?.boolean() ?? false
    if inputs.isEmpty && !intercept {
      throw try object.required("inputs").failure(
        expected: "at least one input, or an intercept", found: "an empty array")
    }
    return DataSource(
      file: FilePath.resolve(path, relativeTo: file), format: format, inputs: inputs,
      targets: targets, intercept: intercept, center: try object["center"]?.boolean() ?? false)
  }

  private func columns(
    _ node: ExactJSON, _ seen: inout [[UInt8]: String]
  ) throws(ExactJSONError) -> [String] {
    var names: [String] = []
    for column in try node.array(of: "column names") {
      let name = try column.string()
      if let first = seen[Array(name.utf8)] {
        throw column.failure(
          expected: "each column once, as input or as target",
          found: "the column \(ExactJSONValue.quoted(name)) a second time (it is also \(first))")
      }
      seen[Array(name.utf8)] = column.path
      names.append(name)
    }
    return names
  }

  // MARK: Tasks, points, expectations

  private func names(_ node: ExactJSON, count: Int) throws(ExactJSONError) -> [String] {
    var names: [String] = []
    var seen: Set<String> = []
    for value in try node.array(count: count, of: count == 1 ? "task name" : "task names") {
      let name = try line(value)
      guard !name.isEmpty else { throw value.failure(expected: "a task name") }
      guard seen.insert(name).inserted else {
        throw value.failure(
          expected: "each task name once",
          found: "the task name \(ExactJSONValue.quoted(name)) a second time")
      }
      names.append(name)
    }
    return names
  }

  private func width(_ node: ExactJSON, taskCount: Int) throws(ExactJSONError) -> WidthEnd {
    let text = try node.string(oneOf: WidthEnd.allCases.map(\.rawValue))
    guard let width = WidthEnd(rawValue: text), width == .one || taskCount > 1 else {
      throw node.failure(expected: "\"1\": a single task has no width k-1")
    }
    return width
  }

  private func points(_ node: ExactJSON, taskCount: Int) throws(ExactJSONError) -> [CasePoint] {
    var points: [CasePoint] = []
    var seen: Set<[UInt8]> = []
    for value in try node.array(of: "points") {
      let object = try value.object(
        required: ["name"], optional: ["direction", "values", "signs", "weights", "width"])
      let nameNode = try object.required("name")
      let name = try line(nameNode)
      guard !name.isEmpty else { throw nameNode.failure(expected: "a name") }
      guard seen.insert(Array(name.utf8)).inserted else {
        throw nameNode.failure(
          expected: "each name once",
          found: "the point \(ExactJSONValue.quoted(name)) a second time")
      }
      let definition = try self.definition(value, object, taskCount: taskCount)
      var width = WidthEnd.one
      if let node = object["width"] { width = try self.width(node, taskCount: taskCount) }
      points.append(CasePoint(name: name, definition: definition, width: width))
    }
    return points
  }

  /// What a point is: exactly one of a direction, values with signs, and weights.
  private func definition(
    _ node: ExactJSON, _ object: ExactJSONObject, taskCount: Int
  ) throws(ExactJSONError) -> CasePoint.Definition {
    let kinds = ["direction", "values", "weights"]
    let given = kinds.filter { object[$0] != nil }
    guard given.count == 1, let kind = given.first, let numbers = object[kind] else {
      throw node.failure(
        expected: "exactly one of the keys " + list(kinds),
        found: given.isEmpty ? "none of them" : "the keys \(list(given))")
    }
    if kind != "values", let signs = object["signs"] {
      throw signs.failure(
        expected: "signs beside values only", found: "signs beside \(kind)")
    }
    let vector = try numbers.rationals(count: taskCount)
    guard vector.contains(where: { !$0.isZero }) else {
      throw numbers.failure(
        expected: kind == "direction"
          ? "a direction: numbers that are not all zero" : "numbers >= 0, not all zero",
        found: "zeros only")
    }
    if kind == "direction" { return .direction(vector) }
    guard vector.allSatisfy({ $0.signum >= 0 }) else {
      throw numbers.failure(expected: "numbers >= 0, not all zero", found: "a negative number")
    }
    if kind == "weights" { return .weights(vector) }
    var signs = Array(repeating: 1, count: taskCount)
    if let node = object["signs"] {
      signs = []
      for value in try node.array(count: taskCount, of: "signs") {
        let sign = try value.integer(in: -1...1)
        guard sign != 0 else { throw value.failure(expected: "1 or -1") }
        signs.append(sign)
      }
    }
    return .values(vector, signs: signs)
  }

  private func expectation(
    _ node: ExactJSON, _ points: [CasePoint], taskCount: Int
  ) throws(ExactJSONError) -> CaseExpectation {
    let object = try node.object(
      required: [], optional: WidthEnd.allCases.map(\.conditionName) + ["error", "points"])
    var result = CaseExpectation()
    for width in WidthEnd.allCases {
      guard let value = object[width.conditionName] else { continue }
      guard width == .one || taskCount > 1 else {
        throw value.failure(
          expected: "nothing about \(width.conditionName): a single task has no width k-1")
      }
      result.conditions[width] = try value.boolean()
    }
    if let value = object["error"] {
      let text = try value.string(oneOf: CaseExpectation.Failure.allCases.map(\.rawValue))
      result.error = CaseExpectation.Failure(rawValue: text)
      guard object.members.count == 1 else {
        throw node.failure(
          expected: "nothing else where an error is expected", found: "verdicts beside an error")
      }
    }
    for (name, value) in try object["points"]?.object().members ?? [] {
      guard points.contains(where: { $0.name.utf8.elementsEqual(name.utf8) }) else {
        throw value.failure(
          expected: points.isEmpty
            ? "no points: the case has none"
            : "one of the points " + list(points.map(\.name)),
          found: "an expectation about \(ExactJSONValue.quoted(name)), which is not a point of"
            + " the case")
      }
      let verdicts = try value.object(
        required: [], optional: PointQuestion.allCases.map(\.rawValue))
      var point = CaseExpectation.Point(name: name)
      for question in PointQuestion.allCases {
        guard let verdict = verdicts[question.rawValue] else { continue }
        if verdict.kind == .string {
          _ = try verdict.string(oneOf: [PointAnswer.undecided.description])
          point.answers[question] = .undecided
        } else {
          point.answers[question] = PointAnswer(try verdict.boolean())
        }
      }
      result.points.append(point)
    }
    return result
  }
}
