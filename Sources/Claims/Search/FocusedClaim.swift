import Exact
import Surfaces

/// A claim on given numbers in place of drawn ones: on one instance, or on perturbations of it.
/// Fields that the instance says nothing about are drawn as ever.
package struct FocusedClaim: Claim {
  /// The numbers that are given.
  package struct Numbers: Sendable {
    /// The Gram matrix, k x k.
    package var gram: RationalMatrix
    /// The predictors, k rows, where they are known.
    package var predictors: [[Rational]]?
    /// Directions of points, k numbers each; the first instances have them.
    package var directions: [[Rational]]

    /// Gives numbers.
    package init(
      gram: RationalMatrix, predictors: [[Rational]]? = nil, directions: [[Rational]] = []
    ) {
      self.gram = gram
      self.predictors = predictors
      self.directions = directions
    }
  }

  /// Why a claim cannot be tried on given numbers.
  package enum Failure: Error {
    /// Its instances are no Gram matrix, inverse or predictors.
    case isAboutOtherNumbers
    /// Its instances are predictors, and only their Gram matrix is given.
    case needsPredictors
  }

  private let base: any Claim
  private let numbers: Numbers
  private let isPerturbed: Bool
  package let instanceCount: Int?

  /// Tries a claim on the given numbers.
  ///
  /// - Parameter isPerturbed: Whether the numbers are changed a little, differently each time.
  /// - Throws: ``Failure``.
  package init(
    _ claim: any Claim, on numbers: Numbers, isPerturbed: Bool = false
  ) throws(Failure) {
    var draw = ClaimDraw(seed: 0, claim: claim.id, index: 0, taskCount: numbers.gram.rows)
    let fields = claim.example(&draw).fields
    let names = Set(fields.filter { $0.domain != .fixed }.map(\.name))
    let needsPredictors = names.contains("predictors")
    guard claim.instanceCount == nil,
      needsPredictors || !names.isDisjoint(with: ["gram", "inverse"])
    else { throw .isAboutOtherNumbers }
    if needsPredictors && numbers.predictors == nil { throw .needsPredictors }
    base = claim
    self.numbers = numbers
    self.isPerturbed = isPerturbed
    // Nothing is left to draw where the numbers are all the fields.
    let given: Set<String> = ["gram", "inverse", "predictors"]
    if isPerturbed {
      instanceCount = nil
    } else if fields.allSatisfy({ given.contains($0.name) }) {
      instanceCount = 1
    } else if fields.allSatisfy({ given.contains($0.name) || $0.name == "direction" }),
      !numbers.directions.isEmpty
    {
      instanceCount = numbers.directions.count
    } else {
      instanceCount = nil
    }
  }

  package var id: String { base.id }
  package var statement: String { base.statement }
  package var source: String { base.source }
  package var refutedBy: String { base.refutedBy }
  package var status: ClaimStatus { base.status }
  package var mutants: [Mutant] { base.mutants }
  package var generatorVersion: Int { base.generatorVersion }

  package func labels(_ example: ClaimExample) -> [ClaimLabel] { base.labels(example) }
  package func check(_ example: ClaimExample, _ context: ClaimContext) -> ClaimOutcome {
    base.check(example, context)
  }
  package func score(_ example: ClaimExample, _ context: ClaimContext) -> Double? {
    base.score(example, context)
  }

  package func example(_ draw: inout ClaimDraw) -> ClaimExample {
    var inner = draw.asking(tasks: numbers.gram.rows)
    var result = base.example(&inner)
    var gram = numbers.gram
    var predictors = numbers.predictors
    if isPerturbed, let rows = predictors {
      predictors = Self.perturbed(rows, &inner)
    } else if isPerturbed {
      gram = Self.perturbed(gram, &inner)
    }
    if isPerturbed, let predictors { gram = RationalMatrix(predictors).rowGram().reduced() }
    for position in result.fields.indices {
      switch result.fields[position].name {
      case "gram": result.fields[position].rows = gram.entries
      case "inverse":
        result.fields[position].rows = gram.inverse()?.reduced().entries ?? []
      case "predictors": result.fields[position].rows = predictors ?? []
      case "direction" where draw.index < numbers.directions.count:
        result.fields[position].rows = numbers.directions[draw.index].map { [$0] }
      default: break
      }
    }
    draw = inner
    return result
  }

  /// A symmetric positive definite matrix near another: one entry or all of them changed by
  /// between a tenth and a millionth of the diagonal, or an off-diagonal entry set to zero.
  private static func perturbed(
    _ matrix: RationalMatrix, _ draw: inout ClaimDraw
  ) -> RationalMatrix {
    let k = matrix.rows
    for _ in 0..<8 {
      var entries = matrix.entries
      let kind = draw.integer(0...3)
      let row = draw.integer(0...(k - 1))
      let chosen = (row, draw.integer(0...row))
      for i in 0..<k {
        for j in 0...i where kind == 0 || (i, j) == chosen {
          let size = (matrix[i, i] + matrix[j, j]) / 2
          entries[i][j] =
            kind == 1 && i != j ? .zero : entries[i][j] + size * smallNumber(&draw)
          entries[j][i] = entries[i][j]
        }
      }
      let candidate = RationalMatrix(entries).reduced()
      if candidate.definiteness() == .positiveDefinite { return candidate }
    }
    return matrix
  }

  /// Predictors near others: one number or all of them changed by between a tenth and a millionth
  /// of the largest one of the task.
  private static func perturbed(
    _ rows: [[Rational]], _ draw: inout ClaimDraw
  ) -> [[Rational]] {
    guard let width = rows.first?.count, width > 0 else { return rows }
    for _ in 0..<8 {
      let isWhole = draw.integer(0...1) == 0
      let chosen = (draw.integer(0...(rows.count - 1)), draw.integer(0...(width - 1)))
      let candidate = rows.indices.map { i in
        let size = rows[i].map { $0.signum < 0 ? -$0 : $0 }.max() ?? .one
        return rows[i].indices.map { j in
          isWhole || (i, j) == chosen ? rows[i][j] + size * smallNumber(&draw) : rows[i][j]
        }
      }
      if RationalMatrix(candidate).rank() == rows.count { return candidate }
    }
    return rows
  }

  /// A fraction n / 10^d with |n| <= 9 and d from 1 to 6.
  private static func smallNumber(_ draw: inout ClaimDraw) -> Rational {
    Rational(Integer(draw.integer(-9...9)), Integer(10).power(draw.integer(1...6)))
  }
}
