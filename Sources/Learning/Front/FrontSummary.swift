/// How much of a sampled front weights reach.
package struct FrontSummary: Sendable, Equatable {
  /// The number of candidates of each class.
  package let counts: [FrontClass: Int]
  /// For k = 3 the area of the front in the space of losses that weights reach, and the area that
  /// they do not: each triangle of the sample counts a third for each of its corners that is
  /// Pareto optimal.
  package private(set) var areas: (reachable: Double, unreachable: Double)?

  /// The number of Pareto optima among the candidates.
  package var optimalCount: Int {
    counts[.reachable, default: 0] + counts[.unreachable, default: 0]
  }

  /// The share of the front that weights reach: of its area for k = 3, of the candidates otherwise;
  /// nil when no candidate is optimal.
  package var reachableShare: Double? {
    if let areas {
      let whole = areas.reachable + areas.unreachable
      return whole > 0 ? areas.reachable / whole : nil
    }
    let all = optimalCount
    return all > 0 ? Double(counts[.reachable, default: 0]) / Double(all) : nil
  }

  /// Counts the candidates of each class.
  package init(classes: [FrontClass]) {
    var counts: [FrontClass: Int] = [:]
    for one in classes { counts[one, default: 0] += 1 }
    self.counts = counts
  }

  /// Summarises a sample.
  ///
  /// - Parameters:
  ///   - classes: The class of each candidate.
  ///   - losses: The losses of each candidate, in the units of the areas.
  package init(_ sample: FrontSample, classes: [FrontClass], losses: [[Double]]) {
    precondition(classes.count == sample.points.count && losses.count == classes.count)
    self.init(classes: classes)
    guard !sample.triangles.isEmpty else { return }
    var sums: [FrontClass: Double] = [:]
    for (area, verdict) in zip(Self.pointAreas(sample, losses: losses), classes) {
      sums[verdict, default: 0] += area
    }
    areas = (sums[.reachable, default: 0], sums[.unreachable, default: 0])
  }

  /// For each candidate of a sample for k = 3 a third of the triangles around it, as area in the
  /// space of losses.
  package static func pointAreas(_ sample: FrontSample, losses: [[Double]]) -> [Double] {
    var areas = Array(repeating: 0.0, count: losses.count)
    for triangle in sample.triangles {
      let third = area(triangle.map { losses[$0] }) / 3
      for corner in triangle { areas[corner] += third }
    }
    return areas
  }

  /// The area of a triangle in space.
  private static func area(_ corners: [[Double]]) -> Double {
    let a = zip(corners[1], corners[0]).map { $0 - $1 }
    let b = zip(corners[2], corners[0]).map { $0 - $1 }
    let square = Double.dot(a, a) * Double.dot(b, b) - Double.dot(a, b) * Double.dot(a, b)
    return max(square, 0).squareRoot() / 2
  }

  /// Whether two summaries agree.
  package static func == (left: FrontSummary, right: FrontSummary) -> Bool {
    left.counts == right.counts && left.areas?.reachable == right.areas?.reachable
      && left.areas?.unreachable == right.areas?.unreachable
  }
}
