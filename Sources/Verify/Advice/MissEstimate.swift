import Exact
import Floating
import Randomness
import Surfaces

/// How much weighted sums lose against a network: an estimate in double precision, proved nowhere.
///
/// The *miss* of a network of q units with values v is
///
///     min over weights of max_i (v_i - v_i(weights)) / t_i
///
/// where v(weights) are the values of the optimum of the weights: whatever the weights, some task
/// is worse than with the network by at least this share of what the inputs can explain of it. A
/// network with a positive miss is out of reach, and so is everything at least as good. Better
/// values only raise the miss, so the largest one over all networks is that of a Pareto optimum.
///
/// The search draws weights, and networks between neighbouring optima of them, climbs from the
/// networks that are missed most, and descends in the weights from the nearest optima. The result
/// can be too small because a network was overlooked, and too large because weights were.
public struct MissEstimate: Sendable, Equatable {
  /// The number of hidden units.
  public let width: Width
  /// The miss, from 0 to 1.
  public let miss: Double
  /// The losses of the network, from its values in double precision.
  public let losses: LossTable
  /// The same for the optimum of ``weights``.
  public let lossesByWeights: LossTable
  /// The weights whose optimum comes nearest to the network, for the shares L_i / t_i of the
  /// losses; their sum is 1.
  public let weights: [Double]

  /// The most tasks for which the search is worth its time.
  public static let mostTasks = 12
  /// A miss below this is not told from none.
  public static let resolution = 1e-6

  /// The network of a width that weights miss most, as far as a search finds.
  ///
  /// - Returns: Nil for more tasks than ``mostTasks``, for a width that fits all of them, and where
  ///   nothing was found that weights miss.
  /// - Complexity: about 8000 eigenvalue problems of order k.
  public static func worst(
    _ instance: Instance, width: Width, seed: UInt64 = 1, proceed: () -> Bool = { true }
  ) -> MissEstimate? {
    let count = instance.taskCount
    guard (2...mostTasks).contains(count), width.units < count else { return nil }
    var search = MissSearch(instance, units: width.units, seed: seed)
    guard let found = search.run(proceed), found.miss > resolution else { return nil }
    let total = found.weights.reduce(0, +)
    func losses(_ shares: [Double]) -> LossTable {
      LossTable(
        instance,
        excess: zip(instance.optima, shares).map { optimum, share in
          optimum * (Rational(exactly: max(0, 1 - share)) ?? .zero)
        })
    }
    return MissEstimate(
      width: width, miss: found.miss, losses: losses(found.network),
      lossesByWeights: losses(found.nearest), weights: found.weights.map { $0 / total })
  }
}

/// The search behind a ``MissEstimate``, in tasks scaled to t_i = 1.
private struct MissSearch {
  private let size: Int
  private let units: Int
  private let correlations: [Double]
  private var generator: CounterGenerator
  /// Optima of drawn weights.
  private var optima: [(weights: [Double], values: [Double])] = []

  private static let weightings = 1500
  private static let climbed = 6
  private static let climbingSteps = 60
  private static let descent = 120
  private static let glances = 300

  /// A network and the weights nearest to it.
  struct Found {
    var miss: Double
    var network: [Double]
    var nearest: [Double]
    var weights: [Double]
  }

  init(_ instance: Instance, units: Int, seed: UInt64) {
    size = instance.taskCount
    self.units = units
    correlations = instance.scaledGram.cosines
    generator = CounterGenerator(seed: seed, stream: "miss/\(units)", index: 0)
  }

  mutating func run(_ proceed: () -> Bool) -> Found? {
    var candidates: [(miss: Double, basis: [[Double]])] = []
    var bases: [[[Double]]] = []
    for _ in 0..<Self.weightings {
      guard proceed() else { return nil }
      let weights = drawnWeights()
      guard let optimum = optimum(weights, further: 1) else { continue }
      let kept = Array(optimum.prefix(units))
      optima.append((weights, values(kept)))
      // Between the last direction of the optimum and the first one that it leaves out.
      let share = generator.uniform()
      let (a, b) = ((1 - share).squareRoot(), share.squareRoot())
      let mixed = zip(optimum[units - 1], optimum[units]).map { a * $0 + b * $1 }
      bases.append(Array(kept.dropLast()) + [mixed])
    }
    for basis in bases { candidates.append((coarseMiss(values(basis)), basis)) }
    candidates.sort { $0.miss > $1.miss }
    var best: Found?
    for candidate in candidates.prefix(Self.climbed) {
      guard proceed() else { return best }
      let basis = climbed(candidate.basis, from: candidate.miss)
      let found = descended(values(basis))
      if found.miss > best?.miss ?? 0 { best = found }
    }
    return best
  }

  private mutating func drawnWeights() -> [Double] {
    // Products of uniform numbers reach weights near zero as well.
    (0..<size).map { _ in max(generator.uniform() * generator.uniform(), 1e-9) }
  }

