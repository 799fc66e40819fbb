internal import Calculus

/// The surfaces that can be called by name.
///
/// The cards inside the program come first; those in the folder `Surfaces` of the working folder, then single files, lie
/// on top and replace cards of the same name. A card is read when it is asked for.
public struct Catalogue: Sendable {
  private var shelf: Shelf

  /// The cards inside the program alone.
  public init() { shelf = Shelf(kind: "card", embedded: EmbeddedCards.surfaces, from: "Surfaces") }

  /// The cards inside the program, those of a folder (which need not exist), and card files on top.
  ///
  /// The cards of a folder are read when they are asked for, the files at once: throws a `CardError` for one that cannot
  /// be read.
  public init(folder: String?, files: [String] = []) throws(CardError) {
    self.init()
    try shelf.add(folder: folder)
    for file in files { _ = try add(file: file) }
  }

  /// Adds a card file on top and returns its name: the file's, in lowercase letters, digits and hyphens.
  public mutating func add(file: String) throws(CardError) -> String { try shelf.add(file: file) }

  /// The names in alphabetical order.
  public var names: [String] { shelf.names }

  /// All surfaces, ordered by name.
  ///
  /// Throws the error of the first card that cannot be read.
  public func surfaces() throws(CardError) -> [Surface] {
    var surfaces: [Surface] = []
    for entry in shelf.entries.sorted(by: { $0.name < $1.name }) { surfaces.append(try Self.surface(entry)) }
    return surfaces
  }

  /// The surface with a name or alias; capitals do not count, and a space or underscore is as good as a hyphen.
  ///
  /// Throws a `SurfaceError` if there is none, a `CardError` if its card cannot be read.
  public func surface(named name: String) throws -> Surface {
    if let entry = shelf.entry(named: name) { return try Self.surface(entry) }
    let key = Shelf.key(name)
    let entry = shelf.entries.last { Self.aliases(of: $0).contains { Shelf.key($0) == key } }
    if let entry { return try Self.surface(entry) }
    throw unknown(name)
  }

  private func unknown(_ name: String) -> SurfaceError {
    let aliases = shelf.entries.flatMap(Self.aliases(of:))
    let advice = nearest(to: name, in: names + aliases).map { "did you mean \"\($0)\"?" }
    return SurfaceError("there is no surface \"\(name)\"; \(advice ?? "'descent list surfaces' shows what there is")")
  }

  /// Other names for a card; those of a card inside the program stand in its index, so that it need not be read.
  private static func aliases(of entry: Shelf.Entry) -> [String] {
    entry.aliases ?? (try? surface(entry))?.aliases ?? []
  }

  private static func surface(_ entry: Shelf.Entry) throws(CardError) -> Surface {
    let text = try entry.text()
    guard entry.isEmbedded else { return try Surface(card: text, name: entry.name, file: entry.file) }
    return try Surface(card: text, name: entry.name, file: entry.file, data: .program)
  }
}
