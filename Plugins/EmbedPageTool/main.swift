// Writes a Swift file that holds text files as static strings, each under its name: `page.js` becomes `pageJS`.
//
//     embed-page OUTPUT FILE...
import Foundation

var source = "enum EmbeddedPage {\n"
for path in CommandLine.arguments.dropFirst(2) {
  let file = URL(fileURLWithPath: path)
  let text = try String(contentsOf: file, encoding: .utf8)
  // As many number signs as it takes for nothing in the text to end the literal or begin an escape.
  var fence = "#"
  while text.contains("\"\"\"" + fence) || text.contains("\\" + fence) { fence += "#" }
  let name = file.deletingPathExtension().lastPathComponent + file.pathExtension.uppercased()
  source += "  static let \(name): StaticString = \(fence)\"\"\"\n\(text)\n\"\"\"\(fence)\n"
}
try (source + "}\n").write(toFile: CommandLine.arguments[1], atomically: true, encoding: .utf8)
