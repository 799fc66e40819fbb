internal import Foundation

/// Files that can be called by name: cards or demos.
///
/// Those inside the program lie at the bottom, then those of a folder, then single files; a file replaces one of the same
/// name below it. They are texts here: nothing is read before somebody asks.
struct Shelf: Sendable {
  struct Entry: Sendable {
    let name: String
    let file: String
    fileprivate let content: Content

    /// Whether it is inside the program.
    var isEmbedded: Bool { if case .embedded = content { true } else { false } }

    func text() throws(CardError) -> String {
      switch content {
      case .embedded(let text, _): "\(text)"
      case .unread(let kind): try Shelf.text(of: file, kind)
      case .read(let text): text
      }
    }

    /// The other names it answers to, if they can be told without making sense of the whole.
    var aliases: [String]? {
      switch content {
      case .embedded(_, let aliases): "\(aliases)".split(separator: " ").map(String.init)
      case .unread, .read: (try? text()).flatMap(Self.aliases(in:))
      }
    }

    /// The words of a line `aliases: [...]`; `nil` if they stand in another way, for which the text must be read.
    private static func aliases(in text: String) -> [String]? {
      let key = "aliases:"
      let lines = text.utf8.split(separator: UInt8(ascii: "\n")).filter { $0.starts(with: key.utf8) }
      guard let line = lines.first else { return text.contains("aliases") ? nil : [] }
      let list = String(Substring(line.dropFirst(key.utf8.count))).trimmingCharacters(in: .whitespaces)
      guard list.hasPrefix("["), list.hasSuffix("]"), !list.contains("\""), !list.contains("'") else { return nil }
      return list.dropFirst().dropLast().split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
    }
  }

  /// Texts inside the program and in a folder are left where they are until somebody asks.
  fileprivate enum Content: Sendable {
    case embedded(StaticString, aliases: StaticString)
    case unread(kind: String)
    case read(String)
  }

  /// What one of them is called in errors: `card`.
  let kind: String
  private(set) var entries: [Entry]

  /// Files inside the program, which came from a folder.
  init(
    kind: String, embedded files: [(name: StaticString, aliases: StaticString, text: StaticString)],
    from folder: String
  ) {
    self.kind = kind
    entries = files.map { file in
      Entry(
        name: "\(file.name)", file: "\(folder)/\(file.name).yaml",
        content: .embedded(file.text, aliases: file.aliases))
    }
  }

  /// Adds the files of a folder, which need not exist, in the order of their names.
  mutating func add(folder: String?) throws(CardError) {
    guard let folder, let files = try? FileManager.default.contentsOfDirectory(atPath: folder) else { return }
    var added: [Entry] = []
    for file in files.filter({ $0.hasSuffix(".yaml") && !$0.hasPrefix(".") }).sorted() {
      let path = "\(folder)/\(file)"
      added.append(Entry(name: try name(of: path), file: path, content: .unread(kind: kind)))
    }
    var names: Set<String> = []
    // From the top: a file hides those of its name below it.
    entries = (entries + added).reversed().filter { names.insert($0.name).inserted }.reversed()
  }

  /// Adds a file on top and returns its name: the file's, in lowercase letters, digits and hyphens.
  mutating func add(file: String) throws(CardError) -> String {
    let text = try Self.text(of: file, kind)
    let name = try name(of: file)
    entries.removeAll { $0.name == name }
    entries.append(Entry(name: name, file: file, content: .read(text)))
    return name
  }

  private func name(of file: String) throws(CardError) -> String {
    let stem = URL(fileURLWithPath: file).deletingPathExtension().lastPathComponent
    let name = Self.key(stem)
    guard !name.isEmpty else { throw Self.error(file, "a \(kind)'s file needs a name with a letter or digit") }
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

  private static func error(_ file: String, _ message: String) -> CardError {
    CardError(file: file, line: 0, column: 0, message: message)
  }

  private static func text(of file: String, _ kind: String) throws(CardError) -> String {
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
