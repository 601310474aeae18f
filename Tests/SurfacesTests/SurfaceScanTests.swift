import Exact
import Randomness
import TestSupport
import Testing
@testable import Surfaces

@Suite struct SurfaceScanTests {

  /// An instance whose Q is M, or G is M, for a small diagonally dominant M: many ties.
  private func instance(
    _ generator: inout CounterGenerator, _ count: Int, family: Int
  ) throws -> Instance {
    var entries = Array(repeating: Array(repeating: Integer.zero, count: count), count: count)
    let size = [1, 3, 1 << 40][family % 3]
    let density = family % 2 == 0 ? 0.4 : 1.0
    for i in 0..<count {
      for j in 0..<i where generator.bernoulli(density) {
        let value = Integer(generator.integer(in: -size...size))
        entries[i][j] = value
        entries[j][i] = value
      }
      entries[i][i] = Integer(size * count + generator.integer(in: 1...5))
    }
    let matrix = RationalMatrix(numerators: entries)
    if family < 3, let inverse = matrix.positiveDefiniteInverse().inverse {
      return try Instance(gram: inverse)
    }
    return try Instance(gram: matrix)
  }

  @Test func theScanAgreesWithThePlainEnumeration() throws {
    var (containing, inexact) = (0, 0)
    for index in 0..<(600 * testMultiplier) {
      var generator = CounterGenerator(seed: 24, stream: "scan", index: UInt64(index))
      let count = generator.integer(in: 1...9)
      let instance = try instance(&generator, count, family: index % 6)
      let size = [1, 2, 9, 1 << 50][index % 4]
      var direction = (0..<count).map { _ in Integer(generator.integer(in: -size...size)) }
      if direction.allSatisfy(\.isZero) { direction[0] = 1 }
      let point = Point(instance, direction: direction)
      let surfaces = SurfaceEnumeration(instance)
      let scan = surfaces.scan(at: point)
      let expected = surfaces.patterns(through: point)
      #expect(scan.containing == expected)
      #expect(scan.containingCount == Integer(expected.count))
      #expect(scan.indexSets == surfaces.count)
      var largest: Integer?
      surfaces.forEachValue(magnitudes: point.magnitudes) { _, value in
        largest = max(largest ?? value, value)
        return true
      }
      let maximum = try #require(largest)
      #expect(scan.maximum == Rational(maximum, instance.gramInverse.denominator))
      let switched = instance.gramInverse.switched(by: scan.maximizer)
      #expect(switched.quadraticForm(point.magnitudes) == scan.maximum)
      #expect(scan.maximizer[0] == 1)
      containing += expected.count
      if instance.gramInverse.numerator(0, 0).bitWidth > 60 { inexact += 1 }
    }
    #expect(containing > 2_000)
    #expect(inexact > 50)
  }

  @Test func moreThanOneBlockAgrees() throws {
    for index in 0..<(2 * testMultiplier) {
      var generator = CounterGenerator(seed: 25, stream: "blocks", index: UInt64(index))
      let instance = try instance(&generator, 15, family: 3 + index % 3)
      let direction = (0..<15).map { _ in Integer(generator.integer(in: 1...2)) }
      let point = Point(instance, direction: direction)
      let surfaces = SurfaceEnumeration(instance)
      #expect(surfaces.scan(at: point).containing == surfaces.patterns(through: point))
    }
  }

  @Test func aSurfaceThatMissesByAUnitFarOutIsNotListed() throws {
    // P_ij of 100 bits: Q is M up to a factor.
    let far = Integer.one.shiftedLeft(100)
    let entries: [[Integer]] = [
      [far * 4, far, far + 1], [far, far * 4, 0], [far + 1, 0, far * 4],
    ]
    let matrix = RationalMatrix(numerators: entries)
    let inverse = try #require(matrix.positiveDefiniteInverse().inverse)
    let instance = try Instance(gram: inverse)
    // Flipping task 3 instead of 2 changes 2 (q_13 - q_12) into its negative: a few units.
    let point = Point(instance, direction: [1, -1, 1] as [Integer])
    let scan = SurfaceEnumeration(instance).scan(at: point)
    #expect(scan.containing == [SignPattern(flipping: [2], taskCount: 3)])
  }

  @Test func theListingIsLimitedAndTheCountIsNot() throws {
    let instance = try Instance(gram: .identity(12))
    let point = Point(instance, direction: Array(repeating: Integer.one, count: 12))
    let scan = SurfaceEnumeration(instance).scan(at: point, listing: 5)
    #expect(scan.containing.count == 5)
    #expect(scan.containingCount == 2048)
    #expect(scan.maximum == 12)
  }
}
