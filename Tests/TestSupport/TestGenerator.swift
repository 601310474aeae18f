/// A deterministic source of random inputs for tests (SplitMix64).
package struct TestGenerator: RandomNumberGenerator {
  private var state: UInt64

  /// Creates the generator of a seed.
  package init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 0x1234_5678_9ABC_DEF1 }

  /// The next 64 random bits.
  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// An integer of a range.
  package mutating func int(_ range: ClosedRange<Int>) -> Int {
    Int.random(in: range, using: &self)
  }

  /// One of two.
  package mutating func bool() -> Bool { next() & 1 == 1 }

  /// True once in so many times.
  package mutating func chance(_ oneIn: Int) -> Bool { int(1...oneIn) == 1 }

  /// One of the values.
  package mutating func pick<T>(_ values: [T]) -> T { values[int(0...values.count - 1)] }
}
