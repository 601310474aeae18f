@testable import Intervals
import TestSupport
import Testing
import Exact

@Suite struct IntervalTests {
  static let precisions = [2, 3, 24, 53, 64, 65, 128, 200]

  /// The two neighbouring numbers of a precision around a rational: independent of MPFR.
  static func bracket(_ value: Rational, _ precision: Int) -> (below: Rational, above: Rational) {
    if value.isZero { return (.zero, .zero) }
    // 2^(e - 1) <= |value| < 2^e, found by comparison.
    var e = value.numerator.bitWidth - value.denominator.bitWidth
    if value.magnitude >= Rational.power(2, e) { e += 1 }
    let unit = Rational.power(2, e - precision)
    let below = Rational((value / unit).floor) * unit
    return (below, below == value ? below : below + unit)
  }

  /// Whether an interval is exactly the tightest one around the numbers from `low` to `high`.
  static func isTight(_ interval: Interval, _ low: Rational, _ high: Rational) -> Bool {
    interval.lower == bracket(low, interval.precision).below
      && interval.upper == bracket(high, interval.precision).above
  }

  /// A rational interval with corners: points, zero as an endpoint or inside.
  static func ends(_ generator: inout TestGenerator) -> (Rational, Rational) {
    let kind = generator.pick(TestGenerator.Kind.allCases)
    let a = generator.rational(kind)
    switch generator.int(0...5) {
    case 0: return (a, a)
    case 1: return (min(a, 0), max(a, 0))
    default:
      let b = generator.rational(kind)
      return (min(a, b), max(a, b))
    }
  }

  static func make(_ ends: (Rational, Rational), _ precision: Int) throws -> Interval {
    try #require(Interval(lower: ends.0, upper: ends.1, precision: precision))
  }

  @Test func conversionsAreTheTightest() throws {
    var generator = TestGenerator(seed: 101)
    for _ in rounds(2000) {
      let bits = generator.pick(Self.precisions)
      let value = generator.rational()
      let interval = Interval(value, precision: bits)
      #expect(Self.isTight(interval, value, value) && interval.precision == bits)
      #expect(interval.contains(value))
      let ends = Self.ends(&generator)
      #expect(Self.isTight(try Self.make(ends, bits), ends.0, ends.1))
      let wide = try Self.make(ends, 300)
      let low = try #require(wide.lower)
      let high = try #require(wide.upper)
      #expect(Self.isTight(wide.rounded(toPrecision: bits), low, high))
      let word = generator.word()
      #expect(Self.isTight(Interval(word, precision: bits), Rational(word), Rational(word)))
      let radius = generator.rational().magnitude
      let ball = try #require(Interval(center: value, radius: radius, precision: bits))
      #expect(Self.isTight(ball, value - radius, value + radius))
      #expect(radius.isZero || Interval(center: value, radius: -radius, precision: bits) == nil)
      if ends.0 != ends.1 {
        #expect(Interval(lower: ends.1, upper: ends.0, precision: bits) == nil)
      }
    }
  }

