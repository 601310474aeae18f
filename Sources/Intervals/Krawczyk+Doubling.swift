import Exact

extension Krawczyk {
  /// ``enclose(_:near:precision:)`` with growing precision, until the zero is enclosed and every
  /// coordinate of the enclosure is as narrow as asked.
  ///
  /// - Parameters:
  ///   - start: An approximate zero.
  ///   - exponents: As for a single precision.
  ///   - width: The largest width allowed; nil for any.
  ///   - schedule: The precisions to try.
  ///   - system: The system, evaluated at the precision of the boxes it is given.
  /// - Returns: The enclosure, or the last obstacle.
  package static func enclose(
    _ system: IntervalSystem, near start: [Rational], exponents: [Int]? = nil,
    width: Rational? = nil, schedule: PrecisionDoubling
  ) -> KrawczykOutcome {
    var guess = start
    var last = KrawczykOutcome.undecided(.noConvergence)
    for bits in schedule.precisions {
      let outcome = enclose(system, near: guess, exponents: exponents, precision: bits)
      guard let enclosure = outcome.enclosure else {
        if last.enclosure == nil { last = outcome }
        continue
      }
      last = outcome
      guard let width else { return outcome }
      let narrow = enclosure.refined.elements.allSatisfy { side in
        side.width?.upper.map { $0 <= width } ?? false
      }
      if narrow { return outcome }
      guess = enclosure.center
    }
    return last
  }
}
