import Exact

/// Makes a counterexample as simple as possible: fewer tasks and samples, more zeros, smaller
/// numerators and denominators, until no simpler neighbour refutes the claim.
struct ExampleShrinker {
  let claim: any Claim
  let context: ClaimContext

  /// The result of a search.
  struct Simplest {
    var example: ClaimExample
    var refutation: Refutation
    var steps: Int
    var isMinimal: Bool
  }

  /// Finds the simplest counterexample that can be reached by simplifications that all refute.
  ///
  /// - Parameters:
  ///   - limit: How many candidates are examined at most.
  ///   - goesOn: Returns false to stop early.
  func simplest(
    _ example: ClaimExample, _ refutation: Refutation, limit: Int, _ goesOn: () -> Bool
  ) -> Simplest {
    var best = Simplest(example: example, refutation: refutation, steps: 0, isMinimal: true)
    var examined = 0
    var improved = true
    while improved {
      improved = false
      let cost = Cost(best.example)
      for candidate in neighbours(best.example) where Cost(candidate) < cost {
        examined += 1
        guard examined <= limit, goesOn() else {
          best.isMinimal = false
          return best
        }
        if case .refuted(let refutation)? = claim.uninterrupted(candidate, context) {
          best.example = candidate
          best.refutation = refutation
          best.steps += 1
          improved = true
          break
        }
      }
    }
    return best
  }

  /// How complicated an example is; simplifications lower it, so they end.
  struct Cost: Comparable {
    private let entries: Int
    private let size: Double

    init(_ example: ClaimExample) {
      entries = example.fields.reduce(0) { $0 + $1.rows.count * $1.width }
      size = example.fields.reduce(0) { sum, field in
        sum + field.rows.reduce(0) { $0 + $1.reduce(0) { $0 + Self.size($1) } }
      }
    }

    /// Zero for 0, small for small integers; fractions cost more, and a negative number a little
    /// more than its opposite.
    private static func size(_ value: Rational) -> Double {
      if value.isZero { return 0 }
      return 1 + logarithm(value.numerator.magnitude) + 2 * logarithm(value.denominator)
        + (value.signum < 0 ? 0.25 : 0)
    }

    /// About 4 log2, in steps of one up to 2^20.
    private static func logarithm(_ value: Integer) -> Double {
      guard let word = value.word, word < 1 << 20 else { return 4 * Double(value.bitWidth) }
      if word < 8 { return Double(word - 1) }
      let bits = Int.bitWidth - 1 - word.leadingZeroBitCount
      return 4 * Double(bits) - 5 + 4 * Double(word - (1 << bits)) / Double(1 << bits)
    }

    static func < (left: Cost, right: Cost) -> Bool {
      (left.entries, left.size) < (right.entries, right.size)
    }
  }

  /// Simpler candidates, the boldest first.
  private func neighbours(_ example: ClaimExample) -> [ClaimExample] {
    var result: [ClaimExample] = []
    let axes = example.axes
    for axis in axes.keys.sorted() {
      guard let length = axes[axis], length > 1 else { continue }
      for position in (0..<length).reversed() {
        result.append(Self.removing(position, of: axis, from: example))
      }
    }
    for (position, field) in example.fields.enumerated() where field.domain != .fixed {
      for rows in Self.wholesale(field) { result.append(replacing(example, position, rows)) }
    }
    for (position, field) in example.fields.enumerated() where field.domain != .fixed {
      for i in field.rows.indices {
        for j in field.rows[i].indices where !field.isSymmetric || j <= i {
          for value in Self.simpler(field.rows[i][j]) {
            if field.domain == .nonNegative, value.signum < 0 { continue }
            var rows = field.rows
            rows[i][j] = value
            if field.isSymmetric { rows[j][i] = value }
            result.append(replacing(example, position, rows))
          }
        }
      }
    }
    // An off-diagonal entry together with the diagonal, which has to outweigh it.
    for (position, field) in example.fields.enumerated() where field.isSymmetric {
      if field.domain == .fixed { continue }
      for i in field.rows.indices {
        for j in 0..<i where !field.rows[i][j].isZero {
          var rows = field.rows
          let less = rows[i][j] - Rational(rows[i][j].signum)
          rows[i][j] = less
          rows[j][i] = less
          rows[i][i] -= .one
          result.append(replacing(example, position, rows))
          rows[j][j] -= .one
          result.append(replacing(example, position, rows))
        }
      }
    }
    return result
  }

  private func replacing(
    _ example: ClaimExample, _ position: Int, _ rows: [[Rational]]
  ) -> ClaimExample {
    var result = example
    result.fields[position].rows = rows
    return result
  }

  private static func removing(
    _ position: Int, of axis: String, from example: ClaimExample
  ) -> ClaimExample {
    var result = example
    for index in result.fields.indices {
      if result.fields[index].columnAxis == axis {
        for row in result.fields[index].rows.indices {
          result.fields[index].rows[row].remove(at: position)
        }
      }
      if result.fields[index].rowAxis == axis { result.fields[index].rows.remove(at: position) }
    }
    return result
  }

  /// The whole field simplified at once.
  private static func wholesale(_ field: ClaimField) -> [[[Rational]]] {
    let rows = field.rows
    var result: [[[Rational]]] = []
    if field.isSymmetric {
      // The signs alone, on a dominant diagonal.
      let signs = rows.map { $0.map(\.signum) }
      result.append(
        rows.indices.map { i in
          rows.indices.map { j in
            Rational(
              i == j
                ? signs[i].enumerated().reduce(1) {
                  $0 + ($1.offset == i ? 0 : Int($1.element.magnitude))
                }
                : signs[i][j])
          }
        })
    } else {
      result.append(rows.map { $0.map { Rational($0.signum) } })
    }
    for scale in [Rational(100), 10, 2] {
      result.append(rows.map { $0.map { Rational(($0 / scale).rounded) } })
    }
    result.append(rows.map { $0.map { Rational($0.rounded) } })
    let common = rows.reduce(Integer.one) { $1.reduce($0) { Integer.lcm($0, $1.denominator) } }
    if common != .one, common.bitWidth < 4096 {
      result.append(rows.map { $0.map { $0 * Rational(common) } })
    }
    let divisor = rows.reduce(Integer.zero) { $1.reduce($0) { Integer.gcd($0, $1.numerator) } }
    if divisor.signum > 0, divisor != .one {
      result.append(rows.map { $0.map { $0 / Rational(divisor) } })
    }
    return result
  }

  /// Simpler numbers near a number, the simplest first.
  private static func simpler(_ value: Rational) -> [Rational] {
    if value.isZero { return [] }
    var result: [Rational] = [.zero, .one, -1]
    let whole = value.rounded
    if !value.isInteger {
      result += [Rational(whole), Rational(value.floor), Rational(value.floor) + 1]
    }
    result.append(Rational(whole.quotientAndRemainder(dividingBy: Integer(2)).quotient))
    result.append(value - Rational(value.signum))
    if value.signum < 0 { result.append(-value) }
    if !value.isInteger {
      // A coarser fraction: denominators halved.
      let half = value.denominator.floorQuotient(by: Integer(2))
      if half.signum > 0 {
        result.append(Rational((value * Rational(half)).rounded, half))
      }
    }
    var seen: Set<Rational> = [value]
    return result.filter { seen.insert($0).inserted }
  }
}
