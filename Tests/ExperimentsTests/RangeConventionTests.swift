import Calculus
import Experiments
import Optimizers
import Surfaces
import Testing

/// The numbers of the libraries, to 1e-12.
@Suite struct RangeConventionTests {
  private static let surface = try? Surface(formula: "0.5*(x^2 + 10*y^2)", start: [2, 1])

  private func test(_ convention: SweepConvention) throws -> RangeTest {
    let reference = try RangeReference.read().fastai
    let surface = try #require(Self.surface)
    return try RangeTest(
      GradientDescent(), on: surface.objective, start: surface.starts[0],
      sweep: Sweep(from: reference.startRate, to: reference.endRate, points: reference.points), convention: convention)
  }

  private func expect(_ numbers: [Double], are reference: [Double]) {
    #expect(numbers.count == reference.count)
    for (number, expected) in zip(numbers, reference) {
      #expect(agrees(number, expected, to: 1e-12), "\(number) for \(expected)")
    }
  }

  /// Every number of the file is either checked by one of the tests below or named here.
  @Test func coverage() throws {
    let counts = try RangeReference.counts()
    let covered = [
      "fastai.start_lr", "fastai.end_lr", "fastai.num_it", "fastai.n_recorded", "fastai.lr_first",
      "fastai.lr_last_recorded", "fastai.loss_raw", "fastai.loss_smooth", "fastai.suggestions.valley",
      "fastai.suggestions.slide", "fastai.suggestions.minimum", "fastai.suggestions.steep",
      "torch_lr_finder.n_recorded", "torch_lr_finder.loss_smooth", "torch_lr_finder.suggestion_steepest",
      "torch_lr_finder.lr_last_recorded", "lightning.n_recorded", "lightning.loss_smooth", "lightning.suggestion",
      "lightning.lr", "synthetic_curve.suggestions.valley", "synthetic_curve.suggestions.slide",
      "synthetic_curve.suggestions.minimum", "synthetic_curve.suggestions.steep",
    ]
    let uncovered = counts.keys.filter { !covered.contains($0) }.sorted()
    let total = counts.values.reduce(0, +)
    let sum = covered.reduce(0) { $0 + counts[$1, default: 0] }
    print("lr_finder.json: \(sum) of \(total) numbers covered; uncovered: \(uncovered.joined(separator: ", "))")
    #expect(uncovered.isEmpty && covered.allSatisfy { counts[$0] != nil } && total > 450)
  }

  @Test func fastai() throws {
    let reference = try RangeReference.read().fastai
    let test = try test(.fastai)
    #expect(test.losses.count == reference.recorded)
    expect(test.losses, are: reference.losses)
    expect(test.smoothed, are: reference.smoothed)
    expect([test.rates[0], test.rates.last ?? 0], are: [reference.firstRate, reference.lastRate])
    for rule in SweepConvention.fastai.rules {
      expect([try #require(test.suggestion(rule))], are: [try #require(reference.suggestions[rule.rawValue])])
    }
  }

  @Test func torchLRFinder() throws {
    let reference = try RangeReference.read().torchLRFinder
    let test = try test(.torchLRFinder)
    #expect(test.losses.count == reference.recorded)
    expect(test.smoothed, are: reference.smoothed)
    expect([test.rates.last ?? 0], are: [reference.lastRate])
    expect([try #require(test.suggestion(.perIndex))], are: [reference.steepest])
  }

  @Test func lightning() throws {
    let reference = try RangeReference.read().lightning
    let test = try test(.lightning)
    #expect(test.losses.count == reference.recorded)
    expect(test.smoothed, are: reference.smoothed)
    expect(test.rates, are: reference.rates)
    expect([try #require(test.suggestion(.perRate))], are: [reference.suggestion])
  }

  /// The rules alone, on a curve given by a formula, without a slice.
  @Test func syntheticCurve() throws {
    let reference = try RangeReference.read().synthetic
    let logarithms = (0..<95).map { -4 + 5 * Double($0) / 94 }
    let rates = logarithms.map { Lanes.pow(10, Lanes($0))[0] }
    let losses = logarithms.map { place in
      let fall = 1.6 / (1 + Lanes.exp(Lanes(-3 * (place + 1.6)))[0])
      return 2.5 - fall + (place > 0 ? 0.3 * (Lanes.exp(Lanes(4 * place))[0] - 1) : 0)
    }
    for (name, expected) in reference.suggestions {
      let rule = try #require(SuggestionRule(rawValue: name))
      expect([try #require(rule.suggestion(rates: rates, losses: losses))], are: [expected])
    }
  }
}
