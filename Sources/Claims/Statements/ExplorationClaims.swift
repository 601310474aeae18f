import Certificates
import Exact
import Surfaces
import Verify

/// When scalarization explores the whole Pareto front: Theorems 3.8 and 3.10, and our equivalence.
enum ExplorationClaims {
  static let all: [any Claim] = [
    necessary("thm-3.8-q1", .one), necessary("thm-3.8-qk1", .allButOne),
    sufficient("thm-3.10-c1", .one), sufficient("thm-3.10-c2", .allButOne), equivalence,
    threeTasks,
  ]

  private typealias V = RationalVectors

  private static func necessary(_ id: String, _ width: WidthEnd) -> StatementClaim {
    let name = width.conditionName
    return StatementClaim(
      id: id,
      statement: "if \(name) fails, some Pareto optimum of width \(width.rawValue) is reached by no"
        + " weights (no assumption on the front)",
      source: "Hu et al., Theorem 3.8 (there with Assumptions 3.6 and 3.7)",
      refutedBy: "an instance without \(name) that is fully explorable",
      status: .holds, mutants: [.conditionAlwaysFails, .reachableAlways, .paretoNever],
      requiredLabels: [
        RequiredLabel("entries", "some zero", perThousand: 50),
        RequiredLabel("graph", "in parts", perThousand: 20),
        RequiredLabel("scales", "far apart", perThousand: 20),
      ],
      draw: { draw in
        let k = draw.tasks(3...7)
        return ClaimExample([
          ClaimExample.gram(FrontClaims.mostlyFailing(&draw, k, width))
        ])
      },
      decide: { example, context in
        guard let instance = example.instance() else { return .discarded("no instance") }
        guard context.signs(instance, width) == nil else { return .discarded("\(name) holds") }
        let verdict = FullExplorationVerdict.decide(instance, width: width)
        switch verdict {
        case .explored(let signs):
          return .refuted(
            "the front is fully explorable: signs \(signs)",
            verdict.certificate(instance, width: width))
        case .resisted(_, let candidates):
          return .undecided("no unreachable optimum among \(candidates) candidates")
        case .unexplored(let witness):
          guard let certificate = verdict.certificate(instance, width: width),
            certificate.isVerified
          else { return .undecided("the checker did not verify the witness") }
          guard context.isReachable(instance, witness.point, width) == false else {
            return .refuted("the point \(V.text(witness.point.direction)) is called reachable")
          }
          guard context.pareto(instance, witness.point, width) != false else {
            return .refuted("the point \(V.text(witness.point.direction)) is called dominated")
          }
          return .holds
        }
      })
  }

  private static func sufficient(_ id: String, _ width: WidthEnd) -> StatementClaim {
    let name = width.conditionName
    return StatementClaim(
      id: id,
      statement: "if \(name) holds, weights >= 0 reach every Pareto optimum of width"
        + " \(width.rawValue)",
      source: "Hu et al., Theorem 3.10, Appendix B.5",
      refutedBy: "an instance with \(name) and a Pareto optimum that no weights reach",
      status: .holds, mutants: [.reachableNever, .paretoAlways],
      requiredLabels: [
        RequiredLabel("point", "on several surfaces", perThousand: 30),
        RequiredLabel("point", "near a second surface", perThousand: 2),
        RequiredLabel("direction", "some zeros", perThousand: 7),
      ],
      draw: { FrontClaims.holding(&$0, width) },
      decide: { example, context in
        guard let instance = example.instance(), let point = example.point(instance) else {
          return .discarded("no instance")
        }
        guard context.signs(instance, width) != nil else { return .discarded("\(name) fails") }
        guard let isOptimal = context.pareto(instance, point, width) else {
          return .undecided("Pareto optimality was not decided within the limits")
        }
        guard isOptimal else { return .discarded("not a Pareto optimum") }
        let verdict = ReachabilityVerdict.decide(instance, point, width: width)
        guard context.isReachable(instance, point, width), verdict.isReachable else {
          return .refuted(
            "\(V.text(point.direction)) is Pareto optimal and no weights reach it",
            verdict.certificates(instance).first)
        }
        // T is the same matrix for every surface up to switching (eqs. 56, 57): the weights make
        // the point optimal among all of them, by a certificate that knows nothing of surfaces.
        guard let certificate = verdict.certificates(instance).first,
          certificate.isVerified
        else { return .undecided("the checker did not verify the weights") }
        return .holds(branch: certificate.statement.rawValue)
      },
      distance: { example, _ in
        // How far T is from losing definiteness on the complement of u: the determinant of a block
        // without one coordinate, over the product of its diagonal (Hadamard: between 0 and 1).
        guard let instance = example.instance(), let point = example.point(instance),
          SignedGraph(instance.conditionMatrix(width)).isBalanced,
          !point.direction.contains(where: \.isZero), instance.taskCount >= 2
        else { return nil }
        let weights = zip(point.direction, point.dual).map { Rational($1, $0 * point.dualScale) }
        let difference = instance.gramInverse - .diagonal(weights)
        let block = difference.scaled(by: width == .one ? 1 : -1)
          .principalSubmatrix(Array(1..<instance.taskCount))
        let diagonal = block.diagonal.reduce(Rational.one) { $0 * $1 }
        guard diagonal.signum > 0 else { return nil }
        return (block.determinant() / diagonal).doubleValue
      })
  }

