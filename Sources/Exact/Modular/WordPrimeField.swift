import CGMP

/// Arithmetic modulo a number p = 2^60 - c with small c, in Montgomery form: the residue a is held
/// as a 2^64 mod p.
///
/// P. L. Montgomery, "Modular multiplication without trial division", Math. Comp. 44 (1985). The
/// moduli are primes, but nothing here is wrong for a composite one: ``inverse(of:)`` checks its
/// result.
struct WordPrimeField {
  /// The modulus.
  let modulus: UInt
  /// -1/p modulo 2^64.
  private let negatedInverse: UInt
  /// 2^128 modulo p.
  private let squaredRadix: UInt
  /// One, in Montgomery form.
  let one: UInt

  init(modulus: UInt) {
    self.modulus = modulus
    // Newton's iteration doubles the number of correct low bits; an odd number is its own inverse
    // modulo 8.
    var inverse = modulus
    for _ in 0..<5 { inverse = inverse &* (2 &- modulus &* inverse) }
    negatedInverse = 0 &- inverse
    let radix = modulus.dividingFullWidth((1, 0)).remainder
    let (high, low) = radix.multipliedFullWidth(by: radix)
    squaredRadix = modulus.dividingFullWidth((high, low)).remainder
    one = radix
  }

  /// The largest primes below 2^60, in falling order.
  ///
  /// - Complexity: about 20 candidates are tested for each prime.
  static func moduli(_ count: Int) -> [UInt] {
    if count <= firstModuli.count { return Array(firstModuli[..<count]) }
    return searchModuli(count)
  }

  /// The first moduli, found once.
  static let firstModuli = searchModuli(64)

  private static func searchModuli(_ count: Int) -> [UInt] {
    var result: [UInt] = []
    var candidate = Integer.one.shiftedLeft(60) - 1
    while result.count < count {
      if candidate.withGMP({ __gmpz_probab_prime_p($0, 10) }) != 0, let word = candidate.word {
        result.append(UInt(word))
      }
      candidate -= 2
    }
    return result
  }

  /// Divides a number below 2^128 by 2^64 modulo p.
  @inline(__always)
  func reduce(_ value: UInt128) -> UInt {
    // high = t 2^60 + rest is t (2^60 - p) + rest modulo p, which is below 2^60 + 16 c.
    let high = UInt(truncatingIfNeeded: value >> 64)
    let low = UInt(truncatingIfNeeded: value)
    let folded = (high & ((1 << 60) - 1)) &+ (high >> 60) &* ((1 << 60) &- modulus)
    let factor = low &* negatedInverse
    let carry = factor.multipliedFullWidth(by: modulus).high
    // The low halves cancel and carry one unless they are zero.
    var result = folded &+ carry &+ (low == 0 ? 0 : 1)
    result = min(result, result &- modulus)
    return min(result, result &- modulus)
  }

  /// The Montgomery form of a residue below p.
  @inline(__always)
  func form(_ residue: UInt) -> UInt { multiply(residue, squaredRadix) }

  /// The residue, below p, of a Montgomery form.
  @inline(__always)
  func residue(_ form: UInt) -> UInt { reduce(UInt128(form)) }

  /// The Montgomery form of an integer of any size.
  @inline(__always)
  func form(_ value: UnsafePointer<__mpz_struct>) -> UInt {
    value.pointee._mp_size == 0 ? 0 : form(__gmpz_fdiv_ui(value, modulus))
  }

  /// The product.
  @inline(__always)
  func multiply(_ a: UInt, _ b: UInt) -> UInt { reduce(UInt128(a) &* UInt128(b)) }

  /// The difference.
  @inline(__always)
  func subtract(_ a: UInt, _ b: UInt) -> UInt { a >= b ? a - b : a &- b &+ modulus }

  /// The inner product of two arrays.
  ///
  /// 256 products below 2^120 are summed before each reduction.
  @inline(__always)
  func dot(_ a: UnsafePointer<UInt>, _ b: UnsafePointer<UInt>, count: Int) -> UInt {
    var total: UInt = 0
    var start = 0
    while start < count {
      let end = min(count, start + 256)
      var first: UInt128 = 0
      var second: UInt128 = 0
      var k = start
      while k + 1 < end {
        first &+= UInt128(a[k]) &* UInt128(b[k])
        second &+= UInt128(a[k + 1]) &* UInt128(b[k + 1])
        k += 2
      }
      if k < end { first &+= UInt128(a[k]) &* UInt128(b[k]) }
      total &+= reduce(first &+ second)
      if total >= modulus { total &-= modulus }
      start = end
    }
    return total
  }

  /// The inverse, or nil when there is none.
  func inverse(of value: UInt) -> UInt? {
    // value^(p - 2) by Fermat's theorem.
    var result = one
    var base = value
    var exponent = modulus - 2
    while exponent != 0 {
      if exponent & 1 == 1 { result = multiply(result, base) }
      base = multiply(base, base)
      exponent >>= 1
    }
    return multiply(result, value) == one ? result : nil
  }
}
