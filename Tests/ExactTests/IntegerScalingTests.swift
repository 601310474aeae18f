import Testing

@testable import Exact

@Suite struct IntegerScalingTests {
  @Test func mantissasReconstruct() {
    for value in [0, 1, -1, 3, 255, -1_000_003, Int.max, Int.min] {
      let (mantissa, exponent) = Integer(value).mantissaAndExponent
      #expect(value == 0 ? mantissa == 0 : (0.5..<1).contains(abs(mantissa)))
      let back = Integer(rounding: mantissa, timesTwoToThe: exponent)
      // A mantissa has 53 bits.
      #expect(back.map { ($0 - Integer(value)).magnitude <= Integer(1 << 10) } == true)
    }
    let large = Integer(10).power(500)
    #expect(large.mantissaAndExponent.exponent == large.bitWidth)
  }

  @Test func roundingGoesToTheNearest() {
    for numerator in -40...40 {
      let value = Double(numerator) / 8
      let expected = Integer(Int(value.rounded()))
      #expect(Integer(rounding: value, timesTwoToThe: 0) == expected)
      #expect(Integer(rounding: Double(numerator), timesTwoToThe: -3) == expected)
      #expect(Integer(numerator).roundedShiftRight(3) == expected)
    }
    #expect(Integer(rounding: 3, timesTwoToThe: 200) == Integer(3).shiftedLeft(200))
    #expect(Integer(rounding: 3, timesTwoToThe: -200) == .zero)
    #expect(Integer(rounding: .leastNonzeroMagnitude, timesTwoToThe: 1074) == 1)
    #expect(Integer(rounding: .nan, timesTwoToThe: 0) == nil)
    #expect(Integer(rounding: .infinity, timesTwoToThe: 0) == nil)
    #expect(Integer(rounding: 1, timesTwoToThe: Int.max) == nil)
    #expect(Integer(rounding: 1, timesTwoToThe: 1 << 21) == nil)
  }
}
