import Exact
import Intervals
import Parallel
import Surfaces

extension EnclosedPoint {
  /// Decides whether the point is Pareto optimal.
  ///
  /// A supported or exposed point is. Otherwise a sign tree closes every surface, strictly or
  /// because it passes through the point by definition, or a rational direction is better. Width 1:
  /// both are found for a rational point nearby, with a margin, and verified over the box. Width
  /// k-1: the bounds are computed over the box.
  ///
  /// - Parameters:
  ///   - schedule: The precisions to try.
  ///   - limits: When to give up a sign tree.
  ///   - reachability: What ``reachability(_:)`` says.
  /// - Complexity: exponential at worst; see ``ParetoVerdict/decide(_:_:width:limits:)``.
  public func paretoOptimality(
    _ schedule: PrecisionDoubling = PrecisionDoubling(), limits: SearchLimits = .standard,
    reachability: EnclosedReachability? = nil
  ) -> EnclosedPareto {
    let reachability = reachability ?? self.reachability(schedule)
    for support in [reachability.supported, reachability.exposed] {
      if case .holds(_, let precision) = support { return .optimalBySupport(precision: precision) }
    }
    let answer = decide(schedule) { box throws(PointIndecision) -> EnclosedPareto in
      try width == .one
        ? optimalityByMultipliers(in: box, limits: limits)
        : optimalityByCuts(in: box, limits: limits)
    }
    switch answer {
    case .success(let verdict): return verdict
    case .failure(let reason): return .undecided(reason)
    }
  }

  /// The signs of the coordinates, or why they are open.
  func settledSigns(in box: PointBox) throws(PointIndecision) -> [[Int]] {
    if let known = knownSigns(in: box) { return known }
    let task = otherTasks.first { !box.isSigned($0) } ?? 0
    throw .tie(
      of: "u_\(instance.taskNumbers[task])", enclosure: box.direction[task],
      precision: box.precision)
  }

  /// A rational direction that is better for every task whose coordinate is not zero: for width 1
  /// b_i^2 c(u) > u_i^2 c(b), for width k-1 the opposite (and b_i = 0 where u_i = 0).
  func dominates(_ direction: [Integer], in box: PointBox) -> Bool {
    let other = instance.gramInverse.quadraticForm(direction)
    let zeros = Set(zeroTasks)
    return direction.indices.allSatisfy { task in
      if zeros.contains(task) { return width == .one || direction[task].isZero }
      let square = Rational(direction[task] * direction[task])
      let gain = box.norm * square - box.direction[task].square * other
      return (width == .one ? gain.isPositive : gain.isNegative).isCertain
    }
  }

  /// A tie of a surface with the point, for the report.
  private func tie(
    _ signs: [Int], own: [Int], _ words: String, in box: PointBox
  ) -> PointIndecision {
    let label = instance.surfaceName(SignPattern(signs: signs), width: width)
    return .tie(
      of: "\(words) of the surface \(label)", enclosure: excess(of: signs, own: own, in: box),
      precision: box.precision)
  }
}

// MARK: Width 1

