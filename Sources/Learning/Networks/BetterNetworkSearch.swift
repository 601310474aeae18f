import Exact
import Surfaces

/// Whether a better network than a given one is known: one that is no worse for any task and better
/// for one.
public enum BetterNetwork: Sendable {
  /// A better network, compared exactly.
  case found(NetworkPoint)
  /// There is none: the network fits as many tasks exactly as it has units, so that every network
  /// that is no worse for these is the same one.
  case impossible
  /// None was found, which proves nothing.
  case unknown

  /// Looks for a better network.
  ///
  /// Tasks that are fitted exactly stay so: the search runs among the networks of the minor in
  /// which they are contracted. There it follows the direction in which all values rise at the same
  /// rate (the point of smallest norm of the convex hull of their gradients), in double precision,
  /// and rounds what it reaches to fractions, which are then compared exactly.
  ///
  /// - Parameters:
  ///   - network: The network, of an instance of which it was made.
  ///   - proceed: Asked before every step; the answer is ``unknown`` once it returns false.
  public static func search(
    _ instance: Instance, _ network: NetworkPoint, proceed: () -> Bool = { true }
  ) -> BetterNetwork {
    let fitted = network.fittedTasks(instance)
    let units = network.width.units
    guard fitted.count < min(units, instance.taskCount) else { return .impossible }
    let rest = (0..<instance.taskCount).filter { !fitted.contains($0) }
    let minor = instance.minor(contracting: fitted, keeping: rest)
    // U = G B; without the fitted tasks, B spans the network of the minor.
    let all = instance.gramInverse * network.matrix
    let block = all.submatrix(rows: rest, columns: Array(0..<units))
    let columns = block.independentColumns()
    let start =
      minor.instance.gram
      * block.submatrix(
        rows: Array(rest.indices), columns: columns)
    guard let inner = try? NetworkPoint(minor.instance, matrix: start),
      var ascent = NetworkAscent(minor.instance, inner)
    else { return .unknown }
    for _ in 0..<NetworkAscent.steps {
      if !proceed() { return .unknown }
      if !ascent.step() { break }
    }
    for bits in stride(from: 4, through: 48, by: 4) {
      guard let candidate = ascent.rounded(bits: bits),
        let better = try? NetworkPoint(minor.instance, matrix: candidate),
        better.dominates(inner)
      else { continue }
      let inside = minor.instance.gramInverse * better.matrix
      var rows = Array(
        repeating: Array(repeating: Rational.zero, count: units), count: instance.taskCount)
      for (column, task) in fitted.enumerated() { rows[task][column] = .one }
      for (position, task) in rest.enumerated() {
        for column in 0..<inside.columns {
          rows[task][fitted.count + column] = inside[position, column]
        }
      }
      let whole = (instance.gram * RationalMatrix(rows)).reduced()
      if let result = try? NetworkPoint(instance, matrix: whole), result.dominates(network) {
        return .found(result)
      }
    }
    return .unknown
  }
}

/// An ascent in double precision along which the value of every task rises.
///
/// With G = D C C^T D, D the roots of the diagonal and C lower triangular with rows c_i of length
/// 1, a network is a subspace of R^k with an orthonormal basis V, and v_i / g_ii = |V^T c_i|^2.
struct NetworkAscent {
  static let steps = 400

  private let count: Int
  private let units: Int
  private let factor: [[Double]]
  /// The roots of the diagonal, as a number from 1 to 2 times a power of two.
  private let significands: [Double]
  private let powers: [Rational]
  /// The columns of V.
  private var basis: [[Double]]

