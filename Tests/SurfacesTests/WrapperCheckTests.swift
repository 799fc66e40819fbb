import Surfaces
import Testing

/// Chains of wrappers under which what is known stays known.
private let chains = [
  "shift:x=1.5,y=-0.25", "rotate:degrees=30", "rotate:degrees=-75,x=1,y=2", "scale:by=3", "scale:x=0.5,value=2", "log",
  "power:p=1.5", "rotate:degrees=20+log", "shift:x=0.3+scale:y=2+rotate:degrees=200",
]

@Suite("Claims under wrappers")
struct WrapperCheckTests {
  private static let cards = ["rosenbrock", "himmelblau", "booth", "sphere", "three-hump-camel", "double-well"]

  @Test("What follows a wrapper is still true", arguments: cards, chains)
  func follow(name: String, chain: String) throws {
    let surface = try Catalogue().surface(named: name)
    let wrapped = try surface.wrapped(by: chain)
    #expect(wrapped.minima.count == surface.minima.count && wrapped.saddles.count == surface.saddles.count)
    for finding in check(wrapped) { #expect(finding.holds, "\(finding)") }
  }

  /// The convex cards in x and y, whose minimum is found anew.
  private static let convex = ["booth", "matyas", "quadratic", "sum-squares", "trid", "ellipse100-rotated", "boyd"]

  @Test(
    "The minimum of a convex surface with a penalty is proved", arguments: convex,
    ["l2:lambda=0.5", "l1:lambda=0.3", "l1:lambda=20", "elastic-net:l1=2,l2=0.5", "shift:x=1,y=-2+l1:lambda=1.5"])
  func convexMinimum(name: String, chain: String) throws {
    let surface = try Catalogue().surface(named: name).wrapped(by: chain)
    #expect(surface.minima.count == 1)
    for finding in check(surface) { #expect(finding.holds, "\(finding)") }
  }

  @Test("Soft thresholds: each coordinate of a bowl moves towards 0 by lambda over its curvature, and stays there")
  func softThreshold() throws {
    let bowl = try Surface(formula: "(x - 3)^2/2 + 2*(y + 1)^2 + z^2", variables: ["x", "y", "z"])
    let card = bowl.cardText.replacing("multimodal", with: "convex")
    let convex = try Surface(card: card, name: "bowl", file: "bowl.yaml")
    func minimum(_ lambda: Double) throws -> [Double]? {
      try convex.wrapped(by: "l1:lambda=\(lambda)").minima.first?.at
    }
    #expect(try minimum(1) == [2, -0.75, 0])
    #expect(try minimum(3.5) == [0, -0.125, 0])
    #expect(try minimum(5) == [0, 0, 0])
  }

  @Test("A card may wrap its formula, and what it says of the formula is checked")
  func card() throws {
    let text = """
      title: Turned trough
      kind: convex
      formula: x^2 + 9*(y - 1)^2
      wrap: rotate:degrees=90+shift:x=1,y=-0.5
      window: {x: [-3, 3], y: [-2, 4]}
      starts: [[2, 3]]
      minima: [{at: [0, 1], value: 0}]
      reference: [{at: [1, 2], value: 10, gradient: [2, 18]}]
      """
    let surface = try Surface(card: text, name: "trough", file: "trough.yaml")
    #expect(surface.minima.map(\.at) == [[0, -0.5]] && surface.starts == [[-2, 1.5]])
    #expect(surface.title == "Turned trough, turned 90°, moved by (1, −0.5)")
    #expect(surface.typeset == "x^{2} + 9 (y − 1)^{2}, turned 90°, moved by (1, −0.5)")
    for finding in check(surface) { #expect(finding.holds, "\(finding)") }
    let wrong = text.replacing("value: 10,", with: "value: 11,")
    let findings = check(try Surface(card: wrong, name: "trough", file: "trough.yaml"))
    #expect(findings.filter { !$0.holds }.map(\.claim) == ["the value at (1.0, 2.0) is 11.0"])
    let error = #expect(throws: CardError.self) {
      try Surface(card: text.replacing("rotate:", with: "rotat:"), name: "trough", file: "trough.yaml")
    }
    #expect(error?.description == "trough.yaml:4:7: there is no wrapper 'rotat'; did you mean 'rotate'?")
  }

  @Test(
    "The formula in print says what is done",
    arguments: [
      ("rotate:degrees=30", "turned 30°"), ("rotate:degrees=30,x=1", "turned 30° about (1, 0)"),
      ("shift:x=1,y=-0.5", "moved by (1, −0.5)"), ("scale:by=2", "stretched 2×"), ("scale:y=3", "stretched in y 3×"),
      ("scale:value=0.1", "value × 0.1"), ("scale:by=2,value=4", "stretched 2×, value × 4"),
      ("log", "as log(1 + value − least)"), ("log:offset=-2", "as log(1 + value + 2)"),
      ("log:offset=0", "as log(1 + value)"),
      ("power:p=0.5", "as (value − least)^{0.5}"), ("power:p=3,offset=0", "as value^{3}"),
      ("l1:lambda=0.5", "plus 0.5 (|x| + |y|)"), ("l2:lambda=2", "plus (x^{2} + y^{2})"),
      ("elastic-net:l1=1,l2=1", "plus (|x| + |y|) + 0.5 (x^{2} + y^{2})"), ("box:x=-1/4", "−1 ≤ x ≤ 4"),
    ]) func print(wrapper: String, phrase: String) throws
  {
    #expect(try Catalogue().surface(named: "sphere").wrapped(by: wrapper).typeset == "x^{2} + y^{2}, " + phrase)
  }
}
