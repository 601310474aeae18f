/// A counter-based random number generator, Philox4x64-10, keyed by a seed, a stream and an
/// index.
///
/// The numbers of one key do not depend on how many were drawn under another, so instance i of a
/// run is the same however the run is split over threads, and the same on every machine: the
/// integers by definition, the real numbers because they use only operations that IEEE 754
/// rounds correctly (see ``RandomFunctions``).
///
/// J. K. Salmon, M. A. Moraes, R. O. Dror and D. E. Shaw, "Parallel random numbers: as easy as 1,
/// 2, 3", SC 2011.
public struct CounterGenerator: RandomNumberGenerator, Sendable {
  private let key: (UInt64, UInt64)
  private let index: UInt64
  private var blocks: UInt64 = 0
  private var block: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
  private var used = 4

  /// Creates the generator of one index of one stream.
  ///
  /// - Parameters:
  ///   - seed: The seed of the whole run.
  ///   - stream: A number for the purpose; ``stream(_:)`` makes one of a name.
  ///   - index: The position in the run, for instance the number of the instance.
  public init(seed: UInt64, stream: UInt64, index: UInt64) {
    key = (seed, stream)
    self.index = index
  }

  /// Creates the generator of one index of a named stream, for instance a claim.
  public init(seed: UInt64, stream name: String, index: UInt64) {
    self.init(seed: seed, stream: Self.stream(name), index: index)
  }

  /// The stream of a name: its FNV-1a hash (64 bits).
  public static func stream(_ name: String) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in name.utf8 {
      hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
    }
    return hash
  }

  /// The next 64 random bits.
  public mutating func next() -> UInt64 {
    if used == 4 {
      block = Self.block(counter: (blocks, index, 0, 0), key: key)
      blocks &+= 1
      used = 0
    }
    used += 1
    switch used {
    case 1: return block.0
    case 2: return block.1
    case 3: return block.2
    default: return block.3
    }
  }

  /// Philox4x64-10: four random words of a counter of four words under a key of two.
  public static func block(
    counter: (UInt64, UInt64, UInt64, UInt64), key: (UInt64, UInt64)
  ) -> (UInt64, UInt64, UInt64, UInt64) {
    var x = counter
    var k = key
    for _ in 0..<10 {
      let a = x.0.multipliedFullWidth(by: 0xd2e7_470e_e14c_6c93)
      let b = x.2.multipliedFullWidth(by: 0xca5a_8263_9512_1157)
      x = (b.high ^ x.1 ^ k.0, b.low, a.high ^ x.3 ^ k.1, a.low)
      k.0 &+= 0x9e37_79b9_7f4a_7c15
      k.1 &+= 0xbb67_ae85_84ca_a73b
    }
    return x
  }
}
