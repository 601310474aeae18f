import Exact
import Surfaces

/// The instance of Figures 1 and 2: three predictors close to an equiangular tight frame, with the
/// digits of Appendix A.1.
package enum FigureInstance {
  /// The predictors, one row for each task, as printed.
  package static let predictors: [[Rational]] = [
    [Rational(98, 100), 0, Rational(20, 100)],
    [Rational(-49, 100), Rational(-85, 100), Rational(20, 100)],
    [Rational(-49, 100), Rational(85, 100), Rational(20, 100)],
  ]

  /// The instance.
  package static func make() -> Instance {
    // The three rows are linearly independent: the determinant is about 0.5.
    guard let instance = try? Instance(predictors: predictors) else {
      preconditionFailure("the printed predictors are linearly independent")
    }
    return instance
  }

  /// The direction of the point where E_1, E_2 and E_3 meet, for k = 3 and entries of Q of one
  /// sign: |u| proportional to (q_23, q_13, q_12); with the signs of E_1.
  static func meetingPoint(_ instance: Instance) -> Point {
    let q = instance.gramInverse
    return Point(instance, direction: [-q[1, 2], q[0, 2], q[0, 1]])
  }
}
