import Drawing
import Testing

struct ThemeTests {
  static let themes = [Theme.light, Theme.dark]

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
