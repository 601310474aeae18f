import Exact
import Surfaces

/// The search behind ``FrontDistance``: proposals in floating point, checks in exact arithmetic.
struct FrontDistanceSearch {
  private let instance: Instance
  private let losses: [Rational]
  private let units: [Rational]
  private let width: WidthEnd
  private let q: [[Double]]
  private let patterns: [[Int]]
  /// t_i - l_i for width 1, l_i for width k-1, and the change of it with the improvement.
  private let targets: [Rational]
  private let change: [Rational]

  private var size: Int { losses.count }

  init(_ instance: Instance, losses: [Rational], units: [Rational], width: WidthEnd) {
    self.instance = instance
    self.losses = losses
    self.units = units
    self.width = width
    q = instance.gramInverse.doubleValues
    let k = losses.count
    patterns = (0..<(1 << (k - 1))).map { bits in
      (0..<k).map { $0 > 0 && bits >> ($0 - 1) & 1 == 1 ? -1 : 1 }
    }
    targets = width == .one ? zip(instance.optima, losses).map { $0 - $1 } : losses
    change = width == .one ? units : units.map { -$0 }
  }

  /// The square roots of the required values (width k-1: of the allowed losses) at an
  /// improvement; nil when an allowed loss would be negative.
  private func bounds(_ improvement: Double) -> [Double]? {
    var result: [Double] = []
    for (target, step) in zip(targets, change) {
      let value = target.doubleValue + improvement * step.doubleValue
      if value < 0 && width == .allButOne { return nil }
      result.append(max(value, 0).squareRoot())
    }
    return result
  }

  /// A direction that improves all losses as much as possible, with its exact improvement; zero
  /// when none improves them all.
  func bestWitness() -> (direction: [Integer]?, improvement: Rational) {
    var low = 0.0
    var high = zip(losses, units).map { ($0 / $1).doubleValue }.min() ?? 0
    guard high > 0, var best = feasibleDirection(0) else { return (nil, .zero) }
    for _ in 0..<60 where high - low > 1e-16 * high {
      let middle = (low + high) / 2
      if let better = feasibleDirection(middle) {
        low = middle
        best = better
      } else {
        high = middle
      }
    }
    guard let found = exactImprovement(best), found.improvement.signum > 0 else {
      return (nil, .zero)
    }
    return found
  }

  private func exactImprovement(
    _ vector: [Double]
  ) -> (direction: [Integer]?, improvement: Rational)? {
    var exact: [Rational] = []
    for entry in vector {
      guard let value = Rational(exactly: entry) else { return nil }
      exact.append(value)
    }
    guard exact.contains(where: { !$0.isZero }) else { return nil }
    let point = Point(instance, direction: exact)
    let improvements = zip(zip(losses, point.losses(instance, width: width)), units)
      .map { ($0.0 - $0.1) / $1 }
    return (point.direction, improvements.min() ?? .zero)
  }

  /// A direction that reaches an improvement up to rounding, if floating point finds one.
  private func feasibleDirection(_ improvement: Double) -> [Double]? {
    guard let bounds = bounds(improvement) else { return nil }
    for signs in patterns {
      let vector = width == .one ? smallest(signs, bounds).vector : bounds
      let signed = zip(signs, vector).map { Double($0) * $1 }
      let value = form(signed)
      if width == .one ? value <= 1 : value >= 1 { return signed }
    }
    return nil
  }

  private func form(_ u: [Double]) -> Double {
    var sum = 0.0
    for i in 0..<size { for j in 0..<size { sum += u[i] * q[i][j] * u[j] } }
    return sum
  }

  /// The minimum of z^T Q_s z over z >= a by coordinate descent, with the gradient half Q_s z.
  private func smallest(
    _ signs: [Int], _ a: [Double]
  ) -> (vector: [Double], multipliers: [Double]) {
    var z = a
    func field(_ i: Int) -> Double {
      var sum = 0.0
      for j in 0..<size { sum += Double(signs[i] * signs[j]) * q[i][j] * z[j] }
      return sum
    }
    for _ in 0..<2000 {
      var moved = 0.0
      for i in 0..<size {
        let next = max(a[i], z[i] - field(i) / q[i][i])
        moved = max(moved, abs(next - z[i]) / (abs(next) + abs(z[i]) + 1e-300))
        z[i] = next
      }
      if moved < 1e-15 { break }
    }
    return (z, (0..<size).map { max(field($0), 0) })
  }

  /// Proves that no point improves every loss by the given amount; false means not proved.
  func excludes(_ improvement: Rational) -> Bool {
    let exact = zip(targets, change).map { $0 + improvement * $1 }
    if width == .allButOne {
      // A negative loss is impossible.
      if exact.contains(where: { $0.signum < 0 }) { return true }
      let upper = exact.map { Self.root($0, roundingUp: true) }
      return patterns.allSatisfy { signs in
        let signed = zip(signs, upper).map { $0 < 0 ? -$1 : $1 }
        return Self.form(instance.gramInverse, signed) < 1
      }
    }
    // No value exceeds t_i.
    if zip(exact, instance.optima).contains(where: { $0 > $1 }) { return true }
    let lower = exact.map { $0.signum > 0 ? Self.root($0, roundingUp: false) : .zero }
    let floating = lower.map(\.doubleValue)
    return patterns.allSatisfy { signs in
      let proposal = smallest(signs, floating).multipliers
      var y: [Rational] = []
      for entry in proposal {
        guard let value = Rational(exactly: entry) else { return false }
        y.append(value)
      }
      var product = Rational.zero
      for (factor, bound) in zip(y, lower) { product += factor * bound }
      let signed = zip(signs, y).map { $0 < 0 ? -$1 : $1 }
      return product * product > Self.form(instance.gram, signed)
    }
  }

  /// A square root to about 80 bits, on the given side.
  private static func root(_ value: Rational, roundingUp: Bool) -> Rational {
    if value.isZero { return .zero }
    // sqrt(p/q) = sqrt(p q 4^m) / (q 2^m).
    let bits = max(0, 80 - (value.numerator.bitWidth - value.denominator.bitWidth) / 2)
    let scaled = (value.numerator * value.denominator).shiftedLeft(2 * bits)
    let floor = scaled.squareRoot
    let root = roundingUp && floor * floor != scaled ? floor + .one : floor
    return Rational(root, value.denominator.shiftedLeft(bits))
  }

  private static func form(_ matrix: RationalMatrix, _ vector: [Rational]) -> Rational {
    let image = matrix * vector
    var sum = Rational.zero
    for (x, y) in zip(vector, image) { sum += x * y }
    return sum
  }
}
