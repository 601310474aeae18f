import Certificates
import Exact
import Intervals
import Surfaces

/// A point given as the only optimum of rational weights: G diag(weights) u = mu u for the largest
/// eigenvalue mu (width k-1: the smallest), which is simple.
///
/// The eigenpair is enclosed by a Krawczyk test of the system G diag(weights) u = mu u,
/// normalization . u = 1. That it is the extreme one needs a rational ``level``: exactly one
/// eigenvalue lies above it (below it), which the inertia of level Q - diag(weights) proves
/// exactly.
public struct WeightedOptimum: PointDefinition {
  /// The instance the point belongs to.
  public let instance: Instance
  /// k numbers >= 0, not all zero; all positive for width k-1.
  public let weights: [Rational]
  /// The width: the largest eigenvalue is meant for width 1, the smallest for width k-1.
  public let width: WidthEnd
  /// Separates mu, strictly, from all other eigenvalues.
  public let level: Rational
  /// The coordinate, counted from 0, that is made 1.
  public let scaledTask: Int

  /// An approximation of the k + 1 unknowns.
  private let start: [Rational]
  private let zeros: [Int]

  /// - Precondition: exactly one eigenvalue is beyond the level, none equal to it.
  init(
    _ instance: Instance, weights: [Rational], width: WidthEnd, level: Rational, scaledTask: Int,
    start: [Rational]
  ) {
    self.instance = instance
    self.weights = weights
    self.width = width
    self.level = level
    self.scaledTask = scaledTask
    self.start = start
    // G diag(weights) splits into the components of G; a simple eigenvalue has its vector in one.
    let component = EnclosedPoint.components(
      of: instance.gram, among: Array(0..<instance.taskCount)
    ).first { $0.contains(scaledTask) }
    zeros = (0..<instance.taskCount).filter { !(component ?? []).contains($0) }
  }

  /// The vector that is 1 on the scaled task and 0 elsewhere.
  public var normalization: [Rational] {
    weights.indices.map { $0 == scaledTask ? .one : .zero }
  }

  /// The tasks, counted from 0, in other components of G than the scaled one.
  public var zeroTasks: [Int] { zeros }

  /// The box of (u, mu).
  ///
  /// - Complexity: a few products of matrices of order k + 1 at the given precision.
  public func box(
    precision: Int, within earlier: PointBox? = nil
  ) throws(PointIndecision) -> PointBox {
    let outcome = Krawczyk.enclose(
      system(precision), near: start, exponents: exponents, precision: precision)
    switch outcome {
    case .uniqueZero(let enclosure):
      let count = weights.count
      let (middle, radius) = (enclosure.center[count], enclosure.radii[count])
      let isExtreme = width == .one ? middle - radius > level : middle + radius < level
      guard isExtreme else {
        throw .noBox(
          reason: "the eigenvalue is not separated from the others", precision: precision)
      }
      return try PointBox(
        self, centers: enclosure.center, radii: enclosure.radii,
        preconditioner: enclosure.preconditioner, precision: precision)
    case .noZero: throw .noBox(reason: "the box has no zero", precision: precision)
    case .undecided(let obstacle):
      throw .noBox(reason: obstacle.description, precision: precision)
    }
  }

  /// The unknowns as powers of two times numbers near 1: u_i by the length of predictor i, mu by
  /// its start. So nothing depends on the units of tasks or on a common factor.
  private var exponents: [Int] {
    let lengths = instance.scaledGram.equilibrated.exponents
    let value = start[weights.count]
    return lengths.map { $0 - lengths[scaledTask] }
      + [value.numerator.bitWidth - value.denominator.bitWidth]
  }

  /// F(u, mu) = (G diag(weights) u - mu u, u_p - 1).
  private func system(_ precision: Int) -> IntervalSystem {
    let count = weights.count
    let product = IntervalMatrix(rows: count, columns: count) { i, j in
      Interval(instance.gram[i, j] * weights[j], precision: precision)
    }
    let scaled = scaledTask
    let one = Interval.one(precision: precision)
    let zero = Interval.zero(precision: precision)
    return IntervalSystem(
      size: count + 1,
      value: { x in
        let u = IntervalVector(Array(x.elements.prefix(count)))
        let image = product * u
        return IntervalVector(
          (0..<count).map { image[$0] - x[count] * u[$0] } + [u[scaled] - one])
      },
      jacobian: { x in
        IntervalMatrix(rows: count + 1, columns: count + 1) { i, j in
          if i == count { return j == scaled ? one : zero }
          if j == count { return -x[i] }
          return i == j ? product[i, j] - x[count] : product[i, j]
        }
      })
  }

  /// Whether a linear form is zero by definition: (Qu)_i is where the weight is, and so is every
  /// coordinate in another component.
  public func vanishes(linear coefficients: [Rational]) -> Bool {
    if zip(coefficients.indices, coefficients).allSatisfy({ $1.isZero || zeros.contains($0) }) {
      return true
    }
    return weights.indices.contains { i in
      weights[i].isZero && coefficients == instance.gramInverse.row(i)
    }
  }

  /// The given weights reach the point, as its only optimum.
  ///
  /// Weights > 0 do too if the given ones are, or if u_i = 0 wherever the weight is zero: small
  /// weights there change nothing else. They do not if u_i != 0 = weight_i for some i, because u
  /// then forces this weight.
  public func reachability(in box: PointBox, width: WidthEnd) -> EnclosedReachability? {
    guard width == self.width else { return nil }
    let bits = box.precision
    let holds = EnclosedSupport.holds(
      weights: IntervalVector(weights, precision: bits), precision: bits)
    var result = EnclosedReachability(all: holds)
    let open = weights.indices.filter { weights[$0].isZero && !zeros.contains($0) }
    if let task = open.first(where: { box.isSigned($0) }) {
      result.supported = .fails(.zeroWeight(task: task + 1), precision: bits)
    } else if let task = open.first {
      result.supported = .undecided(
        .tie(of: "u_\(instance.taskNumbers[task])", enclosure: box.direction[task], precision: bits)
      )
    } else if weights.contains(where: \.isZero) {
      result.supported = completedSupport(in: box)
    }
    return result
  }

  /// Positive weights where the zero weights are on zero coordinates: a common small weight there
  /// that keeps mu Q - diag(weights) without the scaled task positive definite.
  private func completedSupport(in box: PointBox) -> EnclosedSupport {
    let bits = box.precision
    let kept = weights.indices.filter { $0 != scaledTask }
    var common = weights.filter { !$0.isZero }.min() ?? .one
    for _ in 0..<64 {
      let completed = weights.map { $0.isZero ? common : $0 }
      let block = IntervalMatrix(rows: kept.count, columns: kept.count) { i, j in
        let entry = box.others[0] * instance.gramInverse[kept[i], kept[j]]
        return i == j ? entry - completed[kept[i]] : entry
      }
      if block.isCertainlyPositiveDefinite {
        return .holds(weights: IntervalVector(completed, precision: bits), precision: bits)
      }
      common *= Rational(1, 4)
    }
    return .undecided(
      .bound("that small weights complete the given ones", enclosure: nil, precision: bits))
  }

  /// The weights, the level and the normalization.
  public func certificateSystem(in box: PointBox) -> Certificate.PointSystem? {
    guard let matrix = box.preconditioner.flatMap({ Certificate.DyadicMatrix($0) }) else {
      return nil
    }
    return .weights(
      weights, level: level, normalization: normalization, preconditioner: matrix)
  }
}
