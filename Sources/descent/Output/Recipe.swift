import Rendering
import Surfaces

/// What a figure can be made from again: the command, the card, the demo, and the versions.
struct Recipe: Codable {
  /// The version of Descent.
  var descent = Version.text
  /// The versions of the libraries that painted it.
  var libraries: String?
  /// The words of the command, without the place of the file and the number of threads.
  let command: [String]
  /// The name of the surface; several have commas between.
  let surface: String
  /// The card's text.
  let card: String
  /// The texts of the cards of further surfaces, if there are several.
  let furtherCards: [String]?
  /// The demo's text, if it is the figure of one.
  let demo: String?

  /// Options whose value changes no picture: where it goes, and how many work on it.
  private static let places = ["-o", "--output", "--threads"]

  /// The words of a command without where it writes and how many threads work on it.
  ///
  /// Whether there is a caption changes the figure; where it goes does not.
  static func withoutPlaces(_ words: [String]) -> [String] {
    var result: [String] = []
    var skips = false
    for word in words {
      if skips || places.contains(where: { word.hasPrefix($0 + "=") }) {
        skips = false
      } else if places.contains(word) {
        skips = true
      } else if word.hasPrefix("--caption=") {
        result += ["--caption", "caption.txt"]
      } else {
        result.append(result.last == "--caption" ? "caption.txt" : word)
      }
    }
    return result
  }

  /// The recipe of the present command.
  init(surfaces: [Surface], demo: String? = nil) {
    self.demo = demo
    libraries = paintingLibraries
    command = Self.withoutPlaces(Array(CommandLine.arguments.dropFirst()))
    surface = surfaces.map(\.name).joined(separator: ",")
    card = surfaces.first?.cardText ?? ""
    furtherCards = surfaces.count > 1 ? surfaces.dropFirst().map(\.cardText) : nil
  }

  /// The recipe as JSON, keys in a fixed order.
  func text() throws -> String { try JSONText.of(self) }

  /// The names of the cards with their texts.
  var cards: [(name: String, text: String)] {
    let names = surface.split(separator: ",", omittingEmptySubsequences: false).map { name in
      String(name.prefix { !":+".contains($0) })
    }
    return Array(zip(names, [card] + (furtherCards ?? []))).filter { !$0.0.isEmpty && !$0.1.isEmpty }
  }
}
