import ArgumentParser
import Learning
import Surfaces
import Verify

/// A hidden width on the command line: a number, or `k-1`.
enum HiddenWidth: ExpressibleByArgument, Equatable {
  case units(Int)
  case allButOne

  init?(argument: String) {
    if argument == "k-1" {
      self = .allButOne
    } else if let units = Int(argument), units >= 1 {
      self = .units(units)
    } else {
      return nil
    }
  }

  var defaultValueDescription: String {
    switch self {
    case .units(let units): return "\(units)"
    case .allButOne: return "k-1"
    }
  }

  /// The number of hidden units for a number of tasks.
  func units(taskCount: Int) -> Int {
    switch self {
    case .units(let units): return units
    case .allButOne: return max(taskCount - 1, 1)
    }
  }

  /// The same choice for a question about a case.
  var chosen: ChosenWidth {
    switch self {
    case .units(let units): return .units(Width(units))
    case .allButOne: return .end(.allButOne)
    }
  }

  /// The width of the theory, if it is one of the two.
  func width(taskCount: Int) -> WidthEnd? {
    let units = units(taskCount: taskCount)
    if taskCount >= 2, units == 1, self != .allButOne || taskCount > 2 { return .one }
    return taskCount >= 2 && units == taskCount - 1 ? .allButOne : nil
  }
}

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

extension LossUnits: ExpressibleByArgument {}
extension GradientNormalisation: ExpressibleByArgument {}
extension MGDAOptions.Convention: ExpressibleByArgument {}
extension MGDAOptions.Solver: ExpressibleByArgument {}
