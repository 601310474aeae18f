import Exact
import Floating
import Surfaces

/// The decision for one point.
struct SupportDecision {
  let instance: Instance
  let point: Point
  let width: WidthEnd
  /// Whether a floating-point proof of exposure is tried before exact elimination.
  var filter = FloatingFilter.on

  private var direction: [Integer] { point.direction }
  private var dual: [Integer] { point.dual }
  private var size: Int { direction.count }
  private var zeros: [Int] { direction.indices.filter { direction[$0].isZero } }

  /// w_i / u_i where u_i != 0, and 0 elsewhere.
  private var forcedWeights: [Rational] {
    direction.indices.map { i in
      direction[i].isZero ? .zero : Rational(dual[i], direction[i] * point.dualScale)
    }
  }

  func verdict() -> ReachabilityVerdict {
    if width == .allButOne, let zero = zeros.first { return withZeroCoordinate(zero) }
    if let obstruction = simpleObstruction() { return failing(obstruction) }
    let weights = forcedWeights
    if SupportFilter.provesExposed(instance, point, width: width, filter: filter) {
      return ReachabilityVerdict(
        width: width, point: point, weaklySupported: .holds(weights: weights),
        supported: supportedVerdict(kernel: []), exposed: .holds(weights: weights))
    }
    let search = NegativeDirectionSearch(instance: instance, point: point, width: width)
    if let obstruction = search.find() { return failing(obstruction) }
    let semidefinite: [[Integer]]
    switch definiteness(Array(0..<size)) {
    case .direction(let x): return failing(.negativeDirection(x, preimage: nil))
    case .kernel(let vectors): semidefinite = vectors
    }
    return ReachabilityVerdict(
      width: width, point: point, weaklySupported: .holds(weights: weights),
      supported: supportedVerdict(kernel: semidefinite),
      exposed: semidefinite.first.map { .fails(.otherOptimum($0)) } ?? .holds(weights: weights))
  }

  private func failing(_ obstruction: SupportObstruction) -> ReachabilityVerdict {
    ReachabilityVerdict(
      width: width, point: point, weaklySupported: .fails(obstruction),
      supported: .fails(obstruction), exposed: .fails(obstruction))
  }

  /// A negative forced weight, or a zero coordinate without any.
  private func simpleObstruction() -> SupportObstruction? {
    for i in 0..<size {
      if direction[i].isZero {
        if !dual[i].isZero { return .zeroCoordinate(task: i + 1) }
      } else if direction[i].signum * dual[i].signum < 0 {
        return .negativeWeight(task: i + 1)
      }
    }
    return nil
  }

  /// What is known about T on some tasks that include all with u_i != 0.
  private enum Semidefiniteness {
    /// T is positive semi-definite; its kernel is spanned by u and these vectors.
    case kernel([[Integer]])
    /// x^T T x < 0.
    case direction([Integer])
  }

  /// Decides the definiteness of T on some tasks; vectors are padded with zeros.
  ///
  /// T is congruent to the integers u_i u_j T_ij (where u_i = 0, u_i is replaced by 1). One task
  /// with u_i != 0 is left out: T u = 0 makes the rest decide.
  private func definiteness(_ tasks: [Int]) -> Semidefiniteness {
    let inverse = instance.gramInverse
    let product = inverse.numeratorProduct(direction)
    let scale = direction.map { $0.isZero ? Integer.one : $0 }
    guard let dropped = tasks.first(where: { !direction[$0].isZero }) else { return .kernel([]) }
    let kept = tasks.filter { $0 != dropped }
    if kept.isEmpty { return .kernel([]) }
    let rows = kept.map { i in
      kept.map { j in
        var value = inverse.numerator(i, j) * scale[i] * scale[j]
        if i == j, !direction[i].isZero { value -= direction[i] * product[i] }
        return width == .one ? value : -value
      }
    }
    func lifted(_ vector: [Integer]) -> [Integer] {
      var result = Array(repeating: Integer.zero, count: size)
      for (position, i) in kept.enumerated() { result[i] = vector[position] * scale[i] }
      return Integer.primitive(result)
    }
    switch RationalMatrix(numerators: rows).definiteness() {
    case .positiveDefinite: return .kernel([])
    case .positiveSemidefinite(let kernel): return .kernel(kernel.map(lifted))
    case .notSemidefinite(let x): return .direction(lifted(x))
    }
  }

