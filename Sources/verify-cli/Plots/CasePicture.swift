import Cases
import Exact
import Experiments
import Foundation
import Learning
import Randomness
import Surfaces
import Verify

/// Builds the picture of a case: its front, decided, with what a command adds.
struct CasePicture {
  let instance: Instance
  let width: WidthEnd
  let model: LossModel
  private let format: PictureFile.Format
  private(set) var picture: FrontPicture

  /// The units that a picture or a sweep has unless others are asked for: those of standardised
  /// targets where the data is known.
  static func defaultUnits(_ instance: Instance) -> LossUnits {
    instance.irreducibleLosses == nil ? .squaredNorm : .standardizedError
  }

  /// Starts a picture with the front of the instance, where a sample of it is affordable.
  ///
  /// - Parameters:
  ///   - format: The format of the file that it will be drawn to.
  ///   - resolution: Steps along an edge of the lattice, 0 for no sample; nil for a choice by the
  ///     number of tasks and the format.
  ///   - proceed: As for `FrontSample.classify`.
  /// - Throws: `UsageError` for one task, `LearningError`, `CertificationFailure`.
  init(
    _ name: String, _ instance: Instance, width: WidthEnd, format: PictureFile.Format,
    units: LossUnits? = nil, resolution: Int? = nil, jobs: Int,
    proceed: @Sendable (_ done: Int, _ all: Int) -> Bool = { _, _ in true }
  ) throws {
    guard instance.taskCount >= 2 else {
      throw UsageError(message: "a picture of the losses needs at least two tasks")
    }
    self.instance = instance
    self.width = width
    self.format = format
    model = try LossModel(instance, units: units ?? Self.defaultUnits(instance))
    picture = FrontPicture(
      title: "\(name), width \(width.rawValue)", model: model, width: width)
    let sample: FrontSample
    switch (resolution, instance.taskCount) {
    case (0, _): return
    case (.some(let steps), _):
      sample = try FrontSample(instance, width: width, resolution: steps) { proceed(0, $1) }
    case (nil, 2): sample = try Self.sampleOfTwo(instance, model, width)
    case (nil, 3):
      sample = try FrontSample(
        instance, width: width, resolution: Self.defaultResolution(format)
      ) { proceed(0, $1) }
    case (nil, 4...10):
      sample = try Self.sampleBetweenOptima(instance, model, width) { proceed(0, $1) }
    default: return
    }
    let all = sample.points.count
    let classes = try sample.classify(jobs: jobs) { proceed($0, all) }
    add(sample, classes)
  }

  /// For two tasks: rays spaced evenly between the axes, and as many between the ends of the front,
  /// which for nearly parallel predictors is a small part. They are denser towards its ends, where
  /// the losses change faster than the rays, and the ends themselves are exact.
  private static func sampleOfTwo(
    _ instance: Instance, _ model: LossModel, _ width: WidthEnd
  ) throws -> FrontSample {
    let optima = (0..<2).map { model.gram[$0][$0] }
    // Width 1: the front goes from v/t = (1, r) to (r, 1), where r is the squared cosine.
    let cosine = model.gram[0][1] * model.gram[0][1] / (optima[0] * optima[1])
    let low = width == .one ? min(cosine / (1 + cosine), 0.5) : 0
    let steps = 200
    var shares: [Double] = (0...steps).map { Double($0) / Double(steps) }
    for step in 1..<steps {
      let angle = Double.pi * Double(step) / Double(steps)
      shares.append(low + (1 - 2 * low) * (1 - cos(angle)) / 2)
    }
    let largest = max(optima[0], optima[1])
    var rays: [(share: Double, magnitudes: [Integer])] = shares.map { share in
      let magnitudes = [share * optima[0], (1 - share) * optima[1]].map {
        Integer(Int(((max($0, 0) / largest).squareRoot() * 0x1p40).rounded()))
      }
      return (share, magnitudes)
    }
    if width == .one {
      for task in 0..<2 {
        let end = Point(instance, direction: instance.gram.column(task))
        rays.append((task == 0 ? 1 - low : low, end.magnitudes))
      }
    }
    rays.sort { $0.share < $1.share }
    return try FrontSample(instance, width: width, magnitudes: rays.map(\.magnitudes))
  }

