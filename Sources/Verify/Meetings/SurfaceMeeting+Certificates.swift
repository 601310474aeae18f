import Certificates
import Exact
import Surfaces

extension SurfaceMeeting {
  /// The certificates of what was decided about the point, each verified by the checker:
  /// `gradients-disagree`; `dominated`, or `unreachable-pareto-optimum`; or `unsupported` when
  /// Pareto optimality is undecided.
  ///
  /// The ranges of a checker are a little wider than the intervals of the decision, so boxes of
  /// growing precision are tried.
  ///
  /// - Parameters:
  ///   - width: The width that the decisions are about.
  ///   - reachability: What was decided about reachability.
  ///   - pareto: What was decided about Pareto optimality.
  ///   - schedule: The precisions of the boxes.
  /// - Throws: ``CertificationFailure`` when the checker verifies no box.
  public func certificates(
    width: Surfaces.Width, reachability: EnclosedReachability, pareto: EnclosedPareto,
    schedule: PrecisionDoubling
  ) throws(CertificationFailure) -> [Certificate] {
    var makers: [(PointBox) -> (Certificate.Statement, Certificate.EnclosureEvidence)?] = []
    var obstruction: ((PointBox) -> Certificate.EnclosedObstruction?)?
    if case .fails(.disagreement(let flip, _), _) = reachability.weaklySupported {
      makers.append { box in
        disagreement(flip, box).map { (.gradientsDisagree, .disagreement($0)) }
      }
      obstruction = { box in disagreement(flip, box).map { .disagreement($0) } }
    }
    switch pareto {
    case .dominated(let direction, _):
      makers.append { _ in (.dominated, .dominator(direction.map { Rational($0) })) }
      if let obstruction {
        makers.append { box in obstruction(box).map { (.unsupported, .obstruction($0)) } }
      }
    case .optimalByTree(let tree, _):
      makers.append { box in
        guard let nodes = nodes(tree, box) else { return nil }
        guard let why = obstruction?(box) else {
          return (.paretoOptimal, .optimality(.tree(nodes)))
        }
        return (.unreachableParetoOptimum, .unreachableOptimum(.tree(nodes), why))
      }
    case .optimalBySupport, .undecided:
      if let obstruction {
        makers.append { box in obstruction(box).map { (.unsupported, .obstruction($0)) } }
      }
    }
    var result: [Certificate] = []
    for maker in makers {
      if let certificate = try verified(maker, width, schedule) { result.append(certificate) }
    }
    return result
  }

