import Cases
import Claims
import ExactJSON
import Foundation

/// The file that keeps the state of a directed search.
struct SavedSearch {
  let file: String

  /// The state in the file, or nil when there is no file.
  ///
  /// - Throws: `InputError` for a file that holds no state of the claim.
  func load(_ claim: any Claim, _ context: ClaimContext) throws(InputError) -> SearchState? {
    guard FileManager.default.fileExists(atPath: file) else { return nil }
    guard let data = FileManager.default.contents(atPath: file) else {
      throw InputError(
        .unreadable, file: file, problem: "cannot be read", expectation: "the state of a search")
    }
    do {
      return try SearchState(ExactJSON(parsing: Array(data)), of: claim, context: context)
    } catch {
      throw InputError(error, file: file)
    }
  }

  /// Writes a state.
  ///
  /// - Throws: `OutputError`.
  func save(_ state: SearchState, of claim: any Claim) throws(OutputError) {
    try FileOutput.write(state.json(claim).bytes() + [UInt8(ascii: "\n")], to: file)
  }
}
