import Foundation
import Testing

/// The streams the command writes to, and what happens when they fail.
@Suite struct StreamTests {
  /// A reader that has seen enough is no error.
  @Test func aReaderMayGoAway() throws {
    let outcome = try Command.shell(
      "{ descent run sphere sgd:lr=1e-9 -n 100000 --format csv 2>errors; echo code $? >&2; } | head -1")
    #expect(outcome.output == "run,optimizer,step,x,y,loss,gradient_norm,lr,evaluations\r\n")
    #expect(outcome.errors == "code 0\n")
  }

  @Test(
    .enabled(if: FileManager.default.fileExists(atPath: "/dev/full")),
    arguments: ["list", "run sphere sgd", "show adam"])
  func aFullDeviceIsAnError(_ line: String) throws {
    let outcome = try Command.shell("descent \(line) >/dev/full")
    #expect(outcome.code == 1 && !outcome.crashed)
    #expect(outcome.errors.hasSuffix("descent: cannot write to standard output: No space left on device\n"))
  }

  @Test func aClosedStreamIsAnError() throws {
    let outcome = try Command.shell("descent list >&-")
    #expect(outcome.code == 1 && outcome.errors.hasPrefix("descent: cannot write to standard output: "))
  }

  /// If nobody can hear what went wrong, the code still says it.
  @Test(arguments: ["2>/dev/full", "2>&-"]) func errorsNobodyHears(_ redirection: String) throws {
    #expect(try Command.shell("descent run sphere bogus \(redirection)").code == 64)
    #expect(try Command.shell("descent run sphere sgd:lr=0.1 --format csv \(redirection)").code == 0)
  }

  @Test func quietWhereNothingIsWrong() throws {
    for line in [
      "list", "list surfaces", "show adam", "show step", "show rosenbrock", "check sphere", "--version", "help run",
    ] {
      let outcome = try Command.line(line)
      #expect(outcome.code == 0 && outcome.errors.isEmpty && !outcome.output.isEmpty, "\(line)")
    }
  }
}

/// What the command says about itself.
@Suite struct HelpTests {
  @Test(arguments: ["compare", "run", "list", "show", "check"]) func helpHasExamples(_ command: String) throws {
    let outcome = try Command.line("help \(command)")
    let examples = outcome.lines.filter { $0.hasPrefix("descent \(command)") }
    #expect(examples.count >= 2, "\(outcome.output)")
    #expect(try Command.line("\(command) --help").output == outcome.output)
  }

