import Exact
import Parallel

/// The numbers a ``CutTree`` is computed with: machine words, pairs of them, or integers of any
/// size.
protocol CutScalar: Comparable, Sendable {
  static var zero: Self { get }
  static func + (left: Self, right: Self) -> Self
  static func - (left: Self, right: Self) -> Self
  /// The absolute value.
  var absolute: Self { get }
}

extension Int: CutScalar {
  var absolute: Int { abs(self) }
}

extension Int128: CutScalar {
  var absolute: Int128 { abs(self) }
}

extension Integer: CutScalar {
  var absolute: Integer { magnitude }
}

/// The branch and bound behind ``CutTreeSearch`` in one kind of number.
///
/// `entries` are the b_ij, or approximations of them: `slack` bounds the error of a difference of
/// two values computed from them. Where it leaves a comparison open, `decide` is asked.
struct CutTree<Scalar: CutScalar> {
  /// How a search ended.
  enum Outcome {
    case closed(SignTree)
    case exceeded(signs: [Int])
    case exhausted
    /// `decide` had no answer.
    case unclear
  }

  private let size: Int
  private let entries: [Scalar]
  private let norm: Scalar
  private let slack: Scalar
  private let limit: Int
  /// Whether a task is coupled, over any number of others, to a pair whose coupling the point does
  /// not satisfy. Only there can the bound exceed c, so only there it is worth branching.
  private let isFrustrated: [Bool]
  /// Whether the bound of some fixed signs (0 where free) is at most c; nil to give up.
  private let decide: (_ signs: [Int]) -> Bool?

  private var nodes: [SignTree.Node] = []
  /// The field sum_S b_li s_i on each task, one row for each depth.
  private var fields: [Scalar]
  /// sum over the free j != l of |b_lj|, one row for each depth.
  private var ties: [Scalar]
  private var signs: [Int]
  private var free: [Int]

  private enum Progress {
    case closed
    case exceeded
    case exhausted
    case unclear
  }

  /// Prepares a search.
  ///
  /// - Parameters:
  ///   - entries: b_ij, row by row, symmetric.
  ///   - own: The signs of the point, whose value is c.
  ///   - slack: The error bound; zero for exact entries.
  ///   - limit: How many nodes may be made.
  ///   - decide: Settles what the error leaves open.
  init(
    entries: [Scalar], own: [Int], slack: Scalar, limit: Int,
    decide: @escaping (_ signs: [Int]) -> Bool?
  ) {
    size = own.count
    self.entries = entries
    self.slack = slack
    self.limit = limit
    self.decide = decide
    fields = Array(repeating: .zero, count: own.count * (own.count + 1))
    ties = fields
    signs = Array(repeating: 0, count: own.count)
    free = Array(0..<own.count)
    var total = Scalar.zero
    for i in 0..<own.count {
      for j in 0..<own.count {
        let entry = entries[i * own.count + j]
        total = own[i] == own[j] ? total + entry : total - entry
      }
    }
    norm = total
    isFrustrated = Self.frustrated(entries, own)
  }

  private static func frustrated(_ entries: [Scalar], _ own: [Int]) -> [Bool] {
    let size = own.count
    var result = Array(repeating: false, count: size)
    var isSeen = Array(repeating: false, count: size)
    for start in 0..<size where !isSeen[start] {
      isSeen[start] = true
      var members = [start]
      var next = 0
      var isFrustrated = false
      while next < members.count {
        let i = members[next]
        next += 1
        for j in 0..<size where j != i && entries[i * size + j] != .zero {
          if (entries[i * size + j] > .zero) != (own[i] == own[j]) { isFrustrated = true }
          if isSeen[j] { continue }
          isSeen[j] = true
          members.append(j)
        }
      }
      if isFrustrated { for i in members { result[i] = true } }
    }
    return result
  }

  /// Runs the search.
  mutating func run() -> Outcome {
    var rest = Scalar.zero
    for entry in entries { rest = rest + entry.absolute }
    for i in 0..<size {
      for j in 0..<size where j != i { ties[i] = ties[i] + entries[i * size + j].absolute }
    }
    let (constant, remaining) = fix(0, 1, depth: 0, constant: .zero, rest: rest)
    switch explore(depth: 1, constant: constant, rest: remaining) {
    case .closed: return .closed(SignTree(nodes: nodes))
    case .exceeded: return .exceeded(signs: signs)
    case .exhausted: return .exhausted
    case .unclear: return .unclear
    }
  }

  /// Fixes one sign: removes the task from `free` and writes the fields of the next depth.
  private mutating func fix(
    _ task: Int, _ sign: Int, depth: Int, constant: Scalar, rest: Scalar
  ) -> (constant: Scalar, rest: Scalar) {
    signs[task] = sign
    free.removeAll { $0 == task }
    let row = task * size
    let before = depth * size
    let after = before + size
    var rest = rest - entries[row + task].absolute
    for l in free {
      let entry = entries[row + l]
      fields[after + l] = sign > 0 ? fields[before + l] + entry : fields[before + l] - entry
      let magnitude = entry.absolute
      ties[after + l] = ties[before + l] - magnitude
      rest = rest - magnitude - magnitude
    }
    let field = fields[before + task]
    let doubled = field + field
    let moved = sign > 0 ? constant + doubled : constant - doubled
    return (moved + entries[row + task], rest)
  }

  /// The free task to fix next; nil when there is none.
  ///
  /// The one with the strongest field, so that a wrong sign costs most; unless some task is coupled
  /// much more strongly to others that are free, whose signs matter more.
  private func branchingTask(_ row: Int) -> Int? {
    let useful = free.contains { isFrustrated[$0] }
    var strongest = -1
    var tied = -1
    for l in free where isFrustrated[l] == useful {
      if strongest < 0 || fields[row + l].absolute > fields[row + strongest].absolute {
        strongest = l
      }
      if tied < 0 || ties[row + l] > ties[row + tied] { tied = l }
    }
    guard strongest >= 0 else { return nil }
    let field = fields[row + strongest].absolute
    let double = field + field
    return ties[row + tied] > double + double ? tied : strongest
  }

  private mutating func explore(depth: Int, constant: Scalar, rest: Scalar) -> Progress {
    guard nodes.count < limit, !Interruption.isPending else { return .exhausted }
    let node = nodes.count
    nodes.append(.bound)
    let row = depth * size
    var fieldSum = Scalar.zero
    for l in free { fieldSum = fieldSum + fields[row + l].absolute }
    let excess = constant + fieldSum + fieldSum + rest - norm
    if excess <= .zero - slack { return .closed }
    if excess <= slack {
      guard let isClosed = decide(signs) else { return .unclear }
      if isClosed { return .closed }
    }
    guard let task = branchingTask(row) else { return .exceeded }
    let first = fields[row + task] < .zero ? -1 : 1
    var positions = (plus: 0, minus: 0)
    let position = free.firstIndex(of: task) ?? 0
    for sign in [first, -first] {
      if sign > 0 { positions.plus = nodes.count } else { positions.minus = nodes.count }
      let (next, remaining) = fix(task, sign, depth: depth, constant: constant, rest: rest)
      let progress = explore(depth: depth + 1, constant: next, rest: remaining)
      guard case .closed = progress else { return progress }
      signs[task] = 0
      free.insert(task, at: position)
    }
    nodes[node] = .branch(task: task + 1, plus: positions.plus, minus: positions.minus)
    return .closed
  }
}
