/// A square system of equations F(x) = 0 given by enclosures of F and of its Jacobian matrix.
///
/// The contract: for a box X, `value(X)` contains F(x) for every x in X, and `jacobian(X)`
/// contains the Jacobian matrix F'(x) for every x in X; F is continuously differentiable. Both
/// compute at the precision of the box.
package struct IntervalSystem: Sendable {
  /// The number of equations and of unknowns.
  package let size: Int
  /// The enclosure of F over a box.
  package let value: @Sendable (IntervalVector) -> IntervalVector
  /// The enclosure of the Jacobian matrix over a box.
  package let jacobian: @Sendable (IntervalVector) -> IntervalMatrix

  /// Creates a system from its enclosures.
  package init(
    size: Int, value: @escaping @Sendable (IntervalVector) -> IntervalVector,
    jacobian: @escaping @Sendable (IntervalVector) -> IntervalMatrix
  ) {
    self.size = size
    self.value = value
    self.jacobian = jacobian
  }
}
