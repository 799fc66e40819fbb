public import Drawing

extension Theme {
  /// Hues for rates in order, from a cold one for the lowest to a warm one for the highest.
  ///
  /// They lie on a way through OKLab from blue over violet and red to gold on which lightness grows with the rate, so
  /// that order and steps stay for readers who do not tell red from green, and in grey.
  ///
  /// - Parameter count: how many; at least one.
  public func rateHues(count: Int) -> [Color] {
    let way =
      page.luminance < 0.5
      ? (lightness: (0.56, 0.95), chroma: (0.18, 0.115), hue: (265.0, 440.0))
      : (lightness: (0.27, 0.79), chroma: (0.11, 0.2), hue: (268.0, 422.0))
    return (0..<count).map { index in
      let share = count == 1 ? 0.25 : Double(index) / Double(count - 1)
      func at(_ ends: (Double, Double)) -> Double { ends.0 + share * (ends.1 - ends.0) }
      return OKLab(lightness: at(way.lightness), chroma: at(way.chroma), hue: at(way.hue)).color
    }
  }
}
