import Surfaces

/// Lists of index sets on the command line, for example `0;1;2,3` for the surfaces of ∅, {1} and
/// {2,3}.
enum IndexSetList {
  /// Reads index sets separated by semicolons, each `0` or tasks separated by commas.
  ///
  /// - Throws: `UsageError` that names the option, the position and what was expected.
  static func read(
    _ text: String, option: String, taskCount: Int
  ) throws -> [SignPattern] {
    var result: [SignPattern] = []
    let parts = text.split(separator: ";", omittingEmptySubsequences: false)
    for (position, part) in parts.enumerated() {
      var tasks: [Int] = []
      if part != "0" {
        for word in part.split(separator: ",", omittingEmptySubsequences: false) {
          guard !word.isEmpty, word.allSatisfy({ $0.isASCII && $0.isNumber }),
            let task = Int(word), (1...taskCount).contains(task), !tasks.contains(task)
          else {
            throw UsageError(
              message: "\(option): index set \(position + 1): expected 0, or different tasks from 1"
                + " to \(taskCount) separated by commas, found \"\(part)\"")
          }
          tasks.append(task)
        }
      }
      result.append(SignPattern(flipping: tasks, taskCount: taskCount))
    }
    return result
  }
}
