import Foundation

/// Rates of other libraries, step by step; `meta` in the file says which and how.
struct References: Decodable {
  /// What a library's schedule made of a base rate of 1.
  struct Series: Decodable {
    /// The rates, that of the first step first.
    let rates: [Double]
    /// The momenta, where it moves them.
    let momentum: [Double]?
    /// The losses it was told, where it asks for them; its rates are those after each.
    let losses: [Double]?

    private enum Key: String, CodingKey {
      case lr, momentum, losses
      case after = "lr_after_step"
    }

    init(from decoder: any Decoder) throws {
      if let rates = try? decoder.singleValueContainer().decode([Double].self) {
        (self.rates, momentum, losses) = (rates, nil, nil)
        return
      }
      let parts = try decoder.container(keyedBy: Key.self)
      momentum = try parts.decodeIfPresent([Double].self, forKey: .momentum)
      losses = try parts.decodeIfPresent([Double].self, forKey: .losses)
      rates = try parts.decode([Double].self, forKey: losses == nil ? .lr : .after)
    }
  }

  /// The series by library and name.
  let series: [String: Series]

  init(from decoder: any Decoder) throws {
    struct Library: CodingKey {
      let stringValue: String
      var intValue: Int? { nil }
      init?(stringValue: String) { self.stringValue = stringValue }
      init?(intValue: Int) { nil }
    }
    let libraries = try decoder.container(keyedBy: Library.self)
    var all: [String: Series] = [:]
    for library in libraries.allKeys where library.stringValue != "meta" {
      for (name, series) in try libraries.decode([String: Series].self, forKey: library) {
        all["\(library.stringValue) \(name)"] = series
      }
    }
    series = all
  }

  static func read() throws -> References {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Reference/schedules.json")
    return try JSONDecoder().decode(References.self, from: Data(contentsOf: file))
  }
}
