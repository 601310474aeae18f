import Exact
import Randomness
import Surfaces

/// Rational points where pairs of distinct surfaces meet, each decided.
public struct IntersectionVerdicts: Sendable {
  /// One pair of distinct surfaces and the points found on both.
  public struct Pair: Sendable {
    /// Where the two meet.
    public let intersection: Intersection
    /// The names of the two surfaces.
    public let names: [String]
    /// Decided points without zero coordinates; none when the surfaces meet only where
    /// coordinates vanish.
    public let points: [RationalPointVerdict]

    /// Whether something about the points stayed undecided.
    public var isUndecided: Bool { points.contains(where: \.isUndecided) }
  }

  /// The most tasks for which pairs are listed.
  public static let maximumTasks = 6

  /// The end of the range of widths that the points belong to.
  public let width: WidthEnd
  /// The pairs.
  public let pairs: [Pair]
  /// Whether every pair is listed.
  public let isComplete: Bool

  /// Finds and decides points for every pair of distinct surfaces.
  ///
  /// - Parameters:
  ///   - instance: At most ``maximumTasks`` tasks.
  ///   - width: The width.
  ///   - samples: How many points for each pair: first the simplest one, then random ones.
  ///   - seed: The seed of the random ones.
  ///   - progress: Called with the number of pairs done and their total; returns false to stop.
  /// - Throws: ``CertificationFailure`` when the checker rejects a certificate: a defect of this
  ///   program.
  public static func decide(
    _ instance: Instance, width: WidthEnd, samples: Int, seed: UInt64,
    progress: (Int, Int) -> Bool = { _, _ in true }
  ) throws(CertificationFailure) -> IntersectionVerdicts {
    precondition(instance.taskCount <= maximumTasks, "too many pairs of surfaces")
    let surfaces = DistinctSurface.all(instance)
    let total = surfaces.count * (surfaces.count - 1) / 2
    var pairs: [Pair] = []
    for (position, second) in surfaces.enumerated() {
      for first in surfaces[..<position] {
        let intersection = Intersection(instance, first.patterns[0], second.patterns[0])
        var directions: [[Integer]] = []
        for sample in 0..<samples {
          var generator = CounterGenerator(
            seed: seed, stream: "intersections", index: UInt64(pairs.count * samples + sample))
          let direction = intersection.positivePoint { _ in
            sample == 0 ? .one : Integer(Int.random(in: 1...9, using: &generator))
          }
          if let direction, !directions.contains(direction) { directions.append(direction) }
        }
        var points: [RationalPointVerdict] = []
        for direction in directions {
          points.append(
            try RationalPointVerdict.decide(
              instance, Point(instance, direction: direction), width: width))
        }
        pairs.append(
          Pair(
            intersection: intersection,
            names: [intersection.first, intersection.second].map {
              instance.surfaceName($0, width: width)
            }, points: points))
        // Stopping after the last pair leaves nothing out.
        if !progress(pairs.count, total) && pairs.count < total {
          return IntersectionVerdicts(width: width, pairs: pairs, isComplete: false)
        }
      }
    }
    return IntersectionVerdicts(width: width, pairs: pairs, isComplete: true)
  }

  /// Whether something stayed undecided.
  public var isUndecided: Bool { !isComplete || pairs.contains(where: \.isUndecided) }
}
