/// Every optimizer, by name.
public enum OptimizerCatalogue {
  /// The types, in the order in which they are listed.
  public static let all: [any Optimizer.Type] = [
    // Plain.
    GradientDescent.self,

    // Momentum.
    Momentum.self,
    EMAMomentum.self,
    Nesterov.self,
    NesterovLookAhead.self,

    // Signs.
    Rprop.self,

    // A rate for each coordinate.
    AdaGrad.self,
    AdaGradWithoutRoot.self,
    Adadelta.self,
    RMSprop.self,
    Adam.self,
    AdamUncorrected.self,
    AdamW.self,
    AMSGrad.self,
    NAdam.self,
    RAdam.self,
    Adamax.self,

    // Of recent years.

    // Lengths and matrices.
    NormalizedGradientDescent.self,

    // Rates that find themselves.

    // Means of the path.

    // Line searches.
    ArmijoDescent.self,
    WolfeDescent.self,
    ExactDescent.self,
    PolyakStep.self,
    BarzilaiBorweinLong.self,
    BarzilaiBorweinShort.self,

    // Curvature.
    FletcherReeves.self,
    PolakRibiere.self,
    HestenesStiefel.self,
    DaiYuan.self,
    DampedNewton.self,
    PlainNewton.self,
    SaddleFreeNewton.self,
    TrustRegion.self,
    LevenbergMarquardt.self,
    BFGS.self,
    LBFGS.self,

    // Proximal.
    ISTA.self,
    FISTA.self,

    // Without gradients.
    NelderMead.self,
    CompassSearch.self,
    RandomSearch.self,
    SPSA.self,
    CMAES.self,
  ]

  /// The names compared when none are given.
  public static let usual = ["sgd", "momentum", "nesterov", "adagrad", "adadelta", "rmsprop", "adam", "adamw"]

  /// The type with a name or alias, in any case of letters.
  public static func find(_ name: String) -> (any Optimizer.Type)? {
    let wanted = name.lowercased()
    return all.first { $0.identity.name == wanted || $0.identity.aliases.contains(wanted) }
  }

  /// Every name and alias, for suggestions.
  public static var names: [String] { all.flatMap { [$0.identity.name] + $0.identity.aliases } }
}
