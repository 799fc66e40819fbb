import Drawing
import Experiments

/// The colours of a map of starts: a hue for each attractor, lightness for how soon it is reached.
struct BasinPalette {
  /// Shades of each attractor, from the soonest to the latest.
  private let shades: [[Color]]
  /// Those of what is outside the window, without hue.
  private let outside: [Color]
  private let (underWay, diverged): (Color, Color)
  /// Steps that have the first and the last shade.
  let steps: ClosedRange<Int>

  private static let count = 64

  /// - Parameter steps: by when the first and the last hundredth of those that arrive have done so.
  init(attractors: Int, steps: ClosedRange<Int>, firstHue: Int = 0, _ theme: Theme) {
    self.steps = max(1, steps.lowerBound)...max(1, steps.upperBound)
    shades = (0..<attractors).map { Self.shades(of: Self.hues[($0 + firstHue) % Self.most], theme) }
    // Later is darker on any page.
    let isLight = OKLab(theme.page).lightness > 0.5
    outside = (0..<Self.count).map {
      theme.page.mixed(
        with: theme.ink,
        isLight ? 0.12 + 0.4 * Double($0) / Double(Self.count - 1) : 0.52 - 0.36 * Double($0) / Double(Self.count - 1))
    }
    underWay = theme.page.mixed(with: theme.ink, 0.05)
    diverged = theme.page.mixed(with: theme.badBadge.ink, 0.7)
  }

  /// The colours for maps of the same attractors, from the first to the last hundredth of those that arrive.
  ///
  /// - Parameter firstHue: where the list of hues begins; beside the hues of two optimizers at the third.
  init(of maps: [StartMap], firstHue: Int = 0, _ theme: Theme) {
    let first = maps.compactMap { $0.tally.arrival(at: 0.01) }.min() ?? 1
    let last = maps.compactMap { $0.tally.arrival(at: 0.99) }.max() ?? 1
    self.init(
      attractors: maps.first?.attractors.count ?? 0, steps: first...max(first, last), firstHue: firstHue, theme)
  }

  /// Hues in degrees: neighbours in the list differ most, and the first four in lightness of hue as well as in hue.
  private static let hues: [Double] = [262, 45, 155, 325, 95, 210, 18, 290, 125, 235, 70, 345]

  /// How many attractors have hues of their own.
  static let most = hues.count

  private static func shades(of hue: Double, _ theme: Theme) -> [Color] {
    let isLight = OKLab(theme.page).lightness > 0.5
    let (first, last) = isLight ? (0.93, 0.40) : (0.88, 0.30)
    return (0..<count).map { index in
      let share = Double(index) / Double(count - 1)
      // Strong in the middle, where the screen can show it.
      let chroma = 0.13 * (0.45 + 0.75 * min(1, 2 * share) * min(1, 2.6 * (1.1 - share)))
      return OKLab(lightness: first + share * (last - first), chroma: chroma, hue: hue).color
    }
  }

  /// How late a step is, from 0, the first shade, to 1, the last.
  func lateness(of step: Int) -> Double {
    let (low, high) = (Double(steps.lowerBound), Double(steps.upperBound))
    guard high > low else { return step > steps.lowerBound ? 1 : 0 }
    return min(max(logarithm(max(1, Double(step)) / low) / logarithm(high / low), 0), 1)
  }

  /// The colour of a run that comes to a destination at a step.
  func color(of destination: Destination, at step: Int) -> Color { shade(of: destination, lateness(of: step)) }

  /// The colour of a destination, come to so late.
  func shade(of destination: Destination, _ lateness: Double) -> Color {
    let place = Int((lateness * Double(Self.count - 1)).rounded())
    switch destination {
    case .attractor(let index): return shades[index][place]
    case .outside: return outside[place]
    case .underWay: return underWay
    case .diverged: return diverged
    }
  }

  /// All shades of a destination, the soonest first.
  func ramp(of destination: Destination, parts: Int = 24) -> [Color] {
    switch destination {
    case .attractor, .outside: (0..<parts).map { shade(of: destination, Double($0) / Double(parts - 1)) }
    case .underWay: [underWay]
    case .diverged: [diverged]
    }
  }

  /// The colours of a destination at all steps, as `0xRRGGBB`, for many cells.
  func table(of destination: Destination, steps: Int) -> [UInt32] {
    (0...steps).map { color(of: destination, at: $0).hexadecimal }
  }
}
