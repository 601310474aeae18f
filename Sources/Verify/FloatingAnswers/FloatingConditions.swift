import Exact
import Floating
import Surfaces

/// C1 and C2 as a person would decide them in floating point: convert, invert, compare with a
/// tolerance. Unverified: the answers can be wrong.
public enum FloatingConditions {
  /// Entries smaller than this, relative to the diagonal, count as zero.
  public static let tolerance = 1e-12

  /// The floating-point answer for a Gram matrix.
  ///
  /// - Complexity: O(k^3).
  public static func decide(_ gram: RationalMatrix, width: WidthEnd) -> ConditionVerdict {
    decide(gram: gram.doubleRows(), size: gram.rows, width: width)
  }

  /// The floating-point answer for a Gram matrix in double precision (k x k, row by row).
  ///
  /// A matrix that LAPACK finds singular, or that holds a NaN, counts as one without edges.
  ///
  /// - Complexity: O(k^2) for C1, O(k^3) for C2.
  public static func decide(gram: [Double], size: Int, width: WidthEnd) -> ConditionVerdict {
    let matrix =
      width == .one
      ? gram
      : LAPACK.inverse(gram, size: size) ?? [Double](repeating: 0, count: size * size)
    let signs = Self.signs(matrix, size: size)
    let graph = SignedGraph(vertexCount: size, signs: signs)
    return ConditionVerdict(width: width, evidence: graph.balance())
  }

  /// The signs of the entries, 0 within ``tolerance`` of the geometric mean of the diagonal.
  static func signs(_ matrix: [Double], size: Int) -> [Int8] {
    let scales = (0..<size).map { abs(matrix[$0 * size + $0]).squareRoot() }
    return [Int8](unsafeUninitializedCapacity: size * size) { target, count in
      for i in 0..<size {
        for j in 0..<i {
          let value = matrix[i * size + j]
          let limit = tolerance * scales[i] * scales[j]
          let sign: Int8 = value > limit ? 1 : (value < -limit ? -1 : 0)
          target[i * size + j] = sign
          target[j * size + i] = sign
        }
        target[i * size + i] = 0
      }
      count = size * size
    }
  }
}
