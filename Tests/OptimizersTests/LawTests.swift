import Calculus
import Optimizers
import Testing

/// What holds for every optimizer, whatever its rule.
@Suite struct LawTests {
  /// A bowl that is steeper in y and tilted against the axes.
  let bowl: any Objective
  let valley: any Objective

  init() throws {
    bowl = try surface("x^2 + 3*y^2 + 1.5*x*y")
    valley = try surface("(1.25 - x)^2 + 77*(y - x^2)^2")
  }

  /// Decay and penalties are pulls of their own, so they are off.
  @Test(arguments: everybody) func restsWhereTheGradientIsZero(_ name: String) throws {
    let pulls = try optimizer(name).realKnobs.filter { $0.hasSuffix("weight_decay") || ["l1", "lambd"].contains($0) }
    let optimizer = try optimizer(name, pulls.map { ($0, "0") })
    guard type(of: optimizer).asksGradients else { return }
    let rate = optimizer.usualRate
    for (objective, place) in [
      (bowl, [0.0, 0]), (valley, [1.25, 1.5625]), (try surface("0*x + 0*y + 3"), [0.3, -7]),
    ] {
      let points = walk(optimizer, on: objective, from: place, rate: rate, steps: 20)
      #expect(points.allSatisfy { bits($0) == bits(place) })
    }
  }

  /// Where every gradient is NaN the path is the same if values alone are asked, and only then.
  @Test(arguments: everybody) func valuesAloneAreEnoughWhereThatIsSaid(_ name: String) throws {
    let paths = try [valley, Slopeless(base: valley)].map {
      try walk(optimizer(name), on: $0, from: [-1.1, 0.7], rate: 0.003, steps: 12).map(bits)
    }
    #expect((paths[0] == paths[1]) != type(of: try optimizer(name)).asksGradients)
  }

  @Test(arguments: everybody) func sameInputsSameBits(_ name: String) throws {
    let runs = try (0..<2).map { _ in
      try walk(optimizer(name), on: valley, from: [-1.1, 0.7], rate: 0.003, steps: 40).map(bits)
    }
    #expect(runs[0] == runs[1])
    #expect(runs[0].first != runs[0].last)
  }

  /// Neither the neighbours nor the place in the block, nor whether they diverge.
  @Test(arguments: everybody, [1, 2, 5]) func aRunDependsOnItselfAlone(_ name: String, width: Int) throws {
    var starts = starts(width * Lanes.count)
    // Every third starts where the gradients soon overflow.
    for lane in stride(from: 2, to: starts.count, by: 3) { starts[lane] = [1e60 * Double(lane), -1e80] }
    let block = Walker(try optimizer(name), on: valley, from: starts, rate: 0.004, width: width)
    block.advance(30)
    for (lane, start) in starts.enumerated() {
      let alone = try walk(optimizer(name), on: valley, from: start, rate: 0.004, steps: 30)
      #expect(bits(block.point(lane)) == bits(alone[30]), "lane \(lane)")
    }
  }

  /// A run that is moved to another place in the block keeps its future and its count of questions.
  @Test(arguments: everybody) func aMovedRunKeepsItsFuture(_ name: String) throws {
    let starts = starts(16)
    let stays = Walker(try optimizer(name), on: valley, from: starts, rate: 0.002, width: 2)
    let moves = Walker(try optimizer(name), on: valley, from: starts, rate: 0.002, width: 2)
    for walker in [stays, moves] {
      for lane in 0..<16 { walker.rates[0, lane] = 0.001 + 0.0001 * Double(lane) }
      walker.advance(7)
    }
    for (source, target) in [(13, 2), (15, 13), (5, 4), (9, 0)] { moves.move(lane: source, to: target) }
    for walker in [stays, moves] { walker.advance(25) }
    for (source, target) in [(13, 2), (15, 13), (5, 4), (9, 0), (7, 7)] {
      #expect(bits(moves.point(target)) == bits(stays.point(source)), "from \(source) to \(target)")
      #expect(moves.oracle.evaluations(lane: target) == stays.oracle.evaluations(lane: source))
    }
  }

  /// Different starts in the valley.
  private func starts(_ count: Int) -> [[Double]] {
    (0..<count).map { lane -> [Double] in [-1.5 + 0.07 * Double(lane), 2 - 0.11 * Double(lane)] }
  }

