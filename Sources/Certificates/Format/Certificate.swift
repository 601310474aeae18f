import Exact

/// A statement about an instance of linear multi-task learning together with everything that is
/// needed to verify it in rational arithmetic: the formats `scalarization-certificate/1` and, for
/// points enclosed in a box, `scalarization-certificate/2`.
///
/// The instance is given by the k x k Gram matrix G of the best linear predictions; Q is its
/// inverse. A certificate is inert data that may say anything, true or false, well formed or not:
/// only ``Checker/verify(_:)`` decides.
public struct Certificate: Sendable, Equatable {
  /// The largest number of tasks.
  public static let maximumTaskCount = 512

  /// What is claimed.
  public var statement: Statement
  /// The width of the network that the claim is about.
  public var width: Width
  /// The Gram matrix G, k x k.
  public var gram: RationalMatrix
  /// The inverse Q of the Gram matrix, k x k, when it is given.
  public var inverse: RationalMatrix?
  /// Free text for people.
  public var note: String?
  /// Why the statement is true.
  public var evidence: Evidence

  /// Creates a certificate from its parts, without verifying anything.
  public init(
    statement: Statement, width: Width, gram: RationalMatrix, inverse: RationalMatrix? = nil,
    note: String? = nil, evidence: Evidence
  ) {
    self.statement = statement
    self.width = width
    self.gram = gram
    self.inverse = inverse
    self.note = note
    self.evidence = evidence
  }
}
