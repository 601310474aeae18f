import Exact
import Randomness
import Surfaces

/// Symmetric integer matrices near the places where a floating-point decision goes wrong.
enum Boundary {
  /// The families of ``gram(_:size:family:)``.
  static let familyCount = 6

  /// A positive definite integer matrix of one of the families, or nil where a draw is not
  /// positive definite.
  static func gram(
    _ generator: inout CounterGenerator, size: Int, family: Int
  ) -> RationalMatrix? {
    switch family {
    case 0: return product(&generator, size, entries: 9)
    case 1: return product(&generator, size, entries: 1 << 30)
    case 2:
      // The inverse has chosen entries, many of them zero: G = det(M) M^-1 for a sparse M.
      return inverseOfSparse(&generator, size, perturbation: 0)
    case 3: return inverseOfSparse(&generator, size, perturbation: 1)
    case 4: return nearlyDependent(&generator, size)
    default: return wildlyScaled(&generator, size)
    }
  }

  private static func integers(
    _ generator: inout CounterGenerator, _ count: Int, _ size: Int
  ) -> [Integer] {
    (0..<count).map { _ in Integer(generator.integer(in: -size...size)) }
  }

  /// Y Y^T for random Y.
  private static func product(
    _ generator: inout CounterGenerator, _ size: Int, entries: Int
  ) -> RationalMatrix? {
    let rows = (0..<size).map { _ in integers(&generator, size, entries) }
    return checked(RationalMatrix(numerators: rows))
  }

  private static func checked(_ rows: RationalMatrix) -> RationalMatrix? {
    let gram = rows * rows.transposed
    return gram.definiteness() == .positiveDefinite ? gram : nil
  }

  /// The adjugate of a sparse positive definite matrix with small entries, then a symmetric
  /// change of a few entries by one unit.
  private static func inverseOfSparse(
    _ generator: inout CounterGenerator, _ size: Int, perturbation: Int
  ) -> RationalMatrix? {
    var entries = Array(repeating: Array(repeating: Integer.zero, count: size), count: size)
    for i in 0..<size {
      entries[i][i] = Integer(generator.integer(in: 2...9))
      for j in 0..<i where generator.bernoulli(0.5) {
        let value = Integer(generator.integer(in: -2...2))
        entries[i][j] = value
        entries[j][i] = value
      }
    }
    let matrix = RationalMatrix(numerators: entries)
    guard let inverse = matrix.positiveDefiniteInverse().inverse else { return nil }
    var numerators = inverse.numerators
    if perturbation > 0 {
      // Blow up, so that one unit is a tiny relative change.
      let shift = generator.integer(in: 0...60)
      numerators = numerators.map { $0.map { $0.shiftedLeft(shift) } }
      let i = generator.integer(below: size)
      let j = generator.integer(below: size)
      let unit = Integer(generator.sign() * perturbation)
      numerators[i][j] += unit
      if i != j { numerators[j][i] += unit }
    }
    let gram = RationalMatrix(numerators: numerators)
    return gram.definiteness() == .positiveDefinite ? gram : nil
  }

  /// One row is a combination of the others up to a small change.
  private static func nearlyDependent(
    _ generator: inout CounterGenerator, _ size: Int
  ) -> RationalMatrix? {
    let scale = generator.integer(in: 0...40)
    var rows = (0..<size).map { _ in
      integers(&generator, size, 9).map { $0.shiftedLeft(scale) }
    }
    var last = Array(repeating: Integer.zero, count: size)
    for row in rows.dropLast() {
      let factor = Integer(generator.integer(in: -2...2))
      for j in 0..<size { last[j] += factor * row[j] }
    }
    for j in 0..<size { last[j] += Integer(generator.integer(in: -1...1)) }
    rows[size - 1] = last
    return checked(RationalMatrix(numerators: rows))
  }

  /// Rows of very different sizes.
  private static func wildlyScaled(
    _ generator: inout CounterGenerator, _ size: Int
  ) -> RationalMatrix? {
    let rows = (0..<size).map { _ in
      let shift = generator.integer(in: 0...700)
      return integers(&generator, size, 9).map { $0.shiftedLeft(shift) }
    }
    return checked(RationalMatrix(numerators: rows))
  }
}
