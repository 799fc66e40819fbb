import Calculus
import Optimizers
import Testing

/// Our steps beside those of other programs.
///
/// Agreement means that no coordinate differs by more than 1e-12 of the largest one, or of 1, in any of the first 20
/// steps that the file holds. Later ones are left out: on R the paths amplify the order of operations.
@Suite struct ReferenceTests {
  let file: References

  init() throws { file = try References.read() }

  @Test(arguments: libraryRows) func agreesWithLibrary(_ row: ReferenceRow) throws {
    let runs = runs(of: row)
    if row.library == paper {
      #expect(!runs.isEmpty)
    } else {
      #expect(runs.map(\.surface) == ["Q", "R"])
    }
    for run in runs {
      let rate = try #require(row.rate ?? run.rate)
      let ours = try points(of: row, on: run.surface, from: run.start, rate: rate)
      #expect(run.points.count { $0.step <= row.steps } >= 7)
      #expect(distance(ours, run.points, within: row.steps) <= row.agreement, "\(run.surface)")
    }
  }

  @Test(arguments: classicRows) func agreesWithTextbook(_ row: ReferenceRow) throws {
    let run = try #require(file.classic[row.run])
    let ours = try points(of: row, on: row.surface, from: row.start, rate: row.rate ?? .nan)
    #expect(run.points.contains { $0.step == row.steps })
    #expect(distance(ours, run.points, within: row.steps) <= row.agreement)
  }

  /// Every optimizer has a run to agree with, and a change of any real knob by 1 % (by 0.01 from 0) breaks the
  /// agreement with at least one of them.
  @Test(arguments: everyone) func everyKnobMatters(_ name: String) throws {
    let rows = (libraryRows + classicRows).filter { $0.optimizer == name }
    #expect(rows.isEmpty == (withoutReference[name] != nil), "\(name) needs a row")
    guard !rows.isEmpty else { return }
    let quiet = quietKnobs[name] ?? [:]
    for knob in try optimizer(name).realKnobs {
      let breaks = try rows.contains { row in
        let nudged = try optimizer(name, row.knobs).nudged(knob)
        return try worst(row, with: nudged, rateFactor: 1) > row.agreement
      }
      #expect(breaks == (quiet[knob] == nil), "\(knob) of \(name)")
    }
    guard OptimizerCatalogue.find(name)?.identity.defaultRate != nil else { return }
    let moved = try rows.filter { row in
      try worst(row, with: optimizer(name, row.knobs), rateFactor: 1.01) > row.agreement
    }
    // Where the rate is quiet, it is so in some runs and not in all.
    #expect(quiet["lr"] == nil ? moved.count == rows.count : !moved.isEmpty, "lr of \(name)")
  }

  /// Every wrapper has a run to agree with, around some optimizer, and its knobs matter there.
  @Test(arguments: wrappers) func everyWrapperMatters(_ name: String) throws {
    let rows = (libraryRows + classicRows).filter { $0.optimizer.hasSuffix("+\(name)") }
    #expect(!rows.isEmpty, "\(name) needs a row")
    for knob in try optimizer("sgd+\(name)").realKnobs where knob.hasPrefix("\(name).") {
      let breaks = try rows.contains { row in
        try worst(row, with: optimizer(row.optimizer, row.knobs).nudged(knob), rateFactor: 1) > row.agreement
      }
      #expect(breaks, "\(knob)")
    }
  }

