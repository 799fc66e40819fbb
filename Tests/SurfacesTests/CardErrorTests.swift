import Surfaces
import Testing

/// What is said about cards that cannot be read, word by word.
@Suite("Errors on cards")
struct CardErrorTests {
  private static let good = """
    title: Bowl
    kind: convex
    formula: x^2 + a*y^2
    parameters: {a: 2}
    window: {x: [-2, 2], y: [-1, 1]}
    starts: [[1, 0.5]]
    """

  private func error(_ card: String) throws -> String {
    try #require(throws: CardError.self) { _ = try Surface(card: card, name: "bowl", file: "bowl.yaml") }.description
  }

  @Test("The card that the others spoil is good")
  func good() throws {
    #expect(try Surface(card: Self.good, name: "bowl", file: "bowl.yaml").title == "Bowl")
  }

  @Test(
    "A line too much",
    arguments: [
      ("formla: x", "7:1: unknown key \"formla\"; did you mean \"formula\"?"),
      (
        "zzz: 1",
        "7:1: unknown key \"zzz\"; known are title, kind, formula, window, starts, data, loss, validation, order, "
          + "standardize, aliases, variables, parameters, let, domain, minima, saddles, maxima, wrap, levels, ascend, "
          + "about, source, reference"
      ),
      ("title: Twice", "1:1: \"title\" stands here twice"),
      ("levels: logarithmic", "7:9: levels must be one of log, linear, symmetric, quantile, but is \"logarithmic\""),
      (
        "levels: lienar",
        "7:9: levels must be one of log, linear, symmetric, quantile, but is \"lienar\"; did you mean \"linear\"?"
      ),
      ("aliases: basin", "7:10: aliases must be a list of names, but is \"basin\""),
      ("aliases: []", "7:10: aliases is empty; leave the key out or name at least one"),
      ("aliases: [basin, basin]", "7:18: \"basin\" stands twice in aliases"),
      ("aliases: [[a]]", "7:11: entry 1 of aliases must be a name, but is a list"),
      ("about:", "7:7: about must be text, but is nothing"),
      ("about: {a: 1}", "7:8: about must be text, but is a mapping"),
      (
        "minima: {at: [0, 0], value: 0}",
        "7:9: minima must be a list of entries such as {at: [0, 0], value: 0}, but is a mapping"
      ),
      ("minima: [{at: [0, 0]}]", "7:10: entry 1 of minima has no \"value\": the value there"),
      ("minima: [{value: 0}]", "7:10: entry 1 of minima has no \"at\": the point"),
      ("minima: [{at: [0], value: 0}]", "7:15: at of entry 1 of minima has 1 coordinate; 2 are needed: x, y"),
      (
        "minima: [{at: [0, 0], value: 0, gradient: [0, 0]}]",
        "7:33: unknown key \"gradient\"; known are at, value"
      ),
      ("minima: [{at: [0, c], value: 0}]", "7:19: unknown name \"c\"; known are a, pi, e\n  c\n  ^"),
      ("minima: [{at: [0, 1/0], value: 0}]", "7:19: this is not a finite number\n  1/0\n  ^"),
      ("minima: [{at: [0, .inf], value: 0}]", "7:19: unexpected \".\"; a number needs a digit\n  .inf\n  ^"),
      ("minima: [{at: [0, nan], value: 0}]", "7:19: unknown name \"nan\"; did you mean \"tan\"?\n  nan\n  ^"),
      ("let: {r: x, r: y}", "7:7: \"r\" stands here twice"),
      ("domain: {x: [-2, 2]}", "7:9: domain says nothing of y"),
      (
        "domain: {x: [-2, 2], y: [0.6, 1]}",
        "6:14: this start is outside the domain: y = 0.5 is not in 0.6 to 1.0"
      ),
      (
        "reference: [{at: [0, 0], value: 0, hessian: [[1, 2]]}]",
        "7:45: hessian of entry 1 of reference has 1 rows; 2 are needed: x, y"
      ),
      (
        "reference: [{at: [0, 0], value: 0, gradient: [1]}]",
        "7:46: gradient of entry 1 of reference has 1 coordinate; 2 are needed: x, y"
      ),
      ("ascend: [z]", "7:10: ascend names \"z\", which is not one of the variables x, y"),
      ("ascend: [y]", "7:9: only in a game somebody maximises; write kind: game, or leave ascend out"),
      (
        "data: points.csv", "3:10: a surface comes from a formula or from data (line 7), not from both"
      ),
      ("loss: x^2", "7:7: loss goes with data, and the card names none"),
      ("let: {x: 1}", "7:7: \"x\" has a meaning already; choose another name"),
      ("let: {r: x +}", "7:13: found the end; expected a number, a name or \"(\"\n  x +\n     ^"),
      ("variables: [x, z]", "5:22: unknown key \"y\"; known are x, z"),
      ("- 1", "7:1: this is not YAML: did not find expected key"),
    ])
  func extraLine(line: String, expected: String) throws {
    #expect(try error(Self.good + "\n" + line) == "bowl.yaml:" + expected)
  }

