import Certificates
import Exact
import Surfaces

extension WidthExplorationVerdict {
  /// The certificate of the statement `fully-explorable` or `not-fully-explorable`, version 3 of
  /// the format; nil when the width is undecided, and where there are more subsets or longer
  /// numbers than a checker is asked to verify.
  ///
  /// - Parameters:
  ///   - instance: The instance the verdict is about.
  ///   - width: Its width.
  public func certificate(_ instance: Instance, width: Width) -> WidthCertificate? {
    switch self {
    case .explored(let signs):
      guard signs.fitsCertificate(instance, width: width) else { return nil }
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

  /// Whether a checker verifies the signs within its limits.
  fileprivate func fitsCertificate(_ instance: Instance, width: Width) -> Bool {
    let count = instance.taskCount
    // The format knows Theorem C for four tasks.
    guard theorem == .compound else { return count == 4 }
    guard WidthCertificate.subsetCount(tasks: count, width: width.units) != nil else {
      return false
    }
    let order = min(width.units, count - width.units)
    if order == 1 { return true }
    // The entries of the matrix whose minors are compared are no longer than its diagonal.
    let matrix = 2 * width.units <= count ? instance.gram : instance.gramInverse
    let reduced = matrix.reduced()
    let bits = (0..<count).map { reduced.numerator($0, $0).bitWidth }.max() ?? 0
    return signs.count * order <= WidthCertificate.maximumMinorBits / max(bits, 1)
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
