import Exact

/// Draws whose values are fixed by the bits of the generator: unlike `random(in:)` of the standard
/// library they cannot change with its version.
extension CounterGenerator {
  /// A uniform real number in [0, 1): a multiple of 2^-53.
  public mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// A uniform real number in (0, 1]: a multiple of 2^-53.
  public mutating func positiveUniform() -> Double { Double((next() >> 11) + 1) * 0x1p-53 }

  /// A uniform real number between two bounds, the upper one excluded up to rounding.
  public mutating func uniform(from lower: Double, to upper: Double) -> Double {
    lower + (upper - lower) * uniform()
  }

  /// A uniform integer in 0 ..< bound, without bias (Lemire's rejection).
  ///
  /// - Precondition: `bound` is positive.
  public mutating func integer(below bound: Int) -> Int {
    precondition(bound > 0, "an empty range")
    let range = UInt64(bound)
    let threshold = (0 &- range) % range
    while true {
      let product = next().multipliedFullWidth(by: range)
      if product.low >= threshold { return Int(product.high) }
    }
  }

  /// A uniform integer of a closed range.
  public mutating func integer(in range: ClosedRange<Int>) -> Int {
    let (span, overflow) = range.upperBound.subtractingReportingOverflow(range.lowerBound)
    precondition(!overflow && span < Int.max, "a range of at most Int.max numbers")
    return range.lowerBound + integer(below: span + 1)
  }

  /// True with the given probability.
  public mutating func bernoulli(_ probability: Double) -> Bool { uniform() < probability }

  /// -1 or 1, each with probability 1/2.
  public mutating func sign() -> Int { next() >> 63 == 0 ? 1 : -1 }

  /// A fraction with numerator in -size ... size and denominator in 1 ... denominators.
  ///
  /// - Precondition: `size >= 0` and `denominators >= 1`.
  public mutating func smallRational(size: Int, denominators: Int) -> Rational {
    let numerator = integer(in: -size...size)
    return Rational(Integer(numerator), Integer(integer(in: 1...denominators)))
  }

  /// A standard normal number (Marsaglia's polar method), the same on every machine.
  public mutating func normal() -> Double {
    while true {
      let x = 2 * uniform() - 1
      let y = 2 * uniform() - 1
      let square = x * x + y * y
      if square > 0 && square < 1 {
        return x * (-2 * RandomFunctions.logarithm(square) / square).squareRoot()
      }
    }
  }

  /// A standard exponential number, the same on every machine.
  public mutating func exponential() -> Double { -RandomFunctions.logarithm(positiveUniform()) }

  /// The logarithm of a Gamma(shape, 1) number (G. Marsaglia and W. W. Tsang, 2000), which does
  /// not underflow for small shapes; the same on every machine.
  ///
  /// - Precondition: `shape` is positive and finite.
  public mutating func gammaLogarithm(_ shape: Double) -> Double {
    precondition(shape > 0 && shape.isFinite, "a shape is positive")
    // Gamma(a) = Gamma(a + 1) U^(1/a) for a < 1.
    if shape < 1 {
      let power = RandomFunctions.logarithm(positiveUniform()) / shape
      return gammaLogarithm(shape + 1) + power
    }
    let d = shape - 1.0 / 3
    let c = 1 / (9 * d).squareRoot()
    while true {
      let z = normal()
      let root = 1 + c * z
      if root <= 0 { continue }
      let cube = root * root * root
      let logCube = RandomFunctions.logarithm(cube)
      let bound = 0.5 * z * z + d - d * cube + d * logCube
      if RandomFunctions.logarithm(positiveUniform()) < bound {
        return RandomFunctions.logarithm(d) + logCube
      }
    }
  }

  /// A uniform point of the simplex of k non-negative numbers with sum 1: the gaps between k - 1
  /// sorted uniform numbers.
  ///
  /// - Precondition: `count` is positive.
  /// - Complexity: O(k log k).
  public mutating func simplexPoint(_ count: Int) -> [Double] {
    precondition(count > 0, "a simplex has a vertex")
    var cuts = (1..<count).map { _ in uniform() }
    cuts.sort()
    cuts.append(1)
    var last = 0.0
    return cuts.map { cut in
      defer { last = cut }
      return cut - last
    }
  }

  /// A random order of 0 ..< count (Fisher-Yates).
  public mutating func permutation(_ count: Int) -> [Int] {
    var order = Array(0..<count)
    for i in stride(from: count - 1, to: 0, by: -1) {
      order.swapAt(i, integer(below: i + 1))
    }
    return order
  }
}
