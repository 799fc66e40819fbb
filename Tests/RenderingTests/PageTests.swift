import Drawing
import Foundation
import Rendering
import Testing

/// Pages on which a figure moves, as files.
@Suite struct PageTests {
  /// Things that a page must not take for its own.
  private static let nasty = "A </script><b> \"q\" & 'p' {{css}} <!-- \u{68AF}\u{5EA6}\u{1} 10^{\u{2212}6}"

  private func ground(_ name: String) -> LivingPicture.Ground {
    func picture(_ title: String) -> Picture {
      var picture = Picture(size: Size(100, 80), background: Color(0xFFFFFF), title: title)
      picture.marks = [.clip(Rect(0, 0, 50, 50), [.fill(.box(Rect(10, 10, 20, 20)), Color(0x112233))])]
      return picture
    }
    return .init(below: picture("\(name), below"), above: picture("\(name), above"), box: Rect(10, 10, 80, 60))
  }

  private func figure(_ title: String, walks: [LivingPicture.Walk]) -> LivingPicture {
    var picture = LivingPicture(
      title: title, theme: .light, steps: 3, axes: [.init(name: "x", range: -1...1), .init(name: "y", range: 0...4)],
      losses: .init(scale: .logarithmic(base: 0), range: -6...2, goal: -4, name: "loss"))
    picture.views = ["wide", "narrow"].map { .init(map: ground("map, \($0)"), losses: ground("losses, \($0)")) }
    picture.columns = ["optimizer", "rate", "steps", "final loss", "ending"]
    picture.runners = [
      .init(name: title, rank: 1, hue: Color(0x0000FF), isWinner: true, walks: walks, chosen: walks.count - 1)
    ]
    return picture
  }

  private func walk(path: [Point], losses: [Double], guide: [Double] = []) -> LivingPicture.Walk {
    .init(
      path: path, losses: losses, guide: guide, arrival: nil, rate: "0.1", steps: "\u{2013}", finalLoss: "0.5",
      ending: "= stalled", mood: .neutral)
  }

  private func page(_ picture: LivingPicture, notes: [(keyword: String, text: String)] = []) throws -> String {
    String(decoding: try renderPage(of: picture, notes: notes), as: UTF8.self)
  }

  /// Series come back as they went in, but for what the page cannot show.
  @Test func seriesComeBack() throws {
    var random = SystemLike(state: 7)
    let walks = (0..<20).map { index in
      let count = [0, 1, 2, 400][index % 4]
      let scale = [1e-5, 0.01, 1, 50][index / 4 % 4]
      return walk(
        path: (0..<count).map { _ in Point(random.next() * scale, random.next() * scale) },
        losses: (0..<count).map { $0 < count / 2 ? -3 : random.next() * 20 },
        guide: (0..<count).map { -0.001 * Double($0 * $0) })
    }
    let read = try PackedPage(page(figure("packed", walks: walks)))
    for walk in walks {
      let (x, y, losses, guide) = (read.next(), read.next(), read.next(), read.next())
      #expect(x.count == walk.path.count && losses.count == walk.losses.count && guide.count == walk.guide.count)
      for (point, place) in zip(walk.path, zip(x, y)) {
        #expect((point.x * 16384 - place.0).magnitude <= 0.5 && (point.y * 16384 - place.1).magnitude <= 0.5)
      }
      for (position, kept) in zip(walk.losses + walk.guide, losses + guide) {
        #expect((position * 4096 - kept).magnitude <= 0.5)
      }
    }
    #expect(read.isAtEnd)
  }

  /// What is infinite, nothing or no number stays within bounds that the page knows.
  @Test func lossesThatAreLost() throws {
    let walks = [walk(path: [Point(1e9, -1e9)], losses: [.infinity, -.infinity, .nan, 1e300])]
    let read = try PackedPage(page(figure("lost", walks: walks)))
    #expect((read.next(), read.next()) == ([1_073_741_824], [-1_073_741_824]))
    let limit = 2_097_152.0
    #expect(read.next() == [limit, -limit, limit, limit])
  }

  /// A run that stands still or goes evenly costs next to nothing.
  @Test func nothingNewCostsNothing() throws {
    func length(_ losses: [Double]) throws -> Int {
      try page(figure("short", walks: [walk(path: [], losses: losses)])).utf8.count
    }
    let none = try length([])
    #expect(try length(Array(repeating: -5, count: 2000)) - none <= 12)
    #expect(try length((0..<2000).map { -Double($0) / 64 }) - none <= 12)
  }

