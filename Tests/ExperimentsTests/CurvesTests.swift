import Calculus
import Experiments
import Optimizers
import Surfaces
import Testing

/// The curves of an optimizer at some rates.
private func curves(
  _ name: String = "sgd", on surface: Surface, rates: [Double]? = nil, steps: Int = 500, noise: Double = 0,
  seed: UInt64 = 0, threads: Int = 1
) throws -> Curves {
  let terms = Terms(start: surface.starts[0], steps: steps, noise: noise, seed: seed)
  return try Curves(try entrant(name), on: surface, rates: rates, terms: terms, threads: threads)
}

/// Verdicts on curves whose closed form is known.
@Suite struct CurveVerdictTests {
  /// On x^2/2 a step multiplies the loss by (1 - rate)^2: the cartoon of every lecture.
  static let cartoon: [(rate: Double, verdict: CurveVerdict)] = [
    (0.02, .tooLow), (0.6, .good), (1, .good), (1.95, .oscillating), (2.05, .diverging),
  ]

  @Test func theCartoon() throws {
    let curves = try curves(on: card("parabola"), rates: Self.cartoon.map(\.rate), steps: 100)
    #expect(curves.runs.map(\.verdict) == Self.cartoon.map(\.verdict))
    for run in curves.runs where run.rate != 1 {
      func gap(_ step: Int) -> Double {
        4.5 * Lanes.pow(Lanes((1 - run.rate).magnitude), Lanes(2 * Double(step)))[0]
      }
      // The median of steps 91 to 100.
      #expect(agrees(run.facts.level, (gap(95) + gap(96)) / 2, to: 1e-9))
    }
    #expect(curves.runs[1].facts.arrival == 8 && curves.runs[2].facts.arrival == 1)
    #expect(curves.runs[3].facts.turning == 1 && curves.runs[0].facts.turning == 0)
  }

