import Exact
import Floating
import Surfaces

extension Case {
  /// The sub-problem of some tasks.
  ///
  /// The tasks keep their names, or their numbers where they have none, and their numbers. Points
  /// and expectations are about the whole problem and are left out.
  ///
  /// - Throws: ``InputError`` of kind `wrongUsage` when there is no such task, and of kind
  ///   `invalid` when a Gram matrix is not positive semi-definite as a whole.
  public func choosing(_ tasks: TaskSelection) throws(InputError) -> Case {
    let indices = try tasks.indices(taskCount: taskCount, file: file)
    var result = self
    result.points = []
    result.expectation = CaseExpectation()
    result.keepNumbers(of: indices)
    result.blocks = blocks?.restricted(toTasks: indices)
    result.taskNames = (taskNames ?? (1...taskCount).map(String.init)).choosing(indices)
    switch problem {
    case .predictors(let rows): result.problem = .predictors(rows.choosing(indices))
    case .gram(let gram):
      if case .notSemidefinite(let direction) = gram.definiteness() {
        throw inputError(.notSemidefinite(name: "gram", direction: direction))
      }
      result.problem = .gram(gram.principalSubmatrix(indices))
    case .moments(let moments):
      result.problem = .moments(moments.restricted(toTasks: indices))
    }
    return result
  }

  /// The instance of the theory that the case describes.
  ///
  /// - Parameter filter: Whether a floating-point proof that G is positive definite is tried first.
  /// - Throws: ``InputError`` of kind `invalid` when no data can have these numbers, and of kind
  ///   `linearlyDependent`, with a null vector, when the predictors are linearly dependent.
  public func instance(filter: FloatingFilter = .on) throws(InputError) -> Instance {
    do {
      let instance: Instance
      switch problem {
      case .predictors(let rows):
        instance = try Instance(
          predictors: rows, taskNames: taskNames, filter: filter)
      case .gram(let gram):
        instance = try Instance(gram: gram, taskNames: taskNames, filter: filter)
      case .moments(let moments):
        instance = try Instance(
          moments: moments, taskNames: taskNames, filter: filter)
      }
      return taskNumbers.map(instance.numbered) ?? instance
    } catch {
      throw inputError(error)
    }
  }

  private var place: String {
    switch problem {
    case .predictors: return "$.predictors"
    case .gram: return "$.gram"
    case .moments: return "$.moments"
    }
  }

  /// What is wrong, with tasks called by their names.
  private func problem(_ error: InstanceError) -> String {
    guard case .linearlyDependent(let nullVector) = error else { return "\(error)" }
    let names = nullVector.indices.filter { !nullVector[$0].isZero }.map { task in
      taskNames.map { $0[task] } ?? "task \((taskNumbers ?? Array(1...taskCount))[task])"
    }
    let prefix =
      "linearly dependent predictions: the best linear prediction of \(names.last ?? "")"
    if names.count < 2 { return prefix + " is zero" }
    let others = names.dropLast().prefix(10).joined(separator: ", ")
    return prefix
      + (names.count == 2 ? " is a multiple of that of " : " is a combination of those of ")
      + others
      + (names.count > 11 ? " and \(names.count - 11) more" : "")
  }

  /// Places an error of the theory in the file.
  private func inputError(_ error: InstanceError) -> InputError {
    let expectation: String
    var place = self.place
    var kind = InputError.Kind.invalid
    var error = error
    switch error {
    case .linearlyDependent(let nullVector):
      kind = .linearlyDependent(nullVector: nullVector)
      expectation = "linearly independent predictors"
    case .notSemidefinite: expectation = "moments that some data has, positive semi-definite"
    case .inconsistentMoments(let task, let nullVector):
      if let taskNumbers {
        error = .inconsistentMoments(task: taskNumbers[task - 1], nullVector: nullVector)
      }
      expectation = "moments that some data has"
    case .notSymmetric: expectation = "a symmetric matrix"
    case .noTasks: expectation = "at least one task"
    case .tooManyTasks: expectation = "at most \(Limits.tasks) tasks"
    case .emptyPredictors, .raggedPredictors, .wrongShape:
      expectation = "a table without gaps"
    case .wrongNameCount, .ambiguousName:
      place = "$.tasks"
      expectation = "one name for each task, no name twice"
    }
    return InputError(
      kind, file: file, place: isTable ? nil : place, problem: problem(error),
      expectation: expectation)
  }
}

extension Array {
  /// The elements at some positions.
  fileprivate func choosing(_ positions: [Int]) -> [Element] { positions.map { self[$0] } }
}
