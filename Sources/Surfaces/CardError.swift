/// What is wrong with a card, and where.
///
///     Surfaces/bowl.yaml:4:10: unknown name "z"; known are x, y, pi, e
///       x^2 + z^2
///             ^
public struct CardError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The card's file.
  public let file: String
  /// The line of the file, counted from 1; 0 if the file as a whole is meant.
  public let line: Int
  /// The column of the line, counted from 1; 0 if the file as a whole is meant.
  public let column: Int
  /// What is wrong and what to do; an error in a formula is shown with its place.
  public let message: String

  /// Where and what, on one line, then the formula if it is about one.
  public var description: String { line == 0 ? "\(file): \(message)" : "\(file):\(line):\(column): \(message)" }
}

/// What is wrong with a request for a surface.
public struct SurfaceError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What was asked, what is wrong and what to do.
  public let description: String

  init(_ description: String) { self.description = description }
}
