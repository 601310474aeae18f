import Cases
import Claims
import Exact
import ExactJSON
import Foundation
import Surfaces
import Verify

/// The counterexamples that searches saved: `found/ID.json`, a case where the claim is about an
/// instance and perhaps a point of it, and `found/ID.example` where it is about other numbers.
struct SavedExamples {
  /// The format of the second kind.
  static let format = "scalarization-example/1"
  /// The name of the point of a case.
  static let pointName = "counterexample"

  private let folder: String

  /// Uses the folder `found` of a corpus.
  init(_ cases: String) { folder = cases + "/found" }

  /// The file of a claim's example.
  func path(_ claim: any Claim, isCase: Bool) -> String {
    "\(folder)/\(claim.id).\(isCase ? "json" : "example")"
  }

  /// The saved examples of a claim; none when there is no file.
  ///
  /// - Throws: `InputError` for a file that is no case or example.
  func load(_ claim: any Claim) throws -> [ClaimExample] {
    var draw = ClaimDraw(seed: 0, claim: claim.id, index: 0)
    let shape = claim.example(&draw)
    var result: [ClaimExample] = []
    let example = path(claim, isCase: false)
    if FileManager.default.fileExists(atPath: example) {
      result.append(try read(example, shape, claim))
    }
    let file = path(claim, isCase: true)
    if Self.isCase(shape), FileManager.default.fileExists(atPath: file) {
      result.append(Self.example(try Case(contentsOf: file), shape))
    }
    return result
  }

  private func read(
    _ file: String, _ shape: ClaimExample, _ claim: any Claim
  ) throws(InputError) -> ClaimExample {
    guard let data = FileManager.default.contents(atPath: file) else {
      throw InputError(
        .unreadable, file: file, problem: "cannot be read", expectation: "a saved example")
    }
    do throws(ExactJSONError) {
      let object = try ExactJSON(parsing: Array(data)).object(
        required: ["format", "claim", "expect", "example"], optional: ["note"])
      _ = try object.required("format").string(oneOf: [Self.format])
      _ = try object.required("claim").string(oneOf: [claim.id])
      _ = try object.required("expect").string(oneOf: ["refuted"])
      return try shape.reading(try object.required("example"))
    } catch {
      throw InputError(error, file: file)
    }
  }

  /// Whether an example is an instance, perhaps with a point, that a case file can hold.
  static func isCase(_ example: ClaimExample) -> Bool {
    let names = Set(example.fields.map(\.name))
    return names.isSubset(of: ["gram", "inverse", "predictors", "direction"])
      && !names.isDisjoint(with: ["gram", "inverse", "predictors"])
  }

  /// The numbers of a case in the shape of an example.
  private static func example(_ problem: Case, _ shape: ClaimExample) -> ClaimExample {
    var result = shape
    for (position, field) in shape.fields.enumerated() {
      switch (field.name, problem.problem) {
      case ("gram", .gram(let gram)): result.fields[position].rows = gram.entries
      case ("inverse", .gram(let gram)):
        result.fields[position].rows = gram.inverse()?.reduced().entries ?? []
      case ("predictors", .predictors(let rows)): result.fields[position].rows = rows
      case ("direction", _):
        let direction = problem.points.first?.direction ?? []
        result.fields[position].rows = direction.map { [$0] }
      default: result.fields[position].rows = []
      }
    }
    return result
  }

  /// Saves a counterexample, after the checker has verified what the file expects.
  ///
  /// - Returns: The path.
  /// - Throws: `OutputError`, and `CertificationFailure` when a verdict is rejected.
  func save(_ found: CampaignResult.Counterexample, of claim: any Claim) throws -> String {
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw OutputError(file: folder, reason: "the folder cannot be created")
    }
    let json: ExactJSONValue
    let path: String
    if Self.isCase(found.example), let problem = try FoundCase.make(found, of: claim) {
      path = self.path(claim, isCase: true)
      json = problem.json
    } else {
      path = self.path(claim, isCase: false)
      json = .object([
        .init("format", .text(Self.format)), .init("claim", .text(claim.id)),
        .init("note", .text(found.refutation.reason)), .init("expect", "refuted"),
        .init("example", found.example.json),
      ])
    }
    try FileOutput.write(json.bytes() + [UInt8(ascii: "\n")], to: path)
    return path
  }
}
