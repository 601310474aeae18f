import Certificates
import Exact

/// What a checker should say of a certificate of version 2, formula by formula from the page, in
/// plain rational numbers, for small k.
package struct SlowEnclosure {
  package typealias Range = (lower: Rational, upper: Rational)

  let width: Certificate.Width
  let gram: SlowMatrix
  let q: SlowMatrix
  let point: Certificate.EnclosedPoint
  let x: [Rational]
  let r: [Rational]

  /// Whether the certificate should be verified.
  package static func accepts(_ certificate: Certificate) -> Bool {
    guard case .enclosure(let point, let evidence) = certificate.evidence,
      let enclosure = SlowEnclosure(
        point, gram: certificate.gram.entries, width: certificate.width)
    else { return false }
    if let inverse = certificate.inverse, inverse.entries != enclosure.q.rows { return false }
    return enclosure.accepts(certificate.statement, evidence)
  }

  /// The point, when what section 2 of the page asks for is true.
  package init?(
    _ point: Certificate.EnclosedPoint, gram: [[Rational]], width: Certificate.Width
  ) {
    self.width = width
    self.gram = SlowMatrix(gram)
    self.point = point
    guard self.gram.isPositiveDefinite, self.gram.rows == self.gram.transposed else { return nil }
    q = self.gram.inverse
    let size = gram.count
    let centers = Self.dyadic(point.box.centers, point.box.exponent)
    let radii = Self.dyadic(point.box.radii, point.box.exponent)
    x = Array(centers.prefix(size))
    r = Array(radii.prefix(size))
    switch point.system {
    case .values(let values, let signs):
      for (i, v) in values.enumerated() {
        let (low, high) = (centers[i].magnitude - radii[i], centers[i].magnitude + radii[i])
        guard v.signum >= 0, signs[i].magnitude == 1, radii[i].signum >= 0 else { return nil }
        if v.isZero {
          guard centers[i].isZero, radii[i].isZero else { return nil }
        } else {
          guard centers[i].signum == signs[i], low.signum > 0 else { return nil }
          guard
            radii[i].isZero ? centers[i] * centers[i] == v : low * low < v && v < high * high
          else { return nil }
        }
      }
      guard values.contains(where: { !$0.isZero }) else { return nil }
    case .weights(let weights, let level, let normalization, let preconditioner):
      let isWidthOne = width == .one
      guard weights.allSatisfy({ isWidthOne ? $0.signum >= 0 : $0.signum > 0 }),
        weights.contains(where: { !$0.isZero }), radii.allSatisfy({ $0.signum > 0 })
      else { return nil }
      let system = SlowSystem.eigenvalue(
        gram: self.gram, weights: weights, normalization: normalization)
      let matrix = preconditioner.integers.map { Self.dyadic($0, preconditioner.exponent) }
      guard system.excess(centers, radii, matrix).allSatisfy({ $0.signum < 0 }) else { return nil }
      let difference = q.scaled(level).minus(diagonal: weights).scaled(isWidthOne ? 1 : -1)
      guard difference.negativeEigenvalues == 1, !difference.determinant.isZero else { return nil }
      guard
        isWidthOne
          ? centers[size] - radii[size] > level : centers[size] + radii[size] < level
      else { return nil }
    case .meeting(let flips, let slices, let normalization, let preconditioner):
      guard !flips.isEmpty, flips.count + slices.count == size - 1,
        radii.allSatisfy({ $0.signum > 0 }),
        flips.allSatisfy({
          !$0.isEmpty && $0.count < size && $0 == Array(Set($0)).sorted()
            && $0.allSatisfy { $0 >= 1 && $0 <= size }
        })
      else { return nil }
      let system = SlowSystem.meeting(
        inverse: q, flips: flips, slices: slices, normalization: normalization)
      let matrix = preconditioner.integers.map { Self.dyadic($0, preconditioner.exponent) }
      guard system.excess(centers, radii, matrix).allSatisfy({ $0.signum < 0 }) else { return nil }
    }
  }

  package static func dyadic(_ integers: [Integer], _ exponent: Int) -> [Rational] {
    let power = Rational(Integer(2).power(abs(exponent)))
    return integers.map { exponent < 0 ? Rational($0) / power : Rational($0) * power }
  }

  package var size: Int { x.count }

  var flips: [[Int]] {
    if case .meeting(let flips, _, _, _) = point.system { return [[]] + flips }
    return [[]]
  }

  package func isSigned(_ i: Int) -> Bool { x[i].magnitude > r[i] }
  package func isZero(_ i: Int) -> Bool { x[i].isZero && r[i].isZero }
  package var areAllSigned: Bool { (0..<size).allSatisfy(isSigned) }
  var areAllKnown: Bool { (0..<size).allSatisfy { isSigned($0) || isZero($0) } }

  package func linear(_ f: [Rational]) -> Range {
    let (middle, spread) = (SlowMatrix.dot(f, x), SlowMatrix.dot(f.map(\.magnitude), r))
    return (middle - spread, middle + spread)
  }

  /// The range of u^T A u for a symmetric matrix A.
  package func quadratic(_ a: SlowMatrix) -> Range {
    let spread =
      SlowMatrix.dot(a.times(x).map { $0.magnitude * 2 }, r)
      + SlowMatrix(a.rows.map { $0.map(\.magnitude) }).form(r)
    return (a.form(x) - spread, a.form(x) + spread)
  }

  package var c: Range { quadratic(q) }

  /// The coefficients of w_i of a surface.
  func dual(_ i: Int, _ surface: Int) -> [Rational] {
    let flip = flips[surface]
    return (0..<size).map {
      flip.contains(i + 1) == flip.contains($0 + 1) ? q.rows[i][$0] : -q.rows[i][$0]
    }
  }

  package func quotient(_ i: Int, _ surface: Int = 0) -> Range {
    let w = linear(dual(i, surface))
    var all: [Rational] = []
    for a in [w.lower, w.upper] { for b in [x[i] - r[i], x[i] + r[i]] { all.append(a / b) } }
    all.sort()
    return (all[0], all[3])
  }

  /// The greatest lower bound for sin^2 that the page admits.
  package func sineSquared(_ a: Int, _ b: Int) -> Rational {
    let n = (0..<size).map { quotient($0, a) }
    let m = (0..<size).map { quotient($0, b) }
    func product(_ s: Range, _ t: Range) -> Range {
      let all = [s.lower * t.lower, s.lower * t.upper, s.upper * t.lower, s.upper * t.upper]
        .sorted()
      return (all[0], all[3])
    }
    var sum = Rational.zero
    for i in 0..<size {
      for l in i + 1..<size {
        let (s, t) = (product(n[i], m[l]), product(n[l], m[i]))
        let least = max(0, max(s.lower - t.upper, t.lower - s.upper))
        sum += least * least
      }
    }
    let norms = [n, m].map {
      $0.reduce(Rational.zero) { $0 + max($1.lower * $1.lower, $1.upper * $1.upper) }
    }
    return sum / (norms[0] * norms[1])
  }

  /// The upper end of x^T T x along a direction; nil where the sign of a coordinate is missing.
  package func curvature(_ y: [Rational]) -> Rational? {
    var result = width == .one ? q.form(y) : -q.form(y)
    for i in 0..<size where !y[i].isZero && !isZero(i) {
      guard isSigned(i) else { return nil }
      let n = quotient(i)
      result += width == .one ? -(y[i] * y[i] * n.lower) : y[i] * y[i] * n.upper
    }
    return result
  }

  /// The upper end of the form over all completions of a pattern; 0 where a sign is free.
  package func bound(_ signs: [Int]) -> Rational {
    let a = x.map(\.magnitude)
    var total = Rational.zero
    for i in 0..<size {
      for l in 0..<size {
        let entry = q.rows[i][l]
        switch (signs[i], signs[l]) {
        case (0, 0): total += entry.magnitude * (a[i] + r[i]) * (a[l] + r[l])
        case (0, _), (_, 0): break
        default:
          total += entry * a[i] * a[l] * Rational(signs[i] * signs[l])
          total += entry.magnitude * r[i] * r[l]
        }
      }
      var (field, spread) = (Rational.zero, Rational.zero)
      for l in 0..<size where signs[l] != 0 {
        field += q.rows[i][l] * a[l] * Rational(signs[l])
        spread += q.rows[i][l].magnitude * r[l]
      }
      total +=
        signs[i] == 0
        ? (a[i] + r[i]) * 2 * (field.magnitude + spread) : r[i] * 2 * field.magnitude
    }
    return total
  }

  /// Whether a full pattern is that of a surface through the point.
  package func coincides(_ signs: [Int], _ surface: Int) -> Bool {
    let own = (0..<size).map { x[$0].signum * (flips[surface].contains($0 + 1) ? -1 : 1) }
    for i in 0..<size where !isZero(i) {
      for l in 0..<size where i != l && !isZero(l) && !q.rows[i][l].isZero {
        if signs[i] * signs[l] != own[i] * own[l] { return false }
      }
    }
    return true
  }

  private func accepts(
    _ statement: Certificate.Statement, _ evidence: Certificate.EnclosureEvidence
  ) -> Bool {
    var kind = ""
    var isPositive = false
    switch point.system {
    case .values: kind = "values"
    case .weights(let weights, _, _, _):
      kind = "weights"
      isPositive = weights.allSatisfy { $0.signum > 0 }
    case .meeting: kind = "meeting"
    }
    switch (statement, evidence) {
    case (.enclosed, .existence): return true
    case (.weaklySupported, .support(.weights)), (.exposed, .support(.weights)),
      (.paretoOptimal, .optimality(.weights)):
      return kind == "weights"
    case (.supported, .support(.weights)): return kind == "weights" && isPositive
    case (.weaklySupported, .support(.drop(let p))), (.exposed, .support(.drop(let p))),
      (.paretoOptimal, .optimality(.drop(let p))):
      return kind == "values" && acceptsDrop(p, strictly: false)
    case (.supported, .support(.drop(let p))):
      return kind == "values" && acceptsDrop(p, strictly: true)
    case (.weaklySupported, .support(.zeroCoordinate(let i))):
      return kind == "values" && width == .allButOne && isZero(i - 1)
    case (.gradientsDisagree, .disagreement(let d)):
      return areAllSigned && acceptsDisagreement(d)
    case (.unsupported, .obstruction(let why)): return kind != "weights" && accepts(why)
    case (.paretoOptimal, .optimality(let why)): return kind != "weights" && accepts(why)
    case (.dominated, .dominator(let b)): return kind != "weights" && acceptsDominator(b)
    case (.unreachableParetoOptimum, .unreachableOptimum(let why, let obstruction)):
      if case .drop = why { return false }
      return kind != "weights" && accepts(why) && accepts(obstruction)
    default: return false
    }
  }

  private func acceptsDrop(_ p: Int, strictly: Bool) -> Bool {
    guard areAllSigned else { return false }
    let n = (0..<size).map { quotient($0) }
    guard n.allSatisfy({ strictly ? $0.lower.signum > 0 : $0.lower.signum >= 0 }) else {
      return false
    }
    let matrix =
      width == .one
      ? q.minus(diagonal: n.map(\.upper)) : q.minus(diagonal: n.map(\.lower)).scaled(-1)
    return matrix.block((0..<size).filter { $0 != p - 1 }).isPositiveDefinite
  }

  private func acceptsDisagreement(_ d: Certificate.Disagreement) -> Bool {
    guard d.first >= 0, d.first < d.second, d.second < flips.count else { return false }
    let f = zip(dual(d.task - 1, d.first), dual(d.task - 1, d.second)).map { $0 - $1 }
    let range = linear(f)
    guard range.lower.signum > 0 || range.upper.signum < 0 else { return false }
    guard let sine = d.sineSquared else { return true }
    return areAllSigned && sine.signum > 0 && sine <= sineSquared(d.first, d.second)
  }

  private func accepts(_ why: Certificate.EnclosedObstruction) -> Bool {
    if width == .allButOne, !areAllSigned { return false }
    switch why {
    case .disagreement(let d): return acceptsDisagreement(d)
    case .negativeWeight(let i): return isSigned(i - 1) && quotient(i - 1).upper.signum < 0
    case .zeroCoordinate(let i):
      let w = linear(q.rows[i - 1])
      return width == .one && isZero(i - 1) && (w.lower.signum > 0 || w.upper.signum < 0)
    case .negativeDirection(let y, let violation):
      guard let value = curvature(y), value.signum < 0 else { return false }
      guard let violation else { return true }
      return violation.signum > 0 && (value + violation * SlowMatrix.dot(y, y)).signum <= 0
    }
  }

  private func accepts(_ why: Certificate.EnclosedOptimality) -> Bool {
    switch why {
    case .weights: return false
    case .drop: return false
    case .exhaustive:
      guard areAllKnown, width == .allButOne, size <= 16 else { return false }
      return SlowTruth.signVectors(size).allSatisfy { signs in
        signs[0] < 0 || bound(signs) <= c.lower
          || flips.indices.contains { coincides(signs, $0) }
      }
    case .tree(let nodes):
      guard areAllKnown else { return false }
      var seen = Array(repeating: 0, count: nodes.count)
      let first = (0..<size).map { $0 == 0 ? 1 : 0 }
      return accepts(nodes, at: 0, first, &seen) && seen.allSatisfy { $0 == 1 }
    }
  }

  private func accepts(
    _ nodes: [Certificate.Node], at position: Int, _ signs: [Int], _ seen: inout [Int]
  ) -> Bool {
    guard nodes.indices.contains(position), seen[position] == 0 else { return false }
    seen[position] += 1
    switch nodes[position] {
    case .branch(let task, let plus, let minus):
      guard plus > position, minus > position, signs[task - 1] == 0 else { return false }
      for (child, sign) in [(plus, 1), (minus, -1)] {
        var fixed = signs
        fixed[task - 1] = sign
        if !accepts(nodes, at: child, fixed, &seen) { return false }
      }
      return true
    case .multipliers(let y):
      guard width == .one, y.allSatisfy({ $0.signum >= 0 }), y.contains(where: { !$0.isZero }),
        (0..<size).allSatisfy({ y[$0].isZero || signs[$0] != 0 })
      else { return false }
      let reach = (0..<size).reduce(Rational.zero) { $0 + y[$1] * (x[$1].magnitude - r[$1]) }
      return reach * reach > c.upper * gram.form(zip(y, signs).map { $0 * Rational($1) })
    case .bound: return width == .allButOne && bound(signs) <= c.lower
    case .meets(let surface):
      guard flips.indices.contains(surface), !signs.contains(0), coincides(signs, surface) else {
        return false
      }
      if width == .allButOne { return true }
      return (0..<size).allSatisfy { i in
        let f = (0..<size).map {
          q.rows[i][$0] * Rational(signs[i] * signs[$0] * x[$0].signum)
        }
        return linear(f).lower.signum >= 0
      }
    }
  }

  private func acceptsDominator(_ b: [Rational]) -> Bool {
    guard b.contains(where: { !$0.isZero }) else { return false }
    if width == .allButOne, !areAllKnown { return false }
    return (0..<size).allSatisfy { i in
      if isZero(i) { return width == .one || b[i].isZero }
      let end = width == .one ? x[i].magnitude + r[i] : x[i].magnitude - r[i]
      return width == .one
        ? b[i] * b[i] * c.lower > end * end * q.form(b)
        : b[i] * b[i] * c.upper < end * end * q.form(b)
    }
  }
}

extension SlowMatrix {
  /// The transposed matrix.
  var transposed: [[Rational]] { rows.indices.map { j in rows.map { $0[j] } } }

  /// The number of negative eigenvalues of a symmetric matrix, by the signs of the sums of its
  /// principal minors (Descartes).
  package var negativeEigenvalues: Int {
    var sums = Array(repeating: Rational.zero, count: size + 1)
    for subset in SlowMatrix.subsets(size) { sums[subset.count] += block(subset).determinant }
    let signs = sums.map(\.signum).filter { $0 != 0 }
    return zip(signs, signs.dropFirst()).filter { $0 != $1 }.count
  }
}
