import Exact
import Surfaces

/// The training problem of the two-layer linear network x -> x^T W a_i in double precision, held by
/// its second moments: full-batch losses and gradients need nothing else, so their cost does not
/// depend on the number of rows of the data.
///
/// Losses are mean squared errors, L_i = |X W a_i - y_i|^2 / n.
package struct LinearModel: Sendable {
  /// The number p of inputs.
  package let inputCount: Int
  /// The k task names.
  package let taskNames: [String]
  /// X^T X / n, p x p, row by row.
  package let xx: [Double]
  /// X^T Y / n, p x k, row by row.
  package let xy: [Double]
  /// Y^T Y / n, k x k, row by row.
  package let yy: [Double]
  /// The number n of samples, for gradients with respect to the representation.
  package let samples: Double
  /// What the targets were divided by: y_i of the instance is scale_i times y_i here.
  package let targetScales: [Double]
  /// A squared loss of the instance is this many times the loss here.
  package let lossDivisors: [Double]
  /// The irreducible losses: those of the best network for each task alone.
  package let offsets: [Double]
  /// The units of the losses.
  package let units: LossUnits
  /// C with C^T C = [XX XY; YX YY], p + k columns, in double precision: the columns behave like
  /// those of the data.
  private let factor: [[Double]]

  /// The number k of tasks.
  package var taskCount: Int { taskNames.count }

  /// A vector with the inner products of the residual X w - y_i: C (w, -e_i).
  ///
  /// - Precondition: `input` has p entries, `target` is one of the k tasks from 0.
  /// - Complexity: O((p + k)^2).
  func residual(input: [Double], target: Int) -> [Double] {
    factor.map { row in
      var sum = -row[inputCount + target]
      for j in 0..<inputCount { sum += row[j] * input[j] }
      return sum
    }
  }

  /// The rows of C for positive semi-definite moments, by the outer-product form of Cholesky's
  /// method; a column whose rest is rounding noise is left out.
  private static func factor(xx: [Double], xy: [Double], yy: [Double], inputs p: Int) -> [[Double]]
  {
    let k = p == 0 ? Int(Double(yy.count).squareRoot().rounded()) : xy.count / p
    let size = p + k
    var rest = (0..<size).map { i in
      (0..<size).map { j -> Double in
        switch (i < p, j < p) {
        case (true, true): return xx[i * p + j]
        case (true, false): return xy[i * k + j - p]
        case (false, true): return xy[j * k + i - p]
        case (false, false): return yy[(i - p) * k + j - p]
        }
      }
    }
    let noise = (0..<size).map { rest[$0][$0] * Double(size) * 0x1p-52 }
    var rows: [[Double]] = []
    for pivot in 0..<size where rest[pivot][pivot] > noise[pivot] {
      let root = rest[pivot][pivot].squareRoot()
      let row = (0..<size).map { $0 < pivot ? 0 : rest[pivot][$0] / root }
      for i in pivot..<size { for j in pivot..<size { rest[i][j] -= row[i] * row[j] } }
      rows.append(row)
    }
    return rows
  }

  /// Refuses a second moment, not zero, outside 2^-900 ... 2^900: its products with others would
  /// not fit.
  private static func requireInRange(
    _ square: Rational, _ name: String
  ) throws(LearningError) {
    let value = square.doubleValue
    guard square.isZero || (value >= 0x1p-900 && value <= 0x1p900) else {
      throw .outOfRange(name)
    }
  }

  /// Creates the problem of a data set.
  ///
  /// - Parameters:
  ///   - moments: The exact moments; without `yy` the targets are replaced by their best linear
  ///     predictions, which changes no gradient of the network and leaves out the irreducible loss.
  ///   - instance: The instance of the same moments.
  ///   - standardized: Whether inputs are centred (when there is an intercept; exactly) and inputs
  ///     and targets are brought to unit second moment, as in Appendix D.1 of Hu et al. Targets are
  ///     not centred here: that would be another instance.
  ///   - intercept: The input, counted from 0, that is constantly one, if any.
  /// - Throws: ``LearningError/outOfRange(_:)``.
  /// - Complexity: O((p + k)^2) exact operations.
  package init(
    moments: Moments, instance: Instance, standardized: Bool, intercept: Int?
  ) throws(LearningError) {
    let p = moments.xx.rows
    let k = moments.xy.columns
    let n = Rational(moments.samples)
    guard n.signum > 0 else { throw .unitsNeedData(.meanSquaredError) }
    if let intercept, !(0..<p).contains(intercept) {
      throw .badOption("there is no input \(intercept + 1)")
    }
    let yy = moments.yy ?? instance.gram
    // Column j of the data (inputs, then targets) has mean means[j].
    func product(_ i: Int, _ j: Int) -> Rational {
      switch (i < p, j < p) {
      case (true, true): return moments.xx[i, j]
      case (true, false): return moments.xy[i, j - p]
      case (false, true): return moments.xy[j, i - p]
      case (false, false): return yy[i - p, j - p]
      }
    }
    let center = standardized ? intercept : nil
    let means = (0..<(p + k)).map { j in center.map { product(j, $0) / n } ?? .zero }
    func isCentred(_ j: Int) -> Bool { center != nil && j != center && j < p }
    func exactMoment(_ i: Int, _ j: Int) -> Rational {
      let mean = product(i, j) / n
      return isCentred(i) || isCentred(j) ? mean - means[i] * means[j] : mean
    }
    func moment(_ i: Int, _ j: Int) -> Double { exactMoment(i, j).doubleValue }
    for j in 0..<(p + k) {
      try Self.requireInRange(
        exactMoment(j, j),
        j < p
          ? "the second moment of input \(j + 1)"
          : "the second moment of target \(instance.taskNames[j - p])")
    }
    let scales = (0..<(p + k)).map { j in
      let square = moment(j, j)
      return standardized && j != intercept && square > 0 ? square.squareRoot() : 1
    }
    inputCount = p
    taskNames = instance.taskNames
    samples = n.doubleValue
    xx = (0..<(p * p)).map { moment($0 / p, $0 % p) / scales[$0 / p] / scales[$0 % p] }
    xy = (0..<(p * k)).map {
      moment($0 / k, p + $0 % k) / scales[$0 / k] / scales[p + $0 % k]
    }
    self.yy = (0..<(k * k)).map {
      moment(p + $0 / k, p + $0 % k) / scales[p + $0 / k] / scales[p + $0 % k]
    }
    let targetScales = Array(scales[p...])
    self.targetScales = targetScales
    lossDivisors = targetScales.map { $0 * $0 * n.doubleValue }
    offsets = (0..<k).map { i in
      (yy[i, i] / n - instance.gram[i, i] / n).doubleValue / targetScales[i] / targetScales[i]
    }
    units = standardized ? .standardizedError : .meanSquaredError
    factor = Self.factor(xx: xx, xy: xy, yy: self.yy, inputs: p)
    guard (xx + xy + self.yy + scales).allSatisfy(\.isFinite) else {
      throw .outOfRange("a moment")
    }
  }

  /// Creates a problem with the optimal predictors of an instance whose data is not known: n = k
  /// rows of orthonormal inputs, targets with the Gram matrix of the instance, each divided by its
  /// norm.
  ///
  /// - Throws: ``LearningError/outOfRange(_:)`` when the Gram matrix is not positive definite in
  ///   double precision.
  package init(_ instance: Instance) throws(LearningError) {
    let k = instance.taskCount
    for i in 0..<k {
      try Self.requireInRange(
        instance.gram[i, i], "the Gram matrix entry of task \(instance.taskNames[i])")
    }
    let scales = (0..<k).map { instance.gram[$0, $0].doubleValue.squareRoot() }
    // The Cholesky factor L of the correlation matrix: row i holds the coordinates of target i.
    var lower = Array(repeating: 0.0, count: k * k)
    for i in 0..<k {
      for j in 0...i {
        var sum = i == j ? 1 : instance.gram[i, j].doubleValue / scales[i] / scales[j]
        for l in 0..<j { sum -= lower[i * k + l] * lower[j * k + l] }
        if i == j {
          guard sum > 0, sum.isFinite else { throw .outOfRange("the Gram matrix") }
          lower[i * k + i] = sum.squareRoot()
        } else {
          lower[i * k + j] = sum / lower[j * k + j]
        }
      }
    }
    inputCount = k
    taskNames = instance.taskNames
    xx = (0..<(k * k)).map { $0 / k == $0 % k ? 1 : 0 }
    xy = (0..<(k * k)).map { lower[$0 % k * k + $0 / k] }
    // Inputs are orthonormal and targets combinations of them.
    factor = (0..<k).map { j in
      (0..<k).map { $0 == j ? 1 : 0 } + (0..<k).map { lower[$0 * k + j] }
    }
    yy = (0..<(k * k)).map { entry in
      (0..<k).reduce(0) { $0 + lower[entry / k * k + $1] * lower[entry % k * k + $1] }
    }
    samples = Double(k)
    targetScales = scales
    lossDivisors = scales.map { $0 * $0 }
    offsets = scales.map { _ in 0 }
    units = .standardizedError
  }
}
