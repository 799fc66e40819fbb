import ArgumentParser
import Foundation
import Rendering
import Surfaces

/// `descent reproduce`: draws a figure again from the recipe in its file, and compares the two.
struct Reproduce: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Draw a figure again from the recipe in its file, and say whether it is the same.",
    discussion: """
      descent reproduce output/rosenbrock.png
      descent reproduce figure.pdf -o again.pdf

      The file keeps the command and the text of the card, whatever has become of the card since. \
      The same Descent, cairo, FreeType and zlib give the same bytes; else the difference is named.
      """)

  @Argument(help: "A figure that descent wrote: .png, .svg, .pdf or .html.")
  var file: String

  @Option(
    name: .shortAndLong, parsing: .unconditional,
    help: ArgumentHelp("Where the new figure goes (default: it is only compared).", valueName: "file"))
  var output: String?

  func run() throws {
    let bytes = try Self.read(file)
    let recipe = try recipe(in: bytes)
    let workshop = Workshop()
    defer { workshop.remove() }
    let again = try workshop.draw(try workshop.words(of: recipe), as: Self.kind(of: bytes))
    if let output {
      do { try write(again, to: output) } catch { throw Refusal.failed(error.description) }
    }
    guard again != bytes else { return try StandardStreams.write("\(file): the same, bit for bit\n") }
    throw Refusal.failed("\(file) is not what is drawn now: " + difference(recipe))
  }

  private static func read(_ path: String) throws -> [UInt8] {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw Refusal.failed("cannot read '\(path)'; name a figure that descent wrote")
    }
    return Array(data)
  }

  /// The ending of a file of that kind, whatever the file is called.
  private static func kind(of bytes: [UInt8]) -> String {
    if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]) { return "png" }
    if bytes.starts(with: "%PDF".utf8) { return "pdf" }
    return bytes.starts(with: "<!doctype html".utf8) ? "html" : "svg"
  }

  private func recipe(in bytes: [UInt8]) throws -> Recipe {
    guard let text = notes(in: bytes).last(where: { $0.keyword == "Recipe" })?.text else {
      throw Refusal.failed("'\(file)' holds no recipe; only figures that descent wrote can be drawn again")
    }
    guard let recipe = try? JSONDecoder().decode(Recipe.self, from: Data(text.utf8)) else {
      throw Refusal.failed("the recipe in '\(file)' cannot be read; it may come from another Descent")
    }
    return recipe
  }

  /// What is different, as far as can be told.
  private func difference(_ recipe: Recipe) -> String {
    var reasons: [String] = []
    if recipe.descent != Version.text {
      reasons.append("it was made by Descent \(recipe.descent), this is \(Version.text)")
    }
    if let libraries = recipe.libraries, libraries != paintingLibraries {
      reasons.append("it was painted with \(libraries), here are \(paintingLibraries)")
    }
    if reasons.isEmpty {
      reasons.append("versions are the same, so the file was changed, or the processor rounds otherwise")
    }
    return reasons.joined(separator: "; ") + (output == nil ? "; --output FILE keeps the new one" : "")
  }
}

/// A folder in which a recipe is followed, with its cards and its demo in their places.
///
/// A recipe comes with a file, from anywhere: what it says is written into this folder and nowhere else.
private struct Workshop {
  /// What is removed in the end.
  private let root = FileManager.default.temporaryDirectory.path + "/descent-\(UUID().uuidString)"
  /// Where the command runs: some way down, so that a card may find its data above it.
  private var folder: String { root + "/above/above/above/work" }

  /// The subcommands that write one figure where they are told, and nothing else.
  private static let drawing = ["compare", "demo", "find-lr", "schedule", "curves", "kinship", "explain", "run"]
  /// More words have no command of a person.
  private static let mostWords = 2000

