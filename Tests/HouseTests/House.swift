import Foundation
import Testing

/// The folder of the package, read as text.
enum House {
  /// A file: where it is, from the package's folder, and what it says.
  struct File: Sendable, CustomTestStringConvertible {
    let path: String
    let text: String

    /// The folders and the name.
    var parts: [String] { path.split(separator: "/").map(String.init) }

    /// The room, for a file of `Sources`.
    var room: String { parts[1] }

    /// The name without its ending.
    var stem: String { String(parts[parts.count - 1].prefix { $0 != "." }) }

    /// The lines.
    var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }

    /// The lines without those that are comments.
    var code: [Substring] { lines.filter { !$0.drop { $0 == " " }.hasPrefix("//") } }

    /// The modules it imports.
    var imports: [String] {
      code.compactMap { line in
        let words = line.split { $0 == " " || $0 == "." }
        guard let place = words.prefix(2).firstIndex(of: "import"), place + 1 < words.count else { return nil }
        return String(words[place + 1])
      }
    }

    /// Every name that stands before a parenthesis: what is called or declared.
    var calls: Set<String> {
      Set(
        code.flatMap { $0.split(separator: "(", omittingEmptySubsequences: false).dropLast() }.map { before in
          String(before.reversed().prefix { $0.isLetter || $0.isNumber || $0 == "_" }.reversed())
        })
    }

    /// Every word of the code: names, and what stands in quotes.
    var words: Set<String> {
      Set(code.flatMap { $0.split { !($0.isLetter || $0.isNumber || $0 == "_") } }.map(String.init))
    }

    var testDescription: String { path }
  }

  /// The package's folder: two above this file's.
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// The files below a folder with one of some endings, in the order of their paths.
  static func files(in folder: String, ending endings: String...) -> [File] {
    let base = root.appendingPathComponent(folder)
    let paths = FileManager.default.enumerator(atPath: base.path)?.compactMap { $0 as? String } ?? []
    return paths.filter { path in endings.contains { path.hasSuffix(".\($0)") } && !path.contains(".build/") }.sorted()
      .compactMap { path in
        let text = try? String(contentsOf: base.appendingPathComponent(path), encoding: .utf8)
        return text.map { File(path: "\(folder)/\(path)", text: $0) }
      }
  }

  /// Every Swift file of the rooms.
  static let sources = files(in: "Sources", ending: "swift")
}
