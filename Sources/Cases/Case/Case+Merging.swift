import Exact
import ExactJSON
import Surfaces

extension Case {
  /// The case of all data together, of which each part has the moments of some rows.
  ///
  /// The sums of the parts are added, exactly. Parts whose targets were centred one by one do not
  /// add up to centred data; where the last input is a column of ones they are recognised by
  /// targets that all have mean zero, and refused.
  ///
  /// - Parameters:
  ///   - parts: Cases with moments of the same inputs and tasks; at least one.
  ///   - center: Whether the mean of each target is subtracted from the sums, which needs a column
  ///     of ones as the last input. With `false` nothing is subtracted, and centred parts are
  ///     added as they are; with nil they are refused.
  /// - Throws: ``InputError`` of kind `wrongUsage` for a case without moments, and of kind
  ///   `invalid` where parts do not fit together.
  public static func merging(_ parts: [Case], center: Bool?) throws(InputError) -> Case {
    var result = parts[0]
    var sum = try result.givenMoments()
    for part in parts.dropFirst() {
      let moments = try part.givenMoments()
      try part.checkFit(moments, sum, first: result)
      sum = sum + moments
    }
    if parts.count > 1 {
      if center != false { try checkNotCentered(parts) }
      result.name = "merged"
      result.note = "The sum of \(parts.count) parts." + (result.note.map { " First: \($0)" } ?? "")
      let sources = parts.compactMap(\.source)
      result.source = sources.isEmpty ? nil : sources.joined(separator: "; ")
      result.points = []
      result.expectation = CaseExpectation()
    }
    if center == true {
      guard sum.mayEndInOnes else {
        throw InputError(
          .invalid, file: result.file,
          problem: "moments to centre whose last input is no column of ones",
          expectation: "moments of data with an intercept, which says what the means are")
      }
      sum = sum.centered
      result.note = (result.note.map { $0 + " " } ?? "") + "Targets centred."
    }
    result.problem = .moments(sum)
    return result
  }

  private func givenMoments() throws(InputError) -> Moments {
    guard case .moments(let moments) = problem else {
      throw InputError(
        .wrongUsage, file: file, problem: "a case without moments",
        expectation: "a table, or a case with moments as the command moments writes them")
    }
    return moments
  }

  private func checkFit(
    _ moments: Moments, _ sum: Moments, first: Case
  ) throws(InputError) {
    func different(_ found: String, _ expected: String) -> InputError {
      InputError(
        .invalid, file: file, problem: found, expectation: "\(expected) as in \(first.file)")
    }
    guard moments.xx.rows == sum.xx.rows else {
      throw different("\(moments.xx.rows) inputs", "\(sum.xx.rows) inputs")
    }
    guard moments.xy.columns == sum.xy.columns else {
      throw different("\(moments.xy.columns) tasks", "\(sum.xy.columns) tasks")
    }
    guard taskNames == first.taskNames else {
      func list(_ names: [String]?) -> String {
        names.map { "the tasks " + $0.map(ExactJSONValue.quoted).joined(separator: ", ") }
          ?? "tasks without names"
      }
      throw different(list(taskNames), list(first.taskNames))
    }
    guard (moments.yy == nil) == (sum.yy == nil) else {
      throw different(
        moments.yy == nil ? "no moments.yy" : "moments.yy",
        sum.yy == nil ? "no moments.yy" : "moments.yy")
    }
  }

  /// Refuses parts each of which seems to be centred by itself.
  private static func checkNotCentered(_ parts: [Case]) throws(InputError) {
    for part in parts {
      let moments = try part.givenMoments()
      let last = moments.xx.rows - 1
      guard moments.mayEndInOnes,
        (0..<moments.xy.columns).allSatisfy({ moments.xy[last, $0].isZero })
      else { continue }
      throw InputError(
        .invalid, file: part.file,
        problem: "targets of mean zero, as after centring this part by itself",
        expectation: "parts made with --no-center, whose sum --center centres; or --no-center to"
          + " add the parts as they are")
    }
  }
}
