import Exact
import ExactJSON

/// How far a directed search came, so that another run can go on from there.
public struct SearchState: Sendable, Equatable {
  /// The number of steps taken so far.
  public var steps: Int
  /// The example that comes nearest to refuting the claim.
  public var example: ClaimExample
  /// Its score: how far the conclusion is from failing.
  public var score: Double

  /// The format of a saved state.
  public static let format = "scalarization-search-state/1"

  /// The state as a JSON value.
  ///
  /// - Parameter claim: The claim that is searched.
  public func json(_ claim: any Claim) -> ExactJSONValue {
    .object([
      .init("format", .text(Self.format)), .init("claim", .text(claim.id)),
      .init("steps", .integer(steps)), .init("score", .text(score.description)),
      .init("example", example.json),
    ])
  }

  /// Reads a state of a claim; the score is computed again.
  ///
  /// - Throws: ``ExactJSONError`` at the first place that is not as the format says, and for an
  ///   example that has no score.
  public init(
    _ json: ExactJSON, of claim: any Claim, context: ClaimContext
  ) throws(ExactJSONError) {
    let object = try json.object(required: ["format", "claim", "steps", "score", "example"])
    _ = try object.required("format").string(oneOf: [Self.format])
    _ = try object.required("claim").string(oneOf: [claim.id])
    _ = try object.required("score").string()
    steps = try object.required("steps").integer(in: 0...Int.max / 2)
    var draw = ClaimDraw(seed: 0, claim: claim.id, index: 0)
    let node = try object.required("example")
    example = try claim.example(&draw).reading(node)
    guard let score = claim.score(example, context) else {
      throw node.failure(expected: "an example with a score", found: "one without")
    }
    self.score = score
  }

  init(steps: Int, example: ClaimExample, score: Double) {
    self.steps = steps
    self.example = example
    self.score = score
  }
}
