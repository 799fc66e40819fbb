internal import Calculus
internal import Formulas

/// A surface while wrappers change it: the computation, where to look and start, and what is known.
package struct SurfaceDraft {
  /// What people call it, for errors.
  let name: String
  /// The names of the coordinates.
  let variables: [String]
  /// The coordinates that maximise.
  let ascend: [Int]
  /// Whether the computation is the loss of one row of data, of which the surface is the mean.
  let isMean: Bool
  /// Whether a minimum is the only one: the surface bulges nowhere.
  var isConvex: Bool
  /// Compiles a computation of the surface: for a mean, with its data.
  let compiled: @Sendable (Graph, Graph.Index) -> any Objective
  /// The computation.
  var graph: Graph
  /// Its result.
  var root: Graph.Index
  /// The result without penalties: what data that are not trained on are judged by.
  var judged: Graph.Index
  var window: [ClosedRange<Double>]
  var starts: [[Double]]
  var minima: [Surface.StationaryPoint]
  var saddles: [Surface.StationaryPoint]
  var maxima: [Surface.StationaryPoint]
  var domain: [ClosedRange<Double>]?
  var levels: Surface.Levels?

  /// How many coordinates there are.
  var dimension: Int { variables.count }

  /// The coordinates as nodes.
  mutating func coordinates() -> [Graph.Index] { variables.indices.map { graph.variable($0) } }

  /// The surface with all that is known of it, somewhere else.
  mutating func move(by motion: Motion, view: View) throws(SurfaceError) {
    if let domain, !motion.keepsBoxes {
      let box = zip(variables, domain).map { "\($0) from \(plain($1.lowerBound)) to \(plain($1.upperBound))" }
      throw SurfaceError(
        "the domain of \(name) (\(box.joined(separator: ", "))) would be no box after turning; turn by 90, 180 or 270 degrees, or give the box afterwards"
      )
    }
    let points = coordinates()
    let sources = motion.inverse.indices.map { row in
      var sum = graph.constant(0)
      for (column, entry) in motion.inverse[row].enumerated() where entry != 0 {
        let origin = graph.constant(motion.center[column] + motion.offset[column])
        let distance = graph.apply(.subtract, points[column], origin)
        sum = graph.apply(.add, sum, graph.apply(.multiply, graph.constant(entry), distance))
      }
      return graph.apply(.add, sum, graph.constant(motion.center[row]))
    }
    root = graph.substitute(sources, in: root)
    judged = graph.substitute(sources, in: judged)
    let image = { (point: Surface.StationaryPoint) in
      Surface.StationaryPoint(at: motion.image(of: point.at), value: point.value)
    }
    minima = minima.map(image)
    saddles = saddles.map(image)
    maxima = maxima.map(image)
    domain = domain.map { motion.image(of: $0) }
    if view == .follow {
      window = motion.image(of: window)
      starts = starts.map { motion.image(of: $0) }
    }
    let places = starts + (minima + saddles + maxima).map(\.at)
    guard window.allSatisfy(isWide), places.allSatisfy({ $0.allSatisfy(\.isFinite) }) else {
      throw SurfaceError("moved or stretched so far, \(name) has no window left; use smaller numbers")
    }
    guard let domain else { return }
    starts = starts.filter { zip(domain, $0).allSatisfy { $0.contains($1) } }
    guard !starts.isEmpty, zip(domain, window).allSatisfy({ $0.overlaps($1) }) else {
      throw SurfaceError("the domain of \(name) leaves window or starts when they are kept; let them follow")
    }
  }

  /// The surface with another value at each point: an increasing function of the value.
  ///
  /// Minima stay minima, saddles saddles, maxima maxima. A mean must not be bent, only stretched.
  mutating func bend(_ change: (inout Graph, Graph.Index) -> Graph.Index) {
    root = change(&graph, root)
    judged = change(&graph, judged)
    let bent = { (point: Surface.StationaryPoint) in
      var scratch = Graph()
      let value = change(&scratch, scratch.constant(point.value))
      return Surface.StationaryPoint(at: point.at, value: scratch.constant(at: value) ?? point.value)
    }
    minima = minima.map(bent)
    saddles = saddles.map(bent)
    maxima = maxima.map(bent)
  }

  /// The lowest of the minima, if one is known.
  var lowest: Surface.StationaryPoint? { minima.min { $0.value < $1.value } }

  /// Forgets what is known of minima, saddles and maxima.
  mutating func forget() {
    minima = []
    saddles = []
    maxima = []
  }
}

/// What becomes of window and starts when a surface moves.
package enum View: String, CaseIterable, Sendable {
  /// They move with the surface.
  case follow
  /// They stay where they are.
  case keep
}