  /// A verdict is measured, so it does not depend on which other rates are shown, or in which order.
  @Test(arguments: cartoon) func aloneAsAmongOthers(_ rate: Double, _ verdict: CurveVerdict) throws {
    let alone = try curves(on: card("parabola"), rates: [rate], steps: 100)
    #expect(alone.runs.map(\.verdict) == [verdict])
    let reversed = try curves(
      on: card("parabola"), rates: [2.05, rate == 1.95 ? 1 : 1.95, rate == 2.05 ? 0.6 : rate], steps: 100)
    #expect(reversed.runs.map(\.rate) == reversed.runs.map(\.rate).sorted())
    for run in reversed.runs { #expect(run.verdict == Self.cartoon.first { $0.rate == run.rate }?.verdict) }
  }

  /// On (x^2 + 100 y^2)/2 the limit is 2/100, and 1/100 is a classic.
  @Test func aNarrowValley() throws {
    let surface = try Surface(formula: "(x^2 + 100*y^2)/2", window: [-5...5, -5...5], start: [-2.5, 1])
    let curves = try curves(on: surface, rates: [1e-4, 0.01, 0.015, 0.01999, 0.0205], steps: 200)
    #expect(curves.runs.map(\.verdict) == [.tooLow, .good, .good, .oscillating, .diverging])
    guard case .below(let bound, let limit?) = curves.runs[4].remedy else {
      Issue.record("\(curves.runs[4].remedy)")
      return
    }
    #expect(agrees(bound, 0.02, to: 1e-12) && limit.factor == 2)
  }

  /// From almost on the floor of the valley x falls first, by .9795 a step, until y, 1.05 times longer each step, shows.
  @Test func runsAwayAfterFalling() throws {
    let surface = try Surface(formula: "(x^2 + 100*y^2)/2", window: [-5...5, -5...5], start: [-2.5, 1e-3])
    #expect(try curves(on: surface, rates: [0.0205], steps: 200).runs[0].verdict == .runsAway)
    // Still below the first loss, but rising for good: ten times above its lowest tenth.
    let young = try curves(on: surface, rates: [0.0202], steps: 270).runs[0]
    #expect(young.facts.lastLoss < young.facts.firstLoss && young.verdict == .runsAway)
  }

  /// At rate 2 on x^2/2 the point goes to and fro for ever: nothing is lost and nothing is won.
  @Test func exactlyOnTheLimit() throws {
    let run = try curves(on: card("parabola"), rates: [2], steps: 100).runs[0]
    #expect(run.verdict == .oscillating && run.facts.level == 4.5)
  }

  /// With noise of deviation s the loss of gradient descent on x^2 + y^2 settles at rate s^2 / (2 - 2 rate): the higher the
  /// rate the higher the floor, and too high it is.
  @Test func aNoiseFloorIsTooHigh() throws {
    let curves = try curves(on: card("sphere"), rates: [0.05, 0.1, 0.2, 0.4], steps: 4000, noise: 1)
    #expect(curves.runs.map(\.verdict) == [.tooHigh, .tooHigh, .tooHigh, .tooHigh])
    let levels = curves.runs.map(\.facts.level)
    #expect(levels == levels.sorted())
    for run in curves.runs {
      let tail = run.trajectory.losses.suffix(3000)
      let mean = tail.reduce(0, +) / Double(tail.count)
      #expect(agrees(mean, run.rate / (2 - 2 * run.rate), to: 0.25))
      guard case .decay(let step) = run.remedy else {
        Issue.record("\(run.remedy)")
        continue
      }
      // There the curve comes within twice its level.
      #expect(run.trajectory.losses[step] <= 2 * run.facts.level)
      #expect(run.trajectory.losses[..<step].allSatisfy { $0 > 2 * run.facts.level })
    }
  }

  /// In the next bowl of Ackley no rate is to blame.
  @Test func anotherMinimum() throws {
    let surface = try card("ackley").with(starts: [[0.9, 0.05]])
    let run = try curves(on: surface, rates: [0.01]).runs[0]
    #expect(run.verdict == .otherMinimum)
    guard case .elsewhere(let height) = run.remedy else {
      Issue.record("\(run.remedy)")
      return
    }
    #expect(agrees(height, 2.579927557029872, to: 1e-6))
  }

  /// On x^2 - y^2 from y = 1e-5 a step multiplies y by 1 + 2 rate and x by 1 - 2 rate, which grows beyond rate 1.
  @Test func withoutMinimum() throws {
    let curves = try curves(on: card("saddle"), rates: [0.005, 0.03, 0.1, 1.1])
    #expect(curves.runs.map(\.verdict) == [.stillThere, .leaves, .leaves, .diverging])
    #expect(curves.runs.map { $0.facts.departure?.step } == [nil, 210, 67, 2])
    #expect(curves.runs[1].remedy == .left(step: 210) && curves.least == nil && curves.firstGap == nil)
  }

  /// x cos x falls without end outside its window: no rate is good because it goes there.
  @Test func leavingTheWindowIsNotGood() throws {
    let curves = try curves(on: card("x-cos"))
    #expect(curves.runs.contains { $0.verdict == .leaves && $0.facts.lastLoss < -1e6 })
    #expect(curves.sweep.trials.allSatisfy { $0.verdict != .good || $0.facts.exit == nil })
  }

  /// Left of x = 0 a dead unit has no gradient, half above the minimum.
  @Test func aPlateauIsNotGood() throws {
    let run = try curves(on: card("dead-relu"), rates: [0.003]).runs[0]
    #expect(run.verdict == .stuck && run.remedy == .elsewhere(height: 0.5))
  }

  /// The gradient of 1e-300 x^2 is there, though its square is 0.
  @Test func aFaintGradientIsNotNone() throws {
    let surface = try Surface(formula: "1e-300*(x^2 + y^2)", window: [-2...2, -2...2], start: [-1.5, 1])
    #expect(throws: CurvesError.faint) { try curves(on: surface) }
  }

  /// On a plain that falls by less than a tenth whatever the rate, no rate is too low.
  @Test func stuck() throws {
    let surface = try Surface(
      formula: "1 - exp(-1000*(x^2 + y^2)) + 1e-9*x^2", window: [-2...2, -2...2], start: [-1.5, 1])
    let run = try curves(on: surface, rates: [0.1], steps: 20).runs[0]
    #expect(run.verdict == .stuck && run.remedy == .moreSteps)
  }
}

/// Laws of chosen rates, of the sweep behind them and of remedies.
@Suite struct CurveLawTests {
  static let surfaces = Catalogue().names

