/// A picture made of pixels: for what has too many parts to be drawn as marks.
public struct Raster: Sendable, Equatable {
  /// Pixels in a row.
  public let width: Int
  /// Rows.
  public let height: Int
  /// Red, green, blue and alpha of each pixel, the top row first; the colours are not multiplied by alpha.
  public let bytes: [UInt8]

  /// Pixels of known colours.
  ///
  /// - Precondition: four bytes for each pixel.
  public init(width: Int, height: Int, bytes: [UInt8]) {
    precondition(width >= 0 && height >= 0 && bytes.count == 4 * width * height, "a pixel has four bytes")
    self.width = width
    self.height = height
    self.bytes = bytes
  }
}
