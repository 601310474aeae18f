import Exact
import Floating
import Surfaces

/// Whether a point is Pareto optimal, decided exactly and with evidence either way.
public struct ParetoVerdict: Sendable {
  /// The width the point belongs to.
  public let width: WidthEnd
  /// The point.
  public let point: Point
  /// The answer.
  public let outcome: ParetoOutcome

  /// Creates a verdict.
  public init(width: WidthEnd, point: Point, outcome: ParetoOutcome) {
    self.width = width
    self.point = point
    self.outcome = outcome
  }

  /// Whether the point is Pareto optimal; nil when that is undecided.
  public var isOptimal: Bool? {
    if case .undecided = outcome { return nil }
    if case .optimal = outcome { return true }
    return false
  }

  /// Decides whether a point is Pareto optimal.
  ///
  /// A short tree is tried first, then the weights of a supported or exposed point, then all sign
  /// vectors (width k-1, to ``SurfaceEnumeration/scanLimit`` tasks) or the tree up to the limit.
  ///
  /// - Parameters:
  ///   - instance: The instance.
  ///   - point: v for width 1, t - v for width k-1.
  ///   - width: The width.
  ///   - limits: When to give up.
  ///   - filter: Whether floating point behind proved bounds may decide inequalities.
  /// - Complexity: exponential at worst; a few nodes for each task where the values u_i w_i (width
  ///   k-1: the u_i) differ much in size, as those of ``Witness`` do.
  public static func decide(
    _ instance: Instance, _ point: Point, width: WidthEnd, limits: SearchLimits = .standard,
    filter: FloatingFilter = .on
  ) -> ParetoVerdict {
    let short = SearchLimits(nodes: min(limits.nodes, 64 * instance.taskCount))
    let first = decideByTree(
      instance, point, width: width, limits: short, filter: filter)
    if case .undecided = first.outcome {
      let reachability = ReachabilityVerdict.decide(
        instance, point, width: width, filter: filter)
      for support in [reachability.supported, reachability.exposed] {
        if case .holds(let weights) = support {
          return ParetoVerdict(width: width, point: point, outcome: .optimal(.weights(weights)))
        }
      }
      if width == .allButOne, instance.taskCount <= SurfaceEnumeration.scanLimit {
        return ParetoVerdict(width: width, point: point, outcome: scanOutcome(instance, point))
      }
      if short.nodes < limits.nodes {
        return decideByTree(
          instance, point, width: width, limits: limits, filter: filter)
      }
    }
    return first
  }

  /// Width k-1: the largest f_s(a) over all sign vectors decides.
  private static func scanOutcome(_ instance: Instance, _ point: Point) -> ParetoOutcome {
    let scan = SurfaceEnumeration(instance).scan(at: point, listing: 0)
    guard scan.maximum > point.norm else { return .optimal(.enumeration) }
    return .dominated(by: zip(scan.maximizer, point.magnitudes).map { $0 < 0 ? -$1 : $1 })
  }

  /// Decides by the sign tree alone.
  public static func decideByTree(
    _ instance: Instance, _ point: Point, width: WidthEnd, limits: SearchLimits = .standard,
    filter: FloatingFilter = .on
  ) -> ParetoVerdict {
    let outcome =
      width == .one
      ? multiplierOutcome(instance, point, limits, filter)
      : cutOutcome(instance, point, limits)
    return ParetoVerdict(width: width, point: point, outcome: outcome)
  }

  private static func multiplierOutcome(
    _ instance: Instance, _ point: Point, _ limits: SearchLimits, _ filter: FloatingFilter
  ) -> ParetoOutcome {
    if let direction = steepDominator(instance, point) { return .dominated(by: direction) }
    var search = MultiplierTreeSearch(
      gram: instance.scaledGram, direction: point.direction, dual: point.dual,
      factor: instance.gram.denominator * point.dualScale, limits: limits,
      filter: filter)
    switch search.run() {
    case .closed(let tree): return .optimal(.tree(tree))
    case .dominated(let direction): return .dominated(by: direction)
    case .exhausted, .tied: return .undecided(nodes: limits.nodes)
    }
  }

  private static func cutOutcome(
    _ instance: Instance, _ point: Point, _ limits: SearchLimits
  ) -> ParetoOutcome {
    let search = CutTreeSearch(
      inverse: instance.scaledInverse.numerators, direction: point.direction,
      limits: limits)
    switch search.run() {
    case .closed(let tree): return .optimal(.tree(tree))
    case .exceeded(let signs):
      let magnitudes = point.magnitudes
      return .dominated(by: signs.indices.map { signs[$0] < 0 ? -magnitudes[$0] : magnitudes[$0] })
    case .exhausted: return .undecided(nodes: limits.nodes)
    }
  }

  /// Width 1: where |u_i| can grow while c = u^T Q u falls, a step that shows it.
  ///
  /// c(u + h e_i) = c + 2 h w_i + h^2 q_ii, so a step against the sign of w_i gains when w_i u_i <
  /// 0 or u_i = 0 != w_i; the simplest step between half and three halves of |w_i| / q_ii is taken.
  static func steepDominator(_ instance: Instance, _ point: Point) -> [Integer]? {
    guard
      let task = point.direction.indices.first(where: {
        point.direction[$0].signum * point.dual[$0].signum < 0
          || (point.direction[$0].isZero && !point.dual[$0].isZero)
      })
    else { return nil }
    let ideal =
      Rational(point.dual[task].magnitude, point.dualScale) / instance.gramInverse[task, task]
    let (half, more) = (ideal * Rational(1, 2), ideal * Rational(3, 2))
    let step = Rational.simplest(from: half, through: more) ?? ideal
    var direction = point.direction.map { Rational($0) }
    direction[task] += point.dual[task].signum > 0 ? -step : step
    return Point.integerDirection(direction)
  }
}
