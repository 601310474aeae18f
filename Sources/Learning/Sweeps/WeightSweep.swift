import Surfaces

/// The scalarization optima of many weights, from the Gram matrix alone (section 2 of Hu et al.
/// computes an n x n singular value decomposition for each).
///
/// Width 1: with L = diag(weights), the best unit vector belongs to the largest eigenvalue mu of
/// sqrt(L) G sqrt(L), eigenvector x; then z = G sqrt(L) x and v_i = z_i^2 / mu.
///
/// Width k-1: the direction u that is given up is the one of the smallest eigenvalue of sqrt(L) G
/// sqrt(L), which is the largest of C Q C for C = diag(sqrt(min(weights) / weights)); then u = C x
/// and the loss is u_i^2 over the eigenvalue. This form keeps its accuracy for small weights. Where
/// some weights are zero it takes C = 1 for them and 0 for the others: of the tasks with weight
/// zero, whose losses the weighted sum leaves open, it minimises the sum.
///
/// Other widths q sum the q largest eigenvalues' parts. From q = k on every task is fitted.
public struct WeightSweep: Sendable {
  /// The losses that are weighted.
  public let model: LossModel
  /// The width q of the hidden layer.
  public let hiddenUnits: Int

  private enum Method: Sendable {
    case top(TopEigenpairKernel)
    case bottom(TopEigenpairKernel)
    case several
    case everything
  }
  private let method: Method
  /// sqrt(g_ii), or sqrt(q_ii) for width k-1: the kernel works on a matrix of unit diagonal.
  private let diagonalRoots: [Double]

  /// Creates a sweep for a hidden width.
  ///
  /// - Throws: ``LearningError/noHiddenUnits(_:)``.
  public init(_ model: LossModel, hiddenUnits: Int) throws(LearningError) {
    guard hiddenUnits >= 1 else { throw .noHiddenUnits(hiddenUnits) }
    self.model = model
    self.hiddenUnits = hiddenUnits
    let k = model.taskCount
    let matrix = hiddenUnits == 1 ? model.gram : model.gramInverse
    let roots = (0..<k).map { matrix[$0][$0].squareRoot() }
    diagonalRoots = roots
    if hiddenUnits >= k {
      method = .everything
    } else if hiddenUnits == 1 || hiddenUnits == k - 1 {
      var unit = matrix
      for i in 0..<k {
        for j in 0..<k { unit[i][j] = i == j ? 1 : matrix[i][j] / roots[i] / roots[j] }
      }
      let kernel = TopEigenpairKernel(unit)
      method = hiddenUnits == 1 ? .top(kernel) : .bottom(kernel)
    } else {
      method = .several
    }
  }

  /// The losses at the optimum of each weight vector.
  ///
  /// - Parameter weights: N rows of k weights, non-negative and not all zero; only their ratios
  ///   matter.
  /// - Returns: N rows of k losses.
  /// - Throws: ``LearningError/badWeights(_:)``.
  /// - Complexity: about 4/3 k^3 operations for each vector at width 1 and k-1.
  public func losses(weights: [Double]) throws(LearningError) -> [Double] {
    try solve(weights: weights, directions: false).losses
  }

  /// The losses and directions at the optimum of each weight vector, for width 1 and k-1.
  ///
  /// - Returns: N rows of k losses, and N rows of k coordinates of the direction u, in the units of
  ///   the instance.
  /// - Throws: ``LearningError/badWeights(_:)``; ``LearningError/badOption(_:)`` for another width,
  ///   where no single direction describes the optimum.
  public func optima(
    weights: [Double]
  ) throws(LearningError) -> (losses: [Double], directions: [Double]) {
    switch method {
    case .top, .bottom: return try solve(weights: weights, directions: true)
    default: throw .badOption("directions exist for widths 1 and k-1 below k only")
    }
  }

  private func solve(
    weights: [Double], directions wanted: Bool
  ) throws(LearningError) -> (losses: [Double], directions: [Double]) {
    let k = model.taskCount
    guard weights.count.isMultiple(of: k) else {
      throw .badWeights("\(weights.count) numbers are not rows of \(k)")
    }
    let count = weights.count / k
    for row in 0..<count {
      var sum = 0.0
      var least = 0.0
      for i in 0..<k {
        sum += weights[row * k + i]
        least = min(least, weights[row * k + i])
      }
      guard least >= 0, sum > 0, sum.isFinite else {
        throw .badWeights("vector \(row + 1) must be non-negative, finite and not zero")
      }
    }
    var losses = Array(repeating: 0.0, count: weights.count)
    var directions = wanted ? losses : []
    switch method {
    case .everything:
      for row in 0..<count {
        for i in 0..<k { losses[row * k + i] = model.offsets[i] }
      }
    case .several:
      for row in 0..<count { severalUnits(weights, row, &losses) }
    case .top(let kernel):
      run(kernel, isTop: true, weights, &losses, &directions)
    case .bottom(let kernel):
      run(kernel, isTop: false, weights, &losses, &directions)
    }
    return (losses, directions)
  }

