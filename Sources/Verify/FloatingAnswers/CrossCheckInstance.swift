import Exact
import Surfaces

/// An instance of a cross-check, as integers: predictors, or a Gram matrix.
package struct CrossCheckInstance: Sendable, Equatable {
  /// One row for each task, where the instance is given by predictors.
  package let predictors: [[Integer]]?
  /// The Gram matrix (k x k).
  package let gram: RationalMatrix

  /// Creates an instance from its predictors.
  init(predictors: [[Integer]]) {
    self.predictors = predictors
    gram = RationalMatrix(numerators: predictors).rowGram()
  }

  /// Creates an instance from its Gram matrix.
  init(gram: RationalMatrix) {
    predictors = nil
    self.gram = gram
  }

  /// The number of binary digits of all entries: the smaller, the easier to read.
  package var size: Int {
    (predictors ?? gram.numerators).reduce(0) { total, row in
      row.reduce(total) { $0 + $1.bitWidth }
    }
  }
}
