import ArgumentParser

/// Options of commands that draw.
struct PictureOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Draw a picture to this file (.svg, .pdf or .png), through gnuplot; its data and drawing"
        + " commands are written beside it.", valueName: "file"), completion: .file())
  var plot: String?

  /// The file, checked before any work is done.
  ///
  /// - Throws: `UsageError`.
  func file() throws -> PictureFile? { try plot.map { try PictureFile($0, option: "--plot") } }
}
