/// A choice of tasks, counted from 1 as a person counts them.
public struct TaskSelection: Sendable, Equatable {
  /// The chosen task numbers, pairwise distinct, in the order in which they were given.
  public let numbers: [Int]

  /// What is wrong with the text of a choice.
  public struct Problem: Error, Equatable, Sendable, CustomStringConvertible {
    /// One sentence: what was found and what was expected.
    public let description: String
  }

  /// Reads a choice from a text such as `3,4,5` or `1-3,7`.
  ///
  /// - Throws: ``Problem`` when the text is not a list of task numbers and ranges, or when a task
  ///   occurs twice.
  public init(_ text: String) throws(Problem) {
    var numbers: [Int] = []
    var seen: Set<Int> = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let ends = part.split(separator: "-", omittingEmptySubsequences: false).map(Self.number)
      guard ends.count <= 2, let first = ends.first ?? nil, let last = ends.last ?? nil,
        first <= last
      else {
        throw Problem(
          description: "\"\(part)\" is not a task number; expected numbers counted from 1 and"
            + " separated by commas, for example 3,4,5")
      }
      for number in first...last {
        guard seen.insert(number).inserted else {
          throw Problem(description: "task \(number) is chosen twice; expected each task once")
        }
        numbers.append(number)
      }
    }
    self.numbers = numbers
  }

  /// Chooses tasks by their numbers, counted from 1.
  ///
  /// - Throws: ``Problem`` when a number is not positive or occurs twice, or when there is none.
  public init(numbers: [Int]) throws(Problem) {
    try self.init(numbers.map(String.init).joined(separator: ","))
  }

  private static func number(_ text: Substring) -> Int? {
    guard text.utf8.allSatisfy({ $0 >= 48 && $0 <= 57 }), let number = Int(text),
      (1...Limits.tasks).contains(number)
    else { return nil }
    return number
  }

  /// A choice as a text, with three and more consecutive numbers as a range: `1-3,7`.
  static func text(_ numbers: [Int], range: String = "-", separator: String = ",") -> String {
    var parts: [String] = []
    var rest = numbers[...]
    while let first = rest.first {
      let run = rest.indices.prefix { rest[$0] == first + $0 - rest.startIndex }.count
      let taken = run >= 3 ? run : 1
      parts.append(run >= 3 ? "\(first)\(range)\(first + run - 1)" : "\(first)")
      rest = rest.dropFirst(taken)
    }
    return parts.joined(separator: separator)
  }

  /// The chosen tasks counted from 0.
  ///
  /// - Throws: ``InputError`` of kind `wrongUsage` when the file has fewer tasks.
  func indices(taskCount: Int, file: String) throws(InputError) -> [Int] {
    for number in numbers where number > taskCount {
      throw InputError(
        .wrongUsage, file: file, problem: "no task \(number)",
        expectation: "task numbers from 1 to \(taskCount)")
    }
    return numbers.map { $0 - 1 }
  }
}
