import Certificates
import Exact
import TestSupport

/// Points enclosed in boxes, made by bisection and Newton's iteration in rational numbers, and
/// certificates about them, true ones and others.
package enum EnclosureExamples {
  /// Points given by values: the box is 2^-bits wide, or a point where the root is exact.
  package static func values(
    _ values: [Rational], signs: [Int], bits: Int, isExact: Bool = true
  ) -> Certificate.EnclosedPoint {
    var centers: [Integer] = []
    var radii: [Integer] = []
    for (value, sign) in zip(values, signs) {
      let scaled = value * Rational(Integer(4).power(bits))
      let floor = scaled.numerator.floorQuotient(by: scaled.denominator).squareRoot
      let isRoot = Rational(floor * floor) == scaled
      let center = isRoot ? floor * 2 : floor * 2 + 1
      centers.append(sign < 0 ? -center : center)
      radii.append(value.isZero || isRoot && isExact ? 0 : 1)
    }
    let box = Certificate.Box(exponent: -bits - 1, centers: centers, radii: radii)
    return Certificate.EnclosedPoint(system: .values(values, signs: signs), box: box)
  }

  /// The only optimum of weights, by bisection of the eigenvalue; nil where no level or no box is
  /// found.
  package static func weights(
    _ weights: [Rational], gram: [[Rational]], width: Certificate.Width, bits: Int,
    slack: Int = 0
  ) -> Certificate.EnclosedPoint? {
    let matrix = SlowMatrix(gram)
    let q = matrix.inverse
    let size = gram.count
    let sign: Rational = width == .one ? 1 : -1
    func shifted(_ m: Rational) -> SlowMatrix { q.scaled(m).minus(diagonal: weights) }
    var (low, high) = (Rational.zero, Rational.one)
    for i in 0..<size { high += weights[i] * gram[i][i] }
    for _ in 0..<bits + 20 {
      let middle = (low + high) / 2
      if shifted(middle).scaled(sign).isPositiveDefinite == (width == .one) {
        high = middle
      } else {
        low = middle
      }
    }
    // The eigenvalue is the least (width k-1: the greatest) number that is not below it.
    let level = (1...24).lazy.map { high * (1 - sign / Rational(Integer(2).power($0))) }.first {
      let difference = shifted($0).scaled(sign)
      return difference.negativeEigenvalues == 1 && !difference.determinant.isZero
    }
    guard var level else { return nil }
    // Now and then a level below all eigenvalues or close to the one in the box.
    if slack == 6 { level = width == .one ? level / 1000 : level * 1000 }
    if slack == 7 { level = high * (1 - sign / 4096) }
    // A row of cofactors is nearly in the kernel.
    let nearly = shifted(high)
    let rows = (0..<size).map { i in
      (0..<size).map { j in
        let minor = nearly.without(row: i, column: j).determinant
        return (i + j) % 2 == 0 ? minor : -minor
      }
    }
    func largest(_ row: [Rational]) -> Rational { row.map(\.magnitude).max() ?? 0 }
    guard let row = rows.max(by: { largest($0) < largest($1) }),
      let p = row.firstIndex(where: { $0.magnitude == largest(row) }), !row[p].isZero
    else { return nil }
    let normalization = (0..<size).map { Rational($0 == p ? 1 : 0) }
    let system = SlowSystem.eigenvalue(
      gram: matrix, weights: weights, normalization: normalization)
    guard let (box, preconditioner) = box(system, row.map { $0 / row[p] } + [high], bits, slack)
    else {
      return nil
    }
    return Certificate.EnclosedPoint(
      system: .weights(
        weights, level: level, normalization: normalization, preconditioner: preconditioner),
      box: box)
  }

  /// A point where surfaces meet, by Newton's iteration; nil where it does not converge.
  package static func meeting(
    flips: [[Int]], slices: [[Rational]], normalization: [Rational], start: [Rational],
    gram: [[Rational]], bits: Int, slack: Int = 0
  ) -> Certificate.EnclosedPoint? {
    let system = SlowSystem.meeting(
      inverse: SlowMatrix(gram).inverse, flips: flips, slices: slices,
      normalization: normalization)
    var x = start
    for _ in 0..<24 {
      let jacobian = system.jacobian(x)
      guard !jacobian.determinant.isZero, x.allSatisfy({ $0.magnitude < 1000 }) else { return nil }
      let step = jacobian.inverse.times(system.values(x))
      x = zip(x, step).map { rounded($0 - $1, bits + 10) / Rational(Integer(2).power(bits + 10)) }
    }
    guard let (box, preconditioner) = box(system, x, bits, slack) else { return nil }
    return Certificate.EnclosedPoint(
      system: .meeting(
        flips: flips, slices: slices, normalization: normalization,
        preconditioner: preconditioner), box: box)
  }

  private static func rounded(_ value: Rational, _ bits: Int) -> Rational {
    let scaled = value * Rational(Integer(2).power(bits)) + Rational(1, 2)
    return Rational(scaled.numerator.floorQuotient(by: scaled.denominator))
  }

  /// A box of bits after the point that passes the test, and the inverse of the Jacobian matrix to
  /// 20 bits.
  private static func box(
    _ system: SlowSystem, _ x: [Rational], _ bits: Int, _ slack: Int
  ) -> (Certificate.Box, Certificate.DyadicMatrix)? {
    let centers = x.map { rounded($0, bits).numerator }
    let jacobian = system.jacobian(SlowEnclosure.dyadic(centers, -bits))
    guard !jacobian.determinant.isZero else { return nil }
    let matrix = Certificate.DyadicMatrix(
      exponent: -20, integers: jacobian.inverse.rows.map { $0.map { rounded($0, 20).numerator } })
    for width in [1 + slack] + Array(1...12) {
      let box = Certificate.Box(
        exponent: -bits, centers: centers,
        radii: Array(repeating: Integer(1 << width), count: centers.count))
      let excess = system.excess(
        SlowEnclosure.dyadic(centers, -bits), SlowEnclosure.dyadic(box.radii, -bits),
        matrix.integers.map { SlowEnclosure.dyadic($0, -20) })
      if excess.allSatisfy({ $0.signum < 0 }) { return (box, matrix) }
    }
    return nil
  }

  /// An instance, a width and a point.
  package typealias Example = (
    gram: [[Rational]], width: Certificate.Width, point: Certificate.EnclosedPoint
  )

  /// Points chosen by hand: where four surfaces meet; on two instances of three tasks where C1,
  /// respectively C2, fails, where two surfaces meet, Pareto optimal or dominated, and near a tie.
  package static var chosen: [Example] {
    let grams: [[[Rational]]] = [
      [[3, -1, -1], [-1, 3, -1], [-1, -1, 3]], [[2, 1, 1], [1, 2, 1], [1, 1, 2]],
    ]
    var result: [Example] = []
    let four: [[Rational]] = [[8, -4, -4, 2], [-4, 3, 1, -1], [-4, 1, 6, -3], [2, -1, -3, 2]]
    let start: [Rational] = [1, Rational(2, 3), Rational(-2, 3), Rational(1, 2)]
    for width in Certificate.Width.allCases {
      let point = meeting(
        flips: [[1, 2], [1, 3], [1, 4]], slices: [], normalization: [1, 0, 0, 0], start: start,
        gram: four, bits: 20)
      if let point { result.append((four, width, point)) }
    }
    for gram in grams {
      for width in Certificate.Width.allCases {
        for t: Rational in [Rational(1, 3), Rational(1, 2), 2, 5] {
          let point = meeting(
            flips: [[3]], slices: [[t, 0, 1]], normalization: [1, 0, 0],
            start: [1, Rational(-5, 4), -t], gram: gram, bits: 12)
          if let point { result.append((gram, width, point)) }
        }
        let values: [([Rational], [Int])] = [
          ([1, 1, Rational(11, 10)], [1, 1, -1]), ([9, 9, 26], [1, 1, -1]),
          ([2, 3, 0], [1, 1, -1]),
          ([2, 3, 0], [1, -1, 1]), ([1, 1, 1], [1, 1, 1]), ([2, 3, 5], [-1, -1, -1]),
        ]
        for (v, signs) in values {
          result.append((gram, width, Self.values(v, signs: signs, bits: 12)))
        }
      }
    }
    return result
  }

  /// A random point of a random kind; nil now and then.
  package static func random(
    gram: [[Rational]], width: Certificate.Width, using generator: inout TestGenerator
  ) -> Certificate.EnclosedPoint? {
    let size = gram.count
    // Coarse boxes are where the ends of ranges matter.
    let bits = [0, 1, 2, 3, 8, 40][Int.random(in: 0..<6, using: &generator)]
    let slack = Int.random(in: 0..<8, using: &generator)
    func number(_ range: ClosedRange<Int>) -> Rational {
      Rational(
        Integer(Int.random(in: range, using: &generator)),
        Integer(Int.random(in: 1...3, using: &generator)))
    }
    switch Int.random(in: 0..<4, using: &generator) {
    case 0:
      let least = Int.random(in: 0..<3, using: &generator) == 0 ? 0 : 1
      let weights = (0..<size).map { _ in number((width == .one ? least : 1)...6) }
      guard weights.contains(where: { !$0.isZero }) else { return nil }
      return Self.weights(weights, gram: gram, width: width, bits: bits + 6, slack: slack)
    case 1:
      var flips = Set<[Int]>()
      for _ in 0..<Int.random(in: 1...size - 1, using: &generator) {
        let flip = (2...size).filter { _ in Bool.random(using: &generator) }
        if !flip.isEmpty { flips.insert(flip) }
      }
      if flips.isEmpty { flips = [[size]] }
      let sorted = flips.sorted { $0.lexicographicallyPrecedes($1) }
      let slices = (0..<size - 1 - sorted.count).map { _ in (0..<size).map { _ in number(-3...3) } }
      let normalization = (0..<size).map { Rational($0 == 0 ? 1 : 0) }
      let start = (0..<size).map { $0 == 0 ? 1 : number(-4...4) }
      return meeting(
        flips: sorted, slices: slices, normalization: normalization, start: start, gram: gram,
        bits: bits + 6, slack: slack)
    default:
      let least = Int.random(in: 0..<3, using: &generator) == 0 ? 0 : 1
      let values = (0..<size).map { _ in number(least...9) }
      guard values.contains(where: { !$0.isZero }) else { return nil }
      let signs = (0..<size).map { _ in Bool.random(using: &generator) ? 1 : -1 }
      return Self.values(
        values, signs: signs, bits: bits, isExact: Bool.random(using: &generator))
    }
  }

  /// Candidates about the chosen points and some random ones.
  package static func certificates(
    points: Int, using generator: inout TestGenerator
  ) -> [Certificate] {
    let instances = ExampleInstances.chosen
    var examples = chosen
    for number in 0..<points {
      let gram =
        number % 2 == 0
        ? ExampleInstances.random(using: &generator).gram
        : instances[Int.random(in: instances.indices, using: &generator)].gram
      let width: Certificate.Width = Bool.random(using: &generator) ? .one : .allButOne
      if let point = random(gram: gram, width: width, using: &generator) {
        examples.append((gram, width, point))
      }
    }
    return examples.flatMap {
      candidates($0.point, gram: $0.gram, width: $0.width, using: &generator)
    }
  }

  /// Certificates of all statements about a point that the evidence might prove, and more.
  package static func candidates(
    _ point: Certificate.EnclosedPoint, gram: [[Rational]], width: Certificate.Width,
    using generator: inout TestGenerator
  ) -> [Certificate] {
    guard let enclosure = SlowEnclosure(point, gram: gram, width: width),
      let truth = SlowTruth(gram: gram, width: width)
    else {
      // A box or a level that proves nothing.
      return [
        Certificate(
          statement: .enclosed, width: width, gram: RationalMatrix(gram),
          evidence: .enclosure(point, .existence))
      ]
    }
    let tasks = Array(1...gram.count)
    var result: [Certificate] = []
    func add(_ statement: Certificate.Statement, _ evidence: Certificate.EnclosureEvidence) {
      result.append(
        Certificate(
          statement: statement, width: width, gram: RationalMatrix(gram),
          evidence: .enclosure(point, evidence)))
    }
    add(.enclosed, .existence)
    if case .weights = point.system {
      for statement in [Certificate.Statement.weaklySupported, .supported, .exposed] {
        add(statement, .support(.weights))
      }
      add(.paretoOptimal, .optimality(.weights))
      return result
    }
    var isMeeting = false
    if case .meeting = point.system { isMeeting = true }
    if !isMeeting {
      for task in tasks {
        add(.weaklySupported, .support(.zeroCoordinate(task)))
        for statement in [Certificate.Statement.weaklySupported, .supported, .exposed] {
          add(statement, .support(.drop(task)))
        }
        add(.paretoOptimal, .optimality(.drop(task)))
      }
    }
    let reasons = enclosure.obstructions(isMeeting: isMeeting, using: &generator)
    for reason in reasons {
      add(.unsupported, .obstruction(reason))
      if case .disagreement(let disagreement) = reason {
        add(.gradientsDisagree, .disagreement(disagreement))
      }
    }
    let proofs =
      [.tree(enclosure.tree(truth))]
      + (width == .allButOne ? [Certificate.EnclosedOptimality.exhaustive] : [])
    let chosen = reasons[Int.random(in: reasons.indices, using: &generator)]
    for proof in proofs {
      add(.paretoOptimal, .optimality(proof))
      add(.unreachableParetoOptimum, .unreachableOptimum(proof, chosen))
      if let good = reasons.first(where: {
        SlowEnclosure.accepts(
          Certificate(
            statement: .unsupported, width: width, gram: RationalMatrix(gram),
            evidence: .enclosure(point, .obstruction($0))))
      }) {
        add(.unreachableParetoOptimum, .unreachableOptimum(proof, good))
      }
    }
    var directions = [
      (0..<gram.count).map { _ in Rational(Int.random(in: -2...2, using: &generator)) }
    ]
    if enclosure.x.contains(where: { !$0.isZero }), let by = truth.dominator(of: enclosure.x) {
      directions.append(by)
    }
    for by in directions { add(.dominated, .dominator(by)) }
    return result
  }
}

