import Certificates
import Exact
import Surfaces

/// A verdict whose certificate the checker refused: a defect of this program, never of the input.
public struct CertificationFailure: Error, Sendable, CustomStringConvertible {
  /// The certificate that was built.
  public let certificate: Certificate
  /// What the checker could not verify.
  public let reason: String

  /// A report that a person can send on, with the whole certificate.
  public var description: String {
    """
    a verdict was not verified by the checker; this is a defect of this program, please report it
    statement: \(certificate.statement.rawValue), width \(certificate.width.rawValue)
    rejected because: \(reason)
    \(certificate.json.text(.compact))
    """
  }
}

extension Certificate {
  /// Returns the certificate once the checker has verified it.
  ///
  /// - Throws: ``CertificationFailure`` when it is rejected.
  public func verified() throws(CertificationFailure) -> Certificate {
    switch Checker.verify(self) {
    case .verified: return self
    case .rejected(let reason): throw CertificationFailure(certificate: self, reason: reason)
    }
  }
}

extension Width {
  /// The width as certificates name it.
  public var certified: Certificate.Width { self == .one ? .one : .allButOne }
}

extension ConditionVerdict {
  /// The certificate of the condition alone, `condition-holds` or `condition-fails`.
  ///
  /// - Precondition: the instance has at least two tasks.
  public func certificate(_ instance: Instance) -> Certificate {
    switch evidence {
    case .signs(let signs):
      return Certificate(
        statement: .conditionHolds, width: width.certified, instance: instance,
        evidence: .signs(signs))
    case .frustratedCycle(let cycle):
      return Certificate(
        statement: .conditionFails, width: width.certified, instance: instance,
        evidence: .frustratedCycle(cycle))
    }
  }

  /// The certificate of full exploration where the condition holds (Theorem 3.10), otherwise nil.
  ///
  /// - Precondition: the instance has at least two tasks.
  public func explorationCertificate(_ instance: Instance) -> Certificate? {
    guard case .signs(let signs) = evidence else { return nil }
    return Certificate(
      statement: .fullyExplorable, width: width.certified, instance: instance,
      evidence: .signs(signs))
  }
}

extension Certificate {
  /// A certificate about an instance; for width k-1 it carries the inverse of the Gram matrix,
  /// which spares the checker its computation.
  public init(
    statement: Statement, width: Width, instance: Instance, note: String? = nil,
    evidence: Evidence
  ) {
    self.init(
      statement: statement, width: width, gram: instance.gram,
      inverse: width == .one ? nil : instance.gramInverse, note: note, evidence: evidence)
  }
}
