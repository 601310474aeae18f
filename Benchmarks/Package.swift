// swift-tools-version: 6.1
import PackageDescription

// A package of its own, so that the dependencies of the benchmarks stay out of the product.
let package = Package(
  name: "Benchmarks",
  platforms: [.macOS(.v15)],
  dependencies: [
    .package(name: "scalarization-verify", path: ".."),
    // Without its traits: they count allocations, which nothing here looks at.
    .package(url: "https://github.com/ordo-one/benchmark", from: "1.38.1", traits: []),
  ],
  targets: [
    // Regression benchmarks of this suite alone: swift package benchmark.
    .executableTarget(
      name: "Decisions",
      dependencies: [
        .product(name: "ScalarizationVerify", package: "scalarization-verify"),
        .product(name: "Benchmark", package: "benchmark"),
      ],
      path: "Benchmarks/Decisions",
      plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]),
    // Times this suite on inputs that other systems also get: see peers/compare.py.
    .executableTarget(
      name: "SuiteTimings",
      dependencies: [
        .product(name: "ScalarizationVerify", package: "scalarization-verify")
      ]),
  ],
  swiftLanguageModes: [.v6]
)
