import Exact
import ExactJSON

/// Changes a JSON value in one place at a time: every number, sign, index, text, truth value, key
/// and element, in every way that a slip or a forger might.
package struct Tampering {
  /// One changed text.
  package struct Change {
    /// What was changed, for messages.
    package let label: String
    /// The changed JSON text.
    package let text: String
    /// Whether the format forbids the changed text, whatever the numbers say.
    package let isMalformed: Bool
  }

  /// Keys that may be left out.
  private static let optionalKeys: Set = [
    "inverse", "note", "dual", "preimage", "sineSquared", "violation", "johnson", "perturbation",
  ]

  /// Keys of integers in quotes.
  private static let dyadicKeys: Set = ["centers", "radii", "integers"]

  /// Keys of arrays of tasks of any length.
  private static let listKeys: Set = ["frustratedCycle", "flips", "contracted", "kept"]

  /// All changes of a value.
  package static func changes(of value: ExactJSONValue) -> [Change] {
    var result: [Change] = []
    visit(value, key: "", label: "$") { label, changed, isMalformed in
      result.append(
        Change(label: label, text: unquotingRaw(changed.text(.compact)), isMalformed: isMalformed))
    }
    return result
  }

  /// Marks a text that stands for raw JSON which no value can express.
  private static let rawMark = "RAW:"

  private static func unquotingRaw(_ text: String) -> String {
    guard let start = text.firstRange(of: "\"" + rawMark) else { return text }
    guard let end = text[start.upperBound...].firstIndex(of: "\"") else { return text }
    return String(text[..<start.lowerBound]) + text[start.upperBound..<end]
      + text[text.index(after: end)...]
  }

  /// Calls `emit` with every changed version of a value.
  private static func visit(
    _ value: ExactJSONValue, key: String, label: String,
    emit: (String, ExactJSONValue, Bool) -> Void
  ) {
    for (name, changed, isMalformed) in replacements(
      value, key: key, turn: label.utf8.reduce(0) { $0 &+ Int($1) })
    {
      emit("\(label): \(name)", changed, isMalformed)
    }
    switch value {
    case .array(let elements):
      for i in elements.indices {
        var shorter = elements
        shorter.remove(at: i)
        emit("\(label)[\(i)] dropped", .array(shorter), !listKeys.contains(key))
        var longer = elements
        longer.insert(elements[i], at: i)
        emit("\(label)[\(i)] twice", .array(longer), true)
        if i > 0 {
          var swapped = elements
          swapped.swapAt(i - 1, i)
          emit("\(label)[\(i)] swapped", .array(swapped), false)
        }
        visit(elements[i], key: key, label: "\(label)[\(i)]") { label, changed, isMalformed in
          var copy = elements
          copy[i] = changed
          emit(label, .array(copy), isMalformed)
        }
      }
    case .object(let members):
      emit("\(label): unknown key", .object(members + [.init("extra", .text("1"))]), true)
      for (i, member) in members.enumerated() {
        let place = "\(label).\(member.key)"
        var copy = members
        copy.remove(at: i)
        emit("\(place) dropped", .object(copy), !optionalKeys.contains(member.key))
        emit("\(place) twice", .object(members + [member]), true)
        for name in [member.key + " ", member.key.capitalizedFirst, "", member.key + "\u{0}"] {
          copy = members
          copy[i].key = name
          emit("\(place) renamed", .object(copy), true)
        }
        visit(member.value, key: member.key, label: place) { label, changed, isMalformed in
          var copy = members
          copy[i].value = changed
          emit(label, .object(copy), isMalformed)
        }
      }
    default: break
    }
  }

  private static func replacements(
    _ value: ExactJSONValue, key: String, turn: Int
  ) -> [(String, ExactJSONValue, Bool)] {
    var result: [(String, ExactJSONValue, Bool)] = [("null", .null, true)]
    func add(_ changed: ExactJSONValue, _ isMalformed: Bool) {
      result.append((changed.text(.compact), changed, isMalformed))
    }
    switch value {
    case .null: break
    case .boolean(let flag):
      for other: ExactJSONValue in [.boolean(!flag), 1, "true", [], [:]] { add(other, true) }
    case .integer(let number):
      for other in [number + 1, number - 1, -number, 0, 1, Integer(Int.max), Integer(Int.min)]
      where other != number {
        add(.integer(other), false)
      }
      add(.integer(Integer(10).power(30)), true)
      add(.integer(-Integer(10).power(30)), true)
      for other in ["\(number).0", "\(number)e0", "\(number).5"] {
        add(.text(rawMark + other), true)
      }
      for other: ExactJSONValue in [.text("\(number)"), true, [], [value], [:]] { add(other, true) }
    case .text(let text):
      for other: ExactJSONValue in [7, true, [], [value], [:]] { add(other, true) }
      if key == "note" {
        add("another note", false)
      } else if let number = try? Rational(literal: text) {
        var others = [number + 1, number - 1, -number, number * 2, number / 2, number / 1000]
        others += [0, 1, number + Rational(1, Integer(10).power(30))]
        if !number.isZero { others.append(number.reciprocal) }
        let isDyadic = dyadicKeys.contains(key)
        for other in others where other != number {
          add(.exact(other), isDyadic && !other.isInteger)
        }
        // The same number written in other ways is the same certificate.
        add(.text("\(number.numerator * 6)/\(number.denominator * 6)"), isDyadic)
        if number.isZero { add("-0", false) }
        if number.signum > 0 { add(.text("000" + text), false) }
        if number.isInteger {
          for suffix in [".0", "e0", "E+0", ".00e-0"] { add(.text(text + suffix), isDyadic) }
          for suffix in [".", "e", "/1.0", ".0/1", "e0/1"] { add(.text(text + suffix), true) }
        }
        // A few slips of the pen at each number, other ones at the next.
        let slips = [
          "", " ", "-", "+" + text, " " + text, text + " ", text + "/0", text + "/-1", "0/0",
          text + "\u{0}", "--1", "1_0", "0x1", "NaN", "Infinity", ".5", "1/", "/1", "1e", "e1",
          "1e99999", "\u{0661}", "\u{ff11}", "1\u{301}", "1,0", text + "/1/1",
          String(repeating: "1", count: 100_001),
        ]
        for (i, slip) in slips.enumerated() where i % 6 == turn % 6 { add(.text(slip), true) }
        if key == "width" { for other in ["2", "3", "k-1"] { add(.text(other), false) } }
      } else {
        for other in ["", text + " ", text.uppercased(), text + "\u{301}"] where other != text {
          add(.text(other), true)
        }
        let choices =
          key == "statement"
          ? [
            "condition-holds", "condition-fails", "fully-explorable", "not-fully-explorable",
            "weakly-supported", "supported", "exposed", "unsupported", "pareto-optimal",
            "dominated",
            "unreachable-pareto-optimum", "enclosed", "gradients-disagree",
          ]
          : [
            "1", "k-1", "scalarization-certificate/1", "scalarization-certificate/2",
            "scalarization-certificate/3", "values", "weights", "meeting",
          ]
        for choice in choices where choice != text { add(.text(choice), false) }
      }
    case .array(let elements):
      if !elements.isEmpty { add([], true) }
      for other: ExactJSONValue in [[:], "1", 1] { add(other, true) }
      if elements.count > 1 { result.append(("reversed", .array(elements.reversed()), false)) }
    case .object(let members):
      for other: ExactJSONValue in [[], "1", 1] { add(other, true) }
      if !members.isEmpty { add([:], true) }
      if members.count > 1 { result.append(("reordered", .object(members.reversed()), false)) }
    }
    return result
  }
}

extension String {
  fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
