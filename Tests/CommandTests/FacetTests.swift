import Testing

/// Which figure `compare` draws, and what it calls it.
@Suite struct FacetTests {
  @Test(arguments: [
    ("sphere sgd adam --facet optimizer", "output/sphere-sgd-adam-5-steps-by-optimizer.png"),
    ("sphere sgd --start 1,1 --start 1,0.5", "output/sphere-sgd-5-steps-from-1-1-from-1-0.5.png"),
    ("sphere sgd --starts 2x1", "output/sphere-sgd-5-steps-starts-2x1.png"),
    ("sgd --surfaces sphere,booth", "output/sphere-booth-sgd-5-steps.png"),
  ]) func hasANameOfItsOwn(_ line: String, _ path: String) throws {
    let outcome = try Command.line("compare \(line) --steps 5 --size 800x500")
    #expect(outcome.code == 0)
    #expect(outcome.errors == path.replacing(".png", with: "-800x500.png") + "\n")
  }

  /// One table a start, with the same rates, and the start above each.
  @Test func everyStartHasItsTable() throws {
    let outcome = try Command.line("compare sphere sgd adam --starts 2x2 --steps 5 --rates same=0.1")
    #expect(outcome.lines.filter { $0.contains(": from (") }.count == 4)
    #expect(outcome.lines.filter { $0.contains("SGD") && $0.contains(" 0.1 ") }.count == 4)
  }

  @Test func theCaptionMayStandInAFile() throws {
    let outcome = try Command.shell(
      "descent compare sphere sgd adam --starts 2x2 --steps 5 --caption words.txt >/dev/null 2>&1; cat words.txt")
    #expect(outcome.output.contains("rates tuned once, from ("))
  }
}