  /// Strictly positive weights, when T >= 0 for the forced ones and its kernel is known.
  private func supportedVerdict(kernel: [[Integer]]) -> SupportVerdict {
    let zeros = zeros
    for i in 0..<size where !direction[i].isZero && dual[i].isZero {
      return .fails(.zeroWeight(task: i + 1))
    }
    if zeros.isEmpty { return .holds(weights: forcedWeights) }
    // Width 1: a kernel vector x with x_i != 0 = u_i does better as soon as task i has weight.
    for vector in kernel where zeros.contains(where: { !vector[$0].isZero }) {
      return .fails(.otherOptimum(vector))
    }
    // T restricted to any complement of its kernel is positive definite, so a small enough weight
    // on the zeros keeps T positive semi-definite.
    let start = zeros.map { instance.gramInverse[$0, $0] }.min() ?? .one
    return .holds(weights: weights(onZeros: start, factor: Rational(1, 4)))
  }

  /// The forced weights, completed by one common weight on the zeros of u.
  ///
  /// Of start, start * factor, ... (the factor is squared each time) the first is taken that makes
  /// the point optimal, and then one more step in the same direction: all other optima vanish on
  /// the zeros.
  private func weights(onZeros start: Rational, factor: Rational) -> [Rational] {
    let forced = forcedWeights
    var common = start
    var step = factor
    while true {
      let weights = (0..<size).map { direction[$0].isZero ? common : forced[$0] }
      let difference = instance.gramInverse - .diagonal(weights)
      let matrix = width == .one ? difference : difference.scaled(by: -1)
      if matrix.definiteness().isSemidefinite {
        return (0..<size).map { direction[$0].isZero ? common * factor : forced[$0] }
      }
      common *= step
      step *= step
    }
  }

  /// Width k-1 with u_zero = 0: the weights e_zero reach the point, whose loss there is zero.
  ///
  /// Positive weights need (Q u)_i = 0 at every zero, A = diag(w/u) - Q positive semi-definite on
  /// the other tasks N, and Q_ZN x = 0 on the kernel of A; then large weights on the zeros do. The
  /// point is exposed when moreover that kernel is spanned by u, or when u has one coordinate.
  private func withZeroCoordinate(_ zero: Int) -> ReachabilityVerdict {
    var weak = Array(repeating: Rational.zero, count: size)
    weak[zero] = .one
    let others = (0..<size).filter { !direction[$0].isZero }
    func verdict(_ supported: SupportVerdict, _ exposed: SupportVerdict) -> ReachabilityVerdict {
      var exposed = exposed
      if others.count == 1 {
        exposed = .holds(weights: direction.map { $0.isZero ? .one : .zero })
      }
      return ReachabilityVerdict(
        width: width, point: point, weaklySupported: .holds(weights: weak),
        supported: supported, exposed: exposed)
    }
    if let obstruction = simpleObstruction() {
      return verdict(.fails(obstruction), .fails(obstruction))
    }
    switch definiteness(others) {
    case .direction(let x):
      let obstruction = SupportObstruction.negativeDirection(x, preimage: nil)
      return verdict(.fails(obstruction), .fails(obstruction))
    case .kernel(let vectors):
      for vector in vectors {
        let image = instance.gramInverse.numeratorProduct(vector)
        if zeros.contains(where: { !image[$0].isZero }) {
          return verdict(.fails(.otherOptimum(vector)), .fails(.otherOptimum(vector)))
        }
      }
      let start = instance.gramInverse.diagonal.max() ?? .one
      let weights = weights(onZeros: start, factor: 4)
      return verdict(
        .holds(weights: weights),
        vectors.first.map { .fails(.otherOptimum($0)) } ?? .holds(weights: weights))
    }
  }
}
