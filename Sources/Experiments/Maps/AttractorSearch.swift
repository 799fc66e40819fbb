internal import Calculus
internal import Optimizers
internal import Surfaces

/// Finds where runs come to rest: the minima near which some end, and those of the card.
struct AttractorSearch {
  let surface: Surface

  /// The most points that attractors are made of.
  static let most = 4096
  /// Points nearer to each other than this share of the diagonal are one.
  private static let same = 1e-3
  /// Points of a connected set are joined over this share of the diagonal: two of the squares that ends are taken from.
  private static let linked = 0.035

  /// Curvatures that differ more lie along a set of minima, as far as places are found exactly.
  private static let flat = 1e-4

  private struct Candidate {
    var at: SIMD2<Double>
    var value: Double
    var known: Int?
    /// Whether the surface is flat in some direction, so that it may be one of a connected set.
    var isFlat: Bool
  }

  private var diagonal: Double { surface.window.diagonal }

  /// The attractors near some ends, lowest first; those that are given keep their place in front.
  ///
  /// - Parameter calm: whether only ends count at which the surface is all but level.
  func attractors(near ends: [SIMD2<Double>], and given: [Attractor], calm: Bool = false) -> [Attractor] {
    var candidates: [Candidate] = []
    func add(_ candidate: Candidate) {
      guard candidates.count < Self.most, candidate.value.isFinite, isNearWindow(candidate.at),
        !given.contains(where: { $0.centers.contains { length($0 - candidate.at) <= Self.same * diagonal } }),
        !candidates.contains(where: { length($0.at - candidate.at) <= Self.same * diagonal })
      else { return }
      candidates.append(candidate)
    }
    if given.isEmpty {
      for (index, minimum) in goals.enumerated() {
        let place = SIMD2(minimum.at[0], minimum.at[1])
        add(Candidate(at: place, value: minimum.value, known: index, isFlat: isFlat(at: minimum.at)))
      }
    }
    for candidate in polished(calm ? level(ends) : ends) { add(candidate) }
    let (longer, rest) = joined(candidates, to: given)
    return longer + gathered(rest).sorted { ($0.value, $0.at.x, $0.at.y) < ($1.value, $1.at.x, $1.at.y) }
  }

  /// The minima on the card; of a game its equilibrium.
  private var goals: [Surface.StationaryPoint] { surface.isGame ? surface.saddles : surface.minima }

  /// Whether a point lies in the window or within half its width of it.
  private func isNearWindow(_ point: SIMD2<Double>) -> Bool {
    zip([point.x, point.y], surface.window).allSatisfy { coordinate, range in
      let margin = (range.upperBound - range.lowerBound) / 2
      return coordinate >= range.lowerBound - margin && coordinate <= range.upperBound + margin
    }
  }

  private func length(_ vector: SIMD2<Double>) -> Double { (vector.x * vector.x + vector.y * vector.y).squareRoot() }

  // MARK: From ends to minima

  /// How many points stand for all the ends.
  private static let representatives = 2000
  private static let polishing = 40

  /// The ends at which the slope is a ten thousandth of the usual one in the window.
  private func level(_ ends: [SIMD2<Double>]) -> [SIMD2<Double>] {
    let evaluator = surface.quickObjective.evaluator(width: 1)
    let (points, slope) = (Block(rows: 2, width: 1), Block(rows: 2, width: 1))
    func slopes(_ places: [SIMD2<Double>]) -> [Double] {
      stride(from: 0, to: places.count, by: Lanes.count).flatMap { first -> [Double] in
        for lane in 0..<Lanes.count {
          let place = places[min(first + lane, places.count - 1)]
          (points[0, lane], points[1, lane]) = (place.x, place.y)
        }
        evaluator.gradient(at: points, vectors: 1, step: 0, into: slope)
        return (0..<min(Lanes.count, places.count - first)).map { length(SIMD2(slope[0, $0], slope[1, $0])) }
      }
    }
    let grid = CellGrid(columns: 8, rows: 8, x: surface.window[0], y: surface.window[1])
    let usual = median(slopes((0..<grid.count).map { grid.middle(of: $0) }).filter(\.isFinite))
    return zip(ends, slopes(ends)).filter { $1 <= 1e-4 * usual }.map(\.0)
  }

