import Foundation
import PackagePlugin

/// Embeds the files of `Sources/Rendering/Page/` into the room `Rendering`: what a page is made of, besides the figure.
@main
struct EmbedPage: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    let folder = context.package.directoryURL.appending(path: "Sources/Rendering/Page").resolvingSymlinksInPath()
    let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
      .filter { ["html", "css", "js"].contains($0.pathExtension) }
      .sorted { $0.path < $1.path }
    let output = context.pluginWorkDirectoryURL.appending(path: "EmbeddedPage.swift")
    return [
      .buildCommand(
        displayName: "Embedding the page of figures that move",
        executable: try context.tool(named: "embed-page").url,
        arguments: [output.path] + files.map(\.path),
        inputFiles: [folder] + files,
        outputFiles: [output])
    ]
  }
}
