import Experiments
import Foundation
import Learning
import Surfaces
import Verify

/// Turns a picture of losses into a gnuplot script that carries its data.
struct FrontPictureScript {
  private let picture: FrontPicture
  /// The numbers of marked points, by the names of their clouds, where there are several.
  private let numbers: [String: Int]

  init(picture: FrontPicture) {
    var numbered = picture
    var numbers: [String: Int] = [:]
    let marked = picture.clouds.indices.filter {
      if case .marked = picture.clouds[$0].mark { return true }
      return false
    }
    if marked.count > 1 {
      for (position, index) in marked.enumerated() {
        numbered.clouds[index].name = "\(position + 1): \(picture.clouds[index].name)"
        numbers[numbered.clouds[index].name] = position + 1
      }
    }
    self.picture = numbered
    self.numbers = numbers
  }

  /// The order in which verdicts are drawn: what matters most lies on top.
  private static let order: [FrontClass] = [.dominated, .undecided, .reachable, .unreachable]

  private var taskCount: Int { picture.taskNames.count }

  /// The script.
  func text(format: PictureFile.Format, output: String) -> String {
    var lines = [
      "# Drawn by verify-cli; run gnuplot on this file to draw it again.",
      "set encoding utf8",
      // A point of size one is larger on the page of a PDF.
      "scale = \(format == .pdf ? 0.5 : 1.0)",
      terminal(format),
      // A caller may name another file, to draw without touching the picture that is there.
      "if (!exists('picture')) picture = \(Self.quoted(output))",
      "set output picture",
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
    case 3: size = (1600, 680)
    default: size = (1100, 1140)
    }
    switch format {
    case .png: return "set terminal pngcairo size \(size.width),\(size.height) font 'sans,12'"
    case .svg:
      return "set terminal svg size \(size.width),\(size.height) font 'sans,12' noenhanced"
        + " background '#FFFFFF'"
    case .pdf:
      let inch = 110.0
      return "set terminal pdfcairo size \(Double(size.width) / inch)in,"
        + "\(Double(size.height) / inch)in font 'sans,11' fontscale 0.7"
    }
  }

  /// A text in single quotes for gnuplot.
  static func quoted(_ text: String) -> String {
    "'"
      + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''")
      .filter { !$0.isNewline } + "'"
  }

  /// A text as a label: without markup.
  private func label(_ text: String) -> String { Self.quoted(text) + " noenhanced" }

  private func axis(_ task: Int) -> String { label("\(picture.units) of \(name(task))") }

  /// A task's name; "task 3" where tasks have only numbers.
  private func name(_ task: Int) -> String {
    let name = picture.taskNames[task]
    return name.allSatisfy(\.isNumber) ? "task \(name)" : name
  }

  /// A range that holds all losses of a task, or those of the clouds and the front alone.
  private func range(_ task: Int, frontOnly: Bool = false) -> String {
    let all =
      picture.sheets.flatMap { sheet in
        zip(sheet.losses, sheet.classes).filter { !frontOnly || $0.1.isOptimal }.map { $0.0[task] }
      } + picture.clouds.flatMap { $0.losses.map { $0[task] } }
    let finite = all.filter { $0.isFinite }
    guard let low = finite.min(), let high = finite.max(), low < high else { return "[*:*]" }
    let margin = (frontOnly ? 0.08 : 0.03) * (high - low)
    return "[\(low - margin):\(high + margin)]"
  }

  /// Numbers of a data line, to more digits than a picture shows.
  private func row(_ numbers: some Sequence<Double>) -> String {
    numbers.map { String(format: "%.5g", $0) }.joined(separator: " ")
  }

