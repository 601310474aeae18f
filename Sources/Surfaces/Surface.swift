import Exact

/// One of the reflected ellipsoid surfaces whose union is the feasible region: E_I for width 1
/// (Theorem 3.1), I_I = t - E_I for width k-1 (Theorem 3.2).
public struct Surface: Sendable {
  /// The signs that are flipped.
  public let pattern: SignPattern
  /// Q_I = D_I Q D_I, k x k: E_I = { v >= 0 : sqrt(v)^T Q_I sqrt(v) = 1 }.
  public let matrix: RationalMatrix

  /// Creates the surface of an instance for a pattern of its length.
  public init(_ instance: Instance, pattern: SignPattern) {
    self.pattern = pattern
    matrix = instance.gramInverse.switched(by: pattern.signs)
  }

  /// The canonical name at a width: `E_∅`, `E_2`, `E_{1,3}`, or with `I` for width k-1.
  public static func label(_ pattern: SignPattern, width: WidthEnd = .one) -> String {
    label(pattern.subscriptText, width: width)
  }

  fileprivate static func label(_ subscriptText: String, width: WidthEnd) -> String {
    (width == .one ? "E_" : "I_") + subscriptText
  }
}

extension Instance {
  /// The index set of a pattern by the numbers of the tasks, ascending.
  public func taskNumbers(of pattern: SignPattern) -> [Int] {
    pattern.indexSet.map { taskNumbers[$0 - 1] }.sorted()
  }

  /// The name of a surface by the numbers of the tasks, as ``Surface/label(_:width:)``.
  public func surfaceName(_ pattern: SignPattern, width: WidthEnd = .one) -> String {
    Surface.label(SignPattern.subscriptText(taskNumbers(of: pattern)), width: width)
  }
}
