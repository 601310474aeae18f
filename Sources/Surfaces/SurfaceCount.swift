import Exact

/// How many surfaces an instance has.
public struct SurfaceCount: Sendable, Equatable {
  /// The number 2^(k-1) of index sets that name a surface.
  public let indexSets: Integer
  /// The number of surfaces that are distinct as sets.
  public let distinct: Integer

  /// Counts the surfaces of an instance.
  ///
  /// - Complexity: O(k^2) sign tests, and Q.
  public init(_ instance: Instance) {
    let enumeration = SurfaceEnumeration(instance)
    indexSets = enumeration.count
    distinct = enumeration.distinctCount
  }
}
