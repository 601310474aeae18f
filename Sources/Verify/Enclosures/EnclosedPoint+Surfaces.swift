import Exact
import Intervals
import Surfaces

extension EnclosedPoint {
  /// The sign vectors, 1 or -1 for each task, of the surfaces that pass through the point by
  /// definition: the signs of u, and those with each set of flips; nil while a sign is open. A
  /// coordinate that is exactly zero counts as positive.
  func knownSigns(in box: PointBox) -> [[Int]]? {
    guard let own = box.signs?.map({ $0 < 0 ? -1 : 1 }) else { return nil }
    return [own]
      + definition.flips.map { flip in
        own.indices.map { flip.contains($0) ? -own[$0] : own[$0] }
      }
  }

  /// The pairs of tasks, coupled in Q and not on a zero coordinate, that two sign vectors part:
  /// f_s - f_t is -4 sum q_il s_i s_l a_i a_l over them, up to sign. With q_il s_i s_l as factor.
  func partedPairs(
    _ signs: [Int], _ others: [Int]
  ) -> [(first: Int, second: Int, factor: Rational)] {
    let inverse = instance.gramInverse
    let tasks = otherTasks
    var result: [(first: Int, second: Int, factor: Rational)] = []
    for (position, i) in tasks.enumerated() {
      for l in tasks[..<position]
      where signs[i] * signs[l] != others[i] * others[l] && inverse.sign(i, l) != 0 {
        result.append((i, l, inverse[i, l]))
      }
    }
    return result
  }

  /// The position among the known surfaces of one that D_s Q D_s = D_t Q D_t makes the same, where
  /// coordinates that are exactly zero do not count; nil when there is none.
  func coincidence(of signs: [Int], with known: [[Int]]) -> Int? {
    known.firstIndex { partedPairs(signs, $0).isEmpty }
  }

  /// Whether f_s(|u|) = c(u) by definition.
  func passesThrough(_ signs: [Int], known: [[Int]]) -> Bool {
    if coincidence(of: signs, with: known) != nil { return true }
    return definition.vanishes(products: partedPairs(signs, known[0]))
  }

  /// An enclosure of f_s(|u|) - c(u) = -4 sum q_il u_i u_l over the pairs that s and the signs of
  /// u part.
  func excess(of signs: [Int], own: [Int], in box: PointBox) -> Interval {
    var sum = Interval.zero(precision: box.precision)
    for pair in partedPairs(signs, own) {
      sum += box.direction[pair.first] * box.direction[pair.second] * pair.factor
    }
    return sum * Rational(-4)
  }

  /// s_i (Q z)_i for z = s * |u|, all tasks: half the gradient of f_s at |u|. An entry that is zero
  /// by definition is [0, 0].
  func gradient(of signs: [Int], own: [Int], in box: PointBox) -> IntervalVector {
    let inverse = instance.gramInverse
    let relative = zip(signs, own).map { $0 * $1 }
    return IntervalVector(
      signs.indices.map { i in
        let coefficients = signs.indices.map { j in
          relative[j] < 0 ? -inverse[i, j] : inverse[i, j]
        }
        var sum = Interval.zero(precision: box.precision)
        for j in signs.indices where !coefficients[j].isZero {
          sum += box.direction[j] * coefficients[j]
        }
        if sum.containsZero, definition.vanishes(linear: coefficients) {
          return .zero(precision: box.precision)
        }
        return signs[i] < 0 ? -sum : sum
      })
  }
}
