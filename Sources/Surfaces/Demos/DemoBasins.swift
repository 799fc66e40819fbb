internal import Calculus

extension Demo {
  /// Maps of where runs end, for starts all over the window, one for each of some optimizers.
  public struct Basins: Sendable {
    /// An optimizer and what claims call it.
    public struct Walker: Sendable {
      /// What claims call it.
      public let name: String
      /// The optimizer with its knobs, the rate among them.
      public let optimizer: String
      /// Where the optimizer stands in the file.
      package let place: FilePlace
    }

    /// The optimizers.
    public let walkers: [Walker]
    /// Cells in a row, and rows.
    public let cells: [Int]

    /// What claims may speak of, after the name of an optimizer: the shares of starts that end at the lowest minimum, at
    /// another, and at none, and the median step of those that arrive.
    public static let measures = ["lowest", "other", "astray", "median"]

    /// The names that claims may use, in the order of the numbers they stand for.
    var names: [String] { walkers.flatMap { walker in Self.measures.map { "\(walker.name)_\($0)" } } }

    /// At most a quarter of a million cells a map, so that checking it takes no longer than a lesson may.
    init(_ field: Field) throws(CardError) {
      let fields = try field.fields(["optimizers", "cells"])
      guard let optimizers = fields["optimizers"] else {
        throw field.error("basins needs optimizers: {optimizers: {sgd: \"sgd:lr=0.05\", adam: \"adam:lr=0.05\"}}")
      }
      var walkers: [Walker] = []
      for (key, entry) in try optimizers.entries("names with optimizers, as in adam: \"adam:lr=0.05\"") {
        walkers.append(Walker(name: try key.text(), optimizer: try entry.text(), place: entry.place))
      }
      guard (1...12).contains(walkers.count) else {
        throw optimizers.error("basins are those of 1 to 12 optimizers, not \(walkers.count)")
      }
      var cells: [Int] = []
      for entry in try fields["cells"]?.list("two whole numbers, as in [200, 200]") ?? [] {
        cells.append(try entry.whole(in: 1...500))
      }
      guard cells.isEmpty || cells.count == 2 else {
        throw field.error("cells of the maps are two whole numbers, as in [200, 200], not \(cells.count)")
      }
      self.walkers = walkers
      self.cells = cells.isEmpty ? [200, 200] : cells
    }
  }
}
