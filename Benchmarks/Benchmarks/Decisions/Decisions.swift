import Benchmark
import Exact
import Randomness
import Surfaces
import Verify

/// Random predictors with entries -size ... size, the same on every machine.
private func predictors(_ tasks: Int, size: Int, count: Int = 1) -> [Int] {
  var generator = CounterGenerator(seed: 1, stream: "benchmark", index: UInt64(tasks))
  return (0..<(count * tasks * tasks)).map { _ in generator.integer(in: -size...size) }
}

private func batch(_ tasks: Int, size: Int, count: Int) -> ConditionBatch {
  guard
    let batch = try? ConditionBatch(
      predictors: predictors(tasks, size: size, count: count), taskCount: tasks,
      sampleCount: tasks)
  else { fatalError("whole instances make a batch") }
  return batch
}

private func instance(_ tasks: Int) -> Instance {
  guard let instance = try? batch(tasks, size: 99, count: 1).instance(0) else {
    fatalError("these predictors are linearly independent")
  }
  return instance
}

let benchmarks: @Sendable () -> Void = {
  Benchmark.defaultConfiguration = .init(
    metrics: [.wallClock, .throughput], warmupIterations: 2, maxDuration: .seconds(2))

  for tasks in [3, 4, 8, 16] {
    let batch = batch(tasks, size: 9, count: 10_000)
    Benchmark("C1 and C2, batch of 10,000, k = \(tasks)") { benchmark in
      for _ in benchmark.scaledIterations { blackHole(batch.decide()) }
    }
  }
  for tasks in [3, 8, 16, 32, 100] {
    let instance = instance(tasks)
    Benchmark("C1 and C2, one instance, filter, k = \(tasks)") { benchmark in
      for _ in benchmark.scaledIterations {
        for width in WidthEnd.allCases {
          blackHole(ConditionVerdict.decide(instance, width: width, filter: .on))
        }
      }
    }
    Benchmark("C1 and C2, one instance, floating, k = \(tasks)") { benchmark in
      for _ in benchmark.scaledIterations {
        for width in WidthEnd.allCases {
          blackHole(FloatingConditions.decide(instance.gram, width: width))
        }
      }
    }
  }
  for tasks in [8, 16, 32] {
    let gram = instance(tasks).gram
    Benchmark("exact inverse, k = \(tasks)") { benchmark in
      for _ in benchmark.scaledIterations { blackHole(gram.positiveDefiniteInverse()) }
    }
  }
  for tasks in [16, 20] {
    let instance = instance(tasks)
    let point = Point(instance, direction: (1...tasks).map { Integer($0) })
    Benchmark("all surfaces at a point, k = \(tasks)") { benchmark in
      for _ in benchmark.scaledIterations {
        blackHole(SurfaceEnumeration(instance).scan(at: point))
      }
    }
  }
  for tasks in [8, 20] {
    let gram = instance(tasks).gram
    Benchmark("full exploration with certificates, k = \(tasks)") { benchmark in
      for _ in benchmark.scaledIterations {
        // A new instance each time: an instance keeps its inverse.
        guard let instance = try? Instance(gram: gram) else { continue }
        for width in WidthEnd.allCases {
          blackHole(try? WidthVerdict.decide(instance, width: width))
        }
      }
    }
  }
}
