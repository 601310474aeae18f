// swift-tools-version: 6.1
import PackageDescription

let package = Package(
  name: "scalarization-verify",
  platforms: [.macOS(.v15)],
  products: [
    .library(
      name: "ScalarizationVerify",
      targets: ["Exact", "Floating", "Surfaces", "Certificates", "Verify", "Learning", "Cases"]),
    .executable(name: "verify-cli", targets: ["verify-cli"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
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

    .target(name: "Exact", dependencies: ["CGMP", "CMPFR"]),
    .target(name: "Floating", dependencies: ["CLAPACKE"]),
    .target(name: "Surfaces", dependencies: ["Exact", "Floating"]),
    .target(name: "Certificates", dependencies: ["Exact"]),
    .target(name: "Learning", dependencies: ["Exact", "Surfaces"]),
    .target(
      name: "Verify",
      dependencies: ["Exact", "Surfaces", "Floating", "Certificates", "Learning"]),
    .target(name: "Cases", dependencies: ["Exact", "Surfaces"]),
    .executableTarget(
      name: "verify-cli",
      dependencies: [
        "Exact", "Floating", "Surfaces", "Certificates", "Verify", "Learning", "Cases",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),

    .target(name: "TestSupport", path: "Tests/TestSupport"),
    .testTarget(name: "ExactTests", dependencies: ["Exact", "TestSupport"]),
    .testTarget(name: "FloatingTests", dependencies: ["Floating", "Surfaces", "TestSupport"]),
    .testTarget(name: "SurfacesTests", dependencies: ["Surfaces", "TestSupport"]),
    .target(
      name: "CertificateExamples", dependencies: ["Certificates", "TestSupport"],
      path: "Tests/CertificateExamples"),
    .testTarget(
      name: "CertificatesTests",
      dependencies: ["Certificates", "CertificateExamples", "TestSupport"]),
    .testTarget(name: "LearningTests", dependencies: ["Learning", "TestSupport"]),
    .testTarget(name: "VerifyTests", dependencies: ["Verify", "Cases", "TestSupport"]),
    .testTarget(name: "CasesTests", dependencies: ["Cases", "TestSupport"]),
    .testTarget(
      name: "CommandTests",
      dependencies: ["verify-cli", "Certificates", "CertificateExamples", "TestSupport"]),
  ],
  swiftLanguageModes: [.v6]
)
