import Certificates
import Exact
import ExactJSON

/// Certificates of any version at both sides of the boundary of acceptance: every number of the
/// evidence and of the diagonal of the Gram matrix is moved, up and down, until the certificate is
/// no longer verified.
package struct EvidenceBoundary {
  /// The certificate; boxes and preconditioners are written with smaller units.
  private let certificate: ExactJSONValue
  /// The keys and positions that lead to the numbers.
  private var places: [(path: [Step], isDyadic: Bool)] = []

  private enum Step {
    case key(String)
    case position(Int)
  }

  /// How many bits after the units of a box its numbers are moved by.
  private static let bits = 16

  /// The numbers of a certificate.
  package init(of certificate: ExactJSONValue) {
    self.certificate = Self.refined(certificate)
    collect(self.certificate, [], isDyadic: false)
  }

  /// How many numbers there are.
  package var count: Int { places.count }

  /// For one number and one direction the last certificate that is verified, the one with the
  /// simplest number near the boundary (the boundary itself, where that is a simple fraction) and
  /// the first that is rejected; none when nothing stops the number.
  package func sides(_ number: Int, isUp: Bool) -> [ExactJSONValue] {
    let (path, isDyadic) = places[number]
    guard case .text(let text) = value(at: path), let start = try? Rational(literal: text) else {
      return []
    }
    let unit = isDyadic ? Rational.one : Rational(1, Integer(1 << Self.bits))
    func moved(_ steps: Int) -> Rational {
      start + Rational(isUp ? steps : -steps) * unit
    }
    func changed(_ number: Rational) -> ExactJSONValue {
      replacing(certificate, path[...], .exact(number))
    }
    func isVerified(_ steps: Int) -> Bool { Self.isVerified(changed(moved(steps))) }
    var (verified, rejected) = (0, 1)
    guard isVerified(0) else { return [] }
    while isVerified(rejected) {
      (verified, rejected) = (rejected, 4 * rejected)
      if rejected > 1 << 30 { return [] }
    }
    while rejected - verified > 1 {
      let middle = (verified + rejected) / 2
      if isVerified(middle) { verified = middle } else { rejected = middle }
    }
    let ends = [moved(verified), moved(rejected)]
    var numbers = ends
    if !isDyadic,
      let simplest = Rational.simplest(from: min(ends[0], ends[1]), through: max(ends[0], ends[1]))
    {
      numbers.append(simplest)
    }
    return numbers.map(changed)
  }

  private static func isVerified(_ certificate: ExactJSONValue) -> Bool {
    guard let read = try? AnyCertificate(parsing: Array(certificate.text(.compact).utf8)) else {
      return false
    }
    return Checker.verify(read).isVerified
  }

  /// Boxes and preconditioners with the same numbers in units of 2^-bits of those before.
  private static func refined(_ value: ExactJSONValue) -> ExactJSONValue {
    switch value {
    case .array(let elements): return .array(elements.map(refined))
    case .object(let members):
      let isDyadic = members.contains { $0.key == "exponent" }
      return .object(
        members.map { member in
          if !isDyadic { return .init(member.key, refined(member.value)) }
          if case .integer(let exponent) = member.value {
            return .init(member.key, .integer(exponent - Integer(bits)))
          }
          return .init(member.key, shifted(member.value))
        })
    default: return value
    }
  }

  private static func shifted(_ value: ExactJSONValue) -> ExactJSONValue {
    switch value {
    case .array(let elements): return .array(elements.map(shifted))
    case .text(let text):
      guard let number = try? Rational(literal: text) else { return value }
      return .exact(number.numerator.shiftedLeft(bits))
    default: return value
    }
  }

  private mutating func collect(_ value: ExactJSONValue, _ path: [Step], isDyadic: Bool) {
    switch value {
    case .text(let text):
      if (try? Rational(literal: text)) != nil { places.append((path, isDyadic)) }
    case .array(let elements):
      for (i, element) in elements.enumerated() {
        collect(element, path + [.position(i)], isDyadic: isDyadic)
      }
    case .object(let members):
      let isDyadic = members.contains { $0.key == "exponent" }
      for member in members {
        if path.isEmpty && member.key == "gram", case .array(let rows) = member.value {
          for i in rows.indices {
            places.append(([.key("gram"), .position(i), .position(i)], false))
          }
        } else if !path.isEmpty || member.key == "evidence" {
          collect(member.value, path + [.key(member.key)], isDyadic: isDyadic)
        }
      }
    default: break
    }
  }

  private func value(at path: [Step]) -> ExactJSONValue {
    var value = certificate
    for step in path {
      switch (value, step) {
      case (.array(let elements), .position(let i)): value = elements[i]
      case (.object(let members), .key(let key)):
        value = members.first { $0.key == key }?.value ?? .null
      default: return .null
      }
    }
    return value
  }

  private func replacing(
    _ value: ExactJSONValue, _ path: ArraySlice<Step>, _ new: ExactJSONValue
  ) -> ExactJSONValue {
    guard let step = path.first else { return new }
    switch (value, step) {
    case (.array(var elements), .position(let i)):
      elements[i] = replacing(elements[i], path.dropFirst(), new)
      return .array(elements)
    case (.object(var members), .key(let key)):
      for i in members.indices where members[i].key == key {
        members[i].value = replacing(members[i].value, path.dropFirst(), new)
      }
      return .object(members)
    default: return value
    }
  }
}
