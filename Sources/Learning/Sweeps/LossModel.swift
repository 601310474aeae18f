import Exact
import Surfaces

/// The losses of an instance in chosen units, in double precision: what sweeps, samples and
/// figures compute with.
///
/// With s_i^2 = 1, n or ||y_i||^2 for the units, task i has loss offset_i + g_ii - v_i, where g is
/// the scaled Gram matrix g_ij = G_ij / (s_i s_j) and v_i the value of the point divided by s_i^2.
public struct LossModel: Sendable {
  /// The units of all losses here.
  public let units: LossUnits
  /// The k task names.
  public let taskNames: [String]
  /// The Gram matrix in these units, k x k.
  public let gram: [[Double]]
  /// The inverse of ``gram``, from the exact inverse, k x k.
  public let gramInverse: [[Double]]
  /// The irreducible losses in these units; zero where the data is not known.
  public let offsets: [Double]
  /// s_i: the square roots of the divisors of the units.
  public let scales: [Double]
  /// Whether ``offsets`` are known, so that losses are those of a person's network.
  public let includesIrreducibleLoss: Bool

  /// The number k of tasks.
  public var taskCount: Int { gram.count }

  /// The losses of the best network for each task alone.
  public var optima: [Double] { offsets }

  /// Creates the losses of an instance.
  ///
  /// - Throws: ``LearningError`` when the units need data that is not there, or a number does not
  ///   fit into double precision.
  public init(_ instance: Instance, units: LossUnits) throws(LearningError) {
    let k = instance.taskCount
    let divisors: [Rational]
    switch units {
    case .squaredNorm:
      divisors = Array(repeating: .one, count: k)
    case .meanSquaredError:
      guard let samples = instance.samples, samples.signum > 0 else {
        throw .unitsNeedData(units)
      }
      divisors = Array(repeating: Rational(samples), count: k)
    case .standardizedError:
      guard let losses = instance.irreducibleLosses else { throw .unitsNeedData(units) }
      divisors = zip(losses, instance.optima).map { $0 + $1 }
    }
    self.units = units
    taskNames = instance.taskNames
    includesIrreducibleLoss = instance.irreducibleLosses != nil
    scales = divisors.map { $0.doubleValue.squareRoot() }
    offsets = (0..<k).map { i in
      instance.irreducibleLosses.map { ($0[i] / divisors[i]).doubleValue } ?? 0
    }
    let s = scales
    gram = (0..<k).map { i in
      (0..<k).map { j in instance.gram[i, j].doubleValue / s[i] / s[j] }
    }
    let inverse = instance.gramInverse
    gramInverse = (0..<k).map { i in
      (0..<k).map { j in inverse[i, j].doubleValue * s[i] * s[j] }
    }
    let all = gram + gramInverse + [offsets, scales]
    guard all.allSatisfy({ $0.allSatisfy { $0.isFinite } }), scales.allSatisfy({ $0 > 0 }),
      (0..<k).allSatisfy({ gram[$0][$0] > 0 && gramInverse[$0][$0] > 0 })
    else { throw .outOfRange("the Gram matrix") }
  }

  /// The losses of the point of a direction u (in the units of the instance) for width 1 or k-1.
  ///
  /// - Precondition: `direction` has k entries, not all zero.
  /// - Complexity: O(k^2).
  public func losses(direction: [Double], width: WidthEnd) -> [Double] {
    let k = taskCount
    precondition(direction.count == k, "one coordinate for each task")
    let u = (0..<k).map { direction[$0] / scales[$0] }
    var norm = 0.0
    for i in 0..<k {
      for j in 0..<k { norm += u[i] * gramInverse[i][j] * u[j] }
    }
    return (0..<k).map { i in
      let square = u[i] * u[i] / norm
      return offsets[i] + (width == .one ? max(gram[i][i] - square, 0) : square)
    }
  }

  /// Exact losses of a point, converted to these units.
  public func losses(_ point: Point, _ instance: Instance, width: WidthEnd) -> [Double] {
    zip(point.losses(instance, width: width), zip(offsets, scales)).map { loss, unit in
      unit.0 + loss.doubleValue / unit.1 / unit.1
    }
  }
  /// Losses t_i - v_i given as shares of t_i, in these units.
  package func losses(shares: [Double]) -> [Double] {
    shares.indices.map { offsets[$0] + shares[$0] * gram[$0][$0] }
  }
}
