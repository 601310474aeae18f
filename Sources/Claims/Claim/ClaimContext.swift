import Exact
import Surfaces
import Verify

/// What the check of a claim may use: the deciders, broken on purpose in a mutation test, and data
/// that is not drawn.
public struct ClaimContext: Sendable {
  /// The defect of a mutation test.
  public var mutant: Mutant?
  /// The moments of the SARCOS data with centred and with raw targets, where they are at hand.
  public var sarcos: [String: Moments]
  /// How much work a Pareto decision may do.
  public var limits: SearchLimits

  /// Creates a context.
  public init(
    mutant: Mutant? = nil, sarcos: [String: Moments] = [:],
    limits: SearchLimits = SearchLimits(nodes: 1 << 14)
  ) {
    self.mutant = mutant
    self.sarcos = sarcos
    self.limits = limits
  }

  /// Whether a defect is switched on.
  func has(_ mutant: Mutant) -> Bool { self.mutant == mutant }

  /// Signs that show that the condition of a width holds, or nil when it fails.
  func signs(_ instance: Instance, _ width: WidthEnd) -> [Int]? {
    signs(SignedGraph(instance.conditionMatrix(width)))
  }

  /// Signs that show that a signed graph is balanced, or nil when it is not.
  func signs(_ graph: SignedGraph) -> [Int]? {
    let count = graph.vertexCount
    switch mutant {
    case .conditionAlwaysHolds: return Array(repeating: 1, count: count)
    case .conditionAlwaysFails: return nil
    default: break
    }
    var graph = graph
    if has(.conditionDropsEdge), count >= 2 {
      let whole = graph
      graph = SignedGraph(vertexCount: count) { i, j in
        i + j == 2 * count - 3 && i != j && max(i, j) == count - 1 ? 0 : whole[i, j]
      }
    }
    if case .signs(let signs) = graph.balance() { return signs }
    return nil
  }

  /// Whether a point is Pareto optimal; nil when undecided.
  func pareto(_ instance: Instance, _ point: Point, _ width: WidthEnd) -> Bool? {
    switch mutant {
    case .paretoAlways: return true
    case .paretoNever: return false
    default:
      return ParetoVerdict.decide(instance, point, width: width, limits: limits).isOptimal
    }
  }

  /// Whether some weights reach a point.
  func isReachable(_ instance: Instance, _ point: Point, _ width: WidthEnd) -> Bool {
    switch mutant {
    case .reachableAlways: return true
    case .reachableNever: return false
    default: return ReachabilityVerdict.decide(instance, point, width: width).isReachable
    }
  }
}
