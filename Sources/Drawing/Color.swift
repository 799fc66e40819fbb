#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A colour: red, green and blue of sRGB from 0 to 1, and how much it covers.
public struct Color: Sendable, Hashable {
  /// Red, 0 to 1, as encoded in sRGB.
  public var red: Double
  /// Green, 0 to 1, as encoded in sRGB.
  public var green: Double
  /// Blue, 0 to 1, as encoded in sRGB.
  public var blue: Double
  /// From 0, invisible, to 1, opaque.
  public var alpha: Double

  /// A colour from its parts, each from 0 to 1.
  public init(red: Double, green: Double, blue: Double, alpha: Double = 1) {
    self.red = red
    self.green = green
    self.blue = blue
    self.alpha = alpha
  }

  /// An opaque colour as it is written in hexadecimal: `Color(0x12A0F8)`.
  public init(_ hexadecimal: UInt32) {
    self.init(
      red: Double(hexadecimal >> 16 & 0xFF) / 255,
      green: Double(hexadecimal >> 8 & 0xFF) / 255,
      blue: Double(hexadecimal & 0xFF) / 255)
  }

  /// The same colour with another alpha.
  public func withAlpha(_ alpha: Double) -> Color {
    Color(red: red, green: green, blue: blue, alpha: alpha)
  }

  /// Red, green and blue rounded to bytes: `0x12A0F8`.
  public var hexadecimal: UInt32 {
    func byte(_ part: Double) -> UInt32 { UInt32((min(max(part, 0), 1) * 255).rounded()) }
    return byte(red) << 16 | byte(green) << 8 | byte(blue)
  }
}

// MARK: - Seeing

extension Color {
  /// The relative luminance of WCAG 2.1: 0 for black, 1 for white.
  public var luminance: Double {
    0.2126 * Self.linear(red) + 0.7152 * Self.linear(green) + 0.0722 * Self.linear(blue)
  }

  /// The contrast ratio of WCAG 2.1, from 1 (the same luminance) to 21 (black on white); alpha is not looked at.
  public func contrast(with other: Color) -> Double {
    let (one, two) = (luminance, other.luminance)
    return (max(one, two) + 0.05) / (min(one, two) + 0.05)
  }

  /// The mixture of two colours, `fraction` of the other one; straight in OKLab, so that the middle looks like it.
  public func mixed(with other: Color, _ fraction: Double) -> Color {
    let (from, to) = (OKLab(self), OKLab(other))
    let middle = OKLab(
      lightness: from.lightness + fraction * (to.lightness - from.lightness),
      a: from.a + fraction * (to.a - from.a),
      b: from.b + fraction * (to.b - from.b))
    return middle.color.withAlpha(alpha + fraction * (other.alpha - alpha))
  }

  /// sRGB's curve undone: proportional to light.
  static func linear(_ encoded: Double) -> Double {
    encoded <= 0.04045 ? encoded / 12.92 : pow((encoded + 0.055) / 1.055, 2.4)
  }

  /// sRGB's curve, cut off to 0...1.
  static func encoded(_ linear: Double) -> Double {
    let light = min(max(linear, 0), 1)
    return light <= 0.0031308 ? light * 12.92 : 1.055 * pow(light, 1 / 2.4) - 0.055
  }
}

/// A colour by how it looks: equal distances look about equally far apart.
///
/// - Source: B. Ottosson, "A perceptual color space for image processing" (2020).
public struct OKLab: Sendable, Hashable {
  /// From 0, black, to 1, white.
  public var lightness: Double
  /// From green, negative, to red.
  public var a: Double
  /// From blue, negative, to yellow.
  public var b: Double

  /// A colour from its coordinates.
  public init(lightness: Double, a: Double, b: Double) {
    self.lightness = lightness
    self.a = a
    self.b = b
  }

  /// A colour from lightness, chroma (0 is grey, about .3 the strongest) and hue in degrees.
  public init(lightness: Double, chroma: Double, hue: Double) {
    let angle = hue * .pi / 180
    self.init(lightness: lightness, a: chroma * cos(angle), b: chroma * sin(angle))
  }

  /// How strong the colour is: 0 for grey.
  public var chroma: Double { (a * a + b * b).squareRoot() }

  /// The hue, 0 up to 360 degrees.
  public var hue: Double {
    let degrees = atan2(b, a) * 180 / .pi
    return degrees < 0 ? degrees + 360 : degrees
  }

  /// The straight distance between two colours; .02 is about the least one notices.
  public func distance(to other: OKLab) -> Double {
    let (first, second, third) = (lightness - other.lightness, a - other.a, b - other.b)
    return (first * first + second * second + third * third).squareRoot()
  }

  /// The coordinates of an sRGB colour.
  public init(_ color: Color) {
    let (red, green, blue) = (Color.linear(color.red), Color.linear(color.green), Color.linear(color.blue))
    let long = cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    let medium = cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    let short = cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    lightness = 0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short
    a = 1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short
  }

  /// The opaque sRGB colour; what a screen cannot show is cut off.
  public var color: Color {
    func cube(_ root: Double) -> Double { root * root * root }
    let long = cube(lightness + 0.3963377774 * a + 0.2158037573 * b)
    let medium = cube(lightness - 0.1055613458 * a - 0.0638541728 * b)
    let short = cube(lightness - 0.0894841775 * a - 1.2914855480 * b)
    return Color(
      red: Color.encoded(4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short),
      green: Color.encoded(-1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short),
      blue: Color.encoded(-0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short))
  }
}
