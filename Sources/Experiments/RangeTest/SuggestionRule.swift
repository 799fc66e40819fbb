internal import Calculus

/// A rule that reads a rate off the curve of a range test.
public enum SuggestionRule: String, CaseIterable, Sendable {
  /// Two thirds through the longest fall.
  case valley
  /// Left of where the slopes 15 points apart agree.
  case slide
  /// A tenth of the rate with the lowest loss.
  case minimum
  /// Where the loss falls most for each factor of the rate.
  case steep
  /// Where the loss falls most from point to point, by central differences.
  case perIndex = "steep-per-index"
  /// Where the loss falls most for each unit of the rate.
  case perRate = "steep-per-rate"

  /// The rate it suggests, or nil if the curve is too short for it.
  ///
  /// - Parameters:
  ///   - rates: Ascending and above 0.
  ///   - losses: One a rate; what follows the first that is not finite is left out.
  public func suggestion(rates: [Double], losses: [Double]) -> Double? {
    let count = min(rates.count, losses.firstIndex { !$0.isFinite } ?? losses.count)
    let (rates, losses) = (Array(rates[..<count]), Array(losses[..<count]))
    switch self {
    case .valley: return Self.valley(rates, losses)
    case .slide: return Self.slide(rates, losses)
    case .minimum: return losses.leastIndex.map { rates[$0] / 10 }
    case .steep: return Self.steep(rates, losses)
    case .perIndex: return Self.centralSlopes(losses, at: losses.indices.map(Double.init)).leastIndex.map { rates[$0] }
    case .perRate: return Self.centralSlopes(losses, at: rates).leastIndex.map { rates[$0] }
    }
  }
}

// MARK: - The rules

extension SuggestionRule {
  /// The longest strictly falling subsequence, not of neighbours only; a third and a half of a third of its span from
  /// its start.
  ///
  /// The span is counted from its length and not from its first member, as in the source, so that it may begin one
  /// place before the curve; then the place counts from the end of the curve, as in Python.
  ///
  /// - Source: ESRI's rule in fastai 2.8, `fastai.callback.schedule.valley`.
  private static func valley(_ rates: [Double], _ losses: [Double]) -> Double? {
    guard losses.count > 1 else { return nil }
    var lengths = Array(repeating: 1, count: losses.count)
    var (start, end) = (0, 0)
    for later in losses.indices.dropFirst() {
      for earlier in 0..<later where losses[later] < losses[earlier] && lengths[later] < lengths[earlier] + 1 {
        lengths[later] = lengths[earlier] + 1
      }
      if lengths[end] < lengths[later] { (start, end) = (later - lengths[later], later) }
    }
    let section = Double(end - start) / 3
    let place = start + Int(section) + Int(section / 2)
    return rates[place < 0 ? place + rates.count : place]
  }

  /// Two points 15 apart slide down from the end until their slopes differ by at most 0.005; the left one.
  ///
  /// The bound is in units of the loss, so what the rule says depends on how large losses are.
  ///
  /// - Source: Novetta's rule in fastai 2.8, `fastai.callback.schedule.slide`.
  private static func slide(_ rates: [Double], _ losses: [Double]) -> Double? {
    let apart = 15
    guard losses.count > apart else { return nil }
    let slopes = centralSlopes(losses, at: losses.indices.map(Double.init))
    var right = losses.count - 1
    var result = right - apart
    while right >= apart, (slopes[right] - slopes[right - apart]).magnitude > 0.005 {
      result = right - apart
      right -= 1
    }
    return rates[result]
  }

  /// Where the loss falls most between neighbours, for each unit of the logarithm of the rate.
  ///
  /// - Source: fastai 2.8, `fastai.callback.schedule.steep`.
  private static func steep(_ rates: [Double], _ losses: [Double]) -> Double? {
    let logarithms = rates.map { Lanes.log(Lanes($0))[0] }
    let slopes = losses.indices.dropLast().map {
      (losses[$0 + 1] - losses[$0]) / (logarithms[$0 + 1] - logarithms[$0])
    }
    return slopes.leastIndex.map { rates[$0] }
  }

  /// The slope at each place from its neighbours, of second order inside and of first order at both ends.
  ///
  /// - Source: `numpy.gradient` and `torch.gradient` of one axis, with places that need not be even. torch-lr-finder
  ///   0.2.2 takes it by the index, Lightning 2.6 by the rate, which favours low rates: there a unit is far.
  private static func centralSlopes(_ values: [Double], at places: [Double]) -> [Double] {
    guard values.count > 1 else { return [] }
    let last = values.count - 1
    func slope(_ from: Int, _ to: Int) -> Double { (values[to] - values[from]) / (places[to] - places[from]) }
    return values.indices.map { index in
      if index == 0 { return slope(0, 1) }
      if index == last { return slope(last - 1, last) }
      let (before, after) = (places[index] - places[index - 1], places[index + 1] - places[index])
      return (before * slope(index, index + 1) + after * slope(index - 1, index)) / (before + after)
    }
  }
}

extension [Double] {
  /// The place of the lowest number, the first of several.
  var leastIndex: Int? { indices.min { self[$0] < self[$1] } }
}
