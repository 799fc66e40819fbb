internal import Calculus
public import Surfaces

/// Where a run counts as having left a saddle: as far from it along the direction of escape as a threshold says.
public struct EscapeGate: Sendable, Equatable {
  /// The saddle.
  public let saddle: [Double]
  /// The direction of the most negative curvature there, of length one.
  public let direction: [Double]
  /// That curvature, below 0.
  public let curvature: Double
  /// How far along the direction counts as gone, above 0.
  public let threshold: Double

  /// The gate of the saddle nearest to a start; nil if the surface is no place to leave one.
  ///
  /// The usual threshold is half the way from the saddle to the edge of the window, or to the nearest minimum if one is
  /// nearer along the direction. Where the surface has a minimum
  /// too, a run passes no saddle unless it starts on its ridge: within a hundredth of the threshold.
  ///
  /// - Parameter threshold: how far counts as gone; nil for the usual one.
  public init?(on surface: Surface, from start: [Double], threshold asked: Double? = nil) {
    guard !surface.isGame else { return nil }
    let inside = surface.saddles.map(\.at).filter(surface.window.contains)
    guard let saddle = inside.min(by: { distance($0, start) < distance($1, start) }) else { return nil }
    let hessian = SymmetricMatrix(rows: surface.objective.hessian(at: saddle))
    guard let system = hessian.eigensystem(), let least = system.values.first, let along = system.vectors.first,
      least < -1e-9 * system.largest
    else { return nil }
    func progress(_ point: [Double]) -> Double { Self.progress(of: point, from: saddle, along: along) }
    let minima = surface.minima.map { abs(progress($0.at)) }.filter { $0 > 0 }
    let usual = 0.5 * min(minima.min() ?? .infinity, Self.room(from: saddle, along: along, in: surface.window))
    guard usual > 0 else { return nil }
    self.saddle = saddle
    direction = along
    curvature = least
    threshold = asked ?? usual
    let reach = abs(progress(start))
    guard reach < threshold, asked != nil || surface.leastLoss == nil || reach <= 0.01 * threshold else { return nil }
  }

  /// How far a point is from the saddle along the direction, with a sign.
  public func progress(of point: [Double]) -> Double { Self.progress(of: point, from: saddle, along: direction) }

  private static func progress(of point: [Double], from saddle: [Double], along: [Double]) -> Double {
    var sum = 0.0
    for row in along.indices { sum += along[row] * (point[row] - saddle[row]) }
    return sum
  }

  /// The way from a point to the edge of a box, along a direction or against it, whichever is shorter.
  private static func room(from point: [Double], along: [Double], in box: [ClosedRange<Double>]) -> Double {
    var room = Double.infinity
    for (row, range) in box.enumerated() where along[row] != 0 {
      let nearer = min(range.upperBound - point[row], point[row] - range.lowerBound)
      room = min(room, nearer / abs(along[row]))
    }
    return room.isFinite ? room : 0
  }
}
