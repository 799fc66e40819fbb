// Writes a Swift file that holds cards as static strings, which cost nothing until they are read.
//
//     embed-cards OUTPUT CARD...
import Foundation

let output = CommandLine.arguments[1]
var source = "enum EmbeddedCards {\n  static let all: [(name: StaticString, text: StaticString)] = [\n"
for path in CommandLine.arguments.dropFirst(2) {
  let url = URL(fileURLWithPath: path)
  let text = try String(contentsOf: url, encoding: .utf8)
  // As many number signs as it takes for nothing in the card to end the literal or begin an escape.
  var fence = "#"
  while text.contains("\"\"\"" + fence) || text.contains("\\" + fence) { fence += "#" }
  let lines = text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\n")
  source += """
    (
      name: "\(url.deletingPathExtension().lastPathComponent)",
      text: \(fence)\"\"\"
    \(lines)
    \"\"\"\(fence)
    ),

    """
}
source += "  ]\n}\n"
try source.write(toFile: output, atomically: true, encoding: .utf8)
