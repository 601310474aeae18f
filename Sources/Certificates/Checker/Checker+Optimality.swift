import Exact

extension Checker {
  /// The largest number of tasks for which all sign vectors are tried.
  public static let exhaustiveLimit = 16

  /// Pareto optimality of the point.
  ///
  /// Width 1: a dominating point has a direction z with |z| >= a, |z| != a and z^T Q z <= c; the
  /// evidence excludes it for every sign pattern s of z. Width k-1: with |z| <= a instead, and
  /// z^T Q z >= c; by convexity the largest z^T Q z is at some z = s*a and nowhere but at
  /// |z| = a, so the point is Pareto optimal if and only if (s*a)^T Q (s*a) <= c for all s.
  /// Since z and -z are the same point, s_1 = 1.
  static func checkOptimality(
    _ optimality: Certificate.Optimality, _ point: CheckedPoint,
    _ instance: inout CheckedInstance
  ) throws(Rejection) {
    switch optimality {
    case .weights(let weights):
      // Optimal for positive weights, or the only optimum: nothing dominates.
      let found = try checkWeights(weights, point, instance)
      try require(
        found.arePositive || found.areExposing,
        "a weight is zero and the kernel has dimension 2 or more: dominance is not excluded")
    case .exhaustive:
      try require(instance.width == .allButOne, "`exhaustive` is for width k-1 only")
      try require(
        instance.size <= exhaustiveLimit, "`exhaustive` is for at most \(exhaustiveLimit) tasks")
      let (root, limit) = try boundedRoot(point, &instance)
      var stack = [root]
      while let pattern = stack.popLast() {
        if let task = pattern.signs.firstIndex(of: 0) {
          stack.append(pattern.fixing(task, to: -1))
          stack.append(pattern.fixing(task, to: 1))
        } else {
          try require(
            pattern.bound <= limit, "the signs \(pattern.signs) give a dominating direction")
        }
      }
    case .tree(let nodes):
      try checkShape(nodes)
      switch instance.width {
      case .one:
        let root = PartialPattern(count: instance.size)
        try walk(nodes, from: root, instance) { (position, node, signs) throws(Rejection) in
          guard case .multipliers(let y) = node else {
            throw Rejection("node \(position) of the tree is not a leaf for width 1")
          }
          try checkMultipliers(y, signs.signs, "node \(position) of the tree", point, instance)
        }
      case .allButOne:
        let (root, limit) = try boundedRoot(point, &instance)
        try walk(nodes, from: root, instance) { (position, node, pattern) throws(Rejection) in
          guard case .bound = node else {
            throw Rejection("node \(position) of the tree is not a leaf for width k-1")
          }
          try require(
            pattern.bound <= limit, "node \(position) of the tree: the bound exceeds u^T Q u")
        }
      }
    }
  }

  /// Every node but the root is named exactly once, by a node before it: the array is one tree.
  static func checkShape(_ nodes: [Certificate.Node]) throws(Rejection) {
    try require(!nodes.isEmpty, "the tree has no nodes")
    var named = Array(repeating: false, count: nodes.count)
    for (position, node) in nodes.enumerated() {
      guard case .branch(_, let plus, let minus) = node else { continue }
      for child in [plus, minus] {
        try require(
          child > position && child < nodes.count,
          "node \(position) of the tree names node \(child), expected a later node")
        try require(!named[child], "node \(child) of the tree is named twice")
        named[child] = true
      }
    }
    if let orphan = named.dropFirst().firstIndex(of: false) {
      throw Rejection("node \(orphan) of the tree is not named by any node")
    }
  }

  /// Visits every leaf of a tree with the signs that are fixed on the way down to it.
  static func walk<Pattern: FixedSigns>(
    _ nodes: [Certificate.Node], from root: Pattern, _ instance: CheckedInstance,
    leaf: (Int, Certificate.Node, Pattern) throws(Rejection) -> Void
  ) throws(Rejection) {
    var stack = [(position: 0, pattern: root)]
    while let (position, pattern) = stack.popLast() {
      guard case .branch(let task, let plus, let minus) = nodes[position] else {
        try leaf(position, nodes[position], pattern)
        continue
      }
      let i = try instance.index(ofTask: task, in: "node \(position) of the tree")
      try require(
        pattern.signs[i] == 0,
        "node \(position) of the tree branches on task \(task), whose sign is fixed already")
      stack.append((minus, pattern.fixing(i, to: -1)))
      stack.append((plus, pattern.fixing(i, to: 1)))
    }
  }

