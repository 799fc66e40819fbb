import Foundation
import Testing

/// Surfaces with wrappers, from the command line.
@Suite struct WrapperCommandTests {
  @Test func aShiftedSphere() throws {
    let outcome = try Command.line("run sphere+shift:x=1 sgd:lr=0.25 -n 2 --format csv")
    #expect(
      outcome.output
        == """
        run,optimizer,step,x,y,loss,gradient_norm,lr,evaluations
        1,sgd:lr=0.25,0,4,2,13,7.211102550927978,,0
        1,sgd:lr=0.25,1,2.5,1,3.25,3.605551275463989,0.25,1
        1,sgd:lr=0.25,2,1.75,0.5,0.8125,1.8027756377319946,0.25,2

        """.replacingOccurrences(of: "\n", with: outcome.output.contains("\r\n") ? "\r\n" : "\n"))
    #expect(outcome.code == 0)
  }

  @Test func aFormulaMayBeWrapped() throws {
    let wrapped = try Command.line("run --formula x^2+4*y --wrap rotate:degrees=90 sgd:lr=0.1 -n 3 --format csv")
    let turned = try Command.line("run --formula y^2-4*x --start -1,-1.5 sgd:lr=0.1 -n 3 --format csv")
    #expect(wrapped.code == 0 && wrapped.output == turned.output)
    let named = try Command.line("run sphere+shift:x=1 --wrap shift:y=2 sgd:lr=0.1 -n 3 --format csv")
    let both = try Command.line("run sphere+shift:x=1,y=2 sgd:lr=0.1 -n 3 --format csv")
    #expect(named.code == 0 && named.output == both.output)
  }

  @Test func aBoxProjects() throws {
    let outcome = try Command.line("run sphere+box:x=1/4,y=-1/3 sgd:lr=0.4 -n 20 --format csv")
    let last = try #require(outcome.lines.last).split(separator: ",", omittingEmptySubsequences: false)
    #expect(last[3] == "1" && (Double(last[4]) ?? 1).magnitude < 1e-6)
  }

  @Test func squaresAreWeightDecay() throws {
    let penalty = try Command.line("run rosenbrock+l2:lambda=0.5 sgd:lr=0.0009765625 -n 20 --format csv")
    let decay = try Command.line("run rosenbrock sgd:lr=0.0009765625,weight_decay=0.5 -n 20 --format csv")
    func places(_ outcome: Outcome) -> [Double] {
      outcome.lines.dropFirst().flatMap { line in
        let fields = line.replacingOccurrences(of: ",weight_decay", with: "").split(separator: ",")
        return fields[3...4].compactMap { Double($0) }
      }
    }
    let (first, second) = (places(penalty), places(decay))
    #expect(first.count == 42 && second.count == 42)
    #expect(zip(first, second).allSatisfy { abs($0 - $1) <= 1e-12 })
  }

  @Test func theyAreListedAndShown() throws {
    let list = try Command.line("list wrappers")
    #expect(
      list.lines.filter { !$0.isEmpty }.map { line in
        line.hasPrefix(" ") ? String(line.split(separator: " ")[0]) : String(line)
      } == [
        "around surfaces", "shift", "rotate", "scale", "log", "power", "l1", "l2", "elastic-net", "box",
        "around optimizers", "clip", "clip-value", "coupled-decay", "grokfast", "sam", "asam", "weight-decay",
        "cautious", "lookahead", "ema", "average", "schedule-free",
      ])
    #expect(
      try Command.line("show rotate").output == """
        rotate, turn

        turn the surface anticlockwise about the origin or another point

        knob       default  range         meaning
        x, y, ...        0  (-inf, inf)   this coordinate of the point it is turned about
        degrees         45  (-inf, inf)   the angle, in degrees
        window      follow  follow, keep  whether window and starts follow the surface or are kept

        wraps  a surface, as in sphere+rotate

        """)
    let shown = try Command.line("show sphere+shift:x=1+scale:by=2").lines
    #expect(shown[0] == "Sphere, moved, stretched (sphere, paraboloid)")
    #expect(shown.contains("minimum    0 at (2, 0)") && shown.contains("wrapper    shift:x=1"))
  }

  @Test func namesOfFilesTellWrappersApart() throws {
    let outcome = try Command.shell(
      """
      descent compare sphere sgd -n 3 > log && descent compare sphere+log sgd -n 3 >> log
      descent compare sphere+rotate:degrees=30 sgd -n 3 >> log && descent compare --surface own.yaml --wrap log sgd -n 3 >> log
      ls output
      """,
      files: [
        "own.yaml":
          "title: Own\nkind: convex\nformula: x^2 + y^2\nwindow: {x: [-1, 1], y: [-1, 1]}\nstarts: [[1, 1]]\nminima: [{at: [0, 0], value: 0}]\n"
      ])
    #expect(
      outcome.lines == [
        "own-log-sgd-3-steps.png", "sphere-log-sgd-3-steps.png", "sphere-rotate-degrees-30-sgd-3-steps.png",
        "sphere-sgd-3-steps.png",
      ])
  }

  @Test func severalSurfacesMayBeWrapped() throws {
    let outcome = try Command.line("compare --surfaces sphere,booth+shift:x=1,y=2+scale:by=2 sgd -n 5")
    #expect(outcome.code == 0)
    #expect(outcome.lines.contains("b: Booth, moved, stretched, from (16, 8)"))
  }

  @Test(arguments: [
    ("sphere+rotat", "there is no wrapper 'rotat'; did you mean 'rotate'?"),
    ("sphere+quux", "there is no wrapper 'quux'; 'descent list wrappers' shows what there is"),
    ("sphere+", "a + joins a surface and its wrappers; write a wrapper after it, as in +rotate:degrees=30"),
    ("sphere+l1:lambda=-1", "'lambda' of 'l1' must lie in [0, inf), not -1"),
    ("sphere+l2:lambda=-1e-9", "'lambda' of 'l2' must lie in [0, inf), not -1e-9"),
    ("sphere+elastic-net:l1=1,l2=-1", "'l2' of 'elastic-net' must lie in [0, inf), not -1"),
    ("sphere+l2:lambda=x", "'l2' needs a number for 'lambda', not 'x'"),
    ("sphere+scale:x=0", "'x' of 'scale' must lie in (0, inf), not 0"),
    ("sphere+scale:by=-2", "'by' of 'scale' must lie in (0, inf), not -2"),
    ("sphere+scale:value=0", "'value' of 'scale' must lie in (0, inf), not 0"),
    ("sphere+shift:z=1", "'shift' has no knob 'z'; it has x, y, window."),
    ("sphere+l1:x=1", "'l1' has no knob 'x'; it has lambda."),
    ("sphere+shift:x=1e300", "moved or stretched so far, sphere has no window left; use smaller numbers"),
    ("sphere+rotate:window=hold", "'window' of 'rotate' is one of follow, keep, not 'hold'."),
    ("parabola+rotate", "'rotate' turns two coordinates, and parabola has one coordinate; leave it out"),
    (
      "schwefel+rotate",
      "the domain of schwefel (x from -500 to 500, y from -500 to 500) would be no box after turning; turn by 90, 180 or 270 degrees, or give the box afterwards"
    ),
    ("sphere+box", "'box' names no variable of sphere; write both ends of one, as in box:x=-1/1,y=-1/1"),
    ("sphere+box:x=1", "'x' of 'box' is 2 numbers, with / between, not '1'"),
    ("sphere+box:x=1/-1", "'x' of 'box' is the lower and the upper end, not 1/-1"),
    ("sphere+box:x=5/6", "the box, x from 5 to 6, leaves nothing of the window of sphere, -4 to 4"),
    (
      "sphere+box:x=0/3+box:x=3.5/4", "the box, x from 3.5 to 4, lies outside the domain of sphere, 0 to 3"
    ),
    ("sphere+box:x=0/0.1", "no start of sphere lies in the box, the first is 3,2; make the box larger"),
    ("saddle+log", "'log' needs a least value, and none is known of saddle; give one, as in log:offset=-1"),
    ("saddle+power", "'power' needs a least value, and none is known of saddle; give one, as in power:offset=-1"),
    (
      "sphere+log:offset=3",
      "'offset' of 'log' must not lie above the least value of sphere, 0; leave it out, or give less"
    ),
    ("sphere+log:offset=-1/-2", "'offset' of 'log' is one number, not 2"),
    ("sphere+power:p=0", "'p' of 'power' must lie in (0, inf), not 0"),
    (
      "linear-regression+log",
      "'log' bends the value, and that of linear-regression is a mean over rows of data, which would not be the mean of what is bent; use it on a formula"
    ),
  ]) func whatIsSaidToMistakes(surface: String, answer: String) throws {
    let outcome = try Command.descent("run", surface, "sgd")
    #expect(outcome.errors == "descent: \(answer)\n")
    #expect(outcome.code == 64 && outcome.output.isEmpty && !outcome.crashed)
  }
}
