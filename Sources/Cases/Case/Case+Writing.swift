import Exact
import ExactJSON
import Surfaces

extension Case {
  /// The case in its file format; ``init(json:file:)`` reads it back to the same numbers.
  public var json: ExactJSONValue {
    var members: [ExactJSONValue.Member] = [.init("format", .text(Self.format))]
    members.append(.init("name", .text(name)))
    if let source { members.append(.init("source", .text(source))) }
    if let note { members.append(.init("note", .text(note))) }
    if let taskNames {
      members.append(.init("tasks", .array(taskNames.map { .text($0) })))
    }
    switch problem {
    case .predictors(let rows):
      members.append(.init("predictors", .array(rows.map { Self.json($0) })))
    case .gram(let gram): members.append(.init("gram", Self.json(gram)))
    case .moments(let moments):
      var parts: [ExactJSONValue.Member] = [
        .init("samples", .exact(moments.samples)), .init("xx", Self.json(moments.xx)),
        .init("xy", Self.json(moments.xy)),
      ]
      if let yy = moments.yy { parts.append(.init("yy", Self.json(yy))) }
      members.append(.init("moments", .object(parts)))
    }
    if !points.isEmpty {
      members.append(
        .init(
          "points",
          .array(
            points.map { point in
              .object(
                [.init("name", .text(point.name))] + Self.json(point.definition)
                  + [.init("width", .text(point.width.rawValue))])
            })))
    }
    if !expectation.isEmpty { members.append(.init("expect", Self.json(expectation))) }
    return .object(members)
  }

  /// The bytes of the case file, after reading back what they say.
  ///
  /// - Throws: ``InputError`` where the format cannot hold the case: a number, name or text that
  ///   exceeds it.
  public func fileBytes() throws(InputError) -> [UInt8] {
    let bytes = json.bytes() + [UInt8(ascii: "\n")]
    do {
      _ = try Case(json: bytes, file: file)
    } catch {
      throw InputError(
        .tooLarge, file: file,
        problem: "what no case file can hold: \(error.place.map { $0 + ": " } ?? "")"
          + error.problem, expectation: error.expectation)
    }
    return bytes
  }

  private static func json(_ definition: CasePoint.Definition) -> [ExactJSONValue.Member] {
    switch definition {
    case .direction(let direction): return [.init("direction", json(direction))]
    case .values(let values, let signs):
      return [.init("values", json(values)), .init("signs", .integers(signs))]
    case .weights(let weights): return [.init("weights", json(weights))]
    }
  }

  private static func json(_ vector: [Rational]) -> ExactJSONValue {
    .array(vector.map { .text($0.shortText) })
  }

  private static func json(_ matrix: RationalMatrix) -> ExactJSONValue {
    .array(matrix.entries.map { json($0) })
  }

  private static func json(_ expectation: CaseExpectation) -> ExactJSONValue {
    var members: [ExactJSONValue.Member] = []
    for width in WidthEnd.allCases {
      if let holds = expectation.conditions[width] {
        members.append(.init(width.conditionName, .boolean(holds)))
      }
    }
    if let error = expectation.error { members.append(.init("error", .text(error.rawValue))) }
    if !expectation.points.isEmpty {
      members.append(
        .init(
          "points",
          .object(
            expectation.points.map { point in
              .init(
                point.name,
                .object(
                  PointQuestion.allCases.compactMap { question in
                    point.answers[question].map { answer in
                      .init(
                        question.rawValue,
                        answer.value.map { .boolean($0) } ?? .text(answer.description))
                    }
                  }))
            })))
    }
    return .object(members)
  }
}

extension Rational {
  /// The value as an exact decimal when that has at most 40 places, otherwise as `p/q`.
  var shortText: String {
    if isInteger { return description }
    var rest = denominator
    var twos = 0
    var fives = 0
    while twos <= 40, !rest.isOdd {
      rest = rest.shiftedRight(1)
      twos += 1
    }
    while fives <= 40 {
      let (quotient, remainder) = rest.quotientAndRemainder(dividingBy: 5)
      guard remainder.isZero else { break }
      rest = quotient
      fives += 1
    }
    let places = max(twos, fives)
    guard rest == .one, places <= 40 else { return description }
    let scaled = (self * Rational(Integer(10).power(places))).numerator
    let digits = scaled.magnitude.description
    let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
    return (signum < 0 ? "-" : "") + padded.dropLast(places) + "." + padded.suffix(places)
  }
}
