import Calculus
import Optimizers
import Testing

/// The knobs of every optimizer, and what is said when one is turned wrongly.
@Suite struct KnobTests {
  @Test(arguments: everybody) func defaultsLieWithinTheirRanges(_ name: String) throws {
    var copy = try optimizer(name)
    for setting in copy.settings {
      #expect(throws: Never.self) { try copy.set(setting.name, to: setting.value) }
      #expect(!setting.meaning.isEmpty && !setting.meaning.hasSuffix("."))
    }
    #expect(copy.settings.map(\.value) == (try optimizer(name)).settings.map(\.value))
    let names = copy.settings.map(\.name)
    #expect(Set(names).count == names.count)
    #expect(!names.contains("lr"), "the rate is an argument, not a knob")
  }

  /// A convention sets the defaults of other knobs; all else is set alone.
  @Test(arguments: everybody) func aKnobThatIsSetIsShown(_ name: String) throws {
    let before = try optimizer(name).settings
    for (index, value) in try optimizer(name).otherValues.enumerated() {
      let after = try optimizer(name, [(before[index].name, value)]).settings
      #expect(after[index].value == value && before[index].value != value)
      guard before[index].name != "convention" else { continue }
      for other in before.indices where other != index { #expect(after[other].value == before[other].value) }
    }
  }

  /// Real knobs reach every lane.
  @Test(arguments: everybody) func aRealKnobReachesEveryLane(_ name: String) throws {
    let settings = try optimizer(name).settings
    for (index, value) in try optimizer(name).otherValues.enumerated() {
      let knob = settings[index].name
      guard let lanes = try optimizer(name, [(knob, value)]).lanes(of: knob) else { continue }
      #expect(lanes == Lanes(try #require(Double(value))))
    }
  }

  @Test(
    arguments: [
      ("adam", "beta1", "1", "'beta1' of 'adam' must lie in [0, 1), not 1"),
      ("adam", "beta2", "-0.1", "'beta2' of 'adam' must lie in [0, 1), not -0.1"),
      ("adam", "eps", "-1e-9", "'eps' of 'adam' must lie in [0, inf), not -1e-9"),
      ("adam", "eps", "nan", "'adam' needs a number for 'eps', not 'nan'"),
      ("adam", "eps", "inf", "'adam' needs a number for 'eps', not 'inf'"),
      ("adam", "eps", "1e999", "'adam' needs a number for 'eps', not '1e999'"),
      ("adam", "beta1", "", "'adam' needs a number for 'beta1', not ''"),
      ("adam", "beta1", "0,9", "'adam' needs a number for 'beta1', not '0,9'"),
      (
        "adam", "beta", "0.9",
        "'adam' has no knob 'beta'; it has lr, convention, beta1, beta2, eps, weight_decay. Did you mean 'beta1'?"
      ),
      ("adam", "gamma", "0.9", "'adam' has no knob 'gamma'; it has lr, convention, beta1, beta2, eps, weight_decay."),
      (
        "sgd", "weigth_decay", "0.1",
        "'sgd' has no knob 'weigth_decay'; it has lr, weight_decay. Did you mean 'weight_decay'?"
      ),
      ("rmsprop", "centered", "maybe", "'centered' of 'rmsprop' is true or false, not 'maybe'"),
      (
        "adam", "convention", "kerass",
        "'convention' of 'adam' is one of torch, keras, not 'kerass'. Did you mean 'keras'?"
      ),
      ("newton", "lr", "0.1", "'newton' has no knob 'lr'; it has armijo, shrink, floor, trials."),
      ("newton", "trials", "0", "'trials' of 'newton' must be a whole number from 1 to 100, not '0'"),
      ("newton", "trials", "2.5", "'trials' of 'newton' must be a whole number from 1 to 100, not '2.5'"),
      ("newton", "shrink", "1", "'shrink' of 'newton' must lie in (0, 1), not 1"),
    ]) func aWrongKnobIsExplained(_ name: String, _ knob: String, _ value: String, _ words: String) throws
  {
    let error = try #require(throws: KnobError.self) { try optimizer(name, [(knob, value)]) }
    #expect(error.description == words)
  }

  /// Out of range means out of range for every knob: a number below the least and above the greatest, and no number.
  @Test(arguments: everybody) func everyRangeHolds(_ name: String) throws {
    for setting in try optimizer(name).settings {
      for wrong in ["nan", "inf", "-inf", "-1e300", "x", "", "1 2", "0x", "1e"] {
        #expect(throws: KnobError.self, "\(setting.name)=\(wrong)") { try optimizer(name, [(setting.name, wrong)]) }
      }
    }
    #expect(throws: KnobError.self) { try optimizer(name, [("no_such_knob", "1")]) }
  }
}

/// Who is in the catalogue.
@Suite struct IdentityTests {
  @Test func namesAreUniqueAndWellFormed() {
    let names = OptimizerCatalogue.names
    #expect(Set(names).count == names.count)
    for name in names {
      let parts = name.split(separator: "-", omittingEmptySubsequences: false)
      #expect(
        parts.allSatisfy { !$0.isEmpty && $0.allSatisfy { "abcdefghijklmnopqrstuvwxyz0123456789".contains($0) } },
        "\(name)")
      #expect(name.first?.isLetter == true)
    }
  }

  @Test func namesAreFoundInAnyCase() {
    for type in OptimizerCatalogue.all {
      for name in [type.identity.name] + type.identity.aliases {
        #expect(OptimizerCatalogue.find(name).map { $0 == type } == true)
        #expect(OptimizerCatalogue.find(name.uppercased()).map { $0 == type } == true)
      }
    }
    #expect(OptimizerCatalogue.find("") == nil)
    #expect(OptimizerCatalogue.find("adam ") == nil)
  }

  @Test func everybodyIsDescribed() {
    for identity in OptimizerCatalogue.all.map({ $0.identity }) {
      #expect(!identity.label.isEmpty && !identity.summary.isEmpty)
      #expect(!identity.summary.hasSuffix("."))
      if let rate = identity.defaultRate { #expect(rate > 0 && rate.isFinite) }
    }
    let labels = OptimizerCatalogue.all.map { $0.identity.label }
    #expect(Set(labels).count == labels.count)
  }
}

extension Optimizer {
  /// A value for each knob, within its range and other than its default.
  var otherValues: [String] {
    Self.knobs.map { knob in
      switch knob.place {
      case .real(_, let range), .number(_, let range), .numbers(_, let range):
        ["0.375", "1.375", "-0.375"].first { Double($0).map(range.contains) == true } ?? ""
      case .whole, .span, .spans: "7"
      case .flag(let path): self[keyPath: path] ? "false" : "true"
      case .choice(let words, _, _): words.last ?? ""
      }
    }
  }

  /// The lanes of a real knob.
  func lanes(of name: String) -> Lanes? {
    for knob in Self.knobs where knob.name == name {
      if case .real(let path, _) = knob.place { return self[keyPath: path] }
    }
    return nil
  }
}