extension EnclosedPoint {
  /// What a rational point nearby suggests, verified over the box.
  private func optimalityByMultipliers(
    in box: PointBox, limits: SearchLimits
  ) throws(PointIndecision) -> EnclosedPareto {
    let known = try settledSigns(in: box)
    guard let direction = definition.neighbour(in: box) else {
      throw .noBox(reason: "the box has no bounded enclosure", precision: box.precision)
    }
    let neighbour = Point(instance, direction: direction)
    if let step = ParetoVerdict.steepDominator(instance, neighbour), dominates(step, in: box) {
      return .dominated(by: step, precision: box.precision)
    }
    let ties = MultiplierTreeSearch.Ties(marginBits: max(8, box.precision / 2)) { signs in
      closes(signs.map(Int.init), known: known, in: box)
    }
    var search = MultiplierTreeSearch(
      gram: instance.scaledGram, direction: neighbour.direction,
      dual: neighbour.dual, factor: instance.gram.denominator * neighbour.dualScale,
      limits: limits, ties: ties)
    switch search.run() {
    case .closed(let tree):
      try verify(tree, known: known, in: box)
      return .optimalByTree(tree, precision: box.precision)
    case .dominated(let direction):
      if dominates(direction, in: box) {
        return .dominated(by: direction, precision: box.precision)
      }
      throw .bound(
        "that the point is dominated by the one of a direction found nearby", enclosure: nil,
        precision: box.precision)
    case .tied(let signs):
      throw tie(signs.map(Int.init), own: known[0], "the least value minus c(u)", in: box)
    case .exhausted:
      throw Interruption.isPending
        ? .interrupted : .treeLimit(nodes: limits.nodes, precision: box.precision)
    }
  }

  /// Whether the surface of complete signs passes through the point by definition, and the point
  /// is its only member with |b| >= |u|: its gradient there is >= 0, and the form is convex.
  private func closes(_ signs: [Int], known: [[Int]], in box: PointBox) -> Bool {
    passesThrough(signs, known: known)
      && gradient(of: signs, own: known[0], in: box).elements.allSatisfy {
        $0.isNonnegative.isCertain
      }
  }

  /// Verifies every leaf of a sign tree of width 1 over the box.
  ///
  /// On a leaf with multipliers y, every b with the leaf's signs and |b| >= |u| has
  /// b^T Q b >= (y . |u|)^2 / (p^T G p), p = s * y; this must exceed c(u). A leaf that fixes all
  /// signs may be closed by definition instead.
  private func verify(
    _ tree: SignTree, known: [[Int]], in box: PointBox
  ) throws(PointIndecision) {
    let count = instance.taskCount
    let malformed = PointIndecision.bound(
      "a well-formed sign tree", enclosure: nil, precision: box.precision)
    var pending: [(node: Int, signs: [Int])] = [(0, [1] + Array(repeating: 0, count: count - 1))]
    while let (position, fixed) = pending.popLast() {
      guard tree.nodes.indices.contains(position) else { throw malformed }
      if case .branch(let task, let plus, let minus) = tree.nodes[position] {
        guard (1...count).contains(task), fixed[task - 1] == 0, plus > position, minus > position
        else { throw malformed }
        for (child, sign) in [(plus, 1), (minus, -1)] {
          var signs = fixed
          signs[task - 1] = sign
          pending.append((child, signs))
        }
        continue
      }
      if !fixed.contains(0), closes(fixed, known: known, in: box) { continue }
      guard case .multipliers(let y) = tree.nodes[position],
        let excess = leafExcess(y, fixed, in: box)
      else { throw malformed }
      guard excess.isPositive.isCertain else {
        throw .bound("the bound of a leaf", enclosure: excess, precision: box.precision)
      }
    }
  }

  /// (y . |u|)^2 - c(u) p^T G p; nil for multipliers that prove nothing.
  private func leafExcess(_ y: [Integer], _ fixed: [Int], in box: PointBox) -> Interval? {
    guard y.count == fixed.count, y.allSatisfy({ $0.signum >= 0 }),
      zip(y, fixed).allSatisfy({ $0.isZero || $1 != 0 }), y.contains(where: { !$0.isZero })
    else { return nil }
    let p = zip(y, fixed).map { $1 < 0 ? -$0 : $0 }
    let lengths = IntervalVector(box.direction.elements.map(\.magnitude))
    let bracket = lengths.dot(IntervalVector(y.map { Rational($0) }, precision: box.precision))
    return bracket.square - box.norm * instance.gram.quadraticForm(p)
  }
}

// MARK: Width k-1

