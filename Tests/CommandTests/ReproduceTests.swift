import Testing

/// Figures that are drawn again from the recipe in their files.
@Suite struct ReproduceTests {
  @Test(arguments: [
    ("compare beale sgd adam -n 20", "a.png"), ("compare sphere sgd:lr=0.1 -n 5 --theme dark", "a.svg"),
    ("demo saddle", "a.pdf"), ("compare --formula x^4+y^2 -n 9 --caption words.txt", "a.png"),
    ("compare --surfaces booth,beale sgd -n 9", "a.png"), ("compare linear-regression sgd -n 5", "a.pdf"),
    ("compare sphere sgd:lr=0.1 -n 5", "a.html"), ("schedule cosine", "a.svg"),
  ])
  func isTheSame(_ line: String, _ file: String) throws {
    let outcome = try Command.shell("descent \(line) -o \(file) >/dev/null 2>&1; descent reproduce \(file)")
    #expect(outcome.code == 0 && outcome.output == "\(file): the same, bit for bit\n", "\(outcome.errors)")
  }

  /// The file keeps the card, and where its data lie.
  @Test func cardsMayChange() throws {
    let card = """
      title: Mine
      kind: convex
      data: rows.csv
      loss: (x*u + y - v)^2
      window: {x: [-2, 2], y: [-2, 2]}
      starts: [[-1, 1]]
      about: A line through points.
      source: A test.
      """
    let outcome = try Command.shell(
      """
      descent compare --surface mine.yaml sgd -n 5 -o a.png >/dev/null && sed -i s/Mine/Other/ mine.yaml \
      && descent reproduce a.png -o b.png && cmp a.png b.png && rm rows.csv && descent reproduce a.png
      """, files: ["mine.yaml": card, "rows.csv": "u,v\n1,2\n2,3\n3,5\n"])
    #expect(outcome.code == 1 && outcome.output == "a.png: the same, bit for bit\n")
    #expect(outcome.errors.contains("its recipe can no longer be followed"))
  }

  @Test func saysWhatIsWrong() throws {
    let changed = try Command.shell(
      "descent compare sphere sgd -n 5 -o a.png >/dev/null; printf x >>a.png; descent reproduce a.png")
    #expect(changed.code == 1 && changed.errors.contains("a.png is not what is drawn now: versions are the same"))
    let other = try Command.shell("printf hello >a.png; descent reproduce a.png")
    #expect(other.code == 1 && other.errors.contains("'a.png' holds no recipe"))
    let broken = try Command.shell(
      "descent compare sphere sgd -n 5 -o a.svg >/dev/null; sed -i 's/&quot;command&quot;/\\&quot;x\\&quot;/' a.svg; descent reproduce a.svg"
    )
    #expect(broken.code == 1 && broken.errors.contains("cannot be read"))
    #expect(try Command.line("reproduce nothing.png").code == 1)
    let part = try Command.shell(
      "descent compare sphere sgd -n 5 --reveal s >/dev/null; descent reproduce s/00-none.png")
    #expect(part.code == 1 && part.errors.contains("one of a series"))
  }

  /// A picture with a recipe of one's own.
  private static func picture(command: String, surface: String = "", card: String = "") -> String {
    let words = command.split(separator: " ").map { "\"\($0)\"" }.joined(separator: ",")
    let recipe = """
      {"descent": "0", "command": [\(words)], "surface": "\(surface)", "card": "\(card)"}
      """
    return "<svg><note keyword=\"Recipe\">\(recipe)</note></svg>"
  }

  /// A file comes from anywhere: what its recipe says is written nowhere but where it is drawn.
  @Test(arguments: [
    "compare sphere sgd -n 5 --caption=PLACE", "compare sphere sgd -n 5 --output=PLACE",
    "compare sphere sgd -n 5 --caption words.txt --caption PLACE", "compare sphere sgd -n 5 -o PLACE",
    "compare sphere sgd -n 5 --reveal PLACE",
  ])
  func writesNowhereElse(_ command: String) throws {
    let outcome = try Command.shell(
      """
      sed "s|PLACE|$PWD/smuggled|" a.svg >b.svg; descent reproduce b.svg; ls
      """, files: ["a.svg": Self.picture(command: command)])
    #expect(outcome.lines == ["a.svg", "b.svg"] && !outcome.crashed, "\(outcome.errors)")
  }

  /// Names and cards lead to no place outside either, and nothing is left behind.
  @Test func namesLeadNowhereElse() throws {
    let card = "title: Sphere\\nformula: x^2 + y^2\\ndata: ../../../../../../../../x.csv\\n"
    let outcome = try Command.shell(
      """
      mkdir tmp; export TMPDIR=$PWD/tmp; echo 1 >x.csv; mkdir -p 1/2/3/4/5/6/7/8; mv c.svg 1/2/3/4/5/6/7/8
      descent reproduce a.svg; descent reproduce b.svg; (cd 1/2/3/4/5/6/7/8; descent reproduce c.svg)
      find . -type f | sort
      """,
      files: [
        "a.svg": Self.picture(command: "compare sphere sgd -n 5", surface: "../../../../../../../own", card: card),
        "b.svg": Self.picture(command: "compare --surface . sgd -n 5", surface: "own", card: card),
        "c.svg": Self.picture(command: "compare --surface m.yaml sgd -n 5", surface: "own", card: card),
      ])
    #expect(outcome.lines == ["./1/2/3/4/5/6/7/8/c.svg", "./a.svg", "./b.svg", "./x.csv"], "\(outcome.errors)")
    #expect(outcome.errors.contains("cannot write") && outcome.errors.contains("too far from its card"))
  }

  /// A card may lie below its data.
  @Test func dataMayLieAbove() throws {
    let card = """
      title: Mine
      kind: convex
      data: ../rows.csv
      loss: (x*u + y - v)^2
      window: {x: [-2, 2], y: [-2, 2]}
      starts: [[-1, 1]]
      about: A line through points.
      source: A test.
      """
    let outcome = try Command.shell(
      """
      mkdir cards; mv mine.yaml cards; cd cards; descent compare --surface mine.yaml sgd -n 5 -o a.png >/dev/null
      descent reproduce a.png; ls ..
      """, files: ["mine.yaml": card, "rows.csv": "u,v\n1,2\n2,3\n3,5\n"])
    #expect(outcome.lines == ["a.png: the same, bit for bit", "cards", "rows.csv"], "\(outcome.errors)")
  }

  @Test(arguments: [
    ("", "names no command"), ("--help", "names no command"),
    ("show adam", "no command that draws, but 'show'"),
    ("compare sphere -h", "draws no figure"), ("compare nothing", "followed: there is no surface"),
  ])
  func commandsThatDrawNothing(_ command: String, _ expected: String) throws {
    let outcome = try Command.shell(
      "descent reproduce a.svg", files: ["a.svg": Self.picture(command: command)])
    #expect(outcome.code == 1 && outcome.errors.contains(expected), "\(outcome.errors)")
    #expect(!outcome.errors.contains("Usage"))
  }

  /// What is in a file counts, not what it is called.
  @Test(arguments: ["png", "svg", "pdf", "html"]) func filesMayBeRenamed(_ ending: String) throws {
    let outcome = try Command.shell(
      "descent compare sphere sgd:lr=0.1 -n 5 -o a.\(ending) >/dev/null; mv a.\(ending) figure; descent reproduce figure"
    )
    #expect(outcome.code == 0, "\(outcome.errors)")
  }
}