  /// How a cloud is drawn: filled body and outline, so that it is seen on every colour. What is
  /// dominated is hollow, and never looks like a point of the front.
  private func style(_ cloud: FrontPicture.Cloud) -> (body: String, outline: String?) {
    func hollow(_ shape: Int, _ size: Double, _ color: String) -> (String, String?) {
      (
        "pt \(shape) ps \(size)*scale lw 4 lc rgb '\(Palette.white)'",
        "pt \(shape) ps \(size)*scale lw 1.5 lc rgb '\(color)'"
      )
    }
    switch cloud.mark {
    case .firstOptimiser where cloud.isDominated: return hollow(6, 1.3, Palette.purple)
    case .secondOptimiser where cloud.isDominated: return hollow(8, 1.4, Palette.vermilion)
    case .marked where cloud.isDominated: return hollow(6, 2, Palette.black)
    case .scalarization: return ("pt 7 ps 0.18*scale lc rgb '\(Palette.black)'", nil)
    case .randomised: return ("pt 7 ps 0.18*scale lc rgb '\(Palette.black)'", nil)
    case .firstOptimiser:
      return (
        "pt 7 ps 1.5*scale lc rgb '\(Palette.purple)'",
        "pt 6 ps 1.5*scale lc rgb '\(Palette.black)'"
      )
    case .secondOptimiser:
      return (
        "pt 9 ps 1.6*scale lc rgb '\(Palette.vermilion)'",
        "pt 8 ps 1.6*scale lc rgb '\(Palette.black)'"
      )
    case .witness:
      return (
        "pt 13 ps 2.2*scale lc rgb '\(Palette.white)'",
        "pt 12 ps 2.2*scale lw 2 lc rgb '\(Palette.black)'"
      )
    case .marked:
      return (
        "pt 2 ps 2.2*scale lw 5 lc rgb '\(Palette.white)'",
        "pt 2 ps 2*scale lw 2.5 lc rgb '\(Palette.black)'"
      )
    }
  }

