import Randomness

/// How far down a ray mixtures of networks get, and networks, in double precision.
///
/// With the ratios a_i(V) = l_i / r_i t_i = (1 - |V^T c_i|^2) / r_i of a network V, a mixture of
/// the parts m_j of networks V_j has the ratios sum_j m_j a_i(V_j); the largest of the k is to be
/// small.
struct NetworkRaySearch {
  private let space: NetworkSpace
  private let units: Int
  private let ray: [Double]
  /// The bases of the networks of the best mixture.
  private var mixed: [[[Double]]] = []
  /// What part of it each of them is, of sum 1.
  private var parts: [Double] = []
  /// s*: what the best mixture reaches.
  private var mixtureScale = Double.infinity
  /// The best network found and its ratios.
  private var best: (basis: [[Double]], ratios: [Double])?
  /// How far s* may be above what mixtures reach, relatively.
  private(set) var mixtureError = Double.infinity
  /// For the weights that show s* to be least: 1 - alpha_(q+1) / alpha_q for the eigenvalues alpha.
  private(set) var eigenvalueGap = 0.0

  init(space: NetworkSpace, units: Int, ray: [Double]) {
    self.space = space
    self.units = units
    self.ray = ray
  }

  private var scale: Double { best?.ratios.max() ?? .infinity }

  /// (s - s*) / s*.
  var gap: Double { scale / mixtureScale - 1 }

  /// How far the smallest ratio of the best network is below the largest, relatively.
  var shortfall: Double { 1 - (best?.ratios.min() ?? 0) / scale }

  /// The losses of the best network divided by t_i.
  var shares: [Double] { zip(best?.ratios ?? [], ray).map { $0 * $1 } }

  /// a_i of a network.
  private func ratios(_ basis: [[Double]]) -> [Double] {
    zip(space.values(basis), ray).map { max(1 - $0, 0) / $1 }
  }

  // MARK: Mixtures

  /// The network that is best for weights w of the ratios, and its eigenvalue gap.
  private func optimum(_ weights: [Double]) -> (basis: [[Double]], gap: Double) {
    let k = space.count
    var matrix = Array(repeating: Array(repeating: 0.0, count: k), count: k)
    for (task, row) in space.factor.enumerated() {
      let weight = weights[task] / ray[task]
      for i in 0..<k {
        for j in 0..<k { matrix[i][j] += weight * row[i] * row[j] }
      }
    }
    let eigen = SymmetricEigen(matrix)
    let last: Double = eigen.values[units - 1]
    let next: Double = max(eigen.values[units], 0)
    return (Array(eigen.vectors[..<units]), last > next ? 1 - next / last : 0)
  }

  /// Finds s* as the value of a game between ratios and networks.
  ///
  /// With y the weights divided by s, the smallest sum of y_i >= 0 with sum_i y_i a_i(V) >= 1 for
  /// all networks V is 1 / s*. The simplex method on its dual keeps k networks or slacks in the
  /// basis; the network that is best for y enters.
  mutating func findMixture() {
    let k = space.count
    // Rows: sum over columns of m_c a_i(c) <= 1. Columns 0 ..< k are slacks.
    var columns: [[Double]] = (0..<k).map { i in (0..<k).map { $0 == i ? 1 : 0 } }
    var networks: [[[Double]]?] = Array(repeating: nil, count: k)
    var basis = Array(0..<k)
    var inverse = columns
    func price(_ column: Int) -> Double { column < k ? 0.0 : 1.0 }
    var duals = Array(repeating: 0.0, count: k)
    var primal = Array(repeating: 1.0, count: k)
    func add(_ weights: [Double]) -> Double {
      let found = optimum(weights)
      eigenvalueGap = found.gap
      columns.append(ratios(found.basis))
      networks.append(found.basis)
      return NetworkSpace.dot(weights, columns[columns.count - 1])
    }
    var lower = add(Array(repeating: 1 / Double(k), count: k))
    for _ in 0..<400 {
      // The best column that is known, otherwise that of a new network.
      var entering = k
      var reduced = 1e-12
      for column in k..<columns.count {
        let value = 1 - NetworkSpace.dot(duals, columns[column])
        if value > reduced {
          reduced = value
          entering = column
        }
      }
      for column in 0..<k where -duals[column] > reduced {
        reduced = -duals[column]
        entering = column
      }
      if reduced <= 1e-12 {
        let sum = duals.reduce(0) { $0 + max($1, 0) }
        guard sum > 0 else { break }
        lower = max(lower, add(duals.map { max($0, 0) / sum }))
        if 1 - NetworkSpace.dot(duals, columns[columns.count - 1]) <= 1e-11 * sum * lower { break }
        continue
      }
      let direction = (0..<k).map { NetworkSpace.dot(inverse[$0], columns[entering]) }
      var leaving: Int?
      for row in 0..<k where direction[row] > 1e-12 {
        guard let other = leaving else {
          leaving = row
          continue
        }
        if primal[row] * direction[other] < primal[other] * direction[row] { leaving = row }
      }
      guard let leaving else { break }
      let pivot = direction[leaving]
      inverse[leaving] = inverse[leaving].map { $0 / pivot }
      for row in 0..<k where row != leaving {
        let factor = direction[row]
        for i in 0..<k { inverse[row][i] -= factor * inverse[leaving][i] }
      }
      basis[leaving] = entering
      primal = inverse.map { max($0.reduce(0, +), 0) }
      duals = Array(repeating: 0, count: k)
      for row in 0..<k {
        for i in 0..<k { duals[i] += price(basis[row]) * inverse[row][i] }
      }
    }
    mixed = []
    parts = []
    var total = 0.0
    for (row, column) in basis.enumerated() {
      guard let network = networks[column], primal[row] > 0 else { continue }
      mixed.append(network)
      parts.append(primal[row])
      total += primal[row]
    }
    parts = parts.map { $0 / total }
    // What this mixture reaches; the weights show that none reaches less than `lower`.
    mixtureScale = 0
    let all = mixed.map { ratios($0) }
    for i in 0..<k {
      var ratio = 0.0
      for (one, part) in zip(all, parts) { ratio += part * one[i] }
      mixtureScale = max(mixtureScale, ratio)
    }
    mixtureError = mixtureScale / lower - 1
  }

