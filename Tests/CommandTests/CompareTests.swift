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

  /// The table for notes and for papers.
  @Test func tablesForPapers() throws {
    let command = "compare parabola sgd:lr=0.6 momentum:lr=0.02,momentum=0.5 -n 3 -o x.png --table"
    let markdown = try Command.line("\(command) markdown")
    #expect(
      markdown.output == """
        | rank | optimizer | rate | steps to 1e-6 | final loss | evaluations | ending |
        | ---: | :--- | ---: | ---: | ---: | ---: | :--- |
        | 1 | SGD | 0.6 | - | 0.018432 | 3 | still falling |
        | 2 | Momentum momentum=0.5 | 0.02 | - | 3.78063 | 3 | still falling |

        """)
    let latex = try Command.line("\(command) latex")
    #expect(
      latex.output == """
        \\begin{tabular}{rlrrrrl}
        \\toprule
        rank & optimizer & rate & steps to $10^{-6}$ & final loss & evaluations & ending \\\\
        \\midrule
        1 & SGD & 0.6 & - & 0.018432 & 3 & still falling \\\\
        2 & Momentum momentum=0.5 & 0.02 & - & 3.78063 & 3 & still falling \\\\
        \\bottomrule
        \\end{tabular}

        """)
    let small = try Command.line("compare parabola sgd:lr=0.6 -n 40 -o x.png --table latex").output
    #expect(small.contains("\\times 10^{-"))
  }
}
