import Exact
import ExactJSON

/// What is wrong with an input: the file, the place in it, what was found and what was expected.
public struct InputError: Error, Equatable, Sendable, CustomStringConvertible {
  /// What kind of thing is wrong; it determines the exit status.
  public enum Kind: Equatable, Sendable {
    /// There is no such file.
    case noSuchFile
    /// The path names a directory.
    case directory
    /// The file is there but cannot be read.
    case unreadable
    /// The file has no bytes.
    case empty
    /// The file or something in it exceeds a limit of the format.
    case tooLarge
    /// The file is not in the format it should be in.
    case malformed
    /// The file is in its format, but what it says cannot be right.
    case invalid
    /// The predictors are linearly dependent: G z = 0 for this non-zero integer vector z.
    case linearlyDependent(nullVector: [Integer])
    /// A choice made on the command line does not fit the file.
    case wrongUsage
  }

  /// What kind of thing is wrong.
  public let kind: Kind
  /// The file, as it was named.
  public let file: String
  /// The place in the file: a JSON path with line and column, or a row and column. Nil when the
  /// error is about the whole file.
  public let place: String?
  /// What was found.
  public let problem: String
  /// What was expected.
  public let expectation: String

  /// Creates an error.
  public init(
    _ kind: Kind, file: String, place: String? = nil, problem: String, expectation: String
  ) {
    self.kind = kind
    self.file = file
    self.place = place
    self.problem = problem
    self.expectation = expectation
  }

  /// Places a JSON error in a file.
  public init(_ error: ExactJSONError, file: String) {
    self.init(
      .malformed, file: file, place: error.place, problem: error.problem,
      expectation: error.expectation)
  }

  /// One sentence: the file, the place, what was found, what was expected.
  public var description: String {
    "\(FilePath.shown(file)): " + (place.map { "\($0): " } ?? "")
      + "\(problem); expected \(expectation)"
  }
}
