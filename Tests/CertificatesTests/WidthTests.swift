import CertificateExamples
import Certificates
import Exact
import TestSupport
import Testing

/// Certificates of full exploration for every width: valid ones are accepted, all others are not.
@Suite struct WidthTests {
  private func examples(_ instances: Int, seed: UInt64) -> [WidthCertificate] {
    var generator = TestGenerator(seed: seed)
    return WidthExamples.certificates(instances: instances * testMultiplier, using: &generator)
  }

  /// The matrix min(i, j), all of whose minors are non-negative.
  private func brownian(_ size: Int, times factor: Rational = 1) -> RationalMatrix {
    RationalMatrix(
      (1...size).map { i in (1...size).map { Rational(min(i, $0)) * factor } })
  }

  @Test func validExamples() throws {
    var seen: Set<String> = []
    for certificate in examples(20, seed: 21) {
      let text = certificate.json.text(.compact)
      #expect(Checker.verify(certificate) == .verified(certificate.statement), "\(text)")
      #expect(SlowWidths.accepts(certificate), "\(text)")
      let copy = try WidthCertificate(parsing: certificate.bytes)
      #expect(copy == certificate)
      #expect(copy.bytes == certificate.bytes)
      #expect(try AnyCertificate(parsing: certificate.bytes) == .width(certificate))
      seen.insert(WidthExamples.kind(certificate))
    }
    for kind in [
      "signs", "johnson", "perturbation", "cycle 0 3", "cycle 0 4", "cycle 1 3", "minor 0 3",
      "minor 1 3",
    ] {
      #expect(seen.contains(kind), "\(kind): \(seen.sorted())")
    }
  }