  /// The examples in the help do what they say: each is run as it stands.
  @Test(arguments: ["", "run", "list", "show"]) func examplesWork(_ command: String) throws {
    let lines = try Command.line("help \(command)").lines.filter { $0.hasPrefix("descent ") }
    #expect(!lines.isEmpty)
    for line in lines where !["compare", "reproduce"].contains(where: { line.hasPrefix("descent \($0)") }) {
      // What stands after two spaces is the explanation.
      let example = line.replacing(#/\s\s.*/#, with: "").replacingOccurrences(of: "...", with: "")
      let outcome = try Command.shell(example)
      #expect(outcome.code == 0, "\(example): \(outcome.errors)")
    }
  }

  @Test func listsHoldWhatThereIs() throws {
    let all = try Command.line("list").output
    for kind in ["surfaces", "optimizers", "schedules"] {
      let one = try Command.line("list \(kind)").output
      #expect(all.contains("\(kind)\n\(one)"))
    }
    for word in ["rosenbrock", "banana", "sgd", "gradient-descent", "newton", "step", "constant"] {
      #expect(all.contains(word))
    }
  }

  /// Everything that is listed is shown, by name and by alias.
  @Test func everythingListedIsShown() throws {
    let listed = try Command.line("list").lines.filter { $0.hasPrefix("  ") }
    for line in listed {
      let name = String(line.split(separator: " ")[0])
      let aliases =
        line.firstMatch(of: #/\(also (.*)\)/#).map { $0.output.1.split(separator: ", ").map(String.init) } ?? []
      for word in [name] + aliases {
        let outcome = try Command.line("show \(word)")
        #expect(outcome.code == 0 && outcome.output.contains(name), "\(word)")
      }
    }
  }

  @Test func surfacesAreListedByKind() throws {
    let lines = try Command.line("list surfaces").lines
    let kinds = lines.filter { !$0.hasPrefix(" ") && !$0.isEmpty }
    #expect(kinds == ["convex", "valley", "saddle", "plateau", "multimodal", "non-smooth", "data", "game"])
    let saddle = try #require(lines.firstIndex { $0.hasPrefix("  saddle ") })
    #expect(lines[..<saddle].last { !$0.hasPrefix(" ") } == "saddle")
    #expect(lines.contains { $0.hasPrefix("  parabola ") && $0.hasSuffix("  Parabola, one coordinate") })
    #expect(lines.contains { $0.contains("  Light cone, 25 coordinates (also convex-rosenbrock)") })
  }

  @Test func showSurface() throws {
    #expect(
      try Command.line("show ellipse100").output == """
        Ellipse (ellipse100, ellipse)

        A bowl a hundred times steeper in y than in x. Gradient descent must keep its rate below 2/100 and
        crawls along x, or zigzags; methods with a scale for each coordinate see a round bowl.

        kind         convex
        formula      0.5*(x^2 + condition*y^2)
          condition  100
        window       x from -4 to 4, y from -2.5 to 2.5
        start        (-3.5, 1)
        minimum      0 at (0, 0)
        curvature    1 to 100 at the lowest minimum: condition number 100, gradient descent is stable there
                     for rates below 0.02
        source       S. Boyd and L. Vandenberghe, Convex Optimization, Cambridge University Press (2004),
                     section 9.3.2; its zigzag is as old as A. Cauchy, Comptes Rendus 25 (1847) 536.

        """)
    let line = try Command.line("show linear-regression")
    #expect(line.lines.contains("row's loss  (w*u + b - v)^2"))
    #expect(line.lines.contains("data        5 rows, of which the loss is the mean"))
    // Neither a kink nor a point held by the edge of a box has a curvature to speak of.
    #expect(try !Command.line("show max-norm").output.contains("curvature"))
    let eggholder = try Command.line("show eggholder")
    #expect(eggholder.lines.contains("domain   x from -512 to 512, y from -512 to 512"))
    #expect(!eggholder.output.contains("curvature"))
  }

  /// A name that means two things shows both.
  @Test func showScheduleAndSurface() throws {
    let step = try Command.line("show step").output
    #expect(step.hasPrefix("step decay (step") && step.contains("\n\nDe Jong's stairs (stairs, step"))
  }

  @Test func showAdam() throws {
    #expect(
      try Command.line("show adam").output == """
        Adam (adam)

        Momentum divided by a running estimate of the gradient's size.

          g \u{2190} gradient + weight_decay x
          m \u{2190} beta1 m + (1 - beta1) g
          s \u{2190} beta2 s + (1 - beta2) g^2
          x \u{2190} x - rate * (m / (1 - beta1^t)) / (sqrt(s / (1 - beta2^t)) + eps)

        The first step moves every coordinate by the rate, whatever the slope, so the path starts along a
        diagonal. Later it swings like momentum, at a speed of at most about one rate a step; near the
        minimum it spirals.

        knob          default  range         meaning
        convention      torch  torch, keras  whose algorithm; sets eps
        beta1             0.9  [0, 1)        share of the mean that survives a step
        beta2           0.999  [0, 1)        share of the mean square that survives a step
        eps             1e-08  [0, inf)      added to the root, so that nothing is divided by 0
        weight_decay        0  [0, inf)      pull towards the origin, added to the gradient

        rate         an argument of each step; the library's default is 0.001
        evaluations  1 a step
        invariance   the size of the loss does not matter
        order        first; one gradient a step.
        memory       a mean and a mean square a coordinate.
        deviates     nowhere from PyTorch. The paper's Algorithm 1 is the same; eps stands outside the root.
                     With convention=keras eps is 1e-7 and is added to the uncorrected root, as in the
                     paper's efficient form.
        source       D. P. Kingma, J. Ba, Adam: a method for stochastic optimization, ICLR 2015,
                     arXiv:1412.6980, Algorithm 1.

        """)
  }
}
