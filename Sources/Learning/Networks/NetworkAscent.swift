import Exact
import Surfaces

/// An ascent in double precision along which the value of every task rises.
struct NetworkAscent {
  static let steps = 400

  private let space: NetworkSpace
  /// The columns of V.
  private var basis: [[Double]]

  /// Starts at a network; nil when double precision cannot hold it.
  init?(_ instance: Instance, _ network: NetworkPoint) {
    guard let space = NetworkSpace(instance) else { return nil }
    self.space = space
    let columns = (0..<network.matrix.columns).map { column in
      // Solve C x = D^-1 u.
      var x = (0..<space.count).map {
        network.matrix[$0, column].doubleValue / space.roots[$0]
      }
      for i in 0..<space.count {
        for l in 0..<i { x[i] -= space.factor[i][l] * x[l] }
        x[i] /= space.factor[i][i]
      }
      return x
    }
    guard let orthonormal = NetworkSpace.orthonormal(columns) else { return nil }
    basis = orthonormal
  }

  /// Takes a step; false when there is none that raises all values noticeably.
  mutating func step() -> Bool {
    let gradients = space.gradients(basis)
    let (outer, inner) = gradients
    // The gradient of v_i is the product of the two, so inner products multiply.
    let gram = outer.indices.map { i in
      outer.indices.map {
        NetworkSpace.dot(outer[i], outer[$0]) * NetworkSpace.dot(inner[i], inner[$0])
      }
    }
    let norms = gram.indices.map { gram[$0][$0].squareRoot() }
    guard norms.allSatisfy({ $0 > 1e-9 }) else { return false }
    let scaled = gram.indices.map { i in
      gram.indices.map { gram[i][$0] / norms[i] / norms[$0] }
    }
    let point = MinimumNormPoint.find(gram: scaled)
    guard point.squaredNorm > 1e-12 else { return false }
    let current = space.values(basis)
    var length = 1.0
    while length > 1e-9 {
      if let next = space.moved(
        basis, gradients, steps: zip(point.weights, norms).map { length * $0 / $1 }),
        zip(space.values(next), current).allSatisfy({ $0 > $1 + 1e-13 })
      {
        basis = next
        return true
      }
      length /= 4
    }
    return false
  }

  /// The network as a matrix U with about so many bits.
  func rounded(bits: Int) -> RationalMatrix {
    let size = Double(sign: .plus, exponent: bits, significand: 1)
    let rows = zip(space.factor, space.roots).map { row, root in
      // The root as a number from 1 to 2 times a power of two.
      let power = Integer.one.shiftedLeft(abs(Int(root.exponent)))
      let scale = root.exponent < 0 ? Rational(1, power) : Rational(power)
      return basis.map { column -> Rational in
        let entry = (NetworkSpace.dot(column, row) * root.significand * size).rounded()
        return Rational(Integer(Int(entry))) * scale
      }
    }
    return RationalMatrix(rows)
  }
}
