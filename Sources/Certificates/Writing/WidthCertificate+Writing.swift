import Exact
import ExactJSON

extension WidthCertificate {
  /// The certificate as JSON text with a final newline: the same bytes for equal certificates.
  public var bytes: [UInt8] { json.bytes() + [UInt8(ascii: "\n")] }

  /// The certificate as a JSON value; ``init(json:)`` reads it back.
  public var json: ExactJSONValue {
    var members: [ExactJSONValue.Member] = [
      .init("format", .text(Certificate.Version.widths.rawValue)),
      .init("statement", .text(statement.rawValue)),
      .init("width", .text(String(width))),
      .init("gram", .exact(gram)),
    ]
    if let note { members.append(.init("note", .text(note))) }
    members.append(.init("evidence", .object(evidence.members)))
    return .object(members)
  }
}

extension WidthCertificate.Evidence {
  fileprivate var members: [ExactJSONValue.Member] {
    switch self {
    case .subsetSigns(let signs): return [.init("subsetSigns", .integers(signs))]
    case .johnson(let signs, let perturbation):
      return [.init("subsetSigns", .integers(signs)), .init("johnson", true)]
        + (perturbation.map { [.init("perturbation", .exact($0))] } ?? [])
    case .minor(let contracted, let kept, let failure):
      return [
        .init("contracted", .integers(contracted)), .init("kept", .integers(kept)),
        failure.member,
      ]
    }
  }
}

extension WidthCertificate.Failure {
  fileprivate var member: ExactJSONValue.Member {
    switch self {
    case .unreachableOptimum(let point, let optimality, let obstruction):
      let evidence = Certificate.Evidence.unreachableOptimum(point, optimality, obstruction)
      return .init("minor", .object(evidence.members))
    case .frustratedCycle(let tasks): return .init("frustratedCycle", .integers(tasks))
    }
  }
}
