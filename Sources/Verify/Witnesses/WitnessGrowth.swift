import Exact
import Parallel
import Surfaces

/// Magnitudes and signs for a witness at width k-1, made in rounds around a frustrated cycle of Q.
///
/// The path of the cycle comes first, then in each round the tasks that clearly feel the field
/// (Q u)_l of those before; where none does, one task is seeded, the pivot m first of all. The
/// magnitudes of a round are so small that all of them together cannot outweigh `gap`, what a wrong
/// sign among those before costs at least. Until m is seeded, the end b of the path is kept such
/// that m feels nothing.
///
/// Fields are summed exactly, in units of 2^-`precision`: those behind m would otherwise drown in
/// the rounding of the path.
struct WitnessGrowth {
  /// How many bits the magnitudes have after the point.
  static let precision = 3_000

  private let size: Int
  private let inverse: [Integer]
  private let scale: Int
  private let root: [ScaledDouble]
  private let cosines: [Double]
  private let path: [Int]
  private let pivot: Int
  private let margin: ScaledDouble

  /// u, in units of 2^-precision.
  private(set) var direction: [Integer]
  /// The tasks whose fields on m cancel: those placed before it.
  private(set) var independent: [Int] = []
  /// How many tasks felt nothing though they are coupled: each leaves two best signs, and doubles
  /// the tree.
  private(set) var seeds = 0
  private var isPlaced: [Bool]
  /// sum_j q_lj u_j and sum_j |q_lj| |u_j| over the placed tasks j other than l.
  private var fields: [Integer]
  private var loads: [Integer]
  private var gap = ScaledDouble(0.0)

  /// Prepares the growth.
  ///
  /// - Parameters:
  ///   - inverse: Q.
  ///   - path: The cycle without m, from one neighbour of m to the other.
  ///   - pivot: m.
  ///   - margin: By how much a round stays below the gap.
  init(
    inverse scaled: ScaledGram, path: [Int], pivot: Int, margin: ScaledDouble
  ) {
    // Q is divided by a power of four that makes its largest diagonal entry about 1.
    let top = scaled.lengths.lazy.map(\.exponent).max() ?? 0
    scale = 2 * top
    size = scaled.size
    inverse = scaled.numerators
    cosines = scaled.cosines
    root = scaled.lengths.map { ScaledDouble($0.mantissa, exponent: $0.exponent - top) }
    self.path = path
    self.pivot = pivot
    self.margin = margin
    direction = Array(repeating: .zero, count: scaled.size)
    isPlaced = Array(repeating: false, count: scaled.size)
    fields = Array(repeating: .zero, count: scaled.size)
    loads = Array(repeating: .zero, count: scaled.size)
  }

  /// Chooses all magnitudes and signs; false when they become too small.
  mutating func grow() -> Bool {
    guard growPath() else { return false }
    while !Interruption.isPending {
      var rest = (0..<size).filter { !isPlaced[$0] && $0 != pivot }
      if !isPlaced[pivot] && rest.allSatisfy({ clarity($0) == 0 }) {
        independent = (0..<size).filter { isPlaced[$0] }
        rest.insert(pivot, at: 0)
      }
      if rest.isEmpty { return true }
      let clarities = rest.map(clarity)
      let clearest = clarities.max() ?? 0
      if clearest == 0 {
        guard seed(rest[0], remaining: rest.count) else { return false }
      } else {
        let chosen = rest.indices.filter { clarities[$0] >= clearest / 8 }.map { rest[$0] }
        guard growRound(chosen) else { return false }
      }
      if !isPlaced[pivot] { rebalance() }
    }
    return false
  }

  /// |u_i| as a real number.
  private func magnitude(_ task: Int) -> ScaledDouble {
    let value = ScaledDouble(direction[task].magnitude)
    return ScaledDouble(value.mantissa, exponent: value.exponent - Self.precision)
  }

  /// A field or load as a real number.
  private func strength(_ sum: Integer) -> ScaledDouble {
    let value = ScaledDouble(sum.magnitude)
    return ScaledDouble(value.mantissa, exponent: value.exponent - Self.precision - scale)
  }

  private func entry(_ i: Int, _ j: Int) -> ScaledDouble {
    let value = ScaledDouble(inverse[i * size + j].magnitude)
    return ScaledDouble(value.mantissa, exponent: value.exponent - scale)
  }

  private static func smaller(_ left: ScaledDouble, _ right: ScaledDouble) -> ScaledDouble {
    left.exponent < right.exponent
      || (left.exponent == right.exponent && left.mantissa < right.mantissa) ? left : right
  }

  /// |field| / load of a task, zero where the field is what rounding left of the balance at m.
  private func clarity(_ task: Int) -> Double {
    if task == pivot || fields[task].isZero
      || fields[task].bitWidth < loads[task].bitWidth - Self.precision + 200
    {
      return 0
    }
    return (strength(fields[task]) / strength(loads[task])).double
  }

