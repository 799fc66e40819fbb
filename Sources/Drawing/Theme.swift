/// The colours of a figure: everything a figure paints takes its colour from here.
///
/// The landscape gets lightness, the optimizers get hue: the ground is one pale hue, so that every path stands off it.
public struct Theme: Sendable, Equatable {
  /// The name the command line knows it by.
  public var name: String
  /// Behind everything.
  public var page: Color
  /// Titles, names and numbers.
  public var ink: Color
  /// Labels, ticks, subtitle and footer.
  public var secondaryInk: Color
  /// Decoration only: too pale to be read with ease.
  public var faintInk: Color
  /// Lines between rows and behind curves.
  public var rule: Color
  /// Around panels.
  public var frame: Color
  /// Contour lines at whole decades.
  public var decadeLine: Color
  /// Contour lines between decades.
  public var hairline: Color
  /// The star at a minimum.
  public var star: Color
  /// Between a path or a text and what it crosses.
  public var halo: Color
  /// Behind curves.
  public var panelGround: Color
  /// A badge that says neither good nor bad.
  public var neutralBadge: Badge
  /// A badge that says the run arrived.
  public var goodBadge: Badge
  /// A badge that says the run failed.
  public var badBadge: Badge
  /// Paths shown for orientation only.
  public var ghost: Color
  /// A rank in a disc, where the hue allows it.
  public var figureInDisc: Color
  /// The ground in the basin and at the highest level.
  public var groundRamp: GroundRamp
  /// Hues of optimizers by their name in the catalogue.
  public var hues: [String: Color]
  /// Hues for optimizers without one of their own, in order.
  public var freeHues: [Color]
  /// How the lines of optimizers are broken, by name, where hue may be lost; empty where it is not.
  public var dashes: [String: [Double]] = [:]
  /// From little to much of something, for paths coloured by it: at least two colours, evenly spaced.
  public var tints: [Color]

  /// Ground and writing of a badge.
  public struct Badge: Sendable, Equatable {
    /// Behind the word.
    public var ground: Color
    /// The word.
    public var ink: Color
  }

  /// A ramp of one hue in OKLab, even in lightness and chroma.
  public struct GroundRamp: Sendable, Equatable {
    /// The hue, in degrees.
    public var hue: Double
    /// Lightness in the basin and at the top.
    public var lightness: ClosedRange<Double>
    /// Whether the basin is the light end.
    public var basinIsLight: Bool
    /// Chroma in the basin and at the top.
    public var chroma: ClosedRange<Double>
  }

  /// The ground `fraction` of the way from the basin (0) to the highest level (1).
  public func ground(at fraction: Double) -> Color {
    let ramp = groundRamp
    let height = min(max(fraction, 0), 1)
    let share = ramp.basinIsLight ? 1 - height : height
    let lightness = ramp.lightness.lowerBound + share * (ramp.lightness.upperBound - ramp.lightness.lowerBound)
    let chroma = ramp.chroma.lowerBound + height * (ramp.chroma.upperBound - ramp.chroma.lowerBound)
    return OKLab(lightness: lightness, chroma: chroma, hue: ramp.hue).color
  }

  /// The colour of a share of something, from 0, little, to 1, much.
  public func tint(_ share: Double) -> Color {
    let place = min(max(share, 0), 1) * Double(tints.count - 1)
    let index = min(Int(place), tints.count - 2)
    let (from, to) = (OKLab(tints[index]), OKLab(tints[index + 1]))
    let part = place - Double(index)
    func between(_ a: Double, _ b: Double) -> Double { a + part * (b - a) }
    return OKLab(lightness: between(from.lightness, to.lightness), a: between(from.a, to.a), b: between(from.b, to.b))
      .color
  }

  /// The hue of an optimizer: its own if it has one, else the free hue at its place in the catalogue.
  ///
  /// A name keeps its hue in every figure, whoever else is in it.
  public func hue(for name: String, at index: Int) -> Color {
    hues[name] ?? freeHues[((index % freeHues.count) + freeHues.count) % freeHues.count]
  }

