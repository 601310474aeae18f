import Exact
import Intervals
import Parallel
import Randomness
import Surfaces

/// A search for the points without zero coordinates where m distinct surfaces meet.
///
/// Solutions are found in floating point by Newton's iteration from many starts. Each is then
/// proved to exist, and to be the only one in its box, by the Krawczyk test; a rational solution is
/// recognised and verified exactly. Two solutions become one only when one box with a passed test
/// contains both boxes, and are two when their boxes are disjoint.
///
/// For m < k the points form a family of dimension k - m; listed are its points on k - m
/// hyperplanes h . |u| = 0. Where the coordinates of tasks Z vanish, flipping Z changes nothing, so
/// surfaces meet there in pairs at least; such points are not listed.
public struct MeetingSearch: Sendable {
  /// The most tasks for which all sets of surfaces are tried.
  public static let maximumTasks = 5
  /// The most tasks for which a given set of surfaces is tried.
  public static let maximumTasksForGivenSurfaces = 20

  /// The precisions at which the existence of a solution is tried: a solution that is regular needs
  /// few bits, and one that is multiple is never proved.
  private var attempts: PrecisionDoubling {
    PrecisionDoubling(start: schedule.start, limit: min(schedule.limit, 2 * schedule.start))
  }

  /// One system to search.
  private struct Job {
    let family: MeetingSets.Family
    /// The signs that u must have, up to a common factor; nil for any.
    let orthant: [Int]?
  }

  let instance: Instance
  private let dependence: SurfaceDependence
  private let size: Int
  private let slices: [[Rational]]?
  private let seed: UInt64
  private let samples: Int
  private let schedule: PrecisionDoubling
  private let jobs: [Job]
  private let dependent: (sets: [[[Int]]], count: Int)
  private let isExhaustive: Bool

  /// Prepares the search among all sets of distinct surfaces.
  ///
  /// - Parameters:
  ///   - surfaces: The number m of surfaces, from 2 to k.
  ///   - slices: k - m vectors h with entries of both signs; nil to draw small integers from the
  ///     seed.
  ///   - samples: How often slices are drawn.
  ///   - seed: The seed of the starts and of the slices.
  ///   - schedule: The precisions to try.
  /// - Throws: ``MeetingSearchError``.
  public init(
    _ instance: Instance, surfaces: Int, slices: [[Rational]]? = nil, samples: Int = 1,
    seed: UInt64 = 1, schedule: PrecisionDoubling = PrecisionDoubling()
  ) throws(MeetingSearchError) {
    let count = instance.taskCount
    guard count <= Self.maximumTasks else {
      throw .tooManyTasks(count: count, limit: Self.maximumTasks)
    }
    try Self.check(count, surfaces: surfaces, slices: slices)
    let dependence = SurfaceDependence(instance)
    let distinct = dependence.distinctSurfaces()
    guard distinct.count >= surfaces else {
      throw .tooFewSurfaces(distinct: distinct.count, wanted: surfaces)
    }
    let sets = MeetingSets(dependence, size: surfaces)
    var jobs: [Job] = []
    for family in sets.families {
      if surfaces == count {
        jobs.append(Job(family: family, orthant: nil))
      } else {
        // A symmetry maps solutions to solutions with the same |u|: one orthant of each class.
        for signs in distinct {
          let images = family.symmetries.map { flip in
            dependence.canonical(zip(signs, flip).map { $0 * $1 })
          }
          if !images.contains(where: { $0.lexicographicallyPrecedes(signs) }) {
            jobs.append(Job(family: family, orthant: signs))
          }
        }
      }
    }
    self.init(
      instance, dependence, size: surfaces, slices: slices, samples: samples, seed: seed,
      schedule: schedule, jobs: jobs, dependent: (sets.dependent, sets.dependentCount),
      isExhaustive: true)
  }

