import Exact

/// A sign pattern of which some signs are fixed, s_1 = 1 among them, with an upper end over a box
/// of a quadratic form that is updated in O(k) for each sign.
///
/// With q_il the numerators of Q, X_i = |x_i| the magnitudes of the centers, r_i the radii and S
/// the fixed tasks, every completion s of the pattern has, over the box,
///
///     sum q_il s_i s_l |u_i| |u_l|  <=  sum_{i in S} (s_i X_i f_i + r_i (2 |f_i| + g_i))
///                                     + sum_{l not in S} (X_l + r_l) (2 |f_l| + 2 g_l + h_l) ,
///
/// where f_l = sum_{i in S} q_li s_i X_i, g_l = sum_{i in S} |q_li| r_i and
/// h_l = sum_{m not in S} |q_lm| (X_m + r_m).
struct EnclosedPattern: FixedSigns {
  /// 1 and -1 for the fixed signs, 0 for the others.
  private(set) var signs: [Int]
  /// The numbers f: where all signs are fixed, the middle of (Q (s*|u|))_l.
  private(set) var fields: [Integer]
  /// The numbers g: where all signs are fixed, the radius of (Q (s*|u|))_l.
  private(set) var spreads: [Integer]
  /// The numbers h.
  private var frees: [Integer]
  private let enclosure: CheckedEnclosure

  /// The pattern in which only s_1 = 1 is fixed.
  init(_ enclosure: CheckedEnclosure) {
    self = EnclosedPattern(empty: enclosure).fixing(0, to: 1)
  }

  /// The pattern in which nothing is fixed.
  private init(empty enclosure: CheckedEnclosure) {
    self.enclosure = enclosure
    let size = enclosure.size
    signs = Array(repeating: 0, count: size)
    fields = Array(repeating: .zero, count: size)
    spreads = fields
    let greatest = (0..<size).map(enclosure.greatest)
    frees = enclosure.form.map { Integer.dot($0.map(\.magnitude), greatest) }
  }

  /// The pattern with one more sign fixed.
  func fixing(_ task: Int, to sign: Int) -> EnclosedPattern {
    var result = self
    result.signs[task] = sign
    let center = enclosure.centers[task].magnitude
    let radius = enclosure.radii[task]
    for (l, entry) in enclosure.form[task].enumerated() where !entry.isZero {
      let field = entry * center
      result.fields[l] = sign < 0 ? fields[l] - field : fields[l] + field
      result.spreads[l] += entry.magnitude * radius
      result.frees[l] -= entry.magnitude * (center + radius)
    }
    return result
  }

  /// The upper end, times the denominator of Q.
  var bound: Integer {
    var result = Integer.zero
    for i in signs.indices {
      let field = fields[i].magnitude + fields[i].magnitude
      if signs[i] == 0 {
        let spread = spreads[i] + spreads[i] + frees[i]
        result += enclosure.greatest(i) * (field + spread)
      } else {
        let middle = enclosure.centers[i].magnitude * fields[i]
        result += signs[i] < 0 ? -middle : middle
        result += enclosure.radii[i] * (field + spreads[i])
      }
    }
    return result
  }
}

/// A sign pattern of which some signs are fixed.
protocol FixedSigns {
  /// 1 and -1 for the fixed signs, 0 for the others.
  var signs: [Int] { get }
  /// The pattern with one more sign fixed.
  func fixing(_ task: Int, to sign: Int) -> Self
}

extension PartialPattern: FixedSigns {}
