import Exact

/// Random numbers that favour corners: zero, one, the limits of a machine word, powers of two plus
/// or minus one, equal values, tiny and huge ones.
extension TestGenerator {
  /// A machine word, most often a remarkable one.
  package mutating func word() -> Int {
    switch int(0...6) {
    case 0: return int(-2...2)
    case 1: return pick([Int.min, Int.min + 1, Int.max, Int.max - 1])
    case 2:
      let power = 1 << int(0...61)
      return (bool() ? 1 : -1) * (power + int(-1...1))
    case 3: return int(-100...100)
    case 4: return int(-(1 << 31) - 2...(1 << 31) + 2)
    default: return Int(truncatingIfNeeded: next())
    }
  }

  /// An integer of up to `bits` bits, most often at a corner of the representation.
  package mutating func integer(bits: Int = 300) -> Integer {
    switch int(0...5) {
    case 0, 1: return Integer(word())
    case 2:
      // Just around the limits of a machine word.
      let limit = pick([Integer(Int.max), Integer(Int.min), Integer(Int.max) + Integer(Int.max)])
      return limit + Integer(int(-3...3))
    case 3:
      let power = Integer.one.shiftedLeft(int(0...bits))
      return (bool() ? power : -power) + Integer(int(-1...1))
    default:
      var value = Integer.zero
      for _ in 0...int(0...max(0, bits / 64)) {
        value = value.shiftedLeft(64) + Integer(Int(truncatingIfNeeded: next() >> 1))
      }
      return bool() ? value : -value
    }
  }

  package mutating func nonZeroInteger(bits: Int = 300) -> Integer {
    while true {
      let value = integer(bits: bits)
      if !value.isZero { return value }
    }
  }

  /// The kinds of numbers that matrices are filled with.
  package enum Kind: CaseIterable {
    case bits, digits, fractions, words, huge, scales, sparse
  }

  /// A rational number of the given kind.
  package mutating func rational(_ kind: Kind) -> Rational {
    switch kind {
    case .bits: return Rational(int(-1...1))
    case .digits: return Rational(int(-99...99))
    case .fractions: return Rational(Integer(int(-9...9)), Integer(int(1...12)))
    case .words: return Rational(Integer(word()))
    case .huge: return Rational(integer(bits: 200), nonZeroInteger(bits: 100))
    case .scales:
      let power = Rational(Integer(10).power(int(0...200)))
      let value = Rational(int(-99...99))
      return bool() ? value * power : value / power
    case .sparse: return chance(3) ? Rational(int(-5...5)) : .zero
    }
  }

  package mutating func rational() -> Rational { rational(pick(Kind.allCases)) }

  package mutating func nonZeroRational() -> Rational {
    while true {
      let value = rational()
      if !value.isZero { return value }
    }
  }

  /// Rows of numbers of one kind.
  package mutating func rows(_ rows: Int, _ columns: Int, _ kind: Kind) -> [[Rational]] {
    (0..<rows).map { _ in (0..<columns).map { _ in rational(kind) } }
  }

  /// Rows of numbers, sometimes made dependent: a row that is a combination of others, two equal
  /// rows, a zero row or column.
  package mutating func cornerRows(_ count: Int, _ columns: Int, _ kind: Kind) -> [[Rational]] {
    var result = rows(count, columns, kind)
    guard count > 0, columns > 0 else { return result }
    switch int(0...7) {
    case 0:
      let i = int(0...count - 1)
      result[i] = Array(repeating: .zero, count: columns)
    case 1:
      let j = int(0...columns - 1)
      for i in 0..<count { result[i][j] = .zero }
    case 2 where count > 1:
      result[count - 1] = result[int(0...count - 2)]
    case 3 where count > 2:
      let a = rational(kind)
      let b = rational(kind)
      let target = int(0...count - 1)
      let first = (target + 1) % count
      let second = (target + 2) % count
      result[target] = (0..<columns).map { a * result[first][$0] + b * result[second][$0] }
    case 4 where columns > 1:
      let a = rational(kind)
      let target = int(0...columns - 1)
      let source = (target + 1) % columns
      for i in 0..<count { result[i][target] = a * result[i][source] }
    default: break
    }
    return result
  }

  /// A symmetric matrix from a family that covers every verdict about definiteness.
  package mutating func symmetricRows(_ size: Int, _ kind: Kind) -> [[Rational]] {
    let family = int(0...7)
    switch family {
    case 0:
      var result = rows(size, size, kind)
      for i in 0..<size { for j in 0..<i { result[i][j] = result[j][i] } }
      return result
    case 1:
      // Zero diagonal: no first pivot anywhere.
      var result = rows(size, size, kind)
      for i in 0..<size {
        for j in 0..<i { result[i][j] = result[j][i] }
        result[i][i] = .zero
      }
      return result
    case 2: return Self.gram(rows(size, max(0, size - 1), kind))
    case 3: return Self.gram(rows(size, max(0, size / 2), kind))
    case 4: return Self.gram(cornerRows(size, size, kind))
    case 5:
      // Singular by one, then one diagonal entry moved by a very small number.
      var result = Self.gram(rows(size, max(0, size - 1), kind))
      if size > 0 {
        let i = int(0...size - 1)
        let tiny = Rational(Integer.one, Integer(10).power(int(0...320)))
        result[i][i] += bool() ? tiny : -tiny
      }
      return result
    case 6:
      // A difference of two Gram matrices: usually indefinite.
      let plus = Self.gram(rows(size, size, kind))
      let minus = Self.gram(rows(size, 1, kind))
      return (0..<size).map { i in (0..<size).map { plus[i][$0] - minus[i][$0] } }
    default:
      // Positive definite, rows and columns scaled by wildly different powers.
      let scale = (0..<size).map { _ in
        Rational(Integer(10).power(int(0...150)), Integer(10).power(int(0...150)))
      }
      let result = Self.gram(rows(size, size + 1, kind))
      return (0..<size).map { i in (0..<size).map { result[i][$0] * scale[i] * scale[$0] } }
    }
  }

  /// The matrix of inner products of rows.
  package static func gram(_ rows: [[Rational]]) -> [[Rational]] {
    rows.map { a in rows.map { b in zip(a, b).reduce(.zero) { $0 + $1.0 * $1.1 } } }
  }
}
