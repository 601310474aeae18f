import CGMP

/// An integer of any size that never rounds and never overflows.
///
/// Values that fit in one machine word are stored inline and handled by checked machine
/// arithmetic; larger ones live in an immutable GMP number. The representation is canonical
/// (a value is stored large if and only if it does not fit `Int`), so equality and hashing
/// compare representations directly. A value may be shared freely between threads.
public struct Integer: Sendable {
  /// The value when it fits a machine word; meaningless while `large` is set.
  @usableFromInline let small: Int
  /// The value when it does not fit a machine word.
  @usableFromInline let large: LargeInteger?

  /// Creates the integer with the value of a machine word.
  @inlinable public init(_ value: Int) {
    small = value
    large = nil
  }

  /// Adopts a freshly computed GMP number, demoting it when it fits a machine word.
  init(adopting storage: LargeInteger) {
    if __gmpz_fits_slong_p(storage.pointer) != 0 {
      small = __gmpz_get_si(storage.pointer)
      large = nil
    } else {
      small = 0
      large = storage
    }
  }

  /// Copies a GMP number that somebody else owns.
  init(copying source: UnsafePointer<__mpz_struct>) {
    if __gmpz_fits_slong_p(source) != 0 {
      small = __gmpz_get_si(source)
      large = nil
    } else {
      small = 0
      large = LargeInteger(copying: source)
    }
  }

  /// The integer zero.
  public static let zero = Integer(0)
  /// The integer one.
  public static let one = Integer(1)

  /// Computes a value by letting `body` write into a new GMP number.
  package static func computed(_ body: (UnsafeMutablePointer<__mpz_struct>) -> Void) -> Integer {
    let result = LargeInteger()
    body(result.pointer)
    return Integer(adopting: result)
  }

  /// Lends the value to `body` as a read-only GMP number, without allocating for small values.
  @inline(__always)
  package func withGMP<R>(_ body: (UnsafePointer<__mpz_struct>) -> R) -> R {
    if let large { return withExtendedLifetime(large) { body(large.pointer) } }
    var limb = small.magnitude
    let size: Int32 = small == 0 ? 0 : (small < 0 ? -1 : 1)
    return withUnsafeMutablePointer(to: &limb) { limb in
      var view = __mpz_struct()
      view._mp_alloc = 1
      view._mp_size = size
      view._mp_d = limb
      return withUnsafePointer(to: &view) { body($0) }
    }
  }
}

/// The heap storage of a large ``Integer``: one GMP number, never changed once it is shared.
@usableFromInline final class LargeInteger: @unchecked Sendable {
  let pointer: UnsafeMutablePointer<__mpz_struct>

  init() {
    pointer = .allocate(capacity: 1)
    __gmpz_init(pointer)
  }

  init(copying source: UnsafePointer<__mpz_struct>) {
    pointer = .allocate(capacity: 1)
    __gmpz_init_set(pointer, source)
  }

  deinit {
    __gmpz_clear(pointer)
    pointer.deallocate()
  }
}

extension Integer: ExpressibleByIntegerLiteral {
  /// Creates the integer from a literal in source code.
  @inlinable public init(integerLiteral value: Int) { self.init(value) }
}

extension Integer: Hashable, Comparable {
  /// Whether two integers are the same number.
  public static func == (left: Integer, right: Integer) -> Bool {
    switch (left.large, right.large) {
    case (nil, nil): return left.small == right.small
    case (let a?, let b?): return a === b || __gmpz_cmp(a.pointer, b.pointer) == 0
    default: return false
    }
  }

  /// Whether the first integer is smaller.
  public static func < (left: Integer, right: Integer) -> Bool {
    if left.large == nil && right.large == nil { return left.small < right.small }
    return left.withGMP { a in right.withGMP { b in __gmpz_cmp(a, b) < 0 } }
  }

  /// Feeds the value into a hasher.
  public func hash(into hasher: inout Hasher) {
    guard let large else {
      hasher.combine(small)
      return
    }
    let size = large.pointer.pointee._mp_size
    hasher.combine(size)
    hasher.combine(
      bytes: UnsafeRawBufferPointer(
        start: large.pointer.pointee._mp_d, count: Int(size.magnitude) * MemoryLayout<UInt>.size))
  }
}

extension Integer {
  /// -1, 0 or 1: the sign of the value.
  public var signum: Int {
    if let large { return large.pointer.pointee._mp_size < 0 ? -1 : 1 }
    return small.signum()
  }

