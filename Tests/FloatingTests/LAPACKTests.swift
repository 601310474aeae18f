import Randomness
import Surfaces
import Testing
@testable import Floating

@Suite struct LAPACKTests {
  private func random(_ count: Int, index: UInt64) -> [Double] {
    var generator = CounterGenerator(seed: 8, stream: "lapack", index: index)
    return (0..<count).map { _ in generator.uniform(from: -1, to: 1) }
  }

  @Test func productsAndGramMatricesAreThoseOfTheDefinition() {
    for (index, (p, q, r)) in [(1, 1, 1), (2, 3, 4), (5, 1, 2), (7, 30, 6)].enumerated() {
      let a = random(p * q, index: UInt64(2 * index))
      let b = random(q * r, index: UInt64(2 * index + 1))
      let product = LAPACK.multiply(a, b, rows: p, inner: q, columns: r)
      let gram = LAPACK.gram(rows: a, count: p, length: q)
      for i in 0..<p {
        for j in 0..<r {
          let expected = (0..<q).reduce(0.0) { $0 + a[i * q + $1] * b[$1 * r + j] }
          #expect(abs(product[i * r + j] - expected) < 1e-13)
        }
        for j in 0..<p {
          let expected = (0..<q).reduce(0.0) { $0 + a[i * q + $1] * a[j * q + $1] }
          #expect(abs(gram[i * p + j] - expected) < 1e-13)
        }
      }
    }
  }

  @Test func inversesFactorsAndSolutionsMultiplyBack() throws {
    for size in [1, 2, 5, 27, 28, 40] {
      let rows = random(size * (size + 2), index: UInt64(100 + size))
      let gram = LAPACK.gram(rows: rows, count: size, length: size + 2)
      let inverse = try #require(LAPACK.inverse(gram, size: size))
      let factor = try #require(LAPACK.choleskyFactor(gram, size: size))
      var own = gram
      #expect(
        own.withUnsafeMutableBufferPointer { buffer in
          buffer.baseAddress.map { DenseKernel.invertPositiveDefinite($0, size: size) } ?? false
        })
      let scale = inverse.reduce(0) { max($0, abs($1)) }
      let right = random(size, index: UInt64(200 + size))
      let solution = try #require(LAPACK.solvePositiveDefinite(gram, size: size, right: right))
      for i in 0..<size {
        for j in 0..<size {
          let entry = (0..<size).reduce(0.0) { $0 + gram[i * size + $1] * inverse[$1 * size + j] }
          #expect(abs(entry - (i == j ? 1 : 0)) < 1e-12 * scale)
          #expect(abs(inverse[i * size + j] - own[i * size + j]) < 1e-12 * scale * scale)
          let square = (0..<size).reduce(0.0) {
            $0 + factor[i * size + $1] * factor[j * size + $1]
          }
          #expect(abs(square - gram[i * size + j]) < 1e-12)
        }
        let value = (0..<size).reduce(0.0) { $0 + gram[i * size + $1] * solution[$1] }
        #expect(abs(value - right[i]) < 1e-12 * scale)
      }
    }
  }

  @Test func eigenpairsSatisfyTheirEquation() throws {
    for size in [1, 2, 3, 8, 30] {
      let rows = random(size * size, index: UInt64(300 + size))
      let matrix = (0..<(size * size)).map {
        rows[$0] + rows[($0 % size) * size + $0 / size]
      }
      let eigen = try #require(LAPACK.symmetricEigen(matrix, size: size))
      for j in 0..<size {
        if j > 0 { #expect(eigen.values[j - 1] <= eigen.values[j]) }
        let vector = Array(eigen.vectors[(j * size)..<((j + 1) * size)])
        #expect(abs(vector.reduce(0) { $0 + $1 * $1 } - 1) < 1e-12)
        for i in 0..<size {
          let image = (0..<size).reduce(0.0) { $0 + matrix[i * size + $1] * vector[$1] }
          #expect(abs(image - eigen.values[j] * vector[i]) < 1e-12)
        }
      }
    }
  }

  @Test func singularAndBadMatricesAreReported() {
    #expect(LAPACK.inverse([1, 1, 1, 1], size: 2) == nil)
    #expect(LAPACK.choleskyFactor([1, 2, 2, 1], size: 2) == nil)
    #expect(!LAPACK.looksPositiveDefinite([-1], size: 1))
    #expect(LAPACK.symmetricEigen([.nan, 0, 0, 1], size: 2) == nil)
    #expect(LAPACK.solvePositiveDefinite([0, 0, 0, 0], size: 2, right: [1, 1]) == nil)
  }
}