  /// Prepares the search for the points that given surfaces share.
  ///
  /// - Parameter patterns: From 2 to k distinct surfaces.
  /// - Throws: ``MeetingSearchError``.
  public init(
    _ instance: Instance, through patterns: [SignPattern], slices: [[Rational]]? = nil,
    samples: Int = 1, seed: UInt64 = 1, schedule: PrecisionDoubling = PrecisionDoubling()
  ) throws(MeetingSearchError) {
    let count = instance.taskCount
    guard count <= Self.maximumTasksForGivenSurfaces else {
      throw .tooManyTasks(count: count, limit: Self.maximumTasksForGivenSurfaces)
    }
    try Self.check(count, surfaces: patterns.count, slices: slices)
    let dependence = SurfaceDependence(instance)
    let signs = patterns.map { dependence.canonical($0.signs) }
    for (second, own) in signs.enumerated() {
      if let first = signs[..<second].firstIndex(of: own) {
        throw .coincidentSurfaces(first: first + 1, second: second + 1)
      }
    }
    let relative = signs.dropFirst().map { other in
      dependence.canonical(zip(other, signs[0]).map { $0 * $1 })
    }
    guard let family = MeetingSets.family(dependence, of: relative) else {
      throw .dependentSurfaces
    }
    self.init(
      instance, dependence, size: patterns.count, slices: slices, samples: samples, seed: seed,
      schedule: schedule, jobs: [Job(family: family, orthant: signs[0])], dependent: ([], 0),
      isExhaustive: false)
  }

  private init(
    _ instance: Instance, _ dependence: SurfaceDependence, size: Int, slices: [[Rational]]?,
    samples: Int, seed: UInt64, schedule: PrecisionDoubling, jobs: [Job],
    dependent: (sets: [[[Int]]], count: Int), isExhaustive: Bool
  ) {
    self.instance = instance
    self.dependence = dependence
    self.size = size
    self.slices = slices
    self.samples = slices == nil && size < instance.taskCount ? max(1, samples) : 1
    self.seed = seed
    self.schedule = schedule
    self.jobs = jobs
    self.dependent = dependent
    self.isExhaustive = isExhaustive
  }

  private static func check(
    _ count: Int, surfaces: Int, slices: [[Rational]]?
  ) throws(MeetingSearchError) {
    guard count >= 2, (2...count).contains(surfaces) else {
      throw .surfaceCount(surfaces, range: 2...max(2, count))
    }
    guard let slices else { return }
    guard slices.count == count - surfaces else {
      throw .sliceCount(slices.count, expected: count - surfaces)
    }
    for (position, slice) in slices.enumerated() {
      guard slice.count == count else {
        throw .slice(
          position + 1, reason: "\(slice.count) numbers, expected \(count), one for each task")
      }
      guard Set(slice.map(\.signum)).isSuperset(of: [-1, 1]) else {
        throw .slice(
          position + 1, reason: "numbers of both signs are expected, or no |u| > 0 satisfies it")
      }
    }
  }
}

extension MeetingSearch {
  /// Runs the search.
  ///
  /// - Parameter progress: Called with the number of systems searched and their total; returns
  ///   false to stop.
  /// - Complexity: some hundred starts of Newton's iteration for each system, each O(k^3) for each
  ///   step, and one Krawczyk test for each solution.
  public func run(progress: (Int, Int) -> Bool = { _, _ in true }) -> MeetingList {
    var list = MeetingList()
    let total = jobs.count * samples
    list.systems = (0, total)
    list.dependentSetCount = dependent.count
    list.dependentSets = dependent.sets.map { set in set.map { pattern($0) }.sorted() }
    if isExhaustive && size == 3 && instance.taskCount == 3 {
      meetOfThreeTasks(&list)
      return list
    }
    if size < instance.taskCount {
      list.slices = slices.map { [$0] } ?? (0..<samples).map { drawnSlices($0) }
    }
    var closed = 0
    search: for (position, job) in jobs.enumerated() {
      for sample in 0..<samples {
        let index = UInt64(position * samples + sample)
        let suspicions = list.possiblyEqual.count
        let found = search(
          job, slices: slices ?? drawnSlices(sample), index: index, into: &list)
        // What was found stays; the system does not count as searched.
        if Interruption.isPending { break search }
        if list.possiblyEqual.count == suspicions && isComplete(job, found) { closed += 1 }
        list.systems.searched += 1
        let done = list.systems.searched
        if !progress(done, total) && done < total { break search }
      }
    }
    if closed == total {
      list.completeness = .proved(
        reason: "each system has as many solutions as elimination allows, or an equation"
          + " u_i u_l = 0")
    } else if size == instance.taskCount && list.isFinished {
      list.completeness = .notClaimed(
        reason: "for \(total - closed) of \(total) systems of equations no bound for the number of"
          + " solutions is met")
    } else if size < instance.taskCount {
      list.completeness = .notClaimed(
        reason: "these are points of a family of dimension \(instance.taskCount - size), on"
          + " hyperplanes")
    }
    compareAcrossSystems(&list)
    return list
  }

