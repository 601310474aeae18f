import Exact
import Surfaces

/// Whether a point lies on one surface, near another one, or on several.
///
/// The point of the direction u lies on the surface of every D_I with (D_I u)^T Q (D_I u)
/// = u^T Q u; sign patterns that give the same D_I u up to sign are one.
enum SurfacesAtPoint: String {
  case one = "on one surface"
  case near = "near a second surface"
  case several = "on several surfaces"

  /// Up to how many tasks the patterns are visited.
  static let largest = 7

  /// - Precondition: `direction` is not zero and has k entries, k at most ``largest``.
  /// - Complexity: O(2^k k^2) additions.
  init(_ instance: Instance, _ direction: [Rational]) {
    let vector = Point.integerDirection(direction)
    let inverse = instance.gramInverse
    let support = vector.indices.filter { !vector[$0].isZero }
    // 2 q_ij u_i u_j for i > j, up to the denominator of Q.
    let products = support.indices.map { a in
      support[..<a].map { j in
        inverse.numerator(support[a], j) * vector[support[a]] * vector[j] * Integer(2)
      }
    }
    let norm = Integer.dot(vector, inverse.numeratorProduct(vector))
    var nearest = Self.one
    // Bit a flips task support[a]; the first keeps its sign.
    for pattern in stride(from: 2, to: 1 << support.count, by: 2) {
      var difference = Integer.zero
      for a in support.indices {
        for b in 0..<a where (pattern >> a ^ pattern >> b) & 1 == 1 {
          difference += products[a][b]
        }
      }
      if difference.isZero {
        self = .several
        return
      }
      // The norm changes by twice the difference: by less than a thousandth of itself.
      if difference.magnitude * Integer(2000) < norm { nearest = .near }
    }
    self = nearest
  }
}
