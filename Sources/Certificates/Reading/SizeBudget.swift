import Exact
import ExactJSON

/// How much memory the numbers of a certificate take once vectors and matrices are integers over
/// common denominators.
///
/// A few bytes of a file can stand for millions of bits: an exponent, or denominators without
/// common factors. So what they come to is bounded before anything is multiplied.
final class SizeBudget {
  /// The most bits that all vectors and matrices of a certificate may have together.
  static let maximumBits = 1 << 30

  private var bits = 0

  /// Counts a vector or matrix: for n numbers p_i / q_i in lowest terms n times the bits of the
  /// least common multiple of the q_i and of the largest p_i.
  ///
  /// - Throws: ``ExactJSONError`` at `node` when there are too many.
  func spend(_ numbers: [Rational], at node: ExactJSON) throws(ExactJSONError) {
    var common = Integer.one
    var widest = 0
    for number in numbers {
      widest = max(widest, number.numerator.bitWidth)
      if number.denominator == .one || number.denominator == common { continue }
      common = Integer.lcm(common, number.denominator)
      guard common.bitWidth <= Self.maximumBits / numbers.count else { throw failure(node) }
    }
    try spend(count: numbers.count, bits: common.bitWidth + widest, at: node)
  }

  /// Counts dyadic integers: the absolute value of their exponent and the bits of the largest, for
  /// each of them.
  ///
  /// - Throws: ``ExactJSONError`` at `node` when there are too many.
  func spend(
    _ integers: [Integer], exponent: Int, at node: ExactJSON
  ) throws(ExactJSONError) {
    let widest = integers.reduce(0) { max($0, $1.bitWidth) }
    try spend(count: integers.count, bits: abs(exponent) + widest, at: node)
  }

  private func spend(count: Int, bits: Int, at node: ExactJSON) throws(ExactJSONError) {
    self.bits += count * bits
    guard self.bits <= Self.maximumBits else { throw failure(node) }
  }

  private func failure(_ node: ExactJSON) -> ExactJSONError {
    node.failure(
      expected: "at most \(Self.maximumBits) bits over common denominators in all vectors and"
        + " matrices together", found: "more")
  }
}
