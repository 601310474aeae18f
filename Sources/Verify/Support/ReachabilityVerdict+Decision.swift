import Floating
import Surfaces

extension ReachabilityVerdict {
  /// Decides which kinds of support a point has.
  ///
  /// With w = Q u, weights that make the point optimal are w_i / u_i, up to one factor, wherever
  /// u_i != 0, and T = Q - diag(w/u) (width k-1: diag(w/u) - Q) is positive semi-definite; T u = 0.
  /// Where u_i = 0, width 1 needs w_i = 0; width k-1 always has the weights e_i.
  ///
  /// - Parameter filter: Whether a floating-point proof is tried first (``SupportFilter``).
  /// - Complexity: one elimination of order k - 1, two with zero coordinates.
  public static func decide(
    _ instance: Instance, _ point: Point, width: WidthEnd, filter: FloatingFilter = .on
  ) -> ReachabilityVerdict {
    SupportDecision(
      instance: instance, point: point, width: width, filter: filter
    ).verdict()
  }
}
