import Drawing
import Rendering
import Testing

/// A page with little on it.
func page(_ marks: [Mark], size: Size = Size(72, 36)) -> Picture {
  var picture = Picture(size: size, background: Color(0xFFFFFF), title: "test")
  picture.marks = marks
  return picture
}

struct PaintingTests {
  private let black = Color(0x000000)

  @Test func aBoxOfWholePixelsIsExact() throws {
    let file = try PNGFile(
      render(page([.fill(.box(Rect(8, 4, 16, 8)), Color(0x12A0F8))]), options: .init(dpi: 72)).bytes)
    #expect(file.width == 72 && file.height == 36)
    for y in 0..<36 {
      for x in 0..<72 {
        let isInside = (8..<24).contains(x) && (4..<12).contains(y)
        #expect(file[x, y] == (isInside ? 0x12A0F8 : 0xFFFFFF))
      }
    }
  }

  @Test func resolutionScalesThePage() throws {
    let rendered = try render(page([]), options: .init(dpi: 200))
    #expect(rendered.width == 200 && rendered.height == 100)
    let file = try PNGFile(rendered.bytes)
    #expect(file.chunk("pHYs") == [0, 0, 0x1E, 0xC2, 0, 0, 0x1E, 0xC2, 1])  // 7874 pixels per metre
    #expect(file.chunk("sRGB") == [0])
  }

  /// Nested rings painted over each other leave no line of background between them.
  @Test func nestedFillsHaveNoSeams() throws {
    let rings = (0..<6).map { level in
      Mark.fill(.circle(center: Point(36, 18), radius: 30 - 4 * Double(level)), Theme.light.ground(at: 0.5))
    }
    let file = try PNGFile(render(page(rings)).bytes)
    #expect(file[100, 50] == file[140, 50])
    let inside = (40..<160).map { file[$0, 50] }
    #expect(Set(inside).count == 1)
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity, 1e30, -1e300])
  func wildCoordinatesLeaveTheRestAlone(_ wild: Double) throws {
    let marks: [Mark] = [
      .stroke(Path(line: [Point(36, 18), Point(wild, wild), Point(wild, 18)]), Stroke(black, width: 1)),
      .stroke(Path(line: [Point(10, wild), Point(20, wild)]), Stroke(black, width: 1, dash: [2, 2])),
      .fill(Path(ring: [Point(60, 30), Point(wild, 40), Point(wild, wild)]), black),
      .stroke(Path(line: [Point(0, 0), Point(72, 0)]), Stroke(black, width: .nan)),
      .text(Text("lost", at: Point(wild, 3), size: 8, color: black)),
      .stroke(Path(ring: [Point(wild, 30), Point(2, wild), Point(3, 30)]), Stroke(black, width: 1)),
    ]
    let file = try PNGFile(render(page(marks), options: .init(dpi: 72)).bytes)
    for y in 0..<14 { #expect(file[50, y] == 0xFFFFFF) }  // nothing was smeared over the upper right
  }

  @Test func aLineFromAfarIsDrawnWhereItBelongs() throws {
    let far = Path(line: [Point(-1e12, 18), Point(1e12, 18)])
    let near = Path(line: [Point(-10, 18), Point(90, 18)])
    let stroke = Stroke(black, width: 2)
    #expect(try render(page([.stroke(far, stroke)])).bytes == render(page([.stroke(near, stroke)])).bytes)
  }

  @Test func dashesGoOnWhereTheLineWasCut() throws {
    let stroke = Stroke(black, width: 2, dash: [4, 3], cap: .butt)
    let long = Path(line: [Point(-7 * 200, 18), Point(7 * 200, 18)])
    let short = Path(line: [Point(-14, 18), Point(84, 18)])
    #expect(try render(page([.stroke(long, stroke)])).bytes == render(page([.stroke(short, stroke)])).bytes)
  }

  @Test func nothingIsSeenOutsideAClip() throws {
    let everything = Mark.fill(.box(Rect(-10, -10, 100, 100)), black)
    let inner = Mark.clip(Rect(20, 0, 100, 36), [everything])
    let file = try PNGFile(render(page([.clip(Rect(10, 10, 30, 10), [inner])]), options: .init(dpi: 72)).bytes)
    for y in 0..<36 {
      for x in 0..<72 {
        #expect(file[x, y] == ((20..<40).contains(x) && (10..<20).contains(y) ? 0 : 0xFFFFFF))
      }
    }
  }

  /// Every thread paints a band of rows and compresses strips of them; nobody can tell from the file.
  @Test func bytesDoNotDependOnThreads() throws {
    var marks: [Mark] = []
    for index in 0..<150 {
      let (one, two) = (Double(index * 7919 % 613), Double(index * 104729 % 397))
      let color = Theme.light.freeHues[index % 24].withAlpha(0.4 + one / 1300)
      let points = (0..<5).map { Point(one - 20 + 31 * Double($0 % 3), two - 20 + 47 * Double(($0 * 3) % 5)) }
      marks.append(
        .stroke(Path(line: points), Stroke(color, width: 0.3 + two / 200, dash: index % 5 == 0 ? [3, 2] : [])))
      marks.append(.fill(.circle(center: points[1], radius: two / 60), color))
      marks.append(
        .text(Text("10^{−6} gap", at: points[2], size: 4 + two / 40, color: color, rotation: index % 3 == 0 ? one : 0)))
    }
    let picture = page([.clip(Rect(13.3, 7.7, 540.4, 340.1), marks)], size: Size(576, 360))
    let single = try render(picture, options: .init(dpi: 160, threads: 1)).bytes
    for threads in [2, 3, 7] {
      #expect(try render(picture, options: .init(dpi: 160, threads: threads)).bytes == single)
    }
  }
}

struct SizeTests {
  @Test(arguments: [0.0, -200, 1, 100_000, 1e300, .nan, .infinity])
  func sizesOutOfReachAreRefused(_ dpi: Double) {
    #expect(throws: RenderingFailure.self) { _ = try render(page([]), options: .init(dpi: dpi)) }
  }

  @Test func aRefusalNamesTheSize() {
    #expect {
      _ = try render(page([], size: Size(20_000, 20_001)), options: .init(dpi: 72))
    } throws: {
      "\($0)".contains("cannot paint 20000 x 20001 pixels: each side must have 16 to 20000 pixels")
    }
  }

  @Test func formatsAreKnownByTheirEndings() {
    #expect(Format(path: "a/b.c/figure.PNG") == .png)
    #expect(Format(path: "figure") == nil)
    #expect(Format(path: "figure.bmp") == nil)
  }
}
