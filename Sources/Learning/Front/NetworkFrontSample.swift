import Randomness
import Surfaces

/// The front of any width between 1 and k-1 along the rays of a lattice, in double precision:
/// nothing here is proved.
///
/// On the ray with positive coordinates r the losses are s r_i t_i, t_i = g_ii. Mixtures of
/// networks get as far down as s* = max (sum_i w_i l_i(w) / r_i t_i), over weights w >= 0 of sum 1
/// and with the losses l of the network that is best for w_i / r_i t_i; networks as far as the
/// minimum of max_i l_i / r_i t_i. Weights reach the front on the ray exactly when the two are
/// equal.
package struct NetworkFrontSample: Sendable {
  /// The width of the networks.
  package let width: Width
  /// The number of steps along an edge of the lattice.
  package let resolution: Int
  /// For each ray its coordinates r: k positive numbers of sum 1.
  package let rays: [[Double]]
  private let space: NetworkSpace

  /// What is known about one ray.
  package struct Sample: Sendable {
    /// The losses of the best network found, divided by t_i.
    package let shares: [Double]
    /// How much further mixtures of networks get: (s - s*) / s*, for the s of the best network.
    package let gap: Double
    /// Dominated where the ray meets no Pareto optimum.
    package let verdict: FrontClass
  }

  /// The most tasks.
  package static let maximumTasks = 8
  /// The most rays.
  package static let maximumCount = 200_000
  /// Gaps up to this count as none.
  package static let tolerance = 1e-4
  /// A network whose losses fall short of the ray by this share of s lies beside it.
  private static let slack = 1e-3
  /// How close the two eigenvalues have to be, relatively, for which several networks are best.
  private static let tie = 1e-3

  /// Lists the rays of a lattice, spaced evenly in the square roots of the losses, as those of a
  /// ``FrontSample``, but without the edges.
  ///
  /// - Parameter resolution: R: the rays are those of (n_i + 1/2)^2 for integers n_i >= 0 of sum R.
  /// - Throws: ``LearningError`` for too many tasks or rays, and for numbers that double precision
  ///   does not hold.
  package init(
    _ instance: Instance, width: Width, resolution: Int
  ) throws(LearningError) {
    let k = instance.taskCount
    guard (2...Self.maximumTasks).contains(k) else {
      throw .wrongTaskCount(expected: "2 to \(Self.maximumTasks)", found: k)
    }
    guard width.units < k else { throw .badOption("the front of \(k) units is one point") }
    let sampler = try WeightSampler(.lattice(resolution), taskCount: k, count: 0, seed: 0)
    guard sampler.count <= Self.maximumCount else {
      throw .badOption("\(sampler.count) rays: at most \(Self.maximumCount) are possible")
    }
    guard let space = NetworkSpace(instance) else { throw .outOfRange("the Gram matrix") }
    self.space = space
    self.width = width
    self.resolution = resolution
    let lattice = sampler.weights(0..<sampler.count)
    rays = (0..<sampler.count).map { row in
      let squares = (0..<k).map { i in
        let root = lattice[row * k + i] * Double(resolution) + 0.5
        return root * root
      }
      let sum = squares.reduce(0, +)
      return squares.map { $0 / sum }
    }
  }

  /// Examines one ray.
  package func sample(_ index: Int) -> Sample {
    var search = NetworkRaySearch(space: space, units: width.units, ray: rays[index])
    search.findMixture()
    search.descendFromMixture(tolerance: Self.tolerance)
    if search.gap > Self.tolerance {
      var generator = CounterGenerator(seed: 1, stream: "network front", index: UInt64(index))
      search.descendFromRandom(using: &generator)
    }
    let verdict: FrontClass
    if !(search.mixtureError <= Self.tolerance) {
      verdict = .undecided
    } else if search.shortfall > Self.slack {
      verdict = .dominated
    } else if search.gap <= Self.tolerance {
      verdict = .reachable
    } else {
      verdict = search.eigenvalueGap <= Self.tie ? .unreachable : .undecided
    }
    return Sample(shares: search.shares, gap: max(search.gap, 0), verdict: verdict)
  }
}
