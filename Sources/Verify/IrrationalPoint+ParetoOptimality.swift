import Exact
import Surfaces

extension IrrationalPoint {
  /// The most tasks whose surfaces are enumerated for width k-1.
  public static let enumerationLimit = 16

  /// Decides whether the point is Pareto optimal.
  ///
  /// A point that is the only optimum of positive weights is. Otherwise, width k-1: it is if and
  /// only if f_s(|u|) <= c(u) for all signs s. Width 1: a dominating direction, or a sign tree, is
  /// found for a rational point nearby and then verified for the point itself.
  ///
  /// - Parameters:
  ///   - schedule: The precisions to try.
  ///   - limits: When to give up a sign tree.
  /// - Complexity: O(2^(k-1) k^2) for width k-1; exponential at worst for width 1.
  public func paretoOptimality(
    _ schedule: PrecisionDoubling = PrecisionDoubling(), limits: SearchLimits = .standard
  ) -> IrrationalPointPareto {
    paretoOptimality(schedule, limits: limits, reachability: reachability(schedule))
  }

  /// ``paretoOptimality(_:limits:)`` of a point whose reachability is known.
  public func paretoOptimality(
    _ schedule: PrecisionDoubling, limits: SearchLimits = .standard,
    reachability: IrrationalPointReachability
  ) -> IrrationalPointPareto {
    if case .supportedAndExposed(_, let precision) = reachability {
      return .optimalBySupport(precision: precision)
    }
    if width == .taskCountMinusOne { return optimalityByEnumeration(schedule) }
    var last = IrrationalPointPareto.undecided(.treeLimit(precision: schedule.limit))
    for bits in schedule.precisions {
      last = optimalityByNeighbour(precision: bits, limits: limits)
      if case .undecided = last { continue }
      return last
    }
    return last
  }

  /// Width k-1: c(u) - f_s(|u|) = 4 sum q_il u_i u_l over the pairs that s and the signs of u part.
  private func optimalityByEnumeration(_ schedule: PrecisionDoubling) -> IrrationalPointPareto {
    let count = values.count
    guard count <= Self.enumerationLimit else {
      return .undecided(.tooManyTasks(limit: Self.enumerationLimit))
    }
    var open: [[Int]] = []
    SurfaceEnumeration.forEachPattern(taskCount: count) { flips, _ in
      open.append(flips)
      return true
    }
    let inverse = instance.gramInverse
    var enclosure: Interval?
    for bits in schedule.precisions {
      let u = direction(precision: bits)
      // nil where the product is exactly zero.
      let products: [[Interval?]] = (0..<count).map { i in
        (0..<count).map { j in
          if i == j || inverse[i, j].isZero || values[i].isZero || values[j].isZero { return nil }
          return u[i] * u[j] * inverse[i, j]
        }
      }
      var tied: [[Int]] = []
      for flips in open {
        var sum: Interval?
        for i in 0..<count where flips[i] < 0 {
          for j in 0..<count where flips[j] > 0 {
            guard let product = products[i][j] else { continue }
            sum = sum.map { $0 + product } ?? product
          }
        }
        guard let sum else { continue }  // The values are equal: all products vanish.
        if sum.isPositive.isCertain { continue }
        if sum.isNegative.isCertain {
          return .dominatedByFlip(signs: zip(signs, flips).map { $0 * $1 }, precision: bits)
        }
        enclosure = sum
        tied.append(flips)
      }
      open = tied
      if open.isEmpty { return .optimalBySurfaces(precision: bits) }
    }
    let pattern = SignPattern(signs: zip(signs, open[0]).map { $0 * $1 })
    return .undecided(
      .sign(
        of: "c(u) - f of the surface \(Surface.label(pattern, width: width))",
        enclosure: enclosure.map { $0 * Rational(4) }, precision: schedule.limit))
  }

