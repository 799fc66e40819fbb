internal import Optimizers

extension Entrant {
  /// The place of the optimizer in the catalogue, which decides its colour where it has none of its own.
  public var catalogueIndex: Int {
    let names = name.split(separator: "+")
    let place = OptimizerCatalogue.all.firstIndex { $0.identity.name == names[0] } ?? OptimizerCatalogue.all.count
    // What is wrapped stands behind all others, so that it takes a hue of its own.
    return names.count == 1 ? place : OptimizerCatalogue.all.count * names.count + place
  }

  /// The place of the optimizer's family in the catalogue; wrapped optimizers are a family of their own, the last.
  public var familyIndex: Int {
    OptimizerCatalogue.groups.firstIndex { $0.members.contains { $0.identity.name == name } }
      ?? OptimizerCatalogue.groups.count
  }

  /// The name of the optimizer's family.
  public var family: String {
    familyIndex < OptimizerCatalogue.groups.count ? OptimizerCatalogue.groups[familyIndex].name : "wrapped"
  }
}
