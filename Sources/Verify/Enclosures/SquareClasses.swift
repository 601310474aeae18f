import Exact

/// Square roots of rational numbers, sorted by square class, so that sums of them that vanish are
/// known.
///
/// Two positive numbers are in one class when their product is the square of a rational. Square
/// roots of numbers in different classes are linearly independent over the rationals (A. S.
/// Besicovitch, J. London Math. Soc. 15 (1940)), so a sum of rational multiples of square roots is
/// zero if and only if it is zero class by class.
struct SquareClasses: Sendable {
  /// For each number its class, counted from 0; nil for the number zero.
  let classes: [Int?]
  /// For each number the rational r with sqrt(v) = r sqrt(d), d the first number of its class.
  let multiples: [Rational]
  /// The first number of each class.
  let representatives: [Rational]

  /// Sorts numbers >= 0.
  ///
  /// - Complexity: a square root for each number and each class.
  init(_ values: [Rational]) {
    var classes: [Int?] = []
    var multiples: [Rational] = []
    var representatives: [Rational] = []
    for value in values {
      if value.isZero {
        classes.append(nil)
        multiples.append(.zero)
        continue
      }
      var found: (position: Int, root: Rational)?
      for (position, first) in representatives.enumerated() where found == nil {
        if let root = (value / first).exactSquareRoot { found = (position, root) }
      }
      if let found {
        classes.append(found.position)
        multiples.append(found.root)
      } else {
        classes.append(representatives.count)
        multiples.append(.one)
        representatives.append(value)
      }
    }
    self.classes = classes
    self.multiples = multiples
    self.representatives = representatives
  }

  /// Whether sum_i factors_i sqrt(v_i) = 0.
  func vanishes(_ factors: [Rational]) -> Bool {
    var sums = Array(repeating: Rational.zero, count: representatives.count)
    for (i, factor) in factors.enumerated() {
      if let position = classes[i] { sums[position] += factor * multiples[i] }
    }
    return sums.allSatisfy(\.isZero)
  }

  /// Whether the sum of factor sqrt(v_first) sqrt(v_second) over the given pairs is zero.
  func vanishes(_ products: [(first: Int, second: Int, factor: Rational)]) -> Bool {
    // Sums over pairs of classes first, then over the square classes of the products.
    var sums: [[Int]: Rational] = [:]
    for product in products {
      guard let a = classes[product.first], let b = classes[product.second] else { continue }
      let term = product.factor * multiples[product.first] * multiples[product.second]
      sums[[min(a, b), max(a, b)], default: .zero] += term
    }
    let rest = sums.filter { !$0.value.isZero }.sorted { $0.key.lexicographicallyPrecedes($1.key) }
    let radicands = SquareClasses(
      rest.map { representatives[$0.key[0]] * representatives[$0.key[1]] })
    return radicands.vanishes(rest.map(\.value))
  }
}
