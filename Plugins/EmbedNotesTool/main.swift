// Writes a Swift file that holds the comments above the public types of some folders as static strings, which cost
// nothing until they are read.
//
//     embed-notes OUTPUT FOLDER...
import Foundation

/// The comments above public structs, by the name of the type.
func notes(of text: String) -> [(type: String, text: String)] {
  var notes: [(type: String, text: String)] = []
  var comment: [String] = []
  for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
    if line.hasPrefix("///") {
      let words = line.dropFirst(3)
      comment.append(String(words.hasPrefix(" ") ? words.dropFirst() : words))
    } else {
      if line.hasPrefix("public struct "), !comment.isEmpty {
        let name = line.dropFirst("public struct ".count).prefix { $0.isLetter || $0.isNumber }
        notes.append((String(name), comment.joined(separator: "\n")))
      }
      comment = []
    }
  }
  return notes
}

let output = CommandLine.arguments[1]
var entries = ""
for folder in CommandLine.arguments.dropFirst(2) {
  let files = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
  for file in files.sorted() where file.hasSuffix(".swift") {
    let text = try String(contentsOfFile: "\(folder)/\(file)", encoding: .utf8)
    for note in notes(of: text) {
      var fence = "#"
      while note.text.contains("\"\"\"" + fence) || note.text.contains("\\" + fence) { fence += "#" }
      entries += """
            (
              type: "\(note.type)",
              text: \(fence)\"\"\"
        \(note.text)
        \"\"\"\(fence)
            ),

        """
    }
  }
}
let source =
  "enum EmbeddedNotes {\n  static let all: [(type: StaticString, text: StaticString)] = [\n\(entries)  ]\n}\n"
try source.write(toFile: output, atomically: true, encoding: .utf8)