extension SlowEnclosure {
  private static let tiny = Rational(1, Integer(10).power(30))

  /// Reasons that might hold, with the best numbers and with some a little too good.
  fileprivate func obstructions(
    isMeeting: Bool, using generator: inout TestGenerator
  ) -> [Certificate.EnclosedObstruction] {
    var result: [Certificate.EnclosedObstruction] = []
    for task in 1...size {
      result.append(.negativeWeight(task))
      if !isMeeting { result.append(.zeroCoordinate(task)) }
    }
    let last = flips.count - 1
    for b in 0...last {
      for a in 0..<b {
        for task in 1...size {
          result.append(.disagreement(.init(first: a, second: b, task: task)))
        }
        guard areAllSigned else { continue }
        let best = sineSquared(a, b)
        for sine in [best, best / 2, best + Self.tiny] {
          for task in 1...size {
            result.append(.disagreement(.init(first: a, second: b, task: task, sineSquared: sine)))
          }
        }
      }
    }
    var directions = [(0..<size).map { _ in Rational(Int.random(in: -2...2, using: &generator)) }]
    if !x.contains(where: \.isZero) {
      let weights = zip(q.times(x), x).map { $0 / $1 }
      let form = q.minus(diagonal: weights).scaled(width == .one ? 1 : -1)
      for p in 0..<size {
        let kept = (0..<size).filter { $0 != p }
        if case .notSemidefinite(let direction) = RationalMatrix(form.block(kept).rows)
          .definiteness()
        {
          var y = Array(repeating: Rational.zero, count: size)
          for (i, entry) in zip(kept, direction) { y[i] = Rational(entry) / 3 }
          directions.append(y)
        }
      }
    }
    for y in directions {
      result.append(.negativeDirection(y, violation: nil))
      let square = SlowMatrix.dot(y, y)
      guard let value = curvature(y), !square.isZero else { continue }
      let best = -value / square
      for violation in [best, best / 2, best + Self.tiny] {
        result.append(.negativeDirection(y, violation: violation))
      }
    }
    return result
  }

