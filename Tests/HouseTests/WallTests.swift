import Testing

/// Who may use what.
///
/// The build sees imports between rooms; it does not see these.
@Suite struct WallTests {
  /// What each room may import, besides itself.
  private static let allowed: [String: Set<String>] = [
    "Calculus": ["CLanes"],
    "Formulas": ["Calculus"],
    "Surfaces": ["Formulas", "Calculus", "Yams", "Foundation"],
    "Optimizers": ["Calculus"],
    "Schedules": ["Calculus"],
    "Experiments": ["Surfaces", "Optimizers", "Schedules", "Calculus", "Dispatch", "Synchronization"],
    "Drawing": ["Glibc", "Darwin"],
    "Figures": ["Experiments", "Surfaces", "Calculus", "Drawing", "Glibc", "Darwin"],
    "Rendering": ["Drawing", "CCairo", "Foundation", "Dispatch", "Synchronization", "Glibc", "Darwin"],
    "descent": [
      "Calculus", "Formulas", "Surfaces", "Optimizers", "Schedules", "Experiments", "Drawing", "Figures", "Rendering",
      "ArgumentParser", "Foundation", "Synchronization",
    ],
  ]

  @Test func theRoomsAreThere() {
    #expect(Set(House.sources.map(\.room)) == Set(Self.allowed.keys))
    #expect(House.sources.count > 50)
  }

  @Test(arguments: House.sources) func importsStayInsideTheWalls(_ file: House.File) throws {
    let allowed = try #require(Self.allowed[file.room])
    #expect(Set(file.imports).subtracting(allowed).isEmpty)
  }

  /// Names that belong to some rooms, or to none.
  private static let names: [(names: Set<String>, rooms: Set<String>, reason: String)] = [
    (["Foundation"], ["Surfaces", "Rendering", "descent"], "Foundation is large, and differs between systems"),
    (["stdout", "stderr", "STDOUT_FILENO", "STDERR_FILENO"], ["descent", "Rendering"], "only the command prints"),
    (["ContinuousClock", "SuspendingClock", "Date", "clock_gettime"], ["descent"], "no result has a time"),
    (["ProcessInfo", "getenv", "CommandLine"], ["descent"], "only the command knows who called it"),
    (["SystemRandomNumberGenerator"], [], "luck is a function of the seed"),
  ]

  /// Functions that belong to some rooms, or to none.
  private static let calls: [(names: Set<String>, rooms: Set<String>, reason: String)] = [
    (["print", "debugPrint", "dump", "puts", "printf", "fputs"], [], "what is printed goes through StandardStreams"),
    (["random", "shuffled", "randomElement", "drand48"], [], "luck is a function of the seed"),
    (["exit", "abort"], ["descent"], "only the command ends the program"),
    (["fatalError"], [], "what users reach answers"),
  ]

  @Test(arguments: House.sources) func namesStayInTheirRooms(_ file: House.File) {
    for (names, rooms, reason) in Self.names where !rooms.contains(file.room) {
      #expect(file.words.isDisjoint(with: names), "\(reason)")
    }
    for (names, rooms, reason) in Self.calls where !rooms.contains(file.room) {
      #expect(file.calls.isDisjoint(with: names), "\(reason)")
    }
    guard file.room != "Rendering" else { return }
    let foreign = file.calls.filter { call in ["cairo_", "FT_", "Fc"].contains { call.hasPrefix($0) } }
    #expect(foreign.isEmpty, "only Rendering knows Cairo and fonts")
  }

  /// What stops the program where it should answer.
  @Test(arguments: House.sources + House.files(in: "Plugins", ending: "swift"))
  func nothingIsForced(_ file: House.File) {
    for line in file.code { #expect(!line.contains("try!") && !line.contains("as! "), "\(line)") }
  }
}
