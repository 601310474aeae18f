import Certificates
import Exact
import Learning
import Surfaces
import Verify

extension Reproduction {
  /// Figure 1: the four surfaces of Appendix A.1's instance, the point where three of them meet,
  /// and what is dominated.
  ///
  /// - Parameters:
  ///   - resolution: The number of steps along an edge of the lattice of rays.
  ///   - jobs: The number of threads; the answer does not depend on it.
  /// - Throws: `LearningError` for a lattice that is empty or too large; ``CertificationFailure``.
  package static func figureOne(
    resolution: Int = 60, jobs: Int = 1
  ) throws -> Reproduction {
    let instance = FigureInstance.make()
    let model = try LossModel(instance, units: .squaredNorm)
    let sample = try FrontSample(instance, width: .one, resolution: resolution)
    let classes = try sample.classify(jobs: jobs)
    let summary = FrontSummary(
      sample, classes: classes,
      losses: sample.points.map { model.losses($0, instance, width: .one) })
    let patterns = SurfaceEnumeration.allPatterns(taskCount: 3)
    var table = DataTable(
      "surfaces",
      caption: "Points of the four surfaces on a lattice of rays, each decided exactly.",
      columns: ["surface", "v1", "v2", "v3", "verdict"])
    var picture = FrontPicture(
      title: "Figure 1: the feasible losses of three tasks, width 1", model: model, width: .one)
    var dominated: [SignPattern: Int] = [:]
    let gram = CheckedGram(instance.gram)
    for pattern in patterns {
      let surface = SurfaceSample(sample, pattern: pattern)
      let own = try surface.points.map { point in
        try FrontClass.decide(instance, point, width: .one, knowing: gram)
      }
      dominated[pattern] = own.count { $0 == .dominated }
      for (point, verdict) in zip(surface.points, own) {
        let v = point.squares.map { DataTable.Cell.number($0.doubleValue) }
        table.append(
          [.text(Surface.label(pattern))] + v + [.text(verdict.rawValue)])
      }
      picture.sheets.append(
        FrontPicture.Sheet(
          name: Surface.label(pattern),
          losses: surface.points.map { model.losses($0, instance, width: .one) }, classes: own,
          triangles: sample.triangles,
          rays: sample.shares))
    }
    let meeting = FigureInstance.meetingPoint(instance)
    let verdict = ParetoVerdict.decide(instance, meeting, width: .one)
    let reach = ReachabilityVerdict.decide(instance, meeting, width: .one)
    let gradients = GradientDisagreement(instance, at: meeting)
    var points = DataTable(
      "points", caption: "The points that the text talks about, exactly.",
      columns: ["name", "u1", "u2", "u3", "v1", "v2", "v3", "verdict"])
    func add(_ name: String, _ point: Point) throws {
      points.append(
        [.text(name)] + point.direction.map { .exact(Rational($0)) }
          + point.squares.map { .exact($0) }
          + [.text(try FrontClass.decide(instance, point, width: .one).rawValue)])
    }
    try add("where E_1, E_2 and E_3 meet", meeting)
    picture.add(
      .marked,
      [(model.losses(meeting, instance, width: .one), verdict.isOptimal == false)]
    ) { _ in "where E_1, E_2, E_3 meet" }
    var measured = "It is undecided."
    if case .dominated(let by) = verdict.outcome {
      let better = Point(instance, direction: by)
      try add("a point that dominates it", better)
      measured =
        "It is dominated: v ~ \(describe(meeting.squares)) there, and"
        + " v ~ \(describe(better.squares)) in the direction u = \(vector(by))."
    } else if verdict.isOptimal == true {
      measured = "It is a Pareto optimum, v ~ \(describe(meeting.squares))."
    }
    let coordinates = (0..<3).map { task -> Point in
      // The best value of one task: u = G e_i.
      Point(instance, direction: instance.gram.column(task))
    }
    for (task, point) in coordinates.enumerated() { try add("best for task \(task + 1)", point) }
    let empty = dominated[SignPattern(signs: [1, 1, 1]), default: 0]
    var facts = [
      ReproducedFact(
        "\"The feasible region consists of four surfaces\" (section 3.1).",
        measured: "\(SurfaceEnumeration(instance).count) surfaces,"
          + " \(SurfaceEnumeration(instance).distinctCount) of them distinct.",
        SurfaceEnumeration(instance).distinctCount == 4 ? .agrees : .differs),
      ReproducedFact(
        "\"E_∅ is dominated by other surfaces\" (section 3.1).",
        measured: "\(empty) of \(sample.points.count) exact sample points of E_∅ are dominated.",
        empty == sample.points.count ? .agrees : .differs),
      ReproducedFact(
        "\"The intersection of E_1, E_2, E_3 (the red point) is a PO that achieves balanced"
          + " performance across tasks\" (section 3.1).",
        measured: measured, verdict.isOptimal == true ? .agrees : .differs),
      ReproducedFact(
        "\"Scalarization cannot reach this point\" (section 3.1).",
        measured: reach.isReachable
          ? "Some weights reach it."
          : "No weights reach it; the gradients of the surfaces there"
            + (gradients.gradientsDisagree ? " disagree." : " agree."),
        reach.isReachable ? .differs : .agrees),
    ]
    if case .unexplored(let witness) = FullExplorationVerdict.decide(instance, width: .one) {
      _ = try witness.certificate(instance)?.verified()
      try add("a Pareto optimum that no weights reach", witness.point)
      picture.clouds.append(
        .init(
          name: "witness: a Pareto optimum that no weights reach", mark: .witness,
          losses: [model.losses(witness.point, instance, width: .one)]))
      facts.append(
        ReproducedFact(
          "The message of the figure: some Pareto optima are reached by no weights.",
          measured: "u = \(vector(witness.point.direction)) is one, with a certificate; of the"
            + " sampled front, weights reach \(percent(summary.reachableShare)) of the area"
            + " (\(summary.counts[.reachable, default: 0]) of \(summary.optimalCount) Pareto"
            + " optimal sample points).", .agrees))
    }
    return Reproduction(
      figure: .one,
      setting: "Appendix A.1's predictors with the printed digits as exact numbers, width 1;"
        + " every surface sampled on \(sample.points.count) rays, every point decided exactly.",
      tables: [table, points], facts: facts, picture: picture)
  }
}
