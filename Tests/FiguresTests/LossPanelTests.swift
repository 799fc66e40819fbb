import Drawing
import Figures
import Testing

private func style(_ rank: Int) -> RunStyle { RunStyle(rank: rank, hue: Theme.light.freeHues[rank % 24]) }

/// Geometric decay from a first loss.
private func decay(from first: Double, by factor: Double, steps: Int = 200) -> [Double] {
  var values = [first]
  for _ in 0..<steps { values.append((values.last ?? first) * factor) }
  return values
}

struct LossPanelTests {
  private let box = Rect(355, 54, 185, 106)

  private func panel(_ curves: [LossPanel.Curve], goal: Double? = 1e-4) -> LossPanel {
    LossPanel(
      in: box, scale: .logarithmic(first: 100, curves: curves.map(\.values)), steps: 200, curves: curves, goal: goal)
  }

  @Test func curvesThatLastEndOnTheRightBorder() {
    let curves = [
      LossPanel.Curve(style: style(1), values: decay(from: 100, by: 0.9)),
      LossPanel.Curve(style: style(2), values: decay(from: 100, by: 0.99)),
      LossPanel.Curve(style: style(3), values: [100, 1e9, .infinity]),
    ]
    let ends = panel(curves).drawn(.light).ends
    #expect(ends.map(\.style.rank) == [1, 2])
    #expect(ends.allSatisfy { $0.place.x == box.maxX && box.contains($0.place) })
    #expect(ends[0].place.y > ends[1].place.y)  // the better one ends lower
  }

  @Test func aRunThatIsLostHasADiscWithItsRank() {
    let lost = LossPanel.Curve(style: style(7), values: [100, 1e5, 1e12, .nan])
    let drawn = panel([lost]).drawn(.light)
    #expect(drawn.ends.isEmpty)
    #expect(Written.texts(drawn.marks).contains { $0.string == "7" && box.contains($0.position) })
  }

  /// What is below the floor is shown there, and has an end for its leader.
  @Test func exactZeroSinksToTheFloor() {
    let exact = LossPanel.Curve(
      style: style(1), values: [100, 1, 1e-3] + [Double](repeating: 0, count: 198), arrival: 3)
    let end = panel([exact]).drawn(.light).ends.first
    #expect(end.map { abs($0.place.y - box.maxY) < 2 } == true)
  }

  @Test func theLineOfArrivalIsNamedWhereNoCurveRuns() {
    let curves = (1...6).map { rank in
      LossPanel.Curve(style: style(rank), values: decay(from: 100, by: 0.9 + 0.012 * Double(rank)), arrival: 190)
    }
    let panel = panel(curves)
    let label = Written.texts(panel.drawn(.light).marks).first { $0.string.hasPrefix("10^{−6}") && $0.size == 5.6 }
    #expect(label != nil)
    for curve in curves {
      let points = curve.values.enumerated().map { step, value in
        Point(
          box.x + box.width * Double(step) / 200, box.maxY - box.height * panel.scale.height(of: value))
      }
      for index in points.indices.dropFirst() {
        #expect(label?.box.bounds.clip(from: points[index - 1], to: points[index]) == nil)
      }
    }
  }

  @Test(arguments: [
    [[100.0]], [[100, 100, 100]], [[100, .nan]], [[0, 0]], [[-5, -5]], [[1e-300, 1e300]], [[.infinity]], [[]], [],
  ])
  func strangeLossesAreDrawnWithoutHarm(_ values: [[Double]]) {
    let curves = values.enumerated().map { LossPanel.Curve(style: style($0 + 1), values: $1) }
    let first = values.first?.first ?? 1
    for scale in [
      LossScale.logarithmic(first: first, curves: values),
      .symmetric(first: first.isFinite ? first : 1, window: -1...1, curves: values),
    ] {
      let drawn = LossPanel(in: box, scale: scale, steps: 3, curves: curves, goal: 1e-3).drawn(.dark)
      #expect(Written.overlaps(Written.texts(drawn.marks)).isEmpty)
      for text in Written.texts(drawn.marks) { #expect(text.position.isFinite) }
    }
  }

  @Test func longRunsAreThinnedButKeepTheirPeaks() {
    var values = [Double](repeating: 1, count: 100_001)
    values[0] = 100
    values[77_777] = 150
    let curve = LossPanel.Curve(style: style(1), values: values)
    let panel = LossPanel(
      in: box, scale: .logarithmic(first: 100, curves: [values]), steps: 100_000, curves: [curve])
    let points = Written.marks(panel.drawn(.light).marks).flatMap { mark -> [Point] in
      if case .stroke(let path, let stroke) = mark, stroke.color == curve.style.hue {
        return path.pieces.flatMap(\.points)
      }
      return []
    }
    #expect(points.count < 5000)
    let peak = box.maxY - box.height * panel.scale.height(of: 150)
    #expect(points.contains { abs($0.y - peak) < 0.1 })
  }
}

struct LossScaleTests {
  @Test func theFloorIsNeverBelowATrillionthOfTheFirstLoss() {
    let scale = LossScale.logarithmic(first: 1, curves: [[1, 1e-30]])
    #expect(scale.range.lowerBound > 1e-13 && scale.range.lowerBound <= 1e-12)
    #expect(scale.height(of: 1e-30) < 0 && scale.height(of: 0) == -.infinity)
  }

