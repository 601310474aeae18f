/// The units in which losses are reported.
public enum LossUnits: String, Sendable, CaseIterable {
  /// Squared norms as in the theory: ||X W a_i - y_i||^2, or without the irreducible part
  /// ||yhat_i - y_i||^2 where the data is not known (eq. 1).
  case squaredNorm = "squared-norm"
  /// Squared norms divided by the number of samples.
  case meanSquaredError = "mse"
  /// The mean squared error on targets of unit second moment: squared norms divided by ||y_i||^2.
  /// For centred targets these are the units of the figures of Hu et al. (Appendix D.1).
  case standardizedError = "standardized-mse"

  /// A short name for axes and columns.
  public var label: String {
    switch self {
    case .squaredNorm: return "squared loss"
    case .meanSquaredError: return "MSE"
    case .standardizedError: return "MSE (standardised)"
    }
  }
}
