import Exact
import Surfaces

extension MeetingSearch {
  /// Three tasks, three surfaces: all points without zero coordinates, exactly.
  ///
  /// With p_il = q_il a_i a_l the four values are f_s = d + 2 (s_1 s_2 p_12 + s_1 s_3 p_13 +
  /// s_2 s_3 p_23), where the three products of signs multiply to 1. Two values are equal if and
  /// only if two of the three terms cancel in one and so in the other: for signs s and s with task
  /// 1 flipped, s_1 s_2 p_12 + s_1 s_3 p_13 = 0, and so on. Three values are equal if and only if
  /// two such equations hold, so |p_12| = |p_13| = |p_23|.
  ///
  /// * If some q_il = 0 and a > 0, all p vanish: then Q is diagonal and there is one surface. So
  ///   three distinct surfaces do not meet in a > 0.
  /// * Otherwise a is proportional to (|q_23|, |q_13|, |q_12|). With e = the sign of q_12 q_13 q_23
  ///   and t the common |p_il|, the signs s with s_i s_l = e sign(q_il) for all pairs exist, are
  ///   one pattern, and have f = d + 6 e t; the three others have the sum of the terms -2 e t. So
  ///   there is exactly one point, and exactly three surfaces pass through it.
  func meetOfThreeTasks(_ list: inout MeetingList) {
    let inverse = instance.gramInverse
    list.systems = (1, 1)
    let q = [inverse.numerator(1, 2), inverse.numerator(0, 2), inverse.numerator(0, 1)]
    guard !q.contains(where: \.isZero) else {
      list.completeness = .proved(
        reason: "an entry of Q off its diagonal is zero, so no three distinct surfaces meet where"
          + " all coordinates are positive")
      return
    }
    let product = q.reduce(1) { $0 * $1.signum }
    // s_1 s_2 and s_1 s_3 of the pattern that the point is not on.
    let other = [1, product * q[2].signum, product * q[1].signum]
    let signs = (0..<3).map { flipped in
      other.indices.map { $0 == flipped ? -other[$0] : other[$0] }
    }
    let direction = Integer.primitive(
      zip(q, signs[0]).map { $1 < 0 ? -$0.magnitude : $0.magnitude })
    // From the first of the three surfaces to the others: tasks 1 and 2, tasks 1 and 3.
    guard
      let system = MeetingSystem(
        instance, flips: [[1, 2], [1, 3]], slices: [], normalization: [.one, .zero, .zero])
    else { return }
    list.meetings = [
      Meeting(
        surfaces: signs.map { pattern($0) }.sorted(), system: system, place: .rational(direction))
    ]
    list.completeness = .proved(
      reason: "for three tasks |u| is proportional to (|q_23|, |q_13|, |q_12|)")
  }
}
