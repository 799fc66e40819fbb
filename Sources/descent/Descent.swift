import ArgumentParser
import Foundation

/// The command: a laboratory for optimizers.
@main
struct Descent: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "descent",
    abstract: "A laboratory for optimizers: compare them fairly on any surface, and draw it.",
    discussion: """
      descent compare rosenbrock              the figure: map, losses and table
      descent compare beale sgd adam:lr=0.05  these two, one at your own rate
      descent compare sphere+rotate:degrees=30  on a surface turned, moved, penalised ...
      descent run saddle adam --format csv    every step, as numbers
      descent run beale sgd --runs 10000 --noise 1  many noisy runs: clouds, bands, escapes
      descent map himmelblau adam             every pixel a run: basins, knobs, rates
      descent curves rosenbrock               one optimizer at several rates, each with a verdict
      descent find-lr rosenbrock adam         a range test, and the truth beside it
      descent tune rosenbrock adam --over lr  four strategies of search, equal budgets
      descent schedule cosine one-cycle       schedules, drawn or as numbers
      descent kinship --optimizers all        who walks like whom
      descent demo saddle                     a lesson, its figure and its claims
      descent explain rosenbrock adam --at 7  one step taken apart, with its numbers
      descent worksheet beale sgd --steps 5   the table by hand, or a blank one
      descent list optimizers                 what there is
      descent show adam                       what it does, and its knobs
      descent reproduce FILE                  draw a figure again, and compare

      A surface is a name, --surface FILE (a card) or --formula TEXT. \
      An optimizer is a name, with knobs as in adam:lr=0.05,beta1=0.8. \
      'descent help compare' explains every option.
      """,
    version: Version.text,
    groupedSubcommands: [
      CommandGroup(
        name: "Look",
        subcommands: [Compare.self, Walk.self, MapOutcomes.self, ShowCurves.self, ShowKinship.self]),
      CommandGroup(name: "Rates", subcommands: [FindRate.self, Tune.self, DrawSchedule.self]),
      CommandGroup(name: "Teach", subcommands: [Demonstrate.self, Explain.self, MakeWorksheet.self]),
      CommandGroup(name: "Check", subcommands: [List.self, Show.self, Check.self, Reproduce.self]),
    ])

  /// Runs what was asked.
  ///
  /// Exit codes: 0 done, 64 asked wrongly, 1 could not.
  static func main() {
    do {
      try checkSubcommand(CommandLine.arguments.dropFirst().first)
      var command = try parseAsRoot()
      try command.run()
    } catch let refusal as Refusal {
      StandardStreams.remark("descent: \(refusal.description)\n")
      Foundation.exit(refusal.code)
    } catch {
      exit(withError: error)
    }
  }

  /// Says what was meant if the first word is no subcommand; the parser alone would call it unexpected.
  private static func checkSubcommand(_ word: String?) throws {
    guard let word, !word.hasPrefix("-") else { return }
    let names = configuration.subcommands.map { $0._commandName }
    guard word != "help", !names.contains(word) else { return }
    throw Refusal.unknown("subcommand", word, among: names, list: "descent help")
  }
}

/// Which Descent this is.
enum Version {
  /// The number of the version.
  static let text = "0.1.0"
}