  /// Whether the value is zero.
  @inlinable public var isZero: Bool { large == nil && small == 0 }

  /// Whether the value is odd.
  public var isOdd: Bool { withGMP { $0.pointee._mp_size != 0 && $0.pointee._mp_d[0] & 1 == 1 } }

  /// The absolute value.
  public var magnitude: Integer { signum < 0 ? -self : self }

  /// The number of bits of the absolute value; 0 for zero.
  public var bitWidth: Int { isZero ? 0 : withGMP { __gmpz_sizeinbase($0, 2) } }

  /// The value as a machine word, or nil when it does not fit one.
  @inlinable public var word: Int? { large == nil ? small : nil }

  /// The negated value.
  public static prefix func - (value: Integer) -> Integer {
    if value.large == nil, value.small != Int.min { return Integer(-value.small) }
    return value.withGMP { a in computed { __gmpz_neg($0, a) } }
  }

  /// The sum.
  public static func + (left: Integer, right: Integer) -> Integer {
    if left.large == nil && right.large == nil {
      let (sum, overflow) = left.small.addingReportingOverflow(right.small)
      if !overflow { return Integer(sum) }
    }
    return left.withGMP { a in right.withGMP { b in computed { __gmpz_add($0, a, b) } } }
  }

  /// The difference.
  public static func - (left: Integer, right: Integer) -> Integer {
    if left.large == nil && right.large == nil {
      let (difference, overflow) = left.small.subtractingReportingOverflow(right.small)
      if !overflow { return Integer(difference) }
    }
    return left.withGMP { a in right.withGMP { b in computed { __gmpz_sub($0, a, b) } } }
  }

  /// The product.
  public static func * (left: Integer, right: Integer) -> Integer {
    if left.large == nil && right.large == nil {
      let (product, overflow) = left.small.multipliedReportingOverflow(by: right.small)
      if !overflow { return Integer(product) }
    }
    return left.withGMP { a in right.withGMP { b in computed { __gmpz_mul($0, a, b) } } }
  }

  /// Adds in place.
  public static func += (left: inout Integer, right: Integer) { left = left + right }
  /// Subtracts in place.
  public static func -= (left: inout Integer, right: Integer) { left = left - right }
  /// Multiplies in place.
  public static func *= (left: inout Integer, right: Integer) { left = left * right }

  /// The quotient rounded towards zero and the remainder with the sign of the dividend.
  ///
  /// - Precondition: `divisor` is not zero.
  public func quotientAndRemainder(
    dividingBy divisor: Integer
  ) -> (quotient: Integer, remainder: Integer) {
    precondition(!divisor.isZero, "division by zero")
    if let a = word, let b = divisor.word, !(a == Int.min && b == -1) {
      return (Integer(a / b), Integer(a % b))
    }
    let quotient = LargeInteger()
    let remainder = LargeInteger()
    withGMP { a in
      divisor.withGMP { b in __gmpz_tdiv_qr(quotient.pointer, remainder.pointer, a, b) }
    }
    return (Integer(adopting: quotient), Integer(adopting: remainder))
  }

  /// The quotient rounded towards minus infinity.
  ///
  /// - Precondition: `divisor` is not zero.
  public func floorQuotient(by divisor: Integer) -> Integer {
    precondition(!divisor.isZero, "division by zero")
    return withGMP { a in divisor.withGMP { b in Self.computed { __gmpz_fdiv_q($0, a, b) } } }
  }

  /// The quotient of a division that is known to leave no remainder.
  ///
  /// - Precondition: `divisor` is not zero and divides the value.
  public func exactQuotient(by divisor: Integer) -> Integer {
    precondition(!divisor.isZero, "division by zero")
    if let a = word, let b = divisor.word, b != -1 { return Integer(a / b) }
    return withGMP { a in divisor.withGMP { b in Self.computed { __gmpz_divexact($0, a, b) } } }
  }

  /// The greatest common divisor, never negative; `gcd(0, 0)` is 0.
  public static func gcd(_ left: Integer, _ right: Integer) -> Integer {
    if left.large == nil && right.large == nil {
      var a = left.small.magnitude
      var b = right.small.magnitude
      while b != 0 { (a, b) = (b, a % b) }
      if a <= UInt(Int.max) { return Integer(Int(a)) }
    }
    return left.withGMP { a in right.withGMP { b in computed { __gmpz_gcd($0, a, b) } } }
  }

