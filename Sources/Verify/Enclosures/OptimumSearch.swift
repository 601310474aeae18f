import Exact
import Floating
import Intervals
import Parallel
import Surfaces

/// Finds the optimum of given weights: separates the extreme eigenvalue of G diag(weights) exactly,
/// by inertias, and approximates its vector.
struct OptimumSearch {
  let instance: Instance
  let weights: [Rational]
  let width: WidthEnd
  let schedule: PrecisionDoubling
  /// Every rational eigenvalue of G diag(weights) is an integer times this positive number c: the
  /// matrix is c times one of integers, whose eigenvalues are algebraic integers.
  private let eigenvalueUnit: Rational

  init(
    instance: Instance, weights: [Rational], width: WidthEnd, schedule: PrecisionDoubling
  ) {
    self.instance = instance
    self.weights = weights
    self.width = width
    self.schedule = schedule
    let common = weights.reduce(Integer.one) { Integer.lcm($0, $1.denominator) }
    let gram = instance.gram
    var content = Integer.zero
    for (j, weight) in weights.enumerated() where !weight.isZero {
      let column = (0..<gram.rows).reduce(Integer.zero) { Integer.gcd($0, gram.numerator($1, j)) }
      content = Integer.gcd(content, column * (weight * Rational(common)).numerator)
    }
    eigenvalueUnit = Rational(content) / Rational(common * gram.denominator)
  }

  private var isOne: Bool { width == .one }
  private var count: Int { weights.count }

  /// - Precondition: k weights >= 0, not all zero.
  func run() -> OptimumOutcome {
    let zeros = weights.indices.filter { weights[$0].isZero }
    if !isOne, let zero = zeros.first {
      if zeros.count > 1 { return .free(tasks: zeros.map { $0 + 1 }) }
      return .rational(direction: weights.indices.map { $0 == zero ? .one : .zero })
    }
    if let guess = floatingGuess(), beyond(guess.level) == (1, 0) {
      return settled(guess.level, start: guess.start, scaled: guess.scaled)
    }
    return separate()
  }

  // MARK: Inertia

  /// The eigenvalues beyond a level (above it for width 1, below it for width k-1), and at it.
  private func beyond(_ level: Rational) -> (beyond: Int, at: Int) {
    let difference = instance.gramInverse.scaled(by: level) - .diagonal(weights)
    let inertia = difference.inertia()
    return (isOne ? inertia.negative : inertia.positive, inertia.zero)
  }

  /// The vectors of a rational eigenvalue; empty when it is none.
  private func eigenvectors(_ value: Rational) -> [[Integer]] {
    let matrix = instance.gramInverse.scaled(by: value) - .diagonal(weights)
    guard matrix.determinant().isZero else { return [] }
    if isOne {
      if case .positiveSemidefinite(let kernel) = matrix.definiteness() { return kernel }
    } else if case .positiveSemidefinite(let kernel) = matrix.scaled(by: -1).definiteness() {
      return kernel
    }
    return []
  }

  /// The extreme eigenvalue and its vectors if it is rational and between two bounds that hold at
  /// most one candidate.
  private func rationalEigenvalue(
    from lower: Rational, to upper: Rational
  ) -> (value: Rational, basis: [[Integer]])? {
    guard upper - lower < eigenvalueUnit else { return nil }
    let candidate = Rational((upper / eigenvalueUnit).floor) * eigenvalueUnit
    guard candidate >= lower else { return nil }
    let basis = eigenvectors(candidate)
    return basis.isEmpty ? nil : (candidate, basis)
  }

  // MARK: One eigenvalue

  /// The outcome for a level with exactly one eigenvalue beyond it.
  private func settled(_ level: Rational, start: [Rational], scaled: Int) -> OptimumOutcome {
    let optimum = WeightedOptimum(
      instance, weights: weights, width: width, level: level, scaledTask: scaled, start: start)
    // A rational optimum is reported exactly: enough bits leave one candidate for the eigenvalue.
    let size = (start[count] / eigenvalueUnit).floor.bitWidth + 16
    let bits = schedule.precisions.first { $0 >= size } ?? schedule.limit
    if let box = try? optimum.box(precision: bits),
      let lower = box.others[0].lower, let upper = box.others[0].upper,
      let found = rationalEigenvalue(from: lower, to: upper), let direction = found.basis.first,
      found.basis.count == 1
    {
      return .rational(direction: direction)
    }
    return .enclosed(optimum)
  }

  /// The level, the unknowns and the task to scale, as floating point sees them; nil where it does
  /// not see the extreme eigenvalue apart from the next.
  private func floatingGuess() -> (level: Rational, start: [Rational], scaled: Int)? {
    guard let spectrum = OptimumSpectrum(instance, weights: weights) else { return nil }
    let values = spectrum.values
    let extreme = isOne ? count - 1 : 0
    let next = isOne ? values[max(0, count - 2)] : values[min(1, count - 1)]
    let gap = abs(values[extreme] - next)
    guard count > 1, gap > 1e-9 * values[count - 1].magnitude else { return nil }
    guard let unknowns = spectrum.unknowns(extreme, width: width),
      let middle = Rational(exactly: (values[extreme] + next) / 2)
    else { return nil }
    return (spectrum.scaled(middle), unknowns.values, unknowns.scaled)
  }

