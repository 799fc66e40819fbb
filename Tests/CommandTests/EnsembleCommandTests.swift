import Foundation
import Testing

@Suite("Command: ensembles and nearby starts")
struct EnsembleCommandTests {
  @Test("the table of a saddle, and its figure")
  func saddle() throws {
    let outcome = try Command.line("run saddle sgd --start 1,0 --runs 500 --noise 0.1 -n 320 --size 800x500")
    #expect(outcome.code == 0 && !outcome.crashed)
    #expect(outcome.lines[0].hasPrefix("Saddle, SGD: half of 500 runs have left by step 2"))
    #expect(outcome.lines[0].hasSuffix("; theory says 288"))
    #expect(
      outcome.lines[2]
        == "step  in window      mean x        sd x        mean y        sd y  median loss        5 %         95 %")
    #expect(outcome.output.contains("\n noise  half left by   theory  runs\n"))
    #expect(outcome.output.hasSuffix("steps, theory says 232.553\n"))
    #expect(outcome.errors == "output/saddle-ensemble-sgd-500-runs-320-steps-noise-0.1-seed-0-from-1-0-800x500.png\n")
  }

  /// At step 0 all runs stand at the start; at step 1 their mean is near start minus rate times gradient.
  @Test("a row for each kept step") func csv() throws {
    let outcome = try Command.line("run sphere sgd:lr=0.25 --start 4,-3 --runs 64 --noise 0.1 -n 2 --format csv")
    #expect(
      outcome.lines[0]
        == "optimizer,step,runs,mean_x,mean_y,var_x,cov_xy,var_y,loss_q05,loss_q25,loss_q50,loss_q75,loss_q95")
    #expect(outcome.lines[1] == "sgd:lr=0.25,0,64,4,-3,0,0,0,25,25,25,25,25")
    let cells = outcome.lines[2].split(separator: ",").compactMap { Double($0) }
    #expect(abs(cells[2] - 2) < 0.02 && abs(cells[3] + 1.5) < 0.02 && abs(cells[4] - 0.000625) < 0.0004)
    #expect(outcome.lines.count == 4 && outcome.errors.isEmpty)
  }

  @Test("run k is the run from the k-th of equal starts") func streams() throws {
    let ensemble = try Command.line("run sphere sgd:lr=0.1 --start 1,2 --runs 2 --noise 1 -n 3 --format csv")
    let single = try Command.line("run sphere sgd:lr=0.1 --start 1,2 --start 1,2 --noise 1 -n 3 --format csv")
    let x = single.lines.filter { $0.contains(",3,") && $0.split(separator: ",")[2] == "3" }
      .compactMap { Double($0.split(separator: ",")[3]) }
    let mean = try #require(Double(ensemble.lines[4].split(separator: ",")[3]))
    #expect(x.count == 2 && abs((x[0] + x[1]) / 2 - mean) < 1e-15)
  }

  @Test("JSON has the escapes") func json() throws {
    let line = "run saddle sgd adam --start 1,0 --runs 50 --noise 0.1 --noises 0.01,0.1 -n 300 --format json"
    let outcome = try Command.line(line)
    let value = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
    let ensembles = try #require(value as? [[String: Any]])
    #expect(ensembles.map { $0["optimizer"] as? String } == ["sgd", "adam"])
    let escape = try #require(ensembles[0]["escape"] as? [String: Any])
    #expect((escape["ladder"] as? [[String: Any]])?.count == 2)
    #expect(abs((escape["theory"] as? Double ?? 0) - 287.7) < 0.1)
    #expect((ensembles[1]["escape"] as? [String: Any])?["theory"] == nil)
    for threads in [1, 2] { #expect(try Command.line(line + " --threads \(threads)").output == outcome.output) }
  }

  @Test("several optimizers, or more coordinates, have numbers and no figure") func numbersAlone() throws {
    let outcome = try Command.shell("descent run sphere sgd adam --runs 20 --noise 1 -n 10; ls")
    #expect(outcome.code == 0 && outcome.lines.count { $0.contains("half of 20 runs") } == 2)
    #expect(outcome.errors.isEmpty && !outcome.output.contains("output"))
    #expect(try Command.line("run parabola sgd --runs 20 --noise 1 -n 10").code == 0)
    #expect(try Command.line("run rosenbrock10 sgd --runs 20 --noise 1 -n 10").code == 0)
  }

  @Test("the figure of an ensemble is drawn again bit for bit") func reproduce() throws {
    let outcome = try Command.shell(
      "descent run saddle sgd --start 1,0 --runs 200 --noise 1 -n 200 --size 800x500 -o a.png > table.txt && descent reproduce a.png"
    )
    #expect(outcome.code == 0 && outcome.output.contains("the same, bit for bit"))
  }

  @Test("nearby starts") func jitter() throws {
    let outcome = try Command.line("compare sphere sgd:lr=0.5 sgd:lr=0.1 --jitter 400 --size 800x500")
    #expect(
      outcome.output == """
        rank  optimizer  rate  steps to 1e-6  final loss  evaluations  first from  ending
           1  SGD         0.5              1           0          500         400  converged
           2  SGD         0.1             31  1.5993e-96          500           0  converged
        the finding holds from 400 of 400 nearby starts, the whole order from 400

        """)
    #expect(outcome.errors.contains("jitter-400"))
  }

  @Test(
    "mistakes say what to do",
    arguments: [
      ("run sphere sgd --runs 0 --noise 1", "--runs must be a whole number above 1, not '0'"),
      ("run sphere sgd --runs -5 --noise 1", "--runs must be a whole number above 1, not '-5'"),
      ("run sphere sgd --runs many --noise 1", "--runs must be a whole number above 1, not 'many'"),
      ("run sphere sgd --runs 1000000000000 --noise 1", "--runs 1000000000000 is more than memory holds, "),
      (
        "run sphere sgd --runs 99999999999999999999 --noise 1",
        "--runs 99999999999999999999 is more than memory holds, "
      ),
      (
        "run sphere sgd --runs 10000", "without noise all 10000 runs of sgd would be the same; give --noise 0.1"
      ),
      (
        "run linear-regression sgd --runs 9",
        "without noise all 9 runs of sgd would be the same; give --noise 0.1, or --batch 8"
      ),
      ("run bilinear-game sgd --runs 9 --noise 1", "'bilinear-game' is a game, whose value is not to fall, "),
      ("run sphere sgd --runs 1000001 -n 5 --noise 1", "--runs takes at most 1000000, not 1000001"),
      ("run sphere sgd --at 5", "--at goes with an ensemble; give --runs too, as in --runs 1000 --noise 0.1"),
      (
        "run sphere sgd --runs 9 --noise 1 --at 5,501",
        "--at names steps from 1 to 500 with commas between, as in 10,50,200, not '501'"
      ),
      ("run sphere sgd --runs 9 --noise 1 --at 5,5", "--at 5,5 names a step twice; keep one of them"),
      ("run saddle sgd --runs 9 --noise 1 --noises 1,0", "each of --noises must be above 0"),
      (
        "run sphere sgd --runs 9 --noise 1 --noises 1,2",
        "--noises measures escape from a saddle, and runs from "
      ),
      ("run sphere sgd --runs 9 --noise 1 --stop window", "the runs of an ensemble take every step; leave out --stop"),
      (
        "run sphere sgd --runs 9 --noise 1 --start 1,1 --start 2,1",
        "an ensemble starts from one place, not 2; keep one --start"
      ),
      (
        "run sphere sgd adam --runs 9 --noise 1 -o a.png",
        "the figure of an ensemble shows one optimizer, not 2; name one, or leave out --output for the numbers"
      ),
      (
        "run parabola sgd --runs 9 --noise 1 -o a.png",
        "the figure of an ensemble is a map of two coordinates, and parabola has 1; leave out --output for the numbers"
      ),
      (
        "run sphere sgd -o a.png",
        "--output is about a figure, and 'descent run' draws one of an ensemble only; give --runs and --noise, or use 'descent compare'"
      ),
      ("compare sphere --jitter 0", "--jitter must be a whole number of starts above 0, not '0'"),
      ("compare sphere --jitter 1000000", "--jitter takes at most 100000 starts, not 1000000"),
      (
        "compare sphere --jitter 5 --jitter-radius 0",
        "--jitter-radius is a share of the window's diagonal, above 0 and at most 0.5, not 0"
      ),
      (
        "compare sphere --jitter 5 --jitter-radius 0.6",
        "--jitter-radius is a share of the window's diagonal, above 0 and at most 0.5, not 0.6"
      ),
      (
        "compare sphere --jitter-radius 0.1",
        "--jitter-radius says how far the starts of --jitter lie; give that too, as in --jitter 400"
      ),
      (
        "compare sphere --facet optimizer --jitter 5",
        "--jitter tests the finding of a single map or curve, not of several; leave it out"
      ),
    ])
  func mistakes(line: String, answer: String) throws {
    let outcome = try Command.line(line)
    #expect(outcome.code == 64 && !outcome.crashed && outcome.output.isEmpty)
    #expect(outcome.errors.hasPrefix("descent: " + answer))
  }
}
