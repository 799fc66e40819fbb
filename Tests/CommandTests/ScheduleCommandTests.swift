import Foundation
import Testing

@Suite("Command: schedule")
struct ScheduleCommandTests {
  @Test("one schedule as numbers")
  func csv() throws {
    let outcome = try Command.line("schedule step:step_size=2,gamma=0.5 --lr 0.1 -n 5 --format csv")
    #expect(outcome.code == 0 && outcome.errors.isEmpty)
    #expect(outcome.output == "step,lr\r\n1,0.1\r\n2,0.1\r\n3,0.05\r\n4,0.05\r\n5,0.025\r\n")
  }

  @Test("several schedules as numbers; names with commas are quoted")
  func table() throws {
    let outcome = try Command.line("schedule constant polynomial:total_iters=2,power=2 -n 2 --lr 1 --format csv")
    #expect(
      outcome.output == "schedule,step,lr\r\nconstant,1,1\r\nconstant,2,1\r\n"
        + "\"polynomial:total_iters=2,power=2\",1,1\r\n\"polynomial:total_iters=2,power=2\",2,0.25\r\n")
  }

  @Test("a warm-up in a sequence lasts as long as its part")
  func sequence() throws {
    let outcome = try Command.line("schedule warmup@4+constant -n 6 --lr 1 --format csv")
    let rates = outcome.lines.dropFirst().compactMap { $0.split(separator: ",").last.flatMap { Double($0) } }
    #expect(rates.count == 6 && rates[4...] == [1, 1] && zip(rates[..<4], rates[1..<4]).allSatisfy { $0 < $1 })
    #expect(rates[3] < 1)
  }

  @Test("a schedule of a knob bears its name, and starts from its setting")
  func knob() throws {
    let ramp = try Command.line("schedule momentum=ramp -n 2 --format csv")
    #expect(ramp.output.hasPrefix("step,momentum\r\n1,0.5\r\n"))
    #expect(try Command.line("schedule beta2=constant -n 1 --format csv").output == "step,beta2\r\n1,0.999\r\n")
  }

  @Test("a warm-up brings its own length into a sequence")
  func warmup() throws {
    let rates = { (text: String) throws -> String in
      try Command.line("schedule \(text) -n 40 --lr 1 --format csv").output
    }
    #expect(try rates("warmup:warmup_steps=4+cosine") == rates("warmup@4+cosine"))
    #expect(try rates("warmup+cosine") == rates("warmup@10%+cosine"))
  }

  @Test("the figure")
  func figure() throws {
    let outcome = try Command.shell(
      "descent schedule cosine one-cycle --size 800x500; head -c 4 output/*.png | tail -c 3")
    #expect(outcome.code == 0 && outcome.output == "PNG")
    #expect(outcome.errors == "output/schedule-cosine-one-cycle-800x500.png\n")
  }

  @Test("comparisons of schedules name them, and say who walks")
  func comparison() throws {
    let outcome = try Command.line(
      "compare beale adam --schedules step:gamma=0.5,step_size=10,cosine -n 50 --size 800x500")
    #expect(
      outcome.code == 0 && outcome.output.contains("step gamma=0.5 step_size=10") && outcome.output.contains(" cosine ")
    )
    #expect(outcome.errors.hasSuffix(".png\n") && outcome.lines.count == 3)
  }

  @Test("a run says at which rate each step was made")
  func run() throws {
    let outcome = try Command.line("run sphere sgd:lr=0.4 --schedule step:step_size=1,gamma=0.5 -n 3 --format csv")
    let rates = outcome.output.components(separatedBy: "\r\n").dropFirst().dropLast().map {
      $0.components(separatedBy: ",")[7]
    }
    #expect(rates == ["", "0.4", "0.2", "0.1"])
  }

  @Test(
    "mistakes are explained",
    arguments: [
      (
        "schedule",
        "which schedule? name one or more, as in 'descent schedule cosine'; 'descent list schedules' shows what there is"
      ),
      ("schedule cosin", "there is no schedule 'cosin'; did you mean 'cosine'?"),
      (
        "schedule momentun=ramp",
        "no optimizer has a real knob 'momentun' for a schedule to drive; did you mean 'momentum'?"
      ),
      ("schedule cosine+", "'cosine+' has an empty part; write a schedule on both sides of + and *"),
      (
        "schedule cosine momentum=ramp --format csv",
        "a column holds rates or one knob; print the schedules of 'momentum' apart"
      ),
      (
        "schedule momentum=ramp beta2=ramp",
        "one knob stands beside the rate, not beta2 and momentum; draw them one by one"
      ),
      ("schedule step --lr 0", "--lr must be above 0, not 0"),
      ("schedule step --steps 0", "--steps must be a whole number above 0, not '0'"),
      ("schedule step -n 99999999", "--steps 99999999 is more than is written out; at most 1000000"),
      (
        "schedule multi-step:milestones=20/5", "'milestones' of 'multi-step' must not decrease, as they do in '20/5'"
      ),
      (
        "schedule linear+cosine",
        "'linear+cosine' does not say how long its part 1 lasts; write @ and steps or a share, as in linear@10%+cosine"
      ),
      (
        "schedule linear@0+cosine",
        "'@0' in 'linear@0+cosine' is no length; write steps as in @50, or a share as in @10%"
      ),
      ("run sphere sgd --schedule momentum=ramp", "'sgd' has no knob 'momentum'; it has lr, weight_decay."),
      (
        "run sphere adam --schedule convention=ramp",
        "a schedule drives real numbers, and 'convention' of 'adam' is none; its real knobs are beta1, beta2, eps, weight_decay"
      ),
      (
        "run sphere momentum --schedule momentum=ramp:end=2",
        "the schedule of 'momentum' takes it to 1.001 at step 168, and 'momentum' of 'momentum' must lie in [0, 1)"
      ),
      (
        "run sphere sgd --schedule step --schedule cosine",
        "two schedules drive 'lr'; keep one of them, or chain them with + or *"
      ),
      ("run sphere newton --schedule cosine", "a schedule changes rates, and newton has none"),
      (
        "compare sphere --schedules step --schedule cosine",
        "--schedule and --schedules both say how rates change; keep one of them"
      ),
      (
        "compare sphere --color-by lr",
        "--color-by lr shows how the rate changes; give it a --schedule, as in --schedule cosine"
      ),
      (
        "compare parabola sgd --schedule cosine --color-by lr",
        "--color-by lr colours the paths of one map of two coordinates, not of several or of a curve"
      ),
      (
        "compare sphere sgd --batch 2",
        "sphere is not made from data, so there are no rows to draw; leave --batch out, or use --noise"
      ),
      (
        "compare linear-regression sgd --batch 6",
        "a batch of 6 is larger than the data of linear-regression, which have 5 rows; use at most so many, or 'all'"
      ),
      ("compare linear-regression sgd --batch 0", "--batch is a whole number of rows above 0, or 'all', not '0'"),
      ("compare sphere sgd --standardize", "sphere is not made from data, so there is nothing to standardize"),
      ("compare sphere sgd --x evaluation", "there is no count 'evaluation'; did you mean 'evaluations'?"),
      (
        "compare sphere sgd --x examples",
        "sphere is not made from data, so there are no examples to count; --x evaluations does"
      ),
    ])
  func mistakes(line: String, answer: String) throws {
    let outcome = try Command.line(line)
    #expect(outcome.errors == "descent: \(answer)\n" && outcome.code == 64 && outcome.output.isEmpty)
  }
}
