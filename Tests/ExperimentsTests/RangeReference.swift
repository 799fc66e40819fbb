import Foundation

/// Range tests made with the libraries themselves, on ½(x² + 10y²) from (2, 1), rates 1e-4 to 10 in 100 steps.
struct RangeReference: Decodable {
  struct FastAI: Decodable {
    let startRate: Double
    let endRate: Double
    let points: Int
    let recorded: Int
    let firstRate: Double
    let lastRate: Double
    let losses: [Double]
    let smoothed: [Double]
    let suggestions: [String: Double]

    enum CodingKeys: String, CodingKey {
      case startRate = "start_lr"
      case endRate = "end_lr"
      case points = "num_it"
      case recorded = "n_recorded"
      case firstRate = "lr_first"
      case lastRate = "lr_last_recorded"
      case losses = "loss_raw"
      case smoothed = "loss_smooth"
      case suggestions
    }
  }

  struct TorchLRFinder: Decodable {
    let recorded: Int
    let smoothed: [Double]
    let steepest: Double
    let lastRate: Double

    enum CodingKeys: String, CodingKey {
      case recorded = "n_recorded"
      case smoothed = "loss_smooth"
      case steepest = "suggestion_steepest"
      case lastRate = "lr_last_recorded"
    }
  }

  struct Lightning: Decodable {
    let recorded: Int
    let smoothed: [Double]
    let suggestion: Double
    let rates: [Double]

    enum CodingKeys: String, CodingKey {
      case recorded = "n_recorded"
      case smoothed = "loss_smooth"
      case suggestion
      case rates = "lr"
    }
  }

  struct Synthetic: Decodable { let suggestions: [String: Double] }

  let fastai: FastAI
  let torchLRFinder: TorchLRFinder
  let lightning: Lightning
  let synthetic: Synthetic

  enum CodingKeys: String, CodingKey {
    case fastai, lightning
    case torchLRFinder = "torch_lr_finder"
    case synthetic = "synthetic_curve"
  }

  private static var data: Data {
    get throws {
      let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("Reference/lr_finder.json")
      return try Data(contentsOf: file)
    }
  }

  static func read() throws -> RangeReference { try JSONDecoder().decode(Self.self, from: data) }

  /// How many numbers the file holds, by the path to them.
  static func counts() throws -> [String: Int] {
    var counts: [String: Int] = [:]
    func count(_ value: Any, _ path: String) {
      if let object = value as? [String: Any] {
        for (key, inner) in object { count(inner, path.isEmpty ? key : "\(path).\(key)") }
      } else if let list = value as? [Any] {
        for inner in list { count(inner, path) }
      } else if value is NSNumber {
        counts[path, default: 0] += 1
      }
    }
    count(try JSONSerialization.jsonObject(with: data), "")
    return counts
  }
}
