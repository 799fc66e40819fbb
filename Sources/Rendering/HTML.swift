public import Drawing
internal import Foundation

/// The file of a figure that moves: one page that needs nothing beside it, no server and no network.
///
/// The page forbids itself to fetch anything. What it is made of, besides the figure, stands in `Page/`.
///
/// - Parameters:
///   - notes: Words kept in the file, in order: a keyword, and its text.
public func renderPage(
  of picture: LivingPicture, notes: [(keyword: String, text: String)] = []
) throws(RenderingFailure) -> [UInt8] {
  do {
    return Array(try HTML(picture, notes: notes).text.utf8)
  } catch {
    throw RenderingFailure(doing: "cannot write the page", problem: "\(error)")
  }
}

/// A page, written from a figure that moves.
struct HTML {
  private let picture: LivingPicture
  private let notes: [(keyword: String, text: String)]

  init(_ picture: LivingPicture, notes: [(keyword: String, text: String)]) {
    self.picture = picture
    self.notes = notes
  }

  /// The whole file.
  ///
  /// The template is cut at its `{{name}}`, so that nothing the figure says is taken for a place to fill in.
  var text: String {
    get throws {
      let figure = try PageFigure(picture).json
      let parts = "\(EmbeddedPage.pageHTML)".components(separatedBy: "{{")
      return try parts.dropFirst().reduce(parts[0]) { text, part in
        guard let end = part.range(of: "}}") else { return text + "{{" + part }
        return text + (try content(String(part[..<end.lowerBound]), figure)) + part[end.upperBound...]
      }
    }
  }

  private func content(_ name: String, _ figure: String) throws -> String {
    switch name {
    case "plainTitle": return Markup.escaped(Text.plain(picture.title))
    case "title": return Self.marked(picture.title)
    case "subtitle": return Self.marked(picture.subtitle)
    case "footer":
      return [picture.terms, picture.key].filter { !$0.isEmpty }.map { "<p>\(Self.marked($0))</p>" }.joined()
    case "notes":
      return notes.map {
        "<meta name=\"\(Markup.escaped($0.keyword.lowercased()))\" content=\"\(Markup.escaped($0.text))\">"
      }.joined(separator: "\n")
    case "theme": return Markup.escaped(picture.theme.name)
    case "colors": return colors
    case "css": return "\(EmbeddedPage.pageCSS)"
    case "map": return layers(\.map)
    case "losses": return layers(\.losses)
    case "figure": return figure
    case "series": return PageFigure.series(of: picture)
    case "scripts":
      let scripts = [
        EmbeddedPage.dataJS, EmbeddedPage.linesJS, EmbeddedPage.panelsJS, EmbeddedPage.lossesJS, EmbeddedPage.tableJS,
        EmbeddedPage.pictureJS, EmbeddedPage.pageJS,
      ]
      return scripts.map { "<script>\n\($0)</script>" }.joined(separator: "\n")
    default: throw RenderingFailure(doing: "cannot fill in the page", problem: "it has no '\(name)'")
    }
  }

  /// The colours of the theme under the names the style sheet knows them by.
  private var colors: String {
    let theme = picture.theme
    let named: [(String, Color)] = [
      ("page", theme.page), ("ink", theme.ink), ("ink2", theme.secondaryInk), ("ink3", theme.faintInk),
      ("rule", theme.rule), ("frame", theme.frame), ("halo", theme.halo), ("ground", theme.panelGround),
      ("neutral", theme.neutralBadge.ground), ("neutral-ink", theme.neutralBadge.ink),
      ("good", theme.goodBadge.ground), ("good-ink", theme.goodBadge.ink),
      ("bad", theme.badBadge.ground), ("bad-ink", theme.badBadge.ink),
    ]
    return named.map { "--\($0): \($1.css);" }.joined(separator: " ")
  }

  /// The pictures of a panel for each width, each with room for lines between what lies under and what lies over them.
  private func layers(_ panel: (LivingPicture.View) -> LivingPicture.Ground) -> String {
    picture.views.enumerated().map { index, view in
      let ground = panel(view)
      let (width, height) = (ground.below.size.width, ground.below.size.height)
      let lines = "<svg class=\"lines\" viewBox=\"0 0 \(width) \(height)\"></svg>\n"
      return "<div class=\"view view\(index)\">\n\(svg(ground.below))\(lines)\(svg(ground.above))</div>\n"
    }.joined()
  }

  private func svg(_ picture: Picture) -> String { String(decoding: SVG.encode(picture, notes: []), as: UTF8.self) }
}

// MARK: - Words

extension HTML {
  /// A line with the markup of `Text`, raised and lowered characters in elements of their own.
  static func marked(_ text: String) -> String {
    var result = ""
    var level = 0.0
    func tag(_ level: Double) -> String? { level == 0 ? nil : level < 0 ? "sup" : "sub" }
    for item in Text(text, at: Point(0, 0), size: 1, color: Color(0)).placed {
      if item.origin.y != level {
        if let open = tag(level) { result += "</\(open)>" }
        if let next = tag(item.origin.y) { result += "<\(next)>" }
        level = item.origin.y
      }
      result += Markup.escaped(String(item.character))
    }
    return result + (tag(level).map { "</\($0)>" } ?? "")
  }
}

extension Color {
  /// The colour as style sheets have it: `#12a0f8`.
  var css: String {
    let digits = String(hexadecimal, radix: 16)
    return "#" + String(repeating: "0", count: 6 - digits.count) + digits
  }
}
