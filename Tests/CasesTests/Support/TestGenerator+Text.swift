import TestSupport

extension TestGenerator {
  /// Decimal digits.
  mutating func digits(_ count: Int) -> String {
    String((0..<count).map { _ in Character("\(int(0...9))") })
  }

  /// The text of a decimal number, often at a corner of what the readers do in machine words.
  mutating func decimal() -> String {
    let sign = pick(["", "", "-"])
    switch int(0...9) {
    case 0: return sign + "0"
    case 1: return sign + "\(int(0...9)).000"
    case 2: return sign + pick(["9223372036854775807", "9223372036854775808"])
    case 3:
      // 2^64, 2^65 and 10^20: nothing is left of them in 64 bits, or almost.
      return sign
        + pick(["18446744073709551616", "36893488147419103232", "100000000000000000000"])
    case 4: return sign + digits(int(17...21)) + "." + digits(int(1...3))
    case 5: return sign + "\(int(1...9)).\(digits(int(1...18)))e\(int(-40...40))"
    case 6: return sign + "0.000" + digits(int(15...20))
    case 7: return sign + "1E\(pick([-400, -30, 30, 200]))"
    default: return sign + "\(int(0...999)).\(digits(int(1...6)))"
    }
  }

  /// Changes, removes, repeats or inserts a few bytes.
  mutating func damage(_ bytes: inout [UInt8], with pool: [UInt8]) {
    for _ in 0...int(0...3) where !bytes.isEmpty {
      let place = int(0...bytes.count - 1)
      switch int(0...5) {
      case 0: bytes.remove(at: place)
      case 1: bytes.removeSubrange(place...)
      case 2: bytes[place] = pick(pool)
      case 3: bytes.insert(pick(pool), at: place)
      case 4: bytes[place] = UInt8(truncatingIfNeeded: next())
      default:
        let end = min(bytes.count, place + int(1...20))
        bytes.insert(contentsOf: bytes[place..<end], at: int(0...bytes.count - 1))
      }
    }
  }
}
