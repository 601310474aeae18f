import Certificates
import Exact
import Surfaces
import Verify

/// Statements about single points: gradient disagreement (A.4), the best points of single tasks,
/// the front of width k-1, and the Shor relaxation.
enum PointClaims {
  static let all: [any Claim] = [disagreement, axis, front, duality]

  private typealias V = RationalVectors

  static let disagreement = StatementClaim(
    id: "a4-disagreement",
    statement: "no weights reach a point v > 0 where the gradients of two surfaces disagree",
    source: "Hu et al., section 3.1 and Appendix A.4",
    refutedBy: "a point on two surfaces with different gradients that some weights reach",
    status: .holds, mutants: [.reachableAlways],
    requiredLabels: [
      RequiredLabel("signs", "balanced", perThousand: 100),
      RequiredLabel("signs", "frustrated", perThousand: 100),
      RequiredLabel("point", "on several surfaces", perThousand: 1000),
    ],
    draw: { draw in
      let k = draw.tasks(3...6)
      let gram = draw.gram(k)
      return ClaimExample([
        ClaimExample.gram(gram), ClaimExample.direction(draw.intersectionPoint(gram)),
      ])
    },
    decide: { example, context in
      guard let instance = example.instance(), let point = example.point(instance) else {
        return .discarded("no instance or no intersection")
      }
      guard !point.direction.contains(where: \.isZero),
        instance.taskCount <= SurfaceEnumeration.listingLimit
      else {
        return .discarded("a coordinate is zero: there is no gradient")
      }
      let inverse = instance.gramInverse
      let norm = inverse.quadraticForm(point.direction)
      // b_i = sum over the other side of q_ij u_j, for every set S of tasks that can be flipped.
      var separating: [Int]?
      SurfaceEnumeration.forEachPattern(taskCount: instance.taskCount) { flips, _ in
        let flipped = zip(flips, point.direction).map { $0 < 0 ? -$1 : $1 }
        guard inverse.quadraticForm(flipped) == norm else { return true }
        let own = inverse.numeratorProduct(point.direction)
        let other = zip(flips, inverse.numeratorProduct(flipped)).map { $0 < 0 ? -$1 : $1 }
        if own != other { separating = flips }
        return separating == nil
      }
      guard let separating else { return .discarded("no two gradients disagree") }
      guard GradientDisagreement(instance, at: point).gradientsDisagree else {
        return .refuted("the comparison of all gradients finds no disagreement")
      }
      for width in WidthEnd.allCases {
        guard context.isReachable(instance, point, width) else { continue }
        return .refuted(
          "width \(width.rawValue): weights reach \(V.text(point.direction)), where flipping"
            + " \(separating) gives another gradient",
          ReachabilityVerdict.decide(instance, point, width: width).certificates(instance).first)
      }
      return .holds
    })

  static let axis = StatementClaim(
    id: "sec-4.1-axis",
    statement: "the best point of each single task is reached by weights, as the only optimum",
    source: "Hu et al., section 4.1",
    refutedBy: "a task whose best point no weights reach",
    status: .holds, mutants: [.reachableNever, .paretoNever],
    requiredLabels: [
      RequiredLabel("signs", "balanced", perThousand: 100),
      RequiredLabel("signs", "frustrated", perThousand: 100),
      RequiredLabel("graph", "in parts", perThousand: 50),
    ],
    draw: { draw in ClaimExample([ClaimExample.gram(draw.gram(draw.tasks()))]) },
    decide: { example, context in
      guard let instance = example.instance() else { return .discarded("no instance") }
      let k = instance.taskCount
      for task in 0..<k {
        let point = Point(instance, dual: (0..<k).map { $0 == task ? Integer.one : .zero })
        guard point.squares[task] == instance.gram[task, task] else {
          return .refuted("v_\(task + 1) is \(point.squares[task]), not g_ii")
        }
        guard context.isReachable(instance, point, .one),
          context.pareto(instance, point, .one) == true
        else { return .refuted("the best point of task \(task + 1) is not reached") }
        let verdict = ReachabilityVerdict.decide(instance, point, width: .one)
        guard case .holds(let weights) = verdict.exposed,
          weights.indices.allSatisfy({ weights[$0].isZero == ($0 != task) })
        else { return .refuted("the best point of task \(task + 1) is not the only optimum") }
        if k >= 2 {
          for certificate in verdict.certificates(instance) {
            guard certificate.isVerified else {
              return .undecided("the checker did not verify the weights")
            }
          }
        }
      }
      return .holds
    })

