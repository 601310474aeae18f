import Foundation
import Testing
@testable import Randomness

@Suite struct CounterGeneratorTests {
  /// The known answers that come with Random123 (kat_vectors, philox4x64 10).
  @Test func publishedVectors() {
    let ones = UInt64.max
    let zero = CounterGenerator.block(counter: (0, 0, 0, 0), key: (0, 0))
    #expect(
      zero == (
        0x1655_4d9e_ca36_314c, 0xdb20_fe9d_672d_0fdc, 0xd7e7_72ce_e186_176b,
        0x7e68_b68a_ec7b_a23b
      ))
    let full = CounterGenerator.block(counter: (ones, ones, ones, ones), key: (ones, ones))
    #expect(
      full == (
        0x87b0_92c3_013f_e90b, 0x438c_3c67_be8d_0224, 0x9cc7_d7c6_9cd7_77b6,
        0xa09c_aebf_594f_0ba0
      ))
    let pi = CounterGenerator.block(
      counter: (
        0x243f_6a88_85a3_08d3, 0x1319_8a2e_0370_7344, 0xa409_3822_299f_31d0,
        0x082e_fa98_ec4e_6c89
      ), key: (0x4528_21e6_38d0_1377, 0xbe54_66cf_34e9_0c6c))
    #expect(
      pi == (
        0xa528_f454_03e6_1d95, 0x38c7_2dbd_566e_9788, 0xa5a1_610e_72fd_18b5,
        0x57bd_43b5_e52b_7fe6
      ))
  }

  @Test func drawsDependOnTheKeyAlone() {
    func draws(_ seed: UInt64, _ stream: String, _ index: UInt64) -> [UInt64] {
      var generator = CounterGenerator(seed: seed, stream: stream, index: index)
      return (0..<9).map { _ in generator.next() }
    }
    #expect(draws(1, "a", 2) == draws(1, "a", 2))
    #expect(draws(1, "a", 2) != draws(2, "a", 2))
    #expect(draws(1, "a", 2) != draws(1, "b", 2))
    #expect(draws(1, "a", 2) != draws(1, "a", 3))
    var keyed = CounterGenerator(seed: 7, stream: 123, index: 6)
    for _ in 0..<20 { _ = keyed.next() }
    #expect(keyed.next() == CounterGenerator.block(counter: (5, 6, 0, 0), key: (7, 123)).0)
  }

  @Test func logarithmAgreesWithTheLibrary() {
    var generator = CounterGenerator(seed: 3, stream: "logarithm", index: 0)
    for round in 0..<20_000 {
      let magnitude = Double(
        sign: .plus, exponent: generator.integer(in: -1070...1023),
        significand: 1 + generator.uniform())
      let x = round.isMultiple(of: 2) ? magnitude : generator.positiveUniform()
      let expected = log(x)
      let error = abs(RandomFunctions.logarithm(x) - expected)
      #expect(error <= 4e-16 * max(abs(expected), 1), "ln \(x)")
    }
    #expect(RandomFunctions.logarithm(1) == 0)
  }

  @Test func exponentialAgreesWithTheLibrary() {
    var generator = CounterGenerator(seed: 4, stream: "exponential", index: 0)
    for _ in 0..<20_000 {
      let x = generator.uniform(from: -700, to: 700) * (generator.sign() > 0 ? 1 : 0.001)
      let expected = exp(x)
      let error = abs(RandomFunctions.exponential(x) - expected)
      #expect(error <= 4e-16 * max(abs(x), 1) * expected, "exp \(x)")
    }
    #expect(RandomFunctions.exponential(0) == 1)
    #expect(RandomFunctions.exponential(-1e300) == 0)
  }

  /// Mean and variance of a Gamma number are its shape, that of its logarithm for shape 1 is
  /// minus Euler's constant.
  @Test func gammaNumbers() {
    for shape in [0.2, 1.0, 4.5] {
      var generator = CounterGenerator(seed: 6, stream: "gamma \(shape)", index: 0)
      let count = 50_000.0
      var sums = (first: 0.0, second: 0.0, logarithm: 0.0)
      for _ in 0..<Int(count) {
        let logarithm = generator.gammaLogarithm(shape)
        let x = exp(logarithm)
        sums.first += x
        sums.second += (x - shape) * (x - shape)
        sums.logarithm += logarithm
      }
      #expect(abs(sums.first / count - shape) < 5 * (shape / count).squareRoot())
      // The fourth central moment is 3 a^2 + 6 a.
      let spread = ((2 * shape * shape + 6 * shape) / count).squareRoot()
      #expect(abs(sums.second / count - shape) < 5 * spread)
      if shape == 1 {
        #expect(abs(sums.logarithm / count + 0.577_215_665) < 5 * 1.2826 / count.squareRoot())
      }
    }
  }

  @Test func momentsOfTheDistributions() {
    var generator = CounterGenerator(seed: 11, stream: "moments", index: 0)
    let count = 200_000
    var sums = (normal: 0.0, square: 0.0, fourth: 0.0, exponential: 0.0, uniform: 0.0)
    var signs = 0
    for _ in 0..<count {
      let z = generator.normal()
      sums.normal += z
      sums.square += z * z
      sums.fourth += z * z * z * z
      sums.exponential += generator.exponential()
      let u = generator.uniform()
      #expect(u >= 0 && u < 1)
      sums.uniform += u
      signs += generator.sign()
    }
    let n = Double(count)
    // Five standard errors each.
    #expect(abs(sums.normal / n) < 5 / n.squareRoot())
    #expect(abs(sums.square / n - 1) < 5 * (2 / n).squareRoot())
    #expect(abs(sums.fourth / n - 3) < 5 * (96 / n).squareRoot())
    #expect(abs(sums.exponential / n - 1) < 5 / n.squareRoot())
    #expect(abs(sums.uniform / n - 0.5) < 5 * (1 / (12 * n)).squareRoot())
    #expect(abs(Double(signs) / n) < 5 / n.squareRoot())
  }

  @Test func integersCoverTheirRange() {
    var generator = CounterGenerator(seed: 5, stream: "integers", index: 0)
    var counts = Array(repeating: 0, count: 7)
    for _ in 0..<70_000 { counts[generator.integer(below: 7)] += 1 }
    #expect(counts.allSatisfy { abs($0 - 10_000) < 500 })
    var seen: Set<Int> = []
    for _ in 0..<1000 { seen.insert(generator.integer(in: -2...2)) }
    #expect(seen == [-2, -1, 0, 1, 2])
    #expect(generator.integer(in: 4...4) == 4)
    for _ in 0..<100 {
      let huge = generator.integer(below: Int.max)
      #expect(huge >= 0 && huge < Int.max)
      #expect(Set(generator.permutation(5)) == Set(0..<5))
      let fraction = generator.smallRational(size: 3, denominators: 4)
      #expect(fraction.magnitude <= 3)
    }
  }

  /// Each coordinate of a uniform point of the simplex has P(x > t) = (1 - t)^(k-1).
  @Test func simplexPointsAreUniform() {
    var generator = CounterGenerator(seed: 9, stream: "simplex", index: 0)
    for k in 1...5 {
      let count = 20_000
      var above = Array(repeating: 0, count: k)
      for _ in 0..<count {
        let point = generator.simplexPoint(k)
        #expect(point.count == k && point.allSatisfy { $0 >= 0 })
        #expect(abs(point.reduce(0, +) - 1) < 1e-15)
        for (i, x) in point.enumerated() where x > 0.3 { above[i] += 1 }
      }
      let p = pow(0.7, Double(k - 1))
      let error = 5 * (p * (1 - p) / Double(count)).squareRoot() + 1e-12
      #expect(above.allSatisfy { abs(Double($0) / Double(count) - p) <= error })
    }
  }
}
