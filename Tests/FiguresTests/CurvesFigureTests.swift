import Calculus
import Drawing
import Experiments
import Figures
import Optimizers
import Surfaces
import Testing

@Suite("Figures of training curves")
struct CurvesFigureTests {
  static let names = ["parabola", "rosenbrock", "ackley", "saddle", "ellipse100", "double-well", "easom"]
  static let pages = [Size(576, 360), PageSize.least, Size(800, 500), Size(1152, 500), Size(500, 700)]

  private func curves(
    _ name: String, _ optimizer: any Optimizer = GradientDescent(), rates: [Double]? = nil, noise: Double = 0,
    steps: Int = 300
  ) throws -> Curves {
    let surface = try Catalogue().surface(named: name)
    let identity = type(of: optimizer).identity
    let entrant = Entrant(optimizer: optimizer, label: identity.label, specification: identity.name)
    let terms = Terms(start: surface.starts[0], steps: steps, noise: noise)
    return try Curves(entrant, on: surface, rates: rates, terms: terms)
  }

  private func check(_ picture: Picture, _ what: String) {
    let texts = Written.texts(picture.marks)
    let sheet = Rect(0, 0, picture.size.width, picture.size.height)
    #expect(Written.overlaps(texts).isEmpty, "\(what)")
    for text in texts where !text.box.corners.allSatisfy(sheet.contains) {
      Issue.record("\(what): '\(text.string)' leaves the page")
    }
  }

  @Test("no two texts overlap and none leaves the page", arguments: names)
  func texts(name: String) throws {
    for (optimizer, noise) in [(GradientDescent() as any Optimizer, 0.0), (Adam(), 0), (Momentum(), 0.5)] {
      let curves = try curves(name, optimizer, noise: noise)
      for page in Self.pages {
        for theme in [Theme.light, .dark] {
          check(CurvesFigure(curves, theme: theme).picture(on: page), "\(name) \(page)")
        }
      }
    }
  }

  @Test("one to eight rates have a row each", arguments: 1...8)
  func rows(count: Int) throws {
    let rates = (0..<count).map { 1e-5 * Double(1 << (2 * $0)) }
    let curves = try curves("rosenbrock", rates: rates)
    for page in Self.pages {
      let picture = CurvesFigure(curves, theme: .light).picture(on: page)
      check(picture, "\(count) rates on \(page)")
      let bold = Written.texts(picture.marks).filter { $0.weight == .bold }.map(\.string)
      for run in curves.runs { #expect(bold.contains(CurvesWords.rate(run.rate))) }
      #expect(bold.count == count + 1)
    }
  }

  @Test("every kind has a panel, one under the other over the same steps", arguments: CurveKind.allCases)
  func kinds(kind: CurveKind) throws {
    for (name, optimizer) in [
      ("rosenbrock", Adam() as any Optimizer), ("ackley", GradientDescent()), ("parabola", Momentum()),
    ] {
      let curves = try curves(name, optimizer)
      let kinds = kind == .loss ? [kind] : [.loss, kind]
      let figure = CurvesFigure(curves, kinds: kinds, theme: .dark)
      #expect(figure.fits(on: PageSize.usual))
      let picture = figure.picture()
      check(picture, "\(name) \(kind)")
      let texts = Written.texts(picture.marks)
      #expect(texts.count { $0.string == "step" || $0.string == "step, log" } == 1)
      let heads = texts.map(\.string).filter { $0.hasPrefix(kind == .loss ? "loss" : kind.title) }
      #expect(heads.count == 1)
      for mark in Written.marks(picture.marks) {
        if case .stroke(let path, _) = mark {
          #expect(path.pieces.allSatisfy { $0.points.allSatisfy { $0.isFinite && abs($0.x) < 1e4 && abs($0.y) < 1e4 } })
        }
      }
    }
  }

  @Test("many panels are refused on a small page")
  func room() throws {
    let curves = try curves("rosenbrock")
    #expect(CurvesFigure(curves, kinds: CurveKind.allCases, theme: .light).fits(on: PageSize.usual) == false)
    #expect(CurvesFigure(curves, kinds: [.loss, .gradient, .step, .sharpness], theme: .light).fits(on: PageSize.usual))
  }

  /// The leaders are the thin strokes of almost full strength.
  @Test("leaders do not cross", arguments: names)
  func leaders(name: String) throws {
    for optimizer in [GradientDescent() as any Optimizer, Adam(), Momentum()] {
      let curves = try curves(name, optimizer)
      for page in Self.pages {
        let marks = CurvesFigure(curves, theme: .light).picture(on: page).marks
        let leaders = marks.compactMap { mark -> [Point]? in
          guard case .stroke(let path, let stroke) = mark, stroke.width == 0.6, stroke.color.alpha == 0.85 else {
            return nil
          }
          return path.pieces.first?.points
        }
        #expect(leaders.count == curves.runs.count)
        for first in leaders.indices {
          for second in leaders.indices where second > first {
            #expect(!cross(leaders[first], leaders[second]), "\(name) \(page)")
          }
        }
      }
    }
  }

  /// Whether two lines cross in the inside of two of their strokes.
  private func cross(_ a: [Point], _ b: [Point]) -> Bool {
    func side(_ p: Point, _ q: Point, _ r: Point) -> Double { (q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x) }
    return a.indices.dropFirst().contains { i in
      b.indices.dropFirst().contains { j in
        let (p, q, r, s) = (a[i - 1], a[i], b[j - 1], b[j])
        return side(p, q, r) * side(p, q, s) < -1e-9 && side(r, s, p) * side(r, s, q) < -1e-9
      }
    }
  }

  @Test("titles state the finding")
  func titles() throws {
    #expect(
      CurvesWords(try curves("parabola", rates: [0.02, 0.6, 1.95, 2.05], steps: 100)).title
        == "Parabola, SGD: 0.6 is good; 3.3 times that oscillates")
    #expect(
      CurvesWords(try curves("parabola", rates: [0.5, 1], steps: 100)).title == "Parabola, SGD: all two rates are good")
    #expect(
      CurvesWords(try curves("parabola", rates: [0.6, 0.602, 2.05], steps: 100)).title.contains("one times") == false)
    #expect(
      CurvesWords(try curves("parabola", rates: [3], steps: 100)).title
        == "Parabola, SGD: 3 diverges; about 0.82 would be good")
    #expect(
      CurvesWords(try curves("saddle", rates: [0.005, 0.1], steps: 500)).title
        == "Saddle, SGD: 0.1 leaves after 67 steps; 0.005 is still there after 500")
  }

  @Test("remedies have a number")
  func remedies() throws {
    let curves = try curves("parabola", rates: [0.02, 0.6, 1.95, 2.05], steps: 100)
    #expect(
      curves.runs.map(CurvesWords(curves).remedy) == [
        "raise it about 30 times, to 0.6", "keep it: within 10^{\u{2212}6} of the first gap in 8 steps",
        "lower it about 3.3 times, to 0.6", "lower it below 2/λ = 2",
      ])
  }
}

