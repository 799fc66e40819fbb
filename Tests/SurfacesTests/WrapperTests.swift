import Calculus
import Surfaces
import Testing

/// Surfaces of several kinds, with points at which wrappers are tried.
private let cards = ["rosenbrock", "himmelblau", "booth", "styblinski-tang", "saddle", "bird", "logistic-regression"]
private let points = [[0.3, -0.7], [-1.1, 0.4], [1.7, 1.2]]

private func card(_ name: String) throws -> Surface { try Catalogue().surface(named: name) }

private func near(_ a: [Double], _ b: [Double], _ tolerance: Double = 1e-12) -> Bool {
  let scale = max(1, (a + b).map(\.magnitude).max() ?? 1)
  return a.count == b.count && zip(a, b).allSatisfy { abs($0 - $1) <= tolerance * scale }
}

private func near(_ a: Double, _ b: Double, _ tolerance: Double = 1e-12) -> Bool { near([a], [b], tolerance) }

@Suite("Laws of wrappers")
struct WrapperTests {
  @Test("A shifted surface has at a shifted point what was at the point", arguments: cards)
  func shift(name: String) throws {
    let surface = try card(name)
    let (first, second) = (surface.variables[0], surface.variables[1])
    let moved = try surface.wrapped(by: "shift:\(first)=1.25,\(second)=-0.5")
    for point in points {
      let place = [point[0] + 1.25, point[1] - 0.5]
      #expect(near(moved.objective.value(at: place), surface.objective.value(at: point)))
      #expect(near(moved.objective.gradient(at: place), surface.objective.gradient(at: point)))
      #expect(near(moved.objective.hessian(at: place)[1], surface.objective.hessian(at: point)[1]))
    }
    #expect(moved.window[0].lowerBound == surface.window[0].lowerBound + 1.25)
    #expect(moved.starts == surface.starts.map { [$0[0] + 1.25, $0[1] - 0.5] })
    #expect(moved.minima.map(\.at) == surface.minima.map { [$0.at[0] + 1.25, $0.at[1] - 0.5] })
    #expect(moved.saddles.map(\.value) == surface.saddles.map(\.value))
  }