  /// Whether so many solutions are proved to be all of a system.
  private func isComplete(_ job: Job, _ found: Int) -> Bool {
    guard size == instance.taskCount else { return false }
    var span = RowSpan()
    for position in job.family.basis {
      span.insert(dependence.equation(job.family.relative[position]))
    }
    // Some combination of the equations is u_i u_l = 0.
    if span.unitColumn(count: dependence.pairs.count) != nil { return true }
    guard size == 4, job.orthant == nil,
      let bound = Self.realSolutionBound(ofFourTasks: instance, flips: flips(job))
    else { return false }
    // Every solution has an image under each symmetry, and under flips of components.
    let images = job.family.symmetries.count << (dependence.components.count - 1)
    return found * images >= bound
  }

  /// The flips of the system of a family, as tasks counted from 1.
  private func flips(_ job: Job) -> [[Int]] {
    job.family.basis.map { position in
      let signs = job.family.relative[position]
      return signs.indices.filter { signs[$0] < 0 }.map { $0 + 1 }
    }
  }

  /// k - m vectors of small integers of both signs; the same for all systems.
  private func drawnSlices(_ sample: Int) -> [[Rational]] {
    let count = instance.taskCount
    var generator = CounterGenerator(seed: seed, stream: "slices", index: UInt64(sample))
    return (0..<(count - size)).map { _ in
      while true {
        let slice = (0..<count).map { _ in generator.sign() * generator.integer(in: 1...9) }
        if Set(slice.map { $0.signum() }).count == 2 { return slice.map { Rational($0) } }
      }
    }
  }

  /// Searches one system, appends what was found, and returns its number.
  private func search(
    _ job: Job, slices: [[Rational]], index: UInt64, into list: inout MeetingList
  ) -> Int {
    let count = instance.taskCount
    let flips = flips(job)
    let signedSlices = slices.map { slice in
      zip(slice, job.orthant ?? []).map { $1 < 0 ? -$0 : $0 }
    }
    func system(normalizing task: Int) -> MeetingSystem? {
      MeetingSystem(
        instance, flips: flips, slices: signedSlices,
        normalization: (0..<count).map { $0 == task ? .one : .zero })
    }
    guard let first = system(normalizing: 0) else { return 0 }
    var newton = MeetingNewton(first)
    var generator = CounterGenerator(seed: seed, stream: "meetings", index: index)
    var candidates: [[Double]] = []
    var found: [Meeting] = []
    var failures = 0
    var idle = 0
    let patience = 24 + 8 * count * count
    while idle < patience && failures < 3 && !Interruption.isPending {
      idle += 1
      let start = (0..<count).map { task in
        let size = RandomFunctions.exponential(1.2 * generator.normal())
        return Double(job.orthant?[task] ?? generator.sign()) * size
      }
      guard let (settled, isRough) = newton.solve(start), let x = representative(settled, job)
      else { continue }
      let tolerance = isRough ? 1e-4 : 1e-11
      let isKnown = candidates.contains { known in
        zip(known, x).allSatisfy { abs($0 - $1) <= tolerance * abs($0) }
      }
      if isKnown { continue }
      candidates.append(x)
      guard let (near, pivot) = newton.direction(x), let own = system(normalizing: pivot) else {
        continue
      }
      switch Krawczyk.enclose(
        own.intervalSystem, near: near, exponents: own.exponents, schedule: attempts)
      {
      case .uniqueZero(let enclosure):
        // Where rounding leaves Newton's iteration far from a solution, many starts end at one.
        let isFound = found.contains { isRoot(of: $0, enclosure, own) }
        if isFound { continue }
        idle = 0
        let suspicions = list.possiblyEqual.count
        add(meeting(own, enclosure, job), to: &found, &list, offset: list.meetings.count)
        if list.possiblyEqual.count > suspicions { failures += 1 }
      case .noZero: continue
      case .undecided(let obstacle):
        idle = 0
        failures += 1
        if let direction = Self.simpleSolution(own, near: near) {
          let signs = direction.map { $0.signum < 0 ? -1 : 1 }
          add(
            Meeting(
              surfaces: surfaces(job, signs), system: own,
              place: .rational(Point.integerDirection(direction))),
            to: &found, &list, offset: list.meetings.count)
          continue
        }
        // A multiple solution with a zero coordinate is approached slowly, and is not sought.
        let sizes = near.map { $0.magnitude.doubleValue }
        if (sizes.min() ?? 0) < 1e-4 * (sizes.max() ?? 0) { continue }
        let signs = near.map { $0.signum < 0 ? -1 : 1 }
        list.unproved.append(
          UnprovedMeeting(
            surfaces: surfaces(job, signs), approximation: near.map(\.doubleValue),
            obstacle: obstacle))
      }
    }
    list.meetings += found
    return found.count
  }