  @Test(
    "A line spoilt",
    arguments: [
      ("title: Bowl", "", " the card has no title; every card needs one"),
      ("formula: x^2 + a*y^2", "", " the card has no formula; every card needs one"),
      ("starts: [[1, 0.5]]", "", " the card has no starts; every card needs one"),
      (
        "kind: convex", "kind: bowl",
        "2:7: kind must be one of convex, valley, saddle, plateau, multimodal, non-smooth, data, game, but is \"bowl\""
      ),
      (
        "formula: x^2 + a*y^2", "formula: x^2 + z^2",
        "3:16: unknown name \"z\"; known are x, y, a, pi, e\n  x^2 + z^2\n        ^"
      ),
      (
        "formula: x^2 + a*y^2", "formula: \"x^2 + z^2\"",
        "3:10: unknown name \"z\"; known are x, y, a, pi, e\n  x^2 + z^2\n        ^"
      ),
      ("formula: x^2 + a*y^2", "formula:\n  - x", "4:3: formula must be a formula, but is a list"),
      (
        "parameters: {a: 2}", "parameters: [a]", "4:13: parameters must be a mapping of names to numbers, but is a list"
      ),
      (
        "parameters: {a: 2}", "parameters: {a: two}",
        "4:17: unknown name \"two\"; only numbers, pi and e may stand here\n  two\n  ^"
      ),
      ("parameters: {a: 2}", "parameters: {a: 2, x: 1}", "4:20: \"x\" has a meaning already; choose another name"),
      ("parameters: {a: 2}", "parameters: {a: 2, a: 1}", "4:14: \"a\" stands here twice"),
      (
        "starts: [[1, 0.5]]", "starts: [1, 0.5]",
        "6:10: entry 1 of starts must be a list with one number for each of x, y, but is \"1\""
      ),
      ("starts: [[1, 0.5]]", "starts: [[1, 0.5, 2]]", "6:10: entry 1 of starts has 3 coordinates; 2 are needed: x, y"),
      ("starts: [[1, 0.5]]", "starts: []", "6:9: starts is empty; give at least one point"),
      (
        "starts: [[1, 0.5]]", "starts: [[1, 1e999]]",
        "6:14: number too large: the largest is about 1.8e308\n  1e999\n  ^"
      ),
      ("window: {x:", "variables: [e, y]\nwindow: {e:", "5:12: \"e\" is the constant 2.71828…; choose another name"),
      ("y: [-1, 1]", "y: [1, -1]", "5:26: window of y is reversed: 1.0 is above -1.0"),
      ("y: [-1, 1]", "y: [1, a - 1]", "5:26: window of y is empty"),
      ("y: [-1, 1]", "y: [-1e308, 1e308]", "5:26: window of y is too wide"),
      ("y: [-1, 1]", "y: [-1]", "5:25: window of y must be a list of two numbers, the lower first, but has 1"),
      ("y: [-1, 1]", "z: [-1, 1]", "5:22: unknown key \"z\"; known are x, y"),
      (", y: [-1, 1]", "", "5:9: window says nothing of y"),
      ("y: [-1, 1]", "y: [-1, 1], x: [0, 1]", "5:10: \"x\" stands here twice"),
    ])
  func spoiltLine(line: String, spoilt: String, expected: String) throws {
    #expect(try error(Self.good.replacing(line, with: spoilt)) == "bowl.yaml:" + expected)
  }

  @Test(
    "No card at all",
    arguments: [
      ("", " the card is empty; a card has the keys title, kind, formula, window, starts"),
      ("# nothing", " the card is empty; a card has the keys title, kind, formula, window, starts"),
      ("{", "2:1: this is not YAML: did not find expected node content"),
      (
        "just words",
        "1:1: the card must be a mapping with the keys title, kind, formula, window, starts, data, loss, "
          + "validation, order, standardize, aliases, variables, parameters, let, domain, minima, saddles, maxima, wrap, "
          + "levels, ascend, about, source, reference, but is \"just words\""
      ),
      ("a\u{0}b", " this is not text: control characters are not allowed (at character 2)"),
    ])
  func noCard(text: String, expected: String) throws {
    #expect(try error(text) == "bowl.yaml:" + expected)
  }

  @Test("A card spoilt by chance is read or refused, never a trap")
  func byChance() throws {
    let text = Array(try Catalogue().surface(named: "rosenbrock").cardText.unicodeScalars)
    let pieces = [
      "[", "]", "{", "}", ":", ",", "-", "\n", " ", "1e999", "nan", "&a ", "*a ", "|", "'", "\"", "#", "!!", "~", "\t",
    ]
    var state: UInt64 = 3
    func below(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    var refused = 0
    for _ in 0..<1000 {
      var spoilt = text
      for _ in 0...below(3) {
        let place = below(spoilt.count)
        if below(2) == 0 {
          spoilt.remove(at: place)
        } else {
          spoilt.insert(contentsOf: pieces[below(pieces.count)].unicodeScalars, at: place)
        }
      }
      do {
        _ = try Surface(card: String(String.UnicodeScalarView(spoilt)), name: "spoilt", file: "spoilt.yaml")
      } catch {
        refused += 1
        #expect(error.description.hasPrefix("spoilt.yaml:"))
      }
    }
    #expect(refused > 300)
  }

  @Test("Ten thousand brackets are an error", arguments: ["[", "{a: ", "- "])
  func brackets(bracket: String) throws {
    #expect(try error(String(repeating: bracket, count: 10_000)).hasPrefix("bowl.yaml:"))
  }
}