extension EnclosedPoint {
  /// The largest f_s(|u|), by branch and bound over the box.
  private func optimalityByCuts(
    in box: PointBox, limits: SearchLimits
  ) throws(PointIndecision) -> EnclosedPareto {
    let known = try settledSigns(in: box)
    let own = known[0]
    let count = own.count
    guard let form = scaledForm(in: box) else {
      throw .noBox(reason: "the box has no bounded enclosure", precision: box.precision)
    }
    var tied: [Int]?
    var tree = CutTree(
      entries: form.entries, own: own, slack: form.slack, limit: limits.nodes
    ) { signs in
      if signs.contains(0) { return exhaustsTheBound(signs, own: own) }
      if passesThrough(signs, known: known) { return true }
      tied = signs
      return nil
    }
    switch tree.run() {
    case .closed(let tree): return .optimalByTree(tree, precision: box.precision)
    case .exceeded(let signs):
      // The signs of a rational point nearby, changed.
      if let neighbour = definition.neighbour(in: box) {
        let direction = (0..<count).map {
          signs[$0] < 0 ? -neighbour[$0].magnitude : neighbour[$0].magnitude
        }
        if dominates(direction, in: box) {
          return .dominated(by: direction, precision: box.precision)
        }
      }
      throw .bound(
        "that a rational direction dominates the point", enclosure: nil,
        precision: box.precision)
    case .unclear: throw tie(tied ?? own, own: own, "f(|u|) - c(u)", in: box)
    case .exhausted:
      throw Interruption.isPending
        ? .interrupted : .treeLimit(nodes: limits.nodes, precision: box.precision)
    }
  }

  /// Whether, with some signs fixed, the bound is c(u) itself: all pairs with a free task agree
  /// with the signs of u, and so do the fixed ones.
  func exhaustsTheBound(_ signs: [Int], own: [Int]) -> Bool {
    let inverse = instance.gramInverse
    let tasks = otherTasks
    let root = signs[0] * own[0]
    for (position, i) in tasks.enumerated() {
      for l in tasks[..<position] where inverse.sign(i, l) != 0 {
        if signs[i] != 0 && signs[l] != 0 {
          if signs[i] * signs[l] != own[i] * own[l] { return false }
        } else if inverse.sign(i, l) * own[i] * own[l] < 0 {
          return false
        } else if (signs[i] != 0 && signs[i] * own[i] != root)
          || (signs[l] != 0 && signs[l] * own[l] != root)
        {
          return false
        }
      }
    }
    return true
  }

  /// The numbers q_il |u_i| |u_l| times a power of two, rounded to integers, and a bound of the
  /// error of a difference of two sums of them, each with factors of at most 1.
  private func scaledForm(in box: PointBox) -> (entries: [Integer], slack: Integer)? {
    let inverse = instance.gramInverse
    let count = instance.taskCount
    let zeros = Set(zeroTasks)
    var sides: [(lower: Rational, upper: Rational)] = []
    for i in 0..<count {
      for l in 0..<count {
        if inverse.sign(i, l) == 0 || zeros.contains(i) || zeros.contains(l) {
          sides.append((.zero, .zero))
          continue
        }
        let entry = box.direction[i].magnitude * box.direction[l].magnitude * inverse[i, l]
        guard let lower = entry.lower, let upper = entry.upper else { return nil }
        sides.append((lower, upper))
      }
    }
    guard let top = sides.map({ max($0.lower.magnitude, $0.upper.magnitude) }).max(),
      !top.isZero
    else { return nil }
    let scale = Rational(Integer.one.shiftedLeft(box.precision)) / top
    var entries: [Integer] = []
    var error = Integer.one
    for side in sides {
      if side.lower.isZero, side.upper.isZero {
        entries.append(.zero)
        continue
      }
      let low = (side.lower * scale).floor
      let high = (side.upper * scale).floor + .one
      entries.append((low + high).roundedShiftRight(1))
      error = max(error, high - low)
    }
    return (entries, error * Integer(2 * count * count))
  }
}
