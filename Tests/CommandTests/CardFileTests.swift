import Foundation
import Testing

/// Cards named by `--surface`: what is wrong with a card is no wrong question, so the code is 1.
@Suite struct CardFileTests {
  private static let good = """
    title: Mine
    kind: convex
    formula: a*x^2 + y^2
    parameters: {a: 4}
    window: {x: [-1, 1], y: [-1, 1]}
    starts: [[1, 0.5], [-1, 0.5]]
    minima: [{at: [0, 0], value: 0}]
    about: A bowl.
    source: none.

    """

  @Test func aGoodCardIsRead() throws {
    let outcome = try Command.line(
      "run --surface mine.yaml sgd:lr=0.1 -n 1 --format csv", files: ["mine.yaml": Self.good])
    #expect(outcome.code == 0)
    #expect(
      outcome.output == """
        run,optimizer,step,x,y,loss,gradient_norm,lr,evaluations\r
        1,sgd:lr=0.1,0,1,0.5,4.25,8.06225774829855,,0\r
        1,sgd:lr=0.1,1,0.19999999999999996,0.4,0.31999999999999995,1.7888543819998315,0.1,1\r
        2,sgd:lr=0.1,0,-1,0.5,4.25,8.06225774829855,,0\r
        2,sgd:lr=0.1,1,-0.19999999999999996,0.4,0.31999999999999995,1.7888543819998315,0.1,1\r

        """)
  }

  /// A card in the folder `Surfaces` of the working folder is known by name, with other parameters too.
  @Test func theFolderOfTheUserIsRead() throws {
    let outcome = try Command.shell(
      "mkdir Surfaces && mv mine.yaml Surfaces && descent run mine:a=1 sgd:lr=0.5 -n 1 --start 1,1",
      files: ["mine.yaml": Self.good])
    #expect(outcome.code == 0 && outcome.output.contains("converged"))
  }

  @Test(arguments: [
    ("formula: a*x^2 + y^2", "formula: a*x^2 + z", "unknown name"),
    ("window: {x: [-1, 1], y: [-1, 1]}", "window: {x: [1, -1], y: [-1, 1]}", "window"),
    ("starts: [[1, 0.5], [-1, 0.5]]", "starts: []", "start"),
    ("kind: convex", "kind: bowl", "kind"),
    ("about: A bowl.", "abuot: A bowl.", "abuot"),
    ("title: Mine", "title: [", "this is not YAML"),
  ]) func aBadCardIsExplained(_ line: String, _ wrong: String, _ words: String) throws {
    let card = Self.good.replacingOccurrences(of: line, with: wrong)
    let outcome = try Command.line("run --surface mine.yaml sgd", files: ["mine.yaml": card])
    #expect(outcome.code == 1 && !outcome.crashed && outcome.output.isEmpty)
    #expect(outcome.errors.hasPrefix("descent: ") && outcome.errors.contains("mine.yaml"), "\(outcome.errors)")
    #expect(outcome.errors.contains(words), "\(outcome.errors)")
  }

  @Test func filesThatAreNone() throws {
    #expect(try Command.line("run --surface none.yaml").errors == "descent: none.yaml: there is no such file\n")
    #expect(try Command.line("run --surface none.yaml").code == 1)
    #expect(try Command.line("run --surface .").errors == "descent: .: this is a folder; name a card file in it\n")
    #expect(try Command.line("run --surface /dev/zero").code == 1)
    #expect(try Command.line("run --surface empty.yaml", files: ["empty.yaml": ""]).code == 1)
  }

  /// A false claim is found out, and the code says so.
  @Test func aFalseClaimFails() throws {
    let card = Self.good.replacingOccurrences(of: "value: 0", with: "value: 0.5")
    let outcome = try Command.line("check --surface mine.yaml", files: ["mine.yaml": card])
    #expect(outcome.code == 1)
    #expect(outcome.output.contains("mine:") && outcome.errors.contains("mend the card or the formula"))
    let good = try Command.line("check --surface mine.yaml", files: ["mine.yaml": Self.good])
    #expect(good.code == 0 && good.errors.isEmpty)
  }
}
