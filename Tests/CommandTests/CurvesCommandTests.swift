import Foundation
import Testing

@Suite("Command: curves")
struct CurvesCommandTests {
  @Test("the table of the cartoon, and its figure")
  func cartoon() throws {
    let outcome = try Command.shell(
      "descent curves parabola sgd --lr 0.02,0.6,1.95,2.05 -n 100 --size 800x500; head -c 4 output/*.png | tail -c 3")
    #expect(outcome.code == 0 && !outcome.crashed)
    #expect(
      outcome.output == """
        rate  verdict       final loss        level  remedy
        0.02  too low        0.0791458    0.0949471  raise it about 30 times, to 0.6
         0.6  good         1.16201e-79  6.42745e-76  keep it: within 10^-6 of the first gap in 8 steps
        1.95  oscillating  0.000157737  0.000250606  lower it about 3.3 times, to 0.6
        2.05  diverging        77816.6        50221  lower it below 2/λ = 2
        PNG
        """)
    #expect(outcome.errors == "output/parabola-curves-sgd-100-steps-lr-0.02-0.6-1.95-2.05-800x500.png\n")
  }

  @Test("a surface with standardized data does not overwrite the figure of the raw one")
  func standardizedName() throws {
    for command in ["curves", "find-lr"] {
      let raw = try Command.line("\(command) linear-regression -n 40 --size 800x500").errors
      let standardized = try Command.line("\(command) linear-regression --standardize -n 40 --size 800x500").errors
      #expect(raw.hasSuffix(".png\n") && standardized.contains("standardized") && standardized != raw)
    }
  }

  @Test("rates are chosen when none are given")
  func chosen() throws {
    let outcome = try Command.line("curves rosenbrock -n 200")
    #expect(outcome.code == 0 && outcome.errors == "output/rosenbrock-curves-200-steps.png\n")
    #expect(
      outcome.output.contains("too low") && outcome.output.contains("good") && outcome.output.contains("diverging"))
  }

  @Test("one row a step, a column for each series")
  func csv() throws {
    let outcome = try Command.line(
      "curves parabola --lr 0.5,0.25 -n 2 --plot loss,effective-rate,sharpness --format csv")
    #expect(outcome.code == 0 && outcome.errors.isEmpty)
    #expect(
      outcome.output.components(separatedBy: "\r\n") == [
        "lr,step,loss,effective_rate_x,sharpness,sharpness_limit",
        "0.25,0,4.5,,1,8", "0.25,1,2.53125,0.25,1,8", "0.25,2,1.423828125,0.25,1,8",
        "0.5,0,4.5,,1,4", "0.5,1,1.125,0.5,1,4", "0.5,2,0.28125,0.5,1,4", "",
      ])
  }

  @Test("the same as JSON, with verdicts")
  func json() throws {
    let outcome = try Command.line("curves parabola --lr 2.5,0.5 -n 30 --plot loss,step --format json")
    let root = try #require(try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
    let runs = try #require(root["runs"] as? [[String: Any]])
    #expect(runs.map { $0["verdict"] as? String } == ["good", "diverging"])
    #expect(runs.map { $0["lr"] as? Double } == [0.5, 2.5])
    #expect(runs[1]["remedy"] as? String == "lower it below 2/λ = 2")
    let series = try #require(runs[0]["series"] as? [[String: Any]])
    #expect(series.map { $0["name"] as? String } == ["loss", "step"])
    let steps = try #require(series[1]["values"] as? [Any])
    #expect(steps.count == 31 && steps[0] is NSNull && steps[1] as? Double == 1.5)
    #expect(root["least"] as? Double == 0 && (root["rates_tried"] as? Int).map { $0 >= 200 } == true)
  }

  /// A decaying rate reaches what a constant one of the same height does not.
  @Test("a schedule mends a rate that is too high")
  func schedule() throws {
    func verdict(_ words: String) throws -> String? {
      try Command.line("curves sphere --noise 1 --lr 0.3 -n 1000 -o x.png " + words).lines.last
    }
    #expect(try verdict("")?.contains("too high, plateaus early  ") == true)
    let decayed = try Command.line(
      "curves sphere --noise 1 --lr 0.3 -n 1000 --format json --schedule step:step_size=100,gamma=0.5")
    let constant = try Command.line("curves sphere --noise 1 --lr 0.3 -n 1000 --format json")
    func level(_ outcome: Outcome) throws -> Double {
      let root = try #require(try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
      let run = try #require((root["runs"] as? [[String: Any]])?.first)
      return try #require(run["level"] as? Double)
    }
    #expect(try level(decayed) < 0.1 * level(constant))
  }

  @Test("the figure goes to standard output, the caption to a file")
  func streams() throws {
    let outcome = try Command.shell(
      "descent curves beale --caption words.txt -o - > x.png; head -c 4 x.png | tail -c 3; cat words.txt")
    #expect(outcome.output.hasPrefix("PNG") && outcome.output.contains("too low: "))
    #expect(outcome.errors.contains("remedy"))
  }

  static let mistakes: [(line: String, answer: String)] = [
    ("curves sphere --plot los", "there is no plot 'los'; did you mean 'loss'?"),
    ("curves sphere --plot loss,loss", "--plot names 'loss' twice; keep one of them"),
    ("curves saddle --plot distance", "--plot distance needs a known minimum, and the card of 'saddle' has none"),
    ("curves sphere --lr 0", "each rate of --lr must be above 0, not 0"),
    ("curves sphere --lr 0.1,-2", "each rate of --lr must be above 0, not -2"),
    ("curves sphere --lr 0.1,,2", "each rate of --lr must be a number, not ''"),
    ("curves sphere --lr nan", "each rate of --lr must be a finite number, not nan"),
    ("curves sphere --lr 0.1,0.10", "--lr names the rate 0.1 twice; keep one of them"),
    ("curves sphere --lr 1,2,3,4,5,6,7,8,9", "--lr names 9 rates, and a figure shows at most 8; name fewer"),
    (
      "curves sphere sgd adam",
      "curves shows one optimizer at several rates, not 2 optimizers; 'descent compare' takes several"
    ),
    (
      "curves sphere newton",
      "Newton finds its own step lengths, so it has no rates to compare; name another, such as sgd or adam"
    ),
    (
      "curves sphere adam:lr=1 --lr 2", "'adam:lr=1' and --lr both say the rate; keep --lr, which takes several"
    ),
    (
      "curves --formula 7",
      "the surface is flat at the start (-1.5, 1): its gradient is zero, and no rate moves a run from there; choose another with --start"
    ),
    (
      "curves --formula sqrt(x-5)", "the loss at the start (-1.5, 1) is nan; choose another with --start"
    ),
    (
      "curves sphere --start 1,1 --start 2,2", "curves start from one point, not 2; keep one --start"
    ),
    (
      "curves rosenbrock --plot loss,gradient,step,sharpness,distance,update-ratio --size 800x500",
      "6 panels have no room on so small a page: name fewer kinds, raise --size or lower --dpi"
    ),
    ("curves sphere --lr 1e-320", "each rate of --lr must lie between 1e-300 and 1e300, not at 1e-320"),
    ("curves sphere sgd:lr=1e301", "the rate of 'sgd:lr=1e301' must lie between 1e-300 and 1e300, not at 1e+301"),
    (
      "curves sphere -n 10000000",
      "--steps 10000000 at the about 300 rates that are tried would take very long; at most 1000000"
    ),
    (
      "curves sphere --schedule lr=ramp",
      "the schedule ramp sets the rate whatever the base rate is, so all curves would be one; 'descent run' shows it"
    ),
    (
      "curves --formula 1e-300*x^2",
      "the gradient at the start (-1.5, 1) is not zero, but so small that a step at rate 1 does not move the point; scale the formula up"
    ),
    ("curves sphere -n 0", "--steps must be a whole number above 0, not '0'"),
  ]

  @Test("mistakes are explained", arguments: mistakes)
  func isExplained(_ line: String, _ answer: String) throws {
    let outcome = try Command.line(line)
    #expect(outcome.errors == "descent: \(answer)\n" && outcome.code == 64 && outcome.output.isEmpty)
  }
}
