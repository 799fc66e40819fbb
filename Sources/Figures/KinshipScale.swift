import Drawing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// How distances are shown: on a logarithmic scale, all below a hundredth of a per cent alike.
enum KinshipScale {
  /// Below it two paths are the same, in terms of the diagonal.
  static let least = 1e-4
  /// From the nearest to the farthest that a square tells apart.
  static let told = 1e-3...0.1

  /// How dark a square is, from 0 for strangers to 1 for twins.
  static func nearness(_ distance: Double) -> Double {
    guard distance.isFinite, distance < told.upperBound else { return 0 }
    return log(told.upperBound / max(distance, told.lowerBound)) / log(told.upperBound / told.lowerBound)
  }

  /// The share of the scale, from 0 for the same to 1 for strangers.
  static func share(_ distance: Double, most: Double) -> Double {
    let clamped = min(most, max(least, distance.isFinite ? distance : most))
    return log(clamped / least) / log(most / least)
  }
}

/// A hue for each family.
struct KinshipHues {
  private let hues: [Color]

  /// Free hues that are as far apart as can be, each the farthest from those before it: one for every family there may be.
  init(_ theme: Theme) {
    var hues = Array(theme.freeHues.prefix(1))
    while hues.count < min(13, theme.freeHues.count), let next = theme.freeHue(apartFrom: hues) {
      hues.append(next.hue)
    }
    self.hues = hues
  }

  /// The colour of a family, by its place in the catalogue.
  subscript(family: Int) -> Color { hues[family % hues.count] }
}
