internal import Calculus

/// Every schedule, by name.
public enum ScheduleCatalogue {
  /// Schedules of one kind.
  public struct Group: Sendable {
    /// The kind, in a word or two.
    public let name: String
    /// The types, in the order in which they are listed.
    public let members: [any Schedule.Type]
  }

  /// The types by kind, in the order in which they are listed.
  public static let groups: [Group] = [
    Group(
      name: "steady",
      members: [
        Constant.self
      ]),
    Group(
      name: "decay",
      members: [
        StepDecay.self,
        MultiStepDecay.self,
        Piecewise.self,
        ExponentialDecay.self,
        NaturalExponentialDecay.self,
        InverseTimeDecay.self,
        PolynomialDecay.self,
        Cosine.self,
        CosineDecay.self,
        Rex.self,
        TanhDecay.self,
      ]),
    Group(
      name: "warm-up",
      members: [
        Linear.self,
        Warmup.self,
        ConstantWarmup.self,
      ]),
    Group(
      name: "whole run",
      members: [
        OneCycle.self,
        WarmupStableDecay.self,
        FlatCosine.self,
        InverseSquareRoot.self,
        Noam.self,
      ]),
    Group(
      name: "cycle",
      members: [
        CosineRestarts.self,
        Triangular.self,
        Triangular2.self,
        ExpRange.self,
      ]),
    Group(
      name: "loss",
      members: [
        Plateau.self
      ]),
    Group(
      name: "momentum",
      members: [
        Ramp.self,
        Sutskever.self,
        Demon.self,
      ]),
  ]

  /// All types, in the order in which they are listed.
  public static let all: [any Schedule.Type] = groups.flatMap(\.members)

  /// The type with a name or an alias, in any case of letters.
  public static func find(_ name: String) -> (any Schedule.Type)? {
    let name = name.lowercased()
    return all.first { $0.identity.name == name || $0.identity.aliases.contains(name) }
  }

  /// Every name and alias, for suggestions.
  public static var names: [String] { all.flatMap { [$0.identity.name] + $0.identity.aliases } }
}
