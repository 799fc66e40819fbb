import Foundation
import Testing

@Suite("Command: explain and worksheet")
struct StepCommandTests {
  @Test("a step in numbers")
  func explain() throws {
    let outcome = try Command.line("explain rosenbrock adam:lr=0.1 --at 2 -o step.svg")
    #expect(outcome.code == 0 && outcome.errors == "step.svg\n")
    #expect(
      outcome.output == """
        Adam on Rosenbrock: step 2, from point 1 to point 2
        rate 0.1 (given); start (-0.5, 2.5)

                                    x         y   loss
        point before             -0.6       2.4  418.7
        gradient there          486.4       408
        mean m before            44.7        45
        mean square s before    199.8     202.5
        mean m after            88.87      81.3
        mean square s after     436.2     368.8
        displacement          -0.1001  -0.09963
        point after           -0.7001       2.3  330.6

        g ← gradient + weight_decay x
            x: 486.4 + 0 * (-0.6) = 486.4
            y: 408 + 0 * 2.4 = 408
        m ← beta1 m + (1 - beta1) g
            x: 0.9 * 44.7 + 0.1 * 486.4 = 88.87
            y: 0.9 * 45 + 0.1 * 408 = 81.3
        s ← beta2 s + (1 - beta2) g^2
            x: 0.999 * 199.8 + 0.001 * 486.4^2 = 436.2
            y: 0.999 * 202.5 + 0.001 * 408^2 = 368.8
        x ← x - rate * (m / (1 - beta1^t)) / (sqrt(s / (1 - beta2^t)) + eps)
            x: -0.6 - 0.1 * (88.87 / 0.19) / (sqrt(436.2 / 0.001999) + 1e-8) = -0.7001
            y: 2.4 - 0.1 * (81.3 / 0.19) / (sqrt(368.8 / 0.001999) + 1e-8) = 2.3

        """)
  }

  @Test("files are named by surface, optimizer and step; the first step begins at the start")
  func names() throws {
    let outcome = try Command.shell(
      "descent explain beale momentum --at 1 --size 800x500; head -c 4 output/*.png | tail -c 3")
    #expect(outcome.code == 0 && outcome.errors == "output/beale-momentum-step-1-800x500.png\n")
    #expect(outcome.output.hasPrefix("Momentum on Beale: step 1, from the start to point 1\n"))
    #expect(outcome.output.hasSuffix("PNG"))
  }

  @Test("what cannot be read is shown as it stands; wrappers stand below; three coordinates have no figure")
  func others() throws {
    let newton = try Command.line("explain rosenbrock newton --at 2 -o a.svg")
    #expect(newton.code == 0 && newton.output.contains("hold more than numbers can be put in for:\n    p ← -(H"))
    let wrapped = try Command.line("explain rosenbrock sgd+lookahead:k=2 --at 2 -o a.svg")
    #expect(wrapped.output.contains("lookahead slow after") && wrapped.output.contains("Around it:\n    lookahead:\n"))
    let three = try Command.line("explain three-curvatures adam --at 2")
    #expect(three.code == 0 && three.errors.isEmpty && three.output.contains("    z: "))
    let one = try Command.line("explain parabola sgd --at 2 -o a.svg")
    #expect(one.code == 0 && one.output.contains("x ← x - rate g\n    "))
  }

  @Test(
    "bad questions about a step",
    arguments: [
      ("explain rosenbrock adam --at 0", "from 1 to the 500 of --steps, not '0'; step 1 leads"),
      ("explain rosenbrock adam --at 501", "not '501'"), ("explain rosenbrock adam --at nan", "not 'nan'"),
      ("explain rosenbrock adam --at 1.5", "not '1.5'"),
      ("explain rosenbrock adam --at 99999999999999999999", "not '99999999999999999999'"),
      ("explain rosenbrock", "which optimizer?"), ("explain rosenbrock adam sgd", "about one optimizer, not 2"),
      ("explain rosenbrok adam", "did you mean \"rosenbrock\"?"), ("explain rosenbrock adm", "did you mean 'adam'?"),
      ("explain rosenbrock sgd --lr 1 --at 7", "SGD at rate 1 ended after 4 steps, before step 7 began"),
      ("explain rosenbrock adam --digits 0", "--digits is a whole number from 1 to 17"),
      ("explain three-curvatures adam -o a.png", "has 3 coordinates, and a figure shows one or two"),
      ("explain rosenbrock adam --start 0,0 --start 1,1", "keep one --start"),
      ("worksheet rosenbrock", "which optimizer?"), ("worksheet rosenbrock adam --steps 0", "from 1 to 100, not '0'"),
      ("worksheet rosenbrock adam --steps 101", "from 1 to 100, not '101'"),
      ("worksheet rosenbrock adam --key a.txt", "give --blank too"),
      ("worksheet rosenbrock newton --lr 1", "newton has none"), ("worksheet rosenbrock adam --lr nan", "finite"),
      ("worksheet rosenbrock adam:lr=1 --lr 2", "keep one of them"),
    ])
  func mistakes(_ line: String, _ reason: String) throws {
    let outcome = try Command.line(line)
    #expect(outcome.code == 64 && outcome.output.isEmpty)
    #expect(outcome.errors.hasPrefix("descent: ") && outcome.errors.contains(reason), "\(outcome.errors)")
  }

  // MARK: - The table by hand

  private static let given = """
    SGD on Formula, by hand

    f(x, y) = x^2 + 2*y^2
    df/dx = 2*x
    df/dy = 4*y
    start: (2, 1), loss 6
    rate 0.25, as asked
    knobs: weight_decay = 0
    row k: the gradient at point k - 1, what is remembered after the step, the displacement, and point k

        g ← gradient + weight_decay x
        x ← x - rate g


    """

  private static let words = ["--formula", "x^2 + 2*y^2", "sgd", "--start", "2,1", "--lr", "0.25", "--steps", "2"]

  private func worksheet(_ more: String...) throws -> Outcome {
    let words = (["worksheet"] + Self.words + more).map { "'\($0)'" }.joined(separator: " ")
    return try Command.shell("descent \(words) && if [ -f key.txt ]; then cat key.txt; fi")
  }

  @Test("filled in")
  func table() throws {
    let outcome = try worksheet()
    #expect(outcome.code == 0 && outcome.errors.isEmpty)
    #expect(
      outcome.output == Self.given + """
        k  gradient x  gradient y  step x  step y    x  y  loss
        0                                            2  1     6
        1           4           4      -1      -1    1  0     1
        2           2           0    -0.5       0  0.5  0  0.25

        """)
  }

  @Test("blank, with the answers in a file")
  func blank() throws {
    let outcome = try worksheet("--blank", "--key", "key.txt")
    #expect(outcome.errors == "key.txt\n")
    #expect(outcome.output.hasPrefix(Self.given))
    #expect(outcome.output.contains("\n1    ........    ........  ........  ........  ........  ........  ........\n"))
    #expect(outcome.output.hasSuffix(try worksheet().output))
  }

  @Test("as numbers, for notes and for a paper")
  func forms() throws {
    #expect(
      try worksheet("--format", "csv").output
        == "k,gradient_x,gradient_y,step_x,step_y,x,y,loss\r\n0,,,,,2,1,6\r\n1,4,4,-1,-1,1,0,1\r\n"
        + "2,2,0,-0.5,0,0.5,0,0.25\r\n")
    let markdown = try worksheet("--format", "markdown").output
    #expect(markdown.hasPrefix("## SGD on Formula, by hand\n\n- f(x, y) = ") && markdown.contains("\n| 1 | 4 | 4 |"))
    let latex = try worksheet("--format", "latex", "--blank").output
    #expect(latex.contains("\\toprule") && latex.contains("x <- x - rate g") && latex.contains("\n1 &  &  &"))
  }

  @Test("a tuned rate is rounded down to one figure, and a run that ends says so")
  func rates() throws {
    let tuned = try Command.line("worksheet booth momentum")
    let line = tuned.lines.first { $0.hasPrefix("rate ") } ?? ""
    #expect(
      line.wholeMatch(of: /rate 0\.0*[1-9]: the one tuned for 500 steps, [0-9.]+, rounded down to one figure/) != nil)
    let lost = try Command.line("worksheet rosenbrock sgd --lr 1 --steps 8")
    #expect(lost.code == 0 && lost.errors.contains("SGD diverges: the run ends after 4 steps"))
  }
}
