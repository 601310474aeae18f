import Exact

/// A statement about a network of any width q from 1 to k - 1, with what is needed to verify it in
/// rational arithmetic: the format `scalarization-certificate/3`.
///
/// The statement is whether every Pareto optimum minimises a weighted sum of losses. Like a
/// ``Certificate`` this is inert data that may say anything: only the ``Checker`` decides.
public struct WidthCertificate: Sendable, Equatable {
  /// Why the statement is true.
  public enum Evidence: Sendable, Equatable {
    /// Fully explorable (Theorem B): signs s_S, 1 or -1, for the sets S of q tasks in lexicographic
    /// order, with s_S s_S' det G[S, S'] >= 0 for all pairs.
    case subsetSigns([Int])
    /// Fully explorable (Theorem C'): such signs that agree strictly with the minors of neighbours,
    /// sets R + a and R + b with a and b connected by entries of G that are not zero; the minors of
    /// G or, with a symmetric k x k matrix H as `perturbation`, of G + tH for all small t > 0.
    case johnson(subsetSigns: [Int], perturbation: RationalMatrix?)
    /// Not fully explorable (Theorem A): a minor, in which the tasks `contracted` are fitted
    /// exactly and only the tasks `kept` are looked at, is not. Tasks are counted from 1.
    case minor(contracted: [Int], kept: [Int], Failure)
  }

  /// Why a minor is not fully explorable.
  public enum Failure: Sendable, Equatable {
    /// A Pareto optimum of the minor that no weights reach, as in
    /// ``Certificate/Evidence/unreachableOptimum(_:_:_:)``; the kept tasks are numbered from 1.
    case unreachableOptimum(Certificate.Point, Certificate.Optimality, Certificate.Obstruction)
    /// A cycle along which C1 or C2 of the minor fails; tasks of the whole instance, from 1.
    case frustratedCycle([Int])
  }

  /// The width q: the number of hidden units.
  public var width: Int
  /// The Gram matrix G, k x k.
  public var gram: RationalMatrix
  /// Why the statement is true.
  public var evidence: Evidence
  /// Free text for people.
  public var note: String?

  /// Creates a certificate from its parts, without verifying anything.
  public init(width: Int, gram: RationalMatrix, evidence: Evidence, note: String? = nil) {
    self.width = width
    self.gram = gram
    self.evidence = evidence
    self.note = note
  }

  /// What is claimed, given by the kind of evidence.
  public var statement: Certificate.Statement {
    switch evidence {
    case .subsetSigns, .johnson: return .fullyExplorable
    case .minor: return .notFullyExplorable
    }
  }
}

extension WidthCertificate {
  /// The largest number of sets of q tasks that may have signs.
  public static let maximumSubsetCount = 4_096

  /// The largest product, for r = min(q, k - q) >= 2, of the number of sets, r, and the bits of the
  /// largest entry of the integer matrix whose r x r minors are compared.
  public static let maximumMinorBits = 1 << 23

  /// The number of sets of q tasks among k, or nil when there are more than
  /// ``maximumSubsetCount``.
  public static func subsetCount(tasks: Int, width: Int) -> Int? {
    guard (1..<max(tasks, 1)).contains(width) else { return nil }
    var count = 1
    // The numbers of sets of 1, 2, ... tasks, which do not decrease up to half of them.
    for size in 1...min(width, tasks - width) {
      count = count * (tasks - size + 1) / size
      if count > maximumSubsetCount { return nil }
    }
    return count
  }
}
