import Certificates
import Exact
import TestSupport

/// Certificates for every width of small instances.
package enum WidthExamples {
  /// Instances chosen by hand: every kind of evidence, with and without zero entries.
  private static let chosen: [[[Int]]] = [
    [[3, -1, -1], [-1, 3, -1], [-1, -1, 3]],
    [[2, 1, 1], [1, 2, 1], [1, 1, 2]],
    [[1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1]],
    // With task 4 fitted, the first one.
    [[4, 0, 0, 1], [0, 4, 0, 1], [0, 0, 4, 1], [1, 1, 1, 1]],
    // All minors are non-negative.
    [[1, 1, 1, 1], [1, 2, 2, 2], [1, 2, 3, 3], [1, 2, 3, 4]],
    [[1, 1, 1, 1, 1], [1, 2, 2, 2, 2], [1, 2, 3, 3, 3], [1, 2, 3, 4, 4], [1, 2, 3, 4, 5]],
    [[5, 2, 0, -2], [2, 5, 2, 0], [0, 2, 5, 2], [-2, 0, 2, 5]],
    [[3, 1, 1, 1], [1, 3, 1, 1], [1, 1, 3, 1], [1, 1, 1, 3]],
    [[4, -1, 0, 0], [-1, 4, 0, 0], [0, 0, 3, 2], [0, 0, 2, 3]],
    // Neighbours with a minor that is zero; two parts of the tasks.
    [[4, 2, 2, 1], [2, 4, 1, 2], [2, 1, 4, 2], [1, 2, 2, 4]],
    [[2, 1, 1, 0, 0], [1, 3, 2, 0, 0], [1, 2, 4, 0, 0], [0, 0, 0, 2, 1], [0, 0, 0, 1, 2]],
  ]

  /// A random symmetric matrix of small integers that vanishes where G does.
  private static func perturbation(
    of gram: [[Rational]], using generator: inout TestGenerator
  ) -> [[Rational]] {
    let size = gram.count
    let isSparse = Bool.random(using: &generator)
    var rows = Array(repeating: Array(repeating: Rational.zero, count: size), count: size)
    for i in 0..<size {
      for j in 0...i where !isSparse || !gram[i][j].isZero {
        rows[i][j] = Rational(Int.random(in: -2...2, using: &generator))
        rows[j][i] = rows[i][j]
      }
    }
    return rows
  }

  /// A Gram matrix: chosen by hand, or random with some entries that are zero.
  private static func gram(_ number: Int, using generator: inout TestGenerator) -> [[Rational]] {
    if number < chosen.count { return chosen[number].map { $0.map { Rational($0) } } }
    return ExampleInstances.random(using: &generator).gram
  }

  /// Certificates of everything that is true of the chosen instances and some random ones.
  package static func certificates(
    instances: Int, using generator: inout TestGenerator
  ) -> [WidthCertificate] {
    var result: [WidthCertificate] = []
    for number in 0..<chosen.count + instances {
      let gram = gram(number, using: &generator)
      for width in 1..<max(gram.count, 2) {
        guard let slow = SlowWidths(gram: gram, width: width) else { continue }
        let perturbations = (0..<8).map { _ in perturbation(of: gram, using: &generator) }
        result += slow.proofs(perturbations: perturbations)
        if gram.count < 5 || width == 2 { result += slow.refutations() }
      }
    }
    for index in result.indices where index % 3 == 0 { result[index].note = "\u{e9} \"x\"\n" }
    return result
  }

  /// Certificates by the signs of neighbours, with and without a perturbation, for five and six
  /// tasks.
  package static var neighbours: [WidthCertificate] {
    func certificate(
      _ width: Int, _ gram: [[Int]], _ signs: [Int], _ perturbation: [[Int]]? = nil
    ) -> WidthCertificate {
      func matrix(_ rows: [[Int]]) -> RationalMatrix {
        RationalMatrix(rows.map { $0.map { Rational($0) } })
      }
      return WidthCertificate(
        width: width, gram: matrix(gram),
        evidence: .johnson(subsetSigns: signs, perturbation: perturbation.map(matrix)))
    }
    // Signs of farther sets do not suit (Theorem B fails).
    var result = [
      certificate(
        2,
        [
          [217, 123, 74, 18, 0], [123, 131, 30, 72, 22], [74, 30, 80, 6, -16],
          [18, 72, 6, 106, 50], [0, 22, -16, 50, 44],
        ], [1, -1, 1, 1, -1, 1, 1, 1, 1, 1]),
      // A minor of neighbours vanishes.
      certificate(
        2,
        [
          [24309, 21243, 27500, 9198, 27375], [21243, 37230, 9417, 18396, 17958],
          [27500, 9417, 59568, -2628, 48180], [9198, 18396, -2628, 15549, 8103],
          [27375, 17958, 48180, 8103, 47961],
        ], [1, -1, 1, -1, -1, 1, -1, 1, 1, -1],
        [
          [-9636, -9636, -9636, -9636, -9617], [-9636, -9636, -9636, -9636, -9636],
          [-9636, -9636, -9636, -9636, -9636], [-9636, -9636, -9636, -9636, -9636],
          [-9617, -9636, -9636, -9636, -9636],
        ]),
      // Two parts of the tasks.
      certificate(
        3,
        [
          [30, 20, 15, 0, 0], [20, 15, 12, 0, 0], [15, 12, 10, 0, 0], [0, 0, 0, 2, 1],
          [0, 0, 0, 1, 2],
        ], [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]),
    ]
    // 1 / (i + j): all minors are positive.
    for width in 2...4 {
      let gram = RationalMatrix(
        (1...6).map { i in (1...6).map { Rational(1, Integer(i + $0)) } })
      let sets = WidthCertificate.subsetCount(tasks: 6, width: width) ?? 0
      let signs = Array(repeating: 1, count: sets)
      result.append(
        WidthCertificate(
          width: width, gram: gram, evidence: .johnson(subsetSigns: signs, perturbation: nil)))
    }
    return result
  }

  /// A few words for the kind of evidence.
  package static func kind(_ certificate: WidthCertificate) -> String {
    switch certificate.evidence {
    case .subsetSigns: return "signs"
    case .johnson(_, nil): return "johnson"
    case .johnson: return "perturbation"
    case .minor(let contracted, let kept, .frustratedCycle):
      return "cycle \(contracted.count) \(kept.count)"
    case .minor(let contracted, let kept, .unreachableOptimum):
      return "minor \(contracted.count) \(kept.count)"
    }
  }
}
