import Exact
import Intervals
import Parallel
import Surfaces
import Synchronization

/// A point of the feasible region whose direction u may be irrational, known by a definition that
/// encloses it as tightly as asked (``PointDefinition``).
///
/// Questions about it are decided by interval arithmetic with outward rounding, at a precision that
/// doubles until the answer is proved. Intervals prove strict inequalities only; equalities come
/// from the definition, and any other exact tie stays undecided.
public struct EnclosedPoint: Sendable {
  /// What the point is.
  public let definition: any PointDefinition
  /// The width: the point is v for width 1, t - v for width k-1 (v scaled to c(u) = 1).
  public let width: WidthEnd

  private let boxes = BoxCache()

  /// Creates a point.
  public init(_ definition: any PointDefinition, width: WidthEnd) {
    self.definition = definition
    self.width = width
  }

  /// Creates a point given by values and signs; nil where ``ValuesAndSigns`` has none.
  public init?(_ instance: Instance, values: [Rational], signs: [Int], width: WidthEnd) {
    guard let definition = ValuesAndSigns(instance, values: values, signs: signs) else {
      return nil
    }
    self.init(definition, width: width)
  }

  /// The instance the point belongs to.
  public var instance: Instance { definition.instance }

  /// A box around the point; boxes are computed once for each precision.
  ///
  /// - Throws: ``PointIndecision`` when nothing is proved at this precision.
  public func box(precision: Int) throws(PointIndecision) -> PointBox {
    try boxes.box(of: definition, precision: precision)
  }

  /// The tasks, counted from 0, whose coordinate is exactly zero.
  var zeroTasks: [Int] { definition.zeroTasks }

  /// The tasks, counted from 0, whose coordinate is not known to be zero.
  var otherTasks: [Int] {
    let zeros = Set(zeroTasks)
    return (0..<instance.taskCount).filter { !zeros.contains($0) }
  }

  /// An enclosure of the values that are maximised: u_i^2/c for width 1, t_i - u_i^2/c for width
  /// k-1.
  public func values(_ box: PointBox) -> IntervalVector {
    width == .one ? squares(box) : remainders(box)
  }

  /// An enclosure of the losses t_i - v_i that are minimised.
  public func losses(_ box: PointBox) -> IntervalVector {
    width == .one ? remainders(box) : squares(box)
  }

  private func squares(_ box: PointBox) -> IntervalVector {
    IntervalVector(box.direction.elements.map { $0.square / box.norm })
  }

  private func remainders(_ box: PointBox) -> IntervalVector {
    IntervalVector(instance.optima, precision: box.precision) - squares(box)
  }

  /// The first answer of an attempt at the precisions of a schedule, or the last reason for none.
  func decide<Answer>(
    _ schedule: PrecisionDoubling, _ attempt: (PointBox) throws(PointIndecision) -> Answer
  ) -> Result<Answer, PointIndecision> {
    var last = PointIndecision.noBox(reason: "no precision was tried", precision: 0)
    for bits in schedule.precisions {
      if Interruption.isPending { return .failure(.interrupted) }
      do throws(PointIndecision) {
        return .success(try attempt(try box(precision: bits)))
      } catch {
        last = error
        if !error.mayYieldToPrecision { break }
      }
    }
    return .failure(last)
  }
}

/// The boxes of one point, by precision.
private final class BoxCache: Sendable {
  private let boxes = Mutex<[Int: Result<PointBox, PointIndecision>]>([:])

  func box(
    of definition: any PointDefinition, precision: Int
  ) throws(PointIndecision) -> PointBox {
    let known = boxes.withLock { $0 }
    if let found = known[precision] { return try found.get() }
    let earlier = known.filter { $0.key < precision }.sorted { $0.key > $1.key }
      .lazy.compactMap { try? $0.value.get() }.first
    let result: Result<PointBox, PointIndecision>
    do throws(PointIndecision) {
      result = .success(try definition.box(precision: precision, within: earlier))
    } catch { result = .failure(error) }
    boxes.withLock { $0[precision] = result }
    return try result.get()
  }
}
