import Learning
import Surfaces
import Verify

/// Turns a picture of losses into a gnuplot script that carries its data.
struct FrontPictureScript {
  let picture: FrontPicture

  /// The order in which verdicts are drawn: what matters most lies on top.
  private static let order: [FrontClass] = [.dominated, .undecided, .reachable, .unreachable]

  private var taskCount: Int { picture.taskNames.count }

  /// The script.
  func text(format: PictureFile.Format, output: String) -> String {
    var lines = [
      "# Drawn by verify-cli; run gnuplot on this file to draw it again.",
      "set encoding utf8",
      terminal(format),
      "set output \(quoted(output))",
    ]
    switch taskCount {
    case 2: lines += plane()
    case 3: lines += space()
    default: lines += pairs()
    }
    lines.append("unset output")
    return lines.joined(separator: "\n") + "\n"
  }

  private func terminal(_ format: PictureFile.Format) -> String {
    let size: (width: Int, height: Int)
    switch taskCount {
    case 2: size = (900, 760)
    case 3: size = (1500, 690)
    default: size = (1100, 1140)
    }
    switch format {
    case .png: return "set terminal pngcairo size \(size.width),\(size.height) font 'sans,12'"
    case .svg: return "set terminal svg size \(size.width),\(size.height) font 'sans,12' noenhanced"
    case .pdf:
      let inch = 110.0
      return "set terminal pdfcairo size \(Double(size.width) / inch)in,"
        + "\(Double(size.height) / inch)in font 'sans,11'"
    }
  }

  /// A text in single quotes for gnuplot.
  private func quoted(_ text: String) -> String {
    "'"
      + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''")
      .filter { !$0.isNewline } + "'"
  }

  /// A text as a label: without markup.
  private func label(_ text: String) -> String { quoted(text) + " noenhanced" }

  private func axis(_ task: Int) -> String { label("\(picture.units) of \(name(task))") }

  /// A task's name; "task 3" where tasks have only numbers.
  private func name(_ task: Int) -> String {
    let name = picture.taskNames[task]
    return name.allSatisfy(\.isNumber) ? "task \(name)" : name
  }

  /// A range that holds all losses of a task.
  private func range(_ task: Int) -> String {
    let all =
      picture.sheets.flatMap { $0.losses.map { $0[task] } }
      + picture.clouds.flatMap { $0.losses.map { $0[task] } }
    let finite = all.filter { $0.isFinite }
    guard let low = finite.min(), let high = finite.max(), low < high else { return "[*:*]" }
    let margin = 0.03 * (high - low)
    return "[\(low - margin):\(high + margin)]"
  }

  /// Numbers of a data line.
  private func row(_ numbers: some Sequence<Double>) -> String {
    numbers.map(\.description).joined(separator: " ")
  }

  /// How a cloud is drawn: filled body and outline, so that it is seen on every colour.
  private func style(_ mark: FrontPicture.Cloud.Mark) -> (body: String, outline: String?) {
    switch mark {
    case .scalarization: return ("pt 7 ps 0.18 lc rgb '\(Palette.black)'", nil)
    case .randomised: return ("pt 7 ps 0.18 lc rgb '\(Palette.black)'", nil)
    case .firstOptimiser:
      return ("pt 7 ps 1.5 lc rgb '\(Palette.purple)'", "pt 6 ps 1.5 lc rgb '\(Palette.black)'")
    case .secondOptimiser:
      return (
        "pt 9 ps 1.6 lc rgb '\(Palette.vermilion)'", "pt 8 ps 1.6 lc rgb '\(Palette.black)'"
      )
    case .witness:
      return ("pt 13 ps 2.2 lc rgb '#FFFFFF'", "pt 12 ps 2.2 lw 2 lc rgb '\(Palette.black)'")
    case .marked:
      return ("pt 2 ps 2.2 lw 5 lc rgb '#FFFFFF'", "pt 2 ps 2 lw 2.5 lc rgb '\(Palette.black)'")
    }
  }