  /// The minima downhill of some ends.
  private func polished(_ ends: [SIMD2<Double>]) -> [Candidate] {
    let starts = representatives(of: ends)
    guard !starts.isEmpty, !surface.isGame else { return [] }
    let batch = Batch(
      objective: surface.quickObjective, optimizer: TrustRegion(), steps: Self.polishing, domain: surface.domain,
      lanes: starts.map { .init(start: [$0.x, $0.y], rate: 1) })
    return batch.ends().compactMap { end -> Candidate? in
      guard end.allSatisfy(\.isFinite) else { return nil }
      let gradient = surface.quickObjective.gradient(at: end)
      let value = surface.quickObjective.value(at: end)
      let slope = (gradient[0] * gradient[0] + gradient[1] * gradient[1]).squareRoot()
      let system = SymmetricMatrix(rows: surface.quickObjective.hessian(at: end)).eigensystem()
      guard let values = system?.values, let least = values.first, let largest = values.last, largest > 0,
        least > -1e-6 * largest, slope <= 1e-6 * largest * diagonal
      else { return nil }
      return Candidate(at: SIMD2(end[0], end[1]), value: value, isFlat: least < Self.flat * largest)
    }
  }

  private func isFlat(at point: [Double]) -> Bool {
    let system = SymmetricMatrix(rows: surface.quickObjective.hessian(at: point)).eigensystem()
    guard let values = system?.values, let least = values.first, let largest = values.last else { return false }
    return least < Self.flat * largest
  }

  /// One end for each small square in which some lie, those of the fullest squares first.
  private func representatives(of ends: [SIMD2<Double>]) -> [SIMD2<Double>] {
    var squares: [SIMD2<Int>: (count: Int, first: Int)] = [:]
    for (index, end) in ends.enumerated() where isNearWindow(end) {
      let square = SIMD2(Int((end.x / diagonal * 64).rounded()), Int((end.y / diagonal * 64).rounded()))
      squares[square, default: (0, index)].count += 1
    }
    return squares.values.sorted { ($1.count, $0.first) < ($0.count, $1.first) }.prefix(Self.representatives)
      .map { ends[$0.first] }
  }

  // MARK: Sets of minima

  /// Sets that are given, with the points of theirs that are found later, and the points that belong to none.
  private func joined(_ candidates: [Candidate], to given: [Attractor]) -> ([Attractor], [Candidate]) {
    var (sets, rest) = (given, candidates)
    var isGrowing = !given.isEmpty
    while isGrowing {
      isGrowing = false
      rest = rest.filter { candidate in
        let place = sets.firstIndex { set in
          candidate.isFlat && set.centers.contains { length($0 - candidate.at) <= Self.linked * diagonal }
        }
        guard let place else { return true }
        let set = sets[place]
        sets[place] = Attractor(
          at: set.at, value: set.value, known: set.known, centers: set.centers + [candidate.at])
        isGrowing = true
        return false
      }
    }
    return (sets, rest)
  }

  /// Points of connected sets joined, each of the others alone.
  private func gathered(_ candidates: [Candidate]) -> [Attractor] {
    var group = Array(candidates.indices)
    func root(_ index: Int) -> Int {
      var index = index
      while group[index] != index { index = group[index] }
      return index
    }
    for (index, one) in candidates.enumerated() where one.isFlat {
      for other in 0..<index where candidates[other].isFlat {
        guard length(one.at - candidates[other].at) <= Self.linked * diagonal else { continue }
        group[root(index)] = root(other)
      }
    }
    return candidates.indices.filter { group[$0] == $0 }.map { index in
      let members = candidates.indices.filter { root($0) == index }.map { candidates[$0] }
      let head = members.first { $0.known != nil } ?? candidates[index]
      return Attractor(at: head.at, value: head.value, known: head.known, centers: members.map(\.at))
    }
  }
}
