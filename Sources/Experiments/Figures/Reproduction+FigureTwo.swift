import Certificates
import Exact
import Learning
import Surfaces
import Verify

extension Reproduction {
  /// Figure 2: the point of each surface with the smallest total loss, and the gradients where E_1,
  /// E_2 and E_3 meet.
  ///
  /// - Parameters:
  ///   - resolution: The number of steps along an edge of the lattice of rays.
  ///   - jobs: The number of threads; the answer does not depend on it.
  /// - Throws: `LearningError` for a lattice that is empty or too large; ``CertificationFailure``.
  package static func figureTwo(resolution: Int = 60, jobs: Int = 1) throws -> Reproduction {
    let instance = FigureInstance.make()
    let model = try LossModel(instance, units: .squaredNorm)
    let meeting = FigureInstance.meetingPoint(instance)
    let gradients = GradientDisagreement(instance, at: meeting)
    var picture = FrontPicture(
      title: "Figure 2: the best total loss on each surface", model: model, width: .one)
    let sample = try FrontSample(instance, width: .one, resolution: resolution)
    var optima = DataTable(
      "optima",
      caption: "On each surface the point with the smallest sum of losses (floating point).",
      columns: ["surface", "u1", "u2", "u3", "loss1", "loss2", "loss3", "sum"])
    var best: [(name: String, losses: [Double])] = []
    let gram = CheckedGram(instance.gram)
    for pattern in SurfaceEnumeration.allPatterns(taskCount: 3) {
      let optimum = try RestrictedOptimum(model, signs: pattern.signs, weights: [1, 1, 1])
      let losses = model.losses(direction: optimum.direction, width: .one)
      let name = Surface.label(pattern)
      optima.append(
        [.text(name)] + optimum.direction.map { .number($0) } + losses.map { .number($0) }
          + [.number(losses.reduce(0, +))])
      best.append((name, losses))
      guard pattern != SignPattern(signs: [1, 1, 1]) else { continue }
      let surface = SurfaceSample(sample, pattern: pattern)
      let classes = try surface.points.map { point in
        try FrontClass.decide(instance, point, width: .one, knowing: gram)
      }
      picture.sheets.append(
        FrontPicture.Sheet(
          name: name, losses: surface.points.map { model.losses($0, instance, width: .one) },
          classes: classes, triangles: sample.triangles,
          rays: sample.shares))
    }
    let meetingLosses = model.losses(meeting, instance, width: .one)
    picture.clouds = [
      .init(
        name: "best total loss on E_1, E_2, E_3", mark: .witness,
        losses: best.filter { $0.name != "E_∅" }.map(\.losses))
    ]
    let isDominated = try FrontClass.decide(instance, meeting, width: .one) == .dominated
    picture.add(.marked, [(meetingLosses, isDominated)]) { _ in "where E_1, E_2, E_3 meet" }
    var table = DataTable(
      "gradients",
      caption: "The gradient of each f_I in the values v where the surfaces meet (exact), and the"
        + " part of the direction of decreasing total loss, (1, 1, 1), that is tangent to the"
        + " surface (exact).",
      columns: [
        "surface", "gradient1", "gradient2", "gradient3", "tangent1", "tangent2", "tangent3",
      ])
    var tangents: [[Rational]] = []
    for (pattern, gradient) in zip(gradients.surfaces, gradients.gradients ?? []) {
      var sum = Rational.zero
      var square = Rational.zero
      for entry in gradient {
        sum += entry
        square += entry * entry
      }
      let tangent = gradient.map { Rational.one - sum / square * $0 }
      tangents.append(tangent)
      table.append(
        [.text(Surface.label(pattern))] + (gradient + tangent).map { .exact($0) })
    }
    let names = gradients.surfaces.map { Surface.label($0) }
    // One scale for all, so that the longest spans a third of the picture. Losses fall as values
    // grow.
    let longest = tangents.joined().map { abs($0.doubleValue) }.max() ?? 1
    picture.arrowCaption = "how the total loss falls along each surface"
    picture.arrows = zip(names, tangents).map { name, tangent in
      FrontPicture.Arrow(
        name: name, start: meetingLosses,
        end: zip(meetingLosses, tangent).map { $0 - 0.35 * $1.doubleValue / longest })
    }
    let crossed = best.filter { $0.name != "E_∅" }
    var distinct: [[Double]] = []
    for (_, losses) in crossed
    where !distinct.contains(where: { other in
      zip(other, losses).allSatisfy { ($0 - $1).magnitude < 1e-9 }
    }) {
      distinct.append(losses)
    }
    let crossing = zip(crossed, tangents)
    var facts = [
      ReproducedFact(
        "\"When restricted to a single surface, each contains a (different) optimum point\""
          + " (Figure 2).",
        measured: "On E_1, E_2, E_3 the smallest total losses are at "
          + crossed.map { "\($0.name): \(describe($0.losses))" }.joined(separator: ", ")
          + "; these are \(distinct.count) different points. The predictors are printed with two"
          + " digits, which decides such ties: a more precise instance may have three.",
        distinct.count == crossed.count ? .agrees : .differs),
      ReproducedFact(
        "\"The gradients (w.r.t. minimizing total MSE) on each surface disagree at their"
          + " intersection\" (Figure 2).",
        measured: "Exactly: the surfaces \(names.joined(separator: ", ")) meet at v ~"
          + " \(describe(meeting.squares)); their tangential gradients of the total are "
          + tangents.map { describe($0) }.joined(separator: ", ")
          + (Set(tangents).count == tangents.count ? ", pairwise different." : "."),
        gradients.gradientsDisagree && Set(tangents).count == tangents.count
          ? .agrees : .differs),
    ]
    let leaving = crossing.count { _, tangent in
      tangent.reduce(.zero, +).signum > 0
    }
    facts.append(
      ReproducedFact(
        "Not in the paper: whether the meeting point is a local optimum of the total.",
        measured: "On \(leaving) of \(names.count) surfaces the total decreases along the tangent"
          + " direction, so the meeting point is no minimum of the total even locally.", .open))
    return Reproduction(
      figure: .two,
      setting: "The instance of Figure 1; equal weights of the losses.",
      tables: [optima, table], facts: facts, picture: picture)
  }
}