  /// The drawing commands of a cloud; `title` is nil where the key stands elsewhere.
  private func commands(
    _ cloud: FrontPicture.Cloud, data: String, columns: String, title: Bool
  ) -> [String] {
    let style = style(cloud.mark)
    let name = title ? "title \(label(cloud.name))" : "notitle"
    var commands: [String] = []
    let outlined = style.outline != nil
    commands.append(
      "\(data) using \(columns) with points \(style.body)"
        + (outlined ? " notitle" : " \(name)"))
    if let outline = style.outline {
      commands.append("\(data) using \(columns) with points \(outline) \(name)")
    }
    return commands
  }

  // MARK: two tasks

  /// The front of two tasks as a curve.
  private func plane() -> [String] {
    var lines: [String] = []
    var commands: [String] = []
    for (number, sheet) in picture.sheets.enumerated() {
      // One continuous curve, cut where the verdict changes.
      for verdict in Self.order where sheet.classes.contains(verdict) {
        let name = "$sheet\(number)_\(verdict.rawValue)"
        lines.append("\(name) << END")
        for (position, losses) in sheet.losses.enumerated() {
          let near = [position - 1, position, position + 1].filter(sheet.classes.indices.contains)
          if sheet.classes[position] == verdict {
            lines.append(row(losses))
          } else if near.contains(where: { sheet.classes[$0] == verdict }),
            position == 0 || sheet.classes[position - 1] == verdict
          {
            lines.append("")
          }
        }
        lines.append("END")
        commands.append(
          "\(name) using 1:2 with lines lw \(verdict.isOptimal ? 4 : 1.5) lc rgb"
            + " '\(Palette.color(verdict))'\(verdict == .unreachable ? " dt 2" : "")"
            + " title \(label(Palette.name(verdict)))")
      }
    }
    for (number, cloud) in picture.clouds.enumerated() {
      lines += block("$cloud\(number)", cloud.losses)
      commands += self.commands(cloud, data: "$cloud\(number)", columns: "1:2", title: true)
    }
    lines += [
      "set title \(label(picture.title))",
      "set xlabel \(axis(0))", "set ylabel \(axis(1))", "set grid lc rgb '#EEEEEE'",
      "set key outside bottom center horizontal noenhanced",
      "plot " + commands.joined(separator: ", \\\n  "),
    ]
    return lines
  }

  private func block(_ name: String, _ rows: [[Double]]) -> [String] {
    ["\(name) << END"] + rows.map { row($0) } + ["END"]
  }

  // MARK: three tasks

  /// The surfaces in space from two sides, and the triangle of shares seen without perspective.
  private func space() -> [String] {
    var lines: [String] = []
    var solid: [String] = []
    for verdict in Self.order {
      var polygons: [String] = []
      for sheet in picture.sheets {
        for triangle in sheet.triangles
        where Self.verdict(of: triangle.map { sheet.classes[$0] }) == verdict {
          polygons += triangle.map { row(sheet.losses[$0]) }
          polygons += [row(sheet.losses[triangle[0]]), ""]
        }
      }
      guard !polygons.isEmpty else { continue }
      lines += ["$solid_\(verdict.rawValue) << END"] + polygons + ["END"]
      let fill = verdict == .dominated ? "transparent solid 0.3 noborder" : "solid 1.0"
      solid.append(
        "$solid_\(verdict.rawValue) using 1:2:3 with polygons fs \(fill) fc rgb"
          + " '\(Palette.color(verdict))' notitle")
    }
    for (number, cloud) in picture.clouds.enumerated() {
      lines += block("$cloud\(number)", cloud.losses)
    }
    lines += [
      "set multiplot",
      "set label 1 \(label(picture.title)) at screen 0.5,0.96 center font ',15'",
      "set xlabel \(axis(0)) rotate parallel font ',10'",
      "set ylabel \(axis(1)) rotate parallel font ',10'",
      "set zlabel \(axis(2)) rotate parallel font ',10' offset 1,0",
      "set xyplane relative 0", "set grid", "unset key", "set pm3d depthorder",
      "set tics font ',8'", "set xrange \(range(0))", "set yrange \(range(1))",
      "set zrange \(range(2))", "set border 31 lc rgb '#888888'",
    ]
    let clouds = picture.clouds.enumerated().flatMap { number, cloud in
      commands(cloud, data: "$cloud\(number)", columns: "1:2:3", title: false)
    }
    // Both views are from the side of small losses. The clouds are drawn over the sheets.
    for (view, place) in [("68,322", "0.015,0.22"), ("68,292", "0.35,0.22")] {
      lines += [
        "set origin \(place)", "set size 0.345,0.72", "set view \(view),1.05",
        "splot " + (solid.isEmpty ? "NaN notitle" : solid.joined(separator: ", \\\n  ")),
        "unset label 1",
      ]
      if !clouds.isEmpty { lines.append("splot " + clouds.joined(separator: ", \\\n  ")) }
    }
    lines += triangle()
    lines += key()
    lines.append("unset multiplot")
    return lines
  }

