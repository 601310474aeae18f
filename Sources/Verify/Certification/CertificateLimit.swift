import Certificates

/// The limit of `scalarization-certificate/3` that keeps signs of sets of tasks out of a
/// certificate (docs/certificates-3.md, section 2), so that checkers are asked for a bounded amount
/// of work.
public enum CertificateLimit: Sendable, Equatable, CustomStringConvertible {
  /// There are more sets of q tasks than ``WidthCertificate/maximumSubsetCount``.
  case sets(Int)
  /// The number of sets, the order r = min(q, k - q) of the minors that are compared, and the bits
  /// of the largest entry of their integer matrix have a product beyond
  /// ``WidthCertificate/maximumMinorBits``.
  case numbers(sets: Int, order: Int, bits: Int)

  /// The limit in words, as the end of a sentence.
  public var description: String {
    switch self {
    case .sets(let count):
      return "it holds at most \(WidthCertificate.maximumSubsetCount) signs, and there are \(count)"
    case .numbers(let sets, let order, let bits):
      return "\(sets) sets, minors of order \(order) and numbers of \(bits) bits have a product"
        + " above \(WidthCertificate.maximumMinorBits)"
    }
  }
}