  // MARK: Bisection

  /// Separates the extreme eigenvalue by bisection with exact inertias.
  ///
  /// `far` has no eigenvalue beyond it, `near` has some; both move towards the extreme one. Where
  /// two eigenvalues agree to 2^-limit they are reported as a cluster.
  private func separate() -> OptimumOutcome {
    // The trace is above all eigenvalues; 0 is below all.
    let trace = zip(instance.gram.diagonal, weights).reduce(Rational.zero) { $0 + $1.0 * $1.1 }
    var far = isOne ? trace : Rational.zero
    var near = isOne ? Rational.zero : trace
    var inside = count
    let limit = count <= 6 ? schedule.limit : min(schedule.limit, 1024)
    if let spectrum = OptimumSpectrum(instance, weights: weights) {
      // Start close to what floating point says, where that is right.
      let top = spectrum.values[isOne ? count - 1 : 0]
      let step = 1e-9 * spectrum.values[count - 1].magnitude
      for (side, sign) in [("far", 1.0), ("near", -1.0)] {
        let value = top + (isOne ? sign : -sign) * step
        guard let level = Rational(exactly: value).map(spectrum.scaled), level.signum > 0
        else { continue }
        let found = beyond(level)
        if side == "far", found.beyond == 0, found.at == 0 { far = level }
        if side == "near", found.beyond > 0, found.at == 0 {
          near = level
          inside = found.beyond
        }
      }
    }
    var steps = 0
    var didTryRational = false
    if inside == 2, let outcome = separatedPair(far: far) { return outcome }
    while inside > 1, steps < limit, !Interruption.isPending {
      steps += 1
      let middle = Self.dyadic(near, far)
      let found = beyond(middle)
      if found.at > 0, found.beyond == 0 {
        return exact(middle)
      }
      if found.beyond == 0 {
        far = middle
      } else {
        near = middle
        inside = found.beyond
      }
      if !didTryRational, (far - near).magnitude < eigenvalueUnit {
        didTryRational = true
        if let found = rationalEigenvalue(from: min(near, far), to: max(near, far)) {
          return exact(found.value)
        }
      }
    }
    if inside == 1, beyond(near) == (1, 0) {
      return isolated(beyond: near, near: near, far: far, limit: limit)
    }
    if inside == 1 {
      // `near` is itself an eigenvalue: move off it.
      for _ in 0..<limit {
        let middle = Self.dyadic(near, far)
        let found = beyond(middle)
        if found.at > 0, found.beyond == 0 { return exact(middle) }
        if found == (1, 0) { return isolated(beyond: middle, near: middle, far: far, limit: limit) }
        far = middle
      }
    }
    return .cluster(
      OptimumCluster(
        count: inside, lower: min(near, far), upper: max(near, far), precision: min(steps, limit),
        pivots: [], subspace: nil
      ).enclosingSubspace(instance, weights: weights, width: width))
  }

  /// Separates two eigenvalues that are far from all others and close to each other, without a step
  /// for each bit: they are those of the 2 x 2 matrix (A X)_P of their invariant subspace, whose
  /// enclosure gains bits quadratically. Levels are verified by inertias.
  private func separatedPair(far: Rational) -> OptimumOutcome? {
    guard
      let problem = InvariantSubspace(instance, weights: weights, width: width, count: 2)
    else { return nil }
    var start: [Rational]?
    var last: (outer: Rational, inner: Rational, bits: Int)?
    for bits in schedule.precisions where !Interruption.isPending {
      guard let found = problem.enclosed(precision: bits, from: start) else { continue }
      start = found.center
      let (a, b) = (found.image[0, 0], found.image[1, 1])
      let half = Interval(Rational(1, 2), precision: bits)
      let mean = (a + b) * half
      let difference = (a - b) * half
      let square = difference.square + found.image[0, 1] * found.image[1, 0]
      guard square.isPositive.isCertain, let middle = mean.midpoint?.lower else {
        // Both lie within |square|^(1/2) of the mean.
        let radius = square.hull(.zero(precision: bits)).squareRoot
        if let low = (mean - radius).lower, let high = (mean + radius).upper {
          let slack = (high - low) + high.magnitude * .powerOfTwo(-bits)
          last =
            isOne
            ? (high + slack, low - slack, bits) : (low - slack, high + slack, bits)
        }
        continue
      }
      let value = isOne ? mean + square.squareRoot : mean - square.squareRoot
      guard let lower = value.lower, let upper = value.upper, beyond(middle) == (1, 0) else {
        continue
      }
      // A little more than the enclosure, so that no level is an eigenvalue.
      let slack = (upper - lower) + (upper - middle).magnitude * .powerOfTwo(-bits)
      let (below, above) = (lower - slack, upper + slack)
      let (near, end) = isOne ? (below, above) : (above, below)
      guard beyond(near) == (1, 0), beyond(end) == (0, 0) else {
        return isolated(beyond: middle, near: middle, far: far, limit: bits)
      }
      return isolated(beyond: middle, near: near, far: end, limit: bits)
    }
    guard let last, beyond(last.outer) == (0, 0), beyond(last.inner) == (2, 0) else { return nil }
    let (lower, upper) = (min(last.outer, last.inner), max(last.outer, last.inner))
    if let found = rationalEigenvalue(from: lower, to: upper) { return exact(found.value) }
    return .cluster(
      OptimumCluster(
        count: 2, lower: lower, upper: upper, precision: last.bits / 2, pivots: [], subspace: nil
      ).enclosingSubspace(instance, weights: weights, width: width))
  }

