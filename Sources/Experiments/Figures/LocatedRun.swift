import Certificates
import Exact
import Learning
import Parallel
import Surfaces
import Verify

/// A training run with exact verdicts about where it ended.
package struct LocatedRun: Sendable {
  /// The run.
  package let run: Training.Run
  /// The point of its hidden layer; nil when the run diverged, was interrupted or saw no
  /// task.
  package let located: TrainedPoint?
  /// The verdict on that point, certified; nil without a point.
  package let verdict: FrontClass?
  /// How much some network improves all of its losses at once, certified; nil without a point, for
  /// more tasks than the bound can treat, or where it could not be proved.
  package let distance: FrontDistance?

  /// The losses, in the units of the model.
  package var losses: [Double] { run.losses }

  /// Whether the network's losses are proved to be within a tolerance of the front.
  package func isOnFront(tolerance: Rational) -> Bool {
    distance.map { $0.upper <= tolerance } ?? false
  }

  /// Whether the network's losses are proved to be worse than some network's by more than a
  /// tolerance in every task.
  package func isBeaten(tolerance: Rational) -> Bool {
    distance.map { $0.lower > tolerance } ?? false
  }

  /// Whether the network is proved to be dominated: its hidden layer, whatever the heads, or its
  /// losses by more than a tolerance in every task.
  package func isDominated(tolerance: Rational) -> Bool {
    verdict == .dominated || isBeaten(tolerance: tolerance)
  }

  /// Locates a run.
  ///
  /// - Parameter gram: The Gram matrix of the instance, where it was verified before.
  /// - Throws: ``CertificationFailure``.
  package init(
    _ run: Training.Run, model: LinearModel, instance: Instance, knowing gram: CheckedGram? = nil
  ) throws(CertificationFailure) {
    self.run = run
    switch run.outcome {
    case .diverged, .interrupted:
      (located, verdict, distance) = (nil, nil, nil)
      return
    case .finished, .stationary: break
    }
    guard
      let found = TrainedPoint(
        run.network, losses: run.losses, model: model, instance: instance)
    else {
      (located, verdict, distance) = (nil, nil, nil)
      return
    }
    let width: WidthEnd = run.network.hiddenUnits == 1 ? .one : .allButOne
    located = found
    verdict = try FrontClass.decide(
      instance, Point(instance, direction: found.direction), width: width, knowing: gram)
    // The network's own losses, exactly as the floating-point numbers that were measured, without
    // the irreducible part.
    var excess: [Rational] = []
    var units: [Rational] = []
    for i in model.taskNames.indices {
      guard let loss = Rational(exactly: run.losses[i]),
        let offset = Rational(exactly: model.offsets[i]),
        let divisor = Rational(exactly: model.lossDivisors[i])
      else { continue }
      excess.append((loss - offset) * divisor)
      units.append(divisor)
    }
    distance =
      excess.count == model.taskCount
      ? FrontDistance.decide(instance, losses: excess, units: units, width: width) : nil
  }

  /// Runs a training from many initialisations and locates every end.
  ///
  /// - Parameter jobs: The number of threads; the result does not depend on it.
  /// - Throws: ``CertificationFailure``.
  package static func all(
    _ training: Training, count: Int, seed: UInt64, instance: Instance, jobs: Int = 1,
    proceed: @Sendable (_ done: Int) -> Bool = { _ in true }
  ) throws(CertificationFailure) -> [LocatedRun] {
    let gram = CheckedGram(instance.gram)
    return try OrderedParallel.map(count: count, jobs: jobs, chunk: 1, proceed: proceed) {
      index throws(CertificationFailure) in
      try LocatedRun(
        training.run(seed: seed, index: index), model: training.model, instance: instance,
        knowing: gram)
    }
  }
}
