import Foundation
import Testing

/// `find-lr`: a figure, numbers for programs, one number for a script.
@Suite struct FindRateTests {
  @Test func figureAndTable() throws {
    let outcome = try Command.shell(
      """
      descent find-lr ellipse100 sgd --start -2.5,1 --from 1e-5 --to 10 -n 100 -o r.png --caption r.txt &&
      head -c 4 r.png | tail -c 3 && cat r.txt
      """)
    #expect(outcome.code == 0 && outcome.errors == "r.png\n", "\(outcome.errors)")
    let rows = outcome.lines.prefix(8).map { $0.split(separator: " ").map(String.init) }
    #expect(rows[0] == ["rule", "rate", "of", "best", "final", "loss"])
    #expect(rows[1].prefix(2) == ["best", "constant"] && rows[1].suffix(2) == ["1", "0.062099"])
    #expect(rows[2] == ["valley", "0.00151991", "0.0781512", "2.30532"])
    #expect(rows[7].prefix(5) == ["limit", "at", "the", "start", "0.02"])
    #expect(outcome.output.contains("rates 1e-05 to 10: blew up at 0.151991, after 70 steps"))
    #expect(
      outcome.output.contains("PNG")
        && outcome.output.contains(
          "brute force: 200 rates and 131 more at the rules and around the best, 100 steps each")
    )
  }

  @Test func namesOfFiles() throws {
    let outcome = try Command.shell(
      """
      descent find-lr rosenbrock adam -n 5; descent find-lr rosenbrock -n 5 --theme dark;
      descent find-lr rosenbrock:b=10 adam --from 1e-6 --to 10 --noise 1 -n 5; ls output
      """)
    let files = outcome.lines.suffix(3)
    #expect(
      Set(files) == [
        "rosenbrock-find-lr-adam-5-steps.png", "rosenbrock-find-lr-sgd-5-steps-dark.png",
        "rosenbrock-b-10-find-lr-adam-low-1e-6-high-10-5-steps-noise-1-seed-0.png",
      ])
  }

  @Test(arguments: [
    ("", "valley"), ("--rule minimum", "minimum"), ("--rule steep-per-rate", "steep-per-rate"), ("--rule best", "best"),
  ])
  func oneNumber(_ words: String, rule: String) throws {
    let quiet = try Command.line("find-lr beale momentum -n 200 --quiet \(words)")
    #expect(quiet.code == 0 && quiet.lines.count == 1)
    if rule == "best" { #expect(quiet.errors.isEmpty) }
    let number = try #require(Double(quiet.lines[0]))
    let json = try json("find-lr beale momentum -n 200 --format json")
    let truth = try #require(json["truth"] as? [String: Any])
    let rules = try #require(json["suggestions"] as? [[String: Any]]) + [truth["best"] as? [String: Any] ?? [:]]
    // Foundation reads the last digit of a number otherwise than Swift does.
    let read = try #require(rules.first { $0["rule"] as? String == rule }?["lr"] as? Double)
    #expect(abs(read / number - 1) < 1e-15)
  }

  /// 2/100 is the limit of the ellipse.
  @Test func aRateThatIsFarOffIsSaidToBe() throws {
    let low = try Command.line("find-lr ellipse100 sgd --quiet")
    #expect(
      low.errors.hasPrefix("descent: valley's 0.000144 is 137 times below the best constant rate, 0.0197; --rule"))
    let high = try Command.line("find-lr ellipse100 sgd --sweep linear --quiet")
    #expect(high.errors.hasPrefix("descent: valley's 0.0251 ends above the first loss as a constant rate"))
  }

  @Test func csv() throws {
    let outcome = try Command.line("find-lr rosenbrock adam --from 1e-6 --to 1 --points 50 --format csv")
    #expect(outcome.lines[0] == "step,lr,loss,smoothed")
    #expect(outcome.lines[1] == "1,1e-06,508.5,508.5" && outcome.lines.count == 51)
    #expect(outcome.lines[50].hasPrefix("50,1,"))
  }

  @Test func everythingAsJSON() throws {
    let json = try json("find-lr rosenbrock sgd --format json")
    let sweep = try #require(json["sweep"] as? [String: Any])
    let rates = try #require(sweep["lr"] as? [Double])
    #expect((sweep["loss"] as? [Any])?.count == rates.count && (sweep["smoothed"] as? [Any])?.count == rates.count)
    let phases = try #require(json["phases"] as? [String: Any])
    #expect(phases["stop"] as? Double == rates.last)
    let limits = try #require(json["limits"] as? [[String: Any]])
    #expect(limits.map { $0["place"] as? String } == ["start", "minimum"])
    let truth = try #require(json["truth"] as? [String: Any])
    #expect((truth["lr"] as? [Double])?.count == (truth["final_loss"] as? [Any])?.count)
    let suggestions = try #require(json["suggestions"] as? [[String: Any]])
    let best = try #require((truth["best"] as? [String: Any])?["lr"] as? Double)
    for suggestion in suggestions {
      let (rate, ratio) = (suggestion["lr"] as? Double ?? 0, suggestion["of_best"] as? Double ?? 0)
      #expect(abs(rate / best / ratio - 1) < 1e-12)
    }
    // What is not there is null, not left out.
    let bounded = try self.json("find-lr --formula sin(x)+cos(y) --start 1,0.5 -n 20 --format json")
    #expect((bounded["phases"] as? [String: Any])?["stop"] is NSNull)
  }

  private func json(_ line: String) throws -> [String: Any] {
    let outcome = try Command.line(line)
    #expect(outcome.code == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
    return try #require(JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
  }

  /// A line and what is said to it.
  static let mistakes: [(String, String)] = [
    ("rosenbrock newton", "Newton has no rate to find: it chooses its own step lengths"),
    ("rosenbrock sgd adam", "a range test is made with one optimizer, not 2; name one"),
    ("rosenbrock adam:lr=0.1", "the rate is what a range test looks for; leave lr out of 'adam:lr=0.1'"),
    ("sphere --start 0,0", "the gradient at the start is zero: every rate stays there; choose another --start"),
    ("--formula 3+0*x", "the gradient at the start is zero: every rate stays there; choose another --start"),
    (
      "--formula sqrt(x)+y",
      "the loss at the start is not a number: there is nothing to test; choose another --start"
    ),
    (
      "rosenbrock --from 1 --to 0.1",
      "the sweep goes from the lower rate to the higher; --from 1 --to 0.1 does not: swap them"
    ),
    ("rosenbrock --from 0", "--from must be above 0, not 0"),
    ("rosenbrock --to -1", "--to must be above 0, not -1"),
    ("ellipse100 --from 1e-5 --to 1e306", "--to must lie between 1e-300 and 1e300, not at 1e306"),
    ("ellipse100 --from 1e-309 --to 1", "--from must lie between 1e-300 and 1e300, not at 1e-309"),
    ("rosenbrock --points 19", "--points must be a whole number from 20 to 100000, not '19'"),
    (
      "rosenbrock --from 1e100 --to 1e120",
      "the loss is no longer finite after the first step of the sweep, at rate 1e+100: lower --from"
    ),
    ("rosenbrock --convention fasta", "there is no convention 'fasta'; did you mean 'fastai'?"),
    ("rosenbrock --rule vally", "there is no rule 'vally'; did you mean 'valley'?"),
    ("rosenbrock --sweep liner", "there is no sweep 'liner'; did you mean 'linear'?"),
    ("rosenbrock --noise -1", "--noise must be at least 0, not -1"),
    ("rosenbrock --start 1,2 --start 2,1", "a range test starts from one place, not 2; give one --start"),
  ]

  @Test(arguments: mistakes)
  func mistake(_ line: String, _ answer: String) throws {
    let outcome = try Command.line("find-lr " + line)
    #expect(
      outcome.code == 64 && outcome.output.isEmpty && outcome.errors == "descent: \(answer)\n", "\(outcome.errors)")
  }

  @Test func noBest() throws {
    let outcome = try Command.line("find-lr saddle --quiet --rule best")
    #expect(outcome.code == 1 && outcome.errors == "descent: 'saddle' has no known minimum, so no rate is best\n")
  }
}
