import Foundation

/// How many times longer the random loops run: the environment variable VERIFY_TEST_MULTIPLIER, 1
/// if it is not set to a positive integer.
package let testMultiplier: Int = {
  let text = ProcessInfo.processInfo.environment["VERIFY_TEST_MULTIPLIER"] ?? ""
  return max(1, Int(text) ?? 1)
}()

/// The rounds of a random loop.
package func rounds(_ count: Int) -> Range<Int> { 0..<count * testMultiplier }
