// Writes a Swift file that holds the cards of a folder, and the demos of the folder `Demos` in it, as static strings,
// which cost nothing until they are read.
//
//     embed-cards FOLDER OUTPUT
import Foundation

/// A Swift array of the names and texts of a folder's files.
func list(_ name: String, of folder: String) throws -> String {
  var source = "  static let \(name): [(name: StaticString, text: StaticString)] = [\n"
  let files = try FileManager.default.contentsOfDirectory(atPath: folder).filter {
    $0.hasSuffix(".yaml") && !$0.hasPrefix(".")
  }
  for file in files.sorted() {
    let text = try String(contentsOfFile: "\(folder)/\(file)", encoding: .utf8)
    // As many number signs as it takes for nothing in the card to end the literal or begin an escape.
    var fence = "#"
    while text.contains("\"\"\"" + fence) || text.contains("\\" + fence) { fence += "#" }
    source += """
      (
        name: "\(file.dropLast(5))",
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
let lists = try list("surfaces", of: folder) + list("demos", of: "\(folder)/Demos")
try "enum EmbeddedCards {\n\(lists)}\n".write(toFile: output, atomically: true, encoding: .utf8)
