internal import Calculus
internal import Foundation

/// The surfaces that can be called by name.
///
/// The cards inside the program come first; those in the folder `Surfaces` of the working folder, then single files, lie
/// on top and replace cards of the same name. A card is read when it is asked for.
public struct Catalogue: Sendable {
  private struct Entry: Sendable {
    let name: String
    let file: String
    let text: String
  }

  private var entries: [Entry]

  /// The cards inside the program alone.
  public init() {
    entries = EmbeddedCards.all.map { card in
      Entry(name: "\(card.name)", file: "Surfaces/\(card.name).yaml", text: "\(card.text)")
    }
  }

  /// The cards inside the program, those of a folder (which need not exist), and card files on top.
  ///
  /// Throws a `CardError` for a file that cannot be read.
  public init(folder: String?, files: [String] = []) throws(CardError) {
    self.init()
    for file in Self.cards(in: folder) + files { _ = try add(file: file) }
  }

  /// Adds a card file on top and returns its name: the file's, in lowercase letters, digits and hyphens.
  public mutating func add(file: String) throws(CardError) -> String {
    let text = try Self.text(of: file)
    let stem = URL(fileURLWithPath: file).deletingPathExtension().lastPathComponent
    let name = Self.key(stem)
    guard !name.isEmpty else {
      throw CardError(file: file, line: 0, column: 0, message: "a card's file needs a name with a letter or digit")
    }
    entries.removeAll { $0.name == name }
    entries.append(Entry(name: name, file: file, text: text))
    return name
  }

  /// The names in alphabetical order.
  public var names: [String] { entries.map(\.name).sorted() }

  /// All surfaces, ordered by name.
  ///
  /// Throws the error of the first card that cannot be read.
  public func surfaces() throws(CardError) -> [Surface] {
    var surfaces: [Surface] = []
    for entry in entries.sorted(by: { $0.name < $1.name }) { surfaces.append(try Self.surface(entry)) }
    return surfaces
  }

  /// The surface with a name or alias; capitals do not count, and a space or underscore is as good as a hyphen.
  ///
  /// Throws a `SurfaceError` if there is none, a `CardError` if its card cannot be read.
  public func surface(named name: String) throws -> Surface {
    let key = Self.key(name)
    if let entry = entries.last(where: { $0.name == key }) { return try Self.surface(entry) }
    // Only the cards that hold the word at all are read to see whether it is an alias.
    for entry in entries.reversed() where Self.key(entry.text).contains(key) {
      if let surface = try? Self.surface(entry), surface.aliases.contains(where: { Self.key($0) == key }) {
        return surface
      }
    }
    throw unknown(name)
  }

  private func unknown(_ name: String) -> SurfaceError {
    let aliases = entries.flatMap { (try? Self.surface($0))?.aliases ?? [] }
    let advice = nearest(to: name, in: names + aliases).map { "did you mean \"\($0)\"?" }
    return SurfaceError("there is no surface \"\(name)\"; \(advice ?? "there are \(names.joined(separator: ", "))")")
  }

  private static func surface(_ entry: Entry) throws(CardError) -> Surface {
    try Surface(card: entry.text, name: entry.name, file: entry.file)
  }

  /// A text in lowercase, each run of other signs than letters and digits as one hyphen.
  private static func key(_ text: String) -> String {
    text.lowercased().split { !$0.isLetter && !$0.isNumber }.joined(separator: "-")
  }

  private static func cards(in folder: String?) -> [String] {
    guard let folder, let files = try? FileManager.default.contentsOfDirectory(atPath: folder) else { return [] }
    return files.filter { $0.hasSuffix(".yaml") && !$0.hasPrefix(".") }.sorted().map { "\(folder)/\($0)" }
  }

  private static func text(of file: String) throws(CardError) -> String {
    let limit = 1 << 20
    func error(_ message: String) -> CardError { CardError(file: file, line: 0, column: 0, message: message) }
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: file, isDirectory: &isFolder) else {
      throw error("there is no such file")
    }
    if isFolder.boolValue { throw error("this is a folder; name a card file in it") }
    guard let handle = FileHandle(forReadingAtPath: file) else { throw error("this file may not be read") }
    defer { try? handle.close() }
    // A limit, so that a device that never ends is no trap.
    guard let data = try? handle.read(upToCount: limit + 1) else { throw error("this file cannot be read") }
    guard data.count <= limit else { throw error("this is too long for a card; at most a megabyte is read") }
    guard let text = String(data: data, encoding: .utf8) else { throw error("this is not text in UTF-8") }
    return text
  }
}
