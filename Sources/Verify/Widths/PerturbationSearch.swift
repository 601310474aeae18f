import Exact
import Randomness
import Surfaces

/// Theorem C' where minors of neighbours vanish: looks for a symmetric H that joins only tasks that
/// G connects, such that for small t > 0 the minors of G + tH of neighbours vanish nowhere and
/// leave the Johnson graph balanced.
///
/// To first order det (G + tH)[S, T] is linear in H, and whether some H gives all minors that
/// vanish the signs s_S s_T is decided by a linear program, for signs that suit the other minors.
/// Where that fails, small H are tried to any order.
struct PerturbationSearch {
  /// An integer multiple of G.
  private let gram: RationalMatrix
  private let johnson: JohnsonGraph
  private let sets: [[Int]]
  private let proceed: () -> Bool
  /// The entries of H in the order in which they are unknowns.
  private let entries: [(row: Int, column: Int)]
  /// For each pair of neighbours whose minor vanishes its derivative, a form in the entries.
  private let forms: [[Integer]]

  /// The most choices of signs for which the linear program is solved.
  private static let maximumChoices = 32
  /// All H with entries -1, 0 and 1 are tried where there are at most so many,
  private static let maximumEnumeration = 59_049
  /// and so many random ones with entries from -2 to 2 otherwise.
  private static let randomTrials = 2_000

  /// Prepares the search.
  ///
  /// - Parameters:
  ///   - gram: G, k x k.
  ///   - johnson: Its balanced Johnson graph, with all minors of neighbours that vanish.
  ///   - proceed: Asked now and then; the search ends without success once it returns false.
  init(_ gram: RationalMatrix, _ johnson: JohnsonGraph, proceed: @escaping () -> Bool) {
    let integers = RationalMatrix(numerators: gram.reduced().numerators)
    self.gram = integers
    self.johnson = johnson
    self.proceed = proceed
    let sets = johnson.subsets.all
    self.sets = sets
    let (count, parts) = (gram.rows, johnson.parts)
    let entries = (0..<count).flatMap { i in
      (i..<count).filter { parts[i] == parts[$0] }.map { (row: i, column: $0) }
    }
    self.entries = entries
    forms = johnson.zeros.map { Self.form(integers, sets[$0.first], sets[$0.second], entries) }
  }

  /// Signs and a perturbation, or nil when none was found.
  func run() -> SubsetSigns? { toFirstOrder() ?? byTrials() }

  /// The derivative of det (G + tH)[S, T] at t = 0, up to a positive factor: the sum of the entries
  /// of H[S, T] times their cofactors in G[S, T].
  private static func form(
    _ gram: RationalMatrix, _ rows: [Int], _ columns: [Int],
    _ entries: [(row: Int, column: Int)]
  ) -> [Integer] {
    let cofactors = rows.indices.map { i in
      columns.indices.map { j in
        var (left, right) = (rows, columns)
        left.remove(at: i)
        right.remove(at: j)
        let value = gram.submatrix(rows: left, columns: right).determinant().numerator
        return (i + j) % 2 == 0 ? value : -value
      }
    }
    return entries.map { entry in
      var sum = Integer.zero
      for (i, j) in [(entry.row, entry.column), (entry.column, entry.row)] {
        if let row = rows.firstIndex(of: i), let column = columns.firstIndex(of: j) {
          sum += cofactors[row][column]
        }
        if entry.row == entry.column { break }
      }
      return sum
    }
  }

  // MARK: First order

  /// Solves the linear program for the signs that suit the minors that do not vanish.
  private func toFirstOrder() -> SubsetSigns? {
    // Forms that are multiples of one another are one inequality.
    var rows: [[Integer]] = []
    var numbers: [[Integer]: Int] = [:]
    var uses: [(row: Int, sign: Int)] = []
    for form in forms {
      guard let first = form.first(where: { !$0.isZero }) else { return nil }
      let primitive = Integer.primitive(first.signum > 0 ? form : form.map { -$0 })
      let number = numbers[primitive] ?? rows.count
      if number == rows.count {
        numbers[primitive] = number
        rows.append(primitive)
      }
      uses.append((number, first.signum))
    }
    for signs in choices() {
      if !proceed() { return nil }
      var needed = Array(repeating: 0, count: rows.count)
      var isConsistent = true
      for (use, zero) in zip(uses, johnson.zeros) {
        let sign = signs[zero.first] * signs[zero.second] * use.sign
        if needed[use.row] == -sign { isConsistent = false }
        needed[use.row] = sign
      }
      guard isConsistent,
        let solution = StrictInequalities.solve(
          zip(rows, needed).map { row, sign in sign > 0 ? row : row.map { -$0 } })
      else { continue }
      return SubsetSigns(signs, .perturbed(matrix(solution)))
    }
    return nil
  }