  /// The verdict that a triangle shows: that of most corners, on a tie the gravest.
  private static func verdict(of corners: [FrontClass]) -> FrontClass {
    for verdict in corners where corners.count(where: { $0 == verdict }) >= 2 { return verdict }
    return order.last { corners.contains($0) } ?? .undecided
  }

  /// The coordinates of a ray in the triangle.
  private func flat(_ ray: [Double]) -> [Double] {
    [ray[1] + ray[2] / 2, ray[2] * 0.866_025_403_784_438_6]
  }

  /// Each sampled ray as a hexagon, with the clouds projected.
  private func triangle() -> [String] {
    var lines: [String] = []
    var commands: [String] = []
    for verdict in Self.order {
      var cells: [String] = []
      for sheet in picture.sheets where !sheet.rays.isEmpty {
        // The lattice step: rays have coordinates n / resolution.
        let step = sheet.rays.joined().filter { $0 > 0 }.min() ?? 1
        let radius = step / 1.732_050_807_568_877_2 * 1.02
        for (ray, own) in zip(sheet.rays, sheet.classes) where own == verdict {
          let center = flat(ray)
          for (x, y) in Self.hexagon {
            cells.append(row([center[0] + radius * x, center[1] + radius * y]))
          }
          cells.append("")
        }
      }
      guard !cells.isEmpty else { continue }
      lines += ["$cells_\(verdict.rawValue) << END"] + cells + ["END"]
      commands.append(
        "$cells_\(verdict.rawValue) using 1:2 with filledcurves closed fc rgb"
          + " '\(Palette.color(verdict))' fs solid 1.0 noborder notitle")
    }
    lines += ["$frame << END", "0 0", "1 0", "0.5 0.8660254", "0 0", "END"]
    commands.append("$frame using 1:2 with lines lw 1.5 lc rgb '#555555' notitle")
    for (number, cloud) in picture.clouds.enumerated() {
      let rays = cloud.losses.compactMap { picture.ray($0) }.map(flat)
      lines += block("$rays\(number)", rays)
      commands += self.commands(cloud, data: "$rays\(number)", columns: "1:2", title: false)
    }
    let corner = picture.width == .one ? "only" : "all lost by"
    let share = picture.width == .one ? "v_i/t_i" : "loss_i/t_i"
    lines += [
      "set origin 0.69,0.22", "set size 0.31,0.72", "unset grid", "unset border", "unset tics",
      "unset xlabel", "unset ylabel", "set xrange [-0.13:1.13]", "set yrange [-0.14:1.0]",
      "set size ratio -1",
      "set label 11 \(label("\(corner) \(name(0))")) at 0,-0.05 center",
      "set label 12 \(label("\(corner) \(name(1))")) at 1,-0.05 center",
      "set label 13 \(label("\(corner) \(name(2))")) at 0.5,0.92 center",
      "set label 14 \(label("shares of \(share)")) at 0.5,-0.12 center font ',10'",
      "plot " + commands.joined(separator: ", \\\n  "),
      "unset label",
    ]
    return lines
  }

