/// Every optimizer, by name.
public enum OptimizerCatalogue {
  /// The types by family, in the order in which they are listed.
  public static let groups: [(name: String, members: [any Optimizer.Type])] = [
    (
      "plain",
      [
        GradientDescent.self,
        DeltaBarDelta.self,
        Quickprop.self,
      ]
    ),
    (
      "momentum",
      [
        Momentum.self,
        EMAMomentum.self,
        Nesterov.self,
        NesterovLookAhead.self,
        NesterovSequence.self,
        QHM.self,
        AggMo.self,
        Demon.self,
        OptimisticGradient.self,
        PID.self,
        SGDW.self,
        AccSGD.self,
        PNM.self,
        TripleMomentum.self,
      ]
    ),
    (
      "signs",
      [
        Rprop.self,
        SignSGD.self,
        Signum.self,
        Lion.self,
        Tiger.self,
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
        AdamaxW.self,
        NAdamW.self,
        OptimisticAdam.self,
        Yogi.self,
        AdaBelief.self,
        AdaBound.self,
        QHAdam.self,
        LaProp.self,
        DiffGrad.self,
        Padam.self,
        AdaMod.self,
        MADGRAD.self,
        FTRL.self,
        SM3.self,
        SMORMS3.self,
        FTML.self,
        AdaSmooth.self,
        AdaPNM.self,
        AdaShift.self,
      ]
    ),
    (
      "of recent years",
      [
        ADOPT.self,
        Adan.self,
        AdEMAMix.self,
        SimplifiedAdEMAMix.self,
        Grams.self,
        EXAdam.self,
        KATE.self,
        Ano.self,
        ACProp.self,
      ]
    ),
    (
      "lengths and matrices",
      [
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
        AvaGrad.self,
      ]
    ),
    (
      "rates that find themselves",
      [
        Prodigy.self,
        DAdaptSGD.self,
        DAdaptAdam.self,
        DoG.self,
        DoWG.self,
        COCOB.self,
        MoMo.self,
        WNGrad.self,
      ]
    ),
    (
      "means of the path",
      [
        ASGD.self,
        ScheduleFreeSGD.self,
        ScheduleFreeAdamW.self,
      ]
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
        DampedNewton.self,
        BFGS.self,
        LBFGS.self,
        AdaHessian.self,
        Sophia.self,
        FletcherReeves.self,
        PolakRibiere.self,
        HestenesStiefel.self,
        DaiYuan.self,
        PlainNewton.self,
        SaddleFreeNewton.self,
        TrustRegion.self,
        LevenbergMarquardt.self,
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
  ]

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
