import Exact
import Floating
import Foundation
import Surfaces
import Verify

// Usage: SuiteTimings TASK K N ROUNDS FILE
// FILE holds predictors as signed bytes, instance by instance, row by row. One line of JSON with
// the seconds of every round is printed for each thing that is timed.

/// The seconds that `body` takes.
func seconds(_ body: () -> Void) -> Double {
  let clock = ContinuousClock()
  let elapsed = clock.measure(body)
  return Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) * 1e-18
}

/// Prints the rounds of one measurement.
func report(_ name: String, perRound: Int, _ rounds: [Double], note: String = "") {
  let times = rounds.map { String(format: "%.9f", $0) }.joined(separator: ",")
  print(
    "{\"name\":\"\(name)\",\"work\":\(perRound),\"seconds\":[\(times)],\"note\":\"\(note)\"}")
}

/// Keeps a result alive.
@inline(never) func consume<Value>(_ value: Value) { withExtendedLifetime(value) {} }

let arguments = CommandLine.arguments
guard arguments.count == 6, let k = Int(arguments[2]), let n = Int(arguments[3]),
  let rounds = Int(arguments[4]), let data = FileManager.default.contents(atPath: arguments[5])
else {
  FileHandle.standardError.write(Data("usage: SuiteTimings TASK K N ROUNDS FILE\n".utf8))
  exit(64)
}
let bytes = data.map { Int8(bitPattern: $0) }
let batch = try ConditionBatch(predictors: bytes, taskCount: k, sampleCount: n)

switch arguments[1] {
case "batch":
  for (name, method, jobs) in [
    ("filter", Method.filter, 1), ("filter, 2 jobs", .filter, 2), ("floating", .floating, 1),
  ] {
    var counts = (c1: 0, c2: 0, dependent: 0)
    let times = (0..<rounds).map { _ in
      seconds {
        let pairs = batch.decide(method: method, jobs: jobs)
        counts = (
          pairs.count(where: \.c1), pairs.count(where: \.c2), pairs.count(where: \.isDependent)
        )
      }
    }
    report(
      name, perRound: batch.count, times,
      note: "C1 \(counts.c1) C2 \(counts.c2) dependent \(counts.dependent)")
  }
case "single":
  let instances = (0..<batch.count).compactMap { try? batch.instance($0) }
  let repeats = max(1, 20_000 / (k * k * k) / max(1, instances.count))
  let widths = Width.allCases
  for method in [Method.filter, .floating] {
    var decided: [Method: Int] = [:]
    let times = (0..<rounds).map { _ in
      seconds {
        for _ in 0..<repeats {
          for instance in instances {
            for width in widths {
              let decision = ConditionVerdict.decide(instance, width: width, method: method)
              decided[decision.decidedBy, default: 0] += 1
            }
          }
        }
      }
    }
    report(
      "C1+C2 \(method)", perRound: instances.count * repeats, times,
      note: "\(decided.count) \(decided[.exact] ?? 0) exact")
  }
  let grams = instances.map { $0.gram.doubleRows() }
  let inverses = (0..<rounds).map { _ in
    seconds {
      for _ in 0..<repeats { for gram in grams { consume(LAPACK.inverse(gram, size: k)) } }
    }
  }
  report("plain inverse", perRound: instances.count * repeats, inverses)
  let builds = (0..<rounds).map { _ in
    seconds { for index in 0..<batch.count { consume(try? batch.instance(index)) } }
  }
  report("instance from predictors", perRound: batch.count, builds)
  if k <= 40 {
    let exact = (0..<rounds).map { _ in
      seconds { for instance in instances { consume(instance.gram.positiveDefiniteInverse()) } }
    }
    report("exact inverse", perRound: instances.count, exact)
  }
case "profile":
  let instances = (0..<batch.count).compactMap { try? batch.instance($0) }
  for _ in 0..<rounds {
    for instance in instances {
      for width in Width.allCases {
        consume(ConditionVerdict.decide(instance, width: width, method: .filter))
      }
    }
  }
default:
  exit(64)
}
