import Surfaces

/// A testable statement: where it comes from, instances on which it can fail, and an exact decision
/// for each of them.
///
/// A claim is checked as printed. It proves nothing by floating point: ``check(_:_:)`` calls the
/// deciders of this module or computes with exact rationals.
public protocol Claim: Sendable {
  /// The name, which is also that of its entry in the index of the notes.
  var id: String { get }
  /// The statement in one sentence.
  var statement: String { get }
  /// Where it is printed.
  var source: String { get }
  /// What an instance that refutes it looks like.
  var refutedBy: String { get }
  /// The status in the index of the notes.
  var status: ClaimStatus { get }
  /// Ways of breaking the deciders that a run must notice.
  var mutants: [Mutant] { get }
  /// For a claim with finitely many instances, their number.
  var instanceCount: Int? { get }
  /// The second half of a claim that also says "and some instance ...", or nil. A run that meets
  /// no such instance is undecided.
  var existence: String? { get }
  /// The version of the generator: with the seed, the id and the number of tasks it fixes every
  /// instance. It is raised by one whenever a change draws other instances.
  var generatorVersion: Int { get }
  /// The labels that a run must meet often enough to be a test of the claim.
  var requiredLabels: [RequiredLabel] { get }

  /// The number of instances of up to `largest` tasks that are all tried before random ones.
  func exhaustiveCount(largest: Int) -> Int
  /// Draws one instance; the same draw always gives the same instance.
  func example(_ draw: inout ClaimDraw) -> ClaimExample
  /// The properties of an instance that a run counts.
  func labels(_ example: ClaimExample) -> [ClaimLabel]
  /// Decides whether the statement holds for an instance.
  func check(_ example: ClaimExample, _ context: ClaimContext) -> ClaimOutcome
  /// How far the conclusion is from failing, smaller meaning nearer, for a directed search; nil
  /// where the hypothesis is not met or no score exists. A hint: it decides nothing.
  func score(_ example: ClaimExample, _ context: ClaimContext) -> Double?
}

extension Claim {
  /// Infinitely many instances.
  public var instanceCount: Int? { nil }
  /// No second half.
  public var existence: String? { nil }
  /// The first version.
  public var generatorVersion: Int { 1 }
  /// None.
  public var requiredLabels: [RequiredLabel] { [] }
  /// The labels that follow from the numbers of the instance.
  public func labels(_ example: ClaimExample) -> [ClaimLabel] { example.labels }
  /// No exhaustive part.
  public func exhaustiveCount(largest: Int) -> Int { 0 }
  /// No score.
  public func score(_ example: ClaimExample, _ context: ClaimContext) -> Double? { nil }
}