  /// The solution with the signs that stand for all its images: first tasks of components positive,
  /// and of the images under symmetries the one with the first signs; nil outside the orthant.
  private func representative(_ x: [Double], _ job: Job) -> [Double]? {
    let signs = x.map { $0 < 0 ? -1 : 1 }
    if let orthant = job.orthant {
      if signs == orthant { return x }
      return signs == orthant.map { -$0 } ? x.map { -$0 } : nil
    }
    let images = job.family.symmetries.map { flip in
      dependence.canonical(zip(signs, flip).map { $0 * $1 })
    }
    guard let best = images.min(by: { $0.lexicographicallyPrecedes($1) }) else { return nil }
    return zip(x, best).map { abs($0) * Double($1) }
  }

  /// The first name of a surface.
  func pattern(_ signs: [Int]) -> SignPattern {
    let components = dependence.components
    guard components.count > 1, components.count <= 16 else { return SignPattern(signs: signs) }
    let names = (0..<(1 << (components.count - 1))).map { mask in
      var other = signs
      for (position, component) in components.dropFirst().enumerated()
      where mask >> position & 1 == 1 {
        for task in component { other[task] = -other[task] }
      }
      return SignPattern(signs: other)
    }
    return names.min() ?? SignPattern(signs: signs)
  }

  private func surfaces(_ job: Job, _ signs: [Int]) -> [SignPattern] {
    job.family.relative.map { relative in pattern(zip(relative, signs).map { $0 * $1 }) }.sorted()
  }

  /// Makes a meeting of an enclosed solution: an exact point where it is rational.
  private func meeting(
    _ system: MeetingSystem, _ enclosure: KrawczykEnclosure, _ job: Job
  ) -> Meeting? {
    guard let signs = enclosure.refined.signs else { return nil }
    let place: Meeting.Place
    if let direction = Self.rationalSolution(system, enclosure) {
      place = .rational(Point.integerDirection(direction))
    } else {
      place = .enclosed(enclosure)
    }
    return Meeting(surfaces: surfaces(job, signs), system: system, place: place)
  }

  /// The solution in a box if it is a rational number of moderate size: the simplest numbers in the
  /// box, or in a much smaller one, are tried in the equations.
  private static func rationalSolution(
    _ system: MeetingSystem, _ enclosure: KrawczykEnclosure
  ) -> [Rational]? {
    func attempt(_ box: IntervalVector) -> [Rational]? {
      var direction: [Rational] = []
      for element in box.elements {
        guard let lower = element.lower, let upper = element.upper,
          let number = Rational.simplest(from: lower, through: upper)
        else { return nil }
        direction.append(number)
      }
      return system.holds(at: direction) ? direction : nil
    }
    if let direction = attempt(enclosure.refined) { return direction }
    let finer = Krawczyk.enclose(
      system.intervalSystem, near: enclosure.center, exponents: system.exponents,
      precision: max(1024, enclosure.precision)
    ).enclosure
    guard let finer, finer.refined.isSubset(of: enclosure.box) else { return nil }
    return attempt(finer.refined)
  }

  /// Simple numbers near an approximation that satisfy the equations exactly, where the solution is
  /// multiple and no box can prove it; without zero coordinates.
  private static func simpleSolution(
    _ system: MeetingSystem, near approximation: [Rational]
  ) -> [Rational]? {
    for bits in [24, 16] {
      let margin = Rational(Integer.one, Integer.one.shiftedLeft(bits))
      let direction = approximation.compactMap { number in
        let radius = number.magnitude * margin
        return Rational.simplest(from: number - radius, through: number + radius)
      }
      if direction.count == approximation.count, !direction.contains(where: \.isZero),
        system.holds(at: direction)
      {
        return direction
      }
    }
    return nil
  }

  /// Appends a meeting of one system unless it is proved to be one of those found before.
  private func add(
    _ meeting: Meeting?, to found: inout [Meeting], _ list: inout MeetingList, offset: Int
  ) {
    guard let meeting else { return }
    for (position, other) in found.enumerated() {
      switch compare(meeting, other) {
      case .certainlyTrue: return
      case .certainlyFalse: continue
      case .undecided: list.possiblyEqual.append((offset + position, offset + found.count))
      }
    }
    found.append(meeting)
  }

