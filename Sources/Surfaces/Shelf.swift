internal import Foundation

/// Files that can be called by name: cards or demos.
///
/// Those inside the program lie at the bottom, then those of a folder, then single files; a file replaces one of the same
/// name below it. They are texts here: nothing is read before somebody asks.
struct Shelf: Sendable {
  struct Entry: Sendable {
    let name: String
    let file: String
    let text: String
    /// Whether it is inside the program.
    var isEmbedded = false
  }

  /// What one of them is called in errors: `card`.
  let kind: String
  private(set) var entries: [Entry]

  /// Files inside the program, which came from a folder.
  init(kind: String, embedded files: [(name: StaticString, text: StaticString)], from folder: String) {
    self.kind = kind
    entries = files.map { file in
      Entry(name: "\(file.name)", file: "\(folder)/\(file.name).yaml", text: "\(file.text)", isEmbedded: true)
    }
  }

  /// Adds the files of a folder, which need not exist, in the order of their names.
  mutating func add(folder: String?) throws(CardError) {
    guard let folder, let files = try? FileManager.default.contentsOfDirectory(atPath: folder) else { return }
    for file in files.filter({ $0.hasSuffix(".yaml") && !$0.hasPrefix(".") }).sorted() {
      _ = try add(file: "\(folder)/\(file)")
    }
  }

  /// Adds a file on top and returns its name: the file's, in lowercase letters, digits and hyphens.
  mutating func add(file: String) throws(CardError) -> String {
    let text = try text(of: file)
    let stem = URL(fileURLWithPath: file).deletingPathExtension().lastPathComponent
    let name = Self.key(stem)
    guard !name.isEmpty else { throw error(file, "a \(kind)'s file needs a name with a letter or digit") }
    entries.removeAll { $0.name == name }
    entries.append(Entry(name: name, file: file, text: text))
    return name
  }

  /// The names in alphabetical order.
  var names: [String] { entries.map(\.name).sorted() }

  /// The entry with a name; capitals do not count, and a space or underscore is as good as a hyphen.
  func entry(named name: String) -> Entry? {
    let key = Self.key(name)
    return entries.last { $0.name == key }
  }

  /// A text in lowercase, each run of other signs than letters and digits as one hyphen.
  static func key(_ text: String) -> String {
    text.lowercased().split { !$0.isLetter && !$0.isNumber }.joined(separator: "-")
  }

  private func error(_ file: String, _ message: String) -> CardError {
    CardError(file: file, line: 0, column: 0, message: message)
  }

  private func text(of file: String) throws(CardError) -> String {
    let limit = 1 << 20
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: file, isDirectory: &isFolder) else {
      throw error(file, "there is no such file")
    }
    if isFolder.boolValue { throw error(file, "this is a folder; name a \(kind) file in it") }
    guard let handle = FileHandle(forReadingAtPath: file) else { throw error(file, "this file may not be read") }
    defer { try? handle.close() }
    // A limit, so that a device that never ends is no trap.
    guard let data = try? handle.read(upToCount: limit + 1) else { throw error(file, "this file cannot be read") }
    guard data.count <= limit else { throw error(file, "this is too long for a \(kind); at most a megabyte is read") }
    guard let text = String(data: data, encoding: .utf8) else { throw error(file, "this is not text in UTF-8") }
    return text
  }
}
