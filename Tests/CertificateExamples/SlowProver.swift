import Certificates
import Exact

/// Makes certificates of all true statements about a point of a tiny instance, by plain methods.
package struct SlowProver {
  /// The instance.
  package let truth: SlowTruth
  private let gram: RationalMatrix
  private let size: Int

  /// Creates the prover of an instance; nil when the Gram matrix is not positive definite.
  package init?(gram: [[Rational]], width: Certificate.Width) {
    guard let truth = SlowTruth(gram: gram, width: width) else { return nil }
    self.truth = truth
    self.gram = RationalMatrix(gram)
    size = gram.count
  }

  private var isWidthOne: Bool { truth.width == .one }

  /// A certificate for every true statement about the instance and the point, in several forms.
  ///
  /// - Parameter isLavish: Whether trees branch on every task although fewer would do.
  package func certificates(
    direction u: [Rational], isLavish: Bool = false
  ) -> [Certificate] {
    var found: [Certificate] = []
    func add(_ statement: Certificate.Statement, _ evidence: Certificate.Evidence?) {
      guard let evidence else { return }
      found.append(
        Certificate(statement: statement, width: truth.width, gram: gram, evidence: evidence))
    }
    let point = Certificate.Point(direction: u)
    if let signs = signs() {
      add(.conditionHolds, .signs(signs))
      add(.fullyExplorable, .signs(signs))
    }
    for cycle in cycles() { add(.conditionFails, .frustratedCycle(cycle)) }
    let weightings = self.weightings(u)
    if truth.holds(.weaklySupported, direction: u), let weights = weightings.first {
      add(.weaklySupported, .weights(point, weights))
    }
    if truth.holds(.supported, direction: u),
      let weights = weightings.first(where: { !$0.contains { $0.isZero } })
    {
      add(.supported, .weights(point, weights))
      add(.paretoOptimal, .optimality(point, .weights(weights)))
    }
    if truth.holds(.exposed, direction: u) {
      for weights in weightings where kernelDimension(u, weights) == 1 {
        add(.exposed, .weights(point, weights))
        add(.paretoOptimal, .optimality(point, .weights(weights)))
      }
    }
    let optimalities = self.optimalities(u, isLavish: isLavish)
    for optimality in optimalities { add(.paretoOptimal, .optimality(point, optimality)) }
    if let by = truth.dominator(of: u) { add(.dominated, .dominator(point, by: by)) }
    for obstruction in obstructions(u) {
      add(.unsupported, .obstruction(point, obstruction))
      for optimality in optimalities {
        add(.unreachableParetoOptimum, .unreachableOptimum(point, optimality, obstruction))
      }
    }
    return found
  }

  /// The same certificate with the redundant parts given: the inverse, the dual, a note.
  package func explicit(_ certificate: Certificate) -> Certificate {
    var result = certificate
    result.inverse = RationalMatrix(truth.inverse.rows)
    result.note = "\u{e9} \"quoted\" \\ and\na second line"
    func explicit(_ point: Certificate.Point) -> Certificate.Point {
      Certificate.Point(
        direction: point.direction, dual: truth.inverse.times(point.direction))
    }
    func explicit(_ obstruction: Certificate.Obstruction) -> Certificate.Obstruction {
      guard case .negativeDirection(let x, _) = obstruction else { return obstruction }
      return .negativeDirection(x, preimage: truth.inverse.times(x))
    }
    switch certificate.evidence {
    case .signs, .frustratedCycle, .enclosure: break
    case .weights(let point, let weights): result.evidence = .weights(explicit(point), weights)
    case .obstruction(let point, let why):
      result.evidence = .obstruction(explicit(point), explicit(why))
    case .optimality(let point, let why): result.evidence = .optimality(explicit(point), why)
    case .dominator(let point, let by): result.evidence = .dominator(explicit(point), by: by)
    case .unreachableOptimum(let point, let why, let obstruction):
      result.evidence = .unreachableOptimum(explicit(point), why, explicit(obstruction))
    }
    return result
  }

  private func signs() -> [Int]? {
    SlowTruth.signVectors(size).first {
      truth.conditionMatrix.switched($0).rows.allSatisfy { $0.allSatisfy { $0.signum >= 0 } }
    }
  }

  private func cycles() -> [[Int]] {
    let m = truth.conditionMatrix.rows
    func product(_ cycle: [Int]) -> Int {
      cycle.indices.reduce(1) { $0 * m[cycle[$1]][cycle[($1 + 1) % cycle.count]].signum }
    }
    var result: [[Int]] = []
    func extend(_ cycle: [Int]) {
      if cycle.count >= 3, product(cycle) < 0, result.count < 3 {
        result.append(cycle.map { $0 + 1 })
      }
      for next in 0..<size where !cycle.contains(next) { extend(cycle + [next]) }
    }
    for start in 0..<size { extend([start]) }
    return result
  }

  private func form(_ weights: [Rational], mu: Rational) -> SlowMatrix {
    let form = truth.inverse.scaled(mu).minus(diagonal: weights)
    return isWidthOne ? form : form.scaled(-1)
  }

  private func kernelDimension(_ u: [Rational], _ weights: [Rational]) -> Int {
    let value = zip(weights, u).reduce(Rational.zero) { $0 + $1.0 * $1.1 * $1.1 }
    return form(weights, mu: value / truth.inverse.form(u)).kernelDimension
  }

  /// Weights that make the point optimal: with zeros where possible, then all positive.
  private func weightings(_ u: [Rational]) -> [[Rational]] {
    var result: [[Rational]] = []
    let w = truth.inverse.times(u)
    let isForced = (0..<size).allSatisfy {
      u[$0].isZero ? w[$0].isZero : (w[$0] / u[$0]).signum >= 0
    }
    let zeros = u.contains { $0.isZero }
    let scale = Rational(3, 2)
    if isForced {
      let free: [Rational] = zeros ? [0, 1, Rational(1, 64), Rational(1, 4096), 64, 4096] : [0]
      for weight in free {
        let weights = (0..<size).map { u[$0].isZero ? weight : w[$0] / u[$0] }
        if form(weights, mu: 1).isSemidefinite { result.append(weights.map { $0 * scale }) }
      }
    }
    if !isWidthOne, zeros {
      result.append(u.map { $0.isZero ? 2 : 0 })
      if let first = u.firstIndex(where: \.isZero) {
        result.append((0..<size).map { $0 == first ? 1 : 0 })
      }
    }
    return result
  }

  private func obstructions(_ u: [Rational]) -> [Certificate.Obstruction] {
    guard !truth.holds(.weaklySupported, direction: u) else { return [] }
    let w = truth.inverse.times(u)
    var result: [Certificate.Obstruction] = []
    var isTangent = true
    for i in 0..<size {
      if u[i].isZero, !w[i].isZero {
        result.append(.zeroCoordinate(i + 1))
        isTangent = false
      }
      if !u[i].isZero, (w[i] / u[i]).signum < 0 { result.append(.negativeWeight(i + 1)) }
    }
    if isTangent {
      let weights = zip(w, u).map { $1.isZero ? Rational.zero : $0 / $1 }
      let matrix = RationalMatrix(form(weights, mu: 1).rows)
      if case .notSemidefinite(let direction) = matrix.definiteness() {
        result.append(.negativeDirection(direction.map { Rational($0, 2) }, preimage: nil))
      }
    }
    return result
  }

  private func optimalities(_ u: [Rational], isLavish: Bool) -> [Certificate.Optimality] {
    guard truth.dominator(of: u) == nil else { return [] }
    var signs = Array(repeating: 0, count: size)
    signs[0] = 1
    var nodes: [Certificate.Node] = []
    grow(&nodes, signs, u, isLavish: isLavish)
    return [.tree(nodes)] + (isWidthOne ? [] : [.exhaustive])
  }

  /// Appends the subtree below a partial pattern; its root comes first.
  private func grow(
    _ nodes: inout [Certificate.Node], _ signs: [Int], _ u: [Rational], isLavish: Bool
  ) {
    let task = signs.lastIndex(of: 0)
    if task == nil || !isLavish, let leaf = leaf(signs, u) {
      nodes.append(leaf)
      return
    }
    guard let task else { preconditionFailure("a Pareto optimum has no open sign vector") }
    let position = nodes.count
    nodes.append(.bound)
    var children: [Int] = []
    for sign in [1, -1] {
      children.append(nodes.count)
      var longer = signs
      longer[task] = sign
      grow(&nodes, longer, u, isLavish: isLavish)
    }
    nodes[position] = .branch(task: task + 1, plus: children[0], minus: children[1])
  }

  private func leaf(_ signs: [Int], _ u: [Rational]) -> Certificate.Node? {
    let a = u.map(\.magnitude)
    let c = truth.inverse.form(u)
    let fixed = (0..<size).filter { signs[$0] != 0 }
    guard isWidthOne else {
      let completions = SlowTruth.signVectors(size).filter { full in
        fixed.allSatisfy { full[$0] == signs[$0] }
      }
      let isOpen = completions.contains { truth.inverse.switched($0).form(a) > c }
      return !isOpen && bound(signs, a) <= c ? .bound : nil
    }
    // The signs that are not fixed, and the constraints on those tasks, are left out.
    let block = truth.gram.block(fixed).inverse.switched(fixed.map { signs[$0] })
    let (point, multipliers) = SlowTruth.minimise(block, above: fixed.map { a[$0] })
    let value = block.form(point)
    var y = Array(repeating: Rational.zero, count: size)
    for (i, entry) in zip(fixed, multipliers) { y[i] = entry }
    let image = truth.gram.times((0..<size).map { signs[$0] < 0 ? -y[$0] : y[$0] })
    guard value > c || value == c && image.map(\.magnitude) == a else { return nil }
    return .multipliers(y)
  }

  private func bound(_ signs: [Int], _ a: [Rational]) -> Rational {
    var total = Rational.zero
    for i in 0..<size {
      var field = Rational.zero
      for j in 0..<size {
        let entry = truth.inverse.rows[i][j] * a[i] * a[j]
        switch (signs[i] != 0, signs[j] != 0) {
        case (true, true): total += entry * Rational(signs[i] * signs[j])
        case (false, true): field += entry * Rational(signs[j])
        case (true, false): break
        case (false, false): total += entry.magnitude
        }
      }
      total += field.magnitude * 2
    }
    return total
  }
}
