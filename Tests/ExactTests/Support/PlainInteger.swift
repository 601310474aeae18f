/// Signed integers of any size by schoolbook arithmetic on decimal digits: the slow second way
/// that ``Integer`` is compared with.
struct PlainInteger: Equatable, CustomStringConvertible {
  /// Decimal digits, the lowest first, without leading zeros; empty for zero.
  private var digits: [Int]
  private var negative: Bool

  private init(_ digits: [Int], _ negative: Bool) {
    var trimmed = digits
    while trimmed.last == 0 { trimmed.removeLast() }
    self.digits = trimmed
    self.negative = negative && !trimmed.isEmpty
  }

  init(_ text: String) {
    let body = text.hasPrefix("-") ? text.dropFirst() : text[...]
    self.init(body.reversed().map { $0.wholeNumberValue ?? 0 }, text.hasPrefix("-"))
  }

  var description: String {
    digits.isEmpty ? "0" : (negative ? "-" : "") + digits.reversed().map(String.init).joined()
  }

  private static func isLess(_ a: [Int], _ b: [Int]) -> Bool {
    if a.count != b.count { return a.count < b.count }
    for i in a.indices.reversed() where a[i] != b[i] { return a[i] < b[i] }
    return false
  }

  private static func sum(_ a: [Int], _ b: [Int]) -> [Int] {
    var result: [Int] = []
    var carry = 0
    for i in 0..<max(a.count, b.count) + 1 {
      let total = (i < a.count ? a[i] : 0) + (i < b.count ? b[i] : 0) + carry
      result.append(total % 10)
      carry = total / 10
    }
    return result
  }

  /// a - b for a >= b.
  private static func difference(_ a: [Int], _ b: [Int]) -> [Int] {
    var result: [Int] = []
    var borrow = 0
    for i in a.indices {
      var digit = a[i] - (i < b.count ? b[i] : 0) - borrow
      borrow = digit < 0 ? 1 : 0
      if digit < 0 { digit += 10 }
      result.append(digit)
    }
    return result
  }

  static prefix func - (a: Self) -> Self { Self(a.digits, !a.negative) }

  static func + (a: Self, b: Self) -> Self {
    if a.negative == b.negative { return Self(sum(a.digits, b.digits), a.negative) }
    if isLess(a.digits, b.digits) { return Self(difference(b.digits, a.digits), b.negative) }
    return Self(difference(a.digits, b.digits), a.negative)
  }

  static func - (a: Self, b: Self) -> Self { a + -b }

  static func * (a: Self, b: Self) -> Self {
    var result = Array(repeating: 0, count: a.digits.count + b.digits.count + 1)
    for (i, x) in a.digits.enumerated() {
      var carry = 0
      for (j, y) in b.digits.enumerated() {
        let total = result[i + j] + x * y + carry
        result[i + j] = total % 10
        carry = total / 10
      }
      var position = i + b.digits.count
      while carry > 0 {
        let total = result[position] + carry
        result[position] = total % 10
        carry = total / 10
        position += 1
      }
    }
    return Self(result, a.negative != b.negative)
  }

  static func < (a: Self, b: Self) -> Bool { (a - b).negative }
}