  /// For more than three tasks most rays of a lattice meet no Pareto optimum; rays between two
  /// scalarization optima do more often.
  private static func sampleBetweenOptima(
    _ instance: Instance, _ model: LossModel, _ width: WidthEnd,
    proceed: (_ done: Int, _ all: Int) -> Bool
  ) throws -> FrontSample {
    let k = instance.taskCount
    let count = k <= 7 ? 800 : 200
    let sweep = try WeightSweep(model, hiddenUnits: width == .one ? 1 : k - 1)
    let sampler = try WeightSampler(
      .dirichlet(0.7), taskCount: k, count: 2 * count, seed: 1, stream: "picture")
    let directions = try sweep.optima(weights: sampler.weights(0..<(2 * count))).directions
    let rays = (0..<count).map { row -> [Integer] in
      var generator = CounterGenerator(seed: 1, stream: "picture, share", index: UInt64(row))
      let share = generator.uniform()
      let largest = (0..<(2 * k)).map { directions[2 * row * k + $0].magnitude }.max() ?? 1
      return (0..<k).map { i in
        let first = directions[2 * row * k + i].magnitude
        let second = directions[(2 * row + 1) * k + i].magnitude
        let mixed = (share * first * first + (1 - share) * second * second).squareRoot()
        return Integer(Int((mixed / largest * 4096).rounded()) + 1)
      }
    }
    return try FrontSample(instance, width: width, magnitudes: rays, proceed: proceed)
  }

  /// Adds a decided sample of the front.
  mutating func add(_ sample: FrontSample, _ classes: [FrontClass]) {
    picture.sheets.append(FrontPicture.sheet(sample, classes: classes, model: model))
  }

  /// Adds points with losses in the units of ``model``, as ``FrontPicture/add(_:_:caption:)``.
  mutating func add(
    _ mark: FrontPicture.Cloud.Mark, _ points: [(losses: [Double], isDominated: Bool)],
    caption: (Int) -> String
  ) {
    picture.add(mark, points, caption: caption)
  }

  /// Adds a cloud of losses in the units of ``model``.
  mutating func add(_ name: String, _ mark: FrontPicture.Cloud.Mark, _ losses: [[Double]]) {
    guard !losses.isEmpty else { return }
    picture.clouds.append(.init(name: name, mark: mark, losses: losses))
  }

  /// How many scalarization optima a picture shows unless another number is asked for: fewer
  /// where each takes long or, in a vector format, its place in the file.
  private var defaultCount: Int {
    let k = instance.taskCount
    return Swift.max(20, Swift.min(format == .png ? 2000 : 500, 2_000_000 / (k * k)))
  }

  /// Steps along an edge of the lattice for three tasks unless another number is asked for: a
  /// vector format holds every triangle.
  private static func defaultResolution(_ format: PictureFile.Format) -> Int {
    format == .png ? 100 : 32
  }

  /// Adds scalarization optima of random weights, as many as suit the picture where no number is
  /// given.
  ///
  /// - Throws: `LearningError`.
  mutating func addScalarization(count: Int? = nil, seed: UInt64) throws {
    let count = count ?? defaultCount
    guard count > 0 else { return }
    let k = instance.taskCount
    let sampler = try WeightSampler(.uniform, taskCount: k, count: count, seed: seed)
    let sweep = try WeightSweep(model, hiddenUnits: width == .one ? 1 : max(k - 1, 1))
    let losses = try sweep.losses(weights: sampler.weights(0..<count))
    add(
      "\(count) scalarization optima", .scalarization,
      (0..<count).map { Array(losses[($0 * k)..<($0 * k + k)]) })
  }

  /// Adds a Pareto optimum that no weights reach, once the checker has verified it; nothing where
  /// the front is fully explorable.
  ///
  /// - Throws: `CertificationFailure`.
  mutating func addWitness() throws {
    let verdict = FullExplorationVerdict.decide(instance, width: width)
    guard case .unexplored(let witness) = verdict else { return }
    _ = try verdict.certificate(instance, width: width)?.verified()
    add(
      "witness: a Pareto optimum that no weights reach", .witness,
      [model.losses(witness.point, instance, width: width)])
  }

  /// Adds a point that the text talks about, hollow where it is dominated.
  ///
  /// - Throws: `CertificationFailure`.
  mutating func add(_ point: Point, _ name: String) throws(CertificationFailure) {
    let verdict = try FrontClass.decide(instance, point, width: width)
    picture.add(
      .marked, [(model.losses(point, instance, width: width), verdict == .dominated)]
    ) { _ in name }
  }

  /// Whether some sampled point was not decided within the limits.
  var isUndecided: Bool { picture.sheets.contains { $0.classes.contains(.undecided) } }

  /// Draws the picture.
  ///
  /// - Throws: `OutputError`, `Gnuplot.Failure`.
  func draw(to file: PictureFile) throws {
    try Gnuplot.draw(FrontPictureScript(picture: picture), to: file)
  }
}
