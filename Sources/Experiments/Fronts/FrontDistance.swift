import Exact
import Learning
import Surfaces

/// How far losses are from the Pareto front, certified from both sides.
///
/// The distance of losses l is the largest amount by which some network has all losses smaller,
/// max over the feasible region of min_i (l_i - l'_i) / d_i, for given units d. It is 0 exactly for
/// weakly Pareto optimal losses, and positive for losses that a network beats in every task.
///
/// *From below* a direction is evidence: its exact losses. *From above* there is evidence for every
/// sign pattern s that no point improves all losses by eps. Width 1: with a_i <= sqrt(t_i - l_i +
/// eps d_i), a vector y >= 0 with (y.a)^2 > y^T G_s y (mathematics, section 5). Width k-1: with b_i
/// >= sqrt(l_i - eps d_i), b^T Q_s b < 1 for all s, since a convex function has its maximum over a
/// box at a vertex. All of it is checked in rational arithmetic; floating point only proposes.
package struct FrontDistance: Sendable {
  /// The distance is at least this; 0 when no witness is known.
  package let lower: Rational
  /// The distance is smaller than this.
  package let upper: Rational
  /// A direction whose losses are smaller by at least ``lower`` units in every task, when that is
  /// positive.
  package let witness: [Integer]?

  /// Measures the distance of losses.
  ///
  /// - Parameters:
  ///   - losses: k numbers in the units of the instance, without the irreducible part.
  ///   - units: d, k positive numbers.
  ///   - tolerance: The gap between the bounds that is aimed at, in units.
  /// - Returns: nil when the upper bound could not be proved with any of the gaps tried, up to a
  ///   million times the tolerance, or there are more than
  ///   ``SurfaceEnumeration/listingLimit`` tasks.
  /// - Complexity: O(2^(k-1) k^2) exact operations, and about 60 times that in floating point.
  package static func decide(
    _ instance: Instance, losses: [Rational], units: [Rational], width: WidthEnd,
    tolerance: Rational = Rational(1, 1_000_000_000)
  ) -> FrontDistance? {
    let k = instance.taskCount
    precondition(losses.count == k && units.count == k, "one number for each task")
    guard k <= SurfaceEnumeration.listingLimit, units.allSatisfy({ $0.signum > 0 }),
      tolerance.signum > 0
    else {
      return nil
    }
    let search = FrontDistanceSearch(instance, losses: losses, units: units, width: width)
    let (witness, lower) = search.bestWitness()
    var gap = tolerance
    for _ in 0..<7 {
      let upper = lower + gap
      if search.excludes(upper) {
        return FrontDistance(
          lower: lower, upper: upper, witness: lower.signum > 0 ? witness : nil)
      }
      gap *= 10
    }
    return nil
  }
}
