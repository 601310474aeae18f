import Exact
import Floating
import Parallel
import Randomness
import Surfaces

/// Compares the plain floating-point answers to C1 and C2 with the exact ones: how often, and
/// where, is a person with LAPACK and a tolerance wrong?
public enum CrossCheck {
  /// The two answers to one condition on one instance.
  public struct Comparison: Sendable, Equatable {
    /// The exact verdict.
    public let exact: ConditionVerdict
    /// The unverified floating-point verdict.
    public let floating: ConditionVerdict

    /// Answers in floating point beside an exact verdict on an instance.
    public init(_ instance: Instance, exact: ConditionVerdict) {
      self.exact = exact
      floating = FloatingConditions.decide(instance.gram, width: exact.width)
    }

    /// Whether both say the same; their evidence may differ.
    public var agrees: Bool { exact.holds == floating.holds }
  }

  /// A wrong floating-point answer.
  package struct WrongAnswer: Sendable, Equatable {
    /// The number of the instance in its run, counted from 0.
    package let index: Int
    /// The instance.
    package let instance: CrossCheckInstance
    /// What is wrong with it.
    package let kind: Kind

    /// The ways to be wrong.
    package enum Kind: Sendable, Equatable {
      /// The condition of this width is answered wrongly.
      case condition(WidthEnd)
      /// Linearly dependent predictors pass the Cholesky factorisation.
      case missedDependence
      /// The Cholesky factorisation of a positive definite matrix breaks down.
      case falseDependence
    }
  }

  /// What a run found.
  package struct Outcome: Sendable, Equatable {
    /// The number of instances.
    package var instances = 0
    /// Instances with linearly dependent predictors: no condition is compared on them.
    package var dependent = 0
    /// Wrong answers to C1.
    package var wrongC1 = 0
    /// Wrong answers to C2.
    package var wrongC2 = 0
    /// Dependent instances that the floating-point path takes for independent ones.
    package var missedDependence = 0
    /// Independent instances that the floating-point path takes for dependent ones.
    package var falseDependence = 0
    /// The wrong answer with the smallest instance, the first of these in the run.
    package var smallest: WrongAnswer?

    /// The number of instances with at least one wrong answer.
    package var wrong = 0

    mutating func add(_ other: Outcome) {
      instances += other.instances
      dependent += other.dependent
      wrongC1 += other.wrongC1
      wrongC2 += other.wrongC2
      missedDependence += other.missedDependence
      falseDependence += other.falseDependence
      wrong += other.wrong
      if let candidate = other.smallest { offer(candidate) }
    }

    mutating func offer(_ candidate: WrongAnswer) {
      guard let smallest else {
        self.smallest = candidate
        return
      }
      let (new, old) = (candidate.instance.size, smallest.instance.size)
      if new < old || (new == old && candidate.index < smallest.index) {
        self.smallest = candidate
      }
    }
  }

  /// Compares the answers on instances of a family, from the numbers a person would start with:
  /// the predictors (or the Gram matrix) rounded to double precision.
  ///
  /// - Parameters:
  ///   - taskCount: The number k of tasks, between 2 and ``Instance/maximumTasks``.
  ///   - count: The number of instances.
  ///   - seed: Instance i depends on the seed, the family, k and i alone.
  ///   - jobs: The number of threads; the outcome does not depend on it.
  ///   - isCancelled: Asked before each instance; the outcome then covers those done.
  package static func run(
    family: CrossCheckFamily, taskCount: Int, count: Int, seed: UInt64, jobs: Int = 1,
    isCancelled: @Sendable () -> Bool = { false }
  ) -> Outcome {
    precondition((2...Instance.maximumTasks).contains(taskCount), "unsupported number of tasks")
    // Few outcomes to keep, and stretches short enough for threads of different speed.
    let length = max(16, (count + 64 * jobs - 1) / (64 * jobs))
    let parts = OrderedParallel.stretches(
      count: count, length: length, jobs: jobs, proceed: { _ in !isCancelled() }
    ) { range in
      var outcome = Outcome()
      for index in range {
        if isCancelled() { break }
        examine(index, family, taskCount, seed, &outcome)
      }
      return outcome
    }
    return parts.reduce(into: Outcome()) { $0.add($1) }
  }

  private static func examine(
    _ index: Int, _ family: CrossCheckFamily, _ taskCount: Int, _ seed: UInt64,
    _ outcome: inout Outcome
  ) {
    var generator = CounterGenerator(
      seed: seed, stream: "cross-check \(family.rawValue) \(taskCount)", index: UInt64(index))
    let drawn = family.draw(&generator, taskCount: taskCount)
    var kinds: [WrongAnswer.Kind] = []
    let gram = floatingGram(drawn, taskCount)
    let looksIndependent = LAPACK.looksPositiveDefinite(gram, size: taskCount)
    if let instance = try? Instance(gram: drawn.gram) {
      if looksIndependent {
        for width in WidthEnd.allCases {
          let exact = ConditionVerdict.decide(instance, width: width, filter: .on).verdict
          let floating = FloatingConditions.decide(gram: gram, size: taskCount, width: width)
          if exact.holds != floating.holds { kinds.append(.condition(width)) }
        }
      } else {
        kinds.append(.falseDependence)
      }
    } else {
      outcome.dependent += 1
      if looksIndependent { kinds.append(.missedDependence) }
    }
    outcome.instances += 1
    if !kinds.isEmpty { outcome.wrong += 1 }
    for kind in kinds {
      switch kind {
      case .condition(.one): outcome.wrongC1 += 1
      case .condition(.allButOne): outcome.wrongC2 += 1
      case .missedDependence: outcome.missedDependence += 1
      case .falseDependence: outcome.falseDependence += 1
      }
      outcome.offer(WrongAnswer(index: index, instance: drawn, kind: kind))
    }
  }

  /// The Gram matrix as a person computes it.
  private static func floatingGram(_ drawn: CrossCheckInstance, _ taskCount: Int) -> [Double] {
    guard let predictors = drawn.predictors else { return drawn.gram.doubleRows() }
    return LAPACK.gram(
      rows: predictors.flatMap { $0.map(\.doubleValue) }, count: taskCount,
      length: predictors.first?.count ?? 0)
  }
}
