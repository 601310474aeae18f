import Parallel

extension Training {
  /// How many of the first initialisations are tried with a rate.
  private static let pilots = 4
  /// How often the first rate is halved.
  private static let halvings = 60

  /// A learning rate that suits an optimiser on a problem: the largest power of two, at most one
  /// over the largest eigenvalue of X^T X / n, with which none of the first runs diverges or ends
  /// with a larger sum of losses than it began with. The smallest that is tried where there is
  /// none.
  ///
  /// - Parameters:
  ///   - count: How many runs are planned; at most four of them are tried.
  ///   - seed: That of the runs, so that the runs that are tried are the first of them.
  /// - Throws: ``LearningError`` as the training itself.
  /// - Complexity: That of at most four runs for each rate that is tried.
  package static func suitableRate(
    _ model: LinearModel, optimiser: Optimiser, hiddenUnits: Int, epochs: Int, count: Int,
    seed: UInt64
  ) throws(LearningError) -> Double {
    let curvature = model.largestCurvature
    let largest = curvature > 0 && curvature.isFinite ? 1 / curvature : 1
    var rate = Double(sign: .plus, exponent: largest.exponent, significand: 1)
    for _ in 0..<halvings {
      let training = try Training(
        model, optimiser: optimiser, hiddenUnits: hiddenUnits, rate: rate, epochs: epochs)
      if (0..<min(count, pilots)).allSatisfy({ training.run(seed: seed, index: $0).descends }) {
        break
      }
      if Interruption.isPending { break }
      rate /= 2
    }
    return rate
  }
}

extension Training.Run {
  /// Whether the run was not too fast: it did not diverge, nor raise the sum of losses.
  fileprivate var descends: Bool {
    if case .diverged = outcome { return false }
    return curve[curve.count - 1].reduce(0, +) <= curve[0].reduce(0, +)
  }
}

extension LinearModel {
  /// The largest eigenvalue of X^T X / n to a few digits, by power iteration from the column sums
  /// of absolute values.
  fileprivate var largestCurvature: Double {
    let p = inputCount
    var vector = (0..<p).map { i in (0..<p).reduce(0) { $0 + abs(xx[i * p + $1]) } }
    var value = 0.0
    for _ in 0..<100 {
      let length = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
      guard length > 0 else { break }
      vector = vector.map { $0 / length }
      let image = (0..<p).map { i in (0..<p).reduce(0) { $0 + xx[i * p + $1] * vector[$1] } }
      value = image.reduce(0) { $0 + $1 * $1 }.squareRoot()
      vector = image
    }
    return value
  }
}