  /// Whether two solutions of one system, in the same representative signs, are equal.
  private func compare(_ one: Meeting, _ other: Meeting) -> TernaryTruth {
    switch (one.place, other.place) {
    case (.rational(let u), .rational(let v)): return u == v ? .certainlyTrue : .certainlyFalse
    case (.rational, .enclosed), (.enclosed, .rational):
      return ratiosDiffer(one, other) ? .certainlyFalse : .undecided
    case (.enclosed(let first), .enclosed(let second)):
      if ratiosDiffer(one, other) { return .certainlyFalse }
      guard one.system.normalization == other.system.normalization else { return .undecided }
      return MeetingSearch.isSameRoot(one.system.intervalSystem, first, second)
        ? .certainlyTrue : .undecided
    }
  }

  /// Whether one box that contains two enclosures of roots of a system has exactly one root.
  static func isSameRoot(
    _ system: IntervalSystem, _ first: KrawczykEnclosure, _ second: KrawczykEnclosure
  ) -> Bool {
    var center: [Rational] = []
    var radii: [Rational] = []
    for (a, b) in zip(first.refined.elements, second.refined.elements) {
      let hull = a.hull(b)
      guard let lower = hull.lower, let upper = hull.upper else { return false }
      center.append((lower + upper) * Rational(1, 2))
      // A little more than the hull, so that both enclosures lie inside.
      let size = max(lower.magnitude, upper.magnitude)
      let slack = (size.isZero ? .one : size) * .powerOfTwo(-first.precision)
      radii.append((upper - lower) * 2 + slack)
    }
    let precision = max(first.precision, second.precision)
    return Krawczyk.test(system, center: center, radii: radii, precision: precision).enclosure
      != nil
  }

  /// Whether an enclosure has the root of a meeting found before, in the same signs.
  private func isRoot(
    of meeting: Meeting, _ enclosure: KrawczykEnclosure, _ system: MeetingSystem
  ) -> Bool {
    guard meeting.system.normalization == system.normalization else { return false }
    switch meeting.place {
    case .enclosed(let other):
      return !other.refined.isDisjoint(from: enclosure.refined)
        && Self.isSameRoot(system.intervalSystem, other, enclosure)
    case .rational(let direction):
      guard let pivot = system.normalization.firstIndex(of: .one) else { return false }
      return enclosure.box.contains(
        direction.map { Rational($0, direction[pivot]) })
    }
  }

  /// Whether some quotient |u_i| / |u_1| is certainly different.
  private func ratiosDiffer(_ one: Meeting, _ other: Meeting) -> Bool {
    let (u, v) = (one.direction, other.direction)
    return u.elements.indices.dropFirst().contains { i in
      (u[i].magnitude * v[0].magnitude).isDisjoint(from: v[i].magnitude * u[0].magnitude)
    }
  }

  /// Merges equal rational points of different systems, and names pairs that may be equal.
  private func compareAcrossSystems(_ list: inout MeetingList) {
    var kept: [Meeting] = []
    var newPosition: [Int] = []
    var rational: [[Integer]: Int] = [:]
    for meeting in list.meetings {
      if let direction = meeting.rationalDirection {
        let magnitudes = direction.map(\.magnitude)
        if let position = rational[magnitudes] {
          let both = Set(kept[position].surfaces).union(meeting.surfaces).sorted()
          kept[position] = Meeting(
            surfaces: both, system: kept[position].system, place: kept[position].place)
          newPosition.append(position)
          continue
        }
        rational[magnitudes] = kept.count
      }
      newPosition.append(kept.count)
      kept.append(meeting)
    }
    list.meetings = kept
    var pairs = Set(
      list.possiblyEqual.map { [newPosition[$0.first], newPosition[$0.second]].sorted() })
    let keys = kept.map { meeting in
      let u = meeting.direction
      return (u[1].magnitude / u[0].magnitude).midpoint?.lowerDouble ?? 0
    }
    let order = kept.indices.sorted { keys[$0] < keys[$1] }
    for (rank, first) in order.enumerated() {
      for second in order[(rank + 1)...] {
        if keys[second] > keys[first] + 1e-6 * abs(keys[first]) { break }
        let equal =
          kept[first].rationalDirection != nil && kept[second].rationalDirection != nil
        if !equal && !ratiosDiffer(kept[first], kept[second]) {
          pairs.insert([first, second].sorted())
        }
      }
    }
    list.possiblyEqual = pairs.filter { $0[0] != $0[1] }
      .sorted { $0.lexicographicallyPrecedes($1) }.map { ($0[0], $0[1]) }
  }
}

extension IntervalVector {
  /// 1 or -1 for every coordinate, or nil unless no coordinate may be zero.
  var signs: [Int]? {
    let signs = elements.compactMap { element in
      element.certainSign.flatMap { $0 == 0 ? nil : $0 }
    }
    return signs.count == count ? signs : nil
  }
}
