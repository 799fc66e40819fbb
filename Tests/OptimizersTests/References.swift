import Foundation
import Testing

/// Runs of other libraries and of textbooks, step by step; `meta` in the file says which and how.
struct References {
  /// One run of a library's optimizer.
  struct Run: Decodable {
    let lib: String
    let opt: String
    let surface: String
    let start: [Double]
    let hyper: [String: Setting]
    let after: [String: [Double?]]

    enum CodingKeys: String, CodingKey {
      case lib, opt, surface, start, hyper
      case after = "x_after"
    }

    /// The rate it ran at.
    var rate: Double? { (hyper["lr"] ?? hyper["learning_rate"])?.number }

    /// The points that are known, first step first.
    var points: [(step: Int, point: [Double])] { known(after) }
  }

  /// One run of a formula from a textbook.
  struct Classic: Decodable {
    let after: [String: [Double?]]
    enum CodingKeys: String, CodingKey { case after = "x_after" }
    var points: [(step: Int, point: [Double])] { known(after) }
  }

  /// A setting, of which only numbers matter here.
  struct Setting: Decodable {
    let number: Double?
    init(from decoder: any Decoder) throws { number = try? decoder.singleValueContainer().decode(Double.self) }
  }

  /// The file of libraries and textbooks.
  private struct File: Decodable {
    let runs: [Run]
    let classic: [String: Classic]
  }

  let runs: [Run]
  let classic: [String: Classic]
  /// Equations of papers, in plain floats.
  let papers: [Run]

  /// The runs of libraries and textbooks, and those of equations from papers.
  static func read() throws -> References {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Reference")
    func file(_ name: String) throws -> Data { try Data(contentsOf: folder.appendingPathComponent(name)) }
    let libraries = try JSONDecoder().decode(File.self, from: file("trajectories.json"))
    let papers = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasPrefix("paper-") && $0.hasSuffix(".json") }.sorted()
      .flatMap { try JSONDecoder().decode([Run].self, from: file($0)) }
    return References(runs: libraries.runs, classic: libraries.classic, papers: papers)
  }
}

private func known(_ after: [String: [Double?]]) -> [(step: Int, point: [Double])] {
  after.compactMap { step, point -> (step: Int, point: [Double])? in
    guard let step = Int(step), !point.contains(nil) else { return nil }
    return (step, point.compactMap { $0 })
  }.sorted { $0.step < $1.step }
}
