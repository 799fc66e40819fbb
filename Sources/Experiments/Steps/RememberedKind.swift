internal import Calculus
public import Optimizers

/// What something remembered is on a map.
public enum RememberedKind: Sendable, Equatable {
  /// It points somewhere: a velocity, a mean of gradients. Mirrored, it points the other way.
  case direction
  /// It is a place.
  case place
  /// It says how much, and not where: a mean square. Mirrored, it stays as it is.
  case size
}

extension Remembered {
  /// The name in words: `mean square` of `meanSquare`.
  public var words: String {
    name.reduce(into: "") { words, letter in
      if letter.isUppercase { words += " " }
      words += letter.lowercased()
    }
  }
}

extension Batch {
  /// What each thing remembered is, found out by another run in a mirror that stands at the start.
  ///
  /// Nothing has to be known of the optimizer: on the mirrored surface directions turn round, places change sides and
  /// sizes stay. Things that are all zero are left out.
  public func rememberedKinds(steps: Int = 6) -> [String: RememberedKind] {
    guard let start = lanes.first?.start else { return [:] }
    var mirrored = self
    mirrored.objective = Self.mirrored(objective, start)
    mirrored.noise = 0
    mirrored.domain = nil
    var plain = mirrored
    plain.objective = objective
    let wanted = Set(1...max(1, steps))
    let (here, there) = (plain.record(of: wanted).accounts, mirrored.record(of: wanted).accounts)
    guard let here = here.prefix(there.count).last, let there = there.prefix(here.step).last else { return [:] }
    var kinds: [String: RememberedKind] = [:]
    for field in here.after where field.scope == .coordinate && field.values.contains(where: { $0 != 0 }) {
      guard let other = there.after(field.name) else { continue }
      func distance(_ expected: (Double, Double) -> Double) -> Double {
        zip(zip(field.values, start), other.values).reduce(0) { $0 + abs(expected($1.0.0, $1.0.1) - $1.1) }
      }
      let (turned, moved) = (distance { value, _ in -value }, distance { value, start in 2 * start - value })
      let same = distance { value, _ in value }
      kinds[field.name] = same <= min(turned, moved) ? .size : turned <= moved ? .direction : .place
    }
    return kinds
  }

  private static func mirrored(_ objective: some Objective, _ center: [Double]) -> any Objective {
    Mirrored(base: objective, center: center)
  }
}

/// A surface seen in a mirror through a point.
private struct Mirrored<Base: Objective>: Objective {
  let base: Base
  let center: [Double]

  var dimension: Int { base.dimension }

  func evaluator(width: Int) -> any Evaluator { MirroredEvaluator(base.evaluator(width: width), center, width: width) }
}

private final class MirroredEvaluator: Evaluator {
  private let base: any Evaluator
  private let center: [Double]
  private let place: Block
  private let turned: Block

  init(_ base: any Evaluator, _ center: [Double], width: Int) {
    self.base = base
    self.center = center
    place = Block(rows: center.count, width: width)
    turned = Block(rows: center.count, width: width)
  }

  func value(at points: Block, vectors: Int, step: Int, into value: Block) {
    base.value(at: mirrored(points, vectors), vectors: vectors, step: step, into: value)
  }

  func gradient(at points: Block, vectors: Int, step: Int, into gradient: Block) {
    base.gradient(at: mirrored(points, vectors), vectors: vectors, step: step, into: gradient)
    turn(gradient, into: gradient, vectors)
  }

  func valueAndGradient(at points: Block, vectors: Int, step: Int, value: Block, gradient: Block) {
    base.valueAndGradient(
      at: mirrored(points, vectors), vectors: vectors, step: step, value: value, gradient: gradient)
    turn(gradient, into: gradient, vectors)
  }

  func hessianProduct(at points: Block, along direction: Block, vectors: Int, step: Int, into product: Block) {
    turn(direction, into: turned, vectors)
    base.hessianProduct(at: mirrored(points, vectors), along: turned, vectors: vectors, step: step, into: product)
    turn(product, into: product, vectors)
  }

  private func mirrored(_ points: Block, _ vectors: Int) -> Block {
    for (row, center) in center.enumerated() {
      for vector in 0..<vectors { place.row(row)[vector] = Lanes(2 * center) - points.row(row)[vector] }
    }
    return place
  }

  private func turn(_ block: Block, into result: Block, _ vectors: Int) {
    for row in 0..<block.rows {
      for vector in 0..<vectors { result.row(row)[vector] = -block.row(row)[vector] }
    }
  }
}
