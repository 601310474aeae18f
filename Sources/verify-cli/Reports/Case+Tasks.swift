import Cases
import ExactJSON
import Surfaces

extension Case {
  /// The members of a report that say what it is about: the name, and the numbers of the tasks
  /// where only some of them were chosen.
  var members: [ExactJSONValue.Member] {
    [.init("case", .text(name))]
      + (taskNumbers.map { [.init("taskNumbers", .integers($0))] } ?? [])
  }
}

extension Instance {
  /// The tasks in one line: their names, with their numbers where these are not 1...k; nil where
  /// nobody gave them names.
  var taskText: String? {
    if taskNames == taskNumbers.map(String.init) { return nil }
    if taskNumbers == Array(1...taskCount) { return taskNames.joined(separator: ", ") }
    return zip(taskNumbers, taskNames).map { "\($0) (\($1))" }.joined(separator: ", ")
  }

  /// The number by which a task is called, given its position from 1.
  func number(_ task: Int) -> Int { taskNumbers[task - 1] }

  /// Tasks, given by their positions from 1, in the order of their numbers.
  func byNumber(_ tasks: [Int]) -> [Int] { tasks.sorted { number($0) < number($1) } }
}
