import Calculus
import Foundation
import Surfaces
import Testing

/// A test function of the usual collections, worked out elsewhere in 50 digits (`Reference/keep_surfaces.py`).
struct Reference: Decodable, Sendable, CustomTestStringConvertible {
  struct Point: Decodable, Sendable {
    let at: [Double]
    let value: Double
    /// The eigenvalues of the Hessian; missing at kinks and on the edge of a domain.
    let eigenvalues: [Double]?
  }

  struct Test: Decodable, Sendable {
    let at: [Double]
    let value: Double
    let tolerance: Double
    let gradient: [Double]?
    /// The second derivatives xx, xy and yy.
    let hessian: [Double]?
  }

  let id: String
  let lowest: [Point]
  let minima: [Point]
  let saddles: [Point]
  let maxima: [Point]
  let tests: [Test]

  var testDescription: String { id }

  /// The card of it, by its name in the collection.
  var surface: Surface? { try? Catalogue().surface(named: id) }

  static let all: [Reference] = {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Reference/surfaces.json")
    return (try? JSONDecoder().decode([Reference].self, from: Data(contentsOf: file))) ?? []
  }()
}

@Suite("The surfaces of the collections")
struct CollectionTests {
  @Test("Every surface has a card, found by the name it has in the collection")
  func coverage() {
    let left = Reference.all.filter { $0.surface == nil }.map(\.id)
    print("cards for \(Reference.all.count - left.count) of \(Reference.all.count) surfaces; left: \(left)")
    #expect(Reference.all.count == 116)
    #expect(left.isEmpty)
  }

  @Test("Value, gradient and Hessian at the test points", arguments: Reference.all)
  func derivatives(reference: Reference) throws {
    let surface = try #require(reference.surface)
    #expect(!reference.tests.isEmpty)
    for test in reference.tests {
      let value = surface.objective.value(at: test.at)
      #expect(
        abs(value - test.value) <= max(test.tolerance, 1e-10 * max(1, abs(test.value))), "\(test.at) gives \(value)")
      if let expected = test.gradient {
        let gradient = surface.objective.gradient(at: test.at)
        #expect(difference(gradient, expected) <= 1e-10 * scale(expected), "\(test.at) gives \(gradient)")
      }
      if let expected = test.hessian {
        let rows = surface.objective.hessian(at: test.at)
        let found = [rows[0][0], rows[0][1], rows[1][1]]
        #expect(difference(found, expected) <= 1e-8 * scale(expected), "\(test.at) gives \(found)")
      }
    }
  }

  @Test("Stationary points and their kind", arguments: Reference.all)
  func stationaryPoints(reference: Reference) throws {
    let surface = try #require(reference.surface)
    let points =
      (reference.lowest + reference.minima).map { ($0, StationaryKind.minimum) }
      + reference.saddles.map { ($0, .saddle) } + reference.maxima.map { ($0, .maximum) }
    for (point, kind) in points {
      let value = surface.objective.value(at: point.at)
      #expect(abs(value - point.value) <= 1e-10 * max(1, abs(point.value)), "\(point.at) has \(value)")
      guard let expected = point.eigenvalues else { continue }
      let gradient = surface.objective.gradient(at: point.at)
      // Coordinates are rounded to doubles, which leaves a gradient of this size.
      #expect(difference(gradient, [0, 0]) <= 1e-10 * scale(expected) * scale(point.at), "\(point.at) has \(gradient)")
      let matrix = SymmetricMatrix(rows: surface.objective.hessian(at: point.at))
      let eigenvalues = try #require(matrix.eigensystem()).values
      #expect(difference(eigenvalues, expected) <= 1e-8 * scale(expected), "\(point.at) has \(eigenvalues)")
      let found = matrix.stationaryKind()
      #expect(found == kind || found == .degenerate, "\(point.at) is \(String(describing: found))")
    }
  }

  @Test("The card claims every global minimum in its window, and none lower", arguments: Reference.all)
  func lowest(reference: Reference) throws {
    let surface = try #require(reference.surface)
    guard let least = reference.lowest.first?.value else { return }
    let claimed = try #require(surface.minimumValue)
    #expect(abs(claimed - least) <= 1e-10 * max(1, abs(least)))
    let inside = reference.lowest.filter { point in zip(surface.window, point.at).allSatisfy { $0.contains($1) } }
    #expect(!inside.isEmpty)
    for point in inside {
      let isClaimed = surface.minima.contains { difference($0.at, point.at) <= 1e-9 * scale(point.at) }
      #expect(isClaimed, "\(point.at)")
    }
  }

  private func difference(_ found: [Double], _ expected: [Double]) -> Double {
    zip(found, expected).map { abs($0 - $1) }.reduce(0) { $0.isNaN || $1.isNaN ? .nan : max($0, $1) }
  }

  private func scale(_ numbers: [Double]) -> Double { numbers.map(abs).reduce(1, max) }
}
