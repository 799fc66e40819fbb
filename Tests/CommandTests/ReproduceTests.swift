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
}
