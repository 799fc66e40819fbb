import Testing

/// `compare` on surfaces of one coordinate.
@Suite struct CompareCurveTests {
  @Test(arguments: [
    ("compare parabola sgd:lr=0.6 sgd:lr=1.95", "output/parabola-sgd-lr-0.6-sgd-lr-1.95.png"),
    ("compare tilted-double-well sgd adam --theme dark --size 800x500 -o well.png", "well.png"),
    ("compare --formula x^4-x^2 --variables x --window -1,2 --start 1.8 sgd -o mine.png", "mine.png"),
  ])
  func drawsACurve(_ line: String, _ file: String) throws {
    let outcome = try Command.shell("descent \(line) && head -c 4 \(file) | tail -c 3")
    #expect(outcome.code == 0 && !outcome.crashed, "\(outcome.errors)")
    #expect(outcome.lines.first?.hasPrefix("rank") == true && outcome.output.contains("SGD"))
    #expect(outcome.output.hasSuffix("PNG"))
  }

  /// A formula in one variable is another figure than the same text in two.
  @Test func variablesStandInTheName() throws {
    let outcome = try Command.shell(
      "descent compare --formula x^2 sgd -n 5; descent compare --formula x^2 --variables x sgd -n 5; ls output | wc -l")
    #expect(outcome.code == 0 && outcome.lines.last?.contains("2") == true, "\(outcome.errors)")
  }
}