  static let front = StatementClaim(
    id: "ours-front-qk1",
    statement: "t - v is a Pareto optimum of width k-1 if and only if max_I f_I(v) = 1",
    source: "this project",
    refutedBy: "a point where the largest f_I and the search for a dominating point disagree",
    status: .holds, mutants: [.paretoAlways, .paretoNever],
    requiredLabels: [
      RequiredLabel("decided", "optimal", perThousand: 200),
      RequiredLabel("decided", "dominated", perThousand: 150),
      RequiredLabel("point", "on several surfaces", perThousand: 80),
      RequiredLabel("point", "near a second surface", perThousand: 40),
    ],
    draw: { draw in
      let gram = draw.gram(draw.tasks(2...7))
      var direction = draw.direction(gram)
      if draw.integer(0...1) == 0,
        let instance = try? Instance(gram: RationalMatrix(numerators: gram))
      {
        // The signs of the surface with the largest f, so that the point is often optimal.
        var best: (value: Integer, signs: [Int])?
        let magnitudes = direction.map(\.magnitude)
        SurfaceEnumeration(instance).forEachValue(magnitudes: magnitudes) { signs, value in
          if best.map({ $0.value < value }) ?? true { best = (value, signs) }
          return true
        }
        if let best { direction = zip(best.signs, magnitudes).map { $0 < 0 ? -$1 : $1 } }
      }
      return ClaimExample([ClaimExample.gram(gram), ClaimExample.direction(direction)])
    },
    decide: { example, context in
      guard let instance = example.instance(), let point = example.point(instance),
        (2...SurfaceEnumeration.listingLimit).contains(instance.taskCount)
      else { return .discarded("no instance") }
      var isLargest = true
      let norm = Integer.dot(
        point.direction, instance.gramInverse.numeratorProduct(point.direction))
      SurfaceEnumeration(instance).forEachValue(magnitudes: point.magnitudes) { _, value in
        isLargest = value <= norm
        return isLargest
      }
      let verdict = ParetoVerdict.decideByTree(
        instance, point, width: .allButOne, limits: context.limits)
      guard let isOptimal = context.pareto(instance, point, .allButOne),
        let certificate = verdict.certificate(instance)
      else { return .undecided("Pareto optimality was not decided within the limits") }
      // The checker compares values for `dominated`, bounds for `pareto-optimal`.
      guard certificate.isVerified else {
        return .undecided("the checker did not verify the verdict")
      }
      guard isOptimal == isLargest else {
        return .refuted(
          "the point is \(isOptimal ? "optimal" : "dominated"), max f_I = 1 is \(isLargest)",
          certificate)
      }
      return .holds(branch: isOptimal ? "optimal" : "dominated")
    })

  static let duality = StatementClaim(
    id: "ours-duality",
    statement: "a Pareto optimum is weakly supported if and only if its Shor relaxation is tight"
      + " (width k-1: no zero coordinate)",
    source: "this project",
    refutedBy: "a Pareto optimum with weights and a gap, or with neither",
    status: .holds, mutants: [.reachableAlways, .reachableNever],
    requiredLabels: [
      RequiredLabel("decided", "width 1 tight", perThousand: 50),
      RequiredLabel("decided", "width 1 with a gap", perThousand: 50),
      RequiredLabel("decided", "width k-1 tight", perThousand: 50),
      RequiredLabel("decided", "width k-1 with a gap", perThousand: 50),
      RequiredLabel("point", "on several surfaces", perThousand: 60),
    ],
    draw: { draw in
      if draw.integer(0...2) > 0 {
        return FrontClaims.holding(&draw, draw.choice(WidthEnd.allCases))
      }
      let k = draw.tasks(3...5)
      let width = draw.choice(WidthEnd.allCases)
      let gram = k < 3 ? draw.gram(k) : draw.gram(k, failing: width)
      var direction = draw.direction(gram)
      if k >= 3, let instance = try? Instance(gram: RationalMatrix(numerators: gram)),
        draw.integer(0...2) > 0,
        case .unexplored(let witness) = FullExplorationVerdict.decide(instance, width: width)
      {
        direction = witness.point.direction
      }
      return ClaimExample([ClaimExample.gram(gram), ClaimExample.direction(direction)])
    },
    decide: { example, context in
      guard let instance = example.instance(), let point = example.point(instance),
        instance.taskCount >= 2
      else { return .discarded("no instance") }
      var branches: [String] = []
      for width in WidthEnd.allCases {
        if width == .allButOne, point.direction.contains(where: \.isZero) { continue }
        guard let isOptimal = context.pareto(instance, point, width) else {
          return .undecided("Pareto optimality was not decided within the limits")
        }
        if !isOptimal { continue }
        let isReachable = context.isReachable(instance, point, width)
        branches.append("width \(width.rawValue) \(isReachable ? "tight" : "with a gap")")
        if let failure = Relaxation(instance, point, width).failure(isReachable: isReachable) {
          return .refuted("width \(width.rawValue): \(failure)")
        }
      }
      return branches.isEmpty
        ? .discarded("not a Pareto optimum") : .holds(branch: branches.joined(separator: ", "))
    })
}
