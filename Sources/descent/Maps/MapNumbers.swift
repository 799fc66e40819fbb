import Foundation
import Rendering

/// The numbers of a map in the three forms in which they are written.
struct MapNumbers {
  /// The form a file or standard output gets.
  enum Form: String, CaseIterable {
    case csv, json, npy

    /// The form that the ending of a path asks for; nil for a figure.
    init?(path: String) {
      guard let dot = path.lastIndex(of: "."), let form = Form(rawValue: path[path.index(after: dot)...].lowercased())
      else { return nil }
      self = form
    }
  }

  /// One row a cell, RFC 4180.
  let csv: () -> String
  /// Everything, on one line.
  let json: () throws -> String
  /// One record a cell.
  let npy: () -> [UInt8]

  /// Writes them to a path, `-` for standard output, and says where they are.
  func write(as form: Form, to path: String) throws {
    let bytes: [UInt8] =
      switch form {
      case .csv: Array(csv().utf8)
      case .json: Array((try json() + "\n").utf8)
      case .npy: npy()
      }
    if path == "-" { return try StandardStreams.write(bytes) }
    do {
      try Rendering.write(bytes, to: path)
    } catch {
      throw Refusal.failed(error.description)
    }
    StandardStreams.remark("\(path)\n")
  }
}
