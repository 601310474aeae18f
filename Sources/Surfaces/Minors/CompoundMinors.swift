import Exact
import Floating

/// The compound of a symmetric positive definite matrix A: its rows and columns are the sets of q
/// tasks in lexicographic order, its entries the minors det A[S, T], of which the signs are wanted.
///
/// The walk over the rows shares what rows with a common beginning have in common; minors are read
/// off double precision where a proved bound decides (``FilteredMinors``), and are computed exactly
/// where it does not (``GrowingMinors``).
public final class CompoundMinors {
  /// The sets of q tasks that number rows and columns.
  public let subsets: LexicographicSubsets
  /// How many minors needed exact arithmetic so far.
  public private(set) var exactCount = 0

  private var filtered: FilteredMinors?
  private let exact: GrowingMinors
  private var rows: [Int] = []

  /// Prepares the compound of a matrix, k x k.
  ///
  /// - Parameters:
  ///   - matrix: A symmetric positive definite matrix; a positive factor changes no sign.
  ///   - order: The number q of rows and columns of each minor, from 1 to k.
  ///   - filter: Whether floating point behind a proved bound may decide.
  /// - Precondition: C(k, m) is below 2^31 for m = 1 ... q.
  public init(_ matrix: RationalMatrix, order: Int, filter: FloatingFilter = .on) {
    precondition((1...max(matrix.rows, 1)).contains(order), "no minors of that size")
    subsets = LexicographicSubsets(universe: matrix.rows, size: order)
    let removals = (1...order).map { SubsetRemovals(universe: matrix.rows, size: $0) }
    exact = GrowingMinors(matrix, removals: removals)
    filtered = FilteredMinors(matrix, removals: removals, filter: filter)
  }

  /// Calls `body` for each set S in order, with its position p and the signs of det A[S, T] for
  /// the sets T at the positions p + 1, p + 2, ...; stops when `body` returns false.
  ///
  /// - Returns: Whether all rows were visited.
  /// - Complexity: q multiplications for each of the C(k, q)^2 / 2 minors, in double precision or
  ///   of exact minors with an entry.
  @discardableResult
  public func forEachRow(_ body: (Int, UnsafeBufferPointer<Int8>) -> Bool) -> Bool {
    let count = subsets.count
    return withUnsafeTemporaryAllocation(of: Int8.self, capacity: count) { storage in
      var position = 0
      return subsets.forEach { subset in
        move(to: subset, position: position)
        let target = UnsafeMutableBufferPointer(rebasing: storage[0..<(count - position - 1)])
        writeSigns(from: position + 1, into: target)
        position += 1
        return body(position - 1, UnsafeBufferPointer(target))
      }
    }
  }

  /// Replaces the rows by those of a set.
  private func move(to subset: [Int], position: Int) {
    var common = 0
    while common < rows.count && rows[common] == subset[common] { common += 1 }
    while rows.count > common {
      rows.removeLast()
      exact.removeLast()
      filtered?.removeLast()
    }
    for row in subset[common...] {
      rows.append(row)
      exact.append(row)
      filtered?.append(row, from: rows.count == subset.count ? position + 1 : 0)
    }
  }

  private func writeSigns(from first: Int, into target: UnsafeMutableBufferPointer<Int8>) {
    if let filtered {
      if filtered.writeSigns(from: first, into: target) == 0 { return }
      for index in target.indices where target[index] == InverseEnclosure.undecidedSign {
        target[index] = Int8(exact.sign(at: first + index))
        exactCount += 1
      }
    } else {
      for index in target.indices { target[index] = Int8(exact.sign(at: first + index)) }
      exactCount += target.count
    }
  }
}
