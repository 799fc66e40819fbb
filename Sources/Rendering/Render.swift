public import Drawing

/// What a picture can become.
public enum Format: String, Sendable, CaseIterable {
  /// Pixels, without loss.
  case png
  /// Lines and text, at any size.
  case svg
  /// A page for a paper.
  case pdf

  /// The format a file of this name has, by its ending, or nothing.
  public init?(path: String) {
    guard let dot = path.lastIndex(of: "."), let format = Format(rawValue: path[path.index(after: dot)...].lowercased())
    else { return nil }
    self = format
  }
}

/// How a picture is painted, and what is written beside it.
public struct RenderOptions: Sendable {
  /// Pixels in an inch; a picture is laid out in points, 72 an inch, so 200 gives 1600 pixels for 576 points.
  public var dpi: Double
  /// Words kept in the file beside the picture, in order: a keyword of 1 to 79 Latin letters, and its text.
  ///
  /// The picture's title is written without being named here.
  public var notes: [(keyword: String, text: String)]
  /// How many threads may work on the picture at once; the bytes are the same for any number.
  public var threads: Int

  /// Options with defaults for a figure on a screen.
  public init(dpi: Double = 200, notes: [(keyword: String, text: String)] = [], threads: Int = 2) {
    self.dpi = dpi
    self.notes = notes
    self.threads = threads
  }
}

/// A painted picture.
public struct Rendered: Sendable {
  /// The file.
  public var bytes: [UInt8]
  /// Width, in pixels.
  public var width: Int
  /// Height, in pixels.
  public var height: Int
  /// Characters no font on this machine has, in the order they were met; nothing is drawn in their place.
  public var missingCharacters: [Unicode.Scalar]
  /// The font that stood in for DejaVu Sans where that is not installed.
  public var substituteFont: String?
}

/// Paints a picture.
///
/// The same picture and options give the same bytes, with the same cairo, pixman, FreeType and zlib.
public func render(
  _ picture: Picture, as format: Format = .png, options: RenderOptions = RenderOptions()
) throws(RenderingFailure) -> Rendered {
  let pixels = try PixelSize(of: picture, dpi: options.dpi)
  switch format {
  case .svg:
    return Rendered(
      bytes: SVG.encode(picture, notes: options.notes), width: pixels.width, height: pixels.height,
      missingCharacters: [], substituteFont: nil)
  case .pdf:
    let (bytes, missing) = try PDF.encode(picture, notes: options.notes)
    return Rendered(
      bytes: bytes, width: pixels.width, height: pixels.height, missingCharacters: missing,
      substituteFont: Fonts.shared.substituteFont)
  case .png: break
  }
  let painted = try paint(picture, pixels: pixels, dpi: options.dpi, threads: options.threads)
  let bytes = try PNG.encode(
    painted, dpi: options.dpi, notes: picture.notes + options.notes, threads: options.threads)
  return Rendered(
    bytes: bytes, width: pixels.width, height: pixels.height, missingCharacters: painted.missingCharacters,
    substituteFont: painted.substituteFont)
}

extension Picture {
  /// What PNG keeps of its words: the title, and the description if there is one.
  fileprivate var notes: [(keyword: String, text: String)] {
    [("Title", Text.plain(title))] + (description.isEmpty ? [] : [("Description", description)])
  }
}

/// How large a picture is in pixels, within what can be painted.
struct PixelSize {
  /// Sides a picture may have, in pixels; the largest square takes 1.6 GB of memory.
  static let sides = 16...20_000

  let width: Int
  let height: Int

  init(of picture: Picture, dpi: Double) throws(RenderingFailure) {
    let (width, height) = ((picture.size.width * dpi / 72).rounded(), (picture.size.height * dpi / 72).rounded())
    func shown(_ pixels: Double) -> String { abs(pixels) < 1e15 ? String(Int(pixels)) : String(pixels) }
    let doing = "cannot paint \(shown(width)) x \(shown(height)) pixels"
    let range = Double(Self.sides.lowerBound)...Double(Self.sides.upperBound)
    guard range.contains(width), range.contains(height) else {
      throw RenderingFailure(
        doing: doing, problem: "each side must have \(Self.sides.lowerBound) to \(Self.sides.upperBound) pixels",
        advice: "change the size or the dots per inch")
    }
    self.width = Int(width)
    self.height = Int(height)
  }
}
