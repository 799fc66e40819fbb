#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A line of text at a place on the page.
///
/// `^{...}` raises what is between the braces and `_{...}` lowers it, both at 72 % of the size: `10^{−6}`, `θ_{1}`.
public struct Text: Sendable, Equatable {
  /// Which point of the line stands at its position.
  public enum Anchor: Sendable, Equatable { case start, middle, end }

  /// A rim behind the letters that lifts them off what they cross.
  public struct Halo: Sendable, Equatable {
    /// The colour of the rim.
    public var color: Color
    /// How far it reaches beyond the letters, in points.
    public var width: Double

    /// A rim of a colour and a width in points.
    public init(_ color: Color, width: Double) {
      self.color = color
      self.width = width
    }
  }

  /// What is written, with its markup.
  public var string: String
  /// Where the anchor stands on the baseline.
  public var position: Point
  /// The size of the font, in points.
  public var size: Double
  /// The colour of the letters.
  public var color: Color
  /// Which point of the line stands at `position`.
  public var anchor: Anchor
  /// Regular or bold.
  public var weight: FontWeight
  /// Whether the letters are slanted.
  public var isItalic: Bool
  /// Turned about `position`, in radians, clockwise as seen on the page.
  public var rotation: Double
  /// A rim behind the letters.
  public var halo: Halo?

  /// A line of text; `position` is on the baseline, `rotation` in radians clockwise.
  public init(
    _ string: String, at position: Point, size: Double, color: Color, anchor: Anchor = .start,
    weight: FontWeight = .regular, isItalic: Bool = false, rotation: Double = 0, halo: Halo? = nil
  ) {
    self.string = string
    self.position = position
    self.size = size
    self.color = color
    self.anchor = anchor
    self.weight = weight
    self.isItalic = isItalic
    self.rotation = rotation
    self.halo = halo
  }
}

// MARK: - Layout

extension Text {
  /// One character in its place along an unturned line that starts at (0, 0).
  public struct Placed: Sendable, Equatable {
    /// The character.
    public var character: Unicode.Scalar
    /// Where the pen stands, in points; `y` is above zero for lowered characters.
    public var origin: Point
    /// The size it is set in, in points.
    public var size: Double
  }

  /// How far slanted letters lean: the tangent of about eleven degrees, as in DejaVu Sans Oblique.
  public static let slant = 0.2
  /// The size of raised and lowered text, as a share of the line's.
  static let scriptScale = 0.72
  /// How far text is raised or lowered, as a share of the line's size.
  static let (rise, drop) = (0.36, 0.14)

  /// How far below the middle of a row its baseline is, so that capitals and figures stand centred.
  public static func baselineDrop(size: Double) -> Double { FontMetrics.capHeight / 2 * size }

  /// The width of the line, in points.
  public var width: Double { Self.width(of: string, size: size, weight: weight) }

  /// The width of a line with markup, in points.
  public static func width(of string: String, size: Double, weight: FontWeight = .regular) -> Double {
    var width = 0.0
    forEachCharacter(of: string) { character, level in
      width += FontMetrics.advance(of: character, weight: weight) * (level == 0 ? 1 : scriptScale)
    }
    return width * size
  }

  /// Every character in its place, from a pen that starts at (0, 0).
  public var placed: [Placed] {
    var pen = 0.0
    var result: [Placed] = []
    result.reserveCapacity(string.utf8.count)
    Self.forEachCharacter(of: string) { character, level in
      let scale = level == 0 ? size : size * Self.scriptScale
      let y = level == 0 ? 0 : (level > 0 ? -Self.rise : Self.drop) * size
      result.append(Placed(character: character, origin: Point(pen, y), size: scale))
      pen += FontMetrics.advance(of: character, weight: weight) * scale
    }
    return result
  }

  /// Where the pen starts before the line is turned about `position`: an offset along the line.
  public var startOffset: Double {
    switch anchor {
    case .start: 0
    case .middle: -width / 2
    case .end: -width
    }
  }

  /// The box the letters lie in, turned with the line: ascenders to descenders, raised and lowered text and halo with it.
  public var box: Quad {
    var top = FontMetrics.ascent
    var bottom = FontMetrics.descent
    Self.forEachCharacter(of: string) { _, level in
      if level > 0 { top = max(top, Self.rise + FontMetrics.ascent * Self.scriptScale) }
      if level < 0 { bottom = max(bottom, Self.drop + FontMetrics.descent * Self.scriptScale) }
    }
    let margin = halo?.width ?? 0
    let left = startOffset - margin
    let right = startOffset + width + margin + (isItalic ? Self.slant * FontMetrics.capHeight * size / 2 : 0)
    let upper = -top * size - margin
    let lower = bottom * size + margin
    let (cosine, sine) = rotation == 0 ? (1, 0) : (cos(rotation), sin(rotation))
    func turned(_ x: Double, _ y: Double) -> Point {
      Point(position.x + x * cosine - y * sine, position.y + x * sine + y * cosine)
    }
    return Quad(turned(left, upper), turned(right, upper), turned(right, lower), turned(left, lower))
  }

  /// A line without its markup: `10^{-6}` becomes `10^-6`.
  public static func plain(_ string: String) -> String {
    var result = ""
    var level = 0
    forEachCharacter(of: string) { character, now in
      if now != 0, now != level { result += now > 0 ? "^" : "_" }
      level = now
      result.unicodeScalars.append(character)
    }
    return result
  }

  /// Calls `body` with each character and 1 if it is raised, -1 if lowered, else 0.
  ///
  /// A brace that is never closed is written as it stands.
  static func forEachCharacter(of string: String, _ body: (Unicode.Scalar, Int) -> Void) {
    let scalars = string.unicodeScalars
    var level = 0
    var index = scalars.startIndex
    while index < scalars.endIndex {
      let character = scalars[index]
      let next = scalars.index(after: index)
      if level != 0, character == "}" {
        level = 0
      } else if level == 0, character == "^" || character == "_", next < scalars.endIndex, scalars[next] == "{",
        scalars[next...].contains("}")
      {
        level = character == "^" ? 1 : -1
        index = next
      } else {
        body(character, level)
      }
      index = scalars.index(after: index)
    }
  }
}
