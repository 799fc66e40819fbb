import Drawing
import Foundation
import Rendering
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// Pictures as lines and text: SVG and PDF.
@Suite struct VectorTests {
  /// A page with everything on it, and things that a backend must not see.
  private func picture(_ title: String = "Loss 10^{\u{2212}6}, <a> & \"b\"") -> Picture {
    var picture = Picture(size: Size(200, 100), background: Color(0xFFFFFF), title: title)
    let line = Path(line: [Point(-1e9, 10), Point(100, 50), Point(1e300, .nan), Point(50, 90)])
    picture.marks = [
      .fill(.box(Rect(10, 10, 50, 50)), Color(0x123456)),
      .fill(.circle(center: Point(30, 30), radius: 5), Color(0xFF0000).withAlpha(0.5), evenOdd: true),
      .clip(Rect(20, 20, 100, 60), [.stroke(line, Stroke(Color(0), width: 1, dash: [2, 1]))]),
      .clip(Rect(20, 20, 100, 60), [.stroke(line, Stroke(Color(0), width: 2, cap: .square))]),
      .clip(Rect(300, 20, 100, 60), [.stroke(line, Stroke(Color(0), width: 2))]),
      .text(
        Text(
          "x^{2} < y_{1} & z", at: Point(100, 50), size: 9, color: Color(0), anchor: .middle, weight: .bold,
          isItalic: true, rotation: 0.5, halo: .init(Color(0xFFFFFF), width: 1))),
      .group(title: "a < b", [.fill(.box(Rect(5, 5, 2, 2)), Color(0))]),
      .text(Text("nowhere", at: Point(.nan, 3), size: 9, color: Color(0))),
    ]
    return picture
  }

  /// What is kept beside a picture comes back, whatever it says and however long it is.
  @Test(
    arguments: Format.allCases,
    ["plain", "Grüße <&\"\\()> \u{4E2D}\nnext", String(repeating: "long (text) ", count: 500)])
  func notesComeBack(_ format: Format, _ text: String) throws {
    let options = RenderOptions(dpi: 72, notes: [("Software", "Descent"), ("Recipe", text)])
    let file = try render(picture(), as: format, options: options).bytes
    #expect(notes(in: file).last { $0.keyword == "Recipe" }?.text == text)
    #expect(notes(in: Array(file.prefix(40))).isEmpty)
    #expect(notes(in: []).isEmpty && notes(in: Array("nothing".utf8)).isEmpty)
  }

  /// A file that is made of notes is read in time, and a text that grows too far is left out.
  @Test func manyNotes() {
    let count = 200_000
    let many = Array(String(repeating: "<note keyword=\"a\">&amp;&lt;b</note>", count: count).utf8)
    #expect(notes(in: many).count == count && notes(in: many).allSatisfy { $0 == (keyword: "a", text: "&<b") })
    #expect(notes(in: Array(String(repeating: "<note keyword=\"", count: count).utf8)).isEmpty)
    #expect(notes(in: Array("<note keyword=\"a\">b".utf8)).isEmpty)
  }

  /// What a parser reads: elements with their attributes, and all text.
  private final class Reader: NSObject, XMLParserDelegate {
    var elements: [(name: String, attributes: [String: String])] = []
    var text = ""
    func parser(
      _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
      attributes: [String: String] = [:]
    ) { elements.append((name, attributes)) }
    func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }
  }

  private func read(_ picture: Picture, notes: [(keyword: String, text: String)] = []) throws -> (Reader, String) {
    let bytes = try render(picture, as: .svg, options: RenderOptions(notes: notes)).bytes
    let parser = XMLParser(data: Data(bytes))
    let reader = Reader()
    parser.delegate = reader
    #expect(parser.parse(), "\(String(describing: parser.parserError))")
    return (reader, String(decoding: bytes, as: UTF8.self))
  }

  @Test func svgIsWellFormedAndKeepsItsWords() throws {
    let (reader, file) = try read(picture(), notes: [("Recipe", "{\"card\": \"a < b & c\u{1}\"}")])
    #expect(reader.text.contains("Loss 10^\u{2212}6, <a> & \"b\""))
    #expect(reader.text.contains("{\"card\": \"a < b & c\"}"))
    for word in ["x", "2", " < y", "1", " & z"] { #expect(reader.text.contains(word)) }
    #expect(!reader.text.contains("nowhere"))
    #expect(!file.contains("nan") && !file.contains("inf") && !file.contains("e+"))
    let root = try #require(reader.elements.first)
    #expect(root.name == "svg" && root.attributes["viewBox"] == "0 0 200 100" && root.attributes["width"] == "200pt")
    // The two boxes that are alike share a clip, and the one off the page has none.
    #expect(reader.elements.count { $0.name == "clipPath" } == 1)
    #expect(reader.elements.count { $0.name == "g" } == 3)
    #expect(reader.text.contains("a < b"))
  }

  /// Every run has the width that layout gave it.
  @Test func svgTextStandsWhereLayoutPutIt() throws {
    let (reader, _) = try read(picture())
    let runs = reader.elements.filter { $0.name == "tspan" }
    #expect(runs.count == 5)
    let widths = runs.compactMap { $0.attributes["textLength"].flatMap(Double.init) }
    let whole = Text.width(of: "x^{2} < y_{1} & z", size: 9, weight: .bold)
    #expect((widths.reduce(0, +) - whole).magnitude < 0.05)
    let start = try #require(runs.first?.attributes["x"].flatMap(Double.init))
    #expect((start + whole / 2).magnitude < 0.01)
  }

  /// Figures on one web page do not take each other's names.
  @Test func svgNamesDoNotClash() throws {
    let files = try ["one", "two"].map { try read(picture($0)).0 }
    let names = files.map { Set($0.elements.compactMap { $0.attributes["id"] }) }
    #expect(names[0].count == 2 && names[0].isDisjoint(with: names[1]))
  }

  @Test(arguments: [Format.svg, .pdf]) func theSamePictureGivesTheSameBytes(_ format: Format) throws {
    let files = try (0..<2).map { _ in try render(picture(), as: format).bytes }
    #expect(files[0] == files[1] && files[0].count > 500)
  }

  @Test func pdfHoldsTextAndTitle() throws {
    let options = RenderOptions(notes: [("Software", "Descent"), ("Recipe", "{}")])
    let bytes = try render(picture(), as: .pdf, options: options).bytes
    let file = String(decoding: bytes, as: Unicode.ASCII.self)
    #expect(file.hasPrefix("%PDF-1."))
    #expect(file.contains("/ToUnicode"), "text can be searched")
    #expect(file.contains("/Title") && file.contains("/Keywords ({}"))
    #expect(file.contains("/MediaBox [ 0 0 200 100 ]"))
  }

  @Test func endingsAreKnown() {
    #expect(Format(path: "a/b.SVG") == .svg && Format(path: "x.pdf") == .pdf && Format(path: "x.png") == .png)
    #expect(Format(path: "x.jpg") == nil)
  }
}
