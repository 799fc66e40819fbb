/// Every wrapper of optimizers, by name.
public enum OptimizerWrapperCatalogue {
  /// The types, in the order in which they are listed.
  public static let all: [any OptimizerWrapper.Type] = [
    // Gradients.
    ClipNorm.self,
    ClipValue.self,
    CoupledDecay.self,
    Grokfast.self,
    SharpnessAware.self,
    AdaptiveSharpnessAware.self,

    // Points.
    DecoupledDecay.self,
    Cautious.self,
    Lookahead.self,

    // Means.
    WeightAverage.self,
    PolyakAverage.self,
    ScheduleFree.self,
  ]

  /// The type with a name or alias, in any case of letters.
  public static func find(_ name: String) -> (any OptimizerWrapper.Type)? {
    let wanted = name.lowercased()
    return all.first { $0.identity.name == wanted || $0.identity.aliases.contains(wanted) }
  }

  /// Every name and alias, for suggestions.
  public static var names: [String] { all.flatMap { [$0.identity.name] + $0.identity.aliases } }
}
