import Exact

/// The surfaces of an instance: how many there are and their enumeration by a Gray code.
public struct SurfaceEnumeration: Sendable {
  /// The instance whose surfaces are listed.
  public let instance: Instance

  /// Creates the enumeration of an instance.
  public init(_ instance: Instance) { self.instance = instance }

  /// The number of index sets to list, 2^(k-1).
  public var count: Integer { Integer.one.shiftedLeft(instance.taskCount - 1) }

  /// The number of surfaces that are distinct as sets, 2^(k-c) for the c connected components of
  /// the signed graph of Q.
  public var distinctCount: Integer {
    let components = SignedGraph(instance.gramInverse).components().count
    return Integer.one.shiftedLeft(instance.taskCount - components)
  }

  /// Calls `body` with every pattern once, in the order of a reflected Gray code that keeps the
  /// sign of task 1: consecutive patterns differ in one task.
  ///
  /// - Parameter body: Receives the raw signs (task 1 positive) and the task, counted from 0,
  ///   that was just flipped (nil for the first pattern); returns false to stop.
  /// - Precondition: there are at most 62 tasks.
  public static func forEachPattern(
    taskCount: Int, _ body: (_ signs: [Int], _ flipped: Int?) -> Bool
  ) {
    precondition((1...62).contains(taskCount), "too many surfaces to list")
    var signs = Array(repeating: 1, count: taskCount)
    guard body(signs, nil) else { return }
    let total = UInt64(1) << UInt64(taskCount - 1)
    var step: UInt64 = 1
    while step < total {
      let task = step.trailingZeroBitCount + 1
      signs[task] = -signs[task]
      guard body(signs, task) else { return }
      step += 1
    }
  }

  /// The values f_I = |u|^T Q_I |u| of every surface at a point, in Gray-code order, as numerators
  /// over the denominator of Q.
  ///
  /// One sign flips at a time and f changes by -4 s_i a_i sum_{j != i} q_ij s_j a_j.
  ///
  /// - Parameters:
  ///   - magnitudes: a = |u|, k non-negative integers.
  ///   - body: Receives the raw signs and the numerator of f; returns false to stop.
  /// - Complexity: O(k) for each surface.
  public func forEachValue(
    magnitudes: [Integer], _ body: (_ signs: [Int], _ numerator: Integer) -> Bool
  ) {
    let count = instance.taskCount
    precondition(magnitudes.count == count, "a point has one coordinate for each task")
    let inverse = instance.gramInverse
    // products[i][j] = 4 a_i q_ij a_j off the diagonal.
    let products = (0..<count).map { i in
      (0..<count).map { j in
        i == j ? .zero : Integer(4) * magnitudes[i] * inverse.numerator(i, j) * magnitudes[j]
      }
    }
    var value = Integer.dot(magnitudes, inverse.numeratorProduct(magnitudes))
    Self.forEachPattern(taskCount: count) { signs, flipped in
      if let flipped {
        // The signs are those after the flip, so the change has the opposite sign.
        var change = Integer.zero
        for j in 0..<count where j != flipped {
          if signs[j] > 0 { change += products[flipped][j] } else { change -= products[flipped][j] }
        }
        value = signs[flipped] > 0 ? value + change : value - change
      }
      return body(signs, value)
    }
  }
}

extension SurfaceEnumeration {
  /// The patterns of all surfaces that contain a point: f_I(v) = 1.
  ///
  /// - Complexity: O(2^(k-1) k).
  /// - Precondition: there are at most 62 tasks.
  public func patterns(through point: Point) -> [SignPattern] {
    let magnitudes = point.magnitudes
    let inverse = instance.gramInverse
    // c = u^T N u / d for the numerators N and denominator d of Q.
    let norm = Integer.dot(point.direction, inverse.numeratorProduct(point.direction))
    var found: [SignPattern] = []
    forEachValue(magnitudes: magnitudes) { signs, numerator in
      if numerator == norm { found.append(SignPattern(signs: signs)) }
      return true
    }
    return found.sorted()
  }
}
