import Exact
import Foundation
import Intervals
import Randomness
import Surfaces
import TestSupport
import Testing
@testable import Verify

@Suite struct MeetingTests {
  /// An instance whose Q has small entries, none zero where `isDense`.
  private func instance(
    _ generator: inout CounterGenerator, count: Int, isDense: Bool = true
  ) -> Instance? {
    var entries = Array(repeating: Array(repeating: Rational.zero, count: count), count: count)
    for i in 0..<count {
      entries[i][i] = Rational(generator.integer(in: 2...9) + 5 * (count - 3))
      for j in 0..<i {
        var value = generator.integer(in: -5...5)
        if value == 0 && isDense { value = generator.sign() }
        entries[i][j] = Rational(value)
        entries[j][i] = entries[i][j]
      }
    }
    guard let gram = RationalMatrix(entries).positiveDefiniteInverse().inverse else { return nil }
    return try? Instance(gram: gram)
  }

  /// The values |u|^T Q_s |u| of the surfaces of a meeting, as enclosures.
  private func values(_ instance: Instance, _ meeting: Meeting, precision: Int) -> [Interval] {
    let u: IntervalVector
    switch meeting.place {
    case .rational(let direction):
      u = IntervalVector(direction.map { Rational($0) }, precision: precision)
    case .enclosed(let enclosure):
      guard
        let finer = Krawczyk.enclose(
          meeting.system.intervalSystem, near: enclosure.center, precision: precision
        ).enclosure, finer.refined.isSubset(of: enclosure.box)
      else { return [] }
      u = finer.refined
    }
    let inverse = instance.gramInverse
    return meeting.surfaces.map { pattern in
      var sum = Interval.zero(precision: precision)
      for i in 0..<u.count {
        for j in 0..<u.count {
          let term = u[i].magnitude * u[j].magnitude * inverse[i, j]
          sum = pattern.signs[i] == pattern.signs[j] ? sum + term : sum - term
        }
      }
      return sum
    }
  }

  /// The units of tasks do not change what is found.
  @Test func unitsDoNotMatter() throws {
    for index in 0..<(4 * testMultiplier) {
      var generator = CounterGenerator(seed: 92, stream: "units", index: UInt64(index))
      guard let plain = instance(&generator, count: 4) else { continue }
      let exponents = (0..<4).map { _ in generator.integer(in: -600...600) }
      let gram = plain.gram.multiplied(rows: exponents, columns: exponents)
      let own = try MeetingSearch(plain, surfaces: 4).run()
      let other = try MeetingSearch(Instance(gram: gram), surfaces: 4).run()
      #expect(own.meetings.map(\.surfaces) == other.meetings.map(\.surfaces), "example \(index)")
      #expect(own.completeness == other.completeness)
    }
  }

  /// Two predictors that are equal but for a tiny part: a bounded number of starts, and every point
  /// once.
  @Test func nearlyEqualPredictorsTakeSeconds() throws {
    for digits in [8, 18] {
      let tiny = try Rational(literal: "1e-\(digits)")
      let gram = RationalMatrix([
        [2, 2, 0, 1], [2, Rational(2) + tiny * tiny, tiny, Rational.one + tiny * 2],
        [0, tiny, 7, 3], [1, Rational.one + tiny * 2, 3, 6],
      ])
      let start = ContinuousClock.now
      let list = try MeetingSearch(Instance(gram: gram), surfaces: 3).run()
      #expect((ContinuousClock.now - start) / .seconds(1) < 120)
      #expect(list.systems.searched == list.systems.total)
    }
  }