  /// The part of the file that is reproduced grows with the catalogue; it never shrinks unseen.
  @Test func coverage() throws {
    let covered = libraryRows.reduce(0) { sum, row in
      sum + file.runs.count { $0.lib == row.library && $0.opt == row.run }
    }
    print(
      "reference runs covered: \(covered) of \(file.runs.count), classics \(Set(classicRows.map(\.run)).count) of \(file.classic.count)"
    )
    print("runs from the equations of papers: \(file.papers.count)")
    for (library, run, reason) in leftOut { print("left out: \(run) of \(library), which \(reason)") }
    // Every run that bears the name of an optimizer of ours is reproduced, or left out for a reason.
    for run in file.runs where OptimizerCatalogue.find(Self.family(of: run.opt)) != nil {
      let isCovered = libraryRows.contains { $0.library == run.lib && $0.run == run.opt }
      let isLeftOut = leftOut.contains { $0.library == run.lib && $0.run == run.opt }
      #expect(isCovered != isLeftOut, "\(run.opt) of \(run.lib)")
    }
    #expect(file.runs.count == 418)
    #expect(file.classic.count == 26)
    let fromLibraries = libraryRows.filter { $0.library != paper }
    #expect(covered == 2 * fromLibraries.count)
    let written = Set(file.papers.map(\.opt))
    #expect(written == Set(libraryRows.filter { $0.library == paper }.map(\.run)))
    #expect(Set(libraryRows.map(\.testDescription)).count == libraryRows.count)
  }

  /// The optimizer's name in that of a run: `Adam-amsgrad` is of the family of Adam.
  private static func family(of run: String) -> String {
    String(run.lowercased().prefix { $0 != "-" && $0 != "(" })
  }

  /// The worst disagreement of a row's runs when `optimizer` takes the steps.
  private func worst(_ row: ReferenceRow, with optimizer: any Optimizer, rateFactor: Double) throws -> Double {
    guard row.library != "classic" else {
      let run = try #require(file.classic[row.run])
      let rate = rateFactor * (row.rate ?? .nan)
      let ours = walk(
        optimizer, on: try Self.objective(row.surface), from: row.start, rate: rate, steps: row.steps,
        seeing: row.iterate)
      return distance(ours, run.points, within: row.steps)
    }
    return try runs(of: row).map { run in
      let rate = rateFactor * (row.rate ?? run.rate ?? .nan)
      let ours = walk(
        optimizer, on: try Self.objective(run.surface), from: run.start, rate: rate, steps: row.steps,
        seeing: row.iterate)
      return distance(ours, run.points, within: row.steps)
    }.max() ?? 0
  }

  private func runs(of row: ReferenceRow) -> [References.Run] {
    row.library == paper
      ? file.papers.filter { $0.opt == row.run } : file.runs.filter { $0.lib == row.library && $0.opt == row.run }
  }

  private func points(of row: ReferenceRow, on name: String, from start: [Double], rate: Double) throws -> [[Double]] {
    walk(
      try optimizer(row.optimizer, row.knobs), on: try Self.objective(name), from: start, rate: rate, steps: row.steps,
      seeing: row.iterate)
  }

  private static func objective(_ name: String) throws -> any Objective {
    let formulas = ["Q": "0.5*(x^2 + 10*y^2)", "R": "(1 - x)^2 + 100*(y - x^2)^2"]
    return try surface(formulas[name] ?? name)
  }

  /// The largest difference of a coordinate, in terms of the largest coordinate or 1; infinite if ours is not a number.
  private func distance(_ ours: [[Double]], _ theirs: [(step: Int, point: [Double])], within steps: Int) -> Double {
    theirs.filter { $0.step <= steps }.map { step, point in
      let scale = max(1, point.map(\.magnitude).max() ?? 0)
      let differences = zip(ours[step], point).map { ($0 - $1).magnitude / scale }
      return differences.contains { !$0.isFinite } ? .infinity : differences.max() ?? 0
    }.max() ?? .infinity
  }
}

extension Optimizer {
  /// The names of the knobs that are real numbers.
  var realKnobs: [String] {
    Self.knobs.compactMap { knob in
      if case .real = knob.place { knob.name } else { nil }
    }
  }

  /// The optimizer with one real knob 1 % higher, or 0.01 if it is 0; lower where the range ends before.
  func nudged(_ name: String) throws -> Self {
    var copy = self
    for knob in Self.knobs where knob.name == name {
      guard case .real(let path, let range) = knob.place else { continue }
      let value = self[keyPath: path][0]
      let higher = value == 0 ? 0.01 : value * 1.01
      copy[keyPath: path] = Lanes(range.contains(higher) ? higher : value * 0.99)
    }
    return copy
  }
}
