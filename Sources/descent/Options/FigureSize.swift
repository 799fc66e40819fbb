import Drawing

/// How large a figure is: its page in points, and its pixels an inch.
struct FigureSize {
  /// The page, in points.
  let points: Size
  /// Pixels an inch.
  let dpi: Double

  /// The sizes of figures that are drawn, in pixels a side.
  private static let sides = 200...20_000
  /// Below so many dots an inch letters could not be read; a page of few pixels is smaller instead.
  private static let leastDots = 80.0
  /// What journals ask for.
  private static let printedDots = 300.0
  /// The widths that are printed, in millimetres.
  private static let printed = 85.0...1000.0

  /// Reads `1600x1000`, `89mm`, `120x90mm`, `16:9` or `square`; nil is the usual size.
  ///
  /// - Parameter asked: pixels an inch, if they are given.
  init(_ text: String?, dpi asked: Double?) throws {
    let text = text?.lowercased() ?? "1600x1000"
    if text.hasSuffix("mm") {
      dpi = asked ?? Self.printedDots
      points = try Self.paper(text)
      return
    }
    let (width, height) = try Self.pixels(text)
    // The usual page is eight inches wide.
    dpi = asked ?? max(Double(width) / 8, Self.leastDots)
    points = Size(Double(width) / dpi * 72, Double(height) / dpi * 72)
  }

  private static func pixels(_ text: String) throws -> (Int, Int) {
    switch text {
    case "16:9": return (1920, 1080)
    case "square": return (1600, 1600)
    default: break
    }
    let parts = text.split(separator: "x", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let width = parts[0], let height = parts[1] else {
      throw Refusal.asked(
        "--size is WIDTHxHEIGHT in pixels, as in 1600x1000, or 89mm, 183mm, 120x90mm, 16:9 or square, not '\(text)'")
    }
    guard sides.contains(width), sides.contains(height) else {
      throw Refusal.asked(
        "--size \(text) is out of range; each side has \(sides.lowerBound) to \(sides.upperBound) pixels")
    }
    return (width, height)
  }

  /// A width in millimetres, or both sides; a narrow column gets a high page.
  private static func paper(_ text: String) throws -> Size {
    let numbers = text.dropLast(2).split(separator: "x", omittingEmptySubsequences: false).map { Double($0) ?? .nan }
    guard (1...2).contains(numbers.count), numbers.allSatisfy(\.isFinite) else {
      throw Refusal.asked("--size \(text) is not a size on paper; write 89mm or 120x90mm")
    }
    let width = numbers[0]
    let height = numbers.count == 2 ? numbers[1] : (width < 130 ? 2.1 : 0.625) * width
    guard printed.contains(width), (60...1000).contains(height) else {
      throw Refusal.asked("--size \(text) is out of range; a page is 85 to 1000 mm wide and 60 to 1000 mm high")
    }
    return Size(width / 25.4 * 72, height / 25.4 * 72)
  }
}