  /// A tree that may prove Pareto optimality.
  fileprivate func tree(_ truth: SlowTruth) -> [Certificate.Node] {
    var nodes: [Certificate.Node] = []
    grow(&nodes, (0..<size).map { $0 == 0 ? 1 : 0 }, truth)
    return nodes
  }

  private func grow(_ nodes: inout [Certificate.Node], _ signs: [Int], _ truth: SlowTruth) {
    if width == .allButOne, bound(signs) <= c.lower {
      nodes.append(.bound)
      return
    }
    let a = x.map(\.magnitude)
    let fixed = (0..<size).filter { signs[$0] != 0 }
    var y = Array(repeating: Rational.zero, count: size)
    if width == .one {
      let block = gram.block(fixed).inverse.switched(fixed.map { signs[$0] })
      let (_, multipliers) = SlowTruth.minimise(block, above: fixed.map { a[$0] })
      for (i, entry) in zip(fixed, multipliers) { y[i] = entry }
      let reach = (0..<size).reduce(Rational.zero) { $0 + y[$1] * (a[$1] - r[$1]) }
      let form = gram.form(zip(y, signs).map { $0 * Rational($1) })
      if y.contains(where: { !$0.isZero }), reach * reach > c.upper * form {
        nodes.append(.multipliers(y))
        return
      }
    }
    guard let task = signs.lastIndex(of: 0) else {
      if let surface = flips.indices.first(where: { coincides(signs, $0) }) {
        nodes.append(.meets(surface))
      } else {
        nodes.append(width == .one ? .multipliers(y) : .bound)
      }
      return
    }
    let position = nodes.count
    nodes.append(.bound)
    var children: [Int] = []
    for sign in [1, -1] {
      children.append(nodes.count)
      var longer = signs
      longer[task] = sign
      grow(&nodes, longer, truth)
    }
    nodes[position] = .branch(task: task + 1, plus: children[0], minus: children[1])
  }
}
