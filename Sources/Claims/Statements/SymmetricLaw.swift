import Randomness
import Surfaces

/// A distribution of predictors that is symmetric about the origin.
package enum SymmetricLaw: String, Sendable, CaseIterable {
  /// Independent standard normal coordinates.
  case gaussian
  /// Independent coordinates uniform in [-1, 1].
  case cube
  /// Uniform on the sphere.
  case sphere
  /// Independent coordinates with a heavy tail: normal over the root of a uniform number.
  case heavyTailed = "heavy-tailed"
  /// c or -c with equal probability plus a bounded symmetric noise, |noise| <= 2/5 |c|.
  case mixture

  /// Draws k predictors of n integers each: a random real rounded to a multiple of 2^-20 (2^-6 of
  /// the norm for none), which keeps the symmetry.
  package func predictors(
    _ tasks: Int, samples: Int, _ generator: inout CounterGenerator
  ) -> [[Int]] {
    (0..<tasks).map { _ in predictor(samples, &generator) }
  }

  private func predictor(_ samples: Int, _ generator: inout CounterGenerator) -> [Int] {
    var row: [Double]
    switch self {
    case .gaussian, .sphere:
      row = (0..<samples).map { _ in generator.normal() }
      if self == .sphere {
        let norm = row.reduce(0) { $0 + $1 * $1 }.squareRoot()
        row = row.map { norm == 0 ? 0 : $0 / norm }
      }
    case .cube:
      row = (0..<samples).map { _ in 2 * generator.uniform() - 1 }
    case .heavyTailed:
      row = (0..<samples).map { _ in
        max(-1e4, min(1e4, generator.normal() / generator.positiveUniform().squareRoot()))
      }
    case .mixture:
      // c = (n, 0, ..., 0); the noise has at most 2/5 of its length.
      let bound = 0.4 * Double(samples) / Double(samples).squareRoot()
      row = (0..<samples).map { _ in bound * (2 * generator.uniform() - 1) }
      row[0] += Double(samples)
      if generator.sign() < 0 { row = row.map { -$0 } }
    }
    return row.map { Int(($0 * 0x1p20).rounded()) }
  }
}
