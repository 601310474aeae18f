import Exact
import Floating
import Foundation
import Learning
import Surfaces
import Verify

// Usage: SuiteTimings TASK K N ROUNDS FILE
//
// FILE holds predictors as signed bytes, instance by instance, row by row; for the task
// "dominance" each instance is followed by a direction of K bytes. One line of JSON with the
// seconds of every round is printed for each thing that is timed. The task "sweep" takes one
// instance and writes the weights and the losses of both widths to FILE.weights, FILE.1 and
// FILE.k-1, as rows of float64.

/// The seconds that `body` takes.
func seconds(_ body: () -> Void) -> Double {
  let elapsed = ContinuousClock().measure(body)
  return Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) * 1e-18
}

/// Times `body` in rounds, after one round that is not counted, and prints the result.
func time(
  _ name: String, work: Int, rounds: Int, note: () -> String = { "" }, _ body: () -> Void
) {
  body()
  let times = (0..<rounds).map { _ in String(format: "%.9f", seconds(body)) }
  print(
    "{\"name\":\"\(name)\",\"work\":\(work),\"seconds\":[\(times.joined(separator: ","))],"
      + "\"note\":\"\(note())\"}")
}

/// Keeps a result alive.
@inline(never) func consume<Value>(_ value: Value) { withExtendedLifetime(value) {} }

/// Instances with the given Gram matrices, none of which has computed its inverse yet.
func fresh(_ grams: [RationalMatrix]) -> [Instance] { grams.compactMap { try? Instance(gram: $0) } }

let arguments = CommandLine.arguments
guard arguments.count == 6, let k = Int(arguments[2]), let n = Int(arguments[3]),
  let rounds = Int(arguments[4]), let data = FileManager.default.contents(atPath: arguments[5])
else {
  FileHandle.standardError.write(Data("usage: SuiteTimings TASK K N ROUNDS FILE\n".utf8))
  exit(64)
}
let bytes = data.map { Int8(bitPattern: $0) }