  /// Whatever the figure says, it is text.
  @Test func wordsStayWords() throws {
    let notes = [("Recipe", "{\"card\": \"</head><script>\", \"title\": \"\(Self.nasty)\"}")]
    let nasty = try page(figure(Self.nasty, walks: [walk(path: [], losses: [])]), notes: notes)
    let plain = try page(figure("plain", walks: [walk(path: [], losses: [])]), notes: [("Recipe", "{}")])
    for tag in ["<script", "</script", "<b>", "<style", "<meta", "</head", "<!--"] {
      let counts = [nasty, plain].map { $0.components(separatedBy: tag).count - 1 }
      #expect(counts[0] == counts[1], "\(tag)")
    }
    #expect(
      nasty.contains(
        "<title>A &lt;/script&gt;&lt;b&gt; &quot;q&quot; &amp; 'p' {{css}} &lt;!-- \u{68AF}\u{5EA6} 10^\u{2212}6</title>"
      ))
    #expect(nasty.contains("{{css}} &lt;!-- \u{68AF}\u{5EA6} 10<sup>\u{2212}6</sup></h1>"))
    #expect(!nasty.contains("\u{1}"))
    #expect(
      nasty.contains("<meta name=\"recipe\" content=\"{&quot;card&quot;: &quot;&lt;/head&gt;&lt;script&gt;&quot;"))
  }

  /// Nothing is fetched: there is no address in the file but the name of the language of its pictures.
  @Test func nothingIsFetched() throws {
    let file = try page(figure("alone", walks: [walk(path: [Point(0, 0)], losses: [1])]))
    let addresses = file.matches(of: #/https?:[^"'\s]*/#).map { String($0.output) }
    #expect(Set(addresses) == ["http://www.w3.org/2000/svg"])
    for word in [" src=", " href=", "@import", "url(", "fetch(", "XMLHttpRequest", "import("] {
      // Pictures refer to their own clips.
      #expect(!file.replacingOccurrences(of: "url(#", with: "").contains(word), "\(word)")
    }
    #expect(file.contains("default-src 'none'"))
    #expect(file.hasPrefix("<!doctype html>\n<html lang=\"en\""))
  }

  @Test func everyPlaceIsFilled() throws {
    let file = try page(figure("filled", walks: [walk(path: [], losses: [])]))
    #expect(!file.contains("{{") && !file.contains("}}\n"))
    #expect(file.components(separatedBy: "class=\"lines\"").count == 5)
  }

  /// Names of clips differ from picture to picture.
  @Test func namesDoNotClash() throws {
    let file = try page(figure("names", walks: [walk(path: [], losses: [])]))
    let names = file.matches(of: #/ id="([^"]*)"/#).map { String($0.output.1) }
    #expect(Set(names).count == names.count && names.count > 16)
  }
}

/// The series of a page, read by what stands in its file and nothing else.
final class PackedPage {
  private var bytes: ArraySlice<UInt8>

  init(_ page: String) throws {
    let text = try #require(page.firstMatch(of: #/<script[^>]* id="series">([^<]*)</#)).output.1
    bytes = Array(try #require(Data(base64Encoded: String(text))))[...]
  }

  var isAtEnd: Bool { bytes.isEmpty }

  private func number() -> Int {
    var (value, unit) = (0, 1)
    while let byte = bytes.popFirst() {
      value += Int(byte % 128) * unit
      unit *= 128
      if byte < 128 { break }
    }
    return value
  }

  /// The next series.
  func next() -> [Double] {
    let head = number()
    var differences: [Int] = []
    while differences.count < head / 2 {
      let folded = number()
      differences.append(folded % 2 == 1 ? -(folded + 1) / 2 : folded / 2)
      if folded == 0 { differences += Array(repeating: 0, count: number()) }
    }
    func sums(_ numbers: [Int]) -> [Int] {
      var total = 0
      return numbers.map { number in
        total += number
        return total
      }
    }
    let numbers = head % 2 == 1 ? sums(sums(differences)) : sums(differences)
    return numbers.map(Double.init)
  }
}

/// Numbers from -1 to 1 that are the same every time.
private struct SystemLike {
  var state: UInt64

  mutating func next() -> Double {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Double(Int64(bitPattern: state) >> 11) / Double(1 << 52)
  }
}
