// swift-tools-version: 6.2
import Foundation
import PackageDescription

// Built for the machine at hand unless DESCENT_PORTABLE=1. On x86-64 the flags reach the C header of CLanes and the
// Swift code compiled with it; results are the same bits either way.
let portable = Context.environment["DESCENT_PORTABLE"] == "1"
#if arch(x86_64)
  let native = portable ? [] : ["-Xcc", "-march=native", "-Xcc", "-mprefer-vector-width=512"]
#else
  let native: [String] = []
#endif

let house: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
  // Exclusive access is proved at compile time where it can be; the checks at run time would cost a fifth of a step.
  .unsafeFlags(native + ["-enforce-exclusivity=unchecked"]),
]

func room(
  _ name: String, imports: [Target.Dependency], exclude: [String] = [], plugins: [Target.PluginUsage] = []
) -> Target {
  .target(name: name, dependencies: imports, exclude: exclude, swiftSettings: house, plugins: plugins)
}

func tests(of name: String, imports: [Target.Dependency], exclude: [String] = []) -> Target {
  .testTarget(
    name: "\(name)Tests", dependencies: imports, exclude: exclude, swiftSettings: house)
}

let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
  name: "descent",
  products: [
    .executable(name: "descent", targets: ["descent"]),
    .library(
      name: "Laboratory",
      targets: [
        "Calculus", "Formulas", "Surfaces", "Optimizers", "Schedules", "Experiments", "Drawing", "Figures", "Rendering",
      ]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
  ],
  targets: [
    .target(name: "CLanes"),
    room("Calculus", imports: ["CLanes"]),
    room("Formulas", imports: ["Calculus"]),
    room("Surfaces", imports: ["Formulas", "Calculus", yams], plugins: ["EmbedCards"]),
    room("Optimizers", imports: ["Calculus"]),
    room("Schedules", imports: ["Calculus"]),
    room("Experiments", imports: ["Surfaces", "Optimizers", "Schedules", "Calculus"]),
    room("Drawing", imports: []),
    room("Figures", imports: ["Experiments", "Surfaces", "Calculus", "Drawing"]),
    .systemLibrary(name: "CCairo", pkgConfig: "cairo-ft fontconfig zlib", providers: [.apt(["libcairo2-dev"])]),
    room("Rendering", imports: ["Drawing", "CCairo"], exclude: ["Page"], plugins: ["EmbedPage"]),
    .executableTarget(
      name: "descent",
      dependencies: [
        "Calculus", "Formulas", "Surfaces", "Optimizers", "Schedules", "Experiments", "Drawing", "Figures", "Rendering",
        arguments,
      ],
      swiftSettings: house, plugins: ["EmbedNotes"]),
    .executableTarget(name: "embed-notes", path: "Plugins/EmbedNotesTool", swiftSettings: house),
    .plugin(name: "EmbedNotes", capability: .buildTool(), dependencies: ["embed-notes"]),
    .executableTarget(name: "embed-cards", path: "Plugins/EmbedCardsTool", swiftSettings: house),
    .plugin(name: "EmbedCards", capability: .buildTool(), dependencies: ["embed-cards"]),
    .executableTarget(name: "embed-page", path: "Plugins/EmbedPageTool", swiftSettings: house),
    .plugin(name: "EmbedPage", capability: .buildTool(), dependencies: ["embed-page"]),
    tests(of: "Calculus", imports: ["Calculus"], exclude: ["Reference"]),
    tests(of: "Formulas", imports: ["Formulas", "Calculus"]),
    tests(of: "Surfaces", imports: ["Surfaces", "Formulas", "Calculus"], exclude: ["Reference"]),
    tests(of: "Optimizers", imports: ["Optimizers", "Formulas", "Calculus"], exclude: ["Reference"]),
    tests(
      of: "Experiments", imports: ["Experiments", "Surfaces", "Optimizers", "Schedules", "Calculus"],
      exclude: ["Reference"]),
    tests(of: "Schedules", imports: ["Schedules", "Calculus"], exclude: ["Reference"]),
    tests(of: "Drawing", imports: ["Drawing"]),
    tests(of: "Figures", imports: ["Figures", "Experiments", "Surfaces", "Optimizers", "Calculus", "Drawing"]),
    tests(of: "Rendering", imports: ["Rendering", "Drawing", "CCairo"]),
    tests(of: "Command", imports: ["descent"]),
    tests(of: "House", imports: []),
  ],
  swiftLanguageModes: [.v6]
)
