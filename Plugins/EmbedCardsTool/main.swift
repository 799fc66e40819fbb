// Writes a Swift file that holds the cards of a folder, the demos of the folder `Demos` and the data of the folder `Data`
// in it, as static strings, which cost nothing until they are read.
//
//     embed-cards FOLDER OUTPUT
import Foundation

/// A Swift array of the names and texts of a folder's files.
///
/// A name is the file's without its ending, or `prefix` and the whole of it.
func list(_ name: String, of folder: String, ending: String = ".yaml", prefix: String? = nil) throws -> String {
  var source = "  static let \(name): [(name: StaticString, text: StaticString)] = [\n"
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
  + list("data", of: "\(folder)/Data", ending: ".csv", prefix: "Data/")
try "enum EmbeddedCards {\n\(lists)}\n".write(toFile: output, atomically: true, encoding: .utf8)
