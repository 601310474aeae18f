import Exact
import ExactJSON
import Randomness
import Surfaces
import Verify

/// Rational points where pairs of distinct surfaces meet, each decided, for printing.
struct IntersectionsReport {
  /// One pair of distinct surfaces and the points found on both.
  struct Pair {
    let intersection: Intersection
    /// Decided points without zero coordinates; none when the surfaces meet only where
    /// coordinates vanish.
    let points: [PointReport]
  }

  /// The most tasks for which pairs are listed.
  static let maximumTasks = 6

  let name: String
  let width: WidthEnd
  let pairs: [Pair]

  /// Finds and decides points for every pair of distinct surfaces.
  ///
  /// - Parameters:
  ///   - samples: How many points for each pair: first the simplest one, then random ones.
  ///   - progress: Called with the number of pairs done and their total; returns false to stop.
  /// - Throws: `CertificationFailure`.
  init(
    name: String, instance: Instance, width: WidthEnd, samples: Int, seed: UInt64,
    progress: (Int, Int) -> Bool
  ) throws {
    self.name = name
    self.width = width
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
        var points: [PointReport] = []
        for direction in directions {
          points.append(
            try PointReport(
              instance: instance, width: width,
              point: Point(instance, direction: direction)))
        }
        pairs.append(Pair(intersection: intersection, points: points))
        // Stopping after the last pair leaves nothing out.
        if !progress(pairs.count, total) && pairs.count < total {
          self.pairs = pairs
          isComplete = false
          return
        }
      }
    }
    self.pairs = pairs
    isComplete = true
  }

  /// Whether every pair is listed.
  let isComplete: Bool

  /// Whether something stayed undecided.
  var isUndecided: Bool { !isComplete || pairs.contains { $0.points.contains { $0.isUndecided } } }

  private func names(_ pair: Pair) -> [String] {
    [pair.intersection.first, pair.intersection.second].map { Surface.label($0, width: width) }
  }

  /// The report for people.
  var text: String {
    var lines = ["\(name), width \(width.rawValue): points where two surfaces meet"]
    for pair in pairs {
      let names = names(pair).joined(separator: " and ")
      if pair.points.isEmpty {
        lines.append("  \(names): only where coordinates vanish")
      }
      for point in pair.points {
        lines.append("  \(names): u \(TextLayout.direction(point.point.direction))")
        lines.append("    \(point.summary)")
      }
    }
    if !isComplete { lines.append("undecided: stopped before every pair was examined") }
    return lines.joined(separator: "\n")
  }

  /// The report for programs.
  var json: ExactJSONValue {
    .object([
      .init("format", "scalarization-intersections/1"), .init("case", .text(name)),
      .init("width", .text(width.rawValue)), .init("complete", .boolean(isComplete)),
      .init(
        "pairs",
        .array(
          pairs.map { pair in
            .object([
              .init("surfaces", .array(names(pair).map { .text($0) })),
              .init("points", .array(pair.points.map(\.json))),
            ])
          })),
    ])
  }
}
