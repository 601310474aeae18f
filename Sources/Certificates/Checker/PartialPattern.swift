import Exact

/// A sign pattern of which some signs are fixed, s_1 = 1 among them, with a bound on a quadratic
/// form that is updated in O(k) for each sign.
///
/// For a symmetric matrix A (here q_ij a_i a_j) and S the fixed tasks, every completion of the
/// pattern has s^T A s at most
///
///     sum_{i,j in S} A_ij s_i s_j + 2 sum_{l not in S} |sum_{i in S} A_li s_i|
///       + sum_{l,m not in S} |A_lm|,
///
/// and this is s^T A s itself once all signs are fixed.
struct PartialPattern {
  /// 1 and -1 for the fixed signs, 0 for the others.
  private(set) var signs: [Int]
  /// The matrix A; empty when no bound is wanted.
  private let form: [[Integer]]
  /// The sum over pairs of fixed tasks.
  private var fixed = Integer.zero
  /// For every task l that is not fixed, the sum of A_li s_i over the fixed tasks i.
  private var fields: [Integer]
  /// The sum of absolute values over pairs of tasks that are not fixed.
  private var free: Integer

  /// The pattern in which only s_1 = 1 is fixed.
  init(count: Int, form: [[Integer]] = []) {
    let none = PartialPattern(signs: Array(repeating: 0, count: count), form: form)
    self = none.fixing(0, to: 1)
  }

  /// The pattern in which nothing is fixed.
  private init(signs: [Int], form: [[Integer]]) {
    self.signs = signs
    self.form = form
    fields = Array(repeating: .zero, count: form.count)
    free = form.reduce(.zero) { $0 + $1.reduce(.zero) { $0 + $1.magnitude } }
  }

  /// The pattern with one more sign fixed.
  func fixing(_ task: Int, to sign: Int) -> PartialPattern {
    var result = self
    result.signs[task] = sign
    if form.isEmpty { return result }
    let row = form[task]
    let field = sign < 0 ? -fields[task] : fields[task]
    result.fixed += row[task] + field + field
    result.free -= row[task].magnitude
    for l in row.indices where result.signs[l] == 0 {
      result.fields[l] = sign < 0 ? fields[l] - row[l] : fields[l] + row[l]
      let size = row[l].magnitude
      result.free -= size + size
    }
    return result
  }

  /// The bound.
  var bound: Integer {
    var cross = Integer.zero
    for (l, field) in fields.enumerated() where signs[l] == 0 { cross += field.magnitude }
    return fixed + cross + cross + free
  }
}
