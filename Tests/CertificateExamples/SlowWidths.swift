import Certificates
import Exact

/// Full exploration of tiny instances for any width by the definitions: determinants by Laplace
/// expansion, signs and minors by trying all of them. It makes certificates of everything that is
/// true, and says whether the evidence of a certificate is right.
package struct SlowWidths {
  private let gram: SlowMatrix
  private let width: Int
  private var size: Int { gram.size }

  /// Creates the prover of an instance; nil when the Gram matrix is not symmetric and positive
  /// definite or the width is not from 1 to k - 1.
  package init?(gram: [[Rational]], width: Int) {
    guard let truth = SlowTruth(gram: gram, width: .one), (1..<gram.count).contains(width) else {
      return nil
    }
    self.gram = truth.gram
    self.width = width
  }

  /// The sets of `count` indices of 0..<size in lexicographic order.
  private static func sets(_ count: Int, of size: Int) -> [[Int]] {
    SlowMatrix.subsets(size).filter { $0.count == count }.sorted {
      $0.lexicographicallyPrecedes($1)
    }
  }

  private static func minor(_ matrix: SlowMatrix, _ rows: [Int], _ columns: [Int]) -> Rational {
    SlowMatrix(rows.map { i in columns.map { matrix.rows[i][$0] } }).determinant
  }

  /// The pairs of positions of sets; if asked for those that share all but one task each, these
  /// two connected in G.
  private func pairs(areNeighbours: Bool) -> [(Int, Int)] {
    let sets = Self.sets(width, of: size)
    var result: [(Int, Int)] = []
    for i in sets.indices {
      for j in 0..<i {
        let left = sets[i].filter { !sets[j].contains($0) }
        let right = sets[j].filter { !sets[i].contains($0) }
        if !areNeighbours || left.count == 1 && areConnected(left[0], right[0]) {
          result.append((i, j))
        }
      }
    }
    return result
  }

  /// Whether a chain of entries of G that are not zero joins two tasks.
  private func areConnected(_ i: Int, _ j: Int) -> Bool {
    var reached = [i]
    var position = 0
    while position < reached.count {
      let row = gram.rows[reached[position]]
      for next in 0..<size where !row[next].isZero && !reached.contains(next) {
        reached.append(next)
      }
      position += 1
    }
    return reached.contains(j)
  }

  /// The sign of the minor of each pair; with a perturbation H that of G + tH for t -> 0, by
  /// evaluation at two tiny numbers, nil where these differ or the minor vanishes.
  private func minorSigns(
    _ pairs: [(Int, Int)], perturbation: SlowMatrix? = nil
  ) -> [Int?] {
    let sets = Self.sets(width, of: size)
    return pairs.map { i, j in
      guard let perturbation else { return Self.minor(gram, sets[i], sets[j]).signum }
      let found = [40, 41].map { power in
        let t = Rational(1, Integer(10).power(power))
        let moved = SlowMatrix(
          zip(gram.rows, perturbation.rows).map { zip($0, $1).map { $0 + t * $1 } })
        return Self.minor(moved, sets[i], sets[j]).signum
      }
      return found[0] == found[1] && found[0] != 0 ? found[0] : nil
    }
  }

  /// Whether signs agree with the minors of all pairs.
  private func agree(
    _ signs: [Int], _ pairs: [(Int, Int)], _ minors: [Int?], strictly: Bool
  ) -> Bool {
    signs.count == Self.sets(width, of: size).count && signs.allSatisfy { abs($0) == 1 }
      && zip(pairs, minors).allSatisfy { pair, minor in
        guard let minor else { return false }
        let product = minor * signs[pair.0] * signs[pair.1]
        return strictly ? product > 0 : product >= 0
      }
  }

  /// Signs that agree with the minors of all pairs, by trying all of them for up to ten sets.
  private func signs(
    _ pairs: [(Int, Int)], _ minors: [Int?], strictly: Bool
  ) -> [[Int]] {
    let count = Self.sets(width, of: size).count
    guard count <= 10, !minors.contains(nil) else { return [] }
    return SlowTruth.signVectors(count).filter { agree($0, pairs, minors, strictly: strictly) }
  }

  /// The Gram matrix of a minor, tasks from 1.
  private func minorGram(_ contracted: [Int], _ kept: [Int]) -> SlowMatrix {
    let (r, t) = (contracted.map { $0 - 1 }, kept.map { $0 - 1 })
    if r.isEmpty { return gram.block(t) }
    let inverse = gram.block(r).inverse
    return SlowMatrix(
      t.map { i in
        let row = inverse.times(r.map { gram.rows[$0][i] })
        return t.map { j in gram.rows[i][j] - SlowMatrix.dot(row, r.map { gram.rows[$0][j] }) }
      })
  }

  /// A minor, tasks from 1.
  private typealias Minor = (contracted: [Int], kept: [Int], width: Certificate.Width)

  /// The minors of width 1 and of one unit fewer than tasks, with three tasks or more.
  private var minors: [Minor] {
    var result: [Minor] = []
    for contracted in SlowMatrix.subsets(size) where contracted.count < width {
      let rest = width - contracted.count
      for kept in SlowMatrix.subsets(size) where kept.count >= 3 {
        guard !kept.contains(where: contracted.contains), rest == 1 || rest == kept.count - 1
        else { continue }
        result.append(
          (contracted.map { $0 + 1 }, kept.map { $0 + 1 }, rest == 1 ? .one : .allButOne))
      }
    }
    return result
  }

  /// Whether a matrix has the size of G, is symmetric and joins no tasks that G does not connect.
  private func isPerturbation(_ matrix: SlowMatrix) -> Bool {
    matrix.size == size
      && (0..<size).allSatisfy { i in
        matrix.rows[i].count == size
          && (0..<size).allSatisfy { j in
            let entry = matrix.rows[i][j]
            return entry == matrix.rows[j][i] && (entry.isZero || areConnected(i, j))
          }
      }
  }

  /// Certificates of full exploration: Theorem B, and Theorem C' plain and with a perturbation.
  package func proofs(perturbations: [[[Rational]]] = []) -> [WidthCertificate] {
    var found: [WidthCertificate] = []
    func add(_ evidence: WidthCertificate.Evidence) {
      found.append(
        WidthCertificate(width: width, gram: RationalMatrix(gram.rows), evidence: evidence))
    }
    let all = pairs(areNeighbours: false)
    for signs in signs(all, minorSigns(all), strictly: false).prefix(2) {
      add(.subsetSigns(signs))
    }
    let near = pairs(areNeighbours: true)
    for signs in signs(near, minorSigns(near), strictly: true).prefix(1) {
      add(.johnson(subsetSigns: signs, perturbation: nil))
    }
    for perturbation in perturbations where isPerturbation(SlowMatrix(perturbation)) {
      let minors = minorSigns(near, perturbation: SlowMatrix(perturbation))
      for signs in signs(near, minors, strictly: true).prefix(1) {
        add(.johnson(subsetSigns: signs, perturbation: RationalMatrix(perturbation)))
      }
    }
    return found
  }

  /// Certificates of the opposite: a cycle for every minor that has one, and a witness where a
  /// small direction is one.
  package func refutations() -> [WidthCertificate] {
    var found: [WidthCertificate] = []
    for (contracted, kept, inner) in minors {
      let rows = minorGram(contracted, kept).rows
      guard let prover = SlowProver(gram: rows, width: inner),
        prover.truth.holds(.conditionFails, direction: [])
      else { continue }
      func add(_ failure: WidthCertificate.Failure) {
        found.append(
          WidthCertificate(
            width: width, gram: RationalMatrix(gram.rows),
            evidence: .minor(contracted: contracted, kept: kept, failure)))
      }
      var certificates = prover.certificates(direction: Array(repeating: 1, count: kept.count))
      for certificate in certificates {
        if case .frustratedCycle(let cycle) = certificate.evidence {
          add(.frustratedCycle(cycle.map { kept[$0 - 1] }))
        }
      }
      guard let direction = witness(prover.truth) else { continue }
      certificates = prover.certificates(direction: direction)
      for plain in certificates {
        for certificate in [plain, prover.explicit(plain)] {
          if case .unreachableOptimum(let point, let optimality, let why) = certificate.evidence {
            add(.unreachableOptimum(point, optimality, why))
          }
        }
      }
    }
    return found
  }

  /// A small direction of a Pareto optimum that no weights reach.
  private func witness(_ truth: SlowTruth) -> [Rational]? {
    let size = truth.gram.size
    let values: [Int] = size == 3 ? [3, 1, 2, 5, -1, -2, -3, -5] : [1, -1, 2, -2]
    var directions: [[Rational]] = [[]]
    for _ in 0..<size { directions = directions.flatMap { u in values.map { u + [Rational($0)] } } }
    return directions.first { truth.holds(.unreachableParetoOptimum, direction: $0) }
  }

  /// Whether the evidence of a certificate is right, by the definitions.
  package static func accepts(_ certificate: WidthCertificate) -> Bool {
    guard
      let slow = SlowWidths(gram: certificate.gram.entries, width: certificate.width)
    else { return false }
    switch certificate.evidence {
    case .subsetSigns(let signs):
      let all = slow.pairs(areNeighbours: false)
      return slow.agree(signs, all, slow.minorSigns(all), strictly: false)
    case .johnson(let signs, let perturbation):
      if let perturbation, !slow.isPerturbation(SlowMatrix(perturbation.entries)) { return false }
      let near = slow.pairs(areNeighbours: true)
      let minors = slow.minorSigns(
        near, perturbation: perturbation.map { SlowMatrix($0.entries) })
      return slow.agree(signs, near, minors, strictly: true)
    case .minor(let contracted, let kept, let failure):
      let minor = slow.minors.first { $0.contracted == contracted && $0.kept == kept }
      guard let minor else { return false }
      let rows = slow.minorGram(contracted, kept).rows
      guard let truth = SlowTruth(gram: rows, width: minor.width) else { return false }
      switch failure {
      case .frustratedCycle(let cycle):
        guard cycle.count >= 3, Set(cycle).count == cycle.count,
          cycle.allSatisfy(kept.contains)
        else { return false }
        let m = truth.conditionMatrix.rows
        let places = cycle.map { task in kept.filter { $0 < task }.count }
        return zip(places, places.dropFirst() + places.prefix(1))
          .reduce(1) { $0 * m[$1.0][$1.1].signum } < 0
      case .unreachableOptimum(let point, _, _):
        return truth.holds(.unreachableParetoOptimum, direction: point.direction)
      }
    }
  }

  /// Whether there is a proof or a refutation, whatever the evidence.
  package var hasProof: Bool { !proofs().isEmpty }

  /// Whether C1 or C2 fails for a minor.
  package var hasRefutation: Bool {
    minors.contains {
      SlowTruth(gram: minorGram($0.contracted, $0.kept).rows, width: $0.width)?
        .holds(.conditionFails, direction: []) ?? false
    }
  }
}
