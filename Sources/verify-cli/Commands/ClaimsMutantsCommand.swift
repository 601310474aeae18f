import ArgumentParser
import Claims
import Verify

/// `claims mutants`: the table of deliberate defects in the notes.
struct ClaimsMutantsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mutants",
    abstract: "Break the deciders on purpose and say which claims notice.",
    discussion: "Exit status 1 when a claim does not notice one of its defects.")

  @Option(
    help: ArgumentHelp("The folder of the corpus, with data/ in it.", valueName: "folder"),
    completion: .directory)
  var cases = "cases"

  func run() throws {
    try Session.run {
      let table = try MutantTable(context: ClaimData.context(cases))
      try Console.print(String(table.markdown.dropLast()))
      return table.rows.allSatisfy(\.isCaught) ? .success : .unexpected
    }
  }
}
