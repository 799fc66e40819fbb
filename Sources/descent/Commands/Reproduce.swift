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
    let kind = file.split(separator: ".").last.map { $0.lowercased() } ?? "png"
    let workshop = try Workshop(recipe, beside: file)
    defer { workshop.remove() }
    let again = try workshop.draw(as: kind)
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
private struct Workshop {
  private let folder: String
  private let words: [String]

  init(_ recipe: Recipe, beside file: String) throws {
    guard !recipe.command.contains(where: { $0 == "--reveal" || $0.hasPrefix("--reveal=") }) else {
      throw Refusal.failed("this picture is one of a series; run '\(recipe.command.joined(separator: " "))' again")
    }
    guard recipe.command.first != "reproduce" else { throw Refusal.failed("the recipe leads to itself") }
    folder = NSTemporaryDirectory() + "/descent-\(UUID().uuidString)"
    var words = recipe.command
    try Self.make(folder + "/Surfaces/Demos")
    for (name, text) in recipe.cards where (try? Catalogue().surface(named: name).cardText) != text {
      let given = words.firstIndex(of: "--surface").map { $0 + 1 }.flatMap { words.indices.contains($0) ? $0 : nil }
      let path = given.map { words[$0] } ?? "Surfaces/\(name).yaml"
      if path.hasPrefix("/") || path.contains("..") {
        // Outside the workshop: the card itself if it has not changed, else a copy of what it was.
        if FileManager.default.contents(atPath: path) == Data(text.utf8) { continue }
        if let given { words[given] = (path as NSString).lastPathComponent }
      }
      let place = folder + "/" + (given.map { words[$0] } ?? path)
      try Self.make((place as NSString).deletingLastPathComponent)
      try Self.save(text, place)
      try Self.bringData(
        of: text, from: (path as NSString).deletingLastPathComponent, to: (place as NSString).deletingLastPathComponent)
    }
    if let demo = recipe.demo, words.count > 1 {
      let name = (words[1] as NSString).lastPathComponent.replacing(".yaml", with: "")
      try Self.save(demo, folder + "/Surfaces/Demos/\(name).yaml")
      words[1] = name
    }
    if let place = words.firstIndex(of: "--caption"), place + 1 < words.count { words[place + 1] = "caption.txt" }
    self.words = words
  }

  /// The bytes of the figure drawn again.
  func draw(as kind: String) throws -> [UInt8] {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Bundle.main.executablePath ?? CommandLine.arguments[0])
    process.arguments = words + ["--output", "figure.\(kind)"]
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    let errors = Pipe()
    (process.standardOutput, process.standardError) = (FileHandle.nullDevice, errors)
    do { try process.run() } catch { throw Refusal.failed("the command could not be started again") }
    let said = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    guard process.terminationStatus == 0, let data = FileManager.default.contents(atPath: folder + "/figure.\(kind)")
    else {
      throw Refusal.failed("its recipe can no longer be followed: " + said.trimmingCharacters(in: .newlines))
    }
    return Array(data)
  }

  func remove() { try? FileManager.default.removeItem(atPath: folder) }

  /// Brings the files a card takes its data from, if they lie where they lay.
  private static func bringData(of card: String, from home: String, to folder: String) throws {
    let lines = card.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
    let files = lines.filter { $0.hasPrefix("data:") || $0.hasPrefix("validation:") }.compactMap { line in
      line.split(separator: ":", maxSplits: 1).last?.trimmingCharacters(in: .whitespaces)
    }.filter { $0.hasSuffix(".csv") }
    for file in files {
      let source = file.hasPrefix("/") || home.isEmpty ? file : home + "/" + file
      guard let data = FileManager.default.contents(atPath: source) else { continue }
      try make((folder + "/" + file as NSString).deletingLastPathComponent)
      guard FileManager.default.createFile(atPath: folder + "/" + file, contents: data) else {
        throw Refusal.failed("cannot write a copy of \(source)")
      }
    }
  }

  private static func make(_ folder: String) throws {
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw Refusal.failed("cannot make a folder to draw in: \(folder)")
    }
  }

  private static func save(_ text: String, _ path: String) throws {
    guard FileManager.default.createFile(atPath: path, contents: Data(text.utf8)) else {
      throw Refusal.failed("cannot write \(path)")
    }
  }
}
