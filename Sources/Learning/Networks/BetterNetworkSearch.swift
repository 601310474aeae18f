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
      guard
        let better = try? NetworkPoint(minor.instance, matrix: ascent.rounded(bits: bits)),
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
