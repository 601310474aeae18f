import Exact
import Intervals
import Surfaces

/// A point without zero coordinates through which several surfaces pass.
public struct Meeting: Sendable {
  /// Where the point is.
  public enum Place: Sendable {
    /// A rational direction that satisfies the equations exactly.
    case rational([Integer])
    /// The only solution of the equations in a box, whose first k unknowns are u.
    case enclosed(KrawczykEnclosure)
  }

  /// Surfaces that pass through the point because of its equations, ascending. Others may pass
  /// through it by coincidence.
  public let surfaces: [SignPattern]
  /// The equations, in the signs of u.
  public let system: MeetingSystem
  /// Where the point is.
  public let place: Place

  /// An enclosure of u, with all signs certain.
  public var direction: IntervalVector {
    switch place {
    case .rational(let direction):
      return IntervalVector(direction.map { Rational($0) }, precision: 128)
    case .enclosed(let enclosure): return enclosure.refined
    }
  }

  /// The exact direction u where it is rational.
  public var rationalDirection: [Integer]? {
    if case .rational(let direction) = place { return direction }
    return nil
  }

  /// The definition of the point for decisions in boxes; nil where it is rational.
  public var definition: SurfaceMeeting? {
    guard case .enclosed(let enclosure) = place, let own = direction.signs else { return nil }
    let flips = surfaces.map { pattern in
      own.indices.filter { own[$0] != pattern.signs[$0] }.map { $0 + 1 }
    }
    return SurfaceMeeting(
      system, enclosure,
      implied: flips.filter { !$0.isEmpty && $0.count < own.count && !isKnown($0) })
  }

  /// Whether a flip or its complement is one of the system's.
  private func isKnown(_ flip: [Int]) -> Bool {
    let others = (1...system.instance.taskCount).filter { !flip.contains($0) }
    return system.flips.contains(flip) || system.flips.contains(others)
  }
}
