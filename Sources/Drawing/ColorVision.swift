/// How colours look to those who lack one of the three kinds of cones.
///
/// - Source: G. M. Machado, M. M. Oliveira, L. A. F. Fernandes, A physiologically-based model for simulation of color
///   vision deficiency, IEEE Transactions on Visualization and Computer Graphics 15 (2009) 1291, severity 1.
public enum ColorVision: String, CaseIterable, Sendable {
  /// All three kinds of cones.
  case normal
  /// Without cones for long waves.
  case protanopia
  /// Without cones for medium waves.
  case deuteranopia
  /// Without cones for short waves.
  case tritanopia

  /// The colour that looks to everybody as another looks to such eyes.
  public func seen(_ color: Color) -> Color {
    guard let rows else { return color }
    let light = (Color.linear(color.red), Color.linear(color.green), Color.linear(color.blue))
    func part(_ row: (Double, Double, Double)) -> Double {
      Color.encoded(row.0 * light.0 + row.1 * light.1 + row.2 * light.2)
    }
    return Color(red: part(rows.0), green: part(rows.1), blue: part(rows.2), alpha: color.alpha)
  }

  /// The least distance of two colours in OKLab to any of these eyes.
  public static func leastDistance(_ one: Color, _ other: Color) -> Double {
    allCases.map { OKLab($0.seen(one)).distance(to: OKLab($0.seen(other))) }.min() ?? 0
  }

  private typealias Row = (Double, Double, Double)

  private var rows: (Row, Row, Row)? {
    switch self {
    case .normal: nil
    case .protanopia:
      ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998))
    case .deuteranopia:
      ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881))
    case .tritanopia:
      ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900))
    }
  }
}
