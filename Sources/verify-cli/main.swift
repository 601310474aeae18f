import Exact

var generator = SystemRandomNumberGenerator()
for n in [3, 10, 50, 100] {
  let a = RationalMatrix(numerators: (0..<n).map { _ in (0..<n).map { _ in Integer(Int.random(in: -99...99)) } })
  let g = a.transposed * a
  let clock = ContinuousClock()
  var inv: RationalMatrix?
  let t = clock.measure { inv = g.positiveDefiniteInverse().inverse }
  let ok = inv.map { g * $0 == .identity(n) }
  let d = clock.measure { _ = g.definiteness() }
  let s = n <= 50 ? g.inverse() == inv : true
  print(n, t, d, ok as Any, s)
}
print(try Rational(literal: "-0.49e-2"), try Rational(literal: "1e3"), Rational(1, 3).doubleValue)
let z = RationalMatrix(numerators: [[1, 2, 3], [2, 4, 6], [1, 0, 1]])
print(z.nullVector() as Any, z.rank(), z.determinant())
print(RationalMatrix(numerators: [[1, 2], [2, 1]]).definiteness(), RationalMatrix(numerators: [[0, 2], [2, 0]]).definiteness(), RationalMatrix(numerators: [[1, 2, 0], [2, 4, 0], [0, 0, 0]]).definiteness())
