import Foundation
import Testing

/// What is in a folder is in its catalogue, and says what it must.
@Suite struct CatalogueTests {
  /// The types a catalogue lists.
  private func listed(_ catalogue: String) throws -> [String] {
    let file = try #require(House.sources.first { $0.path == catalogue })
    let names = file.code.compactMap { $0.firstMatch(of: #/^\s+(\w+)\.self,?$/#).map { String($0.output.1) } }
    #expect(Set(names).count == names.count && !names.isEmpty)
    return names
  }

  /// The one type of a file that is an optimizer, a schedule or a wrapper.
  private func type(in file: House.File) -> [String] {
    file.code.compactMap {
      $0.firstMatch(of: #/^(?:public )?struct (\w+): (?:Rule|VectorRule|Method|Schedule|Wrapper|OptimizerWrapper)\b/#)
        .map { String($0.output.1) }
    }
  }

  private static let optimizers = House.files(in: "Sources/Optimizers", ending: "swift").filter {
    // What optimizers share stands beside them.
    $0.parts.count == 4 && $0.parts[2] != "Wrappers" && $0.text.contains("static let identity")
  }

  private static let optimizerWrappers = House.files(in: "Sources/Optimizers/Wrappers", ending: "swift").filter {
    $0.text.contains("static let identity")
  }

  private static let schedules = House.files(in: "Sources/Schedules", ending: "swift").filter {
    // What schedules share, and what is made of them, stands beside them.
    $0.text.contains("static let identity") && !$0.stem.hasPrefix("Schedule")
  }

  private static let wrappers = House.files(in: "Sources/Surfaces/Wrappers", ending: "swift").filter {
    $0.text.contains("static let identity")
  }

  @Test func everyOptimizerIsListed() throws {
    let types = Self.optimizers.flatMap { type(in: $0) }
    #expect(types.count == Self.optimizers.count)
    #expect(Set(types) == Set(try listed("Sources/Optimizers/Catalogue.swift")))
  }

  @Test func everyScheduleIsListed() throws {
    let types = Self.schedules.flatMap { type(in: $0) }
    #expect(types.count == Self.schedules.count)
    #expect(Set(types) == Set(try listed("Sources/Schedules/Catalogue.swift")))
  }

  @Test func everyWrapperIsListed() throws {
    let types = Self.wrappers.flatMap { type(in: $0) }
    #expect(types.count == Self.wrappers.count)
    #expect(Set(types) == Set(try listed("Sources/Surfaces/Wrappers/WrapperCatalogue.swift")))
  }

  @Test func everyWrapperOfOptimizersIsListed() throws {
    let types = Self.optimizerWrappers.flatMap { type(in: $0) }
    #expect(types.count == Self.optimizerWrappers.count)
    #expect(Set(types) == Set(try listed("Sources/Optimizers/OptimizerWrapperCatalogue.swift")))
  }

  /// What the README counts is what there is.
  @Test func theReadmeCountsRight() throws {
    let readme = try String(contentsOf: House.root.appendingPathComponent("README.md"), encoding: .utf8)
    #expect(readme.contains("There are \(Self.optimizers.count) optimizers in"))
    #expect(readme.contains("and \(Self.optimizerWrappers.count) wrappers"))
  }

  @Test(arguments: optimizers + optimizerWrappers + schedules + wrappers) func aFileHasTheNameOfItsType(
    _ file: House.File
  ) {
    #expect(type(in: file) == [file.stem])
    #expect(file.lines.count <= 160, "one screen, one algorithm")
  }

  /// The equations, and where they come from: the comment before the type.
  private func comment(_ file: House.File) -> [String] {
    let start = file.lines.firstIndex { $0.hasPrefix("///") } ?? 0
    return file.lines[start...].prefix { $0.hasPrefix("///") }.map { String($0.dropFirst(3)) }
  }

  @Test(arguments: optimizers) func anOptimizerExplainsItself(_ file: House.File) {
    let comment = comment(file)
    #expect(comment.count { $0 == " ```" } == 2, "equations stand between two lines of ```")
    #expect(comment.contains { $0.contains(#/\bx +<- x\b/#) }, "the last equation moves x")
    let bullets = comment.compactMap { $0.firstMatch(of: #/^ - (\w+): \S/#).map { String($0.output.1) } }
    #expect(bullets == ["Order", "Memory", "Deviates", "Source"])
    #expect(comment.contains { $0.contains(#/\b(18|19|20)\d\d\b|arXiv:\d{4}\.\d{4,5}/#) }, "a source has a year")
  }

  @Test(arguments: optimizerWrappers) func anOptimizerWrapperExplainsItself(_ file: House.File) {
    let comment = comment(file)
    #expect(comment.count { $0 == " ```" } == 2, "equations stand between two lines of ```")
    #expect(comment.contains { $0.contains(#/^ - Source: \S/#) })
    #expect(comment.contains { $0.contains(#/\b(18|19|20)\d\d\b|arXiv:\d{4}\.\d{4,5}/#) }, "a source has a year")
  }

  @Test(arguments: schedules) func aScheduleHasASource(_ file: House.File) {
    #expect(comment(file).contains { $0.contains(#/^ - Source: \S/#) })
  }

  @Test(arguments: House.files(in: "Surfaces", ending: "yaml").filter { $0.parts.count == 2 }) func aCardHasASource(
    _ card: House.File
  ) {
    let isData = card.lines.contains { $0.hasPrefix("data:") }
    for key in ["title", "kind", isData ? "loss" : "formula", "window", "starts", "about", "source"] {
      #expect(card.lines.contains { $0.hasPrefix("\(key):") }, "\(key)")
    }
    #expect(card.stem.allSatisfy { $0.isASCII && ($0.isLowercase || $0.isNumber || $0 == "-") })
  }
}

/// How the files are kept.
@Suite struct KeepingTests {
  private static let everything =
    House.sources + House.files(in: "Tests", ending: "swift", "sh") + House.files(in: "Plugins", ending: "swift")
    + House.files(in: "Sources", ending: "c", "h", "js", "css", "html")

  @Test(arguments: everything) func filesAreShort(_ file: House.File) {
    #expect(file.lines.count <= 400)
    #expect(file.text.hasSuffix("\n") && !file.text.hasSuffix("\n\n"))
  }

  /// Nothing is left for later, and nothing points to one machine.
  @Test(arguments: everything.filter { !$0.path.hasSuffix("HouseTests/CatalogueTests.swift") })
  func nothingIsLeftOver(_ file: House.File) {
    for word in ["TODO", "FIXME", "HACK", "/home/", "/root/", "/work/", "/Users/"] {
      #expect(!file.text.contains(word), "\(word)")
    }
  }

  /// Tests see what users see.
  @Test(arguments: House.files(in: "Tests", ending: "swift").filter { !$0.path.contains("HouseTests/") })
  func testsLookFromOutside(_ file: House.File) {
    for line in file.code { #expect(!line.contains("@testable"), "\(line)") }
  }
}
