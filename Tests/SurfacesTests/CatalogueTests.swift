import Foundation
import Surfaces
import Testing

@Suite("The catalogue of surfaces")
struct CatalogueTests {
  @Test("The cards are in the program, ordered by name")
  func embedded() {
    let names = Catalogue().names
    #expect(names == names.sorted())
    #expect(Set(["ackley", "beale", "rosenbrock", "saddle", "sphere"]).isSubset(of: names))
  }

  @Test("The program holds the cards as they are in the folder; if not, plan the build anew: touch Package.swift")
  func embeddedAreCurrent() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    let catalogue = try Catalogue(folder: root.deletingLastPathComponent().appending(path: "Surfaces").path)
    #expect(try catalogue.surfaces().map(\.cardText) == Catalogue().surfaces().map(\.cardText))
  }

  @Test("Every card says what it is and where it comes from, and no two answer to one name")
  func words() throws {
    let surfaces = try Catalogue().surfaces()
    #expect(surfaces.map(\.name) == Catalogue().names)
    for surface in surfaces {
      #expect(!surface.about.isEmpty && !surface.source.isEmpty, "\(surface.name)")
      #expect(surface.reference.count >= 3, "\(surface.name)")
      #expect(surface.reference.allSatisfy { $0.gradient != nil && $0.hessian != nil }, "\(surface.name)")
    }
    let names = surfaces.flatMap { [$0.name] + $0.aliases }
    #expect(Set(names).count == names.count)
    #expect(Set(surfaces.map(\.title)).count == surfaces.count)
  }

  @Test("Every name and alias finds its own surface, however it is typed", arguments: Catalogue().names)
  func aliases(name: String) throws {
    let surface = try Catalogue().surface(named: name)
    for alias in [name] + surface.aliases {
      let spaced = alias.replacing("-", with: " ").uppercased()
      #expect(try Catalogue().surface(named: spaced).name == name, "\(alias)")
      #expect(try Catalogue().surface(named: alias.replacing("-", with: "_")).name == name, "\(alias)")
    }
  }

  @Test(
    "Names that other collections use are found",
    arguments: [
      ("ellipse100rot", "ellipse100-rotated"), ("monkey_saddle", "monkey-saddle"), ("saddle_well", "bounded-saddle"),
      ("deep_linear", "deep-linear"), ("three_hump", "three-hump-camel"), ("six_hump", "six-hump-camel"),
      ("camel3", "three-hump-camel"), ("camel6", "six-hump-camel"), ("goldstein_price", "goldstein-price"),
      ("Goldstein-Price", "goldstein-price"), ("styblinski", "styblinski-tang"), ("levy13", "levy-13"),
      ("Levy N.13", "levy-13"),
    ])
  func otherCollections(typed: String, name: String) throws {
    #expect(try Catalogue().surface(named: typed).name == name)
  }

  @Test(
    "Names are found however they are typed",
    arguments: [
      ("rosenbrock", "rosenbrock"), ("Rosenbrock", "rosenbrock"), ("banana", "rosenbrock"), ("BANANA", "rosenbrock"),
      ("hyperbolic-saddle", "saddle"), ("hyperbolic_saddle", "saddle"), ("Hyperbolic Saddle", "saddle"),
    ])
  func lookup(typed: String, name: String) throws {
    #expect(try Catalogue().surface(named: typed).name == name)
  }

  @Test(
    "An unknown name gets the nearest one",
    arguments: [
      ("rosenbrok", "there is no surface \"rosenbrok\"; did you mean \"rosenbrock\"?"),
      ("bananna", "there is no surface \"bananna\"; did you mean \"banana\"?"),
      ("valley", "there is no surface \"valley\"; 'descent list surfaces' shows what there is"),
      ("", "there is no surface \"\"; 'descent list surfaces' shows what there is"),
    ])
  func unknown(typed: String, expected: String) throws {
    let error = try #require(throws: SurfaceError.self) { _ = try Catalogue().surface(named: typed) }
    #expect(error.description == expected)
  }

  private static let card = """
    {title: Mine, kind: convex, formula: x^2, window: {x: [-1, 1], y: [-1, 1]}, starts: [[1, 1]], aliases: [own]}
    """

  /// Runs some work in a folder that is removed afterwards.
  private func inFolder(_ work: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "surfaces-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try work(folder)
  }

  private func write(_ text: String, to file: String) throws {
    try text.write(toFile: file, atomically: true, encoding: .utf8)
  }

  @Test("Cards of a folder and single files lie on top")
  func folder() throws {
    try inFolder { folder in
      try write(Self.card, to: "\(folder)/sphere.yaml")
      try write(Self.card.replacing("Mine", with: "Other"), to: "\(folder)/My Card.yaml")
      try write("not a card", to: "\(folder)/notes.txt")
      let catalogue = try Catalogue(folder: folder)
      #expect(try catalogue.surface(named: "sphere").title == "Mine")
      #expect(try catalogue.surface(named: "my-card").title == "Other")
      #expect(catalogue.names.count == Catalogue().names.count + 1)
      let file = "\(folder)/single.yaml"
      try write(Self.card.replacing("own", with: "only"), to: file)
      var more = try Catalogue(folder: nil, files: [file])
      #expect(try more.surface(named: "only").name == "single")
      #expect(try more.add(file: "\(folder)/sphere.yaml") == "sphere")
      #expect(try more.surface(named: "sphere").title == "Mine")
    }
  }

  @Test("A folder that is not there holds no cards")
  func missingFolder() throws {
    #expect(try Catalogue(folder: "/no/such/folder").names == Catalogue().names)
  }

  @Test("A broken card is named when it is asked for, and hides no other")
  func brokenCard() throws {
    try inFolder { folder in
      try write("title: [", to: "\(folder)/broken.yaml")
      let catalogue = try Catalogue(folder: folder)
      #expect(try catalogue.surface(named: "banana").name == "rosenbrock")
      #expect(throws: SurfaceError.self) { _ = try catalogue.surface(named: "title") }
      let error = try #require(throws: CardError.self) { _ = try catalogue.surface(named: "broken") }
      #expect(error.file == "\(folder)/broken.yaml")
      #expect(throws: CardError.self) { _ = try catalogue.surfaces() }
    }
  }

  @Test("Files that are no cards are refused")
  func badFiles() throws {
    try inFolder { folder in
      func message(_ file: String) throws -> String {
        try #require(throws: CardError.self) { _ = try Catalogue(folder: nil, files: [file]) }.description
      }
      #expect(try message("\(folder)/none.yaml") == "\(folder)/none.yaml: there is no such file")
      #expect(try message(folder) == "\(folder): this is a folder; name a card file in it")
      #expect(try message("/dev/zero") == "/dev/zero: this is too long for a card; at most a megabyte is read")
      try Data([0xFF, 0xFE, 0xFD]).write(to: URL(fileURLWithPath: "\(folder)/bytes.yaml"))
      #expect(try message("\(folder)/bytes.yaml") == "\(folder)/bytes.yaml: this is not text in UTF-8")
      try write(Self.card, to: "\(folder)/--.yaml")
      #expect(
        try message("\(folder)/--.yaml") == "\(folder)/--.yaml: a card's file needs a name with a letter or digit")
    }
  }
}
