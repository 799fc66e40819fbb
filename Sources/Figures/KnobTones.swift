import Drawing
import Experiments

/// What the cells of a map over knobs show.
public enum KnobMeasure: String, Sendable, CaseIterable {
  /// The steps until a run is within a millionth of the first gap for good.
  case steps
  /// The loss at the end.
  case loss
  /// How the run ended.
  case ending
}

/// The colours of the cells: one ramp from the best to the worst, flat neutrals for those that have no place on it.
struct KnobTones {
  /// A patch of the key: a colour, whether it is hatched, and what it means.
  struct Patch {
    let color: Color
    let isHatched: Bool
    let words: String
  }

  let measure: KnobMeasure
  /// The values at both ends of the ramp; nil if no cell has a place on it.
  let range: ClosedRange<Double>?
  let scale: Scale
  private let theme: Theme
  private let least: Double?
  private let firstGap: Double
  /// The colours along the ramp, the best first.
  let ramp: [Color]

  private static let shades = 64

  init(_ map: KnobMap, _ measure: KnobMeasure, theme: Theme) {
    self.measure = measure
    self.theme = theme
    least = map.least
    firstGap = map.least.map { map.first - $0 } ?? 0
    ramp = (0..<Self.shades).map { theme.quality(Double($0) / Double(Self.shades - 1)) }
    switch measure {
    case .steps:
      let steps = map.outcomes.compactMap(\.arrival).map { Double(max(1, $0)) }
      range = steps.min().flatMap { low in steps.max().map { low...max($0, low + 1) } }
      scale = .logarithmic(base: 0)
    case .loss:
      let values = map.outcomes.lazy.filter { $0.ending != .diverged }.map(\.final)
      if let least = map.least, firstGap > 0 {
        let gaps = values.map { max($0 - least, 1e-12 * (map.first - least)) }
        let low = min(gaps.min() ?? firstGap, firstGap / 10)
        range = values.isEmpty ? nil : low...firstGap
        scale = .logarithmic(base: 0)
      } else {
        // Without a minimum a few cells fall without end; the ramp is for the rest.
        let sorted = values.sorted()
        let (low, high) = (sorted.count / 50, sorted.count - 1 - sorted.count / 50)
        range = sorted.isEmpty || sorted[low] >= sorted[high] ? nil : sorted[low]...sorted[high]
        let largest = range.map { max($0.lowerBound.magnitude, $0.upperBound.magnitude) } ?? 1
        scale = .symmetric(unit: 1e-3 * largest)
      }
    case .ending:
      range = nil
      scale = .linear
    }
  }

  /// The patch that a cell without a place on the ramp has, as a place in `patches`.
  private func patch(_ outcome: KnobOutcome) -> KnobEnding? {
    switch measure {
    case .ending: return outcome.ending
    case .loss: return outcome.ending == .diverged ? .diverged : nil
    case .steps:
      guard outcome.arrival == nil else { return nil }
      // Who is in the window and has not arrived is not there yet, for whatever reason.
      return outcome.isPresent ? .unfinished : outcome.ending
    }
  }

  /// How far along the ramp a value lies, the best at 0.
  func share(_ value: Double) -> Double {
    guard let range else { return 0 }
    let (low, high) = (scale.position(range.lowerBound), scale.position(range.upperBound))
    guard high > low else { return 0 }
    return min(max((scale.position(value) - low) / (high - low), 0), 1)
  }

  /// The colour of a cell at a pixel of the page.
  func color(_ outcome: KnobOutcome, column: Int, row: Int) -> Color {
    if let ending = patch(outcome) {
      let color = flat(ending)
      let isLine = Self.isHatched(ending, theme) && (column + row) % 9 < 2
      return isLine ? theme.frame : color
    }
    let value =
      switch measure {
      case .steps: Double(max(1, outcome.arrival ?? 1))
      case .loss, .ending: least.map { max(outcome.final - $0, 0) } ?? outcome.final
      }
    let shade = share(value)
    return ramp[shade.isNaN ? Self.shades - 1 : Int((shade * Double(Self.shades - 1)).rounded())]
  }

  /// On paper without hues lost cells are hatched, since every grey is taken.
  private static func isHatched(_ ending: KnobEnding, _ theme: Theme) -> Bool {
    ending == .diverged && theme.groundRamp.chroma.upperBound == 0
  }

  private func flat(_ ending: KnobEnding) -> Color {
    guard measure == .ending else {
      return ending == .diverged ? theme.lost : ending == .leftWindow ? theme.gone : theme.pending
    }
    switch ending {
    case .converged: return theme.quality(0.12)
    case .otherMinimum: return theme.quality(0.5)
    case .onSaddle: return theme.quality(0.68)
    case .cycling: return theme.hue(for: "adamw", at: 0).mixed(with: theme.page, 0.35)
    case .unfinished: return theme.pending
    case .leftWindow: return theme.gone
    case .diverged: return theme.lost
    }
  }

  /// What stands in the key beside the ramp: those there are.
  func patches(_ map: KnobMap) -> [Patch] {
    let seen = Set(map.outcomes.lazy.compactMap { patch($0)?.rawValue })
    return KnobEnding.allCases.filter { seen.contains($0.rawValue) }.map { ending in
      Patch(color: flat(ending), isHatched: Self.isHatched(ending, theme), words: words(ending, map.terms.steps))
    }
  }

  private func words(_ ending: KnobEnding, _ steps: Int) -> String {
    ending == .unfinished && measure == .steps ? "not in \(ComparisonWords.steps(steps))" : ending.name
  }
}

extension Theme {
  /// The colour of how good something is, from 0, the best, to 1: farthest from the page where it is best.
  func quality(_ share: Double) -> Color {
    let isDark = page.luminance < 0.5
    let hasHue = groundRamp.chroma.upperBound > 0
    let stops: [(lightness: Double, chroma: Double, hue: Double)] =
      isDark
      ? [(0.93, 0.06, 195), (0.74, 0.10, 225), (0.53, 0.11, 255), (0.34, 0.07, 275)]
      : [(0.29, 0.10, 272), (0.50, 0.12, 255), (0.72, 0.09, 232), (0.92, 0.035, 205)]
    let place = min(max(share, 0), 1) * Double(stops.count - 1)
    let index = min(Int(place), stops.count - 2)
    let part = place - Double(index)
    func between(_ a: Double, _ b: Double) -> Double { a + part * (b - a) }
    let (from, to) = (stops[index], stops[index + 1])
    return OKLab(
      lightness: between(from.lightness, to.lightness), chroma: hasHue ? between(from.chroma, to.chroma) : 0,
      hue: between(from.hue, to.hue)
    ).color
  }

  /// What has diverged.
  var lost: Color { neutral(light: 0.78, dark: 0.42, chroma: 0.022) }

  /// What is outside the window.
  var gone: Color { neutral(light: 0.87, dark: 0.33, chroma: 0.016) }

  /// What is not there yet.
  var pending: Color { neutral(light: 0.965, dark: 0.235, chroma: 0.004) }

  /// A warm grey, apart from the cold ramp.
  private func neutral(light: Double, dark: Double, chroma: Double) -> Color {
    let hasHue = groundRamp.chroma.upperBound > 0
    return OKLab(lightness: page.luminance < 0.5 ? dark : light, chroma: hasHue ? chroma : 0, hue: 70).color
  }
}
