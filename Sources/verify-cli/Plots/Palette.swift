import Foundation
import Learning
import Verify

/// Colours that people with the common colour deficiencies tell apart (Okabe and Ito), chosen so
/// that they differ in lightness as well, for print.
enum Palette {
  static let blue = "#0072B2"
  static let orange = "#E69F00"
  static let grey = "#C8C8C8"
  static let purple = "#CC79A7"
  static let vermilion = "#D55E00"
  static let black = "#000000"
  static let white = "#FFFFFF"

  /// The colour of a verdict.
  static func color(_ verdict: FrontClass) -> String {
    switch verdict {
    case .reachable: return blue
    case .unreachable: return orange
    case .dominated: return grey
    case .undecided: return "#F0E442"
    }
  }

  /// The colour of a verdict on one of several surfaces: the same hue, lighter from one to the
  /// next.
  static func color(_ verdict: FrontClass, shade: Int, of count: Int) -> String {
    let plain = color(verdict)
    guard count > 1, let value = Int(plain.dropFirst(), radix: 16) else { return plain }
    let share = 0.5 * Double(shade) / Double(count)
    let parts = [16, 8, 0].map { shift -> String in
      let part = Double((value >> shift) & 255)
      return String(format: "%02X", Int((part + (255 - part) * share).rounded()))
    }
    return "#" + parts.joined()
  }

  /// The words of a verdict in a key.
  static func name(_ verdict: FrontClass) -> String {
    switch verdict {
    case .reachable: return "Pareto optimal, reached by weights"
    case .unreachable: return "Pareto optimal, reached by no weights"
    case .dominated: return "dominated"
    case .undecided: return "undecided"
    }
  }
}
