import Exact
import Surfaces
import Verify

/// The statements about the experiment: SARCOS and the weights of Appendix D.1.
enum ExperimentClaims {
  static let all: [any Claim] = [sarcos, weights, correctedWeights]

  /// Names of the moments that the claim about SARCOS looks for.
  static let variants = ["centred", "raw"]

  static let sarcos = StatementClaim(
    id: "sec-5-sarcos",
    statement: "on the test set of SARCOS, arms 3, 4, 5 do not satisfy C1",
    source: "Hu et al., section 5 and Appendix D.1 (there on the training set)",
    refutedBy: "signs that show C1 for torques 3, 4, 5 of the data",
    status: .refuted, mutants: [.repaired, .conditionAlwaysFails], instanceCount: 2,
    draw: { draw in
      ClaimExample([
        // 0: centred targets (standardised ones have the same signs); 1: raw targets.
        ClaimExample.number("variant", Rational(draw.index), domain: .fixed)
      ])
    },
    decide: { example, context in
      let index = example.number("variant") == .zero ? 0 : 1
      let name = variants[index]
      guard let moments = context.sarcos[name] else {
        return .undecided("the moments of SARCOS with \(name) targets are not at hand")
      }
      guard moments.xy.columns >= 6 else { return .discarded("fewer than six tasks") }
      // As printed: counted from 1. Repaired: counted from 0, on centred targets.
      let first = context.has(.repaired) ? 3 : 2
      if context.has(.repaired), index == 1 { return .discarded("the paper centres its targets") }
      guard let whole = try? Instance(moments: moments) else { return .discarded("dependent") }
      let instance = whole.restricted(to: [first, first + 1, first + 2])
      guard let signs = context.signs(instance, .one) else { return .holds }
      let g = instance.gram
      let entries = [(0, 1), (0, 2), (1, 2)].map { g.sign($0.0, $0.1) > 0 ? "+" : "-" }
      return .refuted(
        "\(name) targets of the test set: g_34, g_35, g_45 have the signs"
          + " \(entries.joined(separator: ", ")), so C1 holds with the signs \(signs)",
        ConditionVerdict.decide(instance, width: .one).certificate(instance))
    })

  private static func drawUniforms(_ draw: inout ClaimDraw) -> ClaimExample {
    let denominator = draw.choice([2, 4, 10, 97])
    return ClaimExample([
      .init(
        "m",
        rows: (0..<2).map { _ in
          [Rational(Integer(draw.integer(0...denominator)), Integer(denominator))]
        }, by: "component", nil, domain: .nonNegative)
    ])
  }

  static let weights = StatementClaim(
    id: "d1-weights",
    statement: "(min, max - min, 1 - max + min) of two uniform numbers is a point of the simplex",
    source: "Hu et al., Appendix D.1",
    refutedBy: "two numbers in [0, 1] whose weights do not sum to 1",
    status: .refuted, mutants: [.repaired],
    draw: { drawUniforms(&$0) },
    decide: { example, context in
      let m = example.vector("m")
      guard m.count == 2, m.allSatisfy({ $0.signum >= 0 && $0 <= .one }) else {
        return .discarded("not two numbers in [0, 1]")
      }
      let (low, high) = (min(m[0], m[1]), max(m[0], m[1]))
      let last = context.has(.repaired) ? .one - high : .one - high + low
      let weights = [low, high - low, last]
      let sum = weights.reduce(Rational.zero) { $0 + $1 }
      return .verify(
        sum == .one && weights.allSatisfy { $0.signum >= 0 },
        "the weights \(RationalVectors.text(weights)) have the sum \(sum)")
    })

  static let correctedWeights = StatementClaim(
    id: "d1-weights-corrected",
    statement: "(min, max - min, 1 - max) of two uniform numbers is a uniform point of the simplex",
    source: "this project, correcting Hu et al., Appendix D.1",
    refutedBy: "numbers whose weights are off the simplex, or a triangle whose area is changed",
    status: .holds, mutants: [.wrongFormula],
    draw: { draw in
      var fields = drawUniforms(&draw).fields
      fields.append(
        .init(
          "triangle",
          rows: (0..<3).map { _ in
            (0..<2).map { _ in Rational(Integer(draw.integer(0...12)), Integer(12)) }
          }, by: "vertex", "coordinate", domain: .nonNegative))
      return ClaimExample(fields)
    },
    decide: { example, context in
      let isWrong = context.has(.wrongFormula)
      func weights(_ m: [Rational]) -> [Rational] {
        let (low, high) = (min(m[0], m[1]), max(m[0], m[1]))
        return [low, high - low, isWrong ? .one - high + low : .one - high]
      }
      let m = example.vector("m")
      let corners = example.rows("triangle")
      let all = corners + [m]
      guard m.count == 2, corners.count == 3,
        all.allSatisfy({ $0.count == 2 && $0.allSatisfy { $0.signum >= 0 && $0 <= .one } })
      else { return .discarded("not numbers in [0, 1]") }
      let point = weights(m)
      guard point.reduce(Rational.zero, { $0 + $1 }) == .one, point.allSatisfy({ $0.signum >= 0 })
      else { return .refuted("\(RationalVectors.text(point)) is not on the simplex") }
      // The map is two to one, and on each half (m1 <= m2, m1 >= m2) it preserves area: uniform
      // numbers give uniform weights.
      let ordered = corners.map { [min($0[0], $0[1]), max($0[0], $0[1])] }
      let images = ordered.map { Array(weights($0).prefix(2)) }
      func area(_ p: [[Rational]]) -> Rational {
        ((p[1][0] - p[0][0]) * (p[2][1] - p[0][1]) - (p[2][0] - p[0][0]) * (p[1][1] - p[0][1]))
          .magnitude
      }
      guard area(images) == area(ordered) else {
        return .refuted("a triangle of twice the area \(area(ordered)) becomes \(area(images))")
      }
      // One to one on each half: the sorted pair is recovered.
      return .verify(
        [point[0], point[0] + point[1]] == [min(m[0], m[1]), max(m[0], m[1])],
        "the sorted numbers are not recovered")
    })
}
