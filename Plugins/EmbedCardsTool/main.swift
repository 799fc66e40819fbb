// Writes a Swift file that holds the cards of a folder, the demos of the folder `Demos` and the data of the folder `Data`
// in it, as static strings, which cost nothing until they are read. The aliases of cards stand beside them, so that none
// must be read to find a name.
//
//     embed-cards FOLDER OUTPUT
import Foundation

/// What is wrong with a card.
struct Problem: Error, CustomStringConvertible { let description: String }

/// The aliases of a card, with spaces between: the words of its line `aliases: [...]`.
func aliases(of text: String, file: String) throws -> String {
  let lines = text.split(separator: "\n").filter { $0.hasPrefix("aliases:") }
  return try lines.map { line in
    let list = line.dropFirst("aliases:".count).trimmingCharacters(in: .whitespaces)
    guard list.hasPrefix("["), list.hasSuffix("]"), !list.contains("\""), !list.contains("'") else {
      throw Problem(description: "\(file): write the aliases on one line, as in aliases: [banana, rosenbrock-valley]")
    }
    let names = list.dropFirst().dropLast().split(separator: ",")
    return names.map { $0.trimmingCharacters(in: .whitespaces) }.joined(separator: " ")
  }.joined(separator: " ")
}

/// A Swift array of the names, aliases and texts of a folder's files.
///
/// A name is the file's without its ending, or `prefix` and the whole of it.
func list(_ name: String, of folder: String, ending: String = ".yaml", prefix: String? = nil) throws -> String {
  var source = "  static let \(name): [(name: StaticString, aliases: StaticString, text: StaticString)] = [\n"
  let files = try FileManager.default.contentsOfDirectory(atPath: folder).filter {
    $0.hasSuffix(ending) && !$0.hasPrefix(".")
  }
  for file in files.sorted() {
    let text = try String(contentsOfFile: "\(folder)/\(file)", encoding: .utf8)
    // As many number signs as it takes for nothing in the card to end the literal or begin an escape.
    var fence = "#"
    while text.contains("\"\"\"" + fence) || text.contains("\\" + fence) { fence += "#" }
    source += """
      (
        name: "\(prefix.map { $0 + file } ?? String(file.dropLast(ending.count)))",
        aliases: "\(ending == ".yaml" ? try aliases(of: text, file: file) : "")",
        text: \(fence)\"\"\"
      \(text)
      \"\"\"\(fence)
      ),

      """
  }
  return source + "  ]\n"
}

let folder = CommandLine.arguments[1]
let output = CommandLine.arguments[2]
let lists =
  try list("surfaces", of: folder) + list("demos", of: "\(folder)/Demos")
  + list("data", of: "\(folder)/Data", ending: ".csv", prefix: "Data/")
try "enum EmbeddedCards {\n\(lists)}\n".write(toFile: output, atomically: true, encoding: .utf8)
