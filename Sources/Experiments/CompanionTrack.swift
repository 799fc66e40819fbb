internal import Optimizers

/// The further points of a run, to be drawn beside its path.
public struct CompanionTrack: Sendable {
  /// What the points are to each other.
  public enum Shape: Sendable {
    /// One point, which walks a path of its own.
    case path
    /// The corners of a figure, in order.
    case polygon
    /// Points in no order.
    case cloud
  }

  /// What the points are to each other.
  public let shape: Shape
  /// What they are, in words: "slow weights".
  public let name: String
  /// The points after each step, from 0.
  public let points: [[[Double]]]
}

extension Run {
  /// The further points of the run; nil if its optimizer has none.
  public var companions: CompanionTrack? {
    guard let companion = type(of: entrant.optimizer).companion, !trajectory.companions.isEmpty else { return nil }
    let shape: CompanionTrack.Shape =
      switch companion {
      case .path: .path
      case .polygon: .polygon
      case .cloud: .cloud
      }
    return CompanionTrack(shape: shape, name: companion.name, points: trajectory.companions)
  }
}
