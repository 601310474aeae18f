import ArgumentParser
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
