import Exact

/// Newton's iteration in double precision for the homogeneous equations of a meeting. It proves
/// nothing: what it returns is where a proof may be tried.
///
/// Coordinates are scaled to x_i = u_i / sqrt(g_ii), and in every step the correction is
/// orthogonal to the current x, whose length stays one.
struct MeetingNewton {
  private struct Term {
    let first: Int
    let second: Int
    let coefficient: Double
  }

  private let size: Int
  private let quadratic: [[Term]]
  private let linear: [[Double]]
  private let scale: [ScaledDouble]
  private var matrix: [Double]
  private var right: [Double]

  /// The least quotient of the smallest and the largest |x_i| that counts as no zero coordinate.
  static let zeroThreshold = 1e-10

  init(_ system: MeetingSystem) {
    size = system.instance.taskCount
    let scale = system.instance.scaledGram.lengths
    self.scale = scale
    // Every equation is divided by its largest coefficient, so common factors do not matter.
    quadratic = system.flips.map { flip in
      let products = system.terms(flip).map { term in
        ScaledDouble(rational: term.coefficient) * scale[term.first] * scale[term.second]
      }
      let top = products.filter { $0.mantissa != 0 }.map(\.exponent).max() ?? 0
      let terms = zip(system.terms(flip), products).map { term, product in
        Term(
          first: term.first, second: term.second,
          coefficient: product.double(dividedByTwoToThe: top))
      }
      let largest = terms.reduce(0) { max($0, abs($1.coefficient)) }
      return terms.map {
        Term(first: $0.first, second: $0.second, coefficient: $0.coefficient / largest)
      }
    }
    linear = system.slices.map { slice in
      let products = zip(slice, scale).map { ScaledDouble(rational: $0) * $1 }
      let top = products.filter { $0.mantissa != 0 }.map(\.exponent).max() ?? 0
      let row = products.map { $0.double(dividedByTwoToThe: top) }
      let largest = row.reduce(0) { max($0, abs($1)) }
      return row.map { $0 / largest }
    }
    matrix = Array(repeating: 0, count: size * size)
    right = Array(repeating: 0, count: size)
  }

  /// Iterates from a start in scaled coordinates.
  ///
  /// - Returns: A unit vector x where the iteration settled, without zero coordinates, or nil. It
  ///   is `rough` where the steps stayed small but did not vanish, as near multiple solutions.
  mutating func solve(_ start: [Double]) -> (x: [Double], isRough: Bool)? {
    var x = start
    guard Self.normalize(&x) else { return nil }
    var settled = false
    var step = 0.0
    for _ in 0..<60 {
      for i in matrix.indices { matrix[i] = 0 }
      for (row, terms) in quadratic.enumerated() {
        var value = 0.0
        for term in terms {
          let a = term.coefficient * x[term.first]
          let b = term.coefficient * x[term.second]
          value += a * x[term.second]
          matrix[row * size + term.second] += a
          matrix[row * size + term.first] += b
        }
        right[row] = -value
      }
      for (position, slice) in linear.enumerated() {
        let row = quadratic.count + position
        var value = 0.0
        for j in 0..<size {
          value += slice[j] * x[j]
          matrix[row * size + j] = slice[j]
        }
        right[row] = -value
      }
      for j in 0..<size { matrix[(size - 1) * size + j] = x[j] }
      right[size - 1] = 0
      guard eliminate() else { return nil }
      step = 0
      for j in 0..<size {
        x[j] += right[j]
        step = max(step, abs(right[j]))
      }
      guard step.isFinite, Self.normalize(&x) else { return nil }
      // At a regular solution the next step is below rounding; where the steps only halve, it goes
      // on to a multiple solution, often one with zero coordinates.
      settled = step < 1e-12
      if settled { break }
    }
    guard settled || step < 1e-5 else { return nil }
    let smallest = x.reduce(Double.infinity) { min($0, abs($1)) }
    let largest = x.reduce(0) { max($0, abs($1)) }
    let threshold = settled ? Self.zeroThreshold : 1e-3
    return smallest > threshold * largest ? (x, !settled) : nil
  }

  /// The direction u = (sqrt(g_ii) x_i) divided by its coordinate of largest |x_i|, exactly.
  func direction(_ x: [Double]) -> (vector: [Rational], pivot: Int)? {
    guard let pivot = x.indices.max(by: { abs(x[$0]) < abs(x[$1]) }) else { return nil }
    var vector: [Rational] = []
    for i in x.indices {
      let quotient = ScaledDouble(x[i] / x[pivot]) * scale[i] / scale[pivot]
      guard let mantissa = Rational(exactly: i == pivot ? 1 : quotient.mantissa) else {
        return nil
      }
      vector.append(i == pivot ? .one : mantissa * .powerOfTwo(quotient.exponent))
    }
    return (vector, pivot)
  }

  /// Solves the linear equations in place by elimination with partial pivoting; false when a pivot
  /// vanishes.
  private mutating func eliminate() -> Bool {
    let n = size
    for column in 0..<n {
      var best = column
      for row in (column + 1)..<max(n, column + 1)
      where abs(matrix[row * n + column]) > abs(matrix[best * n + column]) {
        best = row
      }
      let pivot = matrix[best * n + column]
      guard abs(pivot) > 1e-300 else { return false }
      if best != column {
        for j in 0..<n { matrix.swapAt(best * n + j, column * n + j) }
        right.swapAt(best, column)
      }
      for row in (column + 1)..<max(n, column + 1) {
        let factor = matrix[row * n + column] / pivot
        if factor == 0 { continue }
        for j in column..<n { matrix[row * n + j] -= factor * matrix[column * n + j] }
        right[row] -= factor * right[column]
      }
    }
    for row in stride(from: n - 1, through: 0, by: -1) {
      for j in (row + 1)..<max(n, row + 1) { right[row] -= matrix[row * n + j] * right[j] }
      right[row] /= matrix[row * n + row]
    }
    return true
  }

  /// Scales a vector to length one; false when it has none.
  private static func normalize(_ x: inout [Double]) -> Bool {
    let length = x.reduce(0) { $0 + $1 * $1 }.squareRoot()
    guard length.isFinite, length > 0 else { return false }
    for i in x.indices { x[i] /= length }
    return true
  }
}
