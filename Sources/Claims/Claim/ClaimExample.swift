import Exact
import ExactJSON
import Surfaces

/// An instance of a claim: named exact arrays, so that every instance can be printed, saved, read
/// back and simplified in the same way.
public struct ClaimExample: Sendable, Equatable {
  /// The fields.
  public var fields: [ClaimField]

  /// Creates an example.
  public init(_ fields: [ClaimField]) { self.fields = fields }

  /// The field of a name.
  public func field(_ name: String) -> ClaimField? { fields.first { $0.name == name } }

  /// The rows of a matrix; empty when there is none of this name.
  public func rows(_ name: String) -> [[Rational]] { field(name)?.rows ?? [] }

  /// A vector; empty when there is none of this name.
  public func vector(_ name: String) -> [Rational] { rows(name).map { $0.first ?? .zero } }

  /// A number; zero when there is none of this name.
  public func number(_ name: String) -> Rational { rows(name).first?.first ?? .zero }

  /// A matrix, or nil when it is missing or empty.
  public func matrix(_ name: String) -> RationalMatrix? {
    let rows = rows(name)
    guard let first = rows.first, !first.isEmpty else { return nil }
    return RationalMatrix(rows)
  }

  /// The lengths of all axes.
  public var axes: [String: Int] {
    var lengths: [String: Int] = [:]
    for field in fields {
      if let axis = field.rowAxis { lengths[axis] = field.rows.count }
      if let axis = field.columnAxis, !field.rows.isEmpty { lengths[axis] = field.width }
    }
    return lengths
  }

  /// The example in words.
  public var text: String { fields.map(\.text).joined(separator: "\n") }

  /// The example in JSON: one key for each field.
  public var json: ExactJSONValue {
    .object(
      fields.map { field in
        if field.columnAxis != nil {
          return .init(field.name, .array(field.rows.map { .exact($0) }))
        }
        if field.rowAxis != nil {
          return .init(field.name, .exact(field.rows.map { $0[0] }))
        }
        return .init(field.name, .exact(field.rows[0][0]))
      })
  }

  /// Reads numbers into the shape of this example: the same fields, any lengths that fit.
  ///
  /// - Throws: ``ExactJSONError`` where a field is missing, unknown or of another shape.
  public func reading(_ json: ExactJSON) throws(ExactJSONError) -> ClaimExample {
    let object = try json.object(required: fields.map(\.name))
    var result = self
    var lengths: [String: Int] = [:]
    for (position, field) in fields.enumerated() {
      let node = try object.required(field.name)
      var rows: [[Rational]] = []
      if field.rowAxis == nil {
        rows = [[try node.quotedRational()]]
      } else {
        for entry in try node.array(of: "rows") {
          if field.columnAxis == nil {
            rows.append([try entry.quotedRational()])
          } else {
            let count = try entry.array(of: "numbers").count
            rows.append(try entry.rationals(count: count, quoted: true))
          }
        }
      }
      for (axis, length) in [(field.rowAxis, rows.count), (field.columnAxis, rows.first?.count)] {
        guard let axis, let length else { continue }
        guard lengths[axis, default: length] == length,
          rows.allSatisfy({ $0.count == rows[0].count })
        else {
          throw node.failure(
            expected: "\(lengths[axis] ?? length) entries for each \(axis)", found: "another number"
          )
        }
        lengths[axis] = length
      }
      result.fields[position].rows = rows
    }
    return result
  }
}

extension ClaimExample {
  /// The instance of the field `gram` or of the field `predictors`, or nil when the numbers are
  /// none, for instance linearly dependent.
  func instance() -> Instance? {
    if let gram = matrix("gram") { return try? Instance(gram: gram.reduced()) }
    if let inverse = matrix("inverse") {
      guard inverse.isSymmetric, inverse.definiteness() == .positiveDefinite,
        let gram = inverse.inverse()
      else { return nil }
      return try? Instance(gram: gram.reduced())
    }
    let predictors = rows("predictors")
    guard !predictors.isEmpty else { return nil }
    return try? Instance(predictors: predictors)
  }

  /// The point of the field `direction`, or nil when it is zero.
  func point(_ instance: Instance) -> Point? {
    let direction = vector("direction")
    guard direction.count == instance.taskCount, direction.contains(where: { !$0.isZero }) else {
      return nil
    }
    return Point(instance, direction: direction)
  }

  /// The inverse of a Gram matrix of k tasks.
  static func inverse(_ rows: [[Integer]]) -> ClaimField {
    .init(
      "inverse", rows: rows.map { $0.map { Rational($0) } }, by: "task", "task", isSymmetric: true)
  }

  /// A Gram matrix of k tasks.
  static func gram(_ rows: [[Integer]]) -> ClaimField {
    ClaimField(
      "gram", rows: rows.map { $0.map { Rational($0) } }, by: "task", "task", isSymmetric: true)
  }

  /// A direction: one number for each task.
  static func direction(_ values: [Integer]) -> ClaimField { vector("direction", values) }

  /// A vector with one number for each task.
  static func vector(_ name: String, _ values: [Integer], by axis: String = "task") -> ClaimField {
    ClaimField(name, rows: values.map { [Rational($0)] }, by: axis, nil)
  }

  /// A single number.
  static func number(
    _ name: String, _ value: Rational, domain: ClaimField.Domain = .rational
  ) -> ClaimField {
    ClaimField(name, rows: [[value]], by: nil, nil, domain: domain)
  }

  /// A matrix.
  static func matrix(
    _ name: String, _ rows: [[Integer]], by rowAxis: String, _ columnAxis: String
  ) -> ClaimField {
    ClaimField(name, rows: rows.map { $0.map { Rational($0) } }, by: rowAxis, columnAxis)
  }
}
