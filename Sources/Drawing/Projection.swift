/// The value of a function at a place on the page and its slope there, per point to the right and downwards.
public struct Probe: Sendable, Equatable {
  /// The value.
  public var value: Double
  /// Change of the value per point to the right.
  public var slopeX: Double
  /// Change of the value per point downwards.
  public var slopeY: Double

  /// A value with its slopes.
  public init(value: Double, slopeX: Double, slopeY: Double) {
    self.value = value
    self.slopeX = slopeX
    self.slopeY = slopeY
  }
}

extension Grid {
  /// Moves the corners of rings onto their levels: a few Newton steps along the gradient, on the scale.
  ///
  /// Interpolation between nodes misses the level by some tenths of a pixel where the function bends; one or two steps
  /// repair that wherever the rings run the right way round. A corner moves by at most half a cell and never without
  /// coming nearer to its level; where a ring meets the frame it slides along the frame; hidden sides stay.
  ///
  /// - Parameters:
  ///   - rings: as `rings(above:on:)` returned them for the same levels.
  ///   - probe: the function at many places at once, one answer for each.
  public func project(
    _ rings: inout [[Ring]], onto levels: [Double], on scale: Scale, probe: ([Point]) -> [Probe]
  ) {
    var moves: [Move] = []
    for (level, value) in levels.enumerated() where value.isFinite {
      for (ring, corners) in rings[level].enumerated() {
        for (corner, point) in corners.points.enumerated() {
          let before = corner == 0 ? corners.points.count - 1 : corner - 1
          if corners.isHidden[corner] && corners.isHidden[before] { continue }
          let target = scale.position(value)
          moves.append(Move(level: level, ring: ring, corner: corner, origin: point, point: point, target: target))
        }
      }
    }
    for _ in 0..<3 where !moves.isEmpty {
      let probes = probe(moves.map { $0.point })
      guard probes.count == moves.count else { break }
      var unfinished: [Move] = []
      for (var move, probe) in zip(moves, probes) {
        let miss = abs(scale.position(probe.value) - move.target)
        guard miss < move.miss else { continue }
        move.miss = miss
        rings[move.level][move.ring].points[move.corner] = move.point
        guard let next = step(of: move, probe, on: scale) else { continue }
        move.point = next
        unfinished.append(move)
      }
      moves = unfinished
    }
  }

  /// The next place of a corner, or nothing if it is close enough or would go astray.
  private func step(of move: Move, _ probe: Probe, on scale: Scale) -> Point? {
    let slope = scale.slope(probe.value)
    let onSide = move.origin.x == frame.x || move.origin.x == frame.maxX
    let onEnd = move.origin.y == frame.y || move.origin.y == frame.maxY
    let (slopeX, slopeY) = (onSide ? 0 : probe.slopeX * slope, onEnd ? 0 : probe.slopeY * slope)
    let square = slopeX * slopeX + slopeY * slopeY
    guard square > 0, square.isFinite else { return nil }
    let factor = (move.target - scale.position(probe.value)) / square
    let next = Point(
      min(frame.maxX, max(frame.x, move.point.x + factor * slopeX)),
      min(frame.maxY, max(frame.y, move.point.y + factor * slopeY)))
    let reach = min(spacing.width, spacing.height) / 2
    guard next.distance(to: move.origin) <= reach, next.distance(to: move.point) > reach * 1e-3 else { return nil }
    return next
  }
}

/// A corner on its way to its level.
private struct Move {
  let level: Int
  let ring: Int
  let corner: Int
  let origin: Point
  var point: Point
  let target: Double
  var miss = Double.infinity
}
