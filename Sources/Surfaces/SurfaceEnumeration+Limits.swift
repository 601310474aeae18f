extension SurfaceEnumeration {
  /// The most tasks for which ``scan(at:listing:)`` may go over all surfaces at a point: a few
  /// machine operations for each.
  public static let scanLimit = 24

  /// The most tasks for which all surfaces may be visited with exact operations on each.
  public static let listingLimit = 12
}
