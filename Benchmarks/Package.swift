// swift-tools-version: 6.1
import PackageDescription

// A package of its own, so that the dependencies of the benchmarks stay out of the product.
let package = Package(
  name: "Benchmarks",
  platforms: [.macOS(.v15)],
  dependencies: [
    .package(name: "scalarization-verify", path: "..")
  ],
  targets: [
    // Times this suite on inputs that another program also gets: see peers/compare.py.
    .executableTarget(
      name: "SuiteTimings",
      dependencies: [
        .product(name: "ScalarizationVerify", package: "scalarization-verify")
      ])
  ],
  swiftLanguageModes: [.v6]
)
