import Drawing
import Testing

struct ThemeTests {
  static let themes = Theme.all

  @Test func groundRampsMeetTheirQuarters() {
    let light: [UInt32] = [0xFAFCFE, 0xF0F5FA, 0xE7EEF5, 0xDEE6F0, 0xD4DFEB]
    let dark: [UInt32] = [0x0F1318, 0x161C24, 0x1D2630, 0x25303C, 0x2D3B49]
    for quarter in 0...4 {
      #expect(Theme.light.ground(at: Double(quarter) / 4).hexadecimal == light[quarter])
      #expect(Theme.dark.ground(at: Double(quarter) / 4).hexadecimal == dark[quarter])
    }
  }

  @Test(arguments: themes)
  func everyFigureCanBeReadOnItsDisc(_ theme: Theme) {
    for disc in theme.hues.values.map({ $0 }) + theme.freeHues {
      #expect(theme.figure(on: disc).contrast(with: disc) >= 3)
    }
  }

  @Test(arguments: themes)
  func textStandsOffWhatItIsWrittenOn(_ theme: Theme) {
    #expect(theme.ink.contrast(with: theme.page) >= 7)
    #expect(theme.secondaryInk.contrast(with: theme.page) >= 4.5)
    #expect(theme.secondaryInk.contrast(with: theme.panelGround) >= 4.5)
    for badge in [theme.neutralBadge, theme.goodBadge, theme.badBadge] {
      #expect(badge.ink.contrast(with: badge.ground) >= 4.5)
    }
  }

  @Test(arguments: themes)
  func theEightDefaultHuesAreFarApart(_ theme: Theme) {
    let names = ["sgd", "momentum", "nesterov", "adagrad", "adadelta", "rmsprop", "adam", "adamw"]
    let hues = names.map { OKLab(theme.hue(for: $0, at: 0)) }
    for first in hues.indices {
      for second in hues.indices where second > first {
        #expect(hues[first].distance(to: hues[second]) > 0.16)
      }
    }
  }

  /// Three kinds of colour blindness, and normal sight.
  @Test(arguments: themes, ColorVision.allCases)
  func theEightDefaultHuesAreToldApart(_ theme: Theme, by eyes: ColorVision) {
    let names = ["sgd", "momentum", "nesterov", "adagrad", "adadelta", "rmsprop", "adam", "adamw"]
    let hues = names.map { OKLab(eyes.seen(theme.hue(for: $0, at: 0))) }
    for first in hues.indices {
      for second in hues.indices where second > first {
        #expect(hues[first].distance(to: hues[second]) > (eyes == .normal ? 0.16 : 0.10))
      }
    }
  }

  /// A copy in grey keeps lightness alone, and broken lines.
  @Test func printedHuesAreToldApartInGrey() {
    let names = ["sgd", "momentum", "nesterov", "adagrad", "adadelta", "rmsprop", "adam", "adamw"]
    let theme = Theme.print
    let sorted = names.sorted {
      OKLab(theme.hue(for: $0, at: 0)).lightness < OKLab(theme.hue(for: $1, at: 0)).lightness
    }
    for (darker, lighter) in zip(sorted, sorted.dropFirst()) {
      let (one, other) = (OKLab(theme.hue(for: darker, at: 0)), OKLab(theme.hue(for: lighter, at: 0)))
      #expect(other.lightness - one.lightness > 0.05)
      #expect(theme.dash(for: darker, at: 0) != theme.dash(for: lighter, at: 0))
    }
    #expect(OKLab(theme.ground(at: 1)).chroma < 1e-6)
  }

