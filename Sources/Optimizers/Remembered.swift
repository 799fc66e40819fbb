internal import Calculus

/// Something that a run remembers from step to step, under the name that it has in the source.
public struct Remembered: Sendable, Equatable {
  /// Whose number it is.
  public enum Scope: Sendable, Equatable {
    /// There is one for each coordinate.
    case coordinate
    /// There is one for the run.
    case run
    /// It follows from the number of the step, and is the same for all runs with the same knobs.
    case step
  }

  /// The name: `meanSquare`.
  public let name: String
  /// One number a coordinate, or a single one.
  public let values: [Double]
  /// Whose number it is.
  public let scope: Scope

  /// Something remembered.
  public init(_ name: String, _ values: [Double], scope: Scope) {
    self.name = name
    self.values = values
    self.scope = scope
  }
}

extension Remembered {
  /// Under a name that tells it from what is remembered elsewhere.
  func under(_ owner: String) -> Remembered { Remembered("\(owner) \(name)", values, scope: scope) }
}

extension Memory {
  /// Nothing that has a name.
  public func remembered(lane: Int) -> [Remembered] { [] }
}

/// Reads what is remembered field by field, under the names of the fields.
enum Fields {
  /// What the fields of one struct of lanes for each coordinate hold in one lane.
  static func coordinates(_ rows: [Any], lane: Int) -> [Remembered] {
    let columns = rows.map { numbers(of: $0, lane: lane) }
    return (columns.first ?? []).indices.map { field in
      Remembered(columns[0][field].name, columns.map { $0[field].number }, scope: .coordinate)
    }
  }

  /// What the numbers of a struct hold, or the value itself if it is a number.
  static func numbers(of value: Any, lane: Int, scope: Remembered.Scope) -> [Remembered] {
    // A coordinate may remember a mean, and the pace a correction of that name.
    let owner = scope == .step ? "pace" : nil
    if let number = number(value, lane: lane) { return [Remembered(owner ?? "number", [number], scope: scope)] }
    return numbers(of: value, lane: lane, within: owner).map { Remembered($0.name, [$0.number], scope: scope) }
  }

  /// What the state of a method holds: numbers, lists with one number a coordinate, and the rows of matrices.
  static func state(_ value: Any, dimension: Int) -> [Remembered] {
    Mirror(reflecting: value).children.flatMap { child -> [Remembered] in
      guard let name = child.label else { return [] }
      if let number = number(child.value, lane: 0) { return [Remembered(name, [number], scope: .run)] }
      if let numbers = child.value as? [Double] {
        return numbers.count == dimension ? [Remembered(name, numbers, scope: .coordinate)] : []
      }
      if let matrix = child.value as? SymmetricMatrix {
        return (0..<matrix.dimension).map { row in
          let numbers = (0..<matrix.dimension).map { matrix[max(row, $0), min(row, $0)] }
          return Remembered("\(name) \(row + 1)", numbers, scope: .coordinate)
        }
      }
      switch Mirror(reflecting: child.value).displayStyle {
      case .optional:
        // What is there has no name of its own.
        return Mirror(reflecting: child.value).children.flatMap { state($0.value, dimension: dimension) }.map {
          $0.under(name)
        }
      case .struct, .tuple: return state(child.value, dimension: dimension).map { $0.under(name) }
      default: return []
      }
    }
  }

  /// The numbers of one lane in the fields of a struct; those of a struct within have its name before theirs.
  private static func numbers(
    of value: Any, lane: Int, within owner: String? = nil
  ) -> [(name: String, number: Double)] {
    Mirror(reflecting: value).children.flatMap { child -> [(name: String, number: Double)] in
      guard let label = child.label else { return [] }
      let name = owner.map { "\($0) \(label)" } ?? label
      return number(child.value, lane: lane).map { [(name, $0)] } ?? numbers(of: child.value, lane: lane, within: name)
    }
  }

  /// The number of one lane; nil if it is none.
  private static func number(_ value: Any, lane: Int) -> Double? {
    switch value {
    case let lanes as Lanes: lanes[lane]
    case let number as Double: number
    case let count as Int: Double(count)
    default: nil
    }
  }
}
