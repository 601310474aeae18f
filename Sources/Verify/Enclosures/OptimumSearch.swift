import Exact
import Floating
import Intervals
import Surfaces

/// Finds the optimum of given weights: separates the extreme eigenvalue of G diag(weights) exactly,
/// by inertias, and approximates its vector.
struct OptimumSearch {
  let instance: Instance
  let weights: [Rational]
  let width: WidthEnd
  let schedule: PrecisionDoubling

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

  /// A positive integer d such that d times every rational eigenvalue is an integer: d G
  /// diag(weights) has integer entries, so its eigenvalues are algebraic integers.
  private var eigenvalueDenominator: Integer {
    let common = weights.reduce(Integer.one) { Integer.lcm($0, $1.denominator) }
    return common * instance.gram.reduced().denominator
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
    let scale = Rational(eigenvalueDenominator)
    guard (upper - lower) * scale < .one else { return nil }
    let candidate = Rational((upper * scale).floor) / scale
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
    let size = eigenvalueDenominator.bitWidth + (start[count].floor.bitWidth) + 16
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
    let scale = Rational(eigenvalueDenominator)
    while inside > 1, steps < limit {
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
      if !didTryRational, (far - near).magnitude * scale < .one {
        didTryRational = true
        if let found = rationalEigenvalue(from: min(near, far), to: max(near, far)) {
          return exact(found.value)
        }
      }
    }
    if inside == 1, beyond(near) == (1, 0) {
      return isolated(near: near, far: far, limit: limit)
    }
    if inside == 1 {
      // `near` is itself an eigenvalue: move off it.
      for _ in 0..<limit {
        let middle = Self.dyadic(near, far)
        let found = beyond(middle)
        if found.at > 0, found.beyond == 0 { return exact(middle) }
        if found == (1, 0) { return isolated(near: middle, far: far, limit: limit) }
        far = middle
      }
    }
    return .cluster(
      OptimumCluster(
        count: inside, lower: min(near, far), upper: max(near, far), precision: limit,
        pivots: [], subspace: nil
      ).enclosingSubspace(instance, weights: weights, width: width))
  }

  private func exact(_ value: Rational) -> OptimumOutcome {
    let basis = eigenvectors(value)
    if basis.count == 1 { return .rational(direction: basis[0]) }
    return .multiple(eigenvalue: value, basis: basis)
  }

  /// The vector of the one eigenvalue between two levels, by inverse iteration.
  private func isolated(near: Rational, far: Rational, limit: Int) -> OptimumOutcome {
    let gapLevel = near
    var (near, far) = (near, far)
    // Shrink the bracket until it is small against the distance to the next eigenvalue.
    for _ in 0..<min(limit, 40 + precisionNeeded(near, far)) {
      let middle = Self.dyadic(near, far)
      let found = beyond(middle)
      if found.at > 0, found.beyond == 0 { return exact(middle) }
      if found.beyond == 0 { far = middle } else { near = middle }
    }
    let shift = Self.dyadic(near, far)
    let matrix = instance.gramInverse.scaled(by: shift) - .diagonal(weights)
    var vector = (0..<count).map { Rational(Integer($0 + 1), Integer(count + 1)) }
    for _ in 0..<4 {
      let right = instance.gramInverse * vector
      guard let solution = matrix.solve(RationalMatrix(column: right)) else {
        return exact(shift)
      }
      let image: [Rational] = (0..<count).map { solution[$0, 0] }
      let top = image.map { $0.magnitude }.max() ?? .one
      guard !top.isZero else { break }
      vector = image.map { Self.rounded($0 / top, bits: schedule.start + 64) }
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
