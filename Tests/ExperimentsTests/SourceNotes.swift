import Calculus
import Foundation
import Optimizers

/// The equations in the sources of the optimizers.
enum SourceNotes {
  /// The lines of the block of equations above each type.
  static let equations: [String: [String]] = {
    let room = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
      .deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("Sources/Optimizers")
    var result: [String: [String]] = [:]
    let files = FileManager.default.enumerator(at: room, includingPropertiesForKeys: nil)?.compactMap { $0 as? URL }
    for file in files ?? [] where file.pathExtension == "swift" {
      guard let text = try? String(contentsOf: file, encoding: .utf8) else { continue }
      var equations: [String] = []
      var isCode = false
      for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
        if line.hasPrefix("/// ```") {
          isCode.toggle()
        } else if line.hasPrefix("///") {
          if isCode { equations.append(String(line.dropFirst(4))) }
        } else {
          if line.hasPrefix("public struct ") {
            result[String(line.dropFirst(14).prefix { $0.isLetter || $0.isNumber })] = equations
          }
          equations = []
        }
      }
    }
    return result
  }()
}

extension Optimizer {
  /// The names of the knobs.
  static var knobNames: [String] { Self.knobs.map(\.name) }
}
