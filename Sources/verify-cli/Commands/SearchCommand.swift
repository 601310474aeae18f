import ArgumentParser
import Exact
import ExactJSON
import Verify

/// `search ID`: looks for a counterexample of a claim.
struct SearchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "search",
    abstract: "Search for a counterexample of a claim, and make it as simple as possible.",
    discussion: """
      Random instances first, then a directed search where the claim has a score. A counterexample \
      is simplified until no simpler neighbour refutes the claim. With --save it is written to \
      found/ in the corpus, where the next run tries it first. With --state a directed search can \
      be stopped and resumed: the next run with the same file goes on where it ended.
      """)

  @Argument(help: "The claim; `verify-cli claims` lists them.", completion: ClaimOptions.ids)
  var id: String

  @OptionGroup var options: ClaimOptions
  @OptionGroup var limits: LimitOptions
  @OptionGroup var output: OutputOptions

  @Option(help: ArgumentHelp("How many steps the directed search takes.", valueName: "number"))
  var steps = 2000

  @Option(
    help: ArgumentHelp(
      "Keep the state of the directed search in this file, and go on from it if it exists.",
      valueName: "file"))
  var state: String?

  @Flag(help: "Save a counterexample in found/ of the corpus.")
  var save = false

  func validate() throws {
    guard (0...100_000_000).contains(steps) else {
      throw ValidationError("--steps takes a number from 0 to 100000000")
    }
  }

  func run() throws {
    try Session.run {
      guard let claim = try options.claims([id]).first else { return .usage }
      var run = ClaimRun(options: options, limits: limits, quiet: output.quiet)
      run.directedSteps = steps
      let context = try options.context()
      run.resumed = try state.flatMap { try SavedSearch(file: $0).load(claim, context) }
      let result = try run.run(
        claim, context: context, deadline: limits.time.deadline)
      if let state, let reached = result.search {
        try SavedSearch(file: state).save(reached, of: claim)
      }
      let report = ClaimReport(claim: claim, result: result)
      var file: String?
      if save, let found = result.counterexample {
        file = try SavedExamples(options.cases).save(found, of: claim)
      }
      switch output.format {
      case .text:
        try Console.print(report.text)
        if let file { try Console.print("saved as \(file)") }
        if let reached = result.search, state != nil {
          try Console.print("  best score \(reached.score) after \(reached.steps) steps")
        }
      case .json:
        try Console.print(
          ExactJSONValue.object(
            [
              .init("format", "scalarization-search/1"), .init("seed", .text(String(limits.seed))),
              .init("result", report.json),
            ] + (file.map { [.init("saved", .text($0))] } ?? [])
          ))
      }
      return ClaimReport.status([report], expecting: options.expect)
    }
  }
}
