import Foundation
import PackagePlugin

/// Embeds the cards of `Surfaces/` into the room of the same name, so that the command works from any folder.
///
/// The folder is an input beside the cards, and the tool lists it by itself: builds reuse their plan, so a card that
/// came after the plan was made is on no list here, but it changes the folder.
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
        displayName: "Embedding the cards of Surfaces",
        executable: try context.tool(named: "embed-cards").url,
        arguments: [folder.path, output.path],
        inputFiles: [folder] + cards,
        outputFiles: [output])
    ]
  }
}
