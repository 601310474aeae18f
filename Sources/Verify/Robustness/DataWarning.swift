import Cases
import Exact
import Floating
import Surfaces

/// Something about the data that makes a verdict say less than it seems to. Tasks and inputs are
/// called by their names.
public enum DataWarning: Sendable, Equatable {
  /// There are no more rows than inputs: every target is fitted whatever it is.
  case fewRows(rows: Integer, inputs: Int)
  /// The inputs have this rank only; what is constant, repeated, or a combination of inputs before
  /// it adds nothing.
  case dependentInputs(rank: Int, inputs: Int, [UselessInput])
  /// The inputs explain no more of a task than as many columns of random numbers would in one table
  /// of a hundred: the share explained, and the share expected of random inputs.
  case unexplained(task: String, share: Double, expected: Double)
  /// The predictions of a task are those of the others but for this share of their square.
  case nearlyDependent(task: String, share: Rational)
  /// A target is a combination of the other targets but for this share of its square.
  case nearlyDetermined(task: String, share: Rational)

  /// An input that adds nothing to those before it.
  public struct UselessInput: Sendable, Equatable {
    /// Why it adds nothing.
    public enum Reason: Sendable, Equatable {
      /// It is zero everywhere, or a multiple of the column of ones.
      case constant
      /// It is a multiple of another input, a constant added.
      case repeats(String)
      /// It is a combination of inputs before it.
      case combination
    }

    /// The name of the input.
    public let name: String
    /// Why it adds nothing.
    public let reason: Reason
  }

  /// A share below this is called nearly nothing.
  public static let smallShare = Rational(1, 1000)
  /// Above this number of inputs or tasks their dependence is not looked into.
  static let mostColumns = 256

  /// All warnings about a case.
  ///
  /// - Parameters:
  ///   - problem: The case; only moments can have warnings about inputs and targets.
  ///   - instance: Its instance.
  ///   - usesInverse: Whether the inverse of G is wanted elsewhere, too, so that it may be formed.
  public static func all(
    _ problem: Case, _ instance: Instance, usesInverse: Bool = true
  ) -> [DataWarning] {
    var warnings: [DataWarning] = []
    if case .moments(let moments) = problem.problem {
      let inputs = InputRank(moments, names: problem.inputNames)
      warnings += inputs.warnings
      warnings += inputs.unexplained(instance)
      if let yy = moments.yy, yy.rows <= mostColumns {
        warnings += shares(yy, yy.inverse()).map {
          .nearlyDetermined(task: instance.taskNames[$0.task], share: $0.share)
        }
      }
    }
    if usesInverse, instance.taskCount <= mostColumns {
      warnings += shares(instance.gram, instance.gramInverse).map {
        .nearlyDependent(task: instance.taskNames[$0.task], share: $0.share)
      }
    }
    return warnings
  }

  /// The tasks whose part orthogonal to the others is small: 1 / (m_ii (M^-1)_ii) is its share.
  private static func shares(
    _ matrix: RationalMatrix, _ inverse: RationalMatrix?
  ) -> [(task: Int, share: Rational)] {
    guard let inverse else { return [] }
    return zip(matrix.diagonal, inverse.diagonal).enumerated().compactMap { task, pair in
      let share = (pair.0 * pair.1).reciprocal
      return share < smallShare ? (task, share) : nil
    }
  }
}

/// The rank of the inputs of a data set, and which of them add nothing.
private struct InputRank {
  private let moments: Moments
  private let names: [String]?
  private let rank: Int?
  private var basis: [Int] = []
  private var inputs: Int { moments.xx.rows }

  init(_ moments: Moments, names: [String]?) {
    self.moments = moments
    self.names = names
    if moments.xx.rows <= DataWarning.mostColumns {
      basis = moments.xx.independentColumns()
      rank = basis.count
    } else {
      rank = nil
    }
  }

  private func name(_ input: Int) -> String {
    if let names {
      return names.indices.contains(input) ? names[input] : "the column of ones"
    }
    return "input \(input + 1)"
  }

  var warnings: [DataWarning] {
    var warnings: [DataWarning] = []
    if moments.samples <= Integer(inputs) {
      warnings.append(.fewRows(rows: moments.samples, inputs: inputs))
    }
    if let rank, rank < inputs {
      warnings.append(.dependentInputs(rank: rank, inputs: inputs, useless))
    }
    return warnings
  }

  /// Whether the last input is a column of ones.
  private var hasOnes: Bool {
    moments.mayEndInOnes
      && (names.map { $0.count == inputs - 1 } ?? true)
  }

  /// The inputs that are not in the basis of the first independent ones, the column of ones taken
  /// first.
  private var useless: [DataWarning.UselessInput] {
    let xx = moments.xx
    let ones = hasOnes ? inputs - 1 : nil
    // What is left of a product when the means are taken off.
    func centred(_ i: Int, _ j: Int) -> Rational {
      guard let ones else { return xx[i, j] }
      return xx[i, j] - xx[i, ones] * xx[j, ones] / xx[ones, ones]
    }
    var kept: [Int] = []
    var result: [DataWarning.UselessInput] = []
    let order = (ones.map { [$0] } ?? []) + (0..<inputs).filter { $0 != ones }
    let first = Set(
      xx.principalSubmatrix(order).independentColumns().map { order[$0] })
    for input in order {
      if first.contains(input) {
        kept.append(input)
        continue
      }
      let square = centred(input, input)
      let reason: DataWarning.UselessInput.Reason
      if square.isZero {
        reason = .constant
      } else if let other = kept.first(where: { other in
        let product = centred(input, other)
        return other != ones && product * product == square * centred(other, other)
      }) {
        reason = .repeats(name(other))
      } else {
        reason = .combination
      }
      result.append(.init(name: name(input), reason: reason))
    }
    return result
  }

  /// The tasks of which the inputs explain no more than chance: the F test of the regression, with
  /// the normal approximation of the F distribution by E. Paulson (Annals of Mathematical
  /// Statistics 13, 1942), at a level of one in a hundred.
  func unexplained(_ instance: Instance) -> [DataWarning] {
    guard let rank, let losses = instance.irreducibleLosses,
      moments.samples > Integer(rank)
    else { return [] }
    let rows = moments.samples.doubleValue
    return losses.indices.compactMap { task in
      let isCentred = hasOnes && moments.xy[inputs - 1, task].isZero
      let explained = Double(rank - (isCentred ? 1 : 0))
      let free = rows - Double(rank)
      guard explained > 0 else { return nil }
      let share = (instance.optima[task] / (instance.optima[task] + losses[task])).doubleValue
      guard share < 1 else { return nil }
      let root = ((share / explained) / ((1 - share) / free)).cubeRoot
      let (a, b) = (2 / (9 * explained), 2 / (9 * free))
      let score = ((1 - b) * root - (1 - a)) / (b * root * root + a).squareRoot()
      guard score < 2.326 else { return nil }
      return .unexplained(
        task: instance.taskNames[task], share: share, expected: explained / (explained + free))
    }
  }
}

extension Double {
  /// The cube root of a number that is not negative.
  fileprivate var cubeRoot: Double {
    if self <= 0 { return 0 }
    // Newton's method on x^3 = a from above, which falls until rounding ends it.
    var root = Swift.max(self, 1)
    while true {
      let next = (2 * root + self / (root * root)) / 3
      if next >= root { return root }
      root = next
    }
  }
}