  /// A basis, orthonormal in the space of the predictions, of the best network for weights and of
  /// `further` directions behind it; each direction by its inner products with the predictions.
  private func optimum(_ weights: [Double], further: Int) -> [[Double]]? {
    let roots = weights.map { $0.squareRoot() }
    var matrix = [Double](repeating: 0, count: size * size)
    for i in 0..<size {
      for j in 0..<size { matrix[i * size + j] = roots[i] * correlations[i * size + j] * roots[j] }
    }
    guard let eigen = LAPACK.symmetricEigen(matrix, size: size) else { return nil }
    var basis: [[Double]] = []
    for rank in 0..<(units + further) {
      let position = size - 1 - rank
      let value = eigen.values[position]
      guard value > 0 else { return nil }
      let vector = (0..<size).map { roots[$0] * eigen.vectors[position * size + $0] }
      basis.append(
        (0..<size).map { i in
          (0..<size).reduce(0) { $0 + correlations[i * size + $1] * vector[$1] }
            / value.squareRoot()
        })
    }
    return basis
  }

  /// The values of orthonormal directions.
  private func values(_ basis: [[Double]]) -> [Double] {
    (0..<size).map { i in basis.reduce(0) { $0 + $1[i] * $1[i] } }
  }

  private func shortfall(_ network: [Double], _ values: [Double]) -> Double {
    var worst = -Double.infinity
    for i in 0..<size { worst = max(worst, network[i] - values[i]) }
    return worst
  }

  /// The miss against the drawn optima.
  private func coarseMiss(_ network: [Double]) -> Double {
    optima.reduce(Double.infinity) { min($0, shortfall(network, $1.values)) }
  }

  /// A network that is missed more, by random rotations out of its space.
  private mutating func climbed(_ start: [[Double]], from miss: Double) -> [[Double]] {
    var (basis, best) = (start, miss)
    var step = 0.3
    for _ in 0..<Self.climbingSteps {
      let weights = drawnWeights()
      guard let other = optimum(weights, further: size - units) else { continue }
      var trial = basis
      let moved = generator.integer(in: 0...(units - 1))
      let direction = other[generator.integer(in: 0...(size - 1))]
      trial[moved] = zip(trial[moved], direction).map { $0 + step * $1 }
      guard let orthonormal = orthonormalized(trial) else { continue }
      let trialMiss = coarseMiss(values(orthonormal))
      if trialMiss > best {
        (basis, best) = (orthonormal, trialMiss)
      } else {
        step = max(step * 0.93, 1e-3)
      }
    }
    return basis
  }

  /// Directions made orthonormal; inner products of directions given by their products p, r with
  /// the predictions are p^T R^-1 r.
  private func orthonormalized(_ directions: [[Double]]) -> [[Double]]? {
    var result: [[Double]] = []
    for direction in directions {
      var vector = direction
      for other in result {
        guard let dual = LAPACK.solvePositiveDefinite(correlations, size: size, right: other)
        else { return nil }
        let product = zip(dual, vector).reduce(0) { $0 + $1.0 * $1.1 }
        for i in 0..<size { vector[i] -= product * other[i] }
      }
      guard let dual = LAPACK.solvePositiveDefinite(correlations, size: size, right: vector)
      else { return nil }
      let square = zip(dual, vector).reduce(0) { $0 + $1.0 * $1.1 }
      guard square > 1e-12 else { return nil }
      let root = square.squareRoot()
      result.append(vector.map { $0 / root })
    }
    return result
  }

  /// The weights that come nearest, by raising the weights of tasks that fall short.
  private mutating func descended(_ network: [Double]) -> Found {
    let near = optima.map { (shortfall(network, $0.values), $0) }.sorted { $0.0 < $1.0 }.prefix(6)
    var best = Found(miss: .infinity, network: network, nearest: [], weights: [])
    for (_, start) in near {
      var weights = start.weights
      var local = Double.infinity
      var step = 0.5
      for _ in 0..<Self.descent {
        guard let optimum = optimum(weights, further: 0) else { break }
        let values = self.values(optimum)
        let miss = shortfall(network, values)
        if miss < best.miss {
          best = Found(miss: miss, network: network, nearest: values, weights: weights)
        }
        step *= miss < local ? 1.02 : 0.93
        local = min(local, miss)
        let largest = (0..<size).map { abs(network[$0] - values[$0]) }.max() ?? 1
        guard largest > 0 else { break }
        for i in 0..<size {
          let change = min(step, 1) * (network[i] - values[i]) / largest
          weights[i] *= (2 + change) / (2 - change)
        }
        let sum = weights.reduce(0, +)
        weights = weights.map { max($0 / sum, 1e-12) }
      }
    }
    // Where the optimum jumps from one network to another no direction leads on: look around.
    var spread = 0.5
    for _ in 0..<Self.glances {
      let weights = best.weights.map { weight -> Double in
        let factor = 1 + spread * generator.uniform()
        return generator.sign() > 0 ? weight * factor : weight / factor
      }
      guard let optimum = optimum(weights, further: 0) else { continue }
      let values = self.values(optimum)
      let miss = shortfall(network, values)
      if miss < best.miss {
        best = Found(miss: miss, network: network, nearest: values, weights: weights)
        spread = min(spread * 1.5, 1)
      } else {
        spread = max(spread * 0.98, 1e-3)
      }
    }
    return best
  }
}
