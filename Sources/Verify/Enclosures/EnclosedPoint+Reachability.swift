import Exact
import Intervals
import Surfaces

extension EnclosedPoint {
  /// Decides which weights reach the point.
  ///
  /// The weights that make the point stationary are w_i / u_i up to one factor (0 where
  /// u_i = w_i = 0), and with them T = Q - diag(w/u) (width k-1: diag(w/u) - Q) has T u = 0. T
  /// splits into the connected components of the graph of Q, and in each of them T u = 0 again. So
  /// T is positive semi-definite, its kernel spanned by the parts of u, if in each component the
  /// block without one task with u_p != 0 is positive definite; if one of these blocks is not
  /// positive semi-definite, no weights reach the point.
  ///
  /// - Parameter schedule: The precisions to try.
  /// - Complexity: interval Cholesky factorizations of orders that sum up to less than k, for each
  ///   precision.
  public func reachability(
    _ schedule: PrecisionDoubling = PrecisionDoubling()
  ) -> EnclosedReachability {
    var result: EnclosedReachability?
    for bits in schedule.precisions {
      let attempt: EnclosedReachability
      do throws(PointIndecision) {
        let box = try box(precision: bits)
        attempt = definition.reachability(in: box, width: width) ?? reachability(in: box)
      } catch {
        attempt = EnclosedReachability(all: .undecided(error))
        if !error.mayYieldToPrecision { return attempt }
      }
      if result == nil { result = attempt } else { result?.complete(with: attempt) }
      if result?.isDecided == true { break }
    }
    return result
      ?? EnclosedReachability(
        all: .undecided(.noBox(reason: "no precision was tried", precision: 0)))
  }

  /// What one box tells.
  private func reachability(in box: PointBox) -> EnclosedReachability {
    let bits = box.precision
    let zeros = zeroTasks
    let signed = otherTasks
    if let task = signed.first(where: { !box.isSigned($0) }) {
      return EnclosedReachability(
        all: .undecided(
          .tie(
            of: "u_\(instance.taskNumbers[task])", enclosure: box.direction[task], precision: bits))
      )
    }
    var result = forcedReachability(in: box, zeros: zeros, signed: signed)
    // Width k-1: weights on a task with u_i = 0 alone make the point optimal, and the weights on
    // all of them make u the only optimum when it has one coordinate.
    if width == .allButOne, let zero = zeros.first {
      let one = Interval.one(precision: bits)
      let none = Interval.zero(precision: bits)
      result.weaklySupported = .holds(
        weights: IntervalVector(box.direction.elements.indices.map { $0 == zero ? one : none }),
        precision: bits)
      if signed.count == 1 {
        result.exposed = .holds(
          weights: IntervalVector(
            box.direction.elements.indices.map { zeros.contains($0) ? one : none }),
          precision: bits)
      }
    }
    return result
  }

  /// What the forced weights tell.
  private func forcedReachability(
    in box: PointBox, zeros: [Int], signed: [Int]
  ) -> EnclosedReachability {
    let bits = box.precision
    let w = box.dual
    func failing(_ obstruction: EnclosedObstruction) -> EnclosedReachability {
      EnclosedReachability(all: .fails(obstruction, precision: bits))
    }
    if let task = zeros.first(where: { w[$0].isZero.isImpossible }) {
      return failing(.zeroCoordinate(task: task + 1, enclosure: w[task]))
    }
    let weights = IntervalVector(
      w.elements.indices.map {
        zeros.contains($0) ? .zero(precision: bits) : w[$0] / box.direction[$0]
      })
    if let task = signed.first(where: { weights[$0].isNegative.isCertain }) {
      return failing(.negativeWeight(task: task + 1, enclosure: weights[task]))
    }
    // Width k-1: the coordinates that are zero stay zero on the face of the weights.
    let tasks = width == .one ? Array(w.elements.indices) : signed
    var openPivot: PointIndecision?
    let components = Self.components(of: instance.gramInverse, among: tasks)
      .filter { $0.contains { !zeros.contains($0) } }
    for component in components {
      // The task of the largest coordinate is left out.
      let kept = self.kept(component, in: box)
      let block = tangentBlock(kept, weights)
      switch kept.isEmpty ? .positiveDefinite(factor: block) : block.definiteness() {
      case .positiveDefinite: break
      case .notSemidefinite(let direction):
        return failing(negative(direction, block, kept))
      case .undecided(let pivot, let enclosure):
        if let direction = shiftedDirection(block, bits) {
          return failing(negative(direction, block, kept))
        }
        openPivot = .tie(
          of: "the pivot of task \(kept[pivot] + 1) of the tangent-plane matrix",
          enclosure: enclosure, precision: bits)
      }
    }
    if let task = zeros.first(where: { !w[$0].isZero.isCertain }) {
      return EnclosedReachability(
        all: .undecided(
          .tie(of: "(Qu)_\(instance.taskNumbers[task])", enclosure: w[task], precision: bits)))
    }
    if let openPivot { return EnclosedReachability(all: .undecided(openPivot)) }
    if let task = signed.first(where: { !weights[$0].isNonnegative.isCertain }) {
      return EnclosedReachability(
        all: .undecided(
          .tie(
            of: "the forced weight of task \(instance.taskNumbers[task])", enclosure: weights[task],
            precision: bits)))
    }
    let isOne = width == .one
    let support = EnclosedSupport.holds(weights: weights, precision: bits)
    var result = EnclosedReachability(all: support)
    if components.count > 1 {
      result.exposed = .fails(
        .otherOptimum(tasks: components[1].map { $0 + 1 }), precision: bits)
    }
    if let task = signed.first(where: { weights[$0].isZero.isCertain }) {
      result.supported = .fails(.zeroWeight(task: task + 1), precision: bits)
    } else if let task = signed.first(where: { !weights[$0].isPositive.isCertain }) {
      result.supported = .undecided(
        .tie(
          of: "the forced weight of task \(instance.taskNumbers[task])", enclosure: weights[task],
          precision: bits))
    }
    if !isOne, !zeros.isEmpty {
      let obstruction = couplingObstruction(components, zeros: zeros, in: box)
      if let obstruction {
        result.supported = obstruction
        result.exposed = obstruction
      }
    }
    return result
  }

