// swift-tools-version: 6.1
import PackageDescription

let package = Package(
  name: "scalarization-verify",
  platforms: [.macOS(.v15)],
  products: [
    // One import for programs; experiments and claims come with it as modules of their own.
    .library(
      name: "ScalarizationVerify", targets: ["ScalarizationVerify", "Experiments", "Claims"]),
    .executable(name: "verify-cli", targets: ["verify-cli"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
  ],
  targets: [
    .systemLibrary(
      name: "CGMP", pkgConfig: "gmp",
      providers: [.apt(["libgmp-dev"]), .brew(["gmp"])]),
    .systemLibrary(
      name: "CMPFR", pkgConfig: "mpfr",
      providers: [.apt(["libmpfr-dev"]), .brew(["mpfr"])]),
    .systemLibrary(
      name: "CLAPACKE", pkgConfig: "lapacke",
      providers: [.apt(["liblapacke-dev", "libopenblas-dev"]), .brew(["lapack", "openblas"])]),
    .systemLibrary(
      name: "CZlib", pkgConfig: "zlib",
      providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
    .systemLibrary(
      name: "COpenSSL", pkgConfig: "libcrypto",
      providers: [.apt(["libssl-dev"]), .brew(["openssl@3"])]),

    // Numbers that never round, and the strict reader and writer of files that hold them.
    .target(name: "Exact", dependencies: ["CGMP"]),
    .target(name: "ExactJSON", dependencies: ["Exact"]),
    // The trusted kernel: what a verdict rests on, and nothing else.
    .target(name: "Certificates", dependencies: ["Exact", "ExactJSON"]),

    .target(name: "Intervals", dependencies: ["Exact", "CGMP", "CMPFR"]),
    .target(name: "Floating", dependencies: ["Exact", "CLAPACKE"]),
    .target(name: "Randomness", dependencies: ["Exact"]),
    .target(name: "Parallel"),

    .target(name: "Surfaces", dependencies: ["Exact", "Floating"]),
    .target(
      name: "Cases", dependencies: ["Exact", "ExactJSON", "Floating", "Surfaces", "CZlib"]),
    .target(
      name: "Verify",
      dependencies: [
        "Exact", "ExactJSON", "Intervals", "Floating", "Randomness", "Parallel", "Surfaces",
        "Certificates", "Cases",
      ]),
    .target(name: "Learning", dependencies: ["Exact", "Randomness", "Parallel", "Surfaces"]),
    .target(
      name: "Experiments",
      dependencies: [
        "Exact", "Intervals", "Randomness", "Parallel", "Surfaces", "Certificates", "Verify",
        "Learning",
      ]),
    .target(
      name: "Claims",
      dependencies: [
        "Exact", "ExactJSON", "Intervals", "Randomness", "Parallel", "Surfaces", "Certificates",
        "Verify", "Learning", "COpenSSL",
      ]),
    .target(
      name: "ScalarizationVerify",
      dependencies: [
        "Exact", "ExactJSON", "Intervals", "Floating", "Surfaces", "Certificates", "Verify",
        "Learning", "Cases",
      ]),
    .executableTarget(
      name: "verify-cli",
      dependencies: [
        "Exact", "ExactJSON", "Intervals", "Floating", "Randomness", "Parallel", "Surfaces",
        "Certificates", "Verify", "Learning", "Experiments", "Claims", "Cases",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Mustache", package: "swift-mustache"),
      ]),

    .target(name: "TestSupport", dependencies: ["Exact"], path: "Tests/TestSupport"),
    .target(
      name: "CertificateExamples",
      dependencies: ["Exact", "ExactJSON", "Certificates", "TestSupport"],
      path: "Tests/CertificateExamples"),
    .testTarget(name: "ExactTests", dependencies: ["Exact", "TestSupport"]),
    .testTarget(name: "ExactJSONTests", dependencies: ["Exact", "ExactJSON", "TestSupport"]),
    .testTarget(name: "IntervalsTests", dependencies: ["Exact", "Intervals", "TestSupport"]),
    .testTarget(
      name: "FloatingTests",
      dependencies: ["Exact", "Floating", "Randomness", "Surfaces", "TestSupport"]),
    .testTarget(name: "RandomnessTests", dependencies: ["Exact", "Randomness", "TestSupport"]),
    .testTarget(
      name: "CertificatesTests",
      dependencies: ["Exact", "ExactJSON", "Certificates", "CertificateExamples", "TestSupport"]),
    .testTarget(
      name: "SurfacesTests",
      dependencies: ["Exact", "Floating", "Randomness", "Surfaces", "TestSupport"]),
    .testTarget(
      name: "VerifyTests",
      dependencies: [
        "Exact", "Intervals", "Floating", "Randomness", "Surfaces", "Certificates", "Verify",
        "Cases", "Claims", "ScalarizationVerify", "TestSupport",
      ]),
    .testTarget(
      name: "LearningTests",
      dependencies: ["Exact", "Randomness", "Surfaces", "Learning", "TestSupport"]),
    .testTarget(
      name: "ClaimsTests",
      dependencies: [
        "Exact", "ExactJSON", "Randomness", "Surfaces", "Certificates", "Verify", "Claims",
        "Cases", "TestSupport",
      ], exclude: ["generators.txt"]),
    .testTarget(name: "CasesTests", dependencies: ["Exact", "Surfaces", "Cases", "TestSupport"]),
    .testTarget(
      name: "CommandTests",
      dependencies: [
        "verify-cli", "Exact", "ExactJSON", "Surfaces", "Certificates", "CertificateExamples",
        "TestSupport",
      ]),
  ],
  swiftLanguageModes: [.v6]
)
