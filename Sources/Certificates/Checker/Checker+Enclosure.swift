import Exact

/// Statements about points that are enclosed in a box (version 2 of the format).
///
/// To be read after `CheckedEnclosure` (the point, and ranges over its box), `Checker+Krawczyk`
/// (why there is exactly one point in the box) and `EnclosedPattern`. Every comparison is made at
/// the worst ends of ranges; the only equalities are those of the equations that define the point.
extension Checker {
  /// Returns when the evidence proves the statement about the enclosed point.
  static func checkEnclosure(
    _ statement: Certificate.Statement, _ point: Certificate.EnclosedPoint,
    _ evidence: Certificate.EnclosureEvidence, _ instance: inout CheckedInstance
  ) throws(Rejection) {
    let enclosure = try CheckedEnclosure(point, &instance)
    var kind = "meeting"
    switch point.system {
    case .values: kind = "values"
    case .weights: kind = "weights"
    case .meeting: break
    }
    switch (statement, evidence) {
    case (.enclosed, .existence): return
    case (.weaklySupported, .support(.weights)), (.exposed, .support(.weights)),
      (.paretoOptimal, .optimality(.weights)):
      // The only optimum of the weights, which `CheckedEnclosure` has verified.
      try require(kind == "weights", "the point is not given by weights")
    case (.supported, .support(.weights)):
      guard case .weights(let weights, _, _, _) = point.system else {
        throw Rejection("the point is not given by weights")
      }
      try require(
        weights.allSatisfy { $0.signum > 0 }, "a weight is zero, which does not prove `supported`")
    case (.weaklySupported, .support(.drop(let task))), (.exposed, .support(.drop(let task))),
      (.paretoOptimal, .optimality(.drop(let task))):
      try require(kind == "values", "`drop` is for points given by values only")
      try checkForcedWeights(dropping: task, enclosure, instance)
    case (.supported, .support(.drop(let task))):
      try require(kind == "values", "`drop` is for points given by values only")
      try checkForcedWeights(dropping: task, arePositive: true, enclosure, instance)
    case (.weaklySupported, .support(.zeroCoordinate(let task))):
      // Width k-1: a weight on a task without a loss to lose.
      let i = try instance.index(ofTask: task, in: "`zeroCoordinate`")
      try require(instance.width == .allButOne, "`zeroCoordinate` is for width k-1 here")
      try require(enclosure.isExactlyZero(i), "coordinate \(task) is not exactly zero")
    case (.gradientsDisagree, .disagreement(let disagreement)):
      try require(enclosure.isAllSigned, "the sign of a coordinate is not certain")
      try checkDisagreement(disagreement, enclosure, instance)
    case (.unsupported, .obstruction(let why)):
      try require(kind != "weights", "weights reach the point")
      try checkEnclosedObstruction(why, enclosure, instance)
    case (.paretoOptimal, .optimality(let why)):
      try require(kind != "weights", "a point given by weights needs no evidence")
      try checkEnclosedOptimality(why, enclosure, instance)
    case (.dominated, .dominator(let by)):
      try require(kind != "weights", "the optimum of weights is not dominated")
      try checkEnclosedDominator(by, enclosure, instance)
    case (.unreachableParetoOptimum, .unreachableOptimum(let optimality, let why)):
      try require(kind != "weights", "weights reach the point")
      try checkEnclosedObstruction(why, enclosure, instance)
      try checkEnclosedOptimality(optimality, enclosure, instance)
    default:
      throw Rejection("this evidence does not belong to `\(statement.rawValue)`")
    }
  }

  /// The forced weights n_i = w_i / u_i are >= 0 (all > 0 if asked) and make the point their only
  /// optimum.
  ///
  /// K = Q - diag(n) (width k-1: -K) has K u = 0. It is at least the same matrix with the greatest
  /// (least) n_i; if that is positive definite without one row and column, where u is not zero,
  /// then K is positive semi-definite with the kernel spanned by u.
  private static func checkForcedWeights(
    dropping task: Int, arePositive: Bool = false, _ enclosure: CheckedEnclosure,
    _ instance: CheckedInstance
  ) throws(Rejection) {
    let dropped = try instance.index(ofTask: task, in: "`drop`")
    try require(enclosure.isAllSigned, "the sign of a coordinate is not certain")
    let weights = (0..<enclosure.size).map { enclosure.weight($0) }
    for (i, weight) in weights.enumerated() {
      try require(
        arePositive ? weight.lower.signum > 0 : weight.lower.signum >= 0,
        "the weight of task \(i + 1) is not certainly \(arePositive ? "positive" : ">= 0")")
    }
    let isWidthOne = instance.width == .one
    let diagonal = RationalMatrix.diagonal(weights.map { isWidthOne ? $0.upper : $0.lower })
    let difference =
      RationalMatrix(numerators: enclosure.form, denominator: enclosure.scale) - diagonal
    let block = difference.principalSubmatrix((0..<enclosure.size).filter { $0 != dropped })
    try require(
      (isWidthOne ? block : block.scaled(by: -1)).semidefiniteNullity() == 0,
      "the tangent form without task \(task) is not certainly positive definite")
  }

