import Foundation
import PackagePlugin

/// Embeds what the source says of optimizers, schedules and wrappers into the command, so that `descent show` prints the
/// equations that stand above the code.
///
/// The folders are inputs beside the files, and the tool lists them by itself: a file that came after the plan of a build
/// was made changes its folder.
@main
struct EmbedNotes: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    let sources = context.package.directoryURL.appending(path: "Sources").resolvingSymlinksInPath()
    let rooms = ["Optimizers", "Schedules", "Surfaces/Wrappers"].map { sources.appending(path: $0) }
    let inside = rooms.flatMap { room in
      FileManager.default.enumerator(at: room, includingPropertiesForKeys: nil)?.compactMap { $0 as? URL } ?? []
    }
    let inputs =
      rooms + inside.filter { $0.pathExtension == "swift" || $0.hasDirectoryPath }.sorted { $0.path < $1.path }
    let output = context.pluginWorkDirectoryURL.appending(path: "EmbeddedNotes.swift")
    return [
      .buildCommand(
        displayName: "Embedding what the source says of optimizers, schedules and wrappers",
        executable: try context.tool(named: "embed-notes").url,
        arguments: [output.path] + rooms.map(\.path),
        inputFiles: inputs,
        outputFiles: [output])
    ]
  }
}
