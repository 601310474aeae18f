import Exact
import Randomness
import Surfaces

/// Random instances and points for the tests, with corners far more often than chance gives them.
enum RandomInstances {
  /// A symmetric matrix whose diagonal exceeds the sum of the other entries of its row by 1 to
  /// `excess`.
  static func dominant(
    _ generator: inout CounterGenerator, count: Int, density: Double, size: Int, excess: Int
  ) -> [[Int]] {
    var rows = Array(repeating: Array(repeating: 0, count: count), count: count)
    for i in 0..<count {
      for j in 0..<i where generator.bernoulli(density) {
        let value = generator.integer(in: -size...size)
        rows[i][j] = value
        rows[j][i] = value
      }
    }
    for i in 0..<count {
      rows[i][i] = rows[i].reduce(0) { $0 + abs($1) } + generator.integer(in: 1...excess)
    }
    return rows
  }

  /// A matrix of machine integers.
  static func matrix(_ rows: [[Int]]) -> RationalMatrix {
    RationalMatrix(numerators: rows.map { $0.map { Integer($0) } })
  }

  /// The Gram matrix of random predictors; singular now and then.
  static func predictors(
    _ generator: inout CounterGenerator, count: Int, density: Double, size: Int
  ) -> RationalMatrix {
    let rows = (0..<count).map { _ in
      (0..<count).map { _ in
        generator.bernoulli(density) ? generator.integer(in: -size...size) : 0
      }
    }
    let predictors = matrix(rows)
    return predictors * predictors.transposed
  }

  /// An instance of one of several kinds: dense or sparse, of G or of Q, with equal entries.
  static func instance(_ generator: inout CounterGenerator, count: Int) -> Instance? {
    switch generator.integer(below: 6) {
    case 0:
      return try? Instance(gram: predictors(&generator, count: count, density: 1, size: 3))
    case 1:
      return try? Instance(gram: predictors(&generator, count: count, density: 0.5, size: 3))
    case 2:
      let entry = generator.sign()
      let rows = (0..<count).map { i in
        (0..<count).map { $0 == i ? (entry > 0 ? 2 : count) : entry }
      }
      return try? Instance(gram: matrix(rows))
    case 3:
      let rows = dominant(&generator, count: count, density: 0.5, size: 2, excess: 3)
      return matrix(rows).inverse().flatMap { try? Instance(gram: $0.reduced()) }
    default:
      let density = generator.uniform()
      let rows = dominant(&generator, count: count, density: density, size: 2, excess: 4)
      return try? Instance(gram: matrix(rows))
    }
  }

  /// Explored at many widths: predictors of one sign, with few exceptions.
  static func nearlyExplored(_ generator: inout CounterGenerator, count: Int) -> Instance? {
    let rows = (0..<count).map { _ in
      (0..<count).map { _ in
        Rational(generator.integer(in: 0...4) * (generator.bernoulli(0.9) ? 1 : -1))
      }
    }
    return try? Instance(predictors: rows)
  }

  /// 1 / (x_i + x_j), a Cauchy matrix, with tasks switched and in any order: explored at every
  /// width.
  static func kernel(_ generator: inout CounterGenerator, count: Int) -> Instance? {
    let places = Array(1...(3 * count)).shuffled(using: &generator)[..<count]
    let signs = (0..<count).map { _ in generator.sign() }
    return try? Instance(
      gram: RationalMatrix(
        places.indices.map { i in
          places.indices.map {
            Rational(Integer(signs[i] * signs[$0]), Integer(places[i] + places[$0]))
          }
        }))
  }

  /// Entries near the diagonal only: many minors vanish, at some widths between neighbours.
  static func banded(_ generator: inout CounterGenerator, count: Int) -> Instance? {
    let width = generator.integer(in: 1...2)
    var rows = Array(repeating: Array(repeating: 0, count: count), count: count)
    for i in 0..<count {
      for j in max(0, i - width)..<i {
        rows[i][j] = generator.integer(in: -2...3)
        rows[j][i] = rows[i][j]
      }
      rows[i][i] = generator.integer(in: 2...6)
    }
    return try? Instance(gram: matrix(rows))
  }

  /// Tasks of two groups that have nothing to do with each other, in any order.
  static func blocks(_ generator: inout CounterGenerator, count: Int) -> Instance? {
    let first = generator.integer(in: 1...(count - 1))
    let tasks = (0..<count).shuffled(using: &generator)
    var rows = predictors(&generator, count: count, density: 0.8, size: 3).numerators
    for i in tasks[..<first] {
      for j in tasks[first...] {
        rows[i][j] = .zero
        rows[j][i] = .zero
      }
    }
    return try? Instance(gram: RationalMatrix(numerators: rows))
  }

  /// A point with small numbers: ties and zeros are common, and every third lies on an
  /// intersection of two surfaces.
  static func point(_ generator: inout CounterGenerator, _ instance: Instance) -> Point {
    let count = instance.taskCount
    var vector = (0..<count).map { _ in Integer(generator.integer(in: -3...3)) }
    if vector.allSatisfy(\.isZero) { vector[0] = 1 }
    if generator.bernoulli(0.3) { return Point(instance, dual: vector) }
    if count > 2, generator.bernoulli(0.4) {
      // sum of u_i q_ij u_j over i < cut <= j vanishes: solve for the last coordinate.
      let cut = generator.integer(in: 1...(count - 2))
      let inverse = instance.gramInverse
      let last = count - 1
      var coefficient = Integer.zero
      var rest = Integer.zero
      for i in 0..<cut {
        coefficient += vector[i] * inverse.numerator(i, last)
        for j in cut..<last { rest += vector[i] * inverse.numerator(i, j) * vector[j] }
      }
      if !coefficient.isZero {
        for j in 0..<last { vector[j] *= coefficient }
        vector[last] = -rest
      }
    }
    return Point(instance, direction: vector)
  }
}