  /// The least common multiple, never negative; 0 when either is 0.
  public static func lcm(_ left: Integer, _ right: Integer) -> Integer {
    if left.isZero || right.isZero { return .zero }
    return (left.exactQuotient(by: gcd(left, right)) * right).magnitude
  }

  /// The value raised to a non-negative power.
  public func power(_ exponent: Int) -> Integer {
    precondition(exponent >= 0, "negative exponent")
    return withGMP { a in Self.computed { __gmpz_pow_ui($0, a, UInt(exponent)) } }
  }

  /// The value times 2 to the power `bits`.
  public func shiftedLeft(_ bits: Int) -> Integer {
    precondition(bits >= 0, "negative shift")
    return withGMP { a in Self.computed { __gmpz_mul_2exp($0, a, UInt(bits)) } }
  }

  /// The value divided by 2 to the power `bits`, rounded towards minus infinity.
  public func shiftedRight(_ bits: Int) -> Integer {
    precondition(bits >= 0, "negative shift")
    return withGMP { a in Self.computed { __gmpz_fdiv_q_2exp($0, a, UInt(bits)) } }
  }

  /// The largest integer whose square does not exceed the value.
  ///
  /// - Precondition: the value is not negative.
  public var squareRoot: Integer {
    precondition(signum >= 0, "square root of a negative number")
    return withGMP { a in Self.computed { __gmpz_sqrt($0, a) } }
  }

  /// The square root when the value is a perfect square, otherwise nil.
  public var exactSquareRoot: Integer? {
    guard signum >= 0 else { return nil }
    let root = squareRoot
    return root * root == self ? root : nil
  }
}

extension Integer: CustomStringConvertible {
  /// The value in decimal digits.
  public var description: String {
    guard large != nil else { return String(small) }
    return withGMP { a in
      let capacity = __gmpz_sizeinbase(a, 10) + 2
      return String(unsafeUninitializedCapacity: capacity) { buffer in
        buffer.withMemoryRebound(to: CChar.self) { text in
          _ = __gmpz_get_str(text.baseAddress, 10, a)
          return text.firstIndex(of: 0) ?? 0
        }
      }
    }
  }

  /// Creates the integer from decimal digits with an optional leading minus.
  ///
  /// Returns nil unless the text matches `-?[0-9]+` in ASCII. Any length is accepted; the limits
  /// of the file formats are enforced by ``Rational/init(literal:)``.
  public init?(decimal text: some StringProtocol) {
    var digits = Array(text.utf8)
    let negative = digits.first == UInt8(ascii: "-")
    let body = negative ? digits[1...] : digits[...]
    guard !body.isEmpty, body.allSatisfy({ $0 >= 48 && $0 <= 57 }) else { return nil }
    if let value = digits.count <= 18 ? Int(text) : nil {
      self.init(value)
      return
    }
    digits.append(0)
    let storage = LargeInteger()
    let status = digits.withUnsafeBufferPointer { buffer in
      buffer.withMemoryRebound(to: CChar.self) {
        __gmpz_set_str(storage.pointer, $0.baseAddress, 10)
      }
    }
    guard status == 0 else { return nil }
    self.init(adopting: storage)
  }
}

extension Integer {
  /// Divides a vector by the greatest common divisor of its entries.
  ///
  /// The direction, signs included, is kept. A zero vector is returned unchanged.
  public static func primitive(_ vector: [Integer]) -> [Integer] {
    var divisor = Integer.zero
    for entry in vector {
      divisor = gcd(divisor, entry)
      if divisor == .one { return vector }
    }
    return divisor.isZero ? vector : vector.map { $0.exactQuotient(by: divisor) }
  }

  /// The inner product of two vectors of the same length.
  public static func dot(_ left: [Integer], _ right: [Integer]) -> Integer {
    precondition(left.count == right.count, "vectors of different lengths")
    var sum = 0
    var index = 0
    while index < left.count, let a = left[index].word, let b = right[index].word {
      let (product, tooLarge) = a.multipliedReportingOverflow(by: b)
      let (next, overflow) = sum.addingReportingOverflow(product)
      if tooLarge || overflow { break }
      sum = next
      index += 1
    }
    if index == left.count { return Integer(sum) }
    let total = LargeInteger()
    __gmpz_set_si(total.pointer, sum)
    while index < left.count {
      left[index].withGMP { a in right[index].withGMP { b in __gmpz_addmul(total.pointer, a, b) } }
      index += 1
    }
    return Integer(adopting: total)
  }
}
