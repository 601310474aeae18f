import Exact
import Intervals
import Surfaces

/// The equations of a point u through which several surfaces pass: u and the directions u^S with
/// the signs of S flipped, for S = S_1, ..., S_(m-1), give the same point if and only if
///
///     g_S(u) = sum of q_il u_i u_l over i in S, l not in S = 0.
///
/// With k - m slices h . u = 0 and a normalisation n . u = 1 these are k equations for k unknowns,
/// in this order: flips, slices, normalisation (proofs-notes, krawczyk, section 4).
public struct MeetingSystem: Sendable {
  /// The instance whose surfaces meet.
  public let instance: Instance
  /// S_1, ..., S_(m-1): strictly increasing lists of tasks, counted from 1, non-empty and proper.
  public let flips: [[Int]]
  /// k - m vectors h.
  public let slices: [[Rational]]
  /// The vector n.
  public let normalization: [Rational]

  /// Creates the system; nil unless there is at least one flip, flips are as described, and the
  /// numbers of flips and slices add up to k - 1, all vectors having k entries.
  public init?(
    _ instance: Instance, flips: [[Int]], slices: [[Rational]], normalization: [Rational]
  ) {
    let count = instance.taskCount
    guard !flips.isEmpty, flips.count + slices.count == count - 1,
      normalization.count == count, slices.allSatisfy({ $0.count == count }),
      flips.allSatisfy({ flip in
        !flip.isEmpty && flip.count < count && flip.allSatisfy((1...count).contains)
          && zip(flip, flip.dropFirst()).allSatisfy { $0 < $1 }
      })
    else { return nil }
    self.instance = instance
    self.flips = flips
    self.slices = slices
    self.normalization = normalization
  }

  /// The terms q_il u_i u_l of one g_S, with i in S, l not in S and q_il != 0; tasks from 0.
  func terms(_ flip: [Int]) -> [(first: Int, second: Int, coefficient: Rational)] {
    let side = Set(flip.map { $0 - 1 })
    let inverse = instance.gramInverse
    var result: [(first: Int, second: Int, coefficient: Rational)] = []
    for i in side.sorted() {
      for l in 0..<instance.taskCount where !side.contains(l) && inverse.sign(i, l) != 0 {
        result.append((i, l, inverse[i, l]))
      }
    }
    return result
  }

  /// Whether a rational direction satisfies all equations but the normalisation.
  ///
  /// - Precondition: `direction` has k entries.
  public func holds(at direction: [Rational]) -> Bool {
    precondition(direction.count == instance.taskCount, "one coordinate for each task")
    for flip in flips {
      var sum = Rational.zero
      for term in terms(flip) {
        sum += term.coefficient * direction[term.first] * direction[term.second]
      }
      if !sum.isZero { return false }
    }
    return slices.allSatisfy { slice in
      zip(slice, direction).reduce(Rational.zero) { $0 + $1.0 * $1.1 }.isZero
    }
  }

  /// The unknowns as powers of two times numbers near 1: u_i by the length of predictor i, against
  /// that of the normalised one. So nothing depends on the units of tasks.
  var exponents: [Int] {
    let lengths = instance.scaledGram.equilibrated.exponents
    let pivot = normalization.firstIndex { !$0.isZero } ?? 0
    return lengths.map { $0 - lengths[pivot] }
  }

  /// The system for the Krawczyk test; the rows are those of the certificates.
  package var intervalSystem: IntervalSystem {
    let count = instance.taskCount
    let quadratic = flips.map { terms($0) }
    let (slices, normalization) = (slices, normalization)
    return IntervalSystem(size: count) { u in
      let precision = u.precision
      let zero = Interval.zero(precision: precision)
      func dot(_ vector: [Rational]) -> Interval {
        vector.indices.reduce(zero) { vector[$1].isZero ? $0 : $0 + u[$1] * vector[$1] }
      }
      return IntervalVector(
        quadratic.map { terms in
          terms.reduce(zero) { $0 + u[$1.first] * u[$1.second] * $1.coefficient }
        } + slices.map(dot) + [dot(normalization) - .one])
    } jacobian: { u in
      let precision = u.precision
      let zero = Interval.zero(precision: precision)
      var entries = Array(repeating: Array(repeating: zero, count: count), count: count)
      for (row, terms) in quadratic.enumerated() {
        for term in terms {
          entries[row][term.first] += u[term.second] * term.coefficient
          entries[row][term.second] += u[term.first] * term.coefficient
        }
      }
      for (row, slice) in slices.enumerated() {
        entries[quadratic.count + row] = slice.map { Interval($0, precision: precision) }
      }
      entries[count - 1] = normalization.map { Interval($0, precision: precision) }
      return IntervalMatrix(rows: count, columns: count) { entries[$0][$1] }
    }
  }
}