  /// Puts what a recipe needs in its place.
  ///
  /// - Returns: the command to be run here.
  func words(of recipe: Recipe) throws -> [String] {
    try Self.check(recipe.command)
    var words = Recipe.withoutPlaces(recipe.command)
    try make(folder + "/Surfaces/Demos")
    for (name, text) in recipe.cards where (try? Catalogue().surface(named: name).cardText) != text {
      let given = words.firstIndex(of: "--surface").map { $0 + 1 }.flatMap { words.indices.contains($0) ? $0 : nil }
      let path = given.map { words[$0] } ?? "Surfaces/\(Self.lastName(of: name)).yaml"
      if path.hasPrefix("/") || path.contains("..") {
        // Outside the workshop: the card itself if it has not changed, else a copy of what it was.
        if FileManager.default.contents(atPath: path) == Data(text.utf8) { continue }
        if let given { words[given] = Self.lastName(of: path) }
      }
      let place = folder + "/" + (given.map { words[$0] } ?? path)
      try save(Data(text.utf8), at: place)
      try bringData(of: text, from: Self.folder(of: path), to: Self.folder(of: place))
    }
    if let demo = recipe.demo, words.count > 1 {
      words[1] = Self.lastName(of: words[1]).replacing(".yaml", with: "")
      try save(Data(demo.utf8), at: folder + "/Surfaces/Demos/\(words[1]).yaml")
    }
    return words
  }

  private static func check(_ command: [String]) throws {
    guard let first = command.first, !first.hasPrefix("-"), command.count <= mostWords else {
      throw Refusal.failed("the recipe names no command that draws; the file was changed")
    }
    guard !command.contains(where: { $0 == "--reveal" || $0.hasPrefix("--reveal=") }) else {
      throw Refusal.failed("this picture is one of a series; run '\(command.joined(separator: " "))' again")
    }
    guard first != "reproduce" else { throw Refusal.failed("the recipe leads to itself") }
    guard drawing.contains(first) else {
      throw Refusal.failed("the recipe names no command that draws, but '\(first)'; the file was changed")
    }
  }

  /// The bytes of the figure drawn again.
  func draw(_ words: [String], as kind: String) throws -> [UInt8] {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Bundle.main.executablePath ?? CommandLine.arguments[0])
    process.arguments = words + ["--output", "figure.\(kind)"]
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    let errors = Pipe()
    process.standardInput = FileHandle.nullDevice
    (process.standardOutput, process.standardError) = (FileHandle.nullDevice, errors)
    do { try process.run() } catch { throw Refusal.failed("the command could not be started again") }
    let said = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw Refusal.failed("its recipe can no longer be followed: " + Self.reason(said))
    }
    guard let data = FileManager.default.contents(atPath: folder + "/figure.\(kind)") else {
      throw Refusal.failed("its recipe, '\(words.joined(separator: " "))', draws no figure; the file was changed")
    }
    return Array(data)
  }

  func remove() { try? FileManager.default.removeItem(atPath: root) }

  /// What a command said was wrong, without its name in front and its usage behind.
  private static func reason(_ said: String) -> String {
    let text = said.firstRange(of: "\nUsage: ").map { String(said[..<$0.lowerBound]) } ?? said
    let start = ["descent: ", "Error: "].first(where: text.hasPrefix) ?? ""
    return text.dropFirst(start.count).trimmingCharacters(in: .newlines)
  }

  /// Brings the files a card takes its data from, if they lie where they lay.
  private func bringData(of card: String, from home: String, to folder: String) throws {
    let lines = card.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
    let files = lines.filter { $0.hasPrefix("data:") || $0.hasPrefix("validation:") }.compactMap { line in
      line.split(separator: ":", maxSplits: 1).last?.trimmingCharacters(in: .whitespaces)
    }.filter { $0.hasSuffix(".csv") && !$0.hasPrefix("/") }
    for file in files {
      let source = home.isEmpty ? file : home + "/" + file
      guard let data = FileManager.default.contents(atPath: source) else { continue }
      try save(data, at: folder + "/" + file)
    }
  }

  private func make(_ folder: String) throws {
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw Refusal.failed("cannot make a folder to draw in: \(folder)")
    }
  }

  /// Writes a file, which must lie in the workshop, and the folders above it.
  private func save(_ data: Data, at path: String) throws {
    let place = (path as NSString).standardizingPath
    guard place.hasPrefix((root as NSString).standardizingPath + "/") else {
      throw Refusal.failed("the recipe needs a file too far from its card to be copied: \(path)")
    }
    try make(Self.folder(of: place))
    guard FileManager.default.createFile(atPath: place, contents: data) else {
      throw Refusal.failed("cannot write \(place)")
    }
  }

  private static func lastName(of path: String) -> String { (path as NSString).lastPathComponent }

  private static func folder(of path: String) -> String { (path as NSString).deletingLastPathComponent }
}
