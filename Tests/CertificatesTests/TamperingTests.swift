import CertificateExamples
import Certificates
import Exact
import TestSupport
import Testing

/// A certificate with anything changed is rejected, unless what it says then is true anyway.
@Suite struct TamperingTests {
  /// What became of the changes of one certificate.
  private struct Count {
    var rejected = 0
    var trueAnyway = 0
  }

  private func tamper(
    _ certificate: Certificate, _ count: inout Count, only places: [String] = ["$"]
  ) {
    let gram = CheckedGram(certificate.gram)
    for change in Tampering.changes(of: certificate.json)
    where places.contains(where: { change.label.hasPrefix($0) }) {
      let changed = try? Certificate(parsing: Array(change.text.utf8))
      let result = changed.map { Checker.verify($0) }
      if let gram, let changed {
        #expect(
          Checker.verify(changed, knowing: gram) == result, "\(change.label) in \(change.text)")
      }
      guard let changed, case .verified(let statement) = result else {
        count.rejected += 1
        continue
      }
      count.trueAnyway += 1
      #expect(!change.isMalformed, "\(change.label) in \(change.text)")
      #expect(statement == changed.statement)
      let truth = SlowTruth(gram: changed.gram.entries, width: changed.width)
      #expect(
        truth?.holds(statement, direction: changed.direction) == true,
        "\(change.label) in \(change.text)")
    }
  }

  @Test(arguments: Certificate.Version.directions.statements)
  func everyChange(_ statement: Certificate.Statement) {
    var count = Count()
    var kinds: [String: Int] = [:]
    var explicitCount = 0
    for (index, example) in ExampleInstances.chosen.enumerated().reversed() {
      for certificate in StatementTests.certificates(of: example, statement: statement) {
        // Each kind of evidence once, taken from different examples.
        if let found = kinds[certificate.kind], found != index || testMultiplier < 10 {
          continue
        }
        kinds[certificate.kind] = index
        // The redundant parts change little from one kind of evidence to the next.
        var places = ["$.evidence", "$.gram", "$.statement", "$.width", "$:"]
        if certificate.inverse != nil {
          places = ["$.evidence.dual", "$.evidence.unreachable.preimage", "$.evidence.preimage"]
          if explicitCount < 2 { places += ["$.inverse", "$.note"] }
          explicitCount += 1
        }
        tamper(certificate, &count, only: places)
      }
    }
    #expect(kinds.count >= 4)
    #expect(count.trueAnyway > 0)
    #expect(count.rejected > 3 * count.trueAnyway)
  }

  @Test func randomExamples() {
    var generator = TestGenerator(seed: 3)
    var count = Count()
    for index in 0..<12 * testMultiplier {
      let certificates = StatementTests.certificates(of: .init(random: &generator))
      tamper(certificates[index % certificates.count], &count)
    }
    #expect(count.rejected > 0)
  }

  /// Numbers and signs of the evidence moved at random, several at once.
  @Test func evidenceOfAnotherPoint() {
    var generator = TestGenerator(seed: 4)
    for _ in 0..<40 * testMultiplier {
      let example = ExampleInstances.random(using: &generator)
      let size = example.gram.count
      for certificate in StatementTests.certificates(of: example) {
        var changed = certificate
        changed.direction = (0..<size).map { _ in
          Rational(Int.random(in: -3...3, using: &generator))
        }
        changed.width = Bool.random(using: &generator) ? .one : .allButOne
        guard case .verified(let statement) = Checker.verify(changed) else { continue }
        let truth = SlowTruth(gram: changed.gram.entries, width: changed.width)
        #expect(truth?.holds(statement, direction: changed.direction) == true)
      }
    }
  }
}

extension Certificate {
  /// The direction of the point, empty when the statement is about no point.
  var direction: [Rational] {
    get {
      switch evidence {
      case .signs, .frustratedCycle, .enclosure: return []
      case .weights(let point, _), .obstruction(let point, _), .optimality(let point, _),
        .dominator(let point, _), .unreachableOptimum(let point, _, _):
        return point.direction
      }
    }
    set {
      let point = Point(direction: newValue)
      switch evidence {
      case .signs, .frustratedCycle, .enclosure: break
      case .weights(_, let weights): evidence = .weights(point, weights)
      case .obstruction(_, let why): evidence = .obstruction(point, why)
      case .optimality(_, let why): evidence = .optimality(point, why)
      case .dominator(_, let by): evidence = .dominator(point, by: by)
      case .unreachableOptimum(_, let why, let obstruction):
        evidence = .unreachableOptimum(point, why, obstruction)
      }
    }
  }

  /// The statement, the width and the kind of evidence.
  var kind: String {
    var words = [statement.rawValue, width.rawValue, inverse == nil ? "plain" : "explicit"]
    func add(_ optimality: Optimality) {
      switch optimality {
      case .tree: words.append("tree")
      case .exhaustive: words.append("exhaustive")
      case .weights: words.append("weights")
      }
    }
    func add(_ obstruction: Obstruction) {
      switch obstruction {
      case .negativeWeight: words.append("negativeWeight")
      case .zeroCoordinate: words.append("zeroCoordinate")
      case .negativeDirection: words.append("negativeDirection")
      }
    }
    switch evidence {
    case .optimality(_, let why): add(why)
    case .obstruction(_, let why): add(why)
    case .unreachableOptimum(_, let why, let obstruction):
      add(why)
      add(obstruction)
    default: break
    }
    return words.joined(separator: " ")
  }
}
