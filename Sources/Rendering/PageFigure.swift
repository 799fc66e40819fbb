internal import Drawing
internal import Foundation

/// What the scripts of a page know of its figure: all but the series, which are packed.
struct PageFigure: Encodable {
  struct Axis: Encodable {
    let name: String
    let range: [Double]
  }

  struct Losses: Encodable {
    let name: String
    let scale: String
    let unit: Double?
    let range: [Double]
    let goal: Double?
    let quantum: Double
  }

  struct View: Encodable {
    let map: [Double]
    let strip: [Double]?
    let losses: [Double]
  }

  struct Walk: Encodable {
    let rate: String
    let steps: String
    let loss: String
    let ending: String
    let mood: String
    let arrival: Int?
  }

  struct Companion: Encodable {
    let step: Int
    let shape: String
    let points: [[Double]]
  }

  struct Runner: Encodable {
    let name: String
    let rank: Int
    let hue: String
    let ink: String
    let winner: Bool
    let chosen: Int
    let guide: Bool
    let walks: [Walk]
    let companions: [Companion]
  }

  let title: String
  let steps: Int
  let axes: [Axis]
  let losses: Losses
  let views: [View]
  let depths: [Double]
  let signs: [[Double]]
  let columns: [String]
  let grain: Double
  let limit: Int
  let runners: [Runner]

  /// How many parts a side of the map is cut into.
  static let grain = 16384.0
  /// Where losses stand that are infinite, and what is nothing on a logarithmic scale.
  static let limit = 1 << 21

  init(_ picture: LivingPicture) {
    title = picture.title
    steps = picture.steps
    axes = picture.axes.map { Axis(name: $0.name, range: [$0.range.lowerBound, $0.range.upperBound]) }
    let (name, unit): (String, Double?) =
      switch picture.losses.scale {
      case .linear: ("linear", nil)
      case .logarithmic: ("logarithmic", nil)
      case .symmetric(let unit): ("symmetric", unit)
      }
    losses = Losses(
      name: picture.losses.name, scale: name, unit: unit,
      range: [picture.losses.range.lowerBound, picture.losses.range.upperBound], goal: picture.losses.goal,
      quantum: picture.losses.quantum)
    views = picture.views.map {
      View(map: Self.sides($0.map.box), strip: $0.map.strip.map(Self.sides), losses: Self.sides($0.losses.box))
    }
    depths = picture.depths.map(Self.rounded)
    signs = picture.signs.map { [Self.rounded($0.x), Self.rounded($0.y)] }
    columns = picture.columns
    (grain, limit) = (Self.grain, Self.limit)
    runners = picture.runners.map { runner in
      Runner(
        name: runner.name, rank: runner.rank, hue: runner.hue.css, ink: picture.theme.figure(on: runner.hue).css,
        winner: runner.isWinner, chosen: runner.chosen, guide: runner.walks.contains { !$0.guide.isEmpty },
        walks: runner.walks.map {
          Walk(
            rate: $0.rate, steps: $0.steps, loss: $0.finalLoss, ending: $0.ending, mood: $0.mood.rawValue,
            arrival: $0.arrival)
        },
        companions: runner.companions.map { companion in
          Companion(
            step: companion.step, shape: companion.shape.rawValue,
            points: companion.points.map { [Self.rounded($0.x), Self.rounded($0.y)] })
        })
    }
  }

  /// A share to a ten-thousandth: a tenth of a pixel on a map of a thousand.
  private static func rounded(_ share: Double) -> Double { (share * 10_000).rounded() / 10_000 }

  private static func sides(_ box: Rect) -> [Double] { [box.x, box.y, box.width, box.height] }

  /// The text, keys in a fixed order, that no markup can end.
  var json: String {
    get throws {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
      return String(decoding: try encoder.encode(self), as: UTF8.self).replacingOccurrences(of: "<", with: "\\u003c")
    }
  }

  /// The paths and losses of all walks: for each its first coordinates, its second ones, its losses, and those of a guide
  /// where its runner has guides.
  static func series(of picture: LivingPicture) -> String {
    var packed = PackedSeries()
    let quantum = picture.losses.quantum
    // Points far out were brought near along a straight line; they keep their direction.
    func parts(_ share: Double) -> Int { whole(share * grain, within: 1 << 30) }
    func grains(_ position: Double) -> Int { whole(position / quantum, within: limit) }
    for runner in picture.runners {
      let hasGuide = runner.walks.contains { !$0.guide.isEmpty }
      for walk in runner.walks {
        packed.append(walk.path.map { parts($0.x) })
        packed.append(walk.path.map { parts($0.y) })
        packed.append(walk.losses.map(grains))
        if hasGuide { packed.append(walk.guide.map(grains)) }
      }
    }
    return Data(packed.bytes).base64EncodedString()
  }

  /// The nearest whole number, within the limit; what is no number lies at the upper one, as infinity does.
  private static func whole(_ number: Double, within limit: Int) -> Int {
    let bound = Double(limit)
    return number.isNaN ? limit : Int(min(max(number, -bound), bound).rounded())
  }
}

extension LivingPicture.LossAxis {
  /// The step in which positions are kept: of a decade on a logarithmic axis, so that three figures of a loss are right.
  fileprivate var quantum: Double {
    scale == .linear ? (range.upperBound - range.lowerBound) / 16384 : 1.0 / 4096
  }
}
