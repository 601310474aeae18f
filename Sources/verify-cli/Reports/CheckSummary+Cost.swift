import Exact
import Surfaces
import Verify

extension CheckSummary {
  /// What is lost, as sentences around two tables.
  struct Cost {
    /// What the first table says; nil where there is none.
    let missText: String?
    /// The widths, and about how much is missed.
    let misses: [(width: String, share: Double, text: String)]
    /// What the second table says.
    let example: String
    /// The losses of the example, a header and a row for each task.
    let table: [[String]]
    /// What the columns mean.
    let legend: String
  }

  /// What it costs that weights do not reach everything; nil where they do.
  var cost: Cost? {
    if let estimate = verdict.misses.first {
      return Cost(
        missText: "Whatever the weights, some task does worse than with a network that weights"
          + " miss, by roughly this share of what the inputs can explain of it (estimated by a"
          + " search and not proved; it can be off either way):",
        misses: verdict.misses.map { miss in
          (
            TextLayout.units(miss.width), miss.miss,
            "about " + TextLayout.brief(100 * miss.miss, digits: 2) + " %"
          )
        },
        example: "Losses of that network with \(TextLayout.units(estimate.width)), of the nearest"
          + " one that weights find, and of each task trained alone:",
        table: table([("here", estimate.losses), ("weights", estimate.lossesByWeights)]),
        legend: legend(estimate.losses))
    }
    guard let example = verdict.unreached else { return nil }
    return Cost(
      missText: nil, misses: [],
      example: "For example, with \(TextLayout.units(example.width)) this trade-off is out of"
        + " reach; beside each loss stands the least one, of the task trained alone:",
      table: table([("here", example.losses)]), legend: legend(example.losses))
  }

  private func legend(_ losses: LossTable) -> String {
    let isKnown = losses.rows.allSatisfy { $0.meanSquaredError != nil }
    return
      (isKnown
      ? "MSE: mean squared error; scaled: the same with each target standardised, as sweep prints"
        + " it; " : "")
      + "raw: the sum of squared errors above the least one; lost: its share of what the inputs can"
      + " explain."
  }

  /// The losses of networks in columns, beside those of each task alone.
  private func table(_ networks: [(name: String, losses: LossTable)]) -> [[String]] {
    guard let first = networks.first else { return [] }
    func column(
      _ title: String, _ losses: LossTable, _ cell: (LossTable.Row) -> String
    ) -> [String] {
      [title] + losses.rows.map(cell)
    }
    func title(_ unit: String, _ position: Int) -> String {
      position == 0 ? "\(unit) \(networks[0].name)" : networks[position].name
    }
    var columns = [["task"] + verdict.instance.taskNames]
    func add(_ unit: String, _ comparison: (LossTable.Row) -> LossTable.Comparison?) {
      guard first.losses.rows.allSatisfy({ comparison($0) != nil }) else { return }
      for (position, network) in networks.enumerated() {
        columns.append(
          column(title(unit, position), network.losses) { row in
            comparison(row).map { TextLayout.brief($0.loss, digits: 4) } ?? ""
          })
      }
      columns.append(
        column("alone", first.losses) { row in
          comparison(row).map { TextLayout.brief($0.alone, digits: 4) } ?? ""
        })
    }
    add("MSE", \.meanSquaredError)
    add("scaled", \.standardizedError)
    columns.append(column("raw", first.losses) { TextLayout.brief($0.excess, digits: 4) })
    for (position, network) in networks.enumerated() {
      columns.append(
        column(title("lost", position), network.losses) {
          TextLayout.percent($0.lostShare.doubleValue)
        })
    }
    return (columns.first ?? []).indices.map { row in columns.map { $0[row] } }
  }
}
