import ArgumentParser
import Surfaces

/// `descent check`: proves every claim on the cards.
struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Prove every claim on the cards: values, derivatives, minima, saddles.",
    discussion: """
      descent check
      descent check rosenbrock beale
      descent check --surface mine.yaml --verbose

      Exit code 1 if a claim is false.
      """)

  @Argument(help: "The surfaces (default: all).")
  var names: [String] = []

  @Option(
    name: .customLong("surface"), parsing: .unconditionalSingleValue,
    help: ArgumentHelp("A card of your own. May be repeated.", valueName: "file"))
  var cards: [String] = []

  @Flag(help: "Show the claims that hold, too.")
  var verbose = false

  func run() throws {
    let surfaces = try reading { () throws -> [Surface] in
      var catalogue = try Catalogue(folder: "Surfaces")
      let own = try cards.map { try catalogue.add(file: $0) }
      if names.isEmpty && own.isEmpty { return try catalogue.surfaces() }
      return try (names + own).map { try catalogue.surface(named: $0) }
    }
    var falseClaims = 0
    var text = ""
    for surface in surfaces {
      let findings = check(surface)
      let wrong = findings.filter { !$0.holds }
      falseClaims += wrong.count
      let verdict =
        wrong.isEmpty ? "\(findings.count) claims hold" : "\(wrong.count) of \(findings.count) claims are false"
      text += "\(surface.name): \(verdict)\n"
      for finding in verbose ? findings : wrong { text += "  \(finding)\n" }
    }
    try StandardStreams.write(text)
    guard falseClaims == 0 else {
      throw Refusal.failed(
        "\(falseClaims) \(falseClaims == 1 ? "claim is" : "claims are") false; mend the card or the formula")
    }
  }
}
