import Learning
import Surfaces

/// What a picture of the losses shows, without saying how it is drawn.
package struct FrontPicture: Sendable {
  /// A sheet of points of the feasible region, connected by triangles (k = 3) or in order (k = 2).
  package struct Sheet: Sendable {
    /// The name in the key; empty for none.
    package var name: String
    /// The losses of each point.
    package var losses: [[Double]]
    /// The class of each point.
    package var classes: [FrontClass]
    /// Triples of positions in ``losses``; empty for k = 2, where the points are in order.
    package var triangles: [[Int]]
    /// For k = 3 the position of each point in the triangle of rays: three numbers >= 0 of sum 1.
    package var rays: [[Double]]

    /// Creates a sheet.
    package init(
      name: String, losses: [[Double]], classes: [FrontClass], triangles: [[Int]] = [],
      rays: [[Double]] = []
    ) {
      self.name = name
      self.losses = losses
      self.classes = classes
      self.triangles = triangles
      self.rays = rays
    }
  }

  /// A cloud of points with one mark.
  package struct Cloud: Sendable {
    /// What the mark says.
    package enum Mark: Sendable {
      /// Scalarization optima: small dots.
      case scalarization
      /// Randomised networks: small dots.
      case randomised
      /// The first optimiser.
      case firstOptimiser
      /// The second optimiser.
      case secondOptimiser
      /// A Pareto optimum that no weighting reaches.
      case witness
      /// A point that the text talks about.
      case marked
    }

    /// The name in the key.
    package var name: String
    /// The mark.
    package var mark: Mark
    /// The losses of each point.
    package var losses: [[Double]]
    /// Whether the points are proved to be dominated: they are drawn hollow.
    package var isDominated: Bool

    /// Creates a cloud.
    package init(name: String, mark: Mark, losses: [[Double]], isDominated: Bool = false) {
      self.name = name
      self.mark = mark
      self.losses = losses
      self.isDominated = isDominated
    }
  }

  /// An arrow between two places, in losses.
  package struct Arrow: Sendable {
    /// What is written at its head.
    package var name: String
    /// Where it starts.
    package var start: [Double]
    /// Where it ends.
    package var end: [Double]

    /// Creates an arrow.
    package init(name: String, start: [Double], end: [Double]) {
      self.name = name
      self.start = start
      self.end = end
    }
  }

  /// The title.
  package var title: String
  /// The task names, for the axes.
  package var taskNames: [String]
  /// The units of the losses, for the axes.
  package var units: String
  /// The best and the worst loss of each task in the picture's coordinates: rays of the triangle
  /// are values divided by the best value (width k-1: losses divided by the largest).
  package var zero: [Double]
  /// The width of the network; nil between the ends, where losses are shown as for width k-1.
  package var width: WidthEnd?
  /// The sheets, drawn first.
  package var sheets: [Sheet]
  /// The clouds, drawn on top in this order.
  package var clouds: [Cloud]
  /// Arrows, drawn on top of everything; for three tasks only.
  package var arrows: [Arrow] = []
  /// What the arrows show, for the key.
  package var arrowCaption = ""

  /// Creates a picture without content.
  package init(title: String, model: LossModel, width: WidthEnd?) {
    self.title = title
    taskNames = model.taskNames
    units = model.units.label
    self.width = width
    // Losses where v = 0 (width 1), or the best losses.
    zero = (0..<model.taskCount).map {
      model.offsets[$0] + (width == .one ? model.gram[$0][$0] : 0)
    }
    spans = (0..<model.taskCount).map { model.gram[$0][$0] }
    sheets = []
    clouds = []
  }

  /// Adds points with one mark; those that are dominated become a cloud of their own.
  ///
  /// - Parameter caption: What the key says about a number of them.
  package mutating func add(
    _ mark: Cloud.Mark, _ points: [(losses: [Double], isDominated: Bool)],
    caption: (Int) -> String
  ) {
    for isDominated in [false, true] {
      let own = points.filter { $0.isDominated == isDominated }
      guard !own.isEmpty else { continue }
      clouds.append(
        Cloud(
          name: caption(own.count) + (isDominated ? ", dominated" : ""), mark: mark,
          losses: own.map(\.losses), isDominated: isDominated))
    }
  }

  /// t_i in the units of the losses: what a ray's coordinate is divided by.
  package var spans: [Double]

  /// The position of losses in the triangle of rays: values (width k-1: losses) divided by t_i,
  /// scaled to sum 1; nil for the origin.
  package func ray(_ losses: [Double]) -> [Double]? {
    let parts = losses.indices.map { i in
      max((width == .one ? zero[i] - losses[i] : losses[i] - zero[i]) / spans[i], 0)
    }
    let sum = parts.reduce(0, +)
    return sum > 0 ? parts.map { $0 / sum } : nil
  }

  /// The sheet of a classified front sample.
  package static func sheet(
    _ sample: FrontSample, classes: [FrontClass], model: LossModel, name: String = ""
  ) -> Sheet {
    let losses = sample.points.map { model.losses($0, sample.instance, width: sample.width) }
    return Sheet(
      name: name, losses: losses, classes: classes, triangles: sample.triangles,
      rays: sample.shares)
  }
  /// The sheet of a sample of the front of any width, in double precision.
  package static func sheet(
    _ samples: [NetworkFrontSample.Sample], model: LossModel
  ) -> Sheet {
    Sheet(
      name: "", losses: samples.map { model.losses(shares: $0.shares) },
      classes: samples.map(\.verdict))
  }
}