  private static let hexagon: [(Double, Double)] = [
    (0, 1), (0.866_025_4, 0.5), (0.866_025_4, -0.5), (0, -1), (-0.866_025_4, -0.5),
    (-0.866_025_4, 0.5),
  ]

  /// One key for all panels, along the bottom.
  private func key() -> [String] {
    var entries: [String] = []
    for verdict in Self.order.reversed()
    where picture.sheets.contains(where: { $0.classes.contains(verdict) }) {
      entries.append(
        "keyentry with points pt 5 ps 2 lc rgb '\(Palette.color(verdict))' title"
          + " \(label(Palette.name(verdict)))")
    }
    for cloud in picture.clouds {
      let style = style(cloud.mark)
      var look = style.outline ?? style.body
      switch cloud.mark {
      case .scalarization: look = "pt 7 ps 0.5 lc rgb '\(Palette.black)'"
      case .randomised: look = "pt 7 ps 0.5 lc rgb '\(Palette.black)'"
      case .firstOptimiser, .secondOptimiser: look = style.body
      default: break
      }
      entries.append("keyentry with points \(look) title \(label(cloud.name))")
    }
    return [
      "set origin 0.02,0.01", "set size noratio 0.96,0.2", "set xrange [0:1]", "set yrange [0:1]",
      "set lmargin 0", "set rmargin 0", "set tmargin 0", "set bmargin 0",
      "set key center center horizontal noenhanced maxrows 3 width 2 spacing 1.4 samplen 2",
      "plot " + (entries + ["NaN notitle"]).joined(separator: ", \\\n  "),
    ]
  }

  // MARK: more tasks

  /// A matrix of pairs: the losses of each pair of tasks.
  private func pairs() -> [String] {
    var lines: [String] = []
    let shown = min(taskCount, 7)
    for (number, cloud) in picture.clouds.enumerated() {
      lines += block("$cloud\(number)", cloud.losses)
    }
    for (number, sheet) in picture.sheets.enumerated() {
      for verdict in Self.order where sheet.classes.contains(verdict) && verdict.isOptimal {
        let rows = zip(sheet.losses, sheet.classes).filter { $0.1 == verdict }.map(\.0)
        lines += block("$sheet\(number)_\(verdict.rawValue)", rows)
      }
    }
    lines += [
      "set multiplot", "unset key", "set tics font ',8'",
      "set label 1 \(label(picture.title)) at screen 0.5,0.975 center font ',15'",
    ]
    let cell = 0.9 / Double(shown - 1)
    for i in 1..<shown {
      for j in 0..<i {
        var commands: [String] = []
        for (number, sheet) in picture.sheets.enumerated() {
          for verdict in Self.order where sheet.classes.contains(verdict) && verdict.isOptimal {
            commands.append(
              "$sheet\(number)_\(verdict.rawValue) using \(j + 1):\(i + 1) with points pt 7 ps 0.35"
                + " lc rgb '\(Palette.color(verdict))' notitle")
          }
        }
        for (number, cloud) in picture.clouds.enumerated() {
          commands += self.commands(
            cloud, data: "$cloud\(number)", columns: "\(j + 1):\(i + 1)", title: false)
        }
        if commands.isEmpty { commands = ["NaN notitle"] }
        lines += [
          "set origin \(0.06 + cell * Double(j)),\(0.1 + 0.93 * cell * Double(shown - 1 - i))",
          "set size \(cell),\(0.93 * cell)",
          i == shown - 1 ? "set xlabel \(axis(j)) offset 0,0.5" : "unset xlabel",
          j == 0 ? "set ylabel \(axis(i)) offset 1" : "unset ylabel",
          "plot " + commands.joined(separator: ", \\\n  "), "unset label 1",
        ]
      }
    }
    lines += [
      "unset border", "unset tics", "unset xlabel", "unset ylabel",
    ]
    lines += key()
    lines[lines.count - 6] = "set origin 0.02,0"
    lines.append("unset multiplot")
    return lines
  }
}