  /// Width k-1 with zero coordinates: weights on them must be large enough to outweigh Q_ZN x for
  /// the kernel vectors x, which they are only if Q_ZN x = 0 for each.
  private func couplingObstruction(
    _ components: [[Int]], zeros: [Int], in box: PointBox
  ) -> EnclosedSupport? {
    guard components.count > 1 else { return nil }
    for component in components {
      for zero in zeros {
        var coefficients = Array(repeating: Rational.zero, count: instance.taskCount)
        var sum = Interval.zero(precision: box.precision)
        for task in component {
          coefficients[task] = instance.gramInverse[zero, task]
          sum += box.direction[task] * coefficients[task]
        }
        if sum.isZero.isImpossible {
          return .fails(
            .otherOptimum(tasks: component.map { $0 + 1 }), precision: box.precision)
        }
        if !definition.vanishes(linear: coefficients) {
          return .undecided(
            .tie(
              of: "the part of (Qu)_\(zero + 1) of the tasks "
                + component.map { String($0 + 1) }.joined(separator: ","),
              enclosure: sum, precision: box.precision))
        }
      }
    }
    return nil
  }

  /// The tasks of a component but the one with the largest coordinate.
  func kept(_ component: [Int], in box: PointBox) -> [Int] {
    let sizes = component.map { box.direction[$0].magnitude.lowerDouble }
    guard let top = sizes.max(), let position = sizes.firstIndex(of: top) else { return [] }
    return component.enumerated().filter { $0.offset != position }.map(\.element)
  }

  /// The block of T for some tasks (width k-1: of -T).
  func tangentBlock(_ tasks: [Int], _ weights: IntervalVector) -> IntervalMatrix {
    let inverse = instance.gramInverse
    return IntervalMatrix(rows: tasks.count, columns: tasks.count) { i, j in
      let entry = Interval(inverse[tasks[i], tasks[j]], precision: weights.precision)
      let value = i == j ? entry - weights[tasks[i]] : entry
      return width == .one ? value : -value
    }
  }

  /// The connected components, among some tasks, of the graph of the non-zero entries of a matrix;
  /// in the order of their first tasks, each ascending.
  static func components(of matrix: RationalMatrix, among tasks: [Int]) -> [[Int]] {
    var open = Set(tasks)
    var result: [[Int]] = []
    for start in tasks where open.remove(start) != nil {
      var members = [start]
      var next = 0
      while next < members.count {
        let i = members[next]
        next += 1
        for j in tasks where open.contains(j) && matrix.sign(i, j) != 0 {
          open.remove(j)
          members.append(j)
        }
      }
      result.append(members.sorted())
    }
    return result
  }

  /// A direction x with x^T A x < 0 for every member A, found for the midpoints plus a small
  /// multiple e of the identity: x^T (A + e I) x < 0 leaves room for the radii, whatever pivots are
  /// zero. With growing precision e goes to zero.
  private func shiftedDirection(_ block: IntervalMatrix, _ precision: Int) -> [Integer]? {
    guard let middle = block.rationalMidpoint else { return nil }
    let scale = middle.entries.joined().map(\.magnitude).max() ?? .zero
    let shift = scale / Rational(Integer.one.shiftedLeft(precision / 2))
    let shifted = middle + RationalMatrix.identity(block.rows).scaled(by: shift)
    guard case .notSemidefinite(let direction) = shifted.definiteness() else { return nil }
    let vector = direction.map { Rational($0) }
    return block.bilinear(vector, vector).isNegative.isCertain ? direction : nil
  }

  private func negative(
    _ direction: [Integer], _ block: IntervalMatrix, _ tasks: [Int]
  ) -> EnclosedObstruction {
    let vector = direction.map { Rational($0) }
    let square = Rational(Integer.dot(direction, direction))
    let curvature =
      block.bilinear(vector, vector) / Interval(square, precision: block.precision)
    var x = Array(repeating: Integer.zero, count: instance.taskCount)
    for (task, coordinate) in zip(tasks, direction) { x[task] = coordinate }
    return .negativeDirection(x, curvature: curvature)
  }
}
