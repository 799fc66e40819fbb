import Testing

@Suite("Command: demos")
struct DemoCommandTests {
  private static let mine = """
    title: Two rates
    look: the paths
    surface: sphere
    steps: 20
    runs: {slow: "sgd:lr=0.01", fast: "sgd:lr=0.1"}
    measures: {arrives: {first: loss < 1}}
    figure: {measure: arrives}
    claims:
      - {says: "the fast one arrives after {fast_arrives} steps", holds: fast_arrives == 6}
      - {says: the slow one does not, holds: slow_arrives == never}
    lesson: A rate of 0.1 takes {fast_arrives} steps, one of 0.01 more.
    source: none
    """

  @Test("Without a name they are listed, each with its question")
  func list() throws {
    let outcome = try Command.line("demo")
    #expect(outcome.code == 0)
    #expect(outcome.lines.contains("  saddle                Who leaves the saddle first?"))
    #expect(try Command.line("list demos").output == outcome.output)
  }

  @Test("A demo of one's own, named or as an option")
  func own() throws {
    for words in ["demo mine.yaml", "demo --demo-file mine.yaml"] {
      let outcome = try Command.line(words + " --size 800x500", files: ["mine.yaml": Self.mine])
      #expect(outcome.code == 0)
      #expect(
        outcome.output == """
          Two rates

          A rate of 0.1 takes 6 steps, one of 0.01 more.

          Look: the paths

            true   the fast one arrives after 6 steps
            true   the slow one does not

          """)
      #expect(outcome.errors == "output/demo-mine-800x500.png\n")
    }
  }

  @Test("A false claim is said to be false, with what was measured, and the code is 1")
  func falseClaim() throws {
    let text = Self.mine.replacing("fast_arrives == 6", with: "fast_arrives == 7").replacing("== never", with: "< 9")
    let outcome = try Command.line("demo mine.yaml --size 800x500", files: ["mine.yaml": text])
    #expect(outcome.code == 1)
    #expect(
      outcome.lines.suffix(2) == [
        "  FALSE  the fast one arrives after 6 steps: fast_arrives == 7, but fast_arrives is 6",
        "  FALSE  the slow one does not: slow_arrives < 9, but slow_arrives is never",
      ])
    #expect(outcome.errors.hasSuffix("descent: 2 of 2 claims of mine are false\n"))
  }

  @Test(
    "Asked wrongly, or badly written",
    arguments: [
      ("demo sadle", 64, "descent: there is no demo \"sadle\"; did you mean \"saddle\"?\n"),
      (
        "demo saddle --demo-file mine.yaml", 64,
        "descent: --demo-file and 'saddle' both name a demo; keep one of them\n"
      ),
      ("demo none.yaml", 1, "descent: none.yaml: there is no such file\n"),
      ("demo loose.yaml", 1, "descent: loose.yaml:5:14: a demo pins every rate; write 'sgd:lr=0.001' or another\n"),
      ("demo other.yaml", 1, "descent: other.yaml:5:14: there is no optimizer 'sgdd'; did you mean 'sgd'?\n"),
    ] as [(String, Int32, String)])
  func mistakes(line: String, code: Int32, message: String) throws {
    let files = [
      "mine.yaml": Self.mine, "loose.yaml": Self.mine.replacing("sgd:lr=0.01\"", with: "sgd\""),
      "other.yaml": Self.mine.replacing("sgd:lr=0.01\"", with: "sgdd:lr=1\""),
    ]
    let outcome = try Command.line(line, files: files)
    #expect(outcome.code == code)
    #expect(outcome.errors == message)
  }

  @Test("'show' tells every setting of a demo, after the surface of the same name")
  func show() throws {
    let saddle = try Command.line("show saddle").output
    #expect(saddle.hasPrefix("Saddle (saddle, hyperbolic-saddle)\n"))
    #expect(saddle.contains("\ndemo saddle: Who leaves the saddle first?\n"))
    let zigzag = try Command.line("show zigzag")
    #expect(zigzag.code == 0)
    #expect(zigzag.lines.contains("gd        sgd:lr=0.18181818181818182                        (10, 1)      0      1"))
  }
}
