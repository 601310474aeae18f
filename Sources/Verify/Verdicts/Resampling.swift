/// What resampled data says about the widths of a case.
public struct Resampling: Sendable, Equatable {
  /// The number of draws of the bootstrap.
  public let samples: Int
  /// The seed.
  public let seed: UInt64
  /// The number of blocks of rows.
  public let blocks: Int
  /// The number of rows of most blocks.
  public let rowsOfBlock: Int
  /// One entry for each width whose answer is decided.
  public let widths: [WidthStability]

  /// Compares all decided widths with resampled data.
  init(_ grams: ResampledGrams, entries: [CaseVerdict.WidthEntry], taskCount: Int) {
    samples = grams.bootstrap.count
    seed = grams.seed
    blocks = grams.blocks
    rowsOfBlock = grams.rowsOfBlock
    widths = entries.compactMap { WidthStability.of($0, taskCount: taskCount, in: grams) }
  }
}
