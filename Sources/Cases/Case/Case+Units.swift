import Exact
import Surfaces

extension Case {
  /// The same problem in units in which double precision holds it: where some second moment is
  /// beyond 2^-400 ... 2^400, columns are multiplied by powers of two, exactly, so that their
  /// second moments are near one. Points and expectations are left out.
  ///
  /// Training on standardised columns is the same problem in any units.
  ///
  /// - Parameter intercept: The input, counted from 0, that is constantly one and stays so, if any.
  /// - Returns: The case and the exponents e by which the k targets were multiplied, 2^e; nil where
  ///   nothing has to be done.
  public func inUnitsForDoubles(intercept: Int?) -> (problem: Case, targets: [Int])? {
    var result = self
    result.points = []
    result.expectation = CaseExpectation()
    switch problem {
    case .predictors(let rows):
      let exponents = rows.map { row in
        Self.exponent(row.reduce(Rational.zero) { $0 + $1 * $1 })
      }
      guard exponents.contains(where: Self.isBeyond) else { return nil }
      result.problem = .predictors(
        zip(rows, exponents).map { row, e in row.map { $0 * .powerOfTwo(e) } })
      return (result, exponents)
    case .gram(let gram):
      let exponents = gram.diagonal.map(Self.exponent)
      guard exponents.contains(where: Self.isBeyond) else { return nil }
      result.problem = .gram(gram.multiplied(rows: exponents, columns: exponents))
      return (result, exponents)
    case .moments(let moments):
      let samples = Rational(moments.samples)
      guard samples.signum > 0,
        let squares = moments.yy?.diagonal ?? (try? instance())?.gram.diagonal
      else { return nil }
      let inputs = moments.xx.diagonal.enumerated().map { position, square in
        position == intercept ? 0 : Self.exponent(square / samples)
      }
      let targets = squares.map { Self.exponent($0 / samples) }
      guard (inputs + targets).contains(where: Self.isBeyond) else { return nil }
      result.problem = .moments(moments.multiplied(inputs: inputs, targets: targets))
      return (result, targets)
    }
  }

  /// The e with 4^e times a positive number near one; 0 for zero.
  private static func exponent(_ square: Rational) -> Int {
    square.signum > 0
      ? -((square.numerator.bitWidth - square.denominator.bitWidth) >> 1) : 0
  }

  private static func isBeyond(_ exponent: Int) -> Bool { abs(exponent) > 200 }
}
