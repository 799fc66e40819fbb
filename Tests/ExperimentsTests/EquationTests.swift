import Calculus
import Experiments
import Optimizers
import Surfaces
import Testing

/// The equations above the optimizers are what the optimizers do.
@Suite struct EquationTests {
  /// Those whose equations hold searches, matrices, simplices or luck, so that numbers cannot be put in.
  private static let unread = [
    "adashift", "shampoo", "soap", "armijo", "wolfe", "exact", "newton", "bfgs", "lbfgs", "cg-fr", "cg-pr", "cg-hs",
    "cg-dy", "newton-plain", "saddle-free-newton", "trust-region", "levenberg-marquardt", "nelder-mead", "compass",
    "random-search", "spsa", "cma-es",
  ]

  /// Settings under which an optimizer follows other equations than those that stand above it.
  private static let others = [
    "momentum convention=keras", "nesterov convention=keras", "rmsprop convention=keras", "rmsprop convention=optax",
    "adam convention=keras", "amsgrad convention=optax", "amsgrad convention=keras", "nadam convention=optax",
    "nadamw convention=optax", "optimistic-adam nesterov=true", "yogi convention=optax",
    "prodigy use_bias_correction=true", "dadapt-adam use_bias_correction=true",
  ]

  /// Whether the equations above an optimizer come out true, to 1e-9 of each step.
  private static func isRead(
    _ type: any Optimizer.Type, _ setting: (knob: String, value: String)? = nil, on name: String
  ) throws -> Bool {
    var optimizer = type.init()
    if let setting { try optimizer.set(setting.knob, to: setting.value) }
    let lines = try #require(SourceNotes.equations["\(type)"], "no equations above \(type)")
    let surface = try card(name)
    let batch = Batch(
      objective: surface.objective, optimizer: optimizer, steps: 12,
      lanes: [.init(start: surface.starts[0], rate: type.identity.defaultRate == nil ? .nan : 0.003)])
    let accounts = batch.record(of: Set(1...12)).accounts
    guard let reading = EquationReading(lines, of: accounts) else { return false }
    return accounts.allSatisfy { reading.holds(in: $0) && reading.worked($0) != nil }
  }

  /// Every rule is read, and no fewer of the others than ever.
  @Test(arguments: ["rosenbrock", "beale"]) func equationsAreWhatOptimizersDo(_ surface: String) throws {
    let unread = try OptimizerCatalogue.all.filter { try !Self.isRead($0, on: surface) }
    #expect(unread.map { $0.identity.name } == Self.unread)
    #expect(!unread.contains { $0.init() is any Rule })
  }

  /// So it is with every knob at another setting, but for conventions that have equations of their own.
  @Test func equationsHoldForOtherSettings() throws {
    var others: [String] = []
    for type in OptimizerCatalogue.all where !Self.unread.contains(type.identity.name) {
      for setting in Self.settings(type) where try !Self.isRead(type, setting, on: "rosenbrock") {
        others.append("\(type.identity.name) \(setting.knob)=\(setting.value)")
      }
    }
    #expect(others == Self.others)
  }

  /// Each knob for itself at another setting.
  private static func settings(_ type: any Optimizer.Type) -> [(knob: String, value: String)] {
    type.init().settings.flatMap { knob -> [(knob: String, value: String)] in
      switch knob.value {
      case "true": return [(knob.name, "false")]
      case "false": return [(knob.name, "true")]
      default: break
      }
      guard let number = Double(knob.value) else {
        return knob.range.split(separator: ", ").map(String.init).filter { $0 != knob.value }.map { (knob.name, $0) }
      }
      let texts = [number * 0.9, number + 1, 0.01, 2].map { Int(exactly: $0).map(String.init) ?? "\($0)" }
      let allowed = texts.first { text in
        var optimizer: any Optimizer = type.init()
        return (try? optimizer.set(knob.name, to: text)) != nil
      }
      return allowed.map { [(knob.name, $0)] } ?? []
    }
  }

  // MARK: - What is no equation of the optimizer

  private func accounts(_ name: String) throws -> [StepAccount] {
    let surface = try card("rosenbrock")
    let batch = Batch(
      objective: surface.objective, optimizer: try optimizer(name), steps: 8,
      lanes: [.init(start: surface.starts[0], rate: 0.01)])
    return batch.record(of: Set(1...8)).accounts
  }

