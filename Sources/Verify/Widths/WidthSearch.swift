import Exact
import Floating
import Randomness
import Surfaces

/// Decides one width strictly between the ends: minors that fail first, then signs of the sets of q
/// tasks.
struct WidthSearch {
  let instance: Instance
  /// The width q, 1 < q < k-1.
  let units: Int
  let limits: WidthLimits
  let filter: FloatingFilter
  let proceed: () -> Bool

  private var count: Int { instance.taskCount }

  /// Whether all minors that matter are looked at: the C(k, q-1) contractions and the C(k, q+1)
  /// deletions.
  private var elimination: Int {
    let sets = [units - 1, units + 1].map {
      LexicographicSubsets(universe: count, size: $0).count
    }
    let (sum, overflow) = sets[0].addingReportingOverflow(sets[1])
    let (product, overflow2) = sum.multipliedReportingOverflow(by: count * count)
    return overflow || overflow2 ? Int.max : product
  }

  mutating func run() -> WidthExplorationVerdict {
    let elimination = elimination
    if elimination > limits.guessing, let failing = guess() { return .unexplored(failing) }
    if !proceed() { return .undecided(.stopped) }
    let johnson = JohnsonGraph(instance, units: units, limits: limits)
    guard elimination <= limits.elimination, var johnson else {
      return sampled() ?? .undecided(proceed() ? .tooManySubsets : .stopped)
    }
    switch exactPass(&johnson) {
    case .failing(let part, let set, let cycle):
      return .unexplored(failing(part, set, cycle: cycle))
    case .stopped: return .undecided(.stopped)
    case .balanced: return signs(johnson)
    }
  }

  /// Only whether weights reach every Pareto optimum, without evidence; nil when undecided.
  mutating func isExplored() -> Bool? {
    guard elimination <= limits.elimination,
      var johnson = JohnsonGraph(instance, units: units, limits: limits)
    else { return nil }
    switch exactPass(&johnson) {
    case .failing: return false
    case .stopped: return nil
    case .balanced:
      if case .explored = signs(johnson) { return true }
      return nil
    }
  }

  // MARK: Minors

  private enum Pass {
    case failing(MinorWalk.Part, [Int], cycle: [Int])
    case balanced
    case stopped
  }

  /// Looks at all minors exactly: deletions first, of which a shortest cycle counts, then
  /// contractions, whose entries are the edges of the Johnson graph.
  private func exactPass(_ johnson: inout JohnsonGraph) -> Pass {
    for part in [MinorWalk.Part.inside, .outside] {
      var best: (set: [Int], cycle: [Int])?
      let walk = MinorWalk(
        instance: instance, size: part == .inside ? units + 1 : units - 1, part: part,
        proceed: proceed)
      let finished = walk.run { set, tasks, graph in
        if part == .outside && best == nil { johnson.add(graph, on: tasks, contracted: set) }
        if !graph.isBalanced, case .frustratedCycle(let cycle) = graph.balance(),
          cycle.count < best?.cycle.count ?? Int.max
        {
          best = (set, cycle.map { tasks[$0 - 1] })
        }
        return best?.cycle.count != 3
      }
      if !finished { return .stopped }
      if let best { return .failing(part, best.set, cycle: best.cycle) }
    }
    return .balanced
  }

  /// Up to this many tasks a deletion is certified as it is; of more, those outside the cycle are
  /// contracted, which leaves the signs of the inverse on the cycle as they are.
  private static let largestDeletion = 12

  /// The evidence of a minor that is known to have a frustrated cycle.
  private func failing(_ part: MinorWalk.Part, _ set: [Int], cycle: [Int]) -> FailingMinor {
    let rest = set.filter { !cycle.contains($0) }
    var candidates: [(contracted: [Int], kept: [Int])]
    switch part {
    case .outside: candidates = [(set, cycle)]
    case .inside:
      candidates = [(rest, cycle)]
      if set.count <= Self.largestDeletion { candidates.insert(([], set), at: 0) }
    }
    var last: FailingMinor?
    for candidate in candidates {
      let found = decide(candidate.contracted, candidate.kept, part)
      if found?.witness != nil || last == nil { last = found }
      if last?.witness != nil { break }
    }
    guard let last else { preconditionFailure("the minor has a frustrated cycle") }
    return last
  }

  private func decide(
    _ contracted: [Int], _ kept: [Int], _ part: MinorWalk.Part
  ) -> FailingMinor? {
    FailingMinor.decide(
      instance.minor(contracting: contracted, keeping: kept),
      end: part == .inside ? .allButOne : .one, filter: filter)
  }

  // MARK: Guesses

  /// How many orders of the tasks are tried before the systematic search.
  private static let orders = 64