  @Test func threeTasksMeetWhereTheFormulaSays() throws {
    for index in 0..<(120 * testMultiplier) {
      var generator = CounterGenerator(seed: 91, stream: "three", index: UInt64(index))
      guard let instance = instance(&generator, count: 3, isDense: index % 3 != 0) else { continue }
      let inverse = instance.gramInverse
      let hasZero = [(0, 1), (0, 2), (1, 2)].contains { inverse.sign($0.0, $0.1) == 0 }
      let distinct = SurfaceDependence(instance).distinctSurfaces()
      if distinct.count < 3 {
        #expect(throws: MeetingSearchError.tooFewSurfaces(distinct: distinct.count, wanted: 3)) {
          try MeetingSearch(instance, surfaces: 3)
        }
        continue
      }
      let list = try MeetingSearch(instance, surfaces: 3).run()
      guard case .proved = list.completeness else {
        Issue.record("three tasks are not complete")
        continue
      }
      #expect(list.meetings.count == (hasZero ? 0 : 1))
      // The slow way: every set of three of the four surfaces, searched on its own.
      var found: [[SignPattern]] = []
      for omitted in distinct {
        let patterns = distinct.filter { $0 != omitted }.map { SignPattern(signs: $0) }
        let own = try MeetingSearch(instance, through: patterns, seed: UInt64(index)).run()
        for meeting in own.meetings {
          found.append(meeting.surfaces)
          #expect(
            meeting.rationalDirection?.map(\.magnitude)
              == list.meetings.first?.rationalDirection?.map(\.magnitude))
        }
      }
      #expect(found == list.meetings.map(\.surfaces))
      for meeting in list.meetings {
        let direction = try #require(meeting.rationalDirection)
        let through = SurfaceEnumeration(instance).patterns(
          through: Point(instance, direction: direction))
        #expect(through == meeting.surfaces)
        #expect(meeting.surfaces.contains(Point(instance, direction: direction).pattern))
      }
    }
  }

  @Test func theRedPointOfFigure1() throws {
    let rows: [[Rational]] = [
      [Rational(98, 100), 0, Rational(2, 10)],
      [Rational(-49, 100), Rational(-85, 100), Rational(2, 10)],
      [Rational(-49, 100), Rational(85, 100), Rational(2, 10)],
    ]
    let instance = try Instance(predictors: rows)
    let list = try MeetingSearch(instance, surfaces: 3).run()
    let meeting = try #require(list.meetings.first)
    #expect(list.meetings.count == 1)
    #expect(meeting.rationalDirection?.map(\.magnitude) == [636353, 636089, 636089])
    #expect(meeting.surfaces.map { Surface.label($0) } == ["E_1", "E_2", "E_3"])
  }

  @Test(arguments: [4, 5]) func enclosedPointsLieOnTheirSurfaces(count: Int) throws {
    var points = 0
    for index in 0..<((count == 4 ? 12 : 150) * testMultiplier) {
      var generator = CounterGenerator(seed: 92, stream: "values", index: UInt64(index))
      guard let instance = instance(&generator, count: count, isDense: index % 4 != 3) else {
        continue
      }
      let size = 3 + index % (count - 2)
      let distinct = SurfaceDependence(instance).distinctSurfaces()
      guard distinct.count >= size else { continue }
      let list: MeetingList
      if count == 4 {
        list = try MeetingSearch(instance, surfaces: size, seed: UInt64(index)).run()
      } else {
        // Some sets of surfaces only; dependent ones are refused.
        let patterns = generator.permutation(distinct.count).prefix(size).map {
          SignPattern(signs: distinct[$0])
        }
        guard let search = try? MeetingSearch(instance, through: patterns, samples: 2) else {
          continue
        }
        list = search.run()
      }
      for meeting in list.meetings {
        points += 1
        #expect(meeting.surfaces.count >= size)
        #expect(Set(meeting.surfaces).count == meeting.surfaces.count)
        // The first surface is that of the signs of u.
        let signs = try #require(meeting.direction.signs)
        #expect(meeting.surfaces.contains(SignPattern(signs: signs)))
        let values = values(instance, meeting, precision: 512)
        #expect(values.count == meeting.surfaces.count)
        for value in values {
          // All at once, far below the accuracy of the box itself.
          #expect(!value.isDisjoint(from: values[0]))
          #expect((value.width?.upperDouble ?? 1) < 1e-90 * value.magnitude.upperDouble)
        }
      }
    }
    #expect(points > 8)
  }

  @Test func theSeedDoesNotMatter() throws {
    for index in 0..<(6 * testMultiplier) {
      var generator = CounterGenerator(seed: 93, stream: "seeds", index: UInt64(index))
      guard let instance = instance(&generator, count: 4) else { continue }
      func keys(_ seed: UInt64) throws -> [String] {
        let list = try MeetingSearch(instance, surfaces: 4, seed: seed).run()
        #expect(list.possiblyEqual.isEmpty)
        return list.meetings.map { meeting in
          let u = meeting.direction
          let ratios = (1..<4).map { (u[$0].magnitude / u[0].magnitude).lowerDouble }
          return meeting.surfaces.map(\.subscriptText).joined(separator: " ")
            + ratios.map { String(format: " %.9g", $0) }.joined()
        }.sorted()
      }
      #expect(try keys(1) == keys(2))
    }
  }

  @Test func plantedMeetingsAreFound() throws {
    var planted = 0
    for index in 0..<(14 * testMultiplier) {
      var generator = CounterGenerator(seed: 94, stream: "planted", index: UInt64(index))
      let count = generator.integer(in: 3...5)
      let size = generator.integer(in: 2...count)
      // Entries of Q off the diagonal with g_S(u) = 0 for random S: linear equations in them.
      let u = (0..<count).map { _ in Rational(generator.sign() * generator.integer(in: 1...6)) }
      var flips: Set<[Int]> = []
      while flips.count < size - 1 {
        let flip = (2...count).filter { _ in generator.bernoulli(0.5) }
        if !flip.isEmpty { flips.insert(flip) }
      }
      let pairs = (0..<count).flatMap { i in (i + 1..<max(count, i + 1)).map { (i, $0) } }
      var coefficients = pairs.map { _ in Rational(generator.integer(in: -9...9)) }
      let rows = flips.map { flip in
        pairs.map { flip.contains($0.0 + 1) != flip.contains($0.1 + 1) ? u[$0.0] * u[$0.1] : .zero }
      }
      // Orthogonal projection onto the solutions.
      let matrix = RationalMatrix(rows)
      let right = rows.map { row in
        zip(row, coefficients).reduce(Rational.zero) { $0 + $1.0 * $1.1 }
      }
      let square = RationalMatrix(
        rows.map { a in rows.map { b in zip(a, b).reduce(Rational.zero) { $0 + $1.0 * $1.1 } } })
      guard let multipliers = square.solve(RationalMatrix(column: right)) else { continue }
      for (position, _) in pairs.enumerated() {
        for row in 0..<rows.count {
          coefficients[position] -= matrix[row, position] * multipliers[row, 0]
        }
      }
      var entries = Array(repeating: Array(repeating: Rational.zero, count: count), count: count)
      for (pair, value) in zip(pairs, coefficients) {
        entries[pair.0][pair.1] = value
        entries[pair.1][pair.0] = value
      }
      for i in 0..<count {
        entries[i][i] = 1 + entries[i].reduce(Rational.zero) { $0 + $1.magnitude }
      }
      let gram = try #require(RationalMatrix(entries).positiveDefiniteInverse().inverse)
      let instance = try Instance(gram: gram)
      let patterns = ([[]] + flips.sorted { $0.lexicographicallyPrecedes($1) }).map { flip in
        SignPattern(signs: (0..<count).map { (u[$0].signum < 0) != flip.contains($0 + 1) ? -1 : 1 })
      }
      // A slice through the point: a_i h_i summing to zero.
      let a = u.map(\.magnitude)
      let slices = (0..<(count - size)).map { row in
        (0..<count).map { $0 == row ? a[count - 1] : ($0 == count - 1 ? -a[row] : .zero) }
      }
      let list: MeetingList
      do {
        list = try MeetingSearch(instance, through: patterns, slices: slices).run()
      } catch { continue }  // Dependent or coincident, where entries vanish.
      let direction = Point.integerDirection(u).map(\.magnitude)
      // Where the equations are singular at u, the finder must not claim it.
      let isFound = list.meetings.contains { $0.rationalDirection?.map(\.magnitude) == direction }
      for meeting in list.meetings {
        if let exact = meeting.rationalDirection {
          #expect(meeting.system.holds(at: exact.map { Rational($0) }))
        }
      }
      let isSingular = jacobian(instance, Array(flips), slices, u).determinant().isZero
      #expect(isFound || isSingular)
      if isFound { planted += 1 }
    }
    #expect(planted > 4)
  }

  /// The Jacobian matrix of g_S, the slices for |u| and a normalisation at u.
  private func jacobian(
    _ instance: Instance, _ flips: [[Int]], _ slices: [[Rational]], _ u: [Rational]
  ) -> RationalMatrix {
    let inverse = instance.gramInverse
    let rows = flips.map { flip in
      u.indices.map { i in
        u.indices.reduce(Rational.zero) { sum, j in
          flip.contains(i + 1) != flip.contains(j + 1) ? sum + inverse[i, j] * u[j] : sum
        }
      }
    }
    let signed = slices.map { zip($0, u).map { $1.signum < 0 ? -$0 : $0 } }
    return RationalMatrix(rows + signed + [u])
  }

  @Test func fourTasksAgreeWithElimination() throws {
    // E_∅, E_1, E_2, E_3 meet where three linear equations hold; their exact solution is known.
    var positive = 0
    for index in 0..<(60 * testMultiplier) {
      var generator = CounterGenerator(seed: 95, stream: "elimination", index: UInt64(index))
      guard let instance = instance(&generator, count: 4) else { continue }
      let inverse = instance.gramInverse
      let rows = RationalMatrix(
        (0..<3).map { i in (0..<4).map { $0 == i ? .zero : inverse[i, $0] } })
      guard rows.rank() == 3, let u = rows.nullVector(), !u.contains(where: \.isZero) else {
        continue
      }
      let signs = u.map(\.signum)
      let patterns = [[], [1], [2], [3]].map { flip in
        SignPattern(
          signs: signs.enumerated().map { flip.contains($0.offset + 1) ? -$0.element : $0.element })
      }
      let list = try MeetingSearch(instance, through: patterns).run()
      #expect(list.meetings.count == 1)
      #expect(
        list.meetings.first?.rationalDirection?.map(\.magnitude)
          == Integer.primitive(u).map(\.magnitude))
      positive += 1
      // The same surfaces in another order: the same point.
      let turned = try MeetingSearch(instance, through: Array(patterns.reversed()), seed: 7).run()
      #expect(
        turned.meetings.map { $0.rationalDirection?.map(\.magnitude) }
          == list.meetings.map { $0.rationalDirection?.map(\.magnitude) })
    }
    #expect(positive > 10)
  }

  @Test func fourTasksAreCountedByElimination() throws {
    var closed = 0
    for index in 0..<(8 * testMultiplier) {
      var generator = CounterGenerator(seed: 96, stream: "count", index: UInt64(index))
      guard let instance = instance(&generator, count: 4, isDense: index % 4 != 3),
        SurfaceDependence(instance).distinctSurfaces().count >= 4
      else { continue }
      let dependence = SurfaceDependence(instance)
      let list = try MeetingSearch(instance, surfaces: 4).run()
      if case .proved = list.completeness { closed += 1 }
      // No bound is below what is proved to exist, whatever the family.
      for family in MeetingSets(dependence, size: 4).families {
        let flips = family.basis.map { position in
          family.relative[position].indices.filter { family.relative[position][$0] < 0 }.map {
            $0 + 1
          }
        }
        let bound = MeetingSearch.realSolutionBound(ofFourTasks: instance, flips: flips)
        let own = list.meetings.filter { meeting in
          meeting.system.flips == flips
        }
        let images = family.symmetries.count << (dependence.components.count - 1)
        if let bound { #expect(own.count * images <= bound) }
      }
    }
    #expect(closed >= 4 * testMultiplier)
  }

  @Test func realRootsAreCountedWithMultiplicity() {
    for index in 0..<(200 * testMultiplier) {
      var generator = CounterGenerator(seed: 97, stream: "roots", index: UInt64(index))
      var polynomial = RationalPolynomial([Rational(generator.integer(in: 1...3))])
      var roots: [Rational] = []
      for _ in 0..<generator.integer(in: 0...4) {
        let root = generator.smallRational(size: 2, denominators: 2)
        roots.append(root)
        polynomial = polynomial * RationalPolynomial([-root, .one])
      }
      if generator.bernoulli(0.5) {
        let shift = Rational(generator.integer(in: -2...2))
        // (x - shift)^2 + 1 has no real root.
        polynomial = polynomial * RationalPolynomial([shift * shift + .one, -2 * shift, .one])
      }
      #expect(polynomial.realRootCount == roots.count)
      #expect(polynomial.distinctRealRootCount == Set(roots.map(\.description)).count)
    }
  }

  @Test(arguments: WidthEnd.allCases) func boxesAndExactArithmeticAgree(width: WidthEnd) throws {
    var counts = (optimal: 0, dominated: 0, undecided: 0)
    for index in 0..<(10 * testMultiplier) {
      var generator = CounterGenerator(seed: 98, stream: "agree", index: UInt64(index))
      let count = 3 + index % 2
      guard let instance = instance(&generator, count: count) else { continue }
      for meeting in try MeetingSearch(instance, surfaces: count).run().meetings {
        guard let direction = meeting.rationalDirection else { continue }
        // The same point, as if it were not known to be rational.
        let pivot = try #require(
          direction.indices.max { direction[$0].magnitude < direction[$1].magnitude })
        let system = try #require(
          MeetingSystem(
            instance, flips: meeting.system.flips, slices: [],
            normalization: direction.indices.map { $0 == pivot ? .one : .zero }))
        let near = direction.map { Rational($0, direction[pivot]) }
        let enclosure = try #require(
          Krawczyk.enclose(system.intervalSystem, near: near, precision: 128).enclosure)
        let verdict = EnclosedVerdict(
          EnclosedPoint(SurfaceMeeting(system, enclosure), width: width),
          schedule: PrecisionDoubling(start: 128, limit: 512))
        let point = Point(instance, direction: direction)
        let pareto = ParetoVerdict.decide(instance, point, width: width)
        let reachability = ReachabilityVerdict.decide(instance, point, width: width)
        #expect(!reachability.weaklySupported.holds)
        #expect(verdict.reachability.weaklySupported.holds == false)
        #expect(verdict.gradients?.disagree == true)
        #expect(verdict.certificates[.gradientsDisagree] != nil)
        guard let isOptimal = verdict.pareto.isOptimal else {
          counts.undecided += 1
          continue
        }
        #expect(pareto.isOptimal == isOptimal)
        #expect(verdict.certificates[isOptimal ? .unreachable : .paretoOptimal] != nil)
        if isOptimal { counts.optimal += 1 } else { counts.dominated += 1 }
      }
    }
    #expect(counts.dominated > 3 * testMultiplier)
    #expect(counts.optimal + counts.dominated > 4 * counts.undecided, "\(counts)")
  }

  @Test func aCurveOfSolutionsIsNotProved() throws {
    // In this instance some four surfaces share a curve.
    let rows = [[19, -8, 4, 1], [-8, 36, -8, -6], [4, -8, 26, 4], [1, -6, 4, 29]]
    let inverse = RandomInstances.matrix(rows)
    let instance = try Instance(gram: try #require(inverse.positiveDefiniteInverse().inverse))
    let list = try MeetingSearch(instance, surfaces: 4).run()
    #expect(!list.unproved.isEmpty)
    guard case .notClaimed = list.completeness else {
      Issue.record("a list with a curve of solutions is called complete")
      return
    }
    // All that is listed does satisfy the equations, and no two are the same.
    #expect(list.possiblyEqual.isEmpty)
    for meeting in list.meetings {
      for value in values(instance, meeting, precision: 512) {
        #expect((value.width?.upperDouble ?? 1) < 1e-90 * value.magnitude.upperDouble)
      }
    }
  }

  @Test func differentRootsAreNeverMerged() throws {
    // x^2 = t, y = 1 with two roots closer and closer: boxes of both are not one root.
    for exponent in [8, 20, 40, 60] {
      let target = Rational(Integer.one, Integer.one.shiftedLeft(2 * exponent))
      let system = IntervalSystem(size: 1) { x in
        IntervalVector([x[0].square - target])
      } jacobian: { x in
        IntervalMatrix(rows: 1, columns: 1) { _, _ in x[0] * 2 }
      }
      let root = Rational(Integer.one, Integer.one.shiftedLeft(exponent))
      let right = try #require(Krawczyk.enclose(system, near: [root], precision: 256).enclosure)
      let left = try #require(Krawczyk.enclose(system, near: [-root], precision: 256).enclosure)
      #expect(!MeetingSearch.isSameRoot(system, left, right))
      #expect(MeetingSearch.isSameRoot(system, right, right))
      let near = root * Rational(1_000_001, 1_000_000)
      let again = try #require(Krawczyk.enclose(system, near: [near], precision: 192).enclosure)
      #expect(MeetingSearch.isSameRoot(system, right, again))
    }
  }

  @Test func badRequestsAreNamed() throws {
    let four = try Instance(
      gram: RationalMatrix.diagonal([5, 5, 5, 5])
        - RationalMatrix((0..<4).map { i in (0..<4).map { $0 == i ? 0 : 1 } }))
    #expect(throws: MeetingSearchError.surfaceCount(5, range: 2...4)) {
      try MeetingSearch(four, surfaces: 5)
    }
    #expect(throws: MeetingSearchError.surfaceCount(1, range: 2...4)) {
      try MeetingSearch(four, surfaces: 1)
    }
    #expect(throws: MeetingSearchError.sliceCount(1, expected: 2)) {
      try MeetingSearch(four, surfaces: 2, slices: [[1, -1, 1, 1]])
    }
    #expect(throws: MeetingSearchError.self) {
      try MeetingSearch(four, surfaces: 3, slices: [[1, 1, 1, 1]])
    }
    #expect(throws: MeetingSearchError.coincidentSurfaces(first: 1, second: 2)) {
      try MeetingSearch(
        four, through: [SignPattern(signs: [1, 1, 1, 1]), SignPattern(signs: [-1, -1, -1, -1])])
    }
    let six = try Instance(gram: RationalMatrix.identity(6))
    #expect(throws: MeetingSearchError.tooManyTasks(count: 6, limit: 5)) {
      try MeetingSearch(six, surfaces: 3)
    }
    #expect(throws: MeetingSearchError.tooFewSurfaces(distinct: 1, wanted: 2)) {
      try MeetingSearch(try Instance(gram: RationalMatrix.identity(3)), surfaces: 2)
    }
  }
}
