import ExactJSON
import Surfaces
import Verify

/// What is printed about one case.
struct CheckReport {
  let verdict: CaseVerdict
  /// The widths that were asked for.
  let width: ChosenWidth
  /// Whether the mathematics is printed behind the answer.
  let showsDetails: Bool
  /// Commands about the same case.
  let hint: CommandHint

  func numbers(_ tasks: [Int]) -> [Int] { tasks.map(verdict.instance.number) }
}

extension CheckReport {
  /// The report for programs, `scalarization-report/1`.
  var json: ExactJSONValue {
    let instance = verdict.instance
    var members: [ExactJSONValue.Member] = [
      .init("format", "scalarization-report/1")
    ]
    members += verdict.problem.members
    if verdict.problem.taskNumbers != nil {
      members.append(.init("taskNames", .array(instance.taskNames.map { .text($0) })))
    }
    members += [
      .init("tasks", .integer(instance.taskCount)), .init("gram", .exact(instance.gram)),
    ]
    if let surfaces = verdict.surfaces {
      members.append(
        .init(
          "surfaces",
          .object([
            .init("count", .exact(surfaces.indexSets)),
            .init("distinct", .exact(surfaces.distinct)),
          ])))
    }
    members.append(
      .init(
        "widths",
        .array(
          fitting
            + verdict.widths.map { entry in
              switch entry {
              case .end(let verdict): return json(verdict)
              case .between(let verdict):
                return BetweenReport(verdict: verdict, instance: instance).json
              }
            })))
    if !verdict.points.isEmpty {
      members.append(.init("points", .array(verdict.points.map(\.report.json))))
    }
    if let floating = verdict.floating {
      members.append(.init("floating", ["agrees": .boolean(floating.agrees)]))
    }
    if !verdict.warnings.isEmpty {
      members.append(.init("warnings", .array(verdict.warnings.map(\.json))))
    }
    if !verdict.misses.isEmpty {
      members.append(.init("misses", .array(verdict.misses.map(json))))
    }
    if !verdict.covers.isEmpty {
      members.append(.init("covers", .array(verdict.covers.map(json))))
    }
    if let resampling = verdict.resampling {
      members.append(.init("resampling", json(resampling)))
    }
    if !verdict.unmet.isEmpty {
      members.append(
        .init("unmet", .array(verdict.unmet.map { .text($0.description) })))
    }
    return .object(members)
  }

  /// The entry of a width of at least k units.
  private var fitting: [ExactJSONValue] {
    guard width.isBeyond(taskCount: verdict.instance.taskCount), case .units(let width) = width
    else { return [] }
    return [
      .object([
        .init("q", .integer(width.units)), .init("fullyExplorable", true),
        .init("fitsAllTasks", true),
      ])
    ]
  }

  private func json(_ verdict: WidthVerdict) -> ExactJSONValue {
    let width = verdict.end
    var members: [ExactJSONValue.Member] = [
      .init("q", .integer(verdict.width.units)), .init("width", .text(width.rawValue)),
      .init("condition", .text(width.conditionName)),
      .init("holds", .boolean(verdict.condition.holds)),
      .init("decidedBy", .text(verdict.decidedBy.rawValue)),
    ]
    switch verdict.condition.evidence {
    case .signs(let signs):
      members.append(.init("evidence", .object([.init("signs", .integers(signs))])))
    case .frustratedCycle(let cycle):
      members.append(
        .init("evidence", .object([.init("frustratedCycle", .integers(numbers(cycle)))])))
    }
    if let margin = verdict.margin { members.append(.init("margin", json(margin))) }
    switch verdict.exploration {
    case nil: break
    case .explored: members.append(.init("fullyExplorable", true))
    case .unexplored(let witness):
      members.append(.init("fullyExplorable", false))
      members.append(.init("witness", json(witness, verdict.witnessPlace)))
    case .resisted(_, let candidates):
      members.append(
        .init("undecided", .text("no witness among \(candidates) candidates")))
    }
    return .object(members)
  }