  /// Width 1: what a rational point nearby suggests, verified for this one.
  private func optimalityByNeighbour(
    precision: Int, limits: SearchLimits
  ) -> IrrationalPointPareto {
    guard let direction = rationalApproximation(precision: precision) else {
      return .undecided(.sign(of: "u", enclosure: nil, precision: precision))
    }
    let neighbour = Point(instance, direction: direction)
    let norm = norm(precision: precision)
    switch ParetoVerdict.decideByTree(instance, neighbour, width: width, limits: limits).outcome {
    case .dominated(let by):
      // Strictly better wherever u_i != 0: b_i^2 c(u) > v_i c(b), with v_i exact.
      let other = instance.gramInverse.quadraticForm(by)
      for task in signedTasks {
        let square = Rational(by[task] * by[task])
        let gain = norm * square - values[task] * other
        guard gain.isPositive.isCertain else {
          return .undecided(
            .sign(
              of: "the gain of task \(task + 1) over the point", enclosure: gain,
              precision: precision))
        }
      }
      return .dominated(by: by, precision: precision)
    case .optimal(.tree(let tree)): return verify(tree, norm: norm, precision: precision)
    case .optimal(.weights), .optimal(.enumeration), .undecided:
      return .undecided(.treeLimit(precision: precision))
    }
  }

  /// Verifies every leaf of a sign tree of width 1 for this point.
  ///
  /// On a leaf with multipliers y, every b with the leaf's signs and |b| >= |u| has
  /// b^T Q b >= (y . |u|)^2 / (p^T G p), p = s * y; this must exceed c(u). Only on the leaf that
  /// fixes all signs to those of u equality is meant: there u_i w_i > 0 for all i suffices, because
  /// the form is convex.
  private func verify(
    _ tree: SignTree, norm: Interval, precision: Int
  ) -> IrrationalPointPareto {
    if let task = zeroTasks.first { return .undecided(.zeroCoordinate(task: task + 1)) }
    let count = values.count
    let u = direction(precision: precision)
    let w = dual(precision: precision)
    var pending: [(node: Int, signs: [Int])] = [(0, [1] + Array(repeating: 0, count: count - 1))]
    while let (position, fixed) = pending.popLast() {
      guard tree.nodes.indices.contains(position) else {
        return .undecided(.treeLimit(precision: precision))
      }
      switch tree.nodes[position] {
      case .branch(let task, let plus, let minus):
        guard (1...count).contains(task), fixed[task - 1] == 0, plus > position, minus > position
        else { return .undecided(.treeLimit(precision: precision)) }
        for (child, sign) in [(plus, 1), (minus, -1)] {
          var signs = fixed
          signs[task - 1] = sign
          pending.append((child, signs))
        }
      case .multipliers(let y):
        if fixed == signs.map({ $0 * signs[0] }) {
          for i in 0..<count where !(u[i] * w[i]).isPositive.isCertain {
            return .undecided(
              .sign(of: "u_\(i + 1) (Qu)_\(i + 1)", enclosure: u[i] * w[i], precision: precision))
          }
          continue
        }
        let excess = leafExcess(y, fixed, u, norm, precision)
        guard let excess, excess.isPositive.isCertain else {
          return .undecided(
            .sign(
              of: "the bound of a leaf of the sign tree", enclosure: excess, precision: precision))
        }
      case .bound: return .undecided(.treeLimit(precision: precision))
      }
    }
    return .optimalBySurfaces(precision: precision)
  }

  /// (y . |u|)^2 - c(u) p^T G p; nil for multipliers that prove nothing.
  private func leafExcess(
    _ y: [Integer], _ fixed: [Int], _ u: IntervalVector, _ norm: Interval, _ precision: Int
  ) -> Interval? {
    guard y.count == fixed.count, y.allSatisfy({ $0.signum >= 0 }),
      zip(y, fixed).allSatisfy({ $0.isZero || $1 != 0 }), y.contains(where: { !$0.isZero })
    else { return nil }
    let p = zip(y, fixed).map { $1 < 0 ? -$0 : $0 }
    let lengths = IntervalVector(u.elements.map(\.magnitude))
    let bracket = lengths.dot(IntervalVector(y.map { Rational($0) }, precision: precision))
    return bracket.square - norm * instance.gram.quadraticForm(p)
  }
}
