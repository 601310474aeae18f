import Exact
import Surfaces

/// The search for a direction with small integer entries along which the tangent-plane matrix T of
/// a point is negative: evidence, for people and for the checker, that no weighting reaches it.
///
/// A floating-point elimination suggests the direction, and the exact quadratic form decides. For
/// width 1 the direction is x = G y and x^T Q x = y^T G y, so that Q is not needed.
struct NegativeDirectionSearch {
  let instance: Instance
  let point: Point
  let width: WidthEnd

  private var size: Int { instance.taskCount }

  /// A verified obstruction, or nil when none was found in floating point.
  ///
  /// - Precondition: w_i = 0 wherever u_i = 0 and, for width k-1, no u_i is zero.
  func find() -> SupportObstruction? {
    let factor = instance.gram.denominator * point.dualScale
    let (matrix, unit, order) =
      width == .one ? preimageForm(factor) : directionForm()
    // One index is left out: T is singular along the point itself.
    guard let suggestion = Self.firstNegativePivot(matrix, size, Array(order.dropFirst()))
    else { return nil }
    let values = (0..<size).map { ScaledDouble(suggestion[$0]) * unit[$0] }
    guard let top = values.lazy.filter({ $0.mantissa != 0 }).map(\.exponent).max() else {
      return nil
    }
    for bits in [0, 1, 2, 3, 4, 6, 8, 11, 15, 20, 27, 36, 50] {
      let vector = values.map {
        Integer(rounding: $0.double(dividedByTwoToThe: top - bits), timesTwoToThe: 0) ?? .zero
      }
      if let obstruction = obstruction(vector) { return obstruction }
    }
    // Tasks of very different scales: a few significant digits of each entry.
    let bottom = values.lazy.filter({ $0.mantissa != 0 }).map(\.exponent).min() ?? 0
    for bits in [4, 8, 16, 32, 50] {
      let vector = values.map { value in
        let rounded = Double(sign: .plus, exponent: bits, significand: value.mantissa).rounded()
        return Integer(rounding: rounded, timesTwoToThe: value.exponent - bottom) ?? .zero
      }
      if let obstruction = obstruction(vector) { return obstruction }
    }
    return nil
  }

  /// The obstruction that a vector gives, if it does: x itself for width k-1, y with x = G y for
  /// width 1.
  func obstruction(_ vector: [Integer]) -> SupportObstruction? {
    guard vector.contains(where: { !$0.isZero }) else { return nil }
    let vector = Integer.primitive(vector)
    switch width {
    case .one:
      // Everything times the denominators of G and w.
      let image = instance.gram.numeratorProduct(vector)
      let curvature = instance.gram.denominator * point.dualScale * Integer.dot(vector, image)
      guard weightedSquares(image) > Rational(curvature) else { return nil }
      let preimage = vector.map { $0 * instance.gram.denominator }
      return .negativeDirection(image, preimage: preimage)
    case .allButOne:
      let inverse = instance.gramInverse
      let curvature = Rational(
        Integer.dot(vector, inverse.numeratorProduct(vector)) * point.dualScale,
        inverse.denominator)
      guard weightedSquares(vector) < curvature else { return nil }
      return .negativeDirection(vector, preimage: nil)
    }
  }

  /// sum of x_i^2 w_i / u_i over u_i != 0, times the denominator of w.
  private func weightedSquares(_ x: [Integer]) -> Rational {
    var total = Rational.zero
    for i in 0..<size where !point.direction[i].isZero && !x[i].isZero && !point.dual[i].isZero {
      total += Rational(x[i] * x[i] * point.dual[i], point.direction[i])
    }
    return total
  }

  /// G - G diag(w/u) G in variables scaled to a unit diagonal of G.
  private func preimageForm(
    _ factor: Integer
  ) -> (matrix: [Double], unit: [ScaledDouble], order: [Int]) {
    let size = size
    let floating = MultiplierBound(
      gram: instance.scaledGram, direction: point.direction, dual: point.dual, factor: factor)
    let weights = (0..<size).map {
      floating.direction[$0] == 0 ? 0 : floating.dual[$0] / floating.direction[$0]
    }
    let weighted = (0..<size).filter { weights[$0] != 0 }
    var matrix = floating.gram
    for i in 0..<size {
      for j in 0...i {
        var total = floating.gram[i * size + j]
        for l in weighted {
          total -= floating.gram[i * size + l] * weights[l] * floating.gram[j * size + l]
        }
        matrix[i * size + j] = total
        matrix[j * size + i] = total
      }
    }
    let importance = (0..<size).map { abs(floating.dual[$0] * floating.direction[$0]) }
    return (matrix, floating.unit, Self.ordered(importance))
  }

