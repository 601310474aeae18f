import Certificates
import Exact
import Surfaces

extension WidthExplorationVerdict {
  /// The certificate of the statement `fully-explorable` or `not-fully-explorable`, version 3 of
  /// the format; nil when the width is undecided, and where signs exceed a limit of the format
  /// (``SubsetSigns/certificateLimit(_:width:)``).
  ///
  /// - Parameters:
  ///   - instance: The instance the verdict is about.
  ///   - width: Its width.
  public func certificate(_ instance: Instance, width: Width) -> WidthCertificate? {
    switch self {
    case .explored(let signs):
      guard signs.certificateLimit(instance, width: width) == nil else { return nil }
      return WidthCertificate(
        width: width.units, gram: instance.gram, evidence: signs.inCertificate)
    case .unexplored(let failing):
      return WidthCertificate(
        width: width.units, gram: instance.gram, evidence: failing.inCertificate)
    case .undecided: return nil
    }
  }
}

extension SubsetSigns {
  /// The same signs in a certificate.
  fileprivate var inCertificate: WidthCertificate.Evidence {
    switch theorem {
    case .compound: return .subsetSigns(signs)
    case .johnson: return .johnson(subsetSigns: signs, perturbation: nil)
    case .perturbed(let matrix): return .johnson(subsetSigns: signs, perturbation: matrix)
    }
  }

  /// The limit of the format that keeps the signs out of a certificate, or nil when they fit.
  ///
  /// - Parameters:
  ///   - instance: The instance that the signs are about.
  ///   - width: The width q: the sets have q tasks.
  public func certificateLimit(_ instance: Instance, width: Width) -> CertificateLimit? {
    let count = instance.taskCount
    guard WidthCertificate.subsetCount(tasks: count, width: width.units) != nil else {
      return .sets(signs.count)
    }
    let order = min(width.units, count - width.units)
    if order == 1 { return nil }
    // The entries of the matrix whose minors are compared are no longer than its diagonal.
    let isSmall = 2 * width.units <= count
    let compared: RationalMatrix
    if case .perturbed(let matrix) = theorem {
      let perturbed = instance.gram.perturbed(by: matrix)
      compared = isSmall ? perturbed : perturbed.inverse() ?? perturbed
    } else {
      compared = isSmall ? instance.gram : instance.gramInverse
    }
    let reduced = compared.reduced()
    let bits = (0..<count).map { reduced.numerator($0, $0).bitWidth }.max() ?? 0
    return signs.count * order > WidthCertificate.maximumMinorBits / max(bits, 1)
      ? .numbers(sets: signs.count, order: order, bits: bits) : nil
  }
}

extension FailingMinor {
  /// The same evidence in a certificate.
  fileprivate var inCertificate: WidthCertificate.Evidence {
    var failure = WidthCertificate.Failure.frustratedCycle(cycle)
    if let witness, let obstruction = witness.obstruction.inCertificate {
      failure = .unreachableOptimum(
        witness.point.inCertificate, .tree(witness.tree.inCertificate), obstruction)
    }
    return .minor(
      contracted: minor.contracted.map { $0 + 1 }, kept: minor.kept.map { $0 + 1 }, failure)
  }
}
