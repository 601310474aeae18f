import CGMP

/// The exact minors det A[S, T] of a positive semi-definite matrix A for a list S of rows that
/// grows and shrinks at its end, and all sets T of as many columns in lexicographic order.
///
/// The minors of one more row r are an expansion along it,
///
///   det A[S + r, T] = sum over p of (-1)^(m-1-p) a_{r, t_p} det A[S, T - t_p]
///
/// for T = (t_0 ... t_(m-1)).
///
/// By Cauchy and Schwarz for the compound and Hadamard and Fischer for its diagonal, (det A[S,
/// T])^2 <= det A_SS det A_TT <= prod a_ss prod a_tt, so every minor of at most q rows lies below
/// 2^b in size, b the sum of the q largest numbers of bits of diagonal entries. All arithmetic is
/// in two's complement modulo a power of 2 of at least b + 1 bits: it needs no bound on the terms.
public final class GrowingMinors {
  /// The largest number q of rows.
  public let order: Int
  /// The rows taken so far, in order.
  public private(set) var rows: [Int] = []

  private let size: Int
  private let numerators: IntegerBuffer
  private let removals: [SubsetRemovals]
  /// The number of words of each minor.
  private let words: Int
  /// For 0 ..< q rows all minors, each of `words` words.
  private var levels: [UnsafeMutablePointer<UInt>]
  /// How many rows the stored minors belong to.
  private var computed = 0
  private let accumulator: UnsafeMutablePointer<UInt>

  /// Prepares the minors of the numerators of a matrix, k x k.
  ///
  /// - Parameter removals: Those of the subsets with 1 ... q elements of 0 ..< k.
  /// - Precondition: the matrix is symmetric and positive semi-definite, and its numerators are
  ///   stored over a positive denominator, as always.
  public init(_ matrix: RationalMatrix, removals: [SubsetRemovals]) {
    precondition(matrix.isSquare && !removals.isEmpty, "no minors of such a matrix")
    order = removals.count
    size = matrix.rows
    numerators = matrix.storage
    self.removals = removals
    let bits = (0..<matrix.rows).map { matrix.numerator($0, $0).bitWidth }.sorted(by: >)
    words = bits.prefix(removals.count).reduce(0, +) / UInt.bitWidth + 1
    levels = []
    for level in 0..<removals.count {
      let count = (level == 0 ? 1 : removals[level - 1].count) * words
      let storage = UnsafeMutablePointer<UInt>.allocate(capacity: count)
      storage.initialize(repeating: 0, count: count)
      levels.append(storage)
    }
    // The minor of no rows is 1.
    levels[0][0] = 1
    accumulator = .allocate(capacity: words)
    accumulator.initialize(repeating: 0, count: words)
  }

  deinit {
    for level in levels { level.deallocate() }
    accumulator.deallocate()
  }

  /// Adds a row at the end.
  ///
  /// - Precondition: there are fewer than q rows; the row is in 0 ..< k.
  public func append(_ row: Int) {
    precondition(rows.count < order && (0..<size).contains(row), "no such row")
    rows.append(row)
  }

  /// Removes the last row.
  public func removeLast() {
    rows.removeLast()
    computed = min(computed, rows.count)
  }

  /// The sign of the minor on the current rows and the subset of columns at a position.
  ///
  /// - Precondition: there is at least one row.
  /// - Complexity: m multiplications of an entry with a minor, after the minors of the first m - 1
  ///   rows have been computed once.
  public func sign(at position: Int) -> Int {
    precondition(!rows.isEmpty, "no rows")
    while computed < rows.count - 1 { computeNextLevel() }
    expand(removals[rows.count - 1], row: rows[rows.count - 1], position, accumulator)
    for word in 0..<words where accumulator[word] != 0 {
      return Int(bitPattern: accumulator[words - 1]) < 0 ? -1 : 1
    }
    return 0
  }

  private func computeNextLevel() {
    let removals = removals[computed]
    let target = levels[computed + 1]
    for position in 0..<removals.count {
      expand(removals, row: rows[computed], position, target + position * words)
    }
    computed += 1
  }

  /// One minor of one more row, from those of the rows before it.
  @inline(__always)
  private func expand(
    _ removals: SubsetRemovals, row: Int, _ position: Int, _ target: UnsafeMutablePointer<UInt>
  ) {
    let count = removals.size
    let smaller = levels[count - 1]
    let entries = numerators.base + row * size
    let words = words
    target.update(repeating: 0, count: words)
    removals.elements.withUnsafeBufferPointer { elements in
      removals.positions.withUnsafeBufferPointer { positions in
        for index in 0..<count {
          let entry = entries + Int(elements[position * count + index])
          let limbs = Int(entry.pointee._mp_size)
          if limbs == 0 { continue }
          let minor = smaller + Int(positions[position * count + index]) * words
          let isAdded = (limbs > 0) == ((count - 1 - index) % 2 == 0)
          for limb in 0..<min(Int(limbs.magnitude), words) {
            let factor = entry.pointee._mp_d[limb]
            // The carry leaves the top word: arithmetic is modulo 2^(64 words).
            if isAdded {
              _ = __gmpn_addmul_1(target + limb, minor, words - limb, factor)
            } else {
              _ = __gmpn_submul_1(target + limb, minor, words - limb, factor)
            }
          }
        }
      }
    }
  }
}
