import Surfaces

/// Lists of index sets on the command line, for example `0;1;2,3` for the surfaces of ∅, {1} and
/// {2,3}.
enum IndexSetList {
  /// Reads index sets separated by semicolons, each `0` or tasks separated by commas.
  ///
  /// - Parameter taskNumbers: The numbers by which the tasks are called.
  /// - Throws: `UsageError` that names the option, the position and what was expected.
  static func read(
    _ text: String, option: String, taskNumbers: [Int]
  ) throws -> [SignPattern] {
    let known =
      taskNumbers == Array(1...taskNumbers.count)
      ? "from 1 to \(taskNumbers.count)"
      : "of " + taskNumbers.map(String.init).joined(separator: ",")
    var result: [SignPattern] = []
    let parts = text.split(separator: ";", omittingEmptySubsequences: false)
    for (number, part) in parts.enumerated() {
      var tasks: [Int] = []
      if part != "0" {
        for word in part.split(separator: ",", omittingEmptySubsequences: false) {
          guard !word.isEmpty, word.allSatisfy({ $0.isASCII && $0.isNumber }),
            let task = Int(word), let position = taskNumbers.firstIndex(of: task),
            !tasks.contains(position + 1)
          else {
            throw UsageError(
              message: "\(option): index set \(number + 1): expected 0, or different tasks"
                + " \(known) separated by commas, found \"\(part)\"")
          }
          tasks.append(position + 1)
        }
      }
      result.append(SignPattern(flipping: tasks, taskCount: taskNumbers.count))
    }
    return result
  }
}
