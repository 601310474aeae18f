import Certificates
import Exact
import Intervals
import Surfaces

extension EnclosedPoint {
  /// The most nodes of a sign tree that goes into a certificate.
  static let largestTree = 1 << 14

  /// Up to this many tasks all sign vectors may stand in for a tree.
  static let largestExhaustiveProof = 10

  /// The first certificate that the checker verifies, for boxes from a precision on, up to four
  /// times as many bits; nil when there is none.
  private func verified(
    from precision: Int, _ statement: Certificate.Statement,
    _ evidence: (PointBox) -> Certificate.EnclosureEvidence?
  ) -> Certificate? {
    guard instance.taskCount >= 2 else { return nil }
    for bits in [precision, 2 * precision, 4 * precision] {
      guard let box = try? box(precision: bits),
        let system = definition.certificateSystem(in: box),
        let sides = Certificate.Box(box), let evidence = evidence(box)
      else { return nil }
      let isLarge = instance.taskCount > Certificate.largestImplicitInverse
      let certificate = Certificate(
        statement: statement, width: width == .one ? .one : .allButOne, gram: instance.gram,
        inverse: isLarge ? instance.gramInverse : nil,
        evidence: .enclosure(Certificate.EnclosedPoint(system: system, box: sides), evidence))
      if case .verified = Checker.verify(certificate) { return certificate }
    }
    return nil
  }

  /// How many of the flips of the definition a certificate names.
  private func certifiedFlips(in box: PointBox) -> Int {
    guard case .meeting(let flips, _, _, _) = definition.certificateSystem(in: box) else {
      return 0
    }
    return flips.count
  }

  /// Whether the point is given by weights.
  private var isOptimum: Bool { definition is WeightedOptimum }

  /// The certificate of a kind of support that the point has, or of its lack of any.
  func certificate(
    _ support: EnclosedSupport, _ statement: Certificate.Statement
  ) -> Certificate? {
    switch support {
    case .undecided: return nil
    case .holds(let weights, let precision):
      return verified(from: precision, statement) { box in
        if isOptimum { return .support(.weights) }
        if !box.isSigned {
          guard let zero = zeroTasks.first, statement == .weaklySupported,
            !weights[zero].isZero.isCertain
          else { return nil }
          return .support(.zeroCoordinate(zero + 1))
        }
        return .support(.drop(largestTask(in: box) + 1))
      }
    case .fails(let obstruction, let precision):
      guard statement == .weaklySupported, !isOptimum else { return nil }
      return verified(from: precision, .unsupported) { box in
        inCertificate(obstruction, box).map { .obstruction($0) }
      }
    }
  }

  /// The certificate of a verdict about Pareto optimality, and, for an optimum that no weights
  /// reach, of both.
  func certificates(
    _ pareto: EnclosedPareto, _ reachability: EnclosedReachability
  ) -> (own: Certificate?, unreachable: Certificate?) {
    switch pareto {
    case .undecided: return (nil, nil)
    case .dominated(let by, let precision):
      return (
        verified(from: precision, .dominated) { _ in .dominator(by.map { Rational($0) }) }, nil
      )
    case .optimalBySupport(let precision):
      return (
        verified(from: precision, .paretoOptimal) { box in
          if isOptimum { return .optimality(.weights) }
          return box.isSigned ? .optimality(.drop(largestTask(in: box) + 1)) : nil
        }, nil
      )
    case .optimalByTree(let tree, let precision):
      var unreachable: Certificate?
      if case .fails(let obstruction, let other) = reachability.weaklySupported {
        unreachable = verified(
          from: max(precision, other), .unreachableParetoOptimum
        ) { box in
          guard let proof = inCertificate(tree, box), let why = inCertificate(obstruction, box)
          else { return nil }
          return .unreachableOptimum(proof, why)
        }
      }
      let own = verified(from: precision, .paretoOptimal) { box in
        inCertificate(tree, box).map { .optimality($0) }
      }
      return (own, unreachable)
    }
  }

