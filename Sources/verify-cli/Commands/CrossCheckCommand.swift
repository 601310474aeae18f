import ArgumentParser
import Cases
import Exact
import ExactJSON
import Floating
import Foundation
import Surfaces
import Verify

/// `cross-check`: how often is plain floating point wrong?
struct CrossCheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cross-check",
    abstract: "Count how often floating-point answers to C1 and C2 are wrong.",
    discussion: """
      Draws random instances of a family, answers C1 and C2 with LAPACK and a tolerance, and \
      compares with the exact verdicts. Linearly dependent predictors that the Cholesky \
      factorisation does not notice count as wrong, too. The smallest instance with a wrong \
      answer can be saved as a case.
      """)

  @Option(help: "How many instances of each family to try.")
  var count = 10_000

  @Option(name: .customLong("k"), help: "The number of tasks.")
  var taskCount = 3

  @Option(
    help: ArgumentHelp(
      "random, nearly-dependent, nearly-orthogonal or boundary; all four by default.",
      valueName: "family"))
  var family: CrossCheckFamily?

  @OptionGroup var threads: JobOptions

  @Option(
    help: ArgumentHelp(
      "Save the smallest wrong instance of each family to this folder.", valueName: "folder"),
    completion: .directory)
  var save: String?

  @OptionGroup var limits: LimitOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard (1...1_000_000_000).contains(count) else {
      throw ValidationError("--count takes a number from 1 to 1000000000")
    }
    guard (2...64).contains(taskCount) else {
      throw ValidationError("--k takes a number of tasks from 2 to 64")
    }
  }

  func run() throws {
    try Session.run {
      let deadline = limits.time.deadline
      let progress = SharedProgress(quiet: output.quiet)
      var reports: [ExactJSONValue] = []
      var isComplete = true
      for family in family.map({ [$0] }) ?? CrossCheckFamily.allCases {
        progress.begin("\(family.rawValue), \(count) instances")
        let outcome = CrossCheck.run(
          family: family, taskCount: taskCount, count: count, seed: limits.seed, jobs: threads.jobs,
          isCancelled: { deadline.isOver })
        progress.finish()
        if outcome.instances < count { isComplete = false }
        let file = try save.flatMap { try write(outcome.smallest, family, to: $0) }
        switch output.format {
        case .text: try Console.print(text(family, outcome, file))
        case .json: reports.append(json(family, outcome))
        }
      }
      if output.format == .json {
        try Console.print(
          ExactJSONValue.object([
            .init("format", "scalarization-cross-check/1"),
            .init("tasks", .integer(taskCount)), .init("complete", .boolean(isComplete)),
            .init("families", .array(reports)),
          ]))
      }
      return isComplete ? .success : .undecided
    }
  }

  private func text(
    _ family: CrossCheckFamily, _ outcome: CrossCheck.Outcome, _ file: String?
  ) -> String {
    let percent =
      outcome.instances == 0
      ? 0 : 100 * Double(outcome.wrong) / Double(outcome.instances)
    let missing = outcome.instances < count ? " (stopped early)" : ""
    var lines = [
      "\(family.rawValue), k = \(taskCount): floating point is wrong on \(outcome.wrong) of"
        + " \(outcome.instances) instances (\(String(format: "%.3g", percent)) %)\(missing)",
      "  C1 wrong \(outcome.wrongC1), C2 wrong \(outcome.wrongC2), linear dependence missed"
        + " \(outcome.missedDependence) of \(outcome.dependent), seen where there is none"
        + " \(outcome.falseDependence)",
    ]
    if let wrong = outcome.smallest {
      lines.append("  smallest: \(Self.describe(wrong.kind))")
      let rows = wrong.instance.predictors ?? wrong.instance.gram.numerators
      let name = wrong.instance.predictors == nil ? "Gram matrix" : "predictors"
      let text = rows.map { "(" + $0.map(\.description).joined(separator: ", ") + ")" }
      lines.append("    \(name) " + text.joined(separator: " "))
    }
    if let file { lines.append("    saved as \(file)") }
    return lines.joined(separator: "\n")
  }

  private static func describe(_ kind: CrossCheck.WrongAnswer.Kind) -> String {
    switch kind {
    case .condition(let width): return "\(width.conditionName) is answered wrongly"
    case .missedDependence: return "linear dependence is not noticed"
    case .falseDependence: return "independent predictors are taken for dependent"
    }
  }

  private func json(
    _ family: CrossCheckFamily, _ outcome: CrossCheck.Outcome
  ) -> ExactJSONValue {
    var members: [ExactJSONValue.Member] = [
      .init("family", .text(family.rawValue)), .init("instances", .integer(outcome.instances)),
      .init("wrong", .integer(outcome.wrong)), .init("wrongC1", .integer(outcome.wrongC1)),
      .init("wrongC2", .integer(outcome.wrongC2)), .init("dependent", .integer(outcome.dependent)),
      .init("missedDependence", .integer(outcome.missedDependence)),
      .init("falseDependence", .integer(outcome.falseDependence)),
    ]
    if let wrong = outcome.smallest {
      members.append(
        .init("smallest", trap(wrong, family).json))
    }
    return .object(members)
  }

  /// A wrong answer as a case that expects the right one.
  private func trap(_ wrong: CrossCheck.WrongAnswer, _ family: CrossCheckFamily) -> Case {
    let problem: Case.Problem =
      wrong.instance.predictors.map { .predictors($0.map { $0.map { Rational($0) } }) }
      ?? .gram(wrong.instance.gram)
    var expectation = CaseExpectation()
    if let instance = try? Instance(gram: wrong.instance.gram) {
      for width in WidthEnd.allCases {
        expectation.conditions[width] = ConditionVerdict.decide(instance, width: width).holds
      }
    } else {
      expectation.error = .linearlyDependent
    }
    return Case(
      file: "", name: "cross-check-\(family.rawValue)-\(taskCount)-\(wrong.index)",
      source: "verify-cli cross-check --k \(taskCount) --family \(family.rawValue)"
        + " --seed \(limits.seed) --count \(count)",
      note: "In floating point, \(Self.describe(wrong.kind)).", problem: problem,
      expectation: expectation)
  }

  /// Writes the smallest wrong instance of a family; returns the file.
  private func write(
    _ wrong: CrossCheck.WrongAnswer?, _ family: CrossCheckFamily, to folder: String
  ) throws(OutputError) -> String? {
    guard let wrong else { return nil }
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw OutputError(file: folder, reason: "the folder cannot be created")
    }
    let problem = trap(wrong, family)
    let file = "\(folder)/\(problem.fileName).json"
    try FileOutput.write(problem.json.bytes() + [UInt8(ascii: "\n")], to: file)
    return file
  }
}

extension CrossCheckFamily: ExpressibleByArgument {}