  /// Signs that suit the minors of neighbours that do not vanish: each component of the Johnson
  /// graph that a minor that vanishes touches is free to switch.
  private func choices() -> [[Int]] {
    var forest = johnson.forest
    let base = forest.signs()
    let roots = forest.roots()
    let touched = Set(johnson.zeros.flatMap { [roots[$0.first], roots[$0.second]] }).sorted()
    let free = Array(touched.dropFirst())
    let count = free.count < 5 ? 1 << free.count : Self.maximumChoices
    return (0..<count).map { mask in
      let switched = free.enumerated().filter { $0.offset < 5 && mask >> $0.offset & 1 == 1 }
      let components = Set(switched.map(\.element))
      return zip(base, roots).map { components.contains($1) ? -$0 : $0 }
    }
  }

  // MARK: Trials

  /// Tries small H to any order.
  private func byTrials() -> SubsetSigns? {
    var total = 1
    for _ in entries where total <= Self.maximumEnumeration { total *= 3 }
    let isComplete = total <= Self.maximumEnumeration
    for trial in 0..<(isComplete ? total : Self.randomTrials) {
      if trial % 64 == 0, !proceed() { return nil }
      var vector: [Int]
      if isComplete {
        var rest = trial
        vector = entries.map { _ in
          defer { rest /= 3 }
          return rest % 3 - 1
        }
      } else {
        var generator = CounterGenerator(seed: 12, stream: "perturbation", index: UInt64(trial))
        vector = entries.map { _ in generator.integer(in: -2...2) }
      }
      let values = vector.map { Integer($0) }
      if let signs = signs(values) { return SubsetSigns(signs, .perturbed(matrix(values))) }
    }
    return nil
  }

  /// The signs of the sets that G + tH asks for, or nil where a minor of neighbours vanishes for
  /// all t or they contradict one another.
  private func signs(_ vector: [Integer]) -> [Int]? {
    var forest = johnson.forest
    var perturbed: RationalMatrix?
    for (form, zero) in zip(forms, johnson.zeros) {
      var sign = Integer.dot(form, vector).signum
      if sign == 0 {
        let matrix = perturbed ?? gram.perturbed(by: matrix(vector))
        perturbed = matrix
        sign =
          matrix.submatrix(rows: sets[zero.first], columns: sets[zero.second]).determinant().signum
      }
      guard sign != 0, forest.join(zero.first, zero.second, sign: Int8(sign)) else { return nil }
    }
    return forest.signs()
  }

  /// The symmetric matrix of given entries.
  private func matrix(_ values: [Integer]) -> RationalMatrix {
    let row = Array(repeating: Integer.zero, count: gram.rows)
    var rows = Array(repeating: row, count: gram.rows)
    for (entry, value) in zip(entries, values) {
      rows[entry.row][entry.column] = value
      rows[entry.column][entry.row] = value
    }
    return RationalMatrix(numerators: rows)
  }
}

extension RationalMatrix {
  /// A positive multiple of G + tH for such a small t > 0 that the sign of each of its minors is
  /// that of the first coefficient in t that is not zero, or zero where all are; positive definite
  /// when G is (docs/certificates-3.md, section 2).
  ///
  /// - Parameter direction: H, symmetric, k x k.
  func perturbed(by direction: RationalMatrix) -> RationalMatrix {
    let (g, h) = (reduced().numerators, direction.reduced().numerators)
    let bits = (g + h).reduce(0) { $1.reduce($0) { max($0, $1.bitWidth) } }
    let shift = rows * (bits + Integer(rows).bitWidth + 1) + 1
    return RationalMatrix(
      numerators: zip(g, h).map { zip($0, $1).map { $0.shiftedLeft(shift) + $1 } })
  }
}
