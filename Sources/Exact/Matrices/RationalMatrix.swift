import CGMP

/// A matrix of rational numbers: integers over one common positive denominator, in row-major
/// order in one contiguous buffer.
///
/// Copies share storage until one of them is written. The common denominator is not forced to
/// lowest terms while computing; ``reduced()`` does that. A vector of length n is an n x 1
/// matrix where it takes part in matrix arithmetic, and `[Rational]` elsewhere.
public struct RationalMatrix: Sendable {
  /// The number of rows.
  public let rows: Int
  /// The number of columns.
  public let columns: Int
  /// The common denominator, always positive.
  public internal(set) var denominator: Integer
  /// The numerators, row by row.
  var storage: IntegerBuffer

  /// Creates a zero matrix.
  public init(rows: Int, columns: Int) {
    precondition(rows >= 0 && columns >= 0, "negative size")
    self.rows = rows
    self.columns = columns
    denominator = .one
    storage = IntegerBuffer(count: rows * columns)
  }

  /// Creates a matrix from its rows.
  ///
  /// - Precondition: all rows have the same length.
  public init(_ rows: [[Rational]]) {
    let width = rows.first?.count ?? 0
    self.init(rows: rows.count, columns: width)
    precondition(rows.allSatisfy { $0.count == width }, "rows of different lengths")
    var common = Integer.one
    for row in rows {
      for entry in row where !entry.isInteger { common = Integer.lcm(common, entry.denominator) }
    }
    denominator = common
    for (i, row) in rows.enumerated() {
      for (j, entry) in row.enumerated() {
        let scale = common == .one ? Integer.one : common.exactQuotient(by: entry.denominator)
        storage.set(i * width + j, scale == .one ? entry.numerator : entry.numerator * scale)
      }
    }
  }

  /// Creates a matrix of integers over a common denominator.
  ///
  /// - Precondition: all rows have the same length and `denominator` is not zero.
  public init(numerators: [[Integer]], denominator: Integer = .one) {
    precondition(!denominator.isZero, "denominator zero")
    let width = numerators.first?.count ?? 0
    self.init(rows: numerators.count, columns: width)
    precondition(numerators.allSatisfy { $0.count == width }, "rows of different lengths")
    self.denominator = denominator.magnitude
    for (i, row) in numerators.enumerated() {
      for (j, entry) in row.enumerated() {
        storage.set(i * width + j, denominator.signum < 0 ? -entry : entry)
      }
    }
  }

  /// Creates an n x 1 matrix from a vector of length n.
  public init(column vector: [Rational]) {
    self.init(rows: vector.count, columns: 1)
    denominator = vector.reduce(Integer.one) { Integer.lcm($0, $1.denominator) }
    for (i, entry) in vector.enumerated() {
      storage.set(i, entry.numerator * denominator.exactQuotient(by: entry.denominator))
    }
  }

  /// The identity matrix of size n x n.
  public static func identity(_ size: Int) -> RationalMatrix {
    diagonal(Array(repeating: .one, count: size))
  }

  /// The n x n matrix with the given diagonal and zeros elsewhere.
  public static func diagonal(_ entries: [Rational]) -> RationalMatrix {
    var result = RationalMatrix(rows: entries.count, columns: entries.count)
    let common = entries.reduce(Integer.one) { Integer.lcm($0, $1.denominator) }
    result.denominator = common
    for (i, entry) in entries.enumerated() {
      let scale = common.exactQuotient(by: entry.denominator)
      result.storage.set(i * entries.count + i, entry.numerator * scale)
    }
    return result
  }

  /// Makes the storage safe to write.
  mutating func makeUnique() {
    if !isKnownUniquelyReferenced(&storage) { storage = IntegerBuffer(copying: storage) }
  }

  /// The position of an entry in the buffer.
  @inline(__always)
  func index(_ i: Int, _ j: Int) -> Int {
    precondition(i >= 0 && i < rows && j >= 0 && j < columns, "entry out of range")
    return i * columns + j
  }
}

extension RationalMatrix {
  /// One entry, counted from 0.
  public subscript(_ i: Int, _ j: Int) -> Rational {
    get { Rational(storage.value(index(i, j)), denominator) }
    set {
      makeUnique()
      let common = Integer.lcm(denominator, newValue.denominator)
      if common != denominator {
        let factor = common.exactQuotient(by: denominator)
        factor.withGMP { factor in
          for k in 0..<storage.count {
            __gmpz_mul(storage.base + k, storage.base + k, factor)
          }
        }
        denominator = common
      }
      storage.set(
        index(i, j), newValue.numerator * common.exactQuotient(by: newValue.denominator))
    }
  }

  /// The numerator of one entry over the common ``denominator``.
  public func numerator(_ i: Int, _ j: Int) -> Integer { storage.value(index(i, j)) }

  /// -1, 0 or 1: the sign of one entry.
  public func sign(_ i: Int, _ j: Int) -> Int { storage.sign(index(i, j)) }

  /// One row as a vector.
  public func row(_ i: Int) -> [Rational] { (0..<columns).map { self[i, $0] } }

  /// One column as a vector.
  public func column(_ j: Int) -> [Rational] { (0..<rows).map { self[$0, j] } }

  /// The diagonal as a vector.
  public var diagonal: [Rational] { (0..<min(rows, columns)).map { self[$0, $0] } }

  /// All entries, row by row.
  public var entries: [[Rational]] { (0..<rows).map { row($0) } }

  /// All numerators over the common ``denominator``, row by row.
  public var numerators: [[Integer]] {
    (0..<rows).map { i in (0..<columns).map { numerator(i, $0) } }
  }

  /// Whether the matrix has as many rows as columns.
  public var isSquare: Bool { rows == columns }

  /// The first pair (i, j), i < j, counted from 0, whose entries differ from those of (j, i); nil
  /// for a symmetric matrix.
  ///
  /// - Precondition: the matrix is square.
  public var firstAsymmetry: (row: Int, column: Int)? {
    precondition(isSquare, "not a square matrix")
    for i in 0..<rows {
      for j in (i + 1)..<max(columns, i + 1)
      where __gmpz_cmp(storage.base + i * columns + j, storage.base + j * columns + i) != 0 {
        return (i, j)
      }
    }
    return nil
  }

  /// Whether the matrix is square and symmetric.
  public var isSymmetric: Bool { isSquare && firstAsymmetry == nil }
}

extension RationalMatrix: Equatable {
  /// Whether two matrices have the same shape and the same entries.
  public static func == (left: RationalMatrix, right: RationalMatrix) -> Bool {
    guard left.rows == right.rows, left.columns == right.columns else { return false }
    if left.denominator == right.denominator {
      return (0..<left.storage.count).allSatisfy {
        __gmpz_cmp(left.storage.base + $0, right.storage.base + $0) == 0
      }
    }
    let a = LargeInteger()
    let b = LargeInteger()
    return left.denominator.withGMP { p in
      right.denominator.withGMP { q in
        (0..<left.storage.count).allSatisfy {
          __gmpz_mul(a.pointer, left.storage.base + $0, q)
          __gmpz_mul(b.pointer, right.storage.base + $0, p)
          return __gmpz_cmp(a.pointer, b.pointer) == 0
        }
      }
    }
  }
}

extension RationalMatrix: CustomStringConvertible {
  /// The rows, one for each line.
  public var description: String {
    entries.map { "[" + $0.map(\.description).joined(separator: ", ") + "]" }
      .joined(separator: "\n")
  }
}