  @Test func wrongEquationsAreNotRead() throws {
    let adam = try accounts("adam")
    let lines = try #require(SourceNotes.equations["Adam"])
    #expect(EquationReading(lines, of: adam)?.names == ["m": "mean", "s": "meanSquare"])
    for (right, wrong) in [("beta2^t", "beta1^t"), ("sqrt(s", "(s"), ("g^2", "g"), ("(1 - beta1) g", "beta1 g")] {
      let changed = lines.map { $0.replacing(right, with: wrong) }
      #expect(changed != lines)
      #expect(EquationReading(changed, of: adam) == nil, "\(wrong) for \(right)")
    }
    #expect(EquationReading([], of: adam) == nil)
    #expect(EquationReading(["x <- x - rate g"], of: try accounts("momentum")) == nil)
  }

  @Test(arguments: [
    "x <- x of the lowest corner", "x <- x -", "x <- (x", "x <- |x", "x", "x <- x + 2 %", "x y <- 3",
    "x <- sqrt(1, 2)", "every k steps",
  ]) func proseIsNoEquation(_ line: String) {
    #expect(throws: EquationError.self) { try Equations([line], knobs: []) }
  }

  @Test func conditionsAndRemarks() throws {
    let equations = try Equations(
      [
        "v <- g          in the first step", "v <- 2 v    later, as g is old    and so on",
        "u = v   s <- v^2    if k > 2",
      ],
      knobs: ["k"])
    #expect(equations.statements.map(\.target) == ["v", "v", "u", "s"])
    #expect(equations.statements.map(\.changes) == [true, true, false, true])
    #expect(equations.statements.map(\.condition) == ["in the first step", "later, as g is old", "", "if k > 2"])
  }

  // MARK: - Numbers in place of letters

  private static let style = EquationStyle { number in
    Int(exactly: (number * 1000).rounded()).map { Double($0) / 1000 }.map { "\($0)" } ?? "?"
  }

  /// On `f = x^2 / 2 + 2 y^2` from (2, 1) at rate 0.1 the gradient is (2, 4), so the velocity is, and the point moves
  /// to (1.8, 0.6); there it is (1.8, 2.4), and the velocity 0.9 (2, 4) + (1.8, 2.4) = (3.6, 6).
  @Test func numbersWorkedByHand() throws {
    let surface = try Surface(formula: "x^2/2 + 2*y^2", start: [2, 1])
    let batch = Batch(
      objective: surface.objective, optimizer: try optimizer("sgdw", [("weight_decay", "0")]), steps: 3,
      lanes: [.init(start: [2, 1], rate: 0.1)])
    let record = batch.record(of: [1, 2, 3])
    let account = try #require(record.account(of: 2))
    let lines = try #require(SourceNotes.equations["SGDW"])
    let worked = try #require(EquationReading(lines, of: record.accounts)?.worked(account))
    #expect(worked.map { $0.letters(Self.style) } == lines.map { $0.replacing("<-", with: "\u{2190}") })
    #expect(worked[1].numbers(0, Self.style) == "0.9 * 2.0 + 1.8")
    #expect(worked[1].numbers(1, Self.style) == "0.9 * 4.0 + 2.4")
    #expect(agrees(worked[1].result(0), 3.6, to: 1e-15) && agrees(worked[1].result(1), 6, to: 1e-15))
    #expect(worked[1].remembered == "velocity")
    #expect(worked[2].numbers(0, Self.style) == "1.8 - 0.1 * 3.6")
    #expect(abs(worked[2].result(1)) < 1e-15 && abs(account.to.point[1]) < 1e-15)
  }

  @Test func settingsAreFoldedAndSignsKept() throws {
    let accounts = try accounts("adam")
    let lines = try #require(SourceNotes.equations["Adam"])
    let worked = try #require(EquationReading(lines, of: accounts)?.worked(accounts[0]))
    let plain = EquationStyle { $0 == 447 ? "447" : "\($0 < 0 ? "-" : "")#" }
    #expect(worked[2].numbers(0, plain) == "# * # + # * 447^2")
    #expect(worked[0].numbers(0, plain) == "447 + # * (-#)")
    #expect(worked[3].numbers(0, plain) == "-# - # * (# / #) / (sqrt(# / #) + #)")
    let page = EquationStyle(isTypeset: true) { "\($0)" }
    #expect(
      worked[3].letters(page)
        == "x \u{2190} x \u{2212} rate (m / (1 \u{2212} β_{1}^{t})) / (\u{221A}(s / (1 \u{2212} β_{2}^{t})) + ε)")
  }
}
