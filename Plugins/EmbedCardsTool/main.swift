// Writes a Swift file that holds the cards of a folder as static strings, which cost nothing until they are read.
//
//     embed-cards FOLDER OUTPUT
import Foundation

let folder = CommandLine.arguments[1]
let output = CommandLine.arguments[2]
let files = try FileManager.default.contentsOfDirectory(atPath: folder).filter {
  $0.hasSuffix(".yaml") && !$0.hasPrefix(".")
}
var source = "enum EmbeddedCards {\n  static let all: [(name: StaticString, text: StaticString)] = [\n"
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
source += "  ]\n}\n"
try source.write(toFile: output, atomically: true, encoding: .utf8)
