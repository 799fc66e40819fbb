/// Measures how fast the laboratory is.
///
///     swift run -c release --package-path Tests/Benchmarks benchmarks [FILTER]
///
/// Prints one line a measurement: its number, its unit, its name. With a filter only those whose name contains it are
/// made. Absolute numbers depend on the machine and on who else uses it; compare them with a peer's of the same minute.
@main
enum Benchmarks {
  static func main() throws {
    let filter = CommandLine.arguments.dropFirst().joined(separator: " ")
    var found = false
    for measurement in try Measurements.all() where filter.isEmpty || measurement.name.contains(filter) {
      found = true
      print(padded(rounded(try measurement.best())), measurement.unit.rawValue, " ", measurement.name)
    }
    if !found { print("no measurement has '\(filter)' in its name") }
  }

  /// Four significant digits are more than the clock is good for.
  private static func rounded(_ number: Double) -> String {
    if number >= 1000 { return "\(Int(number.rounded()))" }
    let places = number >= 100 ? 10.0 : number >= 10 ? 100 : 1000
    return "\((number * places).rounded() / places)"
  }

  private static func padded(_ text: String) -> String {
    String(repeating: " ", count: max(0, 8 - text.count)) + text
  }
}
