import ArgumentParser
import Cases

/// How often the rows of a table are resampled.
struct ResamplingOptions: ParsableArguments {
  /// The most resamples.
  static let most = 100_000

  /// What the option says.
  static let help = ArgumentHelp(
    "For a table: resample its rows this often, by blocks, and say how often the answer is the"
      + " same.", valueName: "number")

  @Option(help: ResamplingOptions.help)
  var resamples: Int?

  @Option(help: "The seed of the resamples; the same seed gives the same answer.")
  var seed: UInt64 = 1

  /// The number of resamples and the seed; nil when none are wanted.
  var request: (count: Int, seed: UInt64)? { resamples.map { ($0, seed) } }

  func validate() throws { try Self.validate(resamples) }

  /// - Throws: `ValidationError` for a number that is out of range.
  static func validate(_ resamples: Int?) throws {
    if let resamples, !(1...most).contains(resamples) {
      throw ValidationError("--resamples takes a number from 1 to \(most)")
    }
  }

  /// Makes sure that the rows of a case are there to be resampled.
  ///
  /// - Throws: `UsageError`.
  static func check(_ resamples: Int?, _ problem: Case) throws {
    guard resamples != nil, problem.blocks == nil else { return }
    throw UsageError(
      message: "\(FilePath.shown(problem.file)): --resamples needs the rows of the data, and this"
        + " case has none; expected a table, or a case file with \"data\"")
  }
}
