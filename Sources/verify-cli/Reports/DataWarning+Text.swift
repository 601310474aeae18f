import Exact
import ExactJSON
import Verify

extension DataWarning {
  /// One sentence for people.
  var text: String {
    switch self {
    case .fewRows(let rows, let inputs):
      return "\(TextLayout.count(rows, "row")) for \(TextLayout.count(inputs, "input")), the column"
        + " of ones included where there is one: any target is fitted perfectly, so the verdict"
        + " is about these rows and no others."
    case .dependentInputs(let rank, let inputs, let useless):
      return "of \(inputs) inputs only \(rank) are independent; what adds nothing: "
        + TextLayout.list(useless.map(\.text)) + "."
    case .unexplained(let task, let share, let expected):
      return "the inputs explain \(TextLayout.percent(share)) of \(task); as many columns of random"
        + " numbers would explain \(TextLayout.percent(expected)). Verdicts about it may be noise."
    case .nearlyDependent(let task, let share):
      return "what the inputs predict of \(task) is a combination of what they predict of the other"
        + " tasks, but for \(Self.percent(share)) of its square."
    case .nearlyDetermined(let task, let share):
      return "the target \(task) is a combination of the other targets, but for"
        + " \(Self.percent(share)) of its square."
    }
  }

  private static func percent(_ share: Rational) -> String {
    TextLayout.brief((share * 100).doubleValue, digits: 2) + " %"
  }

  /// The entry of the report for programs.
  var json: ExactJSONValue {
    func object(_ kind: String, _ members: ExactJSONValue.Member...) -> ExactJSONValue {
      .object([.init("kind", .text(kind))] + members + [.init("text", .text(text))])
    }
    switch self {
    case .fewRows(let rows, let inputs):
      return object("fewRows", .init("rows", .exact(rows)), .init("inputs", .integer(inputs)))
    case .dependentInputs(let rank, let inputs, let useless):
      return object(
        "dependentInputs", .init("rank", .integer(rank)), .init("inputs", .integer(inputs)),
        .init("useless", .array(useless.map { .text($0.name) })))
    case .unexplained(let task, let share, let expected):
      return object(
        "unexplained", .init("task", .text(task)), .init("share", .text(share.description)),
        .init("expected", .text(expected.description)))
    case .nearlyDependent(let task, let share):
      return object("nearlyDependent", .init("task", .text(task)), .init("share", .exact(share)))
    case .nearlyDetermined(let task, let share):
      return object("nearlyDetermined", .init("task", .text(task)), .init("share", .exact(share)))
    }
  }
}

extension DataWarning.UselessInput {
  fileprivate var text: String {
    switch reason {
    case .constant: return "\(name) (constant)"
    case .repeats(let other): return "\(name) (repeats \(other))"
    case .combination: return "\(name) (a combination of others)"
    }
  }
}
