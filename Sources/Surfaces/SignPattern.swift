/// A choice of signs for k tasks, up to a common factor -1: the label of a surface.
///
/// Flipping the signs of the index set I gives Q_I = D_I Q D_I and the surface E_I (Hu et al.,
/// Theorem 3.1); I and its complement give the same surface, so a pattern stands for both.
public struct SignPattern: Hashable, Sendable {
  /// The signs in canonical form: -1 on the canonical index set, 1 elsewhere.
  public let signs: [Int]

  /// Creates the pattern of a vector of signs; zero counts as positive.
  public init(signs: [Int]) {
    let flipped = signs.count { $0 < 0 }
    let kept = signs.count - flipped
    let complement = flipped > kept || (flipped == kept && (signs.first ?? 1) < 0)
    self.signs = signs.map { ($0 < 0) != complement ? -1 : 1 }
  }

  /// Creates the pattern that flips the given tasks, counted from 1.
  ///
  /// - Precondition: the tasks are between 1 and `taskCount`.
  public init(flipping tasks: some Sequence<Int>, taskCount: Int) {
    var signs = Array(repeating: 1, count: taskCount)
    for task in tasks {
      precondition((1...taskCount).contains(task), "no such task")
      signs[task - 1] = -1
    }
    self.init(signs: signs)
  }

  /// The canonical index set, tasks counted from 1, ascending: of I and its complement the
  /// smaller one, on a tie the one without task 1.
  public var indexSet: [Int] { signs.indices.filter { signs[$0] < 0 }.map { $0 + 1 } }

  /// The subscript of the surface: `∅`, `2` or `{1,3}`.
  public var subscriptText: String { Self.subscriptText(indexSet) }

  /// The subscript of a set of tasks: `∅`, `2` or `{1,3}`.
  static func subscriptText(_ set: [Int]) -> String {
    switch set.count {
    case 0: return "∅"
    case 1: return "\(set[0])"
    default: return "{" + set.map(String.init).joined(separator: ",") + "}"
    }
  }

  /// The pattern whose signs are the products of both: the relative signs of two surfaces.
  public func relative(to other: SignPattern) -> SignPattern {
    SignPattern(signs: zip(signs, other.signs).map { $0 * $1 })
  }
}

extension SignPattern: Comparable {
  /// Smaller index sets first, then in lexicographic order.
  public static func < (left: SignPattern, right: SignPattern) -> Bool {
    let (a, b) = (left.indexSet, right.indexSet)
    return a.count != b.count ? a.count < b.count : a.lexicographicallyPrecedes(b)
  }
}