  /// The first certificate that the checker verifies; nil when there is none to verify.
  private func verified(
    _ maker: (PointBox) -> (Certificate.Statement, Certificate.EnclosureEvidence)?,
    _ width: Surfaces.Width, _ schedule: PrecisionDoubling
  ) throws(CertificationFailure) -> Certificate? {
    var failure: CertificationFailure?
    for bits in schedule.precisions {
      guard let box = try? box(precision: bits), let point = inCertificate(box),
        let (statement, evidence) = maker(box)
      else { continue }
      let certificate = Certificate(
        statement: statement, width: width == .one ? .one : .allButOne, gram: instance.gram,
        evidence: .enclosure(point, evidence))
      do throws(CertificationFailure) { return try certificate.verified() } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    return nil
  }

  /// The point of a box in a certificate; nil where the box is not dyadic.
  func inCertificate(_ box: PointBox) -> Certificate.EnclosedPoint? {
    guard let preconditioner = box.preconditioner,
      let numbers = Self.dyadic(box.centers + box.radii),
      let matrix = Self.dyadic(preconditioner.entries.flatMap { $0 })
    else { return nil }
    let count = instance.taskCount
    return Certificate.EnclosedPoint(
      system: .meeting(
        flips: system.flips, slices: system.slices, normalization: system.normalization,
        preconditioner: Certificate.DyadicMatrix(
          exponent: matrix.exponent,
          integers: (0..<count).map { Array(matrix.integers[$0 * count..<($0 + 1) * count]) })),
      box: Certificate.Box(
        exponent: numbers.exponent, centers: Array(numbers.integers.prefix(count)),
        radii: Array(numbers.integers.dropFirst(count))))
  }

  /// Dyadic numbers as integers times a common power of two; nil when one is not dyadic, or too fine
  /// for the format.
  private static func dyadic(_ numbers: [Rational]) -> (exponent: Int, integers: [Integer])? {
    let bits = numbers.map { $0.denominator.bitWidth - 1 }.max() ?? 0
    guard bits <= 30_000 else { return nil }
    let scale = Rational(Integer.one.shiftedLeft(bits))
    let scaled = numbers.map { $0 * scale }
    guard scaled.allSatisfy(\.isInteger) else { return nil }
    return (-bits, scaled.map(\.numerator))
  }

  /// The position of a flip among those of the system, from 1, and a task where the gradients of
  /// its surface and of that of u differ most certainly, with a lower bound for the squared sine of
  /// their angle.
  private func disagreement(_ flip: [Int], _ box: PointBox) -> Certificate.Disagreement? {
    guard let position = system.flips.firstIndex(of: flip) else { return nil }
    let inverse = instance.gramInverse
    let side = Set(flip.map { $0 - 1 })
    let count = instance.taskCount
    let zero = Interval.zero(precision: box.precision)
    // The gradients are (near + far) / u and (near - far) / u.
    var gradients: [[Interval]] = [[], []]
    var task: (number: Int, size: Double)?
    for i in 0..<count {
      var (near, far) = (zero, zero)
      for l in 0..<count where inverse.sign(i, l) != 0 {
        let term = box.direction[l] * inverse[i, l]
        if side.contains(i) == side.contains(l) { near += term } else { far += term }
      }
      gradients[0].append((near + far) / box.direction[i])
      gradients[1].append((near - far) / box.direction[i])
      guard far.isZero.isImpossible else { continue }
      // The width of the range, relative to its distance from zero, decides.
      let size = (far.magnitude / near.magnitude).lowerDouble
      if size > task?.size ?? -1 || task == nil { task = (i + 1, size) }
    }
    guard let task else { return nil }
    return Certificate.Disagreement(
      first: 0, second: position + 1, task: task.number,
      sineSquared: Self.sineSquared(gradients[0], gradients[1]))
  }

  /// A short positive number below the squared sine of the angle between two vectors, by Lagrange's
  /// identity; nil where none is certain.
  private static func sineSquared(_ n: [Interval], _ m: [Interval]) -> Rational? {
    var minors = Interval.zero(precision: n[0].precision)
    for l in n.indices {
      for i in 0..<l { minors += (n[i] * m[l] - n[l] * m[i]).square }
    }
    let squares =
      IntervalVector(n).dot(IntervalVector(n)) * IntervalVector(m).dot(IntervalVector(m))
    let quotient = (minors / squares).lowerDouble
    guard quotient > 1e-12, quotient.isFinite else { return nil }
    // A thousandth less, to eight bits.
    var scale = 1.0
    while quotient * scale < 256 { scale *= 2 }
    return Rational(exactly: (quotient * scale * 0.999).rounded(.down) / scale)
  }

  /// The tree in a certificate: a leaf that fixes all signs to those of a surface through the point
  /// names the surface. Nil when a surface is needed that the certificate does not know.
  private func nodes(_ tree: SignTree, _ box: PointBox) -> [Certificate.Node]? {
    guard let own = box.signs else { return nil }
    let dependence = SurfaceDependence(instance)
    let surfaces =
      ([own]
      + system.flips.map { flip in
        own.indices.map { flip.contains($0 + 1) ? -own[$0] : own[$0] }
      }).map { dependence.canonical($0) }
    var nodes = tree.inCertificate
    var pending: [(node: Int, signs: [Int])] = [
      (0, [1] + Array(repeating: 0, count: own.count - 1))
    ]
    while let (position, signs) = pending.popLast() {
      guard nodes.indices.contains(position) else { return nil }
      if case .branch(let task, let plus, let minus) = nodes[position] {
        guard (2...own.count).contains(task), plus > position, minus > position else { return nil }
        for (child, sign) in [(plus, 1), (minus, -1)] {
          var fixed = signs
          fixed[task - 1] = sign
          pending.append((child, fixed))
        }
      } else if !signs.contains(0),
        let surface = surfaces.firstIndex(of: dependence.canonical(signs))
      {
        nodes[position] = .meets(surface)
      }
    }
    return nodes
  }
}