  private func run(
    _ kernel: TopEigenpairKernel, isTop: Bool, _ weights: [Double], _ losses: inout [Double],
    _ directions: inout [Double]
  ) {
    typealias Lanes = TopEigenpairKernel.Lanes
    let k = model.taskCount
    let count = weights.count / k
    let laneCount = Lanes.scalarCount
    let scratch = UnsafeMutablePointer<Lanes>.allocate(capacity: kernel.scratchCount + 3 * k)
    defer { scratch.deallocate() }
    scratch.initialize(repeating: .zero, count: kernel.scratchCount + 3 * k)
    let scales = scratch + kernel.scratchCount
    let vector = scales + k
    let values = vector + k
    let wanted = !directions.isEmpty
    weights.withUnsafeBufferPointer { weights in
      losses.withUnsafeMutableBufferPointer { losses in
        for first in stride(from: 0, to: count, by: laneCount) {
          let lanes = min(laneCount, count - first)
          for lane in 0..<laneCount {
            // Lanes beyond the end repeat the last vector.
            let row = first + min(lane, lanes - 1)
            for i in 0..<k { scales[i][lane] = weights[row * k + i] }
          }
          setScales(scales, isTop: isTop)
          let eigenvalue = kernel.solve(scales, vector, scratch)
          if isTop {
            kernel.multiply(scales, vector, values)
          } else {
            for i in 0..<k { values[i] = scales[i] * vector[i] / diagonalRoots[i] }
          }
          let factor = 1 / eigenvalue
          for i in 0..<k {
            let root = isTop ? diagonalRoots[i] : 1
            let scaled = root * values[i]
            let square = scaled * scaled * factor
            let loss =
              isTop
              ? pointwiseMax(model.gram[i][i] - square, .zero) + model.offsets[i]
              : square + model.offsets[i]
            for lane in 0..<lanes { losses[(first + lane) * k + i] = loss[lane] }
            if wanted {
              let scale = model.scales[i]
              for lane in 0..<lanes {
                directions[(first + lane) * k + i] = scaled[lane] * scale
              }
            }
          }
        }
      }
    }
  }

  /// Turns weights into the diagonal of C, times the roots of the diagonal of the matrix, with
  /// largest entry 1 in each lane.
  private func setScales(
    _ scales: UnsafeMutablePointer<TopEigenpairKernel.Lanes>, isTop: Bool
  ) {
    typealias Lanes = TopEigenpairKernel.Lanes
    let k = model.taskCount
    if !isTop {
      var smallest = scales[0]
      for i in 1..<k { smallest = pointwiseMin(smallest, scales[i]) }
      for i in 0..<k {
        let ratio = smallest / scales[i]
        scales[i] = ratio.replacing(with: 1, where: scales[i] .== smallest)
      }
    }
    var largest = Lanes.zero
    for i in 0..<k {
      scales[i] = TopEigenpairKernel.root(scales[i]) * diagonalRoots[i]
      largest = pointwiseMax(largest, scales[i])
    }
    let inverse = 1 / largest
    for i in 0..<k { scales[i] *= inverse }
  }

  /// One row for 1 < q < k - 1: v_i = sum over the q largest eigenvalues of z_i^2 / mu. Eigenvalues
  /// that are zero up to rounding, of tasks with weight zero, add nothing.
  private func severalUnits(_ weights: [Double], _ row: Int, _ losses: inout [Double]) {
    let k = model.taskCount
    let largest = (0..<k).map { weights[row * k + $0] }.max() ?? 1
    let roots = (0..<k).map { (weights[row * k + $0] / largest).squareRoot() }
    let scaled = (0..<k).map { i in
      (0..<k).map { j in roots[i] * model.gram[i][j] * roots[j] }
    }
    let eigen = SymmetricEigen(scaled)
    let threshold = 1e-15 * Double(k) * eigen.values[0]
    for i in 0..<k {
      var value = 0.0
      for (mu, x) in zip(eigen.values, eigen.vectors).prefix(hiddenUnits) where mu > threshold {
        var z = 0.0
        for j in 0..<k { z += model.gram[i][j] * roots[j] * x[j] }
        value += z * z / mu
      }
      losses[row * k + i] = model.offsets[i] + max(model.gram[i][i] - value, 0)
    }
  }
}
