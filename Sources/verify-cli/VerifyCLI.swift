import ArgumentParser
import ExactJSON

/// The command line tool.
@main
struct VerifyCLI: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify-cli",
    abstract: "Exact verdicts about scalarization in linear multi-task learning.",
    discussion: """
      Decides, with certificates, whether a weighted sum of the losses reaches every Pareto \
      optimum of a two-layer linear network of width 1 or k-1 (Hu et al., arXiv:2308.13985).

      Exit status: 0 decided, as expected; 1 an expectation not met or a certificate rejected; \
      5 undecided; 10 refuted; 11 vacuous; 64 wrong usage; 65 bad input; 66 no such file; \
      70 a defect of this program; 74 could not write.
      """,
    version: "1.0.0",
    subcommands: [
      CheckCommand.self, PointCommand.self, SurfacesCommand.self, GroupsCommand.self,
      MomentsCommand.self,
      RecheckCommand.self, CrossCheckCommand.self, ClaimsCommand.self, SearchCommand.self,
      SweepCommand.self, TrainCommand.self, ReproduceCommand.self, PlotCommand.self,
    ])

  static func main() {
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch {
      // An exit code alone has been explained already.
      if !(error is ExitCode), exitCode(for: error) == .validationFailure {
        complain(about: error)
      }
      exit(withError: error)
    }
  }

  /// Ends the program with a line about wrong usage, in the same form as all other errors, and
  /// the usage of the command.
  private static func complain(about error: any Error) -> Never {
    let problem = message(for: error)
    Console.error(unknownCommand(CommandLine.arguments.dropFirst(), of: self) ?? problem)
    let full = fullMessage(for: error)
    let known = "Error: \(problem)\n"
    if full.hasPrefix(known) { Console.note(String(full.dropFirst(known.count))) }
    exit(withError: ExitCode.validationFailure)
  }

  /// The sentence about a word where a command should be, or nil when there is none.
  private static func unknownCommand(
    _ arguments: ArraySlice<String>, of command: any ParsableCommand.Type
  ) -> String? {
    let commands = command.configuration.subcommands
    guard let word = arguments.first, !word.hasPrefix("-"), !commands.isEmpty else { return nil }
    if let next = commands.first(where: { $0.configuration.commandName == word }) {
      return unknownCommand(arguments.dropFirst(), of: next)
    }
    let names = commands.compactMap { $0.configuration.commandName }
    let hint = Spelling.suggestion(for: word, among: names).map { "; did you mean \"\($0)\"?" }
    return "no command \(ExactJSONValue.quoted(word))\(hint ?? ""); expected one of "
      + names.joined(separator: ", ")
  }
}