  /// From 1 to 2 a factor of 5 is lacking to a decade: its root is added on both sides.
  @Test func whatOnlyRisesStandsInTheMiddle() {
    let scale = LossScale.logarithmic(first: 1, curves: [[1, 2]])
    #expect(abs(scale.height(of: 2.0.squareRoot()) - 0.5) < 1e-12)
    #expect(abs(scale.height(of: 2) - scale.height(of: 1) - 0.281) < 0.001)
  }

  @Test func theTopIsAtMostAboutThreeTimesTheFirstLoss() {
    let scale = LossScale.logarithmic(first: 1, curves: [[1, 1e20, 1e-3]])
    #expect(scale.range.upperBound < 5)
    #expect(scale.height(of: 1e20) > 1)
  }

  @Test func heightsGrowWithLosses() {
    for scale in [
      LossScale.logarithmic(first: 10, curves: [[10, 1e-5]]),
      .symmetric(first: 2, window: -4...4, curves: [[2, -4]]), .linear(-3...5),
    ] {
      let heights = [-1e9, -3, -0.1, 0, 1e-4, 0.5, 4, 1e9].map(scale.height)
      #expect(heights == heights.sorted())
      #expect(scale.height(of: scale.range.lowerBound) == 0)
      #expect(abs(scale.height(of: scale.range.upperBound) - 1) < 1e-12)
      #expect(scale.ticks.labelled.allSatisfy { scale.range.contains($0.value) })
      #expect((2...7).contains(scale.ticks.labelled.count))
    }
  }

  /// A swing at each step, closer than a line is wide, is pale and thin; noise and a slow swing are not.
  @Test(arguments: [("swing", 500, 2), ("slow swing", 50, 2), ("wave", 500, 20), ("fall", 500, 0)])
  func onlyCloseSwingsAreThin(name: String, steps: Int, period: Int) {
    let values = (0...steps).map { step -> Double in
      let fall = 100 * (1 - 0.9 * Double(step) / Double(steps))
      return period == 0 ? fall : 2 * (step % period) < period ? fall : fall / 10
    }
    let panel = LossPanel(
      in: Rect(355, 54, 185, 106), scale: .logarithmic(first: 100, curves: [values]), steps: steps,
      curves: [.init(style: style(1), values: values)])
    let thin = Written.marks(panel.drawn(.light).marks).filter { mark in
      guard case .stroke(_, let stroke) = mark else { return false }
      return stroke.width == 0.5 && stroke.color == style(1).hue.withAlpha(0.6)
    }
    #expect(thin.count == (name == "swing" ? 1 : 0))
  }

  @Test func positiveLossesWithoutAMinimumNeedNoRoomForZero() {
    let positive = LossScale.withoutMinimum(first: 0.9, window: 0...1, curves: [[0.9, 0.5], [0.9, 0.88]])
    #expect(positive == .logarithmic(first: 0.9, curves: [[0.9, 0.5], [0.9, 0.88]]))
    #expect(positive.title(of: "loss") == "loss")
    let both = LossScale.withoutMinimum(first: 0.9, window: -1...1, curves: [[0.9, -0.5]])
    #expect(both == .symmetric(first: 0.9, window: -1...1, curves: [[0.9, -0.5]]))
    #expect(both.title(of: "loss") == "loss, symmetric log")
  }
}
