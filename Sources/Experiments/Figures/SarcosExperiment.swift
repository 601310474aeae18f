import Exact
import Learning
import Parallel
import Surfaces
import Verify

/// The experiment of section 5: three torques of the SARCOS arm, width 1.
///
/// Settings where the paper leaves a choice: gradient descent with the release's default
/// normalisation of gradients (`loss+`), weights by active sets (exact), heads following the
/// weighted losses as released, PyTorch's default initialisation, all epochs without early
/// stopping.
package struct SarcosExperiment: Sendable {
  /// The instance of the chosen targets.
  package let instance: Instance
  /// Losses as mean squared errors on standardised targets.
  package let losses: LossModel
  /// The training problem.
  package let model: LinearModel
  /// The number of weightings.
  package let weightCount: Int
  /// The number of steps along an edge of the lattice that samples the front.
  package let resolution: Int
  /// The number of threads.
  package let jobs: Int
  /// The seed of everything random.
  package let seed: UInt64
  /// All targets and the chosen ones, counted from 1, for the text.
  package let whole: Instance
  /// The chosen targets, counted from 1.
  package let tasks: [Int]

  /// The paper's learning rate, number of epochs and initialisations.
  package static let rate = 0.5
  /// The number of epochs.
  package static let epochs = 100
  /// By how much all losses of a network must be improved by another for it to count as dominated.
  package static let tolerance = Rational(1, 1000)

  /// Creates the experiment.
  ///
  /// - Parameters:
  ///   - moments: The moments of all targets, centred, with the intercept as last input.
  ///   - taskNames: The names of all targets.
  ///   - tasks: Three of them, counted from 1.
  /// - Throws: `InstanceError`, `LearningError`.
  package init(
    moments: Moments, taskNames: [String]?, tasks: [Int], weightCount: Int = 100_000,
    resolution: Int = 100, jobs: Int = 1, seed: UInt64 = 1
  ) throws {
    guard tasks.count == 3, Set(tasks).count == 3 else {
      throw LearningError.wrongTaskCount(expected: "three different ones", found: tasks.count)
    }
    guard tasks.allSatisfy({ (1...moments.xy.columns).contains($0) }) else {
      throw LearningError.badOption("there are \(moments.xy.columns) targets")
    }
    whole = try Instance(moments: moments, taskNames: taskNames)
    let indices = tasks.map { $0 - 1 }
    instance = whole.restricted(to: indices)
    losses = try LossModel(instance, units: .standardizedError)
    let last = moments.xx.rows - 1
    let hasIntercept = moments.xx[last, last] == Rational(moments.samples)
    model = try LinearModel(
      moments: moments.restricted(toTasks: indices), instance: instance, standardized: true,
      intercept: hasIntercept ? last : nil)
    self.weightCount = weightCount
    self.resolution = resolution
    self.jobs = jobs
    self.seed = seed
    self.tasks = tasks
  }

  /// One of the two optimisers.
  func training(onRepresentation: Bool) throws(LearningError) -> Training {
    try Training(
      model,
      optimiser: .mgda(
        MGDAOptions(normalisation: .lossPlus, onRepresentation: onRepresentation)),
      hiddenUnits: 1, rate: Self.rate, epochs: Self.epochs)
  }

  /// How many runs without normalisation end with all losses at most 1.
  func plainCount(onRepresentation: Bool, runs: Int) throws(LearningError) -> Int {
    let training = try Training(
      model, optimiser: .mgda(MGDAOptions(onRepresentation: onRepresentation)), hiddenUnits: 1,
      rate: Self.rate, epochs: Self.epochs)
    return OrderedParallel.map(count: runs, jobs: jobs, proceed: { _ in true }) { index in
      let run = training.run(seed: seed, index: index)
      if case .diverged = run.outcome { return false }
      return run.losses.allSatisfy { $0 <= 1 }
    }.count { $0 }
  }

  /// The front, sampled and decided.
  func front() throws -> (sample: FrontSample, classes: [FrontClass], summary: FrontSummary) {
    let sample = try FrontSample(instance, width: .one, resolution: resolution)
    let classes = try sample.classify(jobs: jobs)
    let summary = FrontSummary(
      sample, classes: classes,
      losses: sample.points.map { losses.losses($0, instance, width: .one) })
    return (sample, classes, summary)
  }

  /// The scalarization optima of uniform weights.
  func sweep() throws(LearningError) -> (weights: [Double], losses: [Double]) {
    let sampler = try WeightSampler(.uniform, taskCount: 3, count: weightCount, seed: seed)
    let weights = sampler.weights(0..<weightCount)
    return (
      weights, try WeightSweep(losses, hiddenUnits: 1).losses(weights: weights)
    )
  }

  /// The names of the chosen targets.
  var taskText: String { instance.taskNames.joined(separator: ", ") }

  /// One sentence about the set-up.
  var setting: String {
    "SARCOS, \(instance.samples ?? 0) samples, targets \(taskText) (numbers"
      + " \(tasks.map(String.init).joined(separator: ", ")) counted from 1), standardised, width"
      + " 1; losses are mean squared errors."
  }

  /// Rows of three numbers.
  static func rows(_ flat: [Double]) -> [[Double]] {
    stride(from: 0, to: flat.count - 2, by: 3).map { Array(flat[$0..<($0 + 3)]) }
  }

  /// A picture of the front of this experiment.
  func picture(
    _ title: String, _ sample: FrontSample, _ classes: [FrontClass]
  ) -> FrontPicture {
    var picture = FrontPicture(title: title, model: losses, width: .one)
    picture.sheets = [FrontPicture.sheet(sample, classes: classes, model: losses)]
    return picture
  }

  /// The front as a table.
  func frontTable(_ sample: FrontSample, _ classes: [FrontClass]) -> DataTable {
    var table = DataTable(
      "front",
      caption: "One candidate for each ray, decided exactly; the direction is exact.",
      columns: ["u1", "u2", "u3"] + instance.taskNames.map { "loss \($0)" } + ["verdict"])
    for (point, verdict) in zip(sample.points, classes) {
      table.append(
        point.direction.map { .exact(Rational($0)) }
          + losses.losses(point, instance, width: .one).map { .number($0) }
          + [.text(verdict.rawValue)])
    }
    return table
  }

  /// Which triples of targets fail C1, as exact verdicts, and what that says about "arms 3, 4, 5".
  func armsFact() throws(CertificationFailure) -> ReproducedFact {
    func fails(_ tasks: [Int]) throws(CertificationFailure) -> Bool {
      let part = whole.restricted(to: tasks.map { $0 - 1 })
      let verdict = ConditionVerdict.decide(part, width: .one)
      _ = try verdict.certificate(part).verified()
      return !verdict.holds
    }
    let count = whole.taskCount
    var named: [String] = []
    var isFailing: [[Int]: Bool] = [:]
    for tasks in [[3, 4, 5], [4, 5, 6]] where tasks.allSatisfy({ $0 <= count }) {
      let isWithout = try fails(tasks)
      isFailing[tasks] = isWithout
      named.append(
        tasks.map { whole.taskNames[$0 - 1] }.joined(separator: ", ")
          + ": C1 \(isWithout ? "fails" : "holds")")
    }
    var failing: [String] = []
    var triples = 0
    for a in 1...count {
      for b in (a + 1)..<max(count + 1, a + 1) {
        for c in (b + 1)..<max(count + 1, b + 1) {
          triples += 1
          if try fails([a, b, c]) { failing.append("\(a)\(b)\(c)") }
        }
      }
    }
    let conclusion: String
    switch (isFailing[[3, 4, 5]] ?? false, isFailing[[4, 5, 6]] ?? false) {
    case (true, false): conclusion = "The sentence is consistent with counting from 1 only."
    case (false, true):
      conclusion =
        "The sentence is consistent with arms counted from 0 (torques 4, 5, 6) and not with"
        + " torques 3, 4, 5."
    case (true, true): conclusion = "The sentence is consistent with both ways of counting."
    case (false, false): conclusion = "The sentence is consistent with neither way of counting."
    }
    return ReproducedFact(
      "\"Arms 3, 4, and 5; in particular, they do not satisfy C1\" (section 5; training set).",
      measured: "Exactly, on these \(whole.samples ?? 0) samples, counted from 1: "
        + named.joined(separator: "; ") + ". \(conclusion) Of all \(triples)"
        + " triples \(failing.count) fail C1: \(failing.joined(separator: ", ")).",
      isFailing[[3, 4, 5]] == true ? .agrees : .open)
  }
}