/// How far apart the hues of rates are, for all readers.
@Suite("Hues of rates")
struct RateHueTests {
  /// What trichromats, protanopes, deuteranopes and tritanopes see of linear sRGB.
  ///
  /// - Source: Machado, Oliveira and Fernandes, IEEE TVCG 15 (2009) 1291, full severity.
  private static let dichromats: [[[Double]]] = [
    [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
    [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
  ]

  private func linear(_ part: Double) -> Double {
    part <= 0.04045 ? part / 12.92 : Lanes.pow(Lanes((part + 0.055) / 1.055), 2.4)[0]
  }

  private func encoded(_ part: Double) -> Double {
    let light = min(max(part, 0), 1)
    return light <= 0.0031308 ? light * 12.92 : 1.055 * Lanes.pow(Lanes(light), Lanes(1 / 2.4))[0] - 0.055
  }

  private func seen(_ color: Color, by matrix: [[Double]]) -> OKLab {
    let light = [color.red, color.green, color.blue].map(linear)
    let parts = matrix.map { row in encoded(zip(row, light).map { $0 * $1 }.reduce(0, +)) }
    return OKLab(Color(red: parts[0], green: parts[1], blue: parts[2]))
  }

  @Test(arguments: [Theme.light, .dark]) func areDistinctAndInOrder(_ theme: Theme) {
    for count in 1...8 {
      let hues = theme.rateHues(count: count)
      #expect(hues.count == count)
      #expect(hues.allSatisfy { $0.contrast(with: theme.panelGround) >= 2 })
      let lightness = hues.map { OKLab($0).lightness }
      #expect(lightness == lightness.sorted())
      for (kind, matrix) in Self.dichromats.enumerated() {
        let colors = hues.map { seen($0, by: matrix) }
        // Seven and eight rates are told apart by their leaders as well.
        let least = kind == 0 ? 0.07 : count <= 6 ? 0.045 : 0.03
        for (one, other) in zip(colors, colors.dropFirst()) {
          #expect(one.distance(to: other) >= least, "\(count) \(kind)")
        }
      }
    }
  }
}
