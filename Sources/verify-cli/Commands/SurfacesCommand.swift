import ArgumentParser
import Cases
import Exact
import Surfaces

/// `surfaces FILE`: the surfaces whose union is the feasible region.
struct SurfacesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "surfaces",
    abstract: "List the surfaces whose union is the feasible region.",
    discussion: """
      E_I = { v >= 0 : sqrt(v)^T Q_I sqrt(v) = 1 } for each index set I, where Q_I is Q = G^-1 \
      with the signs of I flipped (Theorem 3.1); for width k-1, I_I = t - E_I (Theorem 3.2). \
      Surfaces that coincide are listed once with all their names.
      """)

  @Argument(help: "A case file, or a CSV or NPY file.")
  var file: String

  @OptionGroup var options: CaseOptions
  @OptionGroup var output: OutputOptions

  @Option(help: "List the surfaces one by one up to this number of tasks.")
  var listUpTo = 6

  func validate() throws {
    guard (0...16).contains(listUpTo) else {
      throw ValidationError("--list-up-to takes a number of tasks from 0 to 16")
    }
  }

  func run() throws {
    try Session.run {
      let problem = try options.load(file)
      let report = SurfacesReport(
        name: problem.name, instance: try problem.instance(), listUpTo: listUpTo)
      switch output.format {
      case .text: try Console.print(report.text)
      case .json: try Console.print(report.json.text(.compact))
      }
      return .success
    }
  }
}