  /// The gradients w_i / u_i of two surfaces through the point differ in one task.
  ///
  /// Their directions give the same point by the equations of the meeting. `sineSquared` is
  /// compared by Lagrange's identity, |n|^2 |m|^2 sin^2 = sum over i < l of (n_i m_l - n_l m_i)^2.
  private static func checkDisagreement(
    _ disagreement: Certificate.Disagreement, _ enclosure: CheckedEnclosure,
    _ instance: CheckedInstance
  ) throws(Rejection) {
    let (a, b) = (disagreement.first, disagreement.second)
    try require(
      0 <= a && a < b && b < enclosure.changes.count,
      "surfaces \(a) and \(b) are not two surfaces of the point in ascending order")
    let i = try instance.index(ofTask: disagreement.task, in: "the disagreement")
    let difference = enclosure.range(
      zip(
        enclosure.dualCoefficients(i, surface: a), enclosure.dualCoefficients(i, surface: b)
      ).map { $0 - $1 })
    try require(
      difference.lower.signum > 0 || difference.upper.signum < 0,
      "the gradients do not certainly differ in task \(disagreement.task)")
    guard let sineSquared = disagreement.sineSquared else { return }
    try require(sineSquared.signum > 0, "`sineSquared` is not positive")
    try require(enclosure.isAllSigned, "the sign of a coordinate is not certain")
    let n = (0..<enclosure.size).map { enclosure.weight($0, surface: a) }
    let m = (0..<enclosure.size).map { enclosure.weight($0, surface: b) }
    var minors = Rational.zero
    for l in 0..<enclosure.size {
      for i in 0..<l { minors += (n[i] * m[l] - n[l] * m[i]).leastSquare }
    }
    let squares = [n, m].map { $0.reduce(.zero) { $0 + $1.greatestSquare } }
    try require(
      minors >= sineSquared * squares[0] * squares[1],
      "the angle between the gradients may be less than `sineSquared` says")
  }

  /// A reason why no weights l >= 0, not all zero, make the point optimal: as for rational points,
  /// they would be w_i / u_i up to one positive factor wherever u_i != 0.
  private static func checkEnclosedObstruction(
    _ obstruction: Certificate.EnclosedObstruction, _ enclosure: CheckedEnclosure,
    _ instance: CheckedInstance
  ) throws(Rejection) {
    let isWidthOne = instance.width == .one
    try require(isWidthOne || enclosure.isAllSigned, "the sign of a coordinate is not certain")
    switch obstruction {
    case .disagreement(let disagreement):
      // Both directions would be optimal and in the kernel of K, so that their w would agree.
      try checkDisagreement(disagreement, enclosure, instance)
    case .negativeWeight(let task):
      let i = try instance.index(ofTask: task, in: "`negativeWeight`")
      try require(enclosure.isSigned(i), "the sign of coordinate \(task) is not certain")
      try require(
        enclosure.weight(i).upper.signum < 0, "the weight of task \(task) may be >= 0")
    case .zeroCoordinate(let task):
      let i = try instance.index(ofTask: task, in: "`zeroCoordinate`")
      try require(isWidthOne, "`zeroCoordinate` is for width 1 here")
      try require(enclosure.isExactlyZero(i), "coordinate \(task) is not exactly zero")
      let dual = enclosure.range(enclosure.form[i])
      try require(
        dual.lower.signum > 0 || dual.upper.signum < 0,
        "coordinate \(task) of the dual vector may be zero")
    case .negativeDirection(let direction, let violation):
      let value = try greatestCurvature(direction, enclosure, instance)
      try require(
        value.signum < 0, "the tangent form along `negativeDirection` is not certainly negative")
      if let violation {
        try require(violation.signum > 0, "`violation` is not positive")
        let square = direction.reduce(Rational.zero) { $0 + $1 * $1 }
        try require(
          (value + violation * square).signum <= 0,
          "the tangent form may be greater than `violation` says")
      }
    }
  }

  /// The upper end of t = x^T Q x - sum of x_i^2 w_i / u_i (width k-1: of -t), the sum over the
  /// coordinates that are not zero.
  ///
  /// Width 1: weights that reach the point vanish against x^T K x <= mu t also if some u_i is zero,
  /// since there x_i = 0 or u_i = 0 exactly, and the free weights >= 0 only lower the form.
  private static func greatestCurvature(
    _ direction: [Rational], _ enclosure: CheckedEnclosure, _ instance: CheckedInstance
  ) throws(Rejection) -> Rational {
    let isWidthOne = instance.width == .one
    let (x, below) = try instance.integers(direction, "negativeDirection")
    var square = Integer.zero
    for (i, row) in enclosure.form.enumerated() where !x[i].isZero {
      square += x[i] * Integer.dot(row, x)
    }
    var value = Rational(isWidthOne ? square : -square, enclosure.scale)
    for i in x.indices where !x[i].isZero && !enclosure.isExactlyZero(i) {
      try require(enclosure.isSigned(i), "the sign of coordinate \(i + 1) is not certain")
      let weight = enclosure.weight(i)
      let term = Rational(x[i] * x[i]) * (isWidthOne ? weight.lower : weight.upper)
      value = isWidthOne ? value - term : value + term
    }
    return value / Rational(below * below)
  }

