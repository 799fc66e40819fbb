import Surfaces
import Testing

/// What is said about demos that cannot be read, word by word.
@Suite("Errors in demos")
struct DemoErrorTests {
  private static let good = """
    title: Bowl
    look: the path
    surface: sphere
    steps: 10
    runs: {slow: "sgd:lr=0.01", fast: "sgd:lr=0.1"}
    measures: {arrives: {first: loss < 1}}
    claims:
      - {says: fast is first, holds: fast_arrives < slow_arrives}
    lesson: It takes {fast_arrives} steps.
    source: none
    """

  private func error(_ demo: String) throws -> String {
    try #require(throws: CardError.self) { _ = try Demo(demo, name: "bowl", file: "bowl.yaml") }.description
  }

  @Test("The demo that the others spoil is good")
  func good() throws {
    let demo = try Demo(Self.good, name: "bowl", file: "bowl.yaml")
    #expect(demo.names == ["never", "slow_arrives", "fast_arrives"])
    #expect(demo.runs.map(\.start) == [[3, 2], [3, 2]])
  }

  @Test(
    "A line too much",
    arguments: [
      ("clams: x", "11:1: unknown key \"clams\"; did you mean \"claims\"?"),
      ("start: [1]", "11:8: start has 1 coordinate; 2 are needed: x, y"),
      ("noise: -1", "11:8: noise must be at least 0, but is -1"),
      ("seed: first", "11:7: seed must be a whole number from 0 to 9223372036854775807, but is \"first\""),
      ("parameters: {a: 1}", "11:13: sphere has no parameters, so none named \"a\""),
      ("figure: {runs: [fats]}", "11:17: there is no run \"fats\"; did you mean \"fast\"?"),
      ("figure: {measure: loss}", "11:19: there is no measure \"loss\"; there are arrives"),
      ("figure: {steps: 11}", "11:17: steps of figure must be a whole number from 1 to 10, but is \"11\""),
      ("figure: {step: 5}", "11:10: unknown key \"step\"; did you mean \"steps\"?"),
      ("window: {x: [1, -1], y: [0, 1]}", "11:14: window of x is reversed: 1.0 is above -1.0"),
    ])
  func extraLine(line: String, expected: String) throws {
    #expect(try error(Self.good + "\n" + line) == "bowl.yaml:" + expected)
  }

  @Test(
    "A line spoilt",
    arguments: [
      ("title: Bowl", "", " the demo has no title; every demo needs one"),
      ("surface: sphere", "surface: spheer", "3:10: there is no surface \"spheer\"; did you mean \"sphere\"?"),
      ("steps: 10", "steps: 0", "4:8: steps must be a whole number from 1 to 1000000, but is \"0\""),
      (
        "slow: \"sgd:lr=0.01\"", "a-b: sgd",
        "5:8: \"a-b\" is not a name: use a letter, then letters, digits and underscores"
      ),
      (
        "slow: \"sgd:lr=0.01\"", "slow: {lr: 1}",
        "5:15: unknown key \"lr\"; known are optimizer, schedule, batch, label, start, noise, seeds"
      ),
      ("slow: \"sgd:lr=0.01\"", "slow: {label: x}", "5:14: run slow has no optimizer"),
      (
        "first: loss < 1", "frist: loss < 1",
        "6:22: unknown key \"frist\"; did you mean \"first\"?"
      ),
      (
        "first: loss < 1", "first: los < 1", "6:29: unknown name \"los\"; did you mean \"loss\"?\n  los < 1\n  ^"
      ),
      (
        "first: loss < 1", "first: loss",
        "6:29: first of measure arrives must be a comparison, as in evaluations < 1, but is \"loss\""
      ),
      (
        "first: loss < 1", "first: x < 1, from: x < 1",
        "6:21: measure arrives needs one of first, from, value, flips, largest, smallest, but has first and from"
      ),
      (
        "first: loss < 1", "first: x < 1, step: 2",
        "6:42: a step goes with \"value\" only; use \"until\" to end a measure early"
      ),
      (
        "fast_arrives < slow_arrives", "fast_arives < slow_arrives",
        "8:34: unknown name \"fast_arives\"; did you mean \"fast_arrives\"?\n  fast_arives < slow_arrives\n  ^"
      ),
      (
        "fast_arrives < slow_arrives", "adam_arrives < 7",
        "8:34: unknown name \"adam_arrives\"; did you mean \"slow_arrives\"?\n  adam_arrives < 7\n  ^"
      ),
      (
        "fast_arrives < slow_arrives", "fast_arrives - slow_arrives",
        "8:34: holds of entry 1 of claims must be a comparison, as in fast_arrives < 1, but is \"fast_arrives - slow_arrives\""
      ),
      (
        "fast_arrives < slow_arrives", "1 < 2",
        "8:34: holds of entry 1 of claims is \"1 < 2\", which is always the same; compare something that is measured"
      ),
      ("says: fast is first, ", "", "8:5: entry 1 of claims has no \"says\": the claim in words"),
      (
        "{fast_arrives} steps", "{fast_arrives steps",
        "9:9: lesson opens a brace at \"{fast_arrives steps.\" and does not close it"
      ),
      (
        "{fast_arrives} steps", "{fast} steps",
        "9:9: in lesson: unknown name \"fast\"; did you mean \"fast_arrives\"?\n  fast\n  ^"
      ),
      (
        "slow: \"sgd:lr=0.01\"", "slow: {optimizer: sgd, start: [1, 1]}",
        "5:7: the figure shows runs from one start; name those of one start, as in figure: {runs: [a, b]}"
      ),
    ])
  func spoiltLine(line: String, spoilt: String, expected: String) throws {
    #expect(try error(Self.good.replacing(line, with: spoilt)) == "bowl.yaml:" + expected)
  }