  private func exact(_ value: Rational) -> OptimumOutcome {
    let basis = eigenvectors(value)
    if basis.count == 1 { return .rational(direction: basis[0]) }
    return .multiple(eigenvalue: value, basis: basis)
  }

  /// The vector of the one eigenvalue between two levels, by inverse iteration.
  ///
  /// `gapLevel` separates it from the next one, so that the next one is farther than it. A bracket
  /// that is 2^-64 of its distance from that level makes every step gain 64 bits at least.
  private func isolated(
    beyond gapLevel: Rational, near: Rational, far: Rational, limit: Int
  ) -> OptimumOutcome {
    var (near, far) = (near, far)
    let share = Rational(Integer.one, Integer.one.shiftedLeft(64))
    var steps = 0
    while (far - near).magnitude >= (near - gapLevel).magnitude * share, steps < limit + 128,
      !Interruption.isPending
    {
      steps += 1
      let middle = Self.dyadic(near, far)
      let found = beyond(middle)
      if found.at > 0, found.beyond == 0 { return exact(middle) }
      if found.beyond == 0 { far = middle } else { near = middle }
    }
    let shift = Self.dyadic(near, far)
    let matrix = instance.gramInverse.scaled(by: shift) - .diagonal(weights)
    let bits = schedule.start + 64 + precisionNeeded(near, far)
    var vector = (0..<count).map { Rational(Integer($0 + 1), Integer(count + 1)) }
    for _ in 0..<4 {
      let right = instance.gramInverse * vector
      guard let solution = matrix.solve(RationalMatrix(column: right)) else {
        return exact(shift)
      }
      let image: [Rational] = (0..<count).map { solution[$0, 0] }
      let top = image.map { $0.magnitude }.max() ?? .one
      guard !top.isZero else { break }
      vector = image.map { Self.rounded($0 / top, bits: bits) }
    }
    guard let scaled = vector.indices.max(by: { vector[$0].magnitude < vector[$1].magnitude }),
      !vector[scaled].isZero
    else {
      return .cluster(
        OptimumCluster(
          count: 1, lower: min(near, far), upper: max(near, far), precision: limit, pivots: [],
          subspace: nil))
    }
    let start = vector.map { $0 / vector[scaled] } + [shift]
    return settled(gapLevel, start: start, scaled: scaled)
  }

  /// The bits by which a bracket is smaller than its place.
  private func precisionNeeded(_ near: Rational, _ far: Rational) -> Int {
    let ratio = (far - near).magnitude / max(near.magnitude, far.magnitude)
    return max(0, ratio.denominator.bitWidth - ratio.numerator.bitWidth)
  }

  /// A short dyadic number strictly between two numbers, near their middle.
  private static func dyadic(_ left: Rational, _ right: Rational) -> Rational {
    let width = (left - right).magnitude
    let bits = max(0, width.denominator.bitWidth - width.numerator.bitWidth + 4)
    let scale = Rational(Integer.one.shiftedLeft(bits))
    return Rational(((left + right) * Rational(1, 2) * scale).floor) / scale
  }

  private static func rounded(_ value: Rational, bits: Int) -> Rational {
    let scale = Rational(Integer.one.shiftedLeft(bits))
    return Rational((value * scale).floor) / scale
  }
}

extension EnclosedPoint {
  /// Finds the optimum of given weights.
  ///
  /// - Parameters:
  ///   - weights: k numbers >= 0, not all zero.
  ///   - schedule: The precisions to try; eigenvalues are separated to 2^-limit.
  /// - Returns: nil for weights that are none.
  /// - Complexity: an inertia of order k and one eigenvalue decomposition in floating point, where
  ///   the extreme eigenvalue is well separated; an inertia for each bit of its distance otherwise.
  public static func optimum(
    of weights: [Rational], _ instance: Instance, width: WidthEnd,
    schedule: PrecisionDoubling = PrecisionDoubling()
  ) -> OptimumOutcome? {
    guard weights.count == instance.taskCount, weights.allSatisfy({ $0.signum >= 0 }),
      weights.contains(where: { !$0.isZero })
    else { return nil }
    return OptimumSearch(
      instance: instance, weights: weights, width: width, schedule: schedule
    ).run()
  }
}
