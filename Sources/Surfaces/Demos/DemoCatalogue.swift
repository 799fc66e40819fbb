internal import Calculus

/// The demos that can be called by name.
///
/// As with cards, those inside the program come first; a folder and single files lie on top.
public struct DemoCatalogue: Sendable {
  private var shelf: Shelf
  private let surfaces: Catalogue

  /// The demos inside the program, those of a folder (which need not exist) on top, on the surfaces of a catalogue.
  ///
  /// Throws a `CardError` for a file of the folder without a name.
  public init(folder: String? = nil, surfaces: Catalogue = Catalogue()) throws(CardError) {
    shelf = Shelf(kind: "demo", embedded: EmbeddedCards.demos, from: "Surfaces/Demos")
    self.surfaces = surfaces
    try shelf.add(folder: folder)
  }

  /// Adds a file on top and returns its name: the file's, in lowercase letters, digits and hyphens.
  public mutating func add(file: String) throws(CardError) -> String { try shelf.add(file: file) }

  /// The names in alphabetical order.
  public var names: [String] { shelf.names }

  /// The demo with a name.
  ///
  /// Throws a `SurfaceError` if there is none, a `CardError` if its file cannot be read.
  public func demo(named name: String) throws -> Demo {
    guard let entry = shelf.entry(named: name) else {
      let advice = nearest(to: name, in: names).map { "did you mean \"\($0)\"?" }
      throw SurfaceError("there is no demo \"\(name)\"; \(advice ?? "there are \(names.joined(separator: ", "))")")
    }
    return try Demo(try entry.text(), name: entry.name, file: entry.file, surfaces: surfaces)
  }
}
