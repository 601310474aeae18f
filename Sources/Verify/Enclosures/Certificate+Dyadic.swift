import Certificates
import Exact

/// Numbers as integers times one power of two.
private struct DyadicNumbers {
  let exponent: Int
  let integers: [Integer]

  /// Nil for numbers that are not dyadic, or beyond the exponents of the format.
  init?(_ numbers: [Rational]) {
    var bits = 0
    for number in numbers {
      let denominator = number.denominator
      let width = denominator.bitWidth - 1
      guard denominator == Integer.one.shiftedLeft(width) else { return nil }
      bits = max(bits, width)
    }
    guard bits <= Certificate.maximumExponent else { return nil }
    exponent = -bits
    integers = numbers.map { number in
      number.numerator.shiftedLeft(bits - (number.denominator.bitWidth - 1))
    }
  }
}

extension Certificate.DyadicMatrix {
  /// Writes a square matrix of dyadic numbers; nil when some entry is none.
  init?(_ matrix: RationalMatrix) {
    let rows = matrix.entries
    guard let numbers = DyadicNumbers(rows.flatMap { $0 }) else { return nil }
    let size = matrix.columns
    self.init(
      exponent: numbers.exponent,
      integers: rows.indices.map { Array(numbers.integers[$0 * size..<($0 + 1) * size]) })
  }
}

extension Certificate.Box {
  /// Writes the exact centers and radii of a box; nil when some number is not dyadic.
  init?(_ box: PointBox) {
    guard let numbers = DyadicNumbers(box.centers + box.radii) else { return nil }
    let size = box.centers.count
    self.init(
      exponent: numbers.exponent, centers: Array(numbers.integers[..<size]),
      radii: Array(numbers.integers[size...]))
  }
}