  /// Two surfaces in place of one.
  private static let several = good.replacing("surface: sphere", with: "surface: {a: sphere, b: booth}")
    .replacing("\"sgd:lr=0.01\"", with: "{optimizer: sgd, on: a}")
    .replacing("\"sgd:lr=0.1\"", with: "{optimizer: sgd, on: b, start: [1, 2]}")

  @Test("Runs may walk on several surfaces, each from its own start")
  func severalSurfaces() throws {
    let demo = try Demo(Self.several, name: "bowl", file: "bowl.yaml")
    #expect(demo.surfaces.map(\.name) == ["sphere", "booth"] && demo.surface.name == "sphere")
    #expect(demo.runs.map(\.surface) == [0, 1] && demo.runs.map(\.start) == [[3, 2], [1, 2]])
    let changed = Self.several.replacing(
      "b: booth",
      with:
        "b: {of: \"ellipse100+l2:lambda=3\", parameters: {condition: 4}, window: {x: [-1, 1], y: [-2, 2]}, start: [0.5, 2]}"
    )
    let surface = try Demo(changed, name: "bowl", file: "bowl.yaml").surfaces[1]
    #expect(surface.specification == "ellipse100+l2:lambda=3" && surface.parameters[0].value == 4)
    #expect(surface.window == [-1...1, -2...2] && surface.starts == [[0.5, 2]])
  }

  @Test(
    "Several surfaces spoilt",
    arguments: [
      (
        ", on: a}", "}",
        "5:14: run slow does not say on which of a, b it walks, as in {optimizer: \"sgd:lr=0.1\", on: a}"
      ),
      (
        "{optimizer: sgd, on: a}", "sgd",
        "5:14: run slow does not say on which of a, b it walks, as in {optimizer: \"sgd:lr=0.1\", on: a}"
      ),
      ("on: a", "on: c", "5:35: there is no surface \"c\"; there are a, b"),
      ("b: booth", "b: boot", "3:25: there is no surface \"boot\"; did you mean \"booth\"?"),
      (
        "b: booth", "b: {standardize: true}",
        "3:25: surface b does not say what it is, as in {of: linear-regression, standardize: true}"
      ),
      (
        "b: booth", "b: {of: booth, standardize: true}",
        "3:50: booth is not made from data, so there is nothing to standardize"
      ),
      (
        "b: booth", "b: {of: booth, standardize: maybe}",
        "3:50: standardize of surface b must be true or false, but is \"maybe\""
      ),
      (
        "b: booth", "b: {of: booth, shade: 3}",
        "3:37: unknown key \"shade\"; known are of, standardize, parameters, window, start"
      ),
      (
        "b: booth", "b: linear-regression",
        "3:25: linear-regression has the variables w, b, sphere has x, y; measures need the same on all"
      ),
      (
        "b: booth", "b: parabola",
        "3:25: parabola has one coordinate; runs on several surfaces are shown on maps, which need two"
      ),
      ("{a: sphere, b: booth}", "{}", "3:10: surface is empty; a demo needs at least one"),
      ("steps: 10", "steps: 10\nstart: [1, 2]", "5:8: each of several surfaces has its own start; write it there"),
      (
        "steps: 10", "steps: 10\nfigure: {window: {x: [0, 1], y: [0, 1]}}",
        "5:18: each of several surfaces has a window of its own; write it there"
      ),
    ])
  func spoiltSurfaces(part: String, spoilt: String, expected: String) throws {
    #expect(try error(Self.several.replacing(part, with: spoilt)) == "bowl.yaml:" + expected)
  }

  @Test("An empty file")
  func empty() throws {
    #expect(
      try error("") == "bowl.yaml: the demo is empty; a demo has the keys title, look, surface, steps, runs, measures, "
        + "claims, lesson, source")
  }
}