  @Test(arguments: themes)
  func everyPathStandsOffEveryGround(_ theme: Theme) {
    for hue in theme.hues.values.map({ $0 }) + theme.freeHues {
      let path = PerceivedColor(hue)
      for quarter in 0...8 {
        let ground = theme.ground(at: Double(quarter) / 8)
        // What lies beside a path is its halo over the ground.
        let halo = Color(
          red: 0.85 * theme.halo.red + 0.15 * ground.red, green: 0.85 * theme.halo.green + 0.15 * ground.green,
          blue: 0.85 * theme.halo.blue + 0.15 * ground.blue)
        #expect(path.distance(to: PerceivedColor(ground)) >= 15)
        #expect(path.distance(to: PerceivedColor(halo)) >= 15)
      }
    }
  }

  @Test func aNameKeepsItsHueWhereverItStands() {
    #expect(Theme.light.hue(for: "adam", at: 3) == Theme.light.hue(for: "adam", at: 40))
    #expect(Theme.light.hue(for: "unheard", at: 3) != Theme.light.hue(for: "unheard", at: 4))
    #expect(Theme.light.hue(for: "unheard", at: -1) == Theme.light.hue(for: "unheard", at: 23))
  }
}

struct ColorTests {
  @Test func hexadecimalsComeBack() {
    for hexadecimal: UInt32 in [0, 0xFFFFFF, 0x12A0F8, 0xCB4008] {
      #expect(Color(hexadecimal).hexadecimal == hexadecimal)
      #expect(OKLab(Color(hexadecimal)).color.hexadecimal == hexadecimal)
    }
  }

  /// Computed by colorspacious 1.1.2.
  @Test func perceivedColors() {
    let known: [(UInt32, [Double])] = [
      (0x12A0F8, [64.26299435, -15.10639368, -28.5328196]), (0xCB4008, [52.79686835, 27.32036209, 23.22319638]),
      (0xFAFCFE, [99.0232834, -2.43989908, -2.38061145]),
    ]
    for (hexadecimal, expected) in known {
      let color = PerceivedColor(Color(hexadecimal))
      #expect(abs(color.lightness - expected[0]) < 0.1)
      #expect(abs(color.a - expected[1]) < 0.1)
      #expect(abs(color.b - expected[2]) < 0.1)
    }
  }

  /// Whites and greys look the same to all eyes; a red and a green of like lightness come close to some.
  @Test func colorVision() {
    for eyes in ColorVision.allCases {
      for grey: UInt32 in [0, 0x808080, 0xFFFFFF] {
        #expect(OKLab(eyes.seen(Color(grey))).distance(to: OKLab(Color(grey))) < 0.01)
      }
    }
    let (red, green) = (Color(0xC0392B), Color(0x5F7A1F))
    func distance(_ eyes: ColorVision) -> Double { OKLab(eyes.seen(red)).distance(to: OKLab(eyes.seen(green))) }
    #expect(distance(.deuteranopia) < 0.4 * distance(.normal))
    #expect(ColorVision.leastDistance(red, green) <= distance(.protanopia))
  }

  @Test func contrastsOfTheStandard() {
    #expect(abs(Color(0).contrast(with: Color(0xFFFFFF)) - 21) < 1e-9)
    #expect(abs(Color(0x777777).contrast(with: Color(0xFFFFFF)) - 4.478) < 0.001)
    #expect(Color(0x123456).contrast(with: Color(0x123456)) == 1)
  }

  /// The values published with the space.
  @Test func pureRedInOKLab() {
    let red = OKLab(Color(0xFF0000))
    #expect(abs(red.lightness - 0.62796) < 1e-4)
    #expect(abs(red.a - 0.22486) < 1e-4)
    #expect(abs(red.b - 0.12585) < 1e-4)
    #expect(abs(red.hue - 29.234) < 0.01)
  }

  @Test func mixturesEndAtTheirColours() {
    let (one, two) = (Color(0x0A37A6), Color(0xFED100).withAlpha(0))
    #expect(one.mixed(with: two, 0).hexadecimal == one.hexadecimal)
    #expect(one.mixed(with: two, 1).hexadecimal == two.hexadecimal)
    #expect(one.mixed(with: two, 0.5).alpha == 0.5)
  }
}
