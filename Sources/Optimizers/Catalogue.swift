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
    ACProp.self,

    // Lengths and matrices.
    NormalizedGradientDescent.self,
    NovoGrad.self,
    LAMB.self,
    LARS.self,
    Fromage.self,
    Adafactor.self,
    MARS.self,
    Muon.self,
    Shampoo.self,
    SOAP.self,

    // Rates that find themselves.
    Prodigy.self,
    DAdaptSGD.self,
    DAdaptAdam.self,
    DoG.self,
    DoWG.self,
    COCOB.self,
    MoMo.self,
    WNGrad.self,

    // Means of the path.
    ASGD.self,
    ScheduleFreeSGD.self,
    ScheduleFreeAdamW.self,

    // Line searches.

    // Curvature.
    DampedNewton.self,
    AdaHessian.self,
    Sophia.self,
    BFGS.self,
    LBFGS.self,

    // Proximal.

    // Without gradients.
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
