// swift-tools-version: 6.2
import Foundation
import PackageDescription

// The flags of the package under test: what is inlined here must be compiled as it is there.
let portable = Context.environment["DESCENT_PORTABLE"] == "1"
#if arch(x86_64)
  let native = portable ? [] : ["-Xcc", "-march=native", "-Xcc", "-mprefer-vector-width=512"]
#else
  let native: [String] = []
#endif

let package = Package(
  name: "benchmarks",
  dependencies: [.package(name: "descent", path: "../..")],
  targets: [
    .executableTarget(
      name: "benchmarks",
      dependencies: [.product(name: "Laboratory", package: "descent")],
      swiftSettings: [.unsafeFlags(native)])
  ],
  swiftLanguageModes: [.v6]
)
