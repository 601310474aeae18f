import ArgumentParser

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
}
