import Foundation
import PackagePlugin

/// Embeds the cards of `Surfaces/`, the demos of `Surfaces/Demos/` and the data of `Surfaces/Data/` into the room `Surfaces`, so that the command
/// works from any folder.
///
/// The folders are inputs beside the files, and the tool lists them by itself: builds reuse their plan, so a
/// file that came after the plan was made is on no list here, but it changes its folder.
@main
struct EmbedCards: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    let folder = context.package.directoryURL.appending(path: "Surfaces").resolvingSymlinksInPath()
    let folders = [folder, folder.appending(path: "Demos"), folder.appending(path: "Data")]
    let files = try folders.flatMap { folder in
      try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        .filter { ["yaml", "csv"].contains($0.pathExtension) }
        .sorted { $0.path < $1.path }
    }
    let output = context.pluginWorkDirectoryURL.appending(path: "EmbeddedCards.swift")
    return [
      .buildCommand(
        displayName: "Embedding the cards and demos of Surfaces",
        executable: try context.tool(named: "embed-cards").url,
        arguments: [folder.path, output.path],
        inputFiles: folders + files,
        outputFiles: [output])
    ]
  }
}
