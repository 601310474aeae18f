import Exact
import Surfaces

/// Where a ``Witness`` lies: its losses, and the two surfaces that cross at it or next to it.
public struct WitnessPlace: Sendable, Equatable {
  /// The k losses t_i - v_i, without the irreducible part.
  public let losses: [Rational]
  /// The name of the surface that contains the witness.
  public let ownSurface: String
  /// The name of the surface that crosses it.
  public let otherSurface: String
  /// The losses in the units that people report.
  public let table: LossTable
  /// Whether the witness lies on both.
  public let isOnBoth: Bool

  /// Finds the place of a witness of an instance.
  ///
  /// - Complexity: as ``Witness/isOnCrossing(_:)``.
  init(_ witness: Witness, _ instance: Instance) {
    let (own, other) = witness.crossing
    losses = witness.point.losses(instance, width: witness.width)
    table = LossTable(instance, excess: losses)
    ownSurface = instance.surfaceName(own, width: witness.width)
    otherSurface = instance.surfaceName(other, width: witness.width)
    isOnBoth = witness.isOnCrossing(instance)
  }
}