  /// Lengths drawn and left out in turn along the lines of an optimizer; empty for unbroken lines.
  public func dash(for name: String, at index: Int) -> [Double] {
    guard !dashes.isEmpty else { return [] }
    let free = Self.brokenLines
    return dashes[name] ?? free[((index % free.count) + free.count) % free.count]
  }

  /// The free hue that is farthest from all that are taken, to the eyes that tell them apart worst, and how far; nil only
  /// if there are no free hues.
  public func freeHue(apartFrom taken: [Color]) -> (hue: Color, distance: Double)? {
    freeHues.map { hue in (hue, taken.map { ColorVision.leastDistance($0, hue) }.min() ?? .infinity) }
      .max { $0.1 < $1.1 }
  }

  /// The colour of a rank on a disc of a hue: the theme's where it can be read (contrast of 3), else the other one.
  public func figure(on disc: Color) -> Color {
    figureInDisc.contrast(with: disc) >= 3 ? figureInDisc : otherFigureInDisc
  }

  /// What stands on discs that `figureInDisc` cannot be read on.
  var otherFigureInDisc: Color {
    ink.contrast(with: figureInDisc) >= 3 ? ink : page
  }
}

extension Theme {
  /// White paper.
  public static let light = Theme(
    name: "light",
    page: Color(0xFFFFFF), ink: Color(0x1B222C), secondaryInk: Color(0x556070), faintInk: Color(0x8A94A3),
    rule: Color(0xD8DDE4), frame: Color(0x77818F), decadeLine: Color(0x6D7A8C), hairline: Color(0x8A96A6),
    star: Color(0x1B222C), halo: Color(0xFFFFFF), panelGround: Color(0xFBFBFC),
    neutralBadge: Badge(ground: Color(0xEEF1F4), ink: Color(0x556070)),
    goodBadge: Badge(ground: Color(0xE3F1EA), ink: Color(0x0B6B4A)),
    badBadge: Badge(ground: Color(0xFBE9E1), ink: Color(0xA33F00)),
    ghost: Color(0xAEB5BF), figureInDisc: Color(0xFFFFFF),
    groundRamp: GroundRamp(hue: 250, lightness: 0.900...0.990, basinIsLight: true, chroma: 0.004...0.020),
    hues: lightHues,
    freeHues: freeHues(lightness: [0.52, 0.64, 0.42], apartFrom: lightHues),
    tints: [Color(0x2A3F9D), Color(0x7B2FA0), Color(0xC22F72), Color(0xE45A2C), Color(0xE8920C)])

  /// A dark screen.
  public static let dark = Theme(
    name: "dark",
    page: Color(0x121519), ink: Color(0xECEFF3), secondaryInk: Color(0xA9B2BE), faintInk: Color(0x79838F),
    rule: Color(0x2C333C), frame: Color(0x6C7682), decadeLine: Color(0x8E9AAA), hairline: Color(0x66717F),
    star: Color(0xFFFFFF), halo: Color(0x10141A), panelGround: Color(0x161A20),
    neutralBadge: Badge(ground: Color(0x262C35), ink: Color(0xA9B2BE)),
    goodBadge: Badge(ground: Color(0x15362C), ink: Color(0x6FE0B3)),
    badBadge: Badge(ground: Color(0x43261A), ink: Color(0xFFAB85)),
    ghost: Color(0x4C5560), figureInDisc: Color(0x10141A),
    groundRamp: GroundRamp(hue: 250, lightness: 0.185...0.345, basinIsLight: false, chroma: 0.012...0.032),
    hues: darkHues,
    freeHues: freeHues(lightness: [0.74, 0.84, 0.66], apartFrom: darkHues),
    tints: [Color(0x5A78FF), Color(0xA66BFF), Color(0xF0609E), Color(0xFF8A50), Color(0xFFD24A)])