  @Test(arguments: surfaces) func chosenRatesAreSound(_ name: String) throws {
    let surface = try card(name)
    for optimizer in name.count.isMultiple(of: 5) ? ["sgd", "adam"] : ["sgd"] {
      let curves: Curves
      do {
        curves = try self.given(optimizer, nil, surface)
      } catch CurvesError.flat {
        // Stairs have no slope to follow.
        #expect(surface.objective.gradient(at: surface.starts[0]).allSatisfy { $0 == 0 })
        continue
      } catch CurvesError.game {
        #expect(surface.isGame)
        continue
      }
      let rates = curves.runs.map(\.rate)
      #expect((1...Curves.most).contains(rates.count) && rates == Array(Set(rates)).sorted(), "\(optimizer)")
      #expect(curves.areChosen && rates.count >= 2)
      let trials = curves.sweep.trials
      #expect(trials.map(\.rate) == trials.map(\.rate).sorted() && trials.count >= RateSweep.rates)
      // Each is judged as it would be if it were asked for.
      let given = try self.given(optimizer, rates.reversed(), surface)
      #expect(given.runs.map(\.verdict) == curves.runs.map(\.verdict) && given.runs.map(\.rate) == rates)
      // If neighbouring rates are good, something good is shown.
      let exists = zip(trials, trials.dropFirst()).contains { $0.verdict == .good && $1.verdict == .good }
      if exists { #expect(curves.runs.contains { $0.verdict == .good }, "\(optimizer)") }
      for run in curves.runs {
        if case .raise(let times, let rate) = run.remedy {
          #expect(rate > run.rate && agrees(times, rate / run.rate, to: 1e-12))
        }
        if case .lower(let times, let rate) = run.remedy {
          #expect(rate < run.rate && agrees(times, run.rate / rate, to: 1e-12))
        }
        if case .below(let rate, _) = run.remedy { #expect(rate < run.rate) }
      }
    }
  }

  private func given(_ optimizer: String, _ rates: [Double]?, _ surface: Surface) throws -> Curves {
    try curves(optimizer, on: surface, rates: rates, steps: 100)
  }

  /// c f at rate / c takes the path of f, so gradient descent earns the same verdicts.
  @Test(arguments: [1e-3, 8, 1e6]) func scalingTheLossScalesTheRates(_ factor: Double) throws {
    let plain = try Surface(formula: "(x^2 + 10*y^2)/2", window: [-4...4, -4...4], start: [-3, 2])
    let scaled = try Surface(
      formula: "c*(x^2 + 10*y^2)/2", parameters: [("c", factor)], window: [-4...4, -4...4], start: [-3, 2])
    let rates = [1e-4, 0.002, 0.05, 0.1, 0.15, 0.1999, 0.25]
    let one = try curves(on: plain, rates: rates, steps: 150)
    let other = try curves(on: scaled, rates: rates.map { $0 / factor }, steps: 150)
    #expect(one.runs.map(\.verdict) == other.runs.map(\.verdict))
    #expect(Set(one.runs.map(\.verdict)) == [.tooLow, .good, .oscillating, .diverging])
  }

  @Test func theSweepSpansFirstStepsFromAMillionthToOneDiagonal() throws {
    let surface = try card("beale")
    let sweep = try curves(on: surface).sweep
    let gradient = surface.objective.gradient(at: surface.starts[0])
    let unit = gradient.map { $0 * $0 }.reduce(0, +).squareRoot()
    let first = try #require(sweep.trials.first).rate * unit
    let last = try #require(sweep.trials.last).rate * unit
    #expect(agrees(first, 1e-6 * surface.window.diagonal, to: 1e-9))
    #expect(agrees(last, surface.window.diagonal, to: 1e-9))
  }

  @Test func threadsChangeNothing() throws {
    let (one, three) = (
      try curves("adam", on: card("rosenbrock"), noise: 0.5, seed: 7),
      try curves("adam", on: card("rosenbrock"), noise: 0.5, seed: 7, threads: 3)
    )
    #expect(one.runs.map(\.trajectory) == three.runs.map(\.trajectory))
    #expect(one.sweep.trials.map(\.facts) == three.sweep.trials.map(\.facts))
  }

  @Test func bigStepsWithASmallBudget() throws {
    for steps in [1, 2, 3, 9, 10, 11] {
      let curves = try curves(on: card("sphere"), steps: steps)
      #expect(curves.runs.allSatisfy { $0.trajectory.steps <= steps })
      #expect(curves.runs.contains { $0.verdict == .good } && curves.runs.contains { $0.verdict == .tooLow })
    }
  }

  @Test func refusals() throws {
    let sphere = try card("sphere")
    #expect(throws: CurvesError.noRate) { try curves("newton", on: sphere) }
    #expect(throws: CurvesError.flat) { try curves(on: Surface(formula: "1 + 0*x")) }
    #expect(throws: CurvesError.flat) { try curves(on: sphere.with(starts: [[0, 0]])) }
    #expect(throws: CurvesError.noLoss) { try curves(on: Surface(formula: "log(x)", start: [0, 1])) }
    #expect(throws: CurvesError.rates) { try curves(on: sphere, rates: []) }
    for wrong in [[0.0], [-1], [.nan], [.infinity], [1e-305], [0.1, 0.1], (1...9).map(Double.init)] {
      #expect(throws: CurvesError.rates) { try curves(on: sphere, rates: wrong) }
    }
  }
}
