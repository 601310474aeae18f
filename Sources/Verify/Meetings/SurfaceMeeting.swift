import Certificates
import Exact
import Intervals
import Surfaces

/// A point where several surfaces meet, as the only zero of a ``MeetingSystem`` in a box.
public struct SurfaceMeeting: PointDefinition {
  /// The equations.
  public let system: MeetingSystem
  /// The box that proves the point to exist.
  public let enclosure: KrawczykEnclosure
  /// The sets of ``MeetingSystem/flips``, counted from 0, and after them others whose equations
  /// follow.
  public let flips: [[Int]]

  private let products: RowSpan
  private let linear: RowSpan

  /// Creates the definition.
  ///
  /// - Parameters:
  ///   - system: The equations.
  ///   - enclosure: A box in which the Krawczyk test of the system passed.
  ///   - implied: Further sets of tasks, counted from 1; those whose equations do not follow from
  ///     the system are passed over.
  public init(
    _ system: MeetingSystem, _ enclosure: KrawczykEnclosure, implied: [[Int]] = []
  ) {
    self.system = system
    self.enclosure = enclosure
    var products = RowSpan()
    for flip in system.flips { products.insert(Self.row(system, system.terms(flip))) }
    self.products = products
    var linear = RowSpan()
    for slice in system.slices { linear.insert(slice) }
    self.linear = linear
    let others = implied.filter { flip in
      !system.flips.contains(flip) && flip.allSatisfy((1...system.instance.taskCount).contains)
        && products.contains(Self.row(system, system.terms(flip)))
    }
    flips = (system.flips + others).map { flip in flip.map { $0 - 1 } }
  }

  /// The instance the point belongs to.
  public var instance: Instance { system.instance }

  /// None: all coordinates are signed.
  public var zeroTasks: [Int] { [] }

  /// The coefficients of a sum of products u_i u_l, one for each pair i < l.
  private static func row(
    _ system: MeetingSystem, _ terms: [(first: Int, second: Int, coefficient: Rational)]
  ) -> [Rational] {
    let count = system.instance.taskCount
    var row = Array(repeating: Rational.zero, count: count * count)
    for term in terms {
      row[min(term.first, term.second) * count + max(term.first, term.second)] += term.coefficient
    }
    return row
  }

  /// A box of the Krawczyk test inside that of ``enclosure``, so that both have the same zero.
  ///
  /// - Complexity: a few interval products of order k for each step of Newton's iteration.
  public func box(
    precision: Int, within earlier: PointBox? = nil
  ) throws(PointIndecision) -> PointBox {
    if precision <= enclosure.precision {
      return try PointBox(
        self, centers: enclosure.center, radii: enclosure.radii,
        preconditioner: enclosure.preconditioner, precision: enclosure.precision)
    }
    let outcome = Krawczyk.enclose(
      system.intervalSystem, near: earlier?.centers ?? enclosure.center,
      exponents: system.exponents, precision: precision)
    switch outcome {
    case .uniqueZero(let finer):
      let isInside = finer.center.indices.allSatisfy { i in
        (finer.center[i] - enclosure.center[i]).magnitude + finer.radii[i] <= enclosure.radii[i]
      }
      guard isInside else {
        throw .noBox(reason: "the box leaves the first one", precision: precision)
      }
      return try PointBox(
        self, centers: finer.center, radii: finer.radii, preconditioner: finer.preconditioner,
        precision: precision)
    case .noZero: throw .noBox(reason: "the box is empty", precision: precision)
    case .undecided(let obstacle):
      throw .noBox(reason: obstacle.description, precision: precision)
    }
  }

  /// Whether a linear form is a combination of the slices.
  public func vanishes(linear coefficients: [Rational]) -> Bool { linear.contains(coefficients) }

  /// Whether a sum of products is a combination of the equations of the flips.
  public func vanishes(products: [(first: Int, second: Int, factor: Rational)]) -> Bool {
    self.products.contains(
      Self.row(system, products.map { ($0.first, $0.second, $0.factor) }))
  }

  /// The gradients of the surface of u and of another one through the point differ, so that no
  /// weights reach it: b_i = sum of q_il u_l over the l that the flip parts from i is not zero for
  /// some i. The test of the box makes sure of it (proofs-notes, krawczyk, section 4).
  public func reachability(in box: PointBox, width: WidthEnd) -> EnclosedReachability? {
    guard box.isSigned else { return nil }
    let inverse = instance.gramInverse
    for flip in flips {
      let side = Set(flip)
      for i in 0..<instance.taskCount {
        var sum = Interval.zero(precision: box.precision)
        for l in 0..<instance.taskCount
        where side.contains(i) != side.contains(l) && inverse.sign(i, l) != 0 {
          sum += box.direction[l] * inverse[i, l]
        }
        if sum.isZero.isImpossible {
          return EnclosedReachability(
            all: .fails(
              .disagreement(flip: flip.map { $0 + 1 }, task: i + 1), precision: box.precision))
        }
      }
    }
    return nil
  }

  /// The flips of the system, its slices and its normalization; implied flips are left out.
  public func certificateSystem(in box: PointBox) -> Certificate.PointSystem? {
    guard let matrix = box.preconditioner.flatMap({ Certificate.DyadicMatrix($0) }) else {
      return nil
    }
    return .meeting(
      flips: system.flips, slices: system.slices, normalization: system.normalization,
      preconditioner: matrix)
  }
}