  /// The rate of Rprop is its first step length, which is kept above the shortest.
  @Test(arguments: everybody) func rateZeroMovesNothing(_ name: String) throws {
    let optimizer = try optimizer(name)
    guard type(of: optimizer).identity.defaultRate != nil, !name.hasPrefix("rprop") else { return }
    let points = walk(optimizer, on: valley, from: [-1.1, 0.7], rate: 0, steps: 14)
    #expect(points.allSatisfy { bits($0) == bits([-1.1, 0.7]) })
  }

  /// Where a first bound of the distance to the minimum is asked, it has to lie below that distance.
  @Test(arguments: everybody) func staysFiniteOnABowl(_ name: String) throws {
    let isBound = try optimizer(name).realKnobs.contains("d0")
    for start in [[1.0, 1], [-30, 4], [1e-9, 0], [0, -1e-300], [200, -300]] {
      let distance = start.map(\.magnitude).max() ?? 0
      let optimizer = try optimizer(name, isBound ? [("d0", "\(1e-3 * distance)")] : [])
      let points = walk(optimizer, on: bowl, from: start, rate: optimizer.usualRate, steps: 1000)
      #expect(points.allSatisfy { $0.allSatisfy(\.isFinite) })
    }
  }

  /// A turn of the surface turns the path: true of rules that see no coordinates.
  ///
  /// It is to hold on a gentle bowl. Where it is not claimed it must fail there or on a steeper one, because there are
  /// rules that tell coordinates apart only once the slope across the bowl changes its sign.
  @Test(arguments: everybody) func turnsWithTheSurface(_ name: String) throws {
    let type = try type(of: optimizer(name))
    var gap = try gapAfterTurning(name, steepness: 3)
    if !type.invariances.contains(.rotation) { gap = try max(gap, gapAfterTurning(name, steepness: 10)) }
    expect(type, keeps: .rotation, seen: gap < 1e-12, gap)
  }

  /// How far the turned path is from the path on the turned surface.
  private func gapAfterTurning(_ name: String, steepness: Double) throws -> Double {
    let (c, s) = (0.8, 0.6)
    let turned = try surface(
      "let u = c*x + s*y; let v = c*y - s*x; u^2 + k*v^2 + 1.5*u*v + 0.1*u^4",
      [("c", c), ("s", s), ("k", steepness)])
    let straight = try surface("x^2 + k*y^2 + 1.5*x*y + 0.1*x^4", [("k", steepness)])
    let start = [1.3, -0.4]
    let path = try walk(optimizer(name), on: straight, from: start, rate: 0.02, steps: 40)
    let image = try walk(
      optimizer(name), on: turned, from: [c * start[0] - s * start[1], s * start[0] + c * start[1]], rate: 0.02,
      steps: 40)
    return zip(path, image).map { point, image in
      max((image[0] - (c * point[0] - s * point[1])).magnitude, (image[1] - (s * point[0] + c * point[1])).magnitude)
    }.max() ?? 0
  }

  /// A loss of another size leaves the path as it is, where that is claimed, and nowhere else.
  ///
  /// Both smaller and far larger: there are rules that mind the one only.
  @Test(arguments: everybody) func theSizeOfTheLoss(_ name: String) throws {
    let optimizer = try optimizer(name)
    func path(_ factor: String) throws -> [[Double]] {
      walk(
        optimizer, on: try surface("\(factor)(x^2 + 3*y^2 + 1.5*x*y + 0.1*x^4)"), from: [1.3, -0.4], rate: 0.02,
        steps: 14)
    }
    func distance(_ a: [Double], _ b: [Double]) -> Double { max((a[0] - b[0]).magnitude, (a[1] - b[1]).magnitude) }
    let plain = try path("")
    let length = plain.map { distance($0, plain[0]) }.max() ?? 0
    let gap = try ["0.015625*", "1048576*"].flatMap { zip(plain, try path($0)).map(distance) }.max() ?? 0
    // What is left is the work of eps.
    expect(type(of: optimizer), keeps: .lossScale, seen: gap < 1e-2 * length, gap / length)
  }

  /// What is claimed is seen, and what is not claimed is not; a wrapper, however, may have nothing to do here.
  private func expect(
    _ type: any Optimizer.Type, keeps invariance: Invariances, seen: Bool, _ gap: Double,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let isClaimed = type.invariances.contains(invariance)
    #expect(seen == isClaimed || seen && !type.wrappers.isEmpty, "\(gap)", sourceLocation: sourceLocation)
  }

