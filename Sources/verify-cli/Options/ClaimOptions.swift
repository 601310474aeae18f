import ArgumentParser
import Claims
import Foundation
import Verify

/// Options of the commands that try claims.
struct ClaimOptions: ParsableArguments {
  @Option(
    name: .customLong("count"),
    help: ArgumentHelp(
      "How many random instances of each claim to try. (default: 1000)", valueName: "number"))
  var givenCount: Int?

  /// The number of random instances.
  var count: Int { givenCount ?? 1000 }

  @Option(
    help: ArgumentHelp(
      "The number of tasks of random instances, where a claim has a choice.", valueName: "tasks"))
  var k: Int?

  @OptionGroup var threads: JobOptions

  /// Completion of arguments that name claims.
  static let ids = CompletionKind.list(ClaimRegistry.all.map(\.id))

  @Option(help: "The outcome that is expected: then it alone is exit status 0, any other 1.")
  var expect: ClaimStatus?

  @Option(
    help: ArgumentHelp(
      "The folder of the corpus, with found/ and data/ in it.", valueName: "folder"),
    completion: .directory)
  var cases = ClaimOptions.defaultCases

  /// The folder of the corpus in a clone; elsewhere it may be missing.
  private static let defaultCases = "cases"

  @Flag(inversion: .prefixedNo, help: "Try the examples that were saved in found/ first.")
  var saved = true

  func validate() throws {
    guard (1...1_000_000_000).contains(count) else {
      throw ValidationError("--count takes a number from 1 to 1000000000")
    }
    try Self.validate(k: k)
  }

  /// - Throws: `ValidationError` for a number of tasks that is out of range.
  static func validate(k: Int?) throws {
    if let k, !(2...16).contains(k) {
      throw ValidationError("--k takes a number of tasks from 2 to 16")
    }
  }

  /// The claims with the given ids, all of them when there is none.
  ///
  /// - Throws: `UsageError` for an unknown id.
  func claims(_ ids: [String]) throws -> [any Claim] {
    if ids.isEmpty { return ClaimRegistry.all }
    return try ids.map { id in
      guard let claim = ClaimRegistry.claim(id) else {
        throw UsageError(message: "no claim \(id); `verify-cli claims` lists them")
      }
      return claim
    }
  }

  /// The deciders and the data of the corpus.
  ///
  /// - Throws: `InputError` for a file that cannot be read, `UsageError` for a folder that is not
  ///   there although it was named.
  func context() throws -> ClaimContext {
    guard cases == Self.defaultCases || FileManager.default.fileExists(atPath: cases) else {
      throw UsageError(message: "--cases: there is no folder \(cases)")
    }
    return try ClaimData.context(cases)
  }
}

extension ClaimStatus: ExpressibleByArgument {}
