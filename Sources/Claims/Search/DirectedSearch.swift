import Exact
import Randomness
import Surfaces

/// A search that starts at the instances of a run that come nearest to refuting a claim and changes
/// one number at a time, keeping changes that come nearer.
struct DirectedSearch {
  let campaign: Campaign
  /// Where an earlier search ended; it is the only starting point then.
  var resumed: SearchState?

  /// How many of the best instances are starting points.
  private static let starts = 8

  /// What a search came to.
  struct Outcome {
    /// A counterexample.
    var found: (example: ClaimExample, refutation: Refutation)?
    /// The best example; nil where none has a score.
    var state: SearchState?
  }

  /// Searches until a counterexample is found, the steps are taken or `goesOn` returns false.
  func run(_ goesOn: () -> Bool) -> Outcome {
    let outcome = Outcome(state: resumed)
    let claim = campaign.claim
    let context = campaign.context
    var ranked: [(score: Double, example: ClaimExample)] = []
    if let resumed { ranked.append((resumed.score, resumed.example)) }
    for position in 0..<(resumed == nil ? min(campaign.options.count, 2000) : 0) {
      guard goesOn() else { return outcome }
      let example = campaign.example(at: position)
      if let score = claim.score(example, context), score.isFinite {
        ranked.append((score, example))
      }
    }
    // The order of equal scores is that of the run.
    let best = ranked.enumerated().sorted {
      ($0.element.score, $0.offset) < ($1.element.score, $1.offset)
    }.prefix(Self.starts).map(\.element)
    guard let first = best.first else { return outcome }
    var state = SearchState(
      steps: resumed?.steps ?? 0, example: first.example, score: first.score)
    let before = state.steps
    let steps = campaign.options.directedSteps / best.count
    for (number, start) in best.enumerated() {
      var generator = CounterGenerator(
        seed: campaign.options.seed, stream: "search/" + claim.id, index: UInt64(before + number))
      var current = start
      for _ in 0..<steps {
        guard goesOn() else { return Outcome(state: state) }
        state.steps += 1
        let candidate = Self.neighbour(current.example, &generator)
        guard let score = claim.score(candidate, context) else { continue }
        if case .refuted(let refutation)? = claim.uninterrupted(candidate, context) {
          return Outcome(found: (candidate, refutation), state: state)
        }
        if score <= current.score { current = (score, candidate) }
        if score <= state.score { (state.score, state.example) = (score, candidate) }
      }
    }
    return Outcome(state: state)
  }

  /// The example with one number changed.
  private static func neighbour(
    _ example: ClaimExample, _ generator: inout CounterGenerator
  ) -> ClaimExample {
    var result = example
    let open = example.fields.indices.filter { example.fields[$0].domain != .fixed }
    guard !open.isEmpty else { return example }
    let position = open[generator.integer(below: open.count)]
    var field = example.fields[position]
    guard !field.rows.isEmpty, field.width > 0 else { return example }
    let i = generator.integer(below: field.rows.count)
    let j = generator.integer(below: field.width)
    let value = field.rows[i][j]
    let size = max(Integer.one, value.magnitude.floor.floorQuotient(by: Integer(4)))
    let change = Rational(Integer(generator.sign()) * (generator.sign() > 0 ? size : .one))
    let changed = generator.integer(below: 6) == 0 ? Rational.zero : value + change
    if field.domain == .nonNegative, changed.signum < 0 { return example }
    field.rows[i][j] = changed
    if field.isSymmetric { field.rows[j][i] = changed }
    result.fields[position] = field
    return result
  }
}
