/// Every optimizer, by name.
public enum OptimizerCatalogue {
  /// The types by family, in the order in which they are listed.
  public static let groups: [(name: String, members: [any Optimizer.Type])] = [
    (
      "plain",
      [
        GradientDescent.self
      ]
    ),
    (
      "momentum",
      [
        Momentum.self,
        EMAMomentum.self,
        Nesterov.self,
        NesterovLookAhead.self,
      ]
    ),
    (
      "signs",
      [
        Rprop.self
      ]
    ),
    (
      "a rate for each coordinate",
      [
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
      ]
    ),
    (
      "of recent years",
      []
    ),
    (
      "lengths and matrices",
      [
        NormalizedGradientDescent.self
      ]
    ),
    (
      "rates that find themselves",
      []
    ),
    (
      "means of the path",
      []
    ),
    (
      "line searches",
      [
        ArmijoDescent.self,
        WolfeDescent.self,
        ExactDescent.self,
        PolyakStep.self,
        BarzilaiBorweinLong.self,
        BarzilaiBorweinShort.self,
      ]
    ),
    (
      "curvature",
      [
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
      ]
    ),
    (
      "proximal",
      [
        ISTA.self,
        FISTA.self,
      ]
    ),
    (
      "without gradients",
      [
        NelderMead.self,
        CompassSearch.self,
        RandomSearch.self,
        SPSA.self,
        CMAES.self,
      ]
    ),
  ].filter { !$0.members.isEmpty }

  /// The types, in the order in which they are listed.
  public static let all = groups.flatMap(\.members)

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
