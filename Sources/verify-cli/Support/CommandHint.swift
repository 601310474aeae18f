import Foundation

/// Commands that a report tells a person to type, with the file and the options of this call.
struct CommandHint {
  /// What names the problem: the file, and for a table its columns and how it is written.
  let problem: [String]

  /// A command about the same problem.
  func callAsFunction(_ command: String, _ options: String...) -> String {
    (["verify-cli", command] + (problem + options).map(Self.quoted)).joined(separator: " ")
  }

  /// An argument as a shell takes it.
  private static func quoted(_ argument: String) -> String {
    let isPlain = argument.unicodeScalars.allSatisfy { scalar in
      scalar.isASCII
        && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
          || "_./,=:+-".unicodeScalars.contains(scalar))
    }
    if isPlain, !argument.isEmpty { return argument }
    return "'" + argument.replacingOccurrences(of: "'", with: "'\\''") + "'"
  }
}
