import ArgumentParser

/// The command.
@main
struct Descent: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "descent", abstract: "A laboratory for optimizers.")
}