  @Test func basicOperationsAreTheTightest() throws {
    var generator = TestGenerator(seed: 102)
    for _ in rounds(3000) {
      let bits = generator.pick(Self.precisions)
      let x = try Self.make(Self.ends(&generator), bits)
      let y = try Self.make(Self.ends(&generator), bits)
      let (a, b) = (try #require(x.lower), try #require(x.upper))
      let (c, d) = (try #require(y.lower), try #require(y.upper))
      #expect(Self.isTight(x + y, a + c, b + d))
      #expect(Self.isTight(x - y, a - d, b - c))
      #expect(Self.isTight(-x, -b, -a))
      let products = [a * c, a * d, b * c, b * d]
      let least = try #require(products.min())
      let greatest = try #require(products.max())
      #expect(Self.isTight(x * y, least, greatest), "\(x) \(y)")
      if c > 0 || d < 0 {
        let quotients = [a / c, a / d, b / c, b / d]
        let low = try #require(quotients.min())
        let high = try #require(quotients.max())
        #expect(Self.isTight(x / y, low, high))
      }
      let mixed = a < 0 && b > 0
      #expect(Self.isTight(x.square, mixed ? 0 : min(a * a, b * b), max(a * a, b * b)))
      #expect(
        Self.isTight(
          x.magnitude, mixed ? 0 : min(a.magnitude, b.magnitude), max(a.magnitude, b.magnitude)))
      let largest = max(a.magnitude, b.magnitude)
      #expect(x.largestMagnitude.isPoint && x.largestMagnitude.upper == largest)
      let bound = Self.bracket(b - a, bits).above
      #expect(x.width.map { $0.isPoint && $0.upper == bound } == true)
    }
  }

  @Test func operandsOfDifferentPrecision() throws {
    var generator = TestGenerator(seed: 103)
    for _ in rounds(500) {
      let (p, q) = (generator.pick(Self.precisions), generator.pick(Self.precisions))
      let x = try Self.make(Self.ends(&generator), p)
      let y = try Self.make(Self.ends(&generator), q)
      for result in [x + y, x - y, x * y, x / y, x.hull(y), x.intersection(y)] {
        #expect(result.precision == max(p, q))
      }
      let (a, c) = (try #require(x.lower), try #require(y.lower))
      let (b, d) = (try #require(x.upper), try #require(y.upper))
      #expect(Self.isTight(x + y, a + c, b + d))
    }
  }

  @Test func powersAreTheTightest() throws {
    var generator = TestGenerator(seed: 104)
    for _ in rounds(2000) {
      let bits = generator.pick(Self.precisions)
      let x = try Self.make(Self.ends(&generator), bits)
      let (a, b) = (try #require(x.lower), try #require(x.upper))
      let n = generator.int(-5...6)
      let result = x.power(n)
      if n == 0 {
        #expect(Self.isTight(result, 1, 1))
      } else if n > 0 || a > 0 || b < 0 {
        var values = [a, b].compactMap { Expression.power($0, n) }
        if n > 0 && n % 2 == 0 && a < 0 && b > 0 { values.append(0) }
        let low = try #require(values.min())
        let high = try #require(values.max())
        #expect(Self.isTight(result, low, high), "\(x)^\(n)")
      } else if a.isZero && b.isZero {
        #expect(result.isEmpty)
      } else {
        // Zero is a member: the powers of the others are unbounded.
        for point in [a, b, (a + b) * Rational(1, 2), a * Rational(1, 1000)] {
          if let value = Expression.power(point, n) { #expect(result.contains(value)) }
        }
        #expect(!result.isBounded)
        if n % 2 == 0 {
          let far = max(a.magnitude, b.magnitude)
          #expect(result.lower == Expression.power(far, n).map { Self.bracket($0, bits).below })
          #expect(result.upper == nil)
        } else if a.isZero {
          #expect(result.lower == Expression.power(b, n).map { Self.bracket($0, bits).below })
        } else if b.isZero {
          #expect(result.upper == Expression.power(a, n).map { Self.bracket($0, bits).above })
        } else {
          #expect(result.isEntire)
        }
      }
    }
  }

  @Test func squareRootsAreTheTightest() throws {
    var generator = TestGenerator(seed: 105)
    for _ in rounds(1500) {
      let bits = generator.pick(Self.precisions)
      let x = try Self.make(Self.ends(&generator), bits)
      let (a, b) = (try #require(x.lower), try #require(x.upper))
      let root = x.squareRoot
      guard b >= 0 else {
        #expect(root.isEmpty)
        continue
      }
      let low = try #require(root.lower)
      let high = try #require(root.upper)
      #expect(low >= 0 && low * low <= max(a, 0) && high * high >= b)
      // The next number of the precision is on the other side.
      if low > 0 {
        let next = Self.bracket(low + Self.tiny(low), bits).above
        #expect(a < next * next)
      }
      if high > 0 {
        let next = Self.bracket(high - Self.tiny(high), bits).below
        #expect(next * next < b)
      }
    }
  }

  /// Far less than a unit in the last place of any tested precision.
  static func tiny(_ value: Rational) -> Rational {
    value.magnitude * Rational.power(2, -1000)
  }

  @Test func divisionByIntervalsWithZero() throws {
    func make(_ a: Int, _ b: Int) throws -> Interval {
      try Self.make((Rational(a), Rational(b)), 53)
    }
    let zero = Interval.zero(precision: 53)
    for x in [try make(-3, -2), try make(-3, 2), try make(1, 2), zero, try make(0, 2)] {
      #expect((x / zero).isEmpty)
    }
    #expect((zero / (try make(-1, 1))).isIdentical(to: zero))
    #expect((zero / (try make(0, 1))).isIdentical(to: zero))
    #expect((zero / .entire(precision: 53)).isIdentical(to: zero))
    #expect((try make(1, 2) / make(-1, 1)).isEntire)
    #expect((try make(-1, 2) / make(0, 1)).isEntire)
    #expect((try make(-1, 2) / make(-1, 0)).isEntire)
    let cases: [((Int, Int), (Int, Int), Rational?, Rational?)] = [
      ((1, 2), (0, 4), Rational(1, 4), nil), ((0, 2), (0, 4), 0, nil),
      ((1, 2), (-4, 0), nil, Rational(-1, 4)), ((0, 2), (-4, 0), nil, 0),
      ((-2, -1), (0, 4), nil, Rational(-1, 4)), ((-2, 0), (0, 4), nil, 0),
      ((-2, -1), (-4, 0), Rational(1, 4), nil), ((-2, 0), (-4, 0), 0, nil),
    ]
    for (x, y, low, high) in cases {
      let result = try make(x.0, x.1) / make(y.0, y.1)
      #expect(result.lower == low && result.upper == high && !result.isEmpty && !result.isEntire)
    }
  }

  @Test func unboundedIntervals() throws {
    let right = try #require(Interval(lower: 1.0, upper: .infinity, precision: 53))
    let left = try #require(Interval(lower: -.infinity, upper: -1.0, precision: 53))
    let all = Interval.entire(precision: 53)
    let zero = Interval.zero(precision: 53)
    let one = Interval.one(precision: 53)
    #expect(right.lower == 1 && right.upper == nil && !right.isBounded && !right.isEntire)
    #expect((right + left).isEntire && (right - right).isEntire && (right * all).isEntire)
    #expect((right + right).lower == 2 && (right + right).upper == nil)
    #expect((right * left).upper == -1 && (right * left).lower == nil)
    #expect((left * left).lower == 1)
    #expect((zero * all).isIdentical(to: zero) && (zero * right).isIdentical(to: zero))
    #expect((one / right).lower == 0 && (one / right).upper == 1)
    #expect((one / left).lower == -1 && (one / left).upper == 0)
    #expect((one / all).isEntire && (right / right).lower == 0 && (right / right).upper == nil)
    #expect((right / left).upper == 0 && (right / left).lower == nil)
    #expect(right.squareRoot.lower == 1 && left.squareRoot.isEmpty && all.squareRoot.lower == 0)
    #expect(all.square.lower == 0 && all.square.upper == nil && all.magnitude.lower == 0)
    #expect(left.power(3).upper == -1 && left.power(-1).upper == 0 && left.power(-1).lower == -1)
    #expect(left.power(-2).lower == 0 && left.power(-2).upper == 1)
    #expect(all.power(0).isIdentical(to: one) && all.power(-1).isEntire)
    #expect(all.power(-2).lower == 0 && all.power(-2).upper == nil)
    #expect(right.midpoint == nil && right.radius == nil && right.width == nil)
    #expect(all.contains(Rational(10).magnitude) && right.contains(1) && !right.contains(0))
    #expect(right.isSubset(of: all) && right.isInterior(to: all) && all.isInterior(to: all))
    #expect(!all.isSubset(of: right) && !right.isInterior(to: right))
    #expect(right.intersection(left).isEmpty && right.hull(left).isEntire)
    #expect(right.largestMagnitude.upper == nil && right.largestMagnitude.lower != nil)
    #expect(!all.isStrictlyBetween(-1, 1) && !right.isStrictlyBetween(0, 5))
    #expect(right.upperDouble == .infinity && left.lowerDouble == -.infinity)
    #expect(all.isZero == .undecided && right.isPositive == .certainlyTrue)
  }

  @Test func emptyIntervalsStayEmpty() throws {
    let empty = Interval.empty(precision: 53)
    let one = Interval.one(precision: 53)
    let all = Interval.entire(precision: 53)
    #expect(empty.isEmpty && !empty.isEntire && !empty.isBounded && !empty.isPoint)
    for other in [empty, one, all, .zero(precision: 53)] {
      for result in [
        empty + other, other + empty, empty - other, other - empty, empty * other, other * empty,
        empty / other, other / empty, empty.intersection(other), other.intersection(empty),
      ] {
        #expect(result.isEmpty)
      }
      #expect(empty.hull(other).isIdentical(to: other) && other.hull(empty).isIdentical(to: other))
      #expect(empty.isSubset(of: other) && empty.isInterior(to: other))
      #expect(empty.isDisjoint(from: other) && other.isDisjoint(from: empty))
      #expect(other.isEmpty || !other.isSubset(of: empty))
      for truth in [
        empty < other, other < empty, empty <= other, other >= empty, empty.equals(other),
        other.equals(empty),
      ] {
        #expect(truth == .undecided)
      }
    }
    for result in [
      -empty, empty.square, empty.squareRoot, empty.magnitude, empty.largestMagnitude,
      empty.power(0), empty.power(3), empty.power(-2), empty.rounded(toPrecision: 100),
    ] {
      #expect(result.isEmpty)
    }
    #expect(empty.isPositive == .undecided && empty.isNonnegative == .undecided)
    #expect(empty.isZero == .undecided && empty.certainSign == nil)
    #expect(empty.lower == nil && empty.upper == nil && empty.midpoint == nil)
    #expect(empty.radius == nil && empty.width == nil && !empty.contains(0) && !empty.containsZero)
    #expect(empty.lowerDouble.isNaN && empty.upperDouble.isNaN && empty.description == "empty")
  }

  @Test func boundsThatAreNotNumbers() throws {
    for (low, high): (Double, Double) in [
      (.nan, 1), (1, .nan), (.nan, .nan), (2, 1), (.infinity, .infinity),
      (-.infinity, -.infinity), (.infinity, -.infinity), (.infinity, .nan),
    ] {
      #expect(Interval(lower: low, upper: high, precision: 53) == nil)
    }
    var generator = TestGenerator(seed: 106)
    for _ in rounds(1000) {
      let a = Double(bitPattern: generator.next())
      let b = Double(bitPattern: generator.next())
      guard a.isFinite, b.isFinite else { continue }
      let bits = generator.pick(Self.precisions)
      let interval = try #require(Interval(lower: min(a, b), upper: max(a, b), precision: bits))
      let low = try #require(Rational(exactly: min(a, b)))
      let high = try #require(Rational(exactly: max(a, b)))
      #expect(Self.isTight(interval, low, high))
      let lower = Rational(exactly: interval.lowerDouble)
      let upper = Rational(exactly: interval.upperDouble)
      #expect(lower.map { $0 <= low } ?? (interval.lowerDouble == -.infinity))
      #expect(upper.map { $0 >= high } ?? (interval.upperDouble == .infinity))
    }
    // Precisions out of range are moved into it.
    #expect(Interval(Rational(1, 3), precision: -5).precision == 2)
    #expect(Interval(Rational(1, 3), precision: 0).contains(Rational(1, 3)))
  }

  @Test func overflowAndUnderflowStayEnclosures() throws {
    let two = Interval(2, precision: 53)
    let huge = two.power(1 << 30)
    #expect(huge.isPositive == .certainlyTrue && huge.lowerDouble > 1e300)
    #expect(!huge.isBounded && !huge.isEmpty && huge.upperDouble == .infinity)
    #expect((-huge).isNegative == .certainlyTrue && (-huge).lowerDouble == -.infinity)
    let tiny = two.power(-(1 << 30) - 1)
    #expect(tiny.containsZero && tiny.isNonnegative == .certainlyTrue && tiny.upperDouble > 0)
    #expect(tiny.isZero == .undecided && tiny.isPositive == .undecided)
    // The largest finite numbers: sums and products beyond them are enclosed.
    let nearTop = two.power((1 << 30) - 2)
    #expect(nearTop.isPoint)
    let sum = nearTop + nearTop + nearTop
    #expect((nearTop < sum).isCertain && sum.isEmpty == false)
    #expect(!(nearTop * nearTop).isBounded && (nearTop * nearTop).isPositive.isCertain)
    #expect((nearTop.square - nearTop.square).isEntire)
    let nearBottom = two.power(-(1 << 30) + 2)
    #expect(nearBottom.isPoint && nearBottom.isPositive.isCertain)
    #expect((nearBottom * nearBottom).containsZero)
    #expect((nearBottom / nearTop).containsZero && !(nearTop / nearBottom).isBounded)
    #expect(nearTop.midpoint.map { $0.isIdentical(to: nearTop) } == true)
    #expect((-nearTop).hull(nearTop).midpoint?.isZero == .certainlyTrue)
    #expect(huge.square.isPositive.isCertain && huge.squareRoot.isPositive.isCertain)
  }

  @Test func comparisonsAgainstEndpoints() throws {
    var generator = TestGenerator(seed: 107)
    for _ in rounds(3000) {
      let x = try Self.make(Self.ends(&generator), 100)
      let y = generator.chance(5) ? x : try Self.make(Self.ends(&generator), 100)
      let (a, b) = (try #require(x.lower), try #require(x.upper))
      let (c, d) = (try #require(y.lower), try #require(y.upper))
      func truth(_ always: Bool, _ never: Bool) -> TernaryTruth {
        always ? .certainlyTrue : (never ? .certainlyFalse : .undecided)
      }
      #expect((x < y) == truth(b < c, a >= d))
      #expect((x <= y) == truth(b <= c, a > d))
      #expect((x > y) == truth(a > d, b <= c))
      #expect((x >= y) == truth(a >= d, b < c))
      #expect(x.equals(y) == truth(a == b && b == c && c == d, b < c || d < a))
      #expect(x.isPositive == truth(a > 0, b <= 0) && x.isNegative == truth(b < 0, a >= 0))
      #expect(x.isNonnegative == truth(a >= 0, b < 0) && x.isNonpositive == truth(b <= 0, a > 0))
      #expect(x.isZero == truth(a.isZero && b.isZero, a > 0 || b < 0))
      #expect(x.containsZero == (a <= 0 && b >= 0))
      #expect(x.certainSign == (a > 0 ? 1 : (b < 0 ? -1 : (a.isZero && b.isZero ? 0 : nil))))
      #expect(x.isSubset(of: y) == (c <= a && b <= d))
      #expect(x.isInterior(to: y) == (c < a && b < d))
      #expect(x.isDisjoint(from: y) == (b < c || d < a))
      #expect(x.isIdentical(to: y) == (a == c && b == d) && x.isPoint == (a == b))
      #expect(x.isStrictlyBetween(c, d) == (c < a && b < d))
      #expect(x.isStrictlyBetween(a - Self.tiny(a), b + 1) == !a.isZero)
      let hull = x.hull(y)
      #expect(hull.lower == min(a, c) && hull.upper == max(b, d))
      let common = x.intersection(y)
      #expect(common.isEmpty == (max(a, c) > min(b, d)))
      #expect(common.isEmpty || (common.lower == max(a, c) && common.upper == min(b, d)))
      for point in [a, b, c, d, (a + b) * Rational(1, 2), a - Rational(1, 3)] {
        #expect(x.contains(point) == (a <= point && point <= b))
      }
      let middle = try #require(x.midpoint?.lower)
      let radius = try #require(x.radius?.upper)
      #expect(a <= middle && middle <= b && middle - radius <= a && b <= middle + radius)
      #expect(radius <= b - a && radius.signum >= 0)
    }
  }

  @Test func ternaryLogic() {
    let all: [TernaryTruth] = [.certainlyTrue, .certainlyFalse, .undecided]
    func options(_ truth: TernaryTruth) -> [Bool] {
      truth == .undecided ? [true, false] : [truth == .certainlyTrue]
    }
    func summary(_ values: [Bool]) -> TernaryTruth {
      Set(values).count == 2 ? .undecided : (values[0] ? .certainlyTrue : .certainlyFalse)
    }
    for a in all {
      #expect(!a == summary(options(a).map { !$0 }))
      #expect(a.isCertain == (a == .certainlyTrue) && a.isImpossible == (a == .certainlyFalse))
      for b in all {
        let pairs = options(a).flatMap { x in options(b).map { (x, $0) } }
        #expect((a && b) == summary(pairs.map { $0.0 && $0.1 }))
        #expect((a || b) == summary(pairs.map { $0.0 || $0.1 }))
      }
    }
  }

  @Test func randomExpressionsContainExactValues() throws {
    var generator = TestGenerator(seed: 108)
    var checked = 0
    for _ in rounds(1500) {
      let bits = generator.pick(Self.precisions)
      let expression = Expression.random(&generator, depth: 4, variables: 3, roots: true)
      let boxes = try (0..<3).map { _ in
        let a = generator.rational(generator.chance(3) ? .scales : .fractions)
        let b = generator.chance(2) ? a : a + generator.rational(.fractions)
        return try Self.make((min(a, b), max(a, b)), bits)
      }
      let enclosure = expression.enclosure(boxes)
      for _ in 0..<3 {
        let point = try boxes.map { box in
          let (a, b) = (try #require(box.lower), try #require(box.upper))
          return a + (b - a) * Rational(Integer(generator.int(0...4)), 4)
        }
        guard let value = expression.exact(point) else { continue }
        checked += 1
        #expect(enclosure.contains(value), "\(expression) at \(point): \(enclosure)")
      }
    }
    #expect(checked > 1000)
  }

  @Test func randomExpressionsAtFourTimesThePrecision() {
    var generator = TestGenerator(seed: 109)
    for _ in rounds(1500) {
      let bits = generator.pick(Self.precisions)
      let expression = Expression.random(&generator, depth: 5, variables: 2, roots: true)
      let point = (0..<2).map { _ in generator.rational(.fractions) }
      let coarse = expression.enclosure(point.map { Interval($0, precision: bits) })
      let fine = expression.enclosure(point.map { Interval($0, precision: 4 * bits) })
      // Both enclose the same number where it exists; where it does not, the finer one may be
      // empty.
      #expect(fine.isEmpty || !fine.isDisjoint(from: coarse))
      if let low = fine.lower, let high = fine.upper, !coarse.isDisjoint(from: fine) {
        #expect(high - low >= 0)
        // The finer enclosure is contained in the coarser one: operations are inclusion isotone.
        #expect(fine.isSubset(of: coarse), "\(expression) at \(point): \(fine) \(coarse)")
      }
    }
  }

  @Test func printedIntervalsContainTheInterval() throws {
    var generator = TestGenerator(seed: 110)
    for _ in rounds(1000) {
      let x = try Self.make(Self.ends(&generator), generator.pick(Self.precisions))
      let digits = generator.int(2...30)
      let text = x.decimal(digits: digits)
      let parts = text.dropFirst().dropLast().split(separator: ",").map {
        $0.drop { $0 == " " }
      }
      #expect(parts.count == 2 && text.hasPrefix("[") && text.hasSuffix("]"))
      let low = try Rational(literal: parts[0])
      let high = try Rational(literal: parts[1])
      let (a, b) = (try #require(x.lower), try #require(x.upper))
      #expect(low <= a && b <= high)
      let slack = Rational.power(10, 1 - digits)
      #expect(a - low <= a.magnitude * slack && high - b <= b.magnitude * slack)
    }
    #expect(Interval.entire(precision: 53).description == "entire")
    #expect(Interval(Rational(1, 4), precision: 53).description == "[0.25, 0.25]")
    #expect(Interval(-1200, precision: 53).decimal(digits: 3) == "[-1200, -1200]")
    #expect(Interval(Rational(1, 3), precision: 53).decimal(digits: 2) == "[0.33, 0.34]")
    #expect(try Self.make((Rational(-1, 3), 2), 53).decimal(digits: 2) == "[-0.34, 2]")
  }

  @Test func innerProductsContainTheExactOne() throws {
    var generator = TestGenerator(seed: 111)
    for _ in rounds(500) {
      let n = generator.int(0...6)
      let bits = generator.pick(Self.precisions)
      let x = (0..<n).map { _ in generator.rational() }
      let y = (0..<n).map { _ in generator.rational() }
      let exact = zip(x, y).reduce(Rational.zero) { $0 + $1.0 * $1.1 }
      let result = IntervalVector(x, precision: bits).dot(IntervalVector(y, precision: bits))
      #expect(result.contains(exact))
    }
    let empty = [Interval.empty(precision: 53)]
    #expect(Interval.dot(empty, [.zero(precision: 53)], precision: 53).isEmpty)
  }

  @Test func valuesAreSharedBetweenTasks() async {
    let x = Interval(Rational(1, 3), precision: 200)
    let y = Interval(Rational(2, 7), precision: 200)
    let expected = ((x * y).squareRoot / (x + y)).description
    let results = await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<8 {
        group.addTask {
          (0..<200).allSatisfy { _ in ((x * y).squareRoot / (x + y)).description == expected }
        }
      }
      return await group.reduce(into: [Bool]()) { $0.append($1) }
    }
    #expect(results.allSatisfy { $0 })
  }
}
