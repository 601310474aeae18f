/// Why an experiment cannot be run as asked.
public enum LearningError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The units need the number of samples or the targets' second moments, which are not known.
  case unitsNeedData(LossUnits)
  /// A width below 1.
  case noHiddenUnits(Int)
  /// A vector of weights of the wrong length, or negative, infinite or all zero.
  case badWeights(String)
  /// A number that does not fit into double precision.
  case outOfRange(String)
  /// An option of an optimiser or a sampler outside its range.
  case badOption(String)
  /// The command needs exactly this many tasks.
  case wrongTaskCount(expected: String, found: Int)
  /// The caller asked to stop before the result was complete.
  case stopped(String)
  /// The point is not on the face that the weights support.
  case notOnFace(String)

  /// One sentence that says what is wrong.
  public var description: String {
    switch self {
    case .unitsNeedData(let units):
      return "units \(units.rawValue) need the moments of the data, with yy and samples"
    case .noHiddenUnits(let width): return "a hidden width of \(width): at least 1 is needed"
    case .badWeights(let reason): return "weights: \(reason)"
    case .outOfRange(let name): return "\(name) does not fit into double precision"
    case .badOption(let reason): return reason
    case .wrongTaskCount(let expected, let found):
      return "\(found) tasks: \(expected) needed"
    case .notOnFace(let reason): return reason
    case .stopped(let what): return "stopped before \(what)"
    }
  }
}
