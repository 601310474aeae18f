import Cases
import Claims
import Foundation
import Surfaces
import Verify

/// The data that claims about experiments need.
enum ClaimData {
  /// Reads the moments of the data in a corpus, as far as the files are there.
  ///
  /// - Throws: `InputError` for a file that cannot be read.
  static func context(_ cases: String) throws -> ClaimContext {
    var moments: [String: Moments] = [:]
    for (name, file) in [("centred", "sarcos.json"), ("raw", "sarcos-raw.json")] {
      let path = cases + "/data/" + file
      guard FileManager.default.fileExists(atPath: path) else { continue }
      if case .moments(let found) = try Case(contentsOf: path).problem { moments[name] = found }
    }
    return ClaimContext(sarcos: moments)
  }
}
