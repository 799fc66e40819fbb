import Foundation
import PackagePlugin

/// Embeds the cards of `Surfaces/` into the room of the same name, so that the command works from any folder.
@main
struct EmbedCards: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    let folder = context.package.directoryURL.appending(path: "Surfaces").resolvingSymlinksInPath()
    let cards = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
      .filter { $0.pathExtension == "yaml" }
      .sorted { $0.path < $1.path }
    let output = context.pluginWorkDirectoryURL.appending(path: "EmbeddedCards.swift")
    return [
      .buildCommand(
        displayName: "Embedding \(cards.count) cards",
        executable: try context.tool(named: "embed-cards").url,
        arguments: [output.path] + cards.map(\.path),
        inputFiles: cards,
        outputFiles: [output])
    ]
  }
}
