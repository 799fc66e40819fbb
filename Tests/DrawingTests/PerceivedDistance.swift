import Drawing
import Foundation

/// CAM02-UCS: how far apart two colours look, on a screen in an average room (L_A = 64/5 pi, Y_b = 20, white D65).
///
/// - Source: M. R. Luo, G. Cui, C. Li, Uniform colour spaces based on CIECAM02, Color Research & Application 31 (2006) 320.
struct PerceivedColor {
  let lightness: Double
  let a: Double
  let b: Double

  func distance(to other: PerceivedColor) -> Double {
    let (dj, da, db) = (lightness - other.lightness, a - other.a, b - other.b)
    return (dj * dj + da * da + db * db).squareRoot()
  }

  init(_ color: Color) {
    let (background, adapting, f, c, induction) = (20.0, 64 / Double.pi / 5, 1.0, 0.69, 1.0)
    let white = [95.047, 100.0, 108.883]
    let k = 1 / (5 * adapting + 1)
    let level = 0.2 * pow(k, 4) * 5 * adapting + 0.1 * pow(1 - pow(k, 4), 2) * cbrt(5 * adapting)
    let n = background / white[1]
    let brightness = 0.725 * pow(1 / n, 0.2)
    let z = 1.48 + n.squareRoot()
    let adaptation = f * (1 - 1 / 3.6 * exp((-adapting - 42) / 92))
    let whiteCones = Self.times(Self.cat02, white)
    func respond(_ xyz: [Double]) -> [Double] {
      let cones = Self.times(Self.cat02, xyz)
      let adapted = zip(cones, whiteCones).map { ($1 > 0 ? (white[1] * adaptation / $1 + 1 - adaptation) : 1) * $0 }
      return Self.times(Self.hpe, Self.times(Self.cat02Inverse, adapted)).map { cone in
        let power = pow(level * abs(cone) / 100, 0.42)
        return (cone < 0 ? -1 : 1) * 400 * power / (27.13 + power) + 0.1
      }
    }
    func achromatic(_ r: [Double]) -> Double { (2 * r[0] + r[1] + r[2] / 20 - 0.305) * brightness }
    let linear = [color.red, color.green, color.blue].map {
      $0 <= 0.04045 ? $0 / 12.92 : pow(($0 + 0.055) / 1.055, 2.4)
    }
    let response = respond(Self.times(Self.sRGB, linear).map { 100 * $0 })
    let (redGreen, yellowBlue) = (
      response[0] - 12 * response[1] / 11 + response[2] / 11, (response[0] + response[1] - 2 * response[2]) / 9
    )
    let hue = atan2(yellowBlue, redGreen)
    let eccentricity = 0.25 * (cos(hue + 2) + 3.8)
    let ratio = max(0, achromatic(response) / achromatic(respond(white)))
    let j = 100 * pow(ratio, c * z)
    let t =
      50000 / 13 * induction * brightness * eccentricity * (redGreen * redGreen + yellowBlue * yellowBlue).squareRoot()
      / (response[0] + response[1] + 21 * response[2] / 20)
    let chroma = pow(t, 0.9) * (j / 100).squareRoot() * pow(1.64 - pow(0.29, n), 0.73)
    let colorfulness = chroma * pow(level, 0.25)
    let stretched = log(1 + 0.0228 * colorfulness) / 0.0228
    lightness = 1.7 * j / (1 + 0.007 * j)
    a = stretched * cos(hue)
    b = stretched * sin(hue)
  }

  private static func times(_ matrix: [[Double]], _ vector: [Double]) -> [Double] {
    matrix.map { zip($0, vector).map(*).reduce(0, +) }
  }

  private static let sRGB = [
    [0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041],
  ]
  private static let cat02 = [[0.7328, 0.4296, -0.1624], [-0.7036, 1.6975, 0.0061], [0.0030, 0.0136, 0.9834]]
  private static let cat02Inverse = [
    [1.096124, -0.278869, 0.182745], [0.454369, 0.473533, 0.072098], [-0.009628, -0.005698, 1.015326],
  ]
  private static let hpe = [[0.38971, 0.68898, -0.07868], [-0.22981, 1.18340, 0.04641], [0, 0, 1]]
}
