import Exact

/// The linear complementarity problem of a strictly convex quadratic program: for a symmetric
/// positive definite M and a vector q, the unique z >= 0 with M z + q >= 0 and z . (M z + q) = 0.
///
/// It says that z minimises z^T M z / 2 + q . z over z >= 0.
struct ComplementarityProblem {
  /// M, n x n, symmetric and positive definite.
  let matrix: RationalMatrix
  /// q, n integers.
  let offset: [Integer]

  /// The solution: z = numerators / denominator.
  struct Solution {
    /// The non-negative numerators of z.
    var numerators: [Integer]
    /// The positive denominator.
    var denominator: Integer
  }

  /// Solves the problem exactly by least-index principal pivoting.
  ///
  /// Starting from any basis, the least index that violates its sign condition changes sides; for a
  /// positive definite M this ends (K. G. Murty, "Note on a Bard-type scheme for solving the
  /// complementarity problem", Opsearch 11, 1974).
  ///
  /// - Parameter basis: The indices where z is first guessed to be positive.
  /// - Complexity: one exact solution of a principal system for each pivot.
  func solve(startingAt basis: Set<Int> = []) -> Solution {
    let size = matrix.rows
    var basis = basis
    while true {
      let kept = basis.sorted()
      var numerators = Array(repeating: Integer.zero, count: size)
      var denominator = Integer.one
      if !kept.isEmpty {
        let right = RationalMatrix(numerators: kept.map { [-offset[$0]] })
        guard let part = matrix.principalSubmatrix(kept).solve(right) else {
          preconditionFailure("a principal block of a positive definite matrix is invertible")
        }
        for (position, index) in kept.enumerated() {
          numerators[index] = part.numerator(position, 0)
        }
        denominator = part.denominator
      }
      // (M z + q)_i times denominator times the denominator of M.
      let product = matrix.numeratorProduct(numerators)
      let scale = denominator * matrix.denominator
      let violated = (0..<size).first { index in
        basis.contains(index)
          ? numerators[index].signum < 0
          : (product[index] + offset[index] * scale).signum < 0
      }
      guard let violated else {
        return Solution(numerators: numerators, denominator: denominator)
      }
      if basis.remove(violated) == nil { basis.insert(violated) }
    }
  }
}