  @Test("The gradient of a turned surface is the turned gradient", arguments: cards, [30.0, -117, 90])
  func rotate(name: String, degrees: Double) throws {
    let surface = try card(name)
    let names = surface.variables
    let turned = try surface.wrapped(by: "rotate:degrees=\(degrees),\(names[0])=0.5,\(names[1])=-1")
    let angle = degrees * Double.pi / 180
    let (cosine, sine) = (Lanes.cos(Lanes(angle))[0], Lanes.sin(Lanes(angle))[0])
    func turn(_ vector: [Double]) -> [Double] {
      [cosine * vector[0] - sine * vector[1], sine * vector[0] + cosine * vector[1]]
    }
    for point in points {
      let arm = turn([point[0] - 0.5, point[1] + 1])
      let place = [arm[0] + 0.5, arm[1] - 1]
      #expect(near(turned.objective.value(at: place), surface.objective.value(at: point), 1e-11))
      #expect(near(turned.objective.gradient(at: place), turn(surface.objective.gradient(at: point)), 1e-11))
    }
    let corner = turn([surface.window[0].upperBound - 0.5, surface.window[1].upperBound + 1])
    #expect(
      turned.window[0].lowerBound <= corner[0] + 0.5 + 1e-9 && corner[0] + 0.5 <= turned.window[0].upperBound + 1e-9)
  }

  @Test("Four quarter turns change nothing", arguments: cards)
  func quarters(name: String) throws {
    let surface = try card(name)
    let turned = try surface.wrapped(by: Array(repeating: "rotate:degrees=90", count: 4).joined(separator: "+"))
    for point in points {
      #expect(turned.objective.value(at: point) == surface.objective.value(at: point))
      #expect(near(turned.objective.gradient(at: point), surface.objective.gradient(at: point)))
    }
    #expect(turned.window == surface.window && turned.starts == surface.starts && turned.minima == surface.minima)
  }

  @Test("A stretched surface has gentler slopes, a multiplied one steeper ones", arguments: cards)
  func scale(name: String) throws {
    let surface = try card(name)
    let changed = try surface.wrapped(by: "scale:by=2,\(surface.variables[1])=4,value=3")
    for point in points {
      let place = [2 * point[0], 8 * point[1]]
      let slope = surface.objective.gradient(at: point)
      #expect(near(changed.objective.value(at: place), 3 * surface.objective.value(at: point)))
      #expect(near(changed.objective.gradient(at: place), [3 * slope[0] / 2, 3 * slope[1] / 8]))
    }
    #expect(changed.minima.map(\.value) == surface.minima.map { 3 * $0.value })
    #expect(changed.window[1].upperBound == 8 * surface.window[1].upperBound)
  }

  @Test(
    "Logarithm and power follow the chain rule", arguments: ["rosenbrock", "himmelblau", "styblinski-tang", "bird"])
  func bent(name: String) throws {
    let surface = try card(name)
    let least = try #require(surface.minimumValue)
    let (log, power) = (try surface.wrapped(by: "log"), try surface.wrapped(by: "power:p=0.5"))
    for point in points {
      let height = surface.objective.value(at: point) - least
      let slope = surface.objective.gradient(at: point)
      #expect(near(log.objective.value(at: point), Lanes.log(Lanes(1 + height))[0], 1e-9))
      #expect(near(log.objective.gradient(at: point), slope.map { $0 / (1 + height) }, 1e-9))
      #expect(near(power.objective.value(at: point), height.squareRoot(), 1e-9))
      #expect(near(power.objective.gradient(at: point), slope.map { $0 / (2 * height.squareRoot()) }, 1e-9))
    }
    #expect(log.minima.map(\.at) == surface.minima.map(\.at) && log.saddles.count == surface.saddles.count)
    #expect(log.minimumValue.map { abs($0) < 1e-9 } == true && power.minimumValue.map { abs($0) < 1e-4 } == true)
  }

  @Test("A penalty of squares adds lambda x to the gradient, one of magnitudes lambda sign x", arguments: cards)
  func penalties(name: String) throws {
    let surface = try card(name)
    let (one, two) = (try surface.wrapped(by: "l1:lambda=0.7"), try surface.wrapped(by: "l2:lambda=0.3"))
    let both = try surface.wrapped(by: "elastic-net:l1=0.7,l2=0.3")
    for point in points {
      let (value, slope) = (surface.objective.value(at: point), surface.objective.gradient(at: point))
      let signs = point.map { $0 < 0 ? -1.0 : 1 }
      let (sum, squares) = (abs(point[0]) + abs(point[1]), point[0] * point[0] + point[1] * point[1])
      #expect(near(one.objective.value(at: point), value + 0.7 * sum))
      #expect(near(one.objective.gradient(at: point), zip(slope, signs).map { $0 + 0.7 * $1 }))
      #expect(near(two.objective.value(at: point), value + 0.15 * squares))
      #expect(near(two.objective.gradient(at: point), zip(slope, point).map { $0 + 0.3 * $1 }))
      #expect(near(both.objective.value(at: point), value + 0.7 * sum + 0.15 * squares))
      let flat = surface.objective.hessian(at: point)[0][0]
      #expect(near(two.objective.hessian(at: point)[0][0], flat + 0.3))
    }
    #expect(both.saddles.isEmpty && both.maxima.isEmpty)
  }

  @Test("A penalty without weight changes nothing")
  func noPenalty() throws {
    let surface = try card("himmelblau")
    let same = try surface.wrapped(by: "elastic-net:l1=0,l2=0")
    #expect(same.minima == surface.minima && same.saddles == surface.saddles)
    #expect(same.objective.value(at: [1, 2]) == surface.objective.value(at: [1, 2]))
  }

  @Test("Who maximises in a game is penalised by what is taken off")
  func game() throws {
    let text = """
      title: Game
      kind: game
      formula: x*y
      ascend: [y]
      window: {x: [-2, 2], y: [-2, 2]}
      starts: [[1, 1]]
      """
    let surface = try Surface(card: text, name: "game", file: "game.yaml").wrapped(by: "l2:lambda=0.5")
    #expect(surface.objective.gradient(at: [1, 2]) == [2 + 0.5, 1 - 1])
    #expect(throws: SurfaceError.self) { try surface.wrapped(by: "rotate:degrees=30") }
  }

  @Test("A wrapper acts on what those before it made")
  func order() throws {
    let surface = try card("sphere")
    let first = try surface.wrapped(by: "l2:lambda=2+shift:x=1")
    let second = try surface.wrapped(by: "shift:x=1+l2:lambda=2")
    #expect(first.objective.value(at: [1, 0]) == 0 && second.objective.value(at: [1, 0]) == 1)
    #expect(first.minima.map(\.at) == [[1, 0]] && second.minima.map(\.at) == [[0.5, 0]])
    let steps = try surface.wrapped(by: "l2:lambda=2").wrapped(by: "shift:x=1")
    #expect(steps.specification == "sphere+l2:lambda=2+shift:x=1" && steps.specification == first.specification)
    #expect(steps.minima == first.minima && steps.title == "Sphere, L2 2, moved by (1, 0)")
  }

  @Test("A box keeps what is inside, and nothing where the lowest minimum is outside")
  func box() throws {
    let surface = try card("himmelblau")
    let boxed = try surface.wrapped(by: "box:x=-5/5,y=-5/2.5")
    #expect(boxed.domain == [-5...5, -5...2.5])
    #expect(boxed.minima.count == 3 && boxed.minima.allSatisfy { $0.at[1] <= 2.5 })
    #expect(boxed.objective.value(at: [1, 2]) == surface.objective.value(at: [1, 2]))
    let twice = try boxed.wrapped(by: "box:y=-6/2")
    #expect(twice.domain == [-5...5, -5...2])
    let bounded = try card("sphere").wrapped(by: "box:x=1/4")
    #expect(bounded.minima.isEmpty && bounded.domain == [1...4, -Double.infinity...Double.infinity])
    #expect(try bounded.wrapped(by: "shift:x=2,y=1").domain?[0] == 3...6)
  }

  @Test("Parameters may change under a wrapper")
  func parameters() throws {
    let before = try card("rosenbrock").wrapped(by: "shift:x=1").with(parameters: [("b", 10)])
    let after = try card("rosenbrock").with(parameters: [("b", 10)]).wrapped(by: "shift:x=1")
    #expect(before.objective.value(at: [0.3, 0.4]) == after.objective.value(at: [0.3, 0.4]))
    #expect(before.minima == after.minima && before.window == after.window && before.starts == after.starts)
  }

  @Test("Window and starts are kept if asked")
  func keep() throws {
    let surface = try card("rosenbrock")
    let turned = try surface.wrapped(by: "rotate:degrees=90,window=keep")
    #expect(turned.window == surface.window && turned.starts == surface.starts)
    #expect(turned.minima.map(\.at) == [[-1, 1]])
  }

  @Test("Penalties stand in the loss of a row, and not in what judges other rows")
  func data() throws {
    let text = """
      title: Line
      kind: convex
      variables: [w, b]
      data: {u: [0, 1, 2, 3], v: [1, 3, 5, 6]}
      validation: {u: [4, 5], v: [9, 10]}
      loss: (w*u + b - v)^2
      window: {w: [-2, 5], b: [-4, 6]}
      starts: [[-1, 5]]
      """
    let line = try Surface(card: text, name: "line", file: "line.yaml")
    let ridge = try line.wrapped(by: "l2:lambda=0.4+shift:w=1")
    let (point, place) = ([0.7, -0.2], [1.7, -0.2])
    #expect(near(ridge.objective.value(at: place), line.objective.value(at: point) + 0.2 * (0.49 + 0.04)))
    let (before, after) = (try #require(line.data?.validation), try #require(ridge.data?.validation))
    #expect(near(after.value(at: place), before.value(at: point)))
    #expect(try #require(ridge.data).rows == 4)
    let standardized = try ridge.standardized()
    #expect(near(standardized.objective.value(at: place), try line.standardized().objective.value(at: point) + 0.106))
  }
}
