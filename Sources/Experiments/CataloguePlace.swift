internal import Optimizers

extension Entrant {
  /// The place of the optimizer in the catalogue, which decides its colour where it has none of its own.
  public var catalogueIndex: Int {
    OptimizerCatalogue.all.firstIndex { $0.identity.name == name } ?? OptimizerCatalogue.all.count
  }
}
