import Exact
import Floating

/// The minors det A[S, T] in double precision, with proved error bounds, for a list S of rows that
/// grows and shrinks at its end and all sets T of as many columns in lexicographic order.
///
/// The expansion is that of ``GrowingMinors``. Let p(S, T) be the sum of the same products of
/// entries without signs (the permanent of |A[S, T]|). Every product that is summed has m entries,
/// each with a relative error of at most 2^-52 = 2u, and on its way through the m levels it is
/// multiplied m times and takes part in at most 1 + 2 + ... + m additions, so
///
///   |computed - det A[S, T]| <= gamma_(3m + m(m+1)/2) p(S, T),  gamma as in ``Rounding``.
///
/// p is computed along with the minors, as a sum of non-negative terms. The diagonal of the scaled
/// matrix is below 1, and it is positive definite, so all entries are below 1 in size and sums
/// below m! <= 40!; what underflow takes away, below 2^-1000 for an entry and 2^-1022 for an
/// operation, is amplified by no more than that and stays below ``Rounding/margin``.
struct FilteredMinors {
  /// The largest number of rows for which the bound is proved.
  static let maximumOrder = 40

  private let size: Int
  private let values: [Double]
  private let removals: [SubsetRemovals]
  private let filter: FloatingFilter
  /// For 0 ... q rows the minors of all T, and the bounding sums.
  private var minors: [[Double]]
  private var sums: [[Double]]
  private var rows: [Int] = []

  /// Prepares the minors of a symmetric positive definite matrix; nil where the filter is off or
  /// nothing can be proved.
  ///
  init?(_ matrix: RationalMatrix, removals: [SubsetRemovals], filter: FloatingFilter) {
    guard filter.isOn, Rounding.modelHolds, removals.count <= Self.maximumOrder,
      let scaled = matrix.equilibrated(), scaled.values.allSatisfy({ abs($0) < 2 })
    else { return nil }
    size = matrix.rows
    values = scaled.values
    self.removals = removals
    self.filter = filter
    let counts = [1] + removals.map(\.count)
    minors = counts.map { [Double](repeating: 1, count: $0) }
    sums = minors
  }

  mutating func removeLast() { rows.removeLast() }

  /// Adds a row; the minors are computed from the T at position `first` on.
  mutating func append(_ row: Int, from first: Int) {
    let level = removals[rows.count]
    let count = level.size
    rows.append(row)
    let entries = row * size
    let (smaller, smallerSums) = (minors[count - 1], sums[count - 1])
    values.withUnsafeBufferPointer { values in
      smaller.withUnsafeBufferPointer { smaller in
        smallerSums.withUnsafeBufferPointer { smallerSums in
          level.elements.withUnsafeBufferPointer { elements in
            level.positions.withUnsafeBufferPointer { positions in
              minors[count].withUnsafeMutableBufferPointer { minors in
                sums[count].withUnsafeMutableBufferPointer { sums in
                  for position in first..<max(level.count, first) {
                    var total = 0.0
                    var size = 0.0
                    for index in (position * count)..<((position + 1) * count) {
                      let entry = values[entries + Int(elements[index])]
                      let source = Int(positions[index])
                      // The last element comes with the sign +, the one before it with -.
                      total = entry * smaller[source] - total
                      size += abs(entry) * smallerSums[source]
                    }
                    minors[position] = total
                    sums[position] = size
                  }
                }
              }
            }
          }
        }
      }
    }
  }

  /// Writes the signs of the minors on the current rows for the T from position `first` on, with
  /// ``InverseEnclosure/undecidedSign`` where the bound leaves one open; the number of these.
  func writeSigns(
    from first: Int, into target: UnsafeMutableBufferPointer<Int8>
  ) -> Int {
    let count = rows.count
    let gamma =
      filter.boundScale * Rounding.gamma(3 * count + count * (count + 1) / 2) * Rounding.inflation
    let margin = filter.boundScale * Rounding.margin
    var undecided = 0
    minors[count].withUnsafeBufferPointer { minors in
      sums[count].withUnsafeBufferPointer { sums in
        for position in first..<max(minors.count, first) {
          let bound = (gamma * sums[position] + margin) * Rounding.inflation
          let value = minors[position]
          var sign = InverseEnclosure.undecidedSign
          if value > bound { sign = 1 } else if value < -bound { sign = -1 } else { undecided += 1 }
          target[position - first] = sign
        }
      }
    }
    return undecided
  }
}
