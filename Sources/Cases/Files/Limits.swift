import Surfaces

/// The limits that the readers enforce.
public enum Limits {
  /// The most bytes a file may have: 256 MiB.
  public static let fileBytes = 256 << 20
  /// The most tasks a case may have.
  public static let tasks = Instance.maximumTasks
  /// The most input columns of a data file.
  public static let inputs = 2_048
  /// The most columns of a data file.
  public static let columns = 1_000_000
  /// The most bytes that one row of a CSV file may have.
  public static let rowBytes = 64 << 20
}