  // MARK: Networks

  /// Descends from the networks of the mixture and from the one nearest to it.
  mutating func descendFromMixture(tolerance: Double) {
    let order = parts.indices.sorted { parts[$0] > parts[$1] }
    for index in order {
      descend(from: mixed[index])
      if gap <= tolerance / 10 { return }
    }
    let k = space.count
    var average = Array(repeating: Array(repeating: 0.0, count: k), count: k)
    for (network, part) in zip(mixed, parts) {
      for column in network {
        for i in 0..<k {
          for j in 0..<k { average[i][j] += part * column[i] * column[j] }
        }
      }
    }
    descend(from: Array(SymmetricEigen(average).vectors[..<units]))
  }

  /// Descends from random networks.
  mutating func descendFromRandom(using generator: inout CounterGenerator) {
    for _ in 0..<6 {
      let columns = (0..<units).map { _ in (0..<space.count).map { _ in generator.normal() } }
      if let start = NetworkSpace.orthonormal(columns) { descend(from: start) }
    }
  }

  /// Makes the largest ratio smaller by steps that are best for the linearised ratios: the step d
  /// with the smallest max_i (a_i + a_i' d) + |d|^2 / 2h is -h times the combination of the
  /// gradients whose weights w maximise sum_i w_i a_i - h |sum_i w_i a_i'|^2 / 2.
  private mutating func descend(from start: [[Double]]) {
    var basis = start
    var current = ratios(basis)
    let k = space.count
    var length = 1.0
    for _ in 0..<200 {
      let largest = current.max() ?? 0
      let gradients = space.gradients(basis)
      let (outer, inner) = gradients
      var gram = Array(repeating: Array(repeating: 0.0, count: k), count: k)
      for i in 0..<k {
        for j in 0..<k {
          let product = NetworkSpace.dot(outer[i], outer[j]) * NetworkSpace.dot(inner[i], inner[j])
          gram[i][j] = 4 * product / (ray[i] * ray[j])
        }
      }
      var isBetter = false
      while length > 1e-12 {
        // On weights of sum 1 this quadratic form is h |w a'|^2 / 2 + sum_i w_i (largest - a_i).
        var form = gram
        for i in 0..<k {
          for j in 0..<k {
            let shortfall = 2 * largest - current[i] - current[j]
            form[i][j] = (length * gram[i][j] + shortfall) / 2
          }
        }
        let point = MinimumNormPoint.find(gram: form)
        let expected = point.squaredNorm
        if !(expected > 1e-10 * largest) { break }
        if let next = space.moved(
          basis, gradients, steps: zip(point.weights, ray).map { 2 * length * $0 / $1 })
        {
          let values = ratios(next)
          if let reached = values.max(), reached <= largest - 0.1 * expected {
            basis = next
            current = values
            isBetter = true
            length *= 2
            break
          }
        }
        length /= 4
      }
      if !isBetter { break }
    }
    if (current.max() ?? .infinity) < scale { best = (basis, current) }
  }
}
