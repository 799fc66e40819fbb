internal import Foundation

/// Where the data of a card lie.
enum DataPlace: Sendable {
  /// Inside the program, beside its cards.
  case program
  /// In a folder: that of the card.
  case folder(String)
}

/// A file of data, read piece by piece.
struct DataFile {
  /// What errors say.
  let name: String
  private let bytes: [UInt8]?
  private let handle: FileHandle?

  private static let piece = 1 << 20

  /// Finds a file; `place` is where errors say it was asked for.
  init(_ path: String, in place: DataPlace, asked field: FilePlace) throws(CardError) {
    switch place {
    case .program:
      guard let file = EmbeddedCards.data.first(where: { "\($0.name)" == path }) else {
        throw field.error("there is no file \"\(path)\" inside the program")
      }
      name = "Surfaces/\(path)"
      bytes = Array("\(file.text)".utf8)
      handle = nil
    case .folder(let folder):
      let file = path.hasPrefix("/") || folder.isEmpty ? path : "\(folder)/\(path)"
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: file, isDirectory: &isFolder) else {
        throw field.error("there is no file \"\(file)\"; data are looked for beside the card")
      }
      if isFolder.boolValue { throw field.error("\"\(file)\" is a folder; name a CSV file in it") }
      let attributes = try? FileManager.default.attributesOfItem(
        atPath: URL(fileURLWithPath: file).resolvingSymlinksInPath().path)
      guard attributes?[.type] as? FileAttributeType == .typeRegular else {
        throw field.error("\"\(file)\" is a device or a pipe; data are read from files")
      }
      guard let handle = FileHandle(forReadingAtPath: file) else {
        throw field.error("\"\(file)\" may not be read")
      }
      name = file
      bytes = nil
      self.handle = handle
    }
  }

  /// Reads the columns that are wanted.
  func table(wanted: ([String]) throws(CardError) -> [String]) throws(CardError) -> DataTable {
    defer { try? handle?.close() }
    var rest = bytes
    return try DataTable(
      reading: { () throws(CardError) -> [UInt8] in
        if let all = rest {
          rest = []
          return all
        }
        do {
          return Array(try handle?.read(upToCount: Self.piece) ?? Data())
        } catch {
          throw CardError(file: name, line: 0, column: 0, message: "this file cannot be read")
        }
      }, file: name, wanted: wanted)
  }
}