  /// D = diag(w/u) - Q in variables scaled to a diagonal of 1 and -1.
  private func directionForm() -> (matrix: [Double], unit: [ScaledDouble], order: [Int]) {
    let inverse = instance.gramInverse
    let importance = zip(point.direction, instance.scaledInverse.lengths).map {
      ScaledDouble($0) * $1
    }
    let top = importance.lazy.map(\.exponent).max() ?? 0
    let (matrix, unit) = Self.cutForm(Array(0..<size), point.direction) {
      inverse.numerator($0, $1)
    }
    return (matrix, unit, Self.ordered(importance.map { abs($0.double(dividedByTwoToThe: top)) }))
  }

  /// The block of D = diag((Qu)/u) - Q on some tasks, in variables scaled to a diagonal of 1 and
  /// -1.
  ///
  /// D_ii = sum_{j != i} q_ij u_j / u_i is summed exactly: it may be far smaller than q_ii.
  static func cutForm(
    _ tasks: [Int], _ direction: [Integer], _ entry: (Int, Int) -> Integer
  ) -> (matrix: [Double], unit: [ScaledDouble]) {
    let diagonal = tasks.map { i in
      var field = Integer.zero
      for j in direction.indices where j != i { field += entry(i, j) * direction[j] }
      return ScaledDouble(field) / ScaledDouble(direction[i])
    }
    let scale = tasks.enumerated().map { position, i in
      let value = diagonal[position].mantissa == 0 ? ScaledDouble(entry(i, i)) : diagonal[position]
      return ScaledDouble(abs(value.mantissa), exponent: value.exponent).squareRoot
    }
    let count = tasks.count
    var matrix = Array(repeating: 0.0, count: count * count)
    for p in 0..<count {
      matrix[p * count + p] = (diagonal[p] / (scale[p] * scale[p])).double
      for q in 0..<p {
        let value = -(ScaledDouble(entry(tasks[p], tasks[q])) / (scale[p] * scale[q])).double
        matrix[p * count + q] = value
        matrix[q * count + p] = value
      }
    }
    return (matrix, scale.map { ScaledDouble(1.0) / $0 })
  }

  /// The indices by falling importance.
  private static func ordered(_ importance: [Double]) -> [Int] {
    importance.indices.sorted {
      importance[$0] > importance[$1] || (importance[$0] == importance[$1] && $0 < $1)
    }
  }

  /// The direction of the first clearly negative pivot of a symmetric elimination of some rows in
  /// the given order, padded with zeros.
  static func firstNegativePivot(
    _ matrix: [Double], _ size: Int, _ kept: [Int]
  ) -> [Double]? {
    let count = kept.count
    var lower = Array(repeating: 0.0, count: count * count)
    var pivots = Array(repeating: 0.0, count: count)
    for i in 0..<count {
      var magnitude = 0.0
      for j in 0...i {
        var total = matrix[kept[i] * size + kept[j]]
        if j == i { magnitude = abs(total) }
        for l in 0..<j {
          let term = lower[i * count + l] * lower[j * count + l] * pivots[l]
          total -= term
          if j == i { magnitude += abs(term) }
        }
        if j < i {
          lower[i * count + j] = pivots[j] == 0 ? 0 : total / pivots[j]
        } else {
          pivots[i] = total
        }
      }
      if pivots[i] >= -1e-9 * magnitude {
        // A pivot that is zero up to rounding says nothing; keep it out of later rows.
        if pivots[i] < 1e-12 * magnitude { pivots[i] = 0 }
        continue
      }
      // x^T A x = pivot for the x with L^T x = e_i.
      var result = Array(repeating: 0.0, count: size)
      var solution = Array(repeating: 0.0, count: i + 1)
      solution[i] = 1
      for row in stride(from: i - 1, through: 0, by: -1) {
        var total = 0.0
        for l in (row + 1)...i { total -= lower[l * count + row] * solution[l] }
        solution[row] = total
      }
      for l in 0...i { result[kept[l]] = solution[l] }
      return result
    }
    return nil
  }
}
