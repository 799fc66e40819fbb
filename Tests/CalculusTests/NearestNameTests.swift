import Calculus
import Testing

@Suite("The nearest name")
struct NearestNameTests {
  private let names = ["rosenbrock", "beale", "ackley", "sphere", "saddle", "adam", "adamw", "sin", "sign"]

  @Test(
    "Slips of the finger are forgiven",
    arguments: [
      ("rosenbrok", "rosenbrock"), ("rosebnrock", "rosenbrock"), ("Rosenbrock", "rosenbrock"), ("rosen", "rosenbrock"),
      ("rozenbruck", "rosenbrock"), ("baele", "beale"), ("sphare", "sphere"), ("adma", "adam"), ("adamx", "adam"),
      ("sinn", "sin"), ("beales", "beale"), ("ackly", "ackley"),
    ])
  func slips(word: String, name: String) { #expect(nearest(to: word, in: names) == name) }

  @Test(
    "Other words are not", arguments: ["", "x", "zz", "himmelblau", "ro", "spear", String(repeating: "a", count: 1000)])
  func strangers(word: String) { #expect(nearest(to: word, in: names) == nil) }

  @Test("A short name is not replaced as a whole")
  func shortNames() {
    #expect(nearest(to: "q", in: ["x", "y"]) == nil)
    #expect(nearest(to: "xx", in: ["x", "y"]) == "x")
    #expect(nearest(to: "x", in: [String]()) == nil)
    #expect(nearest(to: "ab", in: [""]) == nil)
  }
}
