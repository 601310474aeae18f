import Foundation

/// Where the parts of a table of correlations and of its signed graph are drawn, in a square.
struct CorrelationDrawing {
  typealias Object = [String: Any]

  let names: [String]
  /// k x k numbers from -1 to 1.
  let correlations: [[Double]]
  /// The pairs of the cycle that is outlined, counted from 0.
  let cycle: [(Int, Int)]

  private static let cell = 44.0
  private static let margin = 92.0

  private var count: Int { names.count }

  /// The length of a side.
  var size: Double { Self.margin + Self.cell * Double(count) + 52 }

  private func isOnCycle(_ i: Int, _ j: Int) -> Bool {
    cycle.contains { $0 == (i, j) || $0 == (j, i) }
  }

  /// The colour of a correlation: from orange for -1 through white to blue for 1, which all kinds
  /// of colour vision tell apart, and black or white for the number on it.
  private func colours(_ value: Double) -> (fill: String, ink: String) {
    let strength = min(abs(value), 1)
    let end = value < 0 ? (179.0, 88.0, 6.0) : (33.0, 102.0, 172.0)
    let part = { (end: Double) in Int((255 + (end - 255) * strength).rounded()) }
    return (
      "rgb(\(part(end.0)),\(part(end.1)),\(part(end.2)))", strength > 0.6 ? "#ffffff" : "#000000"
    )
  }

  private func short(_ value: Double) -> String {
    let text = String(format: "%.2f", abs(value))
    return (value < 0 ? "-" : "") + (text.hasPrefix("0") ? String(text.dropFirst()) : text)
  }

  /// A name of few characters.
  private func short(_ name: String) -> String {
    name.count <= 12 ? name : String(name.prefix(11)) + "…"
  }

  /// The fields of the table.
  var cells: [Object] {
    (0..<count).flatMap { i in
      (0..<count).map { j -> Object in
        let value = correlations[i][j]
        let (fill, ink) = colours(value)
        let (x, y) = (Self.margin + Self.cell * Double(j), Self.margin + Self.cell * Double(i))
        return [
          "x": CheckPage.decimal(x), "y": CheckPage.decimal(y),
          "cx": CheckPage.decimal(x + Self.cell / 2),
          "cy": CheckPage.decimal(y + Self.cell / 2 + 4),
          "fill": fill, "ink": ink, "value": i == j ? "" : short(value),
          "name": "\(names[i]) and \(names[j]): \(short(value))", "isOutlined": isOnCycle(i, j),
        ]
      }
    }
  }

  /// The names beside rows and above columns.
  var labels: [Object] {
    (0..<count).flatMap { i -> [Object] in
      let middle = Self.margin + Self.cell * (Double(i) + 0.5)
      return [
        [
          "x": CheckPage.decimal(Self.margin - 6), "y": CheckPage.decimal(middle + 4), "turn": "0",
          "anchor": "end", "text": short(names[i]),
        ],
        [
          "x": CheckPage.decimal(middle + 4), "y": CheckPage.decimal(Self.margin - 6),
          "turn": "-60", "anchor": "start", "text": short(names[i]),
        ],
      ]
    }
  }

  private func place(_ task: Int, radius: Double) -> (x: Double, y: Double) {
    let angle = 2 * Double.pi * Double(task) / Double(count) - Double.pi / 2
    return (size / 2 + radius * cos(angle), size / 2 + radius * sin(angle))
  }

  private var radius: Double { size / 2 - 88 }

  /// The links of the graph, the outlined ones last.
  var edges: [Object] {
    var edges: [(isOutlined: Bool, object: Object)] = []
    for i in 0..<count {
      for j in 0..<i where correlations[i][j] != 0 {
        let (a, b) = (place(i, radius: radius), place(j, radius: radius))
        let value = correlations[i][j]
        let isOutlined = isOnCycle(i, j)
        edges.append(
          (
            isOutlined,
            [
              "x1": CheckPage.decimal(a.x), "y1": CheckPage.decimal(a.y),
              "x2": CheckPage.decimal(b.x), "y2": CheckPage.decimal(b.y),
              "kind": value < 0 ? "negative" : "positive",
              "width": CheckPage.decimal(0.6 + 5 * min(abs(value), 1)),
              "glow": CheckPage.decimal(6 + 5 * min(abs(value), 1)), "isOutlined": isOutlined,
            ]
          ))
      }
    }
    return (edges.filter { !$0.isOutlined } + edges.filter(\.isOutlined)).map(\.object)
  }

  /// The tasks around the circle.
  var nodes: [Object] {
    (0..<count).map { task -> Object in
      let (dot, label) = (place(task, radius: radius), place(task, radius: radius + 14))
      let side = (dot.x - size / 2) / radius
      return [
        "x": CheckPage.decimal(dot.x), "y": CheckPage.decimal(dot.y),
        "tx": CheckPage.decimal(label.x), "ty": CheckPage.decimal(label.y + 4),
        "anchor": side > 0.3 ? "start" : side < -0.3 ? "end" : "middle",
        "text": short(names[task]),
      ]
    }
  }
}