  /// Starts at a network; nil when double precision cannot hold it.
  init?(_ instance: Instance, _ network: NetworkPoint) {
    let count = instance.taskCount
    let roots = instance.optima.map { $0.doubleValue.squareRoot() }
    guard roots.allSatisfy({ $0.isFinite && $0 > 0 }) else { return nil }
    var factor = (0..<count).map { i in
      (0..<count).map { instance.gram[i, $0].doubleValue / roots[i] / roots[$0] }
    }
    for j in 0..<count {
      for i in j..<count {
        var sum = factor[i][j]
        for l in 0..<j { sum -= factor[i][l] * factor[j][l] }
        if i == j {
          guard sum > 1e-14 else { return nil }
          factor[i][i] = sum.squareRoot()
        } else {
          factor[i][j] = sum / factor[j][j]
          factor[j][i] = 0
        }
      }
    }
    self.count = count
    units = network.matrix.columns
    self.factor = factor
    significands = roots.map(\.significand)
    powers = roots.map { root in
      let power = Integer.one.shiftedLeft(abs(Int(root.exponent)))
      return root.exponent < 0 ? Rational(1, power) : Rational(power)
    }
    basis = (0..<network.matrix.columns).map { column in
      // Solve C x = D^-1 u.
      var x = (0..<count).map { network.matrix[$0, column].doubleValue / roots[$0] }
      for i in 0..<count {
        for l in 0..<i { x[i] -= factor[i][l] * x[l] }
        x[i] /= factor[i][i]
      }
      return x
    }
    guard let orthonormal = Self.orthonormal(basis) else { return nil }
    basis = orthonormal
  }

  private static func dot(_ x: [Double], _ y: [Double]) -> Double {
    zip(x, y).reduce(0) { $0 + $1.0 * $1.1 }
  }

  /// Gram and Schmidt, twice over.
  private static func orthonormal(_ columns: [[Double]]) -> [[Double]]? {
    var result: [[Double]] = []
    for column in columns {
      var x = column
      for _ in 0..<2 {
        for other in result {
          let part = dot(x, other)
          for i in x.indices { x[i] -= part * other[i] }
        }
        let norm = dot(x, x).squareRoot()
        guard norm > 1e-150, norm.isFinite else { return nil }
        x = x.map { $0 / norm }
      }
      result.append(x)
    }
    return result
  }

  /// v_i / g_ii.
  private func values(_ basis: [[Double]]) -> [Double] {
    factor.map { row in basis.reduce(0) { $0 + Self.dot($1, row) * Self.dot($1, row) } }
  }

  /// Takes a step; false when there is none that raises all values noticeably.
  mutating func step() -> Bool {
    let inner = factor.map { row in basis.map { Self.dot($0, row) } }
    // The parts of the c_i outside the subspace.
    let outer = zip(factor, inner).map { row, parts in
      (0..<count).map { i in
        row[i] - zip(parts, basis).reduce(0) { $0 + $1.0 * $1.1[i] }
      }
    }
    // The gradient of v_i is the product of the two, so inner products multiply.
    let gram = (0..<count).map { i in
      (0..<count).map { Self.dot(outer[i], outer[$0]) * Self.dot(inner[i], inner[$0]) }
    }
    let norms = (0..<count).map { gram[$0][$0].squareRoot() }
    guard norms.allSatisfy({ $0 > 1e-9 }) else { return false }
    let scaled = (0..<count).map { i in (0..<count).map { gram[i][$0] / norms[i] / norms[$0] } }
    let point = MinimumNormPoint.find(gram: scaled)
    guard point.squaredNorm > 1e-12 else { return false }
    let current = values(basis)
    var length = 1.0
    while length > 1e-9 {
      let moved = basis.indices.map { column in
        (0..<count).map { i in
          basis[column][i]
            + length
            * (0..<count).reduce(0) {
              $0 + point.weights[$1] / norms[$1] * outer[$1][i] * inner[$1][column]
            }
        }
      }
      if let next = Self.orthonormal(moved),
        zip(values(next), current).allSatisfy({ $0 > $1 + 1e-13 })
      {
        basis = next
        return true
      }
      length /= 4
    }
    return false
  }

  /// The network as a matrix U with about so many bits, or nil when nothing is left of a column.
  func rounded(bits: Int) -> RationalMatrix? {
    let size = Double(sign: .plus, exponent: bits, significand: 1)
    let rows = factor.enumerated().map { task, row in
      basis.map { column -> Rational in
        let entry = (Self.dot(column, row) * significands[task] * size).rounded()
        return Rational(Integer(Int(entry))) * powers[task]
      }
    }
    return RationalMatrix(rows)
  }
}
