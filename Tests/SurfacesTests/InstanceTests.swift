import Exact
import Randomness
import Testing
@testable import Surfaces

@Suite struct InstanceTests {
  /// Integers as a matrix.
  private func matrix(_ rows: [[Int]]) -> RationalMatrix {
    RationalMatrix(numerators: rows.map { $0.map { Integer($0) } })
  }

  private func rationals(_ rows: [[Int]]) -> [[Rational]] { rows.map { $0.map { Rational($0) } } }

  @Test func predictorsGiveTheGramMatrix() throws {
    let instance = try Instance(predictors: rationals([[1, 2, 0], [0, -1, 3]]))
    #expect(instance.gram == matrix([[5, -2], [-2, 10]]))
    #expect(instance.taskNames == ["1", "2"])
    #expect(instance.gram * instance.gramInverse == .identity(2))
    #expect(instance.optima == [5, 10])
  }

  @Test func dependentPredictorsCarryANullVector() {
    let predictors = rationals([[1, 2, 3], [2, 4, 6], [0, 1, 1]])
    #expect(throws: InstanceError.linearlyDependent(nullVector: [2, -1, 0])) {
      try Instance(predictors: predictors)
    }
    // More tasks than samples are always dependent; the vector is verified, not predicted.
    var generator = CounterGenerator(seed: 1, stream: "dependent", index: 0)
    for _ in 0..<50 {
      let rows = (0..<4).map { _ in
        (0..<3).map { _ in Rational(Int.random(in: -9...9, using: &generator)) }
      }
      do {
        _ = try Instance(predictors: rows)
        Issue.record("four predictors of three numbers are dependent")
      } catch .linearlyDependent(let z) {
        #expect(z.contains { !$0.isZero })
        let product = RationalMatrix(rows).transposed.numeratorProduct(z)
        #expect(product.allSatisfy { $0.isZero })
      } catch {
        Issue.record("unexpected error \(error)")
      }
    }
  }

  @Test func malformedMatricesAreTypedErrors() {
    #expect(throws: InstanceError.noTasks) { try Instance(predictors: []) }
    #expect(throws: InstanceError.noTasks) { try Instance(gram: matrix([])) }
    #expect(throws: InstanceError.emptyPredictors) { try Instance(predictors: [[], []]) }
    #expect(throws: InstanceError.raggedPredictors(task: 2, expected: 2, found: 1)) {
      try Instance(predictors: rationals([[1, 2], [3]]))
    }
    #expect(throws: InstanceError.notSymmetric(name: "gram", row: 1, column: 2)) {
      try Instance(gram: matrix([[1, 2], [3, 9]]))
    }
    #expect(throws: InstanceError.notSemidefinite(name: "gram", direction: [-2, 1])) {
      try Instance(gram: matrix([[1, 2], [2, 1]]))
    }
    #expect(throws: InstanceError.wrongNameCount(expected: 1, found: 2)) {
      try Instance(gram: matrix([[1]]), taskNames: ["a", "b"])
    }
    #expect(throws: InstanceError.ambiguousName("a")) {
      try Instance(gram: .identity(2), taskNames: ["a", "a"])
    }
  }

  @Test func momentsGiveTheGramMatrixOfTheProjections() throws {
    // The third input is the sum of the first two: X is rank deficient.
    let x = matrix([[1, 0, 1], [2, 1, 3], [0, 3, 3], [1, -1, 0], [4, 2, 6]])
    let y = matrix([[3, 1], [0, 2], [1, -1], [5, 0], [2, 2]])
    let moments = Moments(
      samples: 5, xx: x.transposed * x, xy: x.transposed * y, yy: y.transposed * y)
    let instance = try Instance(moments: moments)
    // A second way: solve the normal equations on an explicit basis and project.
    let basis = x.submatrix(rows: [0, 1, 2, 3, 4], columns: [1, 2])
    let normal = basis.transposed * basis
    let coefficients = try #require(normal.inverse()) * (basis.transposed * y)
    let predictions = basis * coefficients
    #expect(instance.gram == predictions.transposed * predictions)
    let residual = y - predictions
    #expect(instance.irreducibleLosses == (residual.transposed * residual).diagonal)
    #expect(instance.samples == 5)
    let part = try Instance(moments: moments.restricted(toTasks: [1]))
    #expect(part.gram == instance.restricted(to: [1]).gram)
  }

  @Test func impossibleMomentsAreTypedErrors() {
    let xx = matrix([[1, 1], [1, 1]])
    #expect(throws: InstanceError.inconsistentMoments(task: 1, nullVector: [-1, 1])) {
      try Instance(moments: Moments(samples: 3, xx: xx, xy: matrix([[1], [2]])))
    }
    #expect(throws: InstanceError.notSemidefinite(name: "moments.xx", direction: [-2, 1])) {
      try Instance(
        moments: Moments(samples: 3, xx: matrix([[1, 2], [2, 1]]), xy: matrix([[1], [2]])))
    }
    #expect(
      throws: InstanceError.notSemidefinite(
        name: "moments.yy minus the fitted part", direction: [1])
    ) {
      try Instance(
        moments: Moments(
          samples: 3, xx: matrix([[1]]), xy: matrix([[2]]), yy: matrix([[3]])))
    }
    #expect(
      throws: InstanceError.wrongShape(
        name: "moments.yy", expectedRows: 1, expectedColumns: 1, rows: 2, columns: 2)
    ) {
      try Instance(
        moments: Moments(
          samples: 3, xx: matrix([[1]]), xy: matrix([[2]]), yy: .identity(2)))
    }
  }
}