  /// Width 1: multipliers y >= 0 on the fixed tasks close all z with these signs.
  ///
  /// With p = s*y and |z| >= a: y.a <= p.z, and (p.z)^2 <= (p^T G p)(z^T Q z) by Cauchy-Schwarz. So
  /// (y.a)^2 > c p^T G p excludes z^T Q z <= c. With equality z is the multiple
  /// G p (y.a) / (p^T G p), and when |z| = a there, it is the point itself.
  private static func checkMultipliers(
    _ multipliers: [Rational], _ signs: [Int], _ place: String, _ point: CheckedPoint,
    _ instance: CheckedInstance
  ) throws(Rejection) {
    let (y, p) = try checkedMultipliers(multipliers, signs, place, instance)
    let a = point.u.map(\.magnitude)
    let reach = Integer.dot(y, a)
    let image = instance.gram.numeratorProduct(p)
    let form = Integer.dot(p, image)
    // (y.a)^2 against c p^T G p, with c = norm / scale and p^T G p = form / denominator.
    let left = reach * reach * point.scale * instance.gram.denominator
    let right = point.norm * form
    if left > right { return }
    try require(left == right, "\(place): (y.a)^2 is less than u^T Q u times p^T G p")
    for i in 0..<instance.size {
      try require(
        image[i].magnitude * reach == a[i] * form,
        "\(place): equality, but not only at the point itself (task \(i + 1))")
    }
  }

  /// Multipliers y >= 0, not all zero, on the fixed tasks, as integers, and p = s*y.
  static func checkedMultipliers(
    _ multipliers: [Rational], _ signs: [Int], _ place: String, _ instance: CheckedInstance
  ) throws(Rejection) -> (y: [Integer], p: [Integer]) {
    // Positive multiples of y are as good as y.
    let y = try instance.integers(multipliers, "y").numerators
    for i in 0..<instance.size {
      try require(y[i].signum >= 0, "\(place): entry \(i + 1) of `y` is negative")
      try require(
        signs[i] != 0 || y[i].isZero,
        "\(place): entry \(i + 1) of `y` is not zero but the sign of the task is not fixed")
    }
    try require(y.contains { !$0.isZero }, "\(place): `y` is zero")
    return (y, zip(signs, y).map { $0 < 0 ? -$1 : $1 })
  }

  /// Width k-1: the pattern with s_1 = 1 over the form q_ij a_i a_j, scaled by the denominator of
  /// Q, and the value c of the point on the same scale.
  private static func boundedRoot(
    _ point: CheckedPoint, _ instance: inout CheckedInstance
  ) throws(Rejection) -> (root: PartialPattern, limit: Integer) {
    let inverse = try instance.computedInverse()
    let a = point.u.map(\.magnitude)
    let form = (0..<a.count).map { i in
      (0..<a.count).map { j in inverse.numerator(i, j) * a[i] * a[j] }
    }
    let limit = Integer.dot(point.u, inverse.numeratorProduct(point.u))
    return (PartialPattern(count: a.count, form: form), limit)
  }

  /// A direction b whose point dominates: b_i^2 / (b^T Q b) >= u_i^2 / c for all i, once strictly
  /// (width k-1: <=).
  static func checkDominator(
    _ by: [Rational], _ point: CheckedPoint, _ instance: inout CheckedInstance
  ) throws(Rejection) {
    let b = try instance.integers(by, "by").numerators
    try require(b.contains { !$0.isZero }, "`by` is zero")
    let inverse = try instance.computedInverse()
    // Multiplied by both denominators: b_i^2 c against u_i^2 (b^T Q b).
    let left = point.norm * inverse.denominator
    let right = Integer.dot(b, inverse.numeratorProduct(b)) * point.scale
    var isStrict = false
    for i in 0..<instance.size {
      let gain = (b[i] * b[i] * left - point.u[i] * point.u[i] * right).signum
      try require(
        instance.width == .one ? gain >= 0 : gain <= 0, "`by` is worse for task \(i + 1)")
      if gain != 0 { isStrict = true }
    }
    try require(isStrict, "`by` is the same point: better for no task")
  }
}