switch arguments[1] {
case "batch":
  let batch = try ConditionBatch(predictors: bytes, taskCount: k, sampleCount: n)
  let ways: [(String, () -> [ConditionPair])] = [
    ("filter", { batch.decide() }), ("filter, 2 jobs", { batch.decide(jobs: 2) }),
    ("floating", { batch.floatingAnswers() }),
  ]
  for (name, decide) in ways {
    var pairs: [ConditionPair] = []
    time(
      name, work: batch.count, rounds: rounds,
      note: { "C1 \(pairs.count(where: \.c1)) C2 \(pairs.count(where: \.c2))" },
      { pairs = decide() })
  }
case "jobs":
  let batch = try ConditionBatch(predictors: bytes, taskCount: k, sampleCount: n)
  for jobs in [1, 2] {
    time("\(jobs) jobs", work: batch.count, rounds: rounds) { consume(batch.decide(jobs: jobs)) }
  }
case "single":
  let batch = try ConditionBatch(predictors: bytes, taskCount: k, sampleCount: n)
  let instances = (0..<batch.count).compactMap { try? batch.instance($0) }
  let grams = instances.map(\.gram)
  let repeats = max(1, 200_000 / (k * k * k) / max(1, instances.count))
  let ways: [(String, (Instance, WidthEnd) -> ConditionVerdict)] = [
    ("filter", { ConditionVerdict.decide($0, width: $1, filter: .on).verdict }),
    ("floating", { FloatingConditions.decide($0.gram, width: $1) }),
  ]
  for (name, decide) in ways {
    time("C1+C2 \(name)", work: instances.count * repeats, rounds: rounds) {
      for _ in 0..<repeats {
        for instance in instances {
          for width in WidthEnd.allCases { consume(decide(instance, width)) }
        }
      }
    }
  }
  let doubles = grams.map { $0.doubleRows() }
  time("plain inverse", work: instances.count * repeats, rounds: rounds) {
    for _ in 0..<repeats { for gram in doubles { consume(LAPACK.inverse(gram, size: k)) } }
  }
  time("instance from predictors", work: batch.count, rounds: rounds) {
    for index in 0..<batch.count { consume(try? batch.instance(index)) }
  }
  time("exact inverse", work: instances.count, rounds: min(rounds, 3)) {
    for gram in grams { consume(gram.positiveDefiniteInverse()) }
  }
case "cost":
  let batch = try ConditionBatch(predictors: bytes, taskCount: k, sampleCount: n)
  let instances = (0..<batch.count).compactMap { try? batch.instance($0) }
  let repeats = max(1, 2_000 / (k * k))
  for width in WidthEnd.allCases where width == .one || k <= 200 {
    time(width.conditionName, work: instances.count * repeats, rounds: rounds) {
      for _ in 0..<repeats {
        for instance in instances {
          consume(ConditionVerdict.decide(instance, width: width, filter: .on))
        }
      }
    }
  }
case "exploration":
  let batch = try ConditionBatch(predictors: bytes, taskCount: k, sampleCount: n)
  let grams = (0..<batch.count).compactMap { try? batch.instance($0).gram }
  var undecided = 0
  for width in WidthEnd.allCases {
    time(
      "width \(width.rawValue)", work: grams.count, rounds: rounds,
      note: { "\(undecided) undecided" },
      {
        undecided = 0
        for instance in fresh(grams) {
          guard let verdict = try? WidthVerdict.decide(instance, width: width) else {
            undecided += 1
            continue
          }
          if verdict.isUndecided { undecided += 1 }
        }
      })
  }
case "surfaces":
  let batch = try ConditionBatch(predictors: bytes, taskCount: k, sampleCount: n)
  let instances = (0..<batch.count).compactMap { try? batch.instance($0) }
  let points = instances.map { Point($0, direction: (1...k).map { Integer($0) }) }
  var found = Integer.zero
  time(
    "scan", work: instances.count << (k - 1), rounds: rounds, note: { "\(found) through" },
    {
      found = .zero
      for (instance, point) in zip(instances, points) {
        found += SurfaceEnumeration(instance).scan(at: point).containingCount
      }
    })
case "sweep":
  let batch = try ConditionBatch(predictors: bytes, taskCount: k, sampleCount: n)
  let model = try LossModel(batch.instance(0), units: .squaredNorm)
  let count = 100_000
  let weights = try WeightSampler(.uniform, taskCount: k, count: count, seed: 1)
    .weights(0..<count)
  func write(_ numbers: [Double], _ ending: String) throws {
    let data = numbers.withUnsafeBytes { Data($0) }
    try data.write(to: URL(fileURLWithPath: "\(arguments[5]).\(ending)"))
  }
  try write(weights, "weights")
  for width in WidthEnd.allCases {
    let sweep = try WeightSweep(model, hiddenUnits: width == .one ? 1 : k - 1)
    var losses: [Double] = []
    time("width \(width.rawValue)", work: count, rounds: rounds) {
      losses = (try? sweep.losses(weights: weights)) ?? []
    }
    try write(losses, width.rawValue)
  }
case "dominance":
  let size = k * n + k
  let count = bytes.count / size
  var problems: [(RationalMatrix, [Integer])] = []
  for index in 0..<count {
    let part = Array(bytes[(index * size)..<((index + 1) * size)])
    let batch = try ConditionBatch(
      predictors: Array(part[..<(k * n)]), taskCount: k, sampleCount: n)
    problems.append((try batch.instance(0).gram, part[(k * n)...].map { Integer(Int($0)) }))
  }
  var answers: [Bool?] = []
  time(
    "dominance", work: count, rounds: rounds,
    note: { answers.map { $0.map { $0 ? "1" : "0" } ?? "?" }.joined() },
    {
      answers = problems.map { gram, direction in
        guard let instance = try? Instance(gram: gram) else { return nil }
        let point = Point(instance, direction: direction)
        return ParetoVerdict.decide(instance, point, width: .one).isOptimal
      }
    })
default:
  exit(64)
}
