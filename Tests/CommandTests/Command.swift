import Foundation
import Testing

/// What the command did.
struct Outcome {
  let code: Int32
  let output: String
  let errors: String
  /// Whether a signal ended it.
  let crashed: Bool

  /// The lines of the output.
  var lines: [String] { output.split(whereSeparator: \.isNewline).map(String.init) }
}

/// The command as it was built, run in a folder of its own.
enum Command {
  /// The executable, which stands beside the tests, wherever they were built.
  private static let executable: URL? = {
    let places =
      [CommandLine.arguments.first.map { URL(fileURLWithPath: $0) }, Bundle.main.executableURL]
      + Bundle.allBundles.map(\.bundleURL)
    for place in places.compactMap({ $0 }) {
      var folder = place.deletingLastPathComponent()
      // On a Mac the tests are inside a bundle, a few folders down.
      for _ in 0..<5 {
        let candidate = folder.appendingPathComponent("descent")
        var isFolder: ObjCBool = false
        let exists = FileManager.default.fileExists(atPath: candidate.path, isDirectory: &isFolder)
        if exists && !isFolder.boolValue { return candidate }
        folder.deleteLastPathComponent()
      }
    }
    return nil
  }()

  /// Runs `descent` with some words.
  static func descent(_ words: String..., files: [String: String] = [:]) throws -> Outcome {
    try run(words: words, files: files)
  }

  /// Runs `descent` with the words of a line, which holds no quotes.
  static func line(_ line: String, files: [String: String] = [:]) throws -> Outcome {
    try run(words: line.split(separator: " ").map(String.init), files: files)
  }

  /// Runs a line of shell in which `descent` is the command.
  static func shell(_ line: String, files: [String: String] = [:]) throws -> Outcome {
    let program = try #require(executable).path
    return try start(URL(fileURLWithPath: "/bin/sh"), ["-c", "descent() { '\(program)' \"$@\"; }\n\(line)"], files)
  }

  private static func run(words: [String], files: [String: String]) throws -> Outcome {
    try start(try #require(executable, "descent is not beside the tests"), words, files)
  }

  /// Output goes to files, so that none of it can block.
  private static func start(_ program: URL, _ words: [String], _ files: [String: String]) throws -> Outcome {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("descent-\(UUID().uuidString)")
    let work = folder.appendingPathComponent("work")
    try FileManager.default.createDirectory(at: work, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, text) in files { try Data(text.utf8).write(to: work.appendingPathComponent(name)) }
    let streams = try ["output", "errors"].map { name in
      let file = folder.appendingPathComponent(name)
      try Data().write(to: file)
      return (file: file, handle: try FileHandle(forWritingTo: file))
    }
    let process = Process()
    process.executableURL = program
    process.arguments = words
    process.currentDirectoryURL = work
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = streams[0].handle
    process.standardError = streams[1].handle
    try process.run()
    process.waitUntilExit()
    let texts = try streams.map { stream in
      try stream.handle.close()
      return String(decoding: try Data(contentsOf: stream.file), as: UTF8.self)
    }
    return Outcome(
      code: process.terminationStatus, output: texts[0], errors: texts[1],
      crashed: process.terminationReason == .uncaughtSignal)
  }
}
