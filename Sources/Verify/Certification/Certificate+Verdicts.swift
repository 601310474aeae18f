import Certificates
import Exact
import Surfaces

extension SignTree {
  /// The same tree in a certificate.
  var inCertificate: [Certificate.Node] {
    nodes.map { node in
      switch node {
      case .branch(let task, let plus, let minus):
        return .branch(task: task, plus: plus, minus: minus)
      case .multipliers(let multipliers): return .multipliers(multipliers.map { Rational($0) })
      case .bound: return .bound
      }
    }
  }
}

extension SupportObstruction {
  /// The same obstruction in a certificate; nil for those that still allow some weights.
  var inCertificate: Certificate.Obstruction? {
    switch self {
    case .negativeWeight(let task): return .negativeWeight(task)
    case .zeroCoordinate(let task): return .zeroCoordinate(task)
    case .negativeDirection(let x, let preimage):
      return .negativeDirection(
        x.map { Rational($0) }, preimage: preimage?.map { Rational($0) })
    case .zeroWeight, .otherOptimum: return nil
    }
  }
}

extension Point {
  /// The same point in a certificate, with its dual vector.
  var inCertificate: Certificate.Point {
    Certificate.Point(
      direction: direction.map { Rational($0) }, dual: dual.map { Rational($0, dualScale) })
  }
}

extension Certificate {
  /// Up to this many tasks a checker inverts the Gram matrix itself.
  static let largestImplicitInverse = 16

  /// A certificate about an instance; for many tasks Q goes with it where the checker needs it.
  fileprivate init(
    _ statement: Statement, _ width: WidthEnd, _ instance: Instance, needsInverse: Bool,
    _ evidence: Evidence
  ) {
    let isLarge = instance.taskCount > Self.largestImplicitInverse
    self.init(
      statement: statement, width: width == .one ? .one : .allButOne, gram: instance.gram,
      inverse: needsInverse && isLarge ? instance.gramInverse : nil, evidence: evidence)
  }
}

extension ConditionVerdict {
  /// The certificate of the condition alone, `condition-holds` or `condition-fails`.
  ///
  /// - Parameter instance: The instance the verdict is about, of at least two tasks.
  public func certificate(_ instance: Instance) -> Certificate {
    let needsInverse = width == .allButOne
    switch evidence {
    case .signs(let signs):
      return Certificate(
        .conditionHolds, width, instance, needsInverse: needsInverse, .signs(signs))
    case .frustratedCycle(let cycle):
      return Certificate(
        .conditionFails, width, instance, needsInverse: needsInverse, .frustratedCycle(cycle))
    }
  }
}

extension Witness {
  /// The certificate of the statement `unreachable-pareto-optimum`.
  ///
  /// - Parameter instance: The instance the witness was built for.
  public func certificate(_ instance: Instance) -> Certificate? {
    guard let obstruction = obstruction.inCertificate else { return nil }
    return Certificate(
      .unreachableParetoOptimum, width, instance, needsInverse: width == .allButOne,
      .unreachableOptimum(point.inCertificate, .tree(tree.inCertificate), obstruction))
  }
}

extension FullExplorationVerdict {
  /// The certificate of the statement `fully-explorable` or `unreachable-pareto-optimum`; nil when
  /// the question was not decided.
  ///
  /// - Parameters:
  ///   - instance: The instance the verdict is about.
  ///   - width: Its width.
  public func certificate(_ instance: Instance, width: WidthEnd) -> Certificate? {
    switch self {
    case .explored(let signs):
      return Certificate(
        .fullyExplorable, width, instance, needsInverse: width == .allButOne,
        .signs(signs))
    case .unexplored(let witness): return witness.certificate(instance)
    case .resisted: return nil
    }
  }
}

extension ParetoVerdict {
  /// The certificate of the statement `pareto-optimal` or `dominated`; nil when undecided, or
  /// decided by more sign vectors than a checker tries.
  ///
  /// - Parameter instance: The instance the verdict is about.
  public func certificate(_ instance: Instance) -> Certificate? {
    let point = point.inCertificate
    switch outcome {
    case .optimal(.tree(let tree)):
      return Certificate(
        .paretoOptimal, width, instance, needsInverse: width == .allButOne,
        .optimality(point, .tree(tree.inCertificate)))
    case .optimal(.enumeration):
      guard instance.taskCount <= Checker.exhaustiveLimit else { return nil }
      return Certificate(
        .paretoOptimal, width, instance, needsInverse: true, .optimality(point, .exhaustive))
    case .optimal(.weights(let weights)):
      return Certificate(
        .paretoOptimal, width, instance, needsInverse: true, .optimality(point, .weights(weights)))
    case .dominated(let direction):
      return Certificate(
        .dominated, width, instance, needsInverse: true,
        .dominator(point, by: direction.map { Rational($0) }))
    case .undecided: return nil
    }
  }
}

extension ReachabilityVerdict {
  /// The certificates of what was decided: `unsupported`, or those of the three kinds of support
  /// that the point has. That it has not one of the stronger kinds has no certificate.
  ///
  /// - Parameter instance: The instance the verdict is about.
  public func certificates(_ instance: Instance) -> [Certificate] {
    let point = point.inCertificate
    let kinds: [(Certificate.Statement, SupportVerdict)] = [
      (.weaklySupported, weaklySupported), (.supported, supported), (.exposed, exposed),
    ]
    var result: [Certificate] = []
    for (statement, support) in kinds {
      if case .holds(let weights) = support {
        result.append(
          Certificate(statement, width, instance, needsInverse: true, .weights(point, weights)))
      }
    }
    if case .fails(let obstruction) = weaklySupported, let reason = obstruction.inCertificate {
      var needsInverse = true
      if case .negativeDirection(_, let preimage) = obstruction { needsInverse = preimage == nil }
      result.append(
        Certificate(
          .unsupported, width, instance, needsInverse: needsInverse, .obstruction(point, reason)))
    }
    return result
  }
}
