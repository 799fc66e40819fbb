import PackagePlugin

/// Embeds the cards of `Surfaces/` into the binary.
@main
struct EmbedCards: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] { [] }
}