  static let equivalence = StatementClaim(
    id: "ours-full",
    statement:
      "scalarization explores the front of width 1 (k-1) fully if and only if C1 (C2) holds",
    source: "this project, with Hu et al., Theorem 3.10",
    refutedBy: "an instance whose certificate of exploration contradicts its condition",
    status: .holds, mutants: [.conditionAlwaysHolds, .conditionAlwaysFails, .conditionDropsEdge],
    requiredLabels: [
      RequiredLabel("decided", "C1 holds, C2 holds", perThousand: 50),
      RequiredLabel("decided", "C1 holds, C2 fails", perThousand: 50),
      RequiredLabel("decided", "C1 fails, C2 holds", perThousand: 50),
      RequiredLabel("decided", "C1 fails, C2 fails", perThousand: 50),
      RequiredLabel("entries", "some zero", perThousand: 100),
      RequiredLabel("graph", "in parts", perThousand: 50),
      RequiredLabel("angles", "nearly 0", perThousand: 10),
      RequiredLabel("scales", "far apart", perThousand: 20),
    ],
    draw: { draw in ClaimExample([ClaimExample.gram(draw.gram(draw.tasks(2...7)))]) },
    decide: { example, context in
      guard let instance = example.instance(), instance.taskCount >= 2 else {
        return .discarded("no instance")
      }
      var branches: [String] = []
      for width in WidthEnd.allCases {
        let holds = context.signs(instance, width) != nil
        let verdict = FullExplorationVerdict.decide(instance, width: width)
        let explored: Bool
        switch verdict {
        case .explored: explored = true
        case .unexplored: explored = false
        case .resisted(_, let candidates):
          return .undecided("no unreachable optimum among \(candidates) candidates")
        }
        guard let certificate = verdict.certificate(instance, width: width),
          certificate.isVerified
        else { return .undecided("the checker did not verify the verdict") }
        guard holds == explored else {
          return .refuted(
            "width \(width.rawValue): \(width.conditionName) \(holds ? "holds" : "fails"), and the"
              + " front is \(explored ? "" : "not ")fully explorable", certificate)
        }
        if instance.taskCount <= 5 {
          let slow = ConditionVerdict.signsByEnumeration(instance, width: width) != nil
          guard slow == holds else {
            return .refuted("\(width.conditionName): double non-negativity says \(slow)")
          }
        }
        branches.append("\(width.conditionName) \(holds ? "holds" : "fails")")
      }
      return .holds(branch: branches.joined(separator: ", "))
    })

  static let threeTasks = StatementClaim(
    id: "ours-k3",
    statement: "for three tasks C1 or C2 holds; for four tasks both can fail",
    source: "this project",
    refutedBy: "three tasks for which both conditions fail",
    status: .holds, mutants: [.conditionAlwaysFails],
    existence: "four tasks for which both conditions fail",
    requiredLabels: [
      RequiredLabel("decided", "C1", perThousand: 70),
      RequiredLabel("decided", "C2", perThousand: 70),
      RequiredLabel("decided", "C1 and C2", perThousand: 150),
      RequiredLabel("decided", "neither", perThousand: 20),
    ],
    exhaustive: { $0 >= 3 ? SignPatterns.count(tasks: 3) : 0 },
    draw: { draw in
      let matrix: [[Integer]]
      if let position = draw.exhaustiveIndex {
        matrix = SignPatterns.dominant(SignPatterns.pattern(position, first: 3))
      } else {
        matrix = draw.gram(draw.choice([3, 3, 4]))
      }
      return ClaimExample([ClaimExample.gram(matrix)])
    },
    decide: { example, context in
      guard let instance = example.instance() else { return .discarded("no instance") }
      let k = instance.taskCount
      guard k == 3 || k == 4 else { return .discarded("not three or four tasks") }
      let holding = WidthEnd.allCases.filter { context.signs(instance, $0) != nil }
      if !holding.isEmpty {
        return .holds(branch: holding.map(\.conditionName).joined(separator: " and "))
      }
      if k == 4 {
        return .holds(remark: "C1 and C2 fail for \(example.text)", branch: "neither")
      }
      return .refuted(
        "C1 and C2 both fail",
        ConditionVerdict.decide(instance, width: .one).certificate(instance),
        ConditionVerdict.decide(instance, width: .allButOne).certificate(instance))
    })
}
