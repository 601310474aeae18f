import Exact
import Randomness
import Surfaces
@testable import Learning

extension CounterGenerator {
  /// Gradients with small rational entries, biased to zeros, ties, opposites and dependence.
  mutating func cornerGradients(count: Int, length: Int) -> [[Rational]] {
    var rows: [[Rational]] = []
    for index in 0..<count {
      let kind = integer(below: 10)
      if kind == 0 {
        rows.append(Array(repeating: .zero, count: length))
      } else if kind == 1, index > 0 {
        rows.append(rows[integer(below: index)])
      } else if kind == 2, index > 0 {
        let factor = Rational(integer(in: -2...2))
        rows.append(rows[integer(below: index)].map { factor * $0 })
      } else if kind == 3, index > 1 {
        rows.append(zip(rows[index - 1], rows[index - 2]).map { $0 + $1 })
      } else {
        let size = kind == 4 ? 1 : 6
        rows.append((0..<length).map { _ in smallRational(size: size, denominators: 2) })
      }
    }
    return rows
  }

  /// A random instance of k tasks with integer predictors.
  mutating func instance(_ count: Int, size: Int = 9) -> Instance {
    while true {
      let rows = (0..<count).map { _ in
        (0..<(count + 1)).map { _ in Rational(integer(in: -size...size)) }
      }
      if let instance = try? Instance(predictors: rows) { return instance }
    }
  }
}