  /// A constant that is added to the surface changes the path of those alone that use the value itself.
  @Test(arguments: everybody) func onlyDifferencesOfTheLossMatter(_ name: String) throws {
    let optimizer = try optimizer(name)
    let raised = try surface("x^2 + 3*y^2 + 1.5*x*y + 16")
    let paths = [bowl, raised].map { walk(optimizer, on: $0, from: [1.5, -0.5], rate: 1, steps: 3) }
    let isTheSame = zip(paths[0], paths[1]).allSatisfy { low, high in
      zip(low, high).allSatisfy { ($0 - $1).magnitude <= 1e-12 }
    }
    #expect(isTheSame != type(of: optimizer).dependsOnLossLevel)
  }
}

/// What is asked of the surface in a step.
@Suite struct QuestionTests {
  /// As many in each step as the optimizer says; of a rule the same in each.
  @Test(arguments: everybody) func asksAsOftenAsItSays(_ name: String) throws {
    let optimizer = try optimizer(name)
    let walker = Walker(
      optimizer, on: try surface("x^2 + y^4"), from: [[1, 2], [-3, 0.1]], rate: min(0.01, optimizer.usualRate), width: 2
    )
    var before = Array(repeating: 0, count: 16)
    var asked: Set<Int> = []
    for _ in 1...25 {
      walker.advance()
      let now = (0..<16).map { walker.oracle.evaluations(lane: $0) }
      asked.formUnion(zip(now, before).map { $0 - $1 })
      before = now
    }
    #expect(asked.allSatisfy { optimizer.evaluationsPerStep.contains($0) }, "\(asked.sorted())")
    #expect(asked.contains { $0 > 0 })
  }

  /// Value with gradient, Hessian, and one value for each trial of the line search.
  @Test func newtonAsksThreeTimesWhereTheFullStepHolds() throws {
    let walker = Walker(try optimizer("newton"), on: try surface("x^2 + 2*y^2"), from: [[1, 2]], rate: .nan)
    walker.advance()
    #expect(walker.point(0) == [0, 0])
    #expect(walker.oracle.evaluations(lane: 0) == 3)
    // At rest the gradient alone is looked at.
    walker.advance()
    #expect(walker.oracle.evaluations(lane: 0) == 4)
  }

  @Test func newtonPaysForEachTrial() throws {
    // From (0.5, 0) the full step of sqrt(1 + 4 x^2) leads to -4 x^3 = -0.5: the same height, so one halving is needed.
    let walker = Walker(
      try optimizer("newton"), on: try surface("sqrt(1 + 4*x^2) + y^2"), from: [[0.5, 0]], rate: .nan)
    walker.advance()
    #expect(walker.oracle.evaluations(lane: 0) == 4)
    #expect(walker.point(0)[0].magnitude < 1e-15)
  }

  /// Lanes are counted apart: a run that needs more trials pays alone.
  @Test func eachRunPaysForItself() throws {
    let starts = [[0.5, 0], [0.1, 0], [0, 0]]
    let walker = Walker(try optimizer("newton"), on: try surface("sqrt(1 + 4*x^2) + y^2"), from: starts, rate: .nan)
    walker.advance()
    #expect((0..<3).map { walker.oracle.evaluations(lane: $0) } == [4, 3, 1])
  }

  /// The gradient that the engine has computed already is counted like any other and gives the same bits.
  @Test(arguments: everybody) func aKnownGradientIsNoCheaper(_ name: String) throws {
    let objective = try surface("(1 - x)^2 + 5*(y - x^2)^2")
    let optimizer = try optimizer(name)
    let asked = Walker(optimizer, on: objective, from: [[-1, 2]], rate: 0.01)
    let told = Walker(optimizer, on: objective, from: [[-1, 2]], rate: 0.01)
    let gradient = Block(rows: 2, width: 1)
    for step in 1...15 {
      asked.advance()
      objective.evaluator(width: 1).gradient(at: told.points, vectors: 1, step: step, into: gradient)
      told.oracle.begin(step: step, lanes: 8, knowing: gradient)
      optimizer.step(points: told.points, rates: told.rates, memory: told.memory, oracle: told.oracle)
    }
    #expect(bits(asked.point(0)) == bits(told.point(0)))
    #expect(asked.oracle.evaluations(lane: 0) == told.oracle.evaluations(lane: 0))
  }
}