  /// Paper that may be copied in grey: hues of eight different lightnesses, and broken lines.
  public static let print = Theme(
    name: "print",
    page: Color(0xFFFFFF), ink: Color(0x000000), secondaryInk: Color(0x3C3C3C), faintInk: Color(0x767676),
    rule: Color(0xCFCFCF), frame: Color(0x555555), decadeLine: Color(0x5A5A5A), hairline: Color(0x858585),
    star: Color(0x000000), halo: Color(0xFFFFFF), panelGround: Color(0xFFFFFF),
    neutralBadge: Badge(ground: Color(0xF2F2F2), ink: Color(0x3C3C3C)),
    goodBadge: Badge(ground: Color(0xE4E4E4), ink: Color(0x000000)),
    badBadge: Badge(ground: Color(0x3C3C3C), ink: Color(0xFFFFFF)),
    ghost: Color(0xB4B4B4), figureInDisc: Color(0xFFFFFF),
    groundRamp: GroundRamp(hue: 0, lightness: 0.930...1.0, basinIsLight: true, chroma: 0...0),
    hues: printHues,
    freeHues: freeHues(lightness: [0.32, 0.5, 0.66, 0.4, 0.58], apartFrom: printHues),
    dashes: printDashes,
    tints: [Color(0x1B1B5E), Color(0x6B2A7A), Color(0xA8456A), Color(0xC77A4A), Color(0xC2A038)])

  /// All themes.
  public static let all = [light, dark, print]

  /// Unbroken, long, short, and long and short in turn, in points.
  private static let brokenLines: [[Double]] = [[], [4.6, 1.8], [1.9, 1.5], [5, 1.5, 1.5, 1.5]]

  private static let lightHues = [
    "sgd": Color(0x0A37A6), "momentum": Color(0xCB4008), "nesterov": Color(0x0B806B), "adagrad": Color(0xE958B8),
    "adadelta": Color(0x0F1C2E), "rmsprop": Color(0x683402), "adam": Color(0x12A0F8), "adamw": Color(0xB49A22),
    "rprop": Color(0x7A4FB5), "nadam": Color(0x3BB3A9), "lion": Color(0x9C2630), "amsgrad": Color(0x6E8B2F),
    "adamax": Color(0x9C6B3F), "radam": Color(0x5C6BC0),
  ]

  private static let darkHues = [
    "sgd": Color(0x3C91FB), "momentum": Color(0xFF967F), "nesterov": Color(0x76FAA2), "adagrad": Color(0xF84FA7),
    "adadelta": Color(0xF2F5FF), "rmsprop": Color(0xB68907), "adam": Color(0x6CC8E6), "adamw": Color(0xFED100),
    "rprop": Color(0xB79BF2), "nadam": Color(0x3FD6DA), "lion": Color(0xFF7A85), "amsgrad": Color(0xB4D46A),
    "adamax": Color(0xD3A679), "radam": Color(0x9AA6F5),
  ]

  /// Searched for the largest smallest distance to all eyes, at lightnesses .06 and more apart.
  private static let printHues = [
    "adadelta": Color(0x04013E), "rmsprop": Color(0x481100), "sgd": Color(0x3800A7), "nesterov": Color(0x026261),
    "momentum": Color(0xCB0103), "adagrad": Color(0xA46F9A), "adam": Color(0x249CFF), "adamw": Color(0xBBAC5A),
  ]

  /// Neighbours in lightness are broken differently.
  private static let printDashes = [
    "adadelta": brokenLines[2], "rmsprop": brokenLines[1], "sgd": brokenLines[0], "nesterov": brokenLines[3],
    "momentum": brokenLines[2], "adagrad": brokenLines[1], "adam": brokenLines[0], "adamw": brokenLines[3],
  ]

  /// Twenty-four hues a golden angle apart, so that neighbours in the list differ most, without those that could be
  /// taken for a hue that has an owner.
  private static func freeHues(lightness: [Double], apartFrom owned: [String: Color]) -> [Color] {
    let taken = owned.values.map { OKLab($0) }
    let candidates = (0..<240).lazy.map { index in
      OKLab(
        lightness: lightness[index % lightness.count], chroma: 0.13,
        hue: (30 + 137.50776405 * Double(index)).truncatingRemainder(dividingBy: 360))
    }
    return candidates.filter { candidate in taken.allSatisfy { $0.distance(to: candidate) >= 0.08 } }.prefix(24).map(
      \.color)
  }
}
