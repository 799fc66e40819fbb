/// What the source says of an optimizer, a schedule or a wrapper, taken apart for a terminal.
struct Note {
  /// The first paragraph.
  var summary = ""
  /// The equations, line by line.
  var equations: [String] = []
  /// What one sees, and what else there is to say, a paragraph each.
  var paragraphs: [String] = []
  /// Order, memory, deviations, source, and whatever else stands in a list.
  var entries: [(word: String, text: String)] = []

  /// The note of a type; nil if there is none.
  init?(of type: Any.Type) {
    // A generic or nested type has a longer name, and no note.
    let name = String(describing: type)
    guard let note = EmbeddedNotes.all.first(where: { "\($0.type)" == name }) else { return nil }
    self.init("\(note.text)")
  }

  /// Takes the text of a documentation comment apart.
  init(_ text: String) {
    var isCode = false
    var paragraph = ""
    var isEntry = false
    func close(_ note: inout Note) {
      let words = Self.plain(paragraph)
      if !words.isEmpty {
        if isEntry {
          let parts = words.split(separator: ":", maxSplits: 1)
          note.entries.append((parts[0].lowercased(), parts.count == 2 ? String(parts[1].drop { $0 == " " }) : ""))
        } else if note.summary.isEmpty {
          note.summary = words
        } else {
          note.paragraphs.append(words)
        }
      }
      (paragraph, isEntry) = ("", false)
    }
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("```") {
        close(&self)
        isCode.toggle()
      } else if isCode {
        equations.append(String(line.replacing("<-", with: "\u{2190}")))
      } else if line.isEmpty {
        close(&self)
      } else if line.hasPrefix("- ") {
        close(&self)
        (paragraph, isEntry) = (String(line.dropFirst(2)), true)
      } else {
        paragraph += (paragraph.isEmpty ? "" : " ") + line.drop { $0 == " " }
      }
    }
    close(&self)
  }

  /// Without the signs that make code of words.
  private static func plain(_ text: String) -> String { text.filter { $0 != "`" } }
}

extension Note {
  /// Summary, equations and what one sees.
  var head: String {
    let equations = equations.map { $0.isEmpty ? "\n" : "  \($0)\n" }.joined()
    let parts = [DemoReport.wrapped(summary), equations] + paragraphs.map { DemoReport.wrapped($0) }
    return parts.filter { !$0.isEmpty }.joined(separator: "\n")
  }

  /// The entries, their words in a column.
  func list(after others: [(word: String, text: String)] = []) -> String {
    let entries = others + entries
    let width = entries.map(\.word.count).max() ?? 0
    let margin = String(repeating: " ", count: width + 2)
    return entries.map { entry in
      let space = String(repeating: " ", count: width + 2 - entry.word.count)
      return DemoReport.wrapped(entry.text, first: entry.word + space, rest: margin)
    }.joined()
  }
}