  /// The drawing commands of a cloud; `title` is nil where the key stands elsewhere.
  private func commands(
    _ cloud: FrontPicture.Cloud, data: String, columns: String, title: Bool
  ) -> [String] {
    let style = style(cloud)
    let name = title ? "title \(label(cloud.name))" : "notitle"
    var commands: [String] = []
    // The key shows one of the two: the coloured body, or the outline of a white one.
    let isOutlineNamed = style.outline != nil && style.body.contains(Palette.white)
    commands.append(
      "\(data) using \(columns) with points \(style.body)"
        + (isOutlineNamed ? " notitle" : " \(name)"))
    if let outline = style.outline {
      commands.append(
        "\(data) using \(columns) with points \(outline)"
          + (isOutlineNamed ? " \(name)" : " notitle"))
    }
    if let number = numbers[cloud.name] {
      let side = number % 2 == 1 ? 1.2 : -1.2
      commands.append(
        "\(data) using \(columns):('\(number)') with labels offset \(side),0.6 font ',12' notitle")
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
        for run in Self.runs(of: verdict, in: sheet.classes) {
          lines += run.map { row(sheet.losses[$0]) } + [""]
        }
        lines.append("END")
        commands.append(
          "\(name) using 1:2 with lines lw \(verdict.isOptimal ? 5 : 1.5) lc rgb"
            + " '\(Palette.color(verdict))'\(verdict == .unreachable ? " dt 2" : "")"
            + " title \(label(Palette.name(verdict)))")
      }
    }
    for (number, cloud) in picture.clouds.enumerated() {
      var shown = cloud
      if case .scalarization = cloud.mark {
        // They lie on the curve and would hide it.
        shown.losses = Array(cloud.losses.prefix(60))
        shown.name = "\(shown.losses.count) of the \(cloud.name)"
      }
      lines += block("$cloud\(number)", shown.losses)
      var drawn = self.commands(shown, data: "$cloud\(number)", columns: "1:2", title: true)
      if case .scalarization = cloud.mark {
        drawn = [
          "$cloud\(number) using 1:2 with points pt 7 ps 0.6*scale lc rgb '\(Palette.black)' title"
            + " \(label(shown.name))"
        ]
      }
      commands += drawn
    }
    lines += [
      "set title \(label(picture.title))",
      "set xlabel \(axis(0))", "set ylabel \(axis(1))", "set grid lc rgb '#EEEEEE'",
      // The front is what is asked about: the dominated part may leave the frame.
      "set xrange \(range(0, frontOnly: true))", "set yrange \(range(1, frontOnly: true))",
      "set bmargin 10",
      "set key at screen 0.5,0.02 center bottom horizontal Left reverse noenhanced maxrows 3"
        + " width 2",
      "plot " + commands.joined(separator: ", \\\n  "),
    ]
    return lines
  }

  /// The stretches of one verdict along a curve; those off the front go on to the points beside
  /// them, so that the curve has no gaps.
  private static func runs(of verdict: FrontClass, in classes: [FrontClass]) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    var start = 0
    while let first = classes[start...].firstIndex(of: verdict) {
      let end = classes[first...].firstIndex { $0 != verdict } ?? classes.endIndex
      let reach = verdict.isOptimal ? 0 : 1
      runs.append(max(first - reach, 0)..<min(end + reach, classes.endIndex))
      start = end
    }
    return runs
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
      for (number, sheet) in picture.sheets.enumerated() {
        let polygons = Self.polygons(of: verdict, sheet, at: sheet.losses).flatMap { polygon in
          (polygon + polygon.prefix(1)).map { row($0) } + [""]
        }
        guard !polygons.isEmpty else { continue }
        let name = "$solid\(number)_\(verdict.rawValue)"
        lines += ["\(name) << END"] + polygons + ["END"]
        let fill = verdict == .dominated ? "transparent solid 0.35 noborder" : "solid 1.0"
        // Several surfaces of one verdict differ in lightness.
        let color = Palette.color(verdict, shade: number, of: picture.sheets.count)
        solid.append(
          "\(name) using 1:2:3 with polygons fs \(fill) fc rgb '\(color)' notitle")
      }
    }
    for (number, cloud) in picture.clouds.enumerated() {
      lines += block("$cloud\(number)", cloud.losses)
    }
    lines += [
      "set multiplot",
      "set label 1 \(label(picture.title)) at screen 0.5,0.955 center font ',16'",
      "set label 2 \(label(Self.viewText)) at screen 0.34,0.19 center font ',11'",
      "set xyplane relative 0", "unset key", "set pm3d depthorder", "set xrange \(range(0))",
      "set yrange \(range(1))",
      "set zrange \(range(2))",
    ]
    let clouds = picture.clouds.enumerated().flatMap { number, cloud in
      commands(cloud, data: "$cloud\(number)", columns: "1:2:3", title: false)
    }
    let frame = [
      "set xlabel \(axis(0)) rotate parallel font ',11'",
      "set ylabel \(axis(1)) rotate parallel font ',11'",
      "set zlabel \(axis(2)) rotate parallel font ',11' offset 1,0",
      "set grid", "set tics font ',9'", "set border 31 lc rgb '#888888'",
    ]
    let noFrame = [
      "unset xlabel", "unset ylabel", "unset zlabel", "unset grid", "unset tics", "unset border",
    ]
    let notes = sheetLabels() + arrows()
    // Both views are from the side of small losses. The clouds are drawn over the sheets.
    for (view, place) in [("68,322", "0.005,0.15"), ("68,292", "0.345,0.15")] {
      lines += frame
      lines += [
        "set origin \(place)", "set size 0.35,0.84", "set view \(view),1.07",
        "splot " + (solid.isEmpty ? "NaN notitle" : solid.joined(separator: ", \\\n  ")),
        "unset label",
      ]
      if !clouds.isEmpty || !notes.isEmpty {
        lines += noFrame + notes
        lines.append("splot " + (clouds + ["NaN notitle"]).joined(separator: ", \\\n  "))
        lines += ["unset label", "unset arrow"]
      }
    }
    lines += triangle()
    lines += key()
    lines.append("unset multiplot")
    return lines
  }

  /// The names of several surfaces: each at the middle of its part of the front, or of the whole
  /// where it has none.
  private func sheetLabels() -> [String] {
    guard picture.sheets.count > 1 else { return [] }
    var lines = ["set style textbox opaque noborder margins 0.4,0.4"]
    for (number, sheet) in picture.sheets.enumerated() where !sheet.name.isEmpty {
      let front = sheet.losses.indices.filter { sheet.classes[$0].isOptimal }
      let part = front.isEmpty ? Array(sheet.losses.indices) : front
      let middle = (0..<3).map { task in
        part.reduce(0) { $0 + sheet.losses[$1][task] } / Double(part.count)
      }
      func distance(_ place: Int) -> Double {
        zip(sheet.losses[place], middle).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
      }
      guard let place = part.min(by: { distance($0) < distance($1) }) else { continue }
      let at = sheet.losses[place].map(\.description).joined(separator: ",")
      lines.append(
        "set label \(21 + number) \(label(sheet.name)) at \(at) center front boxed font ',11'")
    }
    return lines
  }

  /// The arrows of a picture in space.
  private func arrows() -> [String] {
    picture.arrows.enumerated().flatMap { number, arrow -> [String] in
      let start = arrow.start.map(\.description).joined(separator: ",")
      let end = arrow.end.map(\.description).joined(separator: ",")
      let (halo, line) = (2 * number + 1, 2 * number + 2)
      return [
        "set arrow \(halo) from \(start) to \(end) front nohead lw 6 lc rgb '\(Palette.white)'",
        "set arrow \(line) from \(start) to \(end) front head filled lw 2.5 lc rgb"
          + " '\(Palette.vermilion)'",
        "set label \(41 + number) \(label(arrow.name)) at \(end) front offset 0.5,-0.6 font ',10'",
      ]
    }
  }

  private static let viewText =
    "The same losses from two sides, small ones towards the reader; points are drawn over the"
    + " surfaces."

  /// What a sheet shows of a verdict: the parts of its triangles, those side by side that show all
  /// of it joined in pairs.
  private static func polygons(
    of verdict: FrontClass, _ sheet: FrontPicture.Sheet, at places: [[Double]]
  ) -> [[[Double]]] {
    var result: [[[Double]]] = []
    var waiting: [Int]?
    for triangle in sheet.triangles {
      let classes = triangle.map { sheet.classes[$0] }
      guard classes.allSatisfy({ $0 == verdict }) else {
        result += polygons(of: verdict, triangle.map { places[$0] }, classes)
        continue
      }
      guard let first = waiting else {
        waiting = triangle
        continue
      }
      let shared = first.filter(triangle.contains)
      if shared.count == 2, let start = first.first(where: { !shared.contains($0) }),
        let end = triangle.first(where: { !shared.contains($0) })
      {
        result.append([start, shared[0], end, shared[1]].map { places[$0] })
        waiting = nil
      } else {
        result.append(first.map { places[$0] })
        waiting = triangle
      }
    }
    if let waiting { result.append(waiting.map { places[$0] }) }
    return result
  }

  /// What a triangle shows of a verdict: all of it, or for each corner with that verdict the part
  /// nearest to it.
  private static func polygons(
    of verdict: FrontClass, _ corners: [[Double]], _ classes: [FrontClass]
  ) -> [[[Double]]] {
    let own = classes.map { $0 == verdict }
    if own.allSatisfy(\.self) { return [corners] }
    func mean(_ points: [[Double]]) -> [Double] {
      points[0].indices.map { i in points.reduce(0) { $0 + $1[i] } / Double(points.count) }
    }
    return (0..<3).filter { own[$0] }.map { corner in
      let (a, b, c) = (corners[corner], corners[(corner + 1) % 3], corners[(corner + 2) % 3])
      return [a, mean([a, b]), mean([a, b, c]), mean([a, c])]
    }
  }

  /// The coordinates of a ray in the triangle.
  private func flat(_ ray: [Double]) -> [Double] {
    [ray[1] + ray[2] / 2, ray[2] * 0.866_025_403_784_438_6]
  }

  /// The sampled rays as triangles, with the clouds projected.
  private func triangle() -> [String] {
    var lines: [String] = []
    var commands: [String] = []
    for verdict in Self.order {
      var cells: [String] = []
      for sheet in picture.sheets where !sheet.rays.isEmpty {
        cells += Self.polygons(of: verdict, sheet, at: sheet.rays.map { flat($0) })
          .flatMap { $0.map { row($0) } + [""] }
      }
      guard !cells.isEmpty else { continue }
      lines += ["$cells_\(verdict.rawValue) << END"] + cells + ["END"]
      // A border of the same colour closes the seams.
      let color = Palette.color(verdict)
      commands.append(
        "$cells_\(verdict.rawValue) using 1:2 with filledcurves closed fc rgb '\(color)'"
          + " fs solid 1.0 border lc rgb '\(color)' notitle")
    }
    lines += ["$frame << END", "0 0", "1 0", "0.5 0.8660254", "0 0", "END"]
    commands.append("$frame using 1:2 with lines lw 1.5 lc rgb '#555555' notitle")
    for (number, cloud) in picture.clouds.enumerated() {
      let rays = cloud.losses.compactMap { picture.ray($0) }.map(flat)
      lines += block("$rays\(number)", rays)
      commands += self.commands(cloud, data: "$rays\(number)", columns: "1:2", title: false)
    }
    let verb = picture.width == .one ? "learned" : "lost"
    lines += [
      "set origin 0.69,0.22", "set size 0.31,0.72", "unset grid", "unset border", "unset tics",
      "unset xlabel", "unset ylabel", "set xrange [-0.13:1.13]", "set yrange [-0.14:1.0]",
      "set size ratio -1",
      "set label 11 \(label("only \(name(0)) \(verb)")) at -0.12,-0.05 left font ',11'",
      "set label 12 \(label("only \(name(1)) \(verb)")) at 1.12,-0.05 right font ',11'",
      "set label 13 \(label("only \(name(2)) \(verb)")) at 0.5,0.92 center font ',11'",
      "set label 14 \(label(shareText)) at screen 0.845,0.19 center font ',11'",
      "plot " + commands.joined(separator: ", \\\n  "),
      "unset label",
    ]
    return lines
  }

  /// What a place in the triangle means.
  private var shareText: String {
    picture.width == .one
      ? "The same by shares of the gains v_i/t_i (v_i: loss removed)."
      : "The same by shares of l_i/t_i (l_i: loss above the best)."
  }

  /// The entries of the key that all panels share.
  private func keyEntries(withDominated: Bool) -> [String] {
    var entries: [String] = []
    for verdict in Self.order.reversed()
    where (withDominated || verdict.isOptimal)
      && picture.sheets.contains(where: { $0.classes.contains(verdict) })
    {
      entries.append(
        "keyentry with points pt 5 ps 2*scale lc rgb '\(Palette.color(verdict))' title"
          + " \(label(Palette.name(verdict)))")
    }
    for cloud in picture.clouds {
      let style = style(cloud)
      var look = style.outline ?? style.body
      switch cloud.mark {
      case .scalarization: look = "pt 7 ps 0.5*scale lc rgb '\(Palette.black)'"
      case .randomised: look = "pt 7 ps 0.5*scale lc rgb '\(Palette.black)'"
      case .firstOptimiser, .secondOptimiser: if !cloud.isDominated { look = style.body }
      default: break
      }
      entries.append("keyentry with points \(look) title \(label(cloud.name))")
    }
    if !picture.arrows.isEmpty {
      entries.append(
        "keyentry with lines lw 2.5 lc rgb '\(Palette.vermilion)' title"
          + " \(label("arrows: \(picture.arrowCaption)"))")
    }
    return entries
  }

  /// One key for all panels, along the bottom; smaller where it has many entries.
  private func key() -> [String] {
    let entries = keyEntries(withDominated: true)
    let size = entries.count <= 6 ? "spacing 1.4" : "font ',10' spacing 1.1"
    return [
      "set origin 0.02,0.0", "set size noratio 0.96,0.17", "set xrange [0:1]", "set yrange [0:1]",
      "set lmargin 0", "set rmargin 0", "set tmargin 0", "set bmargin 0",
      "set key center center horizontal Left reverse noenhanced maxrows 3 width 2 \(size)"
        + " samplen 2",
      "plot " + (entries + ["NaN notitle"]).joined(separator: ", \\\n  "),
    ]
  }

  // MARK: more tasks

  /// A matrix of pairs: the losses of each pair of tasks.
  private func pairs() -> [String] {
    var lines: [String] = []
    // More than this would be too small to read.
    let shown = min(taskCount, 8)
    var drawn: [(data: String, look: String)] = []
    for (number, sheet) in picture.sheets.enumerated() {
      for verdict in Self.order where sheet.classes.contains(verdict) && verdict.isOptimal {
        let rows = zip(sheet.losses, sheet.classes).filter { $0.1 == verdict }.map(\.0)
        let name = "$sheet\(number)_\(verdict.rawValue)"
        lines += block(name, rows)
        drawn.append((name, "pt 7 ps 0.5*scale lc rgb '\(Palette.color(verdict))'"))
      }
    }
    for (number, cloud) in picture.clouds.enumerated() {
      lines += block("$cloud\(number)", cloud.losses)
    }
    let heading = shown < taskCount ? "\(picture.title), the first \(shown) tasks" : picture.title
    lines += [
      "set multiplot", "unset key", "set tics font ',8'", "set border lc rgb '#666666'",
      "set label 1 \(label(heading)) at screen 0.5,0.975 center font ',15'",
      "set label 2 \(label("all axes: \(picture.units)")) at screen 0.97,0.93 right",
    ]
    if !picture.sheets.isEmpty,
      !picture.sheets.contains(where: { $0.classes.contains(.unreachable) })
    {
      let text = "no sampled Pareto optimum is out of reach"
      lines.append("set label 3 \(label(text)) at screen 0.97,0.91 right font ',10'")
    }
    let cell = 0.9 / Double(shown - 1)
    let gap = 0.1 * cell
    for i in 1..<shown {
      for j in 0..<i {
        // What matters most is drawn last.
        var commands = picture.clouds.enumerated().filter { Self.isDot($0.element.mark) }
          .flatMap { number, cloud in
            self.commands(
              cloud, data: "$cloud\(number)", columns: "\(j + 1):\(i + 1)", title: false)
          }
        commands += drawn.map {
          "\($0.data) using \(j + 1):\(i + 1) with points \($0.look) notitle"
        }
        commands += picture.clouds.enumerated().filter { !Self.isDot($0.element.mark) }
          .flatMap { number, cloud in
            self.commands(
              cloud, data: "$cloud\(number)", columns: "\(j + 1):\(i + 1)", title: false)
          }
        if commands.isEmpty { commands = ["NaN notitle"] }
        let left = 0.08 + cell * Double(j)
        let bottom = 0.06 + 0.97 * cell * Double(shown - 1 - i)
        lines += [
          "set lmargin at screen \(left)", "set rmargin at screen \(left + cell - gap)",
          "set bmargin at screen \(bottom)", "set tmargin at screen \(bottom + 0.97 * cell - gap)",
          "set xrange \(range(j))", "set yrange \(range(i))",
          i == shown - 1
            ? "set format x '%g'; set xlabel \(label(name(j)))"
            : "set format x ''; unset xlabel",
          j == 0
            ? "set format y '%g'; set ylabel \(label(name(i)))"
            : "set format y ''; unset ylabel",
          "set xtics \(ticks(j))", "set ytics \(ticks(i))",
          "plot " + commands.joined(separator: ", \\\n  "), "unset label",
        ]
      }
    }
    lines += [
      "unset border", "unset tics", "unset xlabel", "unset ylabel", "set origin 0.5,0.6",
      "set size 0.48,0.3", "set xrange [0:1]", "set yrange [0:1]", "set lmargin at screen 0.5",
      "set rmargin at screen 0.97", "set bmargin at screen 0.7", "set tmargin at screen 0.9",
      "set key top right vertical Left reverse noenhanced spacing 1.5 samplen 2",
      "plot " + (keyEntries(withDominated: false) + ["NaN notitle"]).joined(separator: ", \\\n  "),
      "unset multiplot",
    ]
    return lines
  }

  private static func isDot(_ mark: FrontPicture.Cloud.Mark) -> Bool {
    switch mark {
    case .scalarization, .randomised: return true
    default: return false
    }
  }

  /// Places of tick marks, two to five of them, none so near the end of an axis that its number
  /// would run into that of the next panel.
  private func ticks(_ task: Int) -> String {
    let all =
      picture.sheets.flatMap { $0.losses.map { $0[task] } }
      + picture.clouds.flatMap { $0.losses.map { $0[task] } }
    let finite = all.filter { $0.isFinite }
    guard let low = finite.min(), let high = finite.max(), low < high else { return "autofreq" }
    var step = 1e-300
    while step.isFinite {
      for factor in [1, 2, 5] as [Double] where (high - low) / (step * factor) <= 4 {
        let distance = step * factor
        let places = stride(from: (low / distance).rounded(.up), through: high / distance, by: 1)
          .map { $0 * distance }.filter { high - $0 >= 0.12 * (high - low) }
        return "(" + places.map { "\($0)" }.joined(separator: ",") + ")"
      }
      step *= 10
    }
    return "autofreq"
  }
}
