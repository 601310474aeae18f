import Exact
import Learning
import Randomness
import Surfaces
import TestSupport
import Testing

@Suite struct BetterNetworkTests {
  @Test func randomNetworksAreBeatenAndFittingOnesAreNot() throws {
    var found = 0
    for index in rounds(60) {
      var generator = CounterGenerator(seed: 128, stream: "better", index: UInt64(index))
      let count = 3 + index % 4
      let rows = (0..<count).map { _ in
        (0..<(count + 1)).map { _ in Rational(generator.integer(in: -9...9)) }
      }
      guard let instance = try? Instance(predictors: rows) else { continue }
      let units = generator.integer(in: 1...(count - 1))
      let fitted = generator.integer(in: 0...units)
      // U = G B: the first columns fit tasks exactly.
      let columns = (0..<units).map { column in
        (0..<count).map { task -> Rational in
          column < fitted
            ? (task == column ? .one : .zero) : Rational(generator.integer(in: -5...5))
        }
      }
      let matrix = instance.gram * RationalMatrix(columns).transposed
      guard let network = try? NetworkPoint(instance, matrix: matrix) else { continue }
      #expect(Set(0..<fitted).isSubset(of: network.fittedTasks(instance)))
      switch BetterNetwork.search(instance, network) {
      case .found(let better):
        #expect(better.dominates(network) && better.width == network.width)
        #expect(Set(0..<fitted).isSubset(of: better.fittedTasks(instance)))
        found += 1
      case .impossible: #expect(network.fittedTasks(instance).count >= units)
      case .unknown: #expect(fitted < units)
      }
    }
    #expect(found > 20 * testMultiplier)
  }

  @Test func valuesDoNotDependOnTheBasis() throws {
    let instance = try Instance(gram: RationalMatrix([[2, 1, 0], [1, 3, 1], [0, 1, 2]]))
    // One unit: v_i = u_i^2 / (u^T Q u).
    let direction: [Integer] = [1, -2, 3]
    let column = RationalMatrix(column: direction.map { Rational($0) })
    let one = try NetworkPoint(instance, matrix: column)
    #expect(one.values == Point(instance, direction: direction).squares)
    #expect(try NetworkPoint(instance, matrix: column.scaled(by: 7)).values == one.values)
    // Two units, orthogonal to a direction of width k-1.
    let two = try NetworkPoint(
      instance, matrix: instance.gram * RationalMatrix([[2, 0], [1, 3], [0, 2]]))
    #expect(two.values == Point(instance, direction: direction).values(instance, width: .allButOne))
  }

  @Test func errorsSayWhatIsWrong() throws {
    let instance = try Instance(gram: .identity(3))
    #expect(throws: NetworkError.wrongRows(expected: 3, found: 2)) {
      try NetworkPoint(instance, matrix: .identity(2))
    }
    #expect(throws: NetworkError.wrongColumns(largest: 3, found: 4)) {
      try NetworkPoint(instance, matrix: RationalMatrix(rows: 3, columns: 4))
    }
    #expect(throws: NetworkError.dependentColumns(nullVector: [2, -1])) {
      try NetworkPoint(instance, matrix: RationalMatrix([[1, 2], [2, 4], [0, 0]]))
    }
  }
}