  /// Pareto optimality; see ``checkOptimality(_:_:_:)`` for what is excluded.
  private static func checkEnclosedOptimality(
    _ optimality: Certificate.EnclosedOptimality, _ enclosure: CheckedEnclosure,
    _ instance: CheckedInstance
  ) throws(Rejection) {
    try require(enclosure.isDetermined, "the sign of a coordinate is not certain")
    let root = EnclosedPattern(enclosure)
    let (lowerNorm, upperNorm) = enclosure.norm
    switch optimality {
    case .weights, .drop: throw Rejection("expected `tree` or `exhaustive`")
    case .exhaustive:
      try require(instance.width == .allButOne, "`exhaustive` is for width k-1 only")
      try require(
        instance.size <= exhaustiveLimit, "`exhaustive` is for at most \(exhaustiveLimit) tasks")
      var stack = [root]
      while let pattern = stack.popLast() {
        if let task = pattern.signs.firstIndex(of: 0) {
          stack.append(pattern.fixing(task, to: -1))
          stack.append(pattern.fixing(task, to: 1))
          continue
        }
        try require(
          pattern.bound <= lowerNorm
            || enclosure.changes.indices.contains {
              enclosure.coincides(pattern.signs, withSurface: $0)
            }, "the signs \(pattern.signs) may give a dominating direction")
      }
    case .tree(let nodes):
      try checkShape(nodes)
      try walk(nodes, from: root, instance) { (position, node, pattern) throws(Rejection) in
        let place = "node \(position) of the tree"
        switch (node, instance.width) {
        case (.multipliers(let y), .one):
          try checkStrictMultipliers(y, pattern, place, upperNorm, enclosure, instance)
        case (.bound, .allButOne):
          try require(
            pattern.bound <= lowerNorm, "\(place): the bound may exceed u^T Q u")
        case (.meets(let surface), let width):
          try require(
            enclosure.changes.indices.contains(surface), "\(place): there is no such surface")
          try require(!pattern.signs.contains(0), "\(place): a sign is not fixed")
          try require(
            enclosure.coincides(pattern.signs, withSurface: surface),
            "\(place): the signs are not those of surface \(surface)")
          if width == .allButOne { return }
          // z^T Q z = c + 2 (D Q D |u|).d + d^T D Q D d for |z| = |u| + d, D = diag(s).
          for i in 0..<enclosure.size {
            let field = pattern.fields[i]
            try require(
              (pattern.signs[i] < 0 ? -field : field) >= pattern.spreads[i],
              "\(place): a greater coordinate \(i + 1) may not raise the form")
          }
        default: throw Rejection("\(place) is not a leaf for this width")
        }
      }
    }
  }

  /// Width 1: (y.a)^2 > c p^T G p, strictly, with the least a and the greatest c.
  private static func checkStrictMultipliers(
    _ multipliers: [Rational], _ pattern: EnclosedPattern, _ place: String, _ norm: Integer,
    _ enclosure: CheckedEnclosure, _ instance: CheckedInstance
  ) throws(Rejection) {
    let (y, p) = try checkedMultipliers(multipliers, pattern.signs, place, instance)
    let reach = Integer.dot(y, (0..<enclosure.size).map(enclosure.least))
    let value = Integer.dot(p, instance.gram.numeratorProduct(p))
    try require(
      reach * reach * enclosure.scale * instance.gram.denominator > norm * value,
      "\(place): (y.a)^2 may be at most u^T Q u times p^T G p")
  }

  /// A direction b whose point is better than the enclosed one for every task with u_i != 0.
  private static func checkEnclosedDominator(
    _ by: [Rational], _ enclosure: CheckedEnclosure, _ instance: CheckedInstance
  ) throws(Rejection) {
    let isWidthOne = instance.width == .one
    let b = try instance.integers(by, "by").numerators
    try require(b.contains { !$0.isZero }, "`by` is zero")
    try require(isWidthOne || enclosure.isDetermined, "the sign of a coordinate is not certain")
    // c(b) times the denominator of Q, like the ends of c.
    let other = zip(b, enclosure.form).reduce(Integer.zero) { $0 + $1.0 * Integer.dot($1.1, b) }
    let norm = enclosure.norm
    for i in b.indices {
      let square = b[i] * b[i]
      if enclosure.isExactlyZero(i) {
        try require(isWidthOne || square.isZero, "`by` is worse for task \(i + 1)")
        continue
      }
      let end = isWidthOne ? enclosure.greatest(i) : enclosure.least(i)
      let (ours, theirs) = (end * end * other, square * (isWidthOne ? norm.lower : norm.upper))
      try require(
        isWidthOne ? theirs > ours : theirs < ours,
        "`by` is not certainly better for task \(i + 1)")
    }
  }
}
