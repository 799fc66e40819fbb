import Testing

/// Sizes, spotlights and what else a map shows.
@Suite struct SpotlightTests {
  @Test(arguments: [
    ("89mm", 1051, 2207), ("183mm", 2161, 1351), ("120x90mm", 1417, 1063), ("16:9", 1920, 1080),
    ("square", 1600, 1600), ("400x300", 400, 300), ("8000x6000", 8000, 6000),
  ])
  func sizes(_ size: String, _ width: Int, _ height: Int) throws {
    let outcome = try Command.shell(
      "descent compare sphere sgd adam -n 5 --size \(size) -o a.png >/dev/null; head -c 24 a.png | od -An -tu1 -j16")
    let bytes = outcome.output.split(whereSeparator: \.isWhitespace).compactMap { Int($0) }
    #expect(bytes.count == 8, "\(outcome.errors)")
    #expect(bytes.prefix(4).reduce(0) { $0 << 8 | $1 } == width)
    #expect(bytes.suffix(4).reduce(0) { $0 << 8 | $1 } == height)
  }

  /// A picture a slide, in the order in which optimizers are named.
  @Test func reveals() throws {
    let outcome = try Command.shell(
      "descent compare sphere adam sgd momentum -n 9 --reveal slides >/dev/null; ls slides")
    #expect(outcome.lines == ["00-none.png", "01-adam.png", "02-sgd.png", "03-momentum.png"], "\(outcome.errors)")
    // All of them is the figure itself.
    let whole = try Command.shell(
      """
      descent compare sphere adam sgd -n 9 --reveal s >/dev/null; descent compare sphere adam sgd -n 9 -o a.svg >/dev/null
      descent compare sphere adam sgd -n 9 -o a.png > /dev/null; ls -l a.png s/02-sgd.png | awk '{print ($5 > 0)}'
      """)
    #expect(whole.lines == ["1", "1"])
  }

  @Test(arguments: [
    ("--highlight adam", true), ("--overlay gradient --overlay newton@start", true),
    ("--overlay taylor@-1,1 --overlay eigenvectors@minimum --theme print", true), ("--inset 0.5,1.5,0.5,1.5", true),
    ("--highlight nobody", false),
  ])
  func maps(_ options: String, _ works: Bool) throws {
    let outcome = try Command.line("compare rosenbrock sgd adam -n 20 -o a.png \(options)")
    #expect((outcome.code == 0) == works && !outcome.crashed, "\(outcome.errors)")
  }

  @Test(arguments: [
    ("--highlight nobody", "there is no optimizer in this comparison 'nobody'"),
    ("--highlight ,", "--highlight names none; write names with commas between"),
    ("--reveal s -o a.png", "--reveal writes its pictures into s; leave out --output a.png"),
    ("--reveal no/such/folder", "cannot make the folder 'no/such/folder'"),
    ("--highlight adam --facet optimizer", "--highlight and --reveal go with a single map or curve"),
    ("--overlay gradients", "there is no overlay 'gradients'; did you mean 'gradient'?"),
    ("--overlay gradient@1,1", "--overlay gradient covers the whole map; leave out '@1,1'"),
    ("--overlay newton@1", "--overlay takes a point of two coordinates after @, as in @-1,2, not '1'"),
    ("--overlay newton@9,9", "the point 9,9 of --overlay lies outside the window"),
    ("--overlay newton@nan,1", "each coordinate after @ in --overlay"),
    ("--overlay gradient --view 225,35", "--overlay and --inset are drawn on a map seen from above; leave out --view"),
    ("--inset 0,1,0,1 --facet optimizer", "--inset goes with a single map of two coordinates"),
    ("--inset 0,9,0,1", "--inset 0,9,0,1 is no part of the window"),
    ("--inset -2,2,-1,3", "would be no larger than on the map"),
    ("--inset 1,0,0,1", "--inset runs from the lower to the higher end"),
    ("--size 89cm", "--size is WIDTHxHEIGHT in pixels"), ("--size 10mm", "a page is 85 to 1000 mm wide"),
    ("--size axbmm", "is not a size on paper"), ("--size 2000x450 --dpi 100", "is too narrow for a figure"),
    ("--theme prin", "there is no theme 'prin'; did you mean 'print'?"),
  ])
  func isExplained(_ options: String, _ words: String) throws {
    let outcome = try Command.line("compare rosenbrock sgd adam -n 5 \(options)")
    #expect([64, 1].contains(outcome.code) && !outcome.crashed && outcome.errors.contains(words), "\(outcome.errors)")
    #expect(outcome.errors.split(separator: "\n").count == 1)
  }

  /// The terms stand beside the slides if they stand in none of them.
  @Test func revealsWithACaption() throws {
    let outcome = try Command.shell("descent compare sphere sgd -n 9 --reveal s --caption c.txt >/dev/null; cat c.txt")
    #expect(outcome.output.contains("9 steps"), "\(outcome.errors)")
  }

  @Test(arguments: [
    ("--caption=a.png", 64, "both write to 'a.png'"), ("--caption=", 64, "Missing value for '--caption"),
    ("--title=a\u{2028}b", 64, "line break"), ("--title=\u{202E}b", 64, "line break"),
    ("--title=\u{FFFF}", 64, "line break"), ("--title=\u{85}", 64, "line break"),
    ("--inset=1,1.0000000000000002,1,1.0000000000000002", 64, "too narrow"),
    ("--window=1,1.0000000000000002,-1,3", 64, "too narrow"),
  ])
  func mistakes(_ option: String, _ code: Int32, _ expected: String) throws {
    let outcome = try Command.descent("compare", "rosenbrock", "sgd", "-n", "5", "-o", "a.png", option)
    #expect(outcome.code == code && outcome.errors.contains(expected), "\(outcome.errors)")
  }

  @Test func foldersOfSlides() throws {
    let outcome = try Command.line("compare sphere sgd -n 5 --reveal nowhere/slides")
    #expect(outcome.code == 1 && outcome.errors.contains("the folder above it is not there"))
    #expect(try Command.descent("compare", "sphere", "sgd", "--reveal", "").code == 64)
  }

  /// A limit on the size of files leaves nothing behind.
  @Test func filesMayBeLimited() throws {
    let outcome = try Command.shell(
      "(ulimit -f 4; descent compare sphere sgd -n 5 -o a.png >/dev/null; echo $?); ls -A")
    #expect(outcome.lines == ["1"] && outcome.errors.contains("files may not be so large"), "\(outcome.errors)")
  }
}