  /// Gives a task its value, rounded to a few significant bits.
  private mutating func place(_ task: Int, normalised height: ScaledDouble, sign: Int) -> Bool {
    let magnitude = height / root[task]
    let digits = (magnitude.mantissa * 64).rounded()
    let power = magnitude.exponent - 6 + Self.precision
    guard power >= 0, let value = Integer(rounding: digits, timesTwoToThe: power), !value.isZero
    else { return false }
    isPlaced[task] = true
    add(sign < 0 ? -value : value, to: task)
    return true
  }

  /// Changes one coordinate and all fields and loads.
  private mutating func add(_ change: Integer, to task: Int) {
    let before = direction[task].magnitude
    direction[task] += change
    let growth = direction[task].magnitude - before
    for l in 0..<size where l != task && !inverse[l * size + task].isZero {
      fields[l] += inverse[l * size + task] * change
      loads[l] += inverse[l * size + task].magnitude * growth
    }
  }

  /// u on the path, with (Q u)_m = 0: a wrong sign cuts at least one of its edges.
  private mutating func growPath() -> Bool {
    let (a, b) = (path[0], path[path.count - 1])
    let first = entry(pivot, b) * root[a]
    let second = entry(pivot, a) * root[b]
    let isFirstSmaller = Self.smaller(first, second).double == first.double
    let top = isFirstSmaller ? second : first
    var sign = 1
    for (position, task) in path.enumerated() {
      if position > 0 { sign *= inverse[path[position - 1] * size + task].signum }
      let height = task == a ? first : (task == b ? second : top)
      guard place(task, normalised: height / top, sign: sign) else { return false }
    }
    rebalance()
    for (i, j) in zip(path, path.dropFirst()) {
      let cost = entry(i, j) * magnitude(i) * magnitude(j)
      gap = gap.mantissa == 0 ? cost : Self.smaller(gap, cost)
    }
    return true
  }

  /// Changes u_b so that the field on m vanishes up to rounding.
  private mutating func rebalance() {
    let b = path[path.count - 1]
    let quotient = fields[pivot].quotientAndRemainder(dividingBy: inverse[pivot * size + b])
      .quotient
    if !quotient.isZero { add(-quotient, to: b) }
  }

  /// The normalised magnitude |u_l| sqrt(q_ll) of a round: all together below the gap, their mutual
  /// couplings below the weakest field, and their pull on m small beside that of b.
  private func room(_ tasks: [Int], weakest: ScaledDouble?) -> ScaledDouble {
    var total = ScaledDouble(0.0)
    var pull = ScaledDouble(0.0)
    for task in tasks {
      total = total + strength(loads[task]) / root[task]
      if task != pivot { pull = pull + entry(pivot, task) / root[task] }
    }
    var mutual = 0.0
    for i in tasks { for j in tasks { mutual += abs(cosines[i * size + j]) } }
    var height = (gap / (margin * ScaledDouble(mutual))).squareRoot
    if total.mantissa != 0 { height = Self.smaller(height, gap / (margin * total)) }
    if let weakest, tasks.count > 1 {
      height = Self.smaller(height, weakest / (margin * ScaledDouble(mutual)))
    }
    if pull.mantissa != 0 {
      let b = path[path.count - 1]
      let balance = entry(pivot, b) * magnitude(b)
      height = Self.smaller(height, balance / (ScaledDouble(8.0) * pull))
    }
    return height
  }

  private mutating func growRound(_ tasks: [Int]) -> Bool {
    let fields = tasks.map { strength(self.fields[$0]) / root[$0] }
    let weakest = fields.dropFirst().reduce(fields[0], Self.smaller)
    let height = room(tasks, weakest: weakest)
    let signs = tasks.map { self.fields[$0].signum }
    for (task, sign) in zip(tasks, signs) {
      guard place(task, normalised: height, sign: sign) else { return false }
    }
    gap = Self.smaller(gap, height * weakest) / ScaledDouble(2.0)
    return true
  }

  /// A task that feels nothing: small enough for all that remain to be as large as it is.
  private mutating func seed(_ task: Int, remaining: Int) -> Bool {
    // A task that couples to nothing at all doubles nothing.
    let isIsolated = (0..<size).allSatisfy { $0 == task || inverse[task * size + $0].isZero }
    if !isIsolated { seeds += 1 }
    let count = ScaledDouble(Double(remaining))
    let height = Self.smaller(
      room([task], weakest: nil), (gap / (margin * count)).squareRoot)
    guard place(task, normalised: height, sign: 1) else { return false }
    gap = Self.smaller(gap, height * height)
    return true
  }
}