  /// No instance has certificates of both statements.
  @Test func statementsExcludeEachOther() throws {
    var generator = TestGenerator(seed: 22)
    var counts = [0, 0, 0]
    for _ in 0..<40 * testMultiplier {
      let gram = ExampleInstances.random(using: &generator).gram
      for width in 1..<gram.count {
        let slow = try #require(SlowWidths(gram: gram, width: width))
        #expect(!(slow.hasProof && slow.hasRefutation), "\(gram) \(width)")
        counts[slow.hasProof ? 0 : slow.hasRefutation ? 1 : 2] += 1
        if width == 1 || width == gram.count - 1 { #expect(slow.hasProof || slow.hasRefutation) }
      }
    }
    #expect(counts[0] > 0 && counts[1] > 0)
  }

  /// Every change of one place.
  @Test func everyChange() throws {
    var kinds: [String: Int] = [:]
    var rejected = 0
    var trueAnyway = 0
    for certificate in examples(4, seed: 23) {
      let kind = WidthExamples.kind(certificate)
      guard kinds[kind, default: 0] < 3 else { continue }
      kinds[kind, default: 0] += 1
      for change in Tampering.changes(of: certificate.json) {
        guard let changed = try? AnyCertificate(parsing: Array(change.text.utf8)),
          case .verified(let statement) = Checker.verify(changed)
        else {
          rejected += 1
          continue
        }
        trueAnyway += 1
        let text = "\(change.label) in \(change.text)"
        #expect(!change.isMalformed, "\(text)")
        guard case .width(let certificate) = changed else {
          Issue.record("another version: \(text)")
          continue
        }
        #expect(certificate.statement == statement)
        #expect(SlowWidths.accepts(certificate), "\(text)")
        let slow = try #require(
          SlowWidths(gram: certificate.gram.entries, width: certificate.width))
        #expect(
          statement == .fullyExplorable ? !slow.hasRefutation : slow.hasRefutation, "\(text)")
      }
    }
    #expect(trueAnyway > 0 && rejected > 3 * trueAnyway)
  }

  /// Every change of one place of certificates by neighbours for more than four tasks, permuted
  /// signs, and every other width.
  @Test func everyChangeForMoreTasks() throws {
    var generator = TestGenerator(seed: 27)
    var rejected = 0
    var trueAnyway = 0
    func examine(_ changed: AnyCertificate?, _ text: String, isMalformed: Bool) {
      guard let changed, Checker.verify(changed).isVerified else {
        rejected += 1
        return
      }
      trueAnyway += 1
      guard case .width(let certificate) = changed else {
        Issue.record("another version: \(text)")
        return
      }
      #expect(!isMalformed && SlowWidths.accepts(certificate), "\(text)")
    }
    for certificate in WidthExamples.neighbours {
      #expect(Checker.verify(certificate) == .verified(.fullyExplorable))
      #expect(SlowWidths.accepts(certificate))
      for change in Tampering.changes(of: certificate.json) {
        examine(
          try? AnyCertificate(parsing: Array(change.text.utf8)),
          "\(change.label) in \(change.text)", isMalformed: change.isMalformed)
      }
      guard case .johnson(let signs, let perturbation) = certificate.evidence else { continue }
      for _ in 0..<40 * testMultiplier {
        var changed = certificate
        var moved = signs
        switch Int.random(in: 0..<3, using: &generator) {
        case 0: moved.shuffle(using: &generator)
        case 1: moved = moved.map { _ in Bool.random(using: &generator) ? 1 : -1 }
        default:
          let place = Int.random(in: moved.indices, using: &generator)
          moved[place] = -moved[place]
        }
        changed.evidence = .johnson(subsetSigns: moved, perturbation: perturbation)
        examine(.width(changed), changed.json.text(.compact), isMalformed: false)
        changed.evidence = .subsetSigns(moved)
        examine(.width(changed), changed.json.text(.compact), isMalformed: false)
      }
      for width in 0...6 where width != certificate.width {
        var changed = certificate
        changed.width = width
        examine(.width(changed), changed.json.text(.compact), isMalformed: false)
      }
    }
    #expect(trueAnyway > 0 && rejected > 3 * trueAnyway)
  }

  /// Evidence with everything exchanged: parts of other certificates, signs in another order,
  /// contracted and kept tasks swapped, another width.
  @Test func exchangedParts() {
    var generator = TestGenerator(seed: 24)
    let all = examples(10, seed: 25)
    var verified = 0
    for _ in 0..<1_500 * testMultiplier {
      var changed = all[Int.random(in: all.indices, using: &generator)]
      let other = all[Int.random(in: all.indices, using: &generator)]
      switch Int.random(in: 0..<3, using: &generator) {
      case 0: changed.width = Int.random(in: -1...5, using: &generator)
      case 1: changed.gram = other.gram
      default: break
      }
      switch (changed.evidence, Int.random(in: 0..<4, using: &generator)) {
      case (.subsetSigns(let signs), 0):
        changed.evidence = .subsetSigns(signs.shuffled(using: &generator))
      case (.subsetSigns(let signs), 1):
        changed.evidence = .johnson(subsetSigns: signs, perturbation: nil)
      case (.johnson(let signs, let perturbation), 0):
        changed.evidence = .johnson(
          subsetSigns: signs.shuffled(using: &generator), perturbation: perturbation)
      case (.johnson(let signs, let perturbation), 1):
        changed.evidence =
          perturbation == nil
          ? .subsetSigns(signs) : .johnson(subsetSigns: signs, perturbation: nil)
      case (.minor(let contracted, let kept, let failure), 0):
        changed.evidence = .minor(contracted: kept, kept: contracted, failure)
      case (.minor(let contracted, let kept, let failure), 1):
        var tasks = [contracted, kept]
        let list = Int.random(in: 0...1, using: &generator)
        tasks[list].insert(
          Int.random(in: -1...6, using: &generator),
          at: Int.random(in: 0...tasks[list].count, using: &generator))
        changed.evidence = .minor(contracted: tasks[0], kept: tasks[1], failure)
      case (.minor(let contracted, let kept, .frustratedCycle(let cycle)), 2):
        changed.evidence = .minor(
          contracted: contracted, kept: kept,
          .frustratedCycle(cycle.map { _ in Int.random(in: 0...6, using: &generator) }))
      case (.minor(_, _, let failure), 2):
        guard case .minor(let contracted, let kept, _) = other.evidence else { continue }
        changed.evidence = .minor(contracted: contracted, kept: kept, failure)
      default: break
      }
      let isVerified = Checker.verify(changed).isVerified
      verified += isVerified ? 1 : 0
      let text = changed.json.text(.compact)
      if case .minor(_, _, .unreachableOptimum) = changed.evidence {
        if isVerified { #expect(SlowWidths.accepts(changed), "\(text)") }
      } else {
        #expect(isVerified == SlowWidths.accepts(changed), "\(text)")
      }
    }
    #expect(verified > 100)
  }

  /// The signs of the conditions are evidence for the two ends, in the order of the format.
  @Test func endsAreConditions() throws {
    var generator = TestGenerator(seed: 26)
    var count = 0
    for _ in 0..<40 * testMultiplier {
      let gram = ExampleInstances.random(using: &generator).gram
      let size = gram.count
      for width in Certificate.Width.allCases {
        let prover = try #require(SlowProver(gram: gram, width: width))
        for certificate in prover.certificates(direction: Array(repeating: 1, count: size)) {
          guard case .signs(let signs) = certificate.evidence else { continue }
          let sets = (0..<size).map { position in
            let task = size - position
            return task % 2 == 0 ? signs[task - 1] : -signs[task - 1]
          }
          let result = Checker.verify(
            WidthCertificate(
              width: width == .one ? 1 : size - 1, gram: certificate.gram,
              evidence: .subsetSigns(width == .one ? signs : sets)))
          #expect(result == .verified(.fullyExplorable))
          count += 1
        }
      }
    }
    #expect(count > 10)
  }

  /// Minors at both sides of zero. For g_ij = 2^-(i-j)^2 all minors of order two are positive. As
  /// g_23 falls, the first ones to vanish are those of {1, 2} and {2, 3}, at 1/8, and of another
  /// pair of neighbours; as g_13 falls, that of {1, 2} and {3, 4}, which have no task in common, at
  /// 1/64.
  @Test func boundaryOfSigns() {
    let hair = Rational(1, Integer(10).power(80))
    for (i, j, entry, closed, neighbours) in [
      (1, 2, Rational(1, 8) - hair, false, false), (1, 2, Rational(1, 8), true, false),
      (1, 2, Rational(1, 8) + hair, true, true), (0, 2, Rational(1, 64) - hair, false, true),
      (0, 2, Rational(1, 64), true, true),
    ] {
      var gram = RationalMatrix(
        (0..<4).map { i in (0..<4).map { Rational(1, Integer(2).power((i - $0) * (i - $0))) } })
      gram[i, j] = entry
      gram[j, i] = entry
      let signs = Array(repeating: 1, count: 6)
      for (evidence, isVerified) in [
        (.subsetSigns(signs), closed),
        (.johnson(subsetSigns: signs, perturbation: nil), neighbours),
        (
          .johnson(subsetSigns: signs, perturbation: RationalMatrix(rows: 4, columns: 4)),
          neighbours
        ),
      ] as [(WidthCertificate.Evidence, Bool)] {
        let certificate = WidthCertificate(width: 2, gram: gram, evidence: evidence)
        #expect(Checker.verify(certificate).isVerified == isVerified, "\(evidence) \(entry)")
        #expect(SlowWidths.accepts(certificate) == isVerified)
      }
    }
  }

  /// A perturbation decides where a minor vanishes, whatever its scale, and nowhere else.
  @Test func perturbations() {
    let h: [[Rational]] = [[-1, 1, 1, -1], [1, -1, 1, -1], [1, 1, -1, 1], [-1, -1, 1, -1]]
    func verified(_ rows: [[Rational]], _ factor: Rational, _ signs: [Int]) -> Bool {
      let evidence = WidthCertificate.Evidence.johnson(
        subsetSigns: signs, perturbation: RationalMatrix(rows).scaled(by: factor))
      return Checker.verify(
        WidthCertificate(width: 2, gram: brownian(4), evidence: evidence)
      ).isVerified
    }
    let signs = Array(repeating: 1, count: 6)
    for factor in [
      Rational(1), Rational(1, Integer(10).power(60)), Rational(Integer(10).power(60)),
    ] {
      #expect(verified(h, factor, signs))
      #expect(verified(h, factor, signs.map { -$0 }))
      #expect(!verified(h, -factor, signs))
    }
    #expect(!verified(h, 0, signs))
    for position in signs.indices {
      var changed = signs
      changed[position] = -1
      #expect(!verified(h, 1, changed))
    }
    var asymmetric = h
    asymmetric[0][1] += 1
    #expect(!verified(asymmetric, 1, signs))
    #expect(!verified(h.map { Array($0.dropLast()) }, 1, signs))
    #expect(!verified(Array(h.dropLast()).map { Array($0.dropLast()) }, 1, signs))
    // Tasks that G does not connect stay unconnected.
    let blocks = RationalMatrix([[2, 1, 0], [1, 2, 0], [0, 0, 1]])
    for (entry, isVerified) in [(0, true), (1, false)] as [(Rational, Bool)] {
      let certificate = WidthCertificate(
        width: 1, gram: blocks,
        evidence: .johnson(
          subsetSigns: [1, 1, 1],
          perturbation: RationalMatrix([[0, 0, entry], [0, 0, 0], [entry, 0, 0]])))
      #expect(Checker.verify(certificate).isVerified == isVerified)
    }
  }

  @Test func malformed() throws {
    let proof = WidthCertificate(
      width: 2, gram: brownian(4), evidence: .subsetSigns(Array(repeating: 1, count: 6))
    ).json.text(.compact)
    let refutation = """
      {"format": "scalarization-certificate/3", "statement": "not-fully-explorable", "width": "2",
       "gram": [["4","0","0","1"],["0","4","0","1"],["0","0","4","1"],["1","1","1","1"]],
       "evidence": {"contracted": [4], "kept": [1,2,3], "frustratedCycle": [1,2,3]}}
      """
    func kind(_ text: String) -> CertificateReadingError.Kind? {
      do {
        guard Checker.verify(try AnyCertificate(parsing: Array(text.utf8))).isVerified else {
          return .malformed
        }
        return nil
      } catch {
        return error.kind
      }
    }
    #expect(kind(proof) == nil)
    #expect(kind(refutation) == nil)
    for (text, old, new) in [
      (proof, "\"2\",\"gram\"", "\"02\",\"gram\""), (proof, "\"2\",\"gram\"", "\"0\",\"gram\""),
      (proof, "\"2\",\"gram\"", "\"4\",\"gram\""), (proof, "\"2\",\"gram\"", "2,\"gram\""),
      (proof, "\"2\",\"gram\"", "\"k-1\",\"gram\""), (proof, "\"2\",\"gram\"", "\"+2\",\"gram\""),
      (proof, "\"2\",\"gram\"", "\"-2\",\"gram\""), (proof, "\"2\",\"gram\"", "\"2.0\",\"gram\""),
      (proof, "\"2\",\"gram\"", "\"3\",\"gram\""), (proof, "\"2\",\"gram\"", "\"\",\"gram\""),
      (proof, "1]}}", "1],\"johnson\":true}}"), (proof, "1]}}", "1],\"johnson\":false}}"),
      (proof, "1]}}", "1],\"johnson\":true,\"perturbation\":[]}}"),
      (proof, "1]}}", "1],\"perturbation\":[]}}"), (proof, "1]}}", "1,1]}}"),
      (proof, "1]}}", "0]}}"), (proof, "1]}}", "-1]}}"), (proof, ",1]}}", "]}}"),
      (proof, "certificate/3", "certificate/2"), (proof, "fully-", "not-fully-"),
      (proof, "\"evidence\"", "\"inverse\":{},\"evidence\""),
      (refutation, "[4]", "[]"), (refutation, "[4]", "[3]"), (refutation, "[4]", "[5]"),
      (refutation, "[4]", "[0]"), (refutation, "[4]", "[4,4]"), (refutation, "[1,2,3],", "[],"),
      (refutation, "[1,2,3],", "[1,2],"), (refutation, "[1,2,3],", "[1,3,2],"),
      (refutation, "[1,2,3],", "[1,2,2],"), (refutation, "[1,2,3],", "[1,2,3,4],"),
      (refutation, "[1,2,3]}", "[1,2,4]}"), (refutation, "[1,2,3]}", "[1,2]}"),
      (refutation, "[1,2,3]}", "[1,2,3,1]}"), (refutation, "[1,2,3]}", "[1,2,3],\"minor\":{}}"),
      (refutation, "\"frustratedCycle\": [1,2,3]", "\"minor\": {}"),
      (refutation, "\"2\"", "\"1\""), (refutation, "\"2\"", "\"3\""),
      (refutation, "\"kept\"", "\"keep\""), (refutation, "not-", ""),
    ] {
      #expect(text.contains(old))
      #expect(kind(text.replacing(old, with: new)) == .malformed, "\(old) -> \(new)")
    }
    #expect(kind(proof.replacing("certificate/3", with: "certificate/4")) == .notACertificate)
    #expect(throws: CertificateReadingError.self) { try Certificate(parsing: Array(proof.utf8)) }
    #expect(throws: CertificateReadingError.self) {
      try WidthCertificate(parsing: Array(proof.replacing("/3", with: "/1").utf8))
    }
  }

  /// The limits on the number of sets and on the length of numbers.
  @Test func limits() {
    func verified(_ size: Int, _ width: Int, sets: Int, factor: Rational = 1) -> Bool {
      Checker.verify(
        WidthCertificate(
          width: width, gram: brownian(size, times: factor),
          evidence: .subsetSigns(Array(repeating: 1, count: sets)))
      ).isVerified
    }
    #expect(verified(30, 2, sets: 435))
    #expect(!verified(30, 2, sets: 434))
    #expect(!verified(15, 7, sets: 6_435))
    #expect(!verified(92, 2, sets: 4_186))
    #expect(!verified(512, 256, sets: 1))
    // 190 sets of 2 tasks: up to 22,075 bits.
    #expect(verified(20, 2, sets: 190, factor: Rational(Integer.one.shiftedLeft(22_070))))
    #expect(!verified(20, 2, sets: 190, factor: Rational(Integer.one.shiftedLeft(22_071))))
    #expect(verified(20, 1, sets: 20, factor: Rational(Integer.one.shiftedLeft(99_999))))
    // A common denominator alone is no reason.
    #expect(verified(20, 2, sets: 190, factor: Rational(1, Integer.one.shiftedLeft(99_999))))
    #expect(WidthCertificate.subsetCount(tasks: 14, width: 7) == 3_432)
    #expect(WidthCertificate.subsetCount(tasks: 15, width: 7) == nil)
    #expect(WidthCertificate.subsetCount(tasks: 512, width: 511) == 512)
    #expect(WidthCertificate.subsetCount(tasks: 512, width: 256) == nil)
    for width in [Int.min, -1, 0, 4, 5, Int.max] {
      #expect(WidthCertificate.subsetCount(tasks: 4, width: width) == nil)
      #expect(!verified(4, width, sets: 4))
    }
  }

  /// Many sets, directly and by complements; one wrong sign.
  @Test(arguments: [(12, 6), (12, 8), (13, 6), (40, 2), (40, 38)])
  func manySets(_ size: Int, _ width: Int) throws {
    let count = try #require(WidthCertificate.subsetCount(tasks: size, width: width))
    var signs = Array(repeating: 1, count: count)
    func verified() -> Bool {
      Checker.verify(
        WidthCertificate(width: width, gram: brownian(size), evidence: .subsetSigns(signs))
      ).isVerified
    }
    let start = ContinuousClock.now
    #expect(verified())
    if testMultiplier >= 10 { print("\(size) \(width): \(ContinuousClock.now - start)") }
    signs[count / 2] = -1
    #expect(!verified())
  }
}