  /// The certificate that two gradients differ: for meetings only.
  func certificate(_ gradients: EnclosedGradients) -> Certificate? {
    guard gradients.disagree == true else { return nil }
    return verified(from: gradients.precision, .gradientsDisagree) { box in
      disagreement(gradients, in: box).map { .disagreement($0) }
    }
  }

  private func disagreement(
    _ gradients: EnclosedGradients, in box: PointBox
  ) -> Certificate.Disagreement? {
    guard let found = gradients.disagreement, found.second <= certifiedFlips(in: box) else {
      return nil
    }
    // A little less than what was found leaves room for the other rounding.
    let bound = found.sineSquared.lower.map { $0 * Rational(999, 1000) }
    return Certificate.Disagreement(
      first: found.first, second: found.second, task: found.task,
      sineSquared: bound.flatMap { $0.signum > 0 ? Self.shortened($0) : nil })
  }

  /// A number of few digits that is not above a positive one and close to it.
  private static func shortened(_ value: Rational) -> Rational? {
    Rational(exactly: Interval(value, precision: 24).lowerDouble)
  }

  private func largestTask(in box: PointBox) -> Int {
    let sizes = box.direction.elements.map { $0.magnitude.lowerDouble }
    return sizes.indices.max { sizes[$0] < sizes[$1] } ?? 0
  }

  /// The obstruction in a certificate; nil for those that still allow some weights.
  private func inCertificate(
    _ obstruction: EnclosedObstruction, _ box: PointBox
  ) -> Certificate.EnclosedObstruction? {
    switch obstruction {
    case .negativeWeight(let task, _): return .negativeWeight(task)
    case .zeroCoordinate(let task, _): return .zeroCoordinate(task)
    case .negativeDirection(let x, let curvature):
      let bound = curvature.upper.flatMap { Self.shortened($0 * Rational(-999, 1000)) }
      return .negativeDirection(
        x.map { Rational($0) }, violation: bound.flatMap { $0.signum > 0 ? $0 : nil })
    case .disagreement(let flip, let task):
      guard let position = definition.flips.firstIndex(of: flip.map { $0 - 1 }),
        position < certifiedFlips(in: box)
      else { return nil }
      return .disagreement(
        Certificate.Disagreement(first: 0, second: position + 1, task: task, sineSquared: nil))
    case .zeroWeight, .otherOptimum: return nil
    }
  }

  /// The tree in a certificate, where every leaf is strict or coincides with a known surface; for
  /// width k-1 and few tasks all sign vectors may be tried instead.
  private func inCertificate(_ tree: SignTree, _ box: PointBox) -> Certificate.EnclosedOptimality? {
    if let nodes = nodesInCertificate(tree, box) { return .tree(nodes) }
    if width == .allButOne, instance.taskCount <= Self.largestExhaustiveProof { return .exhaustive }
    return nil
  }

  private func nodesInCertificate(_ tree: SignTree, _ box: PointBox) -> [Certificate.Node]? {
    guard let known = knownSigns(in: box)?.prefix(1 + certifiedFlips(in: box)).map({ $0 }),
      tree.nodes.count <= Self.largestTree
    else { return nil }
    let count = instance.taskCount
    var result: [Certificate.Node] = Array(repeating: .bound, count: tree.nodes.count)
    var pending: [(node: Int, signs: [Int])] = [(0, [1] + Array(repeating: 0, count: count - 1))]
    while let (position, fixed) = pending.popLast() {
      guard tree.nodes.indices.contains(position) else { return nil }
      switch tree.nodes[position] {
      case .branch(let task, let plus, let minus):
        result[position] = .branch(task: task, plus: plus, minus: minus)
        for (child, sign) in [(plus, 1), (minus, -1)] {
          var signs = fixed
          signs[task - 1] = sign
          pending.append((child, signs))
        }
      case .multipliers(let y): result[position] = .multipliers(y.map { Rational($0) })
      case .bound:
        if !fixed.contains(0), let surface = coincidence(of: fixed, with: known) {
          result[position] = .meets(surface)
        } else if width == .one {
          return nil
        } else if exhaustsTheBound(fixed, own: known[0]) {
          // Closed because it is tight, which a box cannot show.
          return nil
        }
      }
    }
    return result
  }
}