  private func json(_ witness: Witness, _ place: WitnessPlace?) -> ExactJSONValue {
    let reason = RationalPointReport.json(
      witness.obstruction, numbers: verdict.instance.taskNumbers)
    var members = [
      ExactJSONValue.Member("direction", .exact(witness.point.direction)),
      .init("unreachableBecause", reason),
    ]
    if let place {
      members += [
        .init("losses", .exact(place.losses)),
        .init("surfaces", .array([.text(place.ownSurface), .text(place.otherSurface)])),
        .init("onBothSurfaces", .boolean(place.isOnBoth)),
        .init("lostShares", .exact(place.table.rows.map(\.lostShare))),
      ]
      let rows = place.table.rows
      let errors = rows.compactMap(\.meanSquaredError)
      if errors.count == rows.count {
        members.append(.init("meanSquaredErrors", .exact(errors.map(\.loss))))
      }
      let standardized = rows.compactMap(\.standardizedError)
      if standardized.count == rows.count {
        members.append(.init("standardizedErrors", .exact(standardized.map(\.loss))))
      }
      if let weights = place.table.tchebycheffWeights {
        members.append(.init("tchebycheffWeights", .exact(weights)))
      }
    }
    return .object(members)
  }

  private func json(_ margin: ConditionMargin) -> ExactJSONValue {
    var members: [ExactJSONValue.Member] = [
      .init("value", .text(margin.value.description)), .init("squared", .exact(margin.squared)),
      .init("tasks", .integers(numbers([margin.deciding.first, margin.deciding.second]))),
    ]
    if !margin.cycle.isEmpty {
      members += [
        .init("frustratedCycle", .integers(numbers(margin.cycleTasks))),
        .init(
          "correlations", .array(margin.cycle.map { .text($0.correlation.description) })),
      ]
    }
    return .object(members)
  }

  private func json(_ estimate: MissEstimate) -> ExactJSONValue {
    func numbers(_ values: [Double]) -> ExactJSONValue {
      .array(values.map { .text($0.description) })
    }
    func lost(_ losses: LossTable) -> ExactJSONValue {
      numbers(losses.rows.map(\.lostShare.doubleValue))
    }
    return .object([
      .init("q", .integer(estimate.width.units)),
      .init("estimate", .text(estimate.miss.description)), .init("verified", false),
      .init("lostShares", lost(estimate.losses)),
      .init("lostSharesOfWeights", lost(estimate.lossesByWeights)),
      .init("weights", numbers(estimate.weights)),
    ])
  }

  private func json(_ cover: GroupCover) -> ExactJSONValue {
    let instance = verdict.instance
    return .object([
      .init("q", .integer(cover.width.units)),
      .init("groups", .array(cover.groups.map { .integers(numbers(instance.byNumber($0))) })),
      .init("fewest", .boolean(cover.isFewest)),
      .init("droppable", .integers(numbers(instance.byNumber(cover.droppable)))),
    ])
  }

  private func json(_ resampling: Resampling) -> ExactJSONValue {
    func json(_ share: ResampledGrams.Share) -> ExactJSONValue {
      ["agreeing": .integer(share.agreeing), "count": .integer(share.count)]
    }
    return .object([
      .init("resamples", .integer(resampling.samples)),
      .init("seed", .text(String(resampling.seed))),
      .init("blocks", .integer(resampling.blocks)),
      .init("rowsOfBlock", .integer(resampling.rowsOfBlock)),
      .init(
        "widths",
        .array(
          resampling.widths.map { stability in
            var members: [ExactJSONValue.Member] = [
              .init("q", .integer(stability.width.units)),
              .init("bootstrap", json(stability.bootstrap)),
              .init("jackknife", json(stability.jackknife)),
            ]
            if let reason = stability.sameReason {
              members.append(.init("sameReason", json(reason)))
            }
            members.append(.init("unstable", .boolean(stability.isUnstable)))
            return .object(members)
          })),
    ])
  }
}
