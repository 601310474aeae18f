import Exact
import Foundation
import Intervals
import Randomness
import Surfaces
import Testing
@testable import Verify

/// Enclosures of the same numbers by Arb, through python-flint, where that is installed for the
/// `python3` in the path: they must meet ours.
@Suite struct ArbPeerTests {
  /// Runs a Python program; nil where it does not run to its end.
  private static func python(_ program: String, _ arguments: [String]) -> String? {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", "-c", program] + arguments
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return nil }
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return process.terminationStatus == 0 ? String(decoding: data, as: UTF8.self) : nil
  }

  static let isInstalled = python("import flint", []) != nil

  /// Reads pairs of bounds and says for each whether Arb's enclosure meets them.
  private static let program = """
    import sys
    from fractions import Fraction
    from flint import arb, acb_mat, fmpq, ctx
    ctx.prec = 128
    def ends(ball):
      def exact(x):
        m, e = x.man_exp()
        return Fraction(int(m)) * Fraction(2) ** int(e)
      middle, radius = exact(ball.mid()), exact(ball.rad())
      return middle - radius, middle + radius
    def meets(ball, lower, upper):
      low, high = ends(ball)
      return low <= upper and lower <= high and high - low < Fraction(1, 10 ** 20)
    def rational(text):
      f = Fraction(text)
      return fmpq(f.numerator, f.denominator)
    kind, size = sys.argv[1], int(sys.argv[2])
    numbers = sys.argv[3:]
    lower, upper = Fraction(numbers[0]), Fraction(numbers[1])
    if kind == "root":
      print(meets(arb(rational(numbers[2])).sqrt(), lower, upper))
    else:
      entries = [arb(rational(t)) for t in numbers[2:]]
      rows = [entries[i * size:(i + 1) * size] for i in range(size)]
      values = [value.real for value in acb_mat(rows).eig()]
      values.sort(key=lambda ball: ends(ball)[0])
      print(meets(values[-1 if kind == "top" else 0], lower, upper))
    """

  private func arbMeets(_ kind: String, _ size: Int, _ ours: Interval, _ data: [Rational]) throws {
    let numbers = [try #require(ours.lower), try #require(ours.upper)] + data
    let answer = Self.python(
      Self.program, [kind, String(size)] + numbers.map(\.description))
    #expect(answer?.hasPrefix("True") == true, "\(kind): \(answer ?? "no answer")")
  }

  @Test(.enabled(if: isInstalled, "python-flint is not installed"))
  func squareRootsMeet() throws {
    for value in [Rational(2), Rational(1, 3), Rational(10_000_000_019, 7)] {
      try arbMeets("root", 0, Interval(value, precision: 128).squareRoot, [value])
    }
  }

  @Test(.enabled(if: isInstalled, "python-flint is not installed"), arguments: WidthEnd.allCases)
  func extremeEigenvaluesMeet(width: WidthEnd) throws {
    for count in [2, 3, 5, 8] {
      var generator = CounterGenerator(seed: 93, stream: "arb", index: UInt64(count))
      let rows = (0..<count).map { _ in
        (0..<count).map { _ in Rational(generator.integer(in: -9...9)) }
      }
      let instance = try Instance(gram: RationalMatrix(rows).rowGram() + .identity(count))
      let weights = (0..<count).map { _ in Rational(generator.integer(in: 1...9)) }
      guard
        case .enclosed(let optimum) = EnclosedPoint.optimum(of: weights, instance, width: width)
      else { continue }
      let entries = (0..<count).flatMap { i in
        (0..<count).map { instance.gram[i, $0] * weights[$0] }
      }
      try arbMeets(
        width == .one ? "top" : "bottom", count, try optimum.box(precision: 128).others[0],
        entries)
    }
  }
}