  /// Contracts tasks in several orders in double precision, and decides the clearest frustrated
  /// triangle exactly.
  private func guess() -> FailingMinor? {
    let start = ApproximateMinors(instance)
    var generator = CounterGenerator(seed: 12, stream: "widths", index: UInt64(units))
    var order = Array(0..<count)
    for _ in 0..<Self.orders {
      if !proceed() { return nil }
      var minors = start
      if order[..<(units - 1)].allSatisfy({ minors.contract($0) }) {
        let outside = minors.triangleOutside()
        if minors.contract(order[units - 1]), minors.contract(order[units]),
          let cycle = minors.triangleInside(),
          let found = decideTriangle(.inside, Array(order[...units]), cycle)
        {
          return found
        }
        if let outside,
          let found = decideTriangle(.outside, Array(order[..<(units - 1)]), outside)
        {
          return found
        }
      }
      order.shuffle(using: &generator)
    }
    return nil
  }

  /// The evidence of a triangle, when it is frustrated indeed.
  private func decideTriangle(
    _ part: MinorWalk.Part, _ set: [Int], _ cycle: [Int]
  ) -> FailingMinor? {
    let rest = part == .inside ? set.filter { !cycle.contains($0) } : set
    guard let found = decide(rest, cycle, part) else { return nil }
    // The smaller a deletion is, the sooner it may stand for itself.
    guard part == .inside, set.count <= Self.largestDeletion else { return found }
    return failing(.inside, set, cycle: cycle)
  }

  /// Looks through the minors in double precision where there are too many for exact arithmetic.
  private func sampled() -> WidthExplorationVerdict? {
    let start = ApproximateMinors(instance)
    var found: FailingMinor?
    func visit(_ minors: ApproximateMinors, from next: Int) -> Bool {
      if !proceed() { return false }
      let set = minors.contracted
      if set.count == units - 1, let cycle = minors.triangleOutside() {
        found = decideTriangle(.outside, set, cycle)
      } else if set.count == units + 1 {
        if let cycle = minors.triangleInside() { found = decideTriangle(.inside, set, cycle) }
        return found == nil
      }
      if found != nil { return false }
      for task in next..<max(next, count - (units + 1 - set.count) + 1) {
        var extended = minors
        if extended.contract(task), !visit(extended, from: task + 1) { return false }
      }
      return true
    }
    _ = visit(start, from: 0)
    return found.map { .unexplored($0) }
  }

  // MARK: Signs

  /// Decides by signs once no minor fails: by those of all pairs, which allow zeros (Theorem B), by
  /// those of neighbours where none of their minors is zero (Theorem C'), or by those of neighbours
  /// in G + tH.
  private func signs(_ johnson: JohnsonGraph) -> WidthExplorationVerdict {
    let neighbours = johnson.neighbourCount
    guard johnson.isBalanced else {
      return .undecided(
        .dualityGap(
          cycle: frustratedCycle(johnson), zeros: johnson.zeroCount, count: neighbours))
    }
    let isStrict = johnson.zeroCount == 0
    let strict = WidthExplorationVerdict.explored(SubsetSigns(johnson.signs, .johnson))
    if johnson.subsetCount > limits.pairs { return isStrict ? strict : .undecided(.tooManySubsets) }
    var compound = CompoundSigning(instance, johnson, filter: filter)
    guard compound.run(proceed: proceed) else { return isStrict ? strict : .undecided(.stopped) }
    if let signs = compound.signs { return .explored(SubsetSigns(signs, .compound)) }
    if isStrict { return strict }
    if johnson.zeroCount <= limits.zeros {
      let search = PerturbationSearch(instance.gram, johnson, proceed: proceed)
      if let found = search.run() { return .explored(found) }
      if !proceed() { return .undecided(.stopped) }
    }
    return .undecided(.zeroMinors(zeros: johnson.zeroCount, count: neighbours))
  }

  /// Up to this many sets of tasks a frustrated cycle of them is looked for.
  private static let longestCycleSearch = 1_000

  /// A shortest frustrated cycle of a Johnson graph that is not balanced, as sets of tasks counted
  /// from 1; nil for a large graph.
  private func frustratedCycle(_ johnson: JohnsonGraph) -> [[Int]]? {
    let size = johnson.subsetCount
    guard size <= Self.longestCycleSearch else { return nil }
    var signs = Array(repeating: Int8(0), count: size * size)
    let walk = MinorWalk(instance: instance, size: units - 1, part: .outside, proceed: proceed)
    let finished = walk.run { set, tasks, graph in
      for edge in johnson.edges(graph, on: tasks, contracted: set) {
        signs[edge.first * size + edge.second] = edge.sign
        signs[edge.second * size + edge.first] = edge.sign
      }
      return true
    }
    guard finished,
      case .frustratedCycle(let cycle) = SignedGraph(vertexCount: size, signs: signs).balance()
    else { return nil }
    let sets = johnson.subsets.all
    return cycle.map { sets[$0 - 1].map { $0 + 1 } }
  }
}
