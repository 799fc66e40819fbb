/// How a range test is made and read: libraries differ in every part of it.
///
/// The loss at a rate is that before the step with this rate, in all of them.
public struct SweepConvention: Sendable {
  /// Which points the rules look at.
  public struct Slice: Sendable, Equatable {
    /// How many points are dropped at the low end: a number, or a tenth of the points planned.
    public enum Head: Sendable, Equatable { case tenth, count(Int) }

    /// What is dropped at the low end.
    public let head: Head
    /// How many of the recorded points are dropped at the high end.
    public let tail: Int

    /// The places that remain, of so many recorded points of a sweep of so many.
    func range(recorded: Int, points: Int) -> Range<Int> {
      let first = if case .count(let count) = head { count } else { points / 10 }
      return first..<max(first, recorded - tail)
    }
  }

  /// What people type.
  public let name: String
  /// Whose it is, with the version, for the footer of a figure.
  public let label: String
  /// Where the rates stand between the ends.
  public let placement: Sweep.Placement
  /// How the loss is smoothed.
  public let smoothing: SweepSmoothing
  /// When the test ends early.
  public let stop: SweepStop
  /// Which points the rules look at.
  public let slice: Slice
  /// The rules it has.
  public let rules: [SuggestionRule]
  /// The rule it follows unless told otherwise.
  public let defaultRule: SuggestionRule
}

extension SweepConvention {
  /// Every convention, ours first.
  public static let all = [descent, fastai, torchLRFinder, lightning]

  /// The convention with a name.
  public static func find(_ name: String) -> SweepConvention? { all.first { $0.name == name.lowercased() } }

  /// Ours: both ends are rates of the test, smoothing and slice are fastai's, and the test stops by the spread of the
  /// losses, so that losses may be zero or negative.
  ///
  /// One definition has to be fixed, because accounts of the same test differ. With the rates at i/N the sweep from 1e-5
  /// to 10 in 100 steps on (x^2 + 100 y^2)/2 hits 0.01 = 1/100 exactly; y becomes 0 there and the test never blows up.
  /// With i/(N - 1) it does not. The rules look at the smoothed losses, points N/10 to -5, as in fastai, where they come
  /// from; on the raw losses, or another slice, the same rules suggest up to three times less.
  public static let descent = SweepConvention(
    name: "descent", label: "fastai's smoothing and slice", placement: .closed,
    smoothing: .debiased(decay: 0.98, lead: 1),
    stop: .spread, slice: Slice(head: .tenth, tail: 5), rules: [.valley, .slide, .minimum, .steep, .perRate],
    defaultRule: .valley)

  /// fastai 2.8, `Learner.lr_find`.
  public static let fastai = SweepConvention(
    name: "fastai", label: "fastai 2.8", placement: .open, smoothing: .debiased(decay: 0.98, lead: 1),
    stop: .multiple(4, from: 0), slice: Slice(head: .tenth, tail: 5), rules: [.valley, .slide, .minimum, .steep],
    defaultRule: .valley)

  /// torch-lr-finder 0.2.2, `LRFinder.range_test` and `plot`.
  public static let torchLRFinder = SweepConvention(
    name: "torch-lr-finder", label: "torch-lr-finder 0.2.2", placement: .closed, smoothing: .plain(weight: 0.05),
    stop: .multiple(5, from: 0), slice: Slice(head: .count(10), tail: 5), rules: [.perIndex], defaultRule: .perIndex)

  /// Lightning 2.6, `Tuner.lr_find` and `suggestion`.
  public static let lightning = SweepConvention(
    name: "lightning", label: "Lightning 2.6", placement: .skipping, smoothing: .debiased(decay: 0.98, lead: 2),
    stop: .multiple(4, from: 1), slice: Slice(head: .count(10), tail: 1), rules: [.perRate], defaultRule: .perRate)
}
