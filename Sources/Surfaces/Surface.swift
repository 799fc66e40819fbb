public import Calculus
public import Formulas

/// A loss surface: a formula, where to look at it, where to start, and what is known about it.
///
/// A surface is a value. It comes from a card (`Catalogue`) or from a formula, and may be had again with other
/// parameters, window or starts.
public struct Surface: Sendable {
  /// What sort of landscape it is.
  public enum Kind: String, Sendable, CaseIterable {
    case convex, valley, saddle, plateau, multimodal
    case nonSmooth = "non-smooth"
    case data, game
  }

  /// How the levels of contour lines are spaced.
  public enum Levels: String, Sendable, CaseIterable {
    case log, linear, symmetric, quantile
  }

  /// A point where the gradient vanishes or the surface has a kink, and the value there.
  public struct StationaryPoint: Sendable, Hashable {
    /// The coordinates.
    public let at: [Double]
    /// The value of the surface there.
    public let value: Double

    /// A point and the value there.
    public init(at: [Double], value: Double) {
      self.at = at
      self.value = value
    }
  }

  /// A point where value and derivatives are known from elsewhere.
  public struct ReferencePoint: Sendable, Hashable {
    /// The coordinates.
    public let at: [Double]
    /// The value of the surface there.
    public let value: Double
    /// The gradient there, if it is known.
    public let gradient: [Double]?
    /// The Hessian there, row by row, if it is known.
    public let hessian: [[Double]]?
  }

  /// What people type: lowercase with hyphens.
  public let name: String
  /// What figures say.
  public var title: String {
    title(after: data?.isStandardized == true ? cardTitle + ", standardized" : cardTitle)
  }
  /// Other names it answers to.
  public let aliases: [String]
  /// What sort of landscape it is.
  public let kind: Kind
  /// The formula with its parameters, without wrappers; for a surface from data the loss of one row.
  public let formula: Formula
  /// The formula as something to be minimised.
  public private(set) var objective: any Objective
  /// The names of the coordinates.
  public let variables: [String]
  /// What is known of the data, if the surface is made from data.
  public private(set) var data: SurfaceData?
  /// What is shown of each coordinate.
  public private(set) var window: [ClosedRange<Double>]
  /// Where runs start; at least one point.
  public private(set) var starts: [[Double]]
  /// The known minima, local ones included.
  public private(set) var minima: [StationaryPoint]
  /// The known saddle points.
  public private(set) var saddles: [StationaryPoint]
  /// The known maxima.
  public private(set) var maxima: [StationaryPoint]
  /// Points to check the formula and its derivatives by, without wrappers.
  public private(set) var reference: [ReferencePoint]
  /// How contour levels are spaced; `nil` leaves it to the figure.
  public private(set) var levels: Levels?
  /// The box that runs are projected into, if there is one.
  public private(set) var domain: [ClosedRange<Double>]?
  /// The coordinates that maximise: the second player of a game.
  public let ascend: [Int]
  /// One or two sentences on what it shows; may be empty.
  public let about: String
  /// Where it comes from; may be empty.
  public let source: String
  /// The text of the card, from which the surface can be had again.
  public let cardText: String

  private let card: Card
  private let cardTitle: String
  /// What has been done to the surface of the formula, in order.
  private(set) var wrappings: [Wrapping] = []
  /// The formula alone as something to be minimised: what `reference` speaks of.
  private(set) var bare: any Objective
  private var computation: Computation

  /// How many coordinates a point has.
  public var dimension: Int { variables.count }

  /// Whether it is a game: some coordinates maximise.
  public var isGame: Bool { !ascend.isEmpty }

  /// What optimizers walk on: the objective, or on a game the function whose gradient has its sign turned for those who
  /// maximise.
  public var played: any Objective { isGame ? Self.game(objective, ascend) : objective }

  /// The parameters with their values, in the order of the card.
  public var parameters: [(name: String, value: Double)] { formula.parameters }

  /// The lowest value known, if a minimum is known.
  public var minimumValue: Double? { minima.map(\.value).min() }

  /// The lowest of the minima, if one is known: what a run should find.
  public var globalMinimum: StationaryPoint? { minima.min { $0.value < $1.value } }
}

extension Surface {
  /// Works out what a card says.
  init(_ card: Card) throws(CardError) {
    let unwrapped = try Surface(unwrapped: card)
    guard let wrap = card.wrap else {
      self = unwrapped
      return
    }
    do {
      self = try unwrapped.wrapped(by: wrap.text)
    } catch {
      throw wrap.place.error("\(error)")
    }
  }

  /// Works out what a card says but for its wrappers, with the values of some parameters replaced.
  private init(unwrapped card: Card, replacing values: [(name: String, value: Double)] = []) throws(CardError) {
    let worker = try CardWorker(card, replacing: values)
    let formula = try worker.formula()
    self.card = card
    self.formula = formula
    variables = card.variables
    computation = Computation(formula, isConvex: card.kind == .convex)
    if let data = card.data {
      let made = SurfaceData(
        data, graph: formula.graph, root: formula.root, judged: formula.root, dimension: card.variables.count,
        isStandardized: false)
      objective = made.objective
      self.data = made
    } else {
      objective = GraphObjective(graph: formula.graph, root: formula.root, dimension: card.variables.count)
      data = nil
    }
    bare = objective
    name = card.name
    cardTitle = card.title
    aliases = card.aliases
    kind = card.kind
    let domain = try card.domain.map { (box) throws(CardError) in try worker.box(box) }
    self.domain = domain
    window = try worker.box(card.window)
    starts = try worker.points(card.starts, in: domain, of: "start")
    minima = try worker.stationary(card.minima, in: domain, of: "minimum")
    saddles = try worker.stationary(card.saddles, in: domain, of: "saddle")
    maxima = try worker.stationary(card.maxima, in: domain, of: "maximum")
    reference = values.isEmpty ? try worker.reference(card.reference) : []
    levels = card.levels
    ascend = card.ascend
    about = card.about
    source = card.source
    cardText = card.text
  }

  /// The surface of a card's text.
  ///
  /// - `name` is what people type for it; `file` is what errors say.
  public init(card text: String, name: String, file: String) throws(CardError) {
    let folder = file.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
    try self.init(card: text, name: name, file: file, data: .folder(file.contains("/") ? folder : ""))
  }

  /// The surface of a card's text, with its data in a place.
  init(card text: String, name: String, file: String, data: DataPlace) throws(CardError) {
    try self.init(try Card(name: name, file: file, text: text, data: data))
  }

  /// The surface of a formula in `x` and `y`, or in other variables, with numbers for its other names.
  ///
  /// Unless they are given, the window is [-2, 2] for each variable and the start -1.5 for the first, 1 for the others.
  /// Throws what is wrong with the formula, a variable or a parameter, or with a window that is empty or not finite, or
  /// with a start that has another number of coordinates or is not finite.
  public init(
    formula text: String, variables: [String] = ["x", "y"], parameters: [(name: String, value: Double)] = [],
    window: [ClosedRange<Double>]? = nil, start: [Double]? = nil
  ) throws {
    _ = try Formula(text, variables: variables, parameters: parameters)
    let quoted = text.split(whereSeparator: \.isNewline).joined(separator: " ").replacing("'", with: "''")
    let window = window ?? variables.map { _ in -2...2 }
    let start = start ?? variables.indices.map { $0 == 0 ? -1.5 : 1 }
    let ends = zip(variables, window).map { "\($0): [\($1.lowerBound), \($1.upperBound)]" }.joined(separator: ", ")
    let point = start.map { "\($0)" }.joined(separator: ", ")
    let values = parameters.map { "\($0.name): \($0.value)" }.joined(separator: ", ")
    let card = """
      title: Formula
      kind: multimodal
      variables: [\(variables.joined(separator: ", "))]
      formula: '\(quoted)'
      parameters: {\(values)}
      window: {\(ends)}
      starts: [[\(point)]]

      """
    try self.init(card: card, name: "formula", file: "formula")
  }

  /// The surface with other values for some of its parameters.
  ///
  /// Positions and values of minima follow; reference points, which hold for the card's own values, are dropped.
  /// Throws a name that is not a parameter, or a value for which the card makes no sense.
  public func with(parameters values: [(name: String, value: Double)]) throws -> Surface {
    for (name, value) in values {
      guard parameters.contains(where: { $0.name == name }) else { throw unknownParameter(name) }
      guard value.isFinite else { throw SurfaceError("parameter \(name) of \(self.name) must be finite, not \(value)") }
    }
    var surface = try rebuilt(replacing: values, isStandardized: data?.isStandardized == true)
    surface.window = window
    surface.starts = starts
    return surface
  }

  /// The surface with the columns of its data moved and stretched to mean 0 and standard deviation 1.
  ///
  /// What is known of minima and saddles holds for the data as they are, and is dropped. Throws if there are no data, or
  /// for a wrapper that needs what is dropped.
  public func standardized() throws -> Surface {
    guard data != nil else { throw SurfaceError("\(name) is not made from data, so there is nothing to standardize") }
    var surface = try rebuilt(replacing: parameters, isStandardized: true)
    surface.window = window
    surface.starts = starts
    return surface
  }

  /// The surface made anew: card, parameters, standardized columns, wrappers.
  private func rebuilt(
    replacing values: [(name: String, value: Double)], isStandardized: Bool
  ) throws -> Surface {
    var surface = try Surface(unwrapped: card, replacing: values)
    if isStandardized, let changed = surface.data?.standardized() {
      surface.data = changed
      surface.objective = changed.objective
      surface.minima = []
      surface.saddles = []
      surface.maxima = []
      surface.reference = []
    }
    return try surface.wrapped(by: wrappings)
  }

  /// The surface with another window, one interval for each variable.
  public func with(window: [ClosedRange<Double>]) throws(SurfaceError) -> Surface {
    guard window.count == dimension else {
      let intervals = dimension == 1 ? "one interval" : "\(dimension) intervals"
      throw SurfaceError("\(name) needs a window of \(intervals), not \(window.count)")
    }
    for (variable, interval) in zip(variables, window) {
      guard isWide(interval) else {
        throw SurfaceError("the window of \(variable) must have two different finite ends, not \(interval)")
      }
    }
    var surface = self
    surface.window = window
    return surface
  }

  /// The surface with other starts, each with one coordinate for each variable.
  public func with(starts: [[Double]]) throws(SurfaceError) -> Surface {
    guard !starts.isEmpty else { throw SurfaceError("\(name) needs at least one start") }
    for start in starts {
      guard start.count == dimension else {
        let list = variables.joined(separator: ", ")
        let coordinates = dimension == 1 ? "one coordinate" : "\(dimension) coordinates"
        throw SurfaceError("a start on \(name) has \(coordinates) (\(list)), not \(start.count)")
      }
      guard start.allSatisfy(\.isFinite) else { throw SurfaceError("a start must be finite, not \(start)") }
      if let domain, !zip(domain, start).allSatisfy({ $0.contains($1) }) {
        throw SurfaceError("the start \(start) is outside the domain of \(name)")
      }
    }
    var surface = self
    surface.starts = starts
    return surface
  }

  /// The surface changed by wrappers, one after the other.
  func wrapped(by wrappings: [Wrapping]) throws(SurfaceError) -> Surface {
    guard !wrappings.isEmpty else { return self }
    let (data, dimension) = (data, dimension)
    let compiled = { @Sendable (graph: Graph, root: Graph.Index) -> any Objective in
      if let data { return data.with(graph: graph, root: root, judged: root).objective }
      return GraphObjective(graph: graph, root: root, dimension: dimension)
    }
    var draft = SurfaceDraft(
      name: name, variables: variables, ascend: ascend, isMean: data != nil, isConvex: computation.isConvex,
      compiled: compiled,
      graph: computation.graph, root: computation.root, judged: computation.judged, window: window, starts: starts,
      minima: minima, saddles: saddles, maxima: maxima, domain: domain, levels: levels)
    for wrapping in wrappings { try wrapping.wrapper.wrap(&draft) }
    var surface = self
    surface.take(draft)
    surface.wrappings += wrappings
    return surface
  }

  private mutating func take(_ draft: SurfaceDraft) {
    (computation.graph, computation.root) = (draft.graph, draft.root)
    (computation.judged, computation.isConvex) = (draft.judged, draft.isConvex)
    (window, starts, domain, levels) = (draft.window, draft.starts, draft.domain, draft.levels)
    (minima, saddles, maxima) = (draft.minima, draft.saddles, draft.maxima)
    if let changed = data?.with(graph: draft.graph, root: draft.root, judged: draft.judged) {
      data = changed
      objective = changed.objective
    } else {
      objective = GraphObjective(graph: draft.graph, root: draft.root, dimension: dimension)
    }
  }

  private func unknownParameter(_ wrong: String) -> SurfaceError {
    let names = parameters.map(\.name)
    if names.isEmpty { return SurfaceError("\(name) has no parameters, so none named \"\(wrong)\"") }
    let advice = nearest(to: wrong, in: names).map { "did you mean \"\($0)\"?" }
    return SurfaceError("\(name) has no parameter \"\(wrong)\"; \(advice ?? "it has \(names.joined(separator: ", "))")")
  }
}

extension Surface {
  private static func game(_ objective: some Objective, _ ascend: [Int]) -> any Objective {
    Game(objective, ascend: ascend)
  }
}

/// Whether an interval has two different finite ends, and ends so near or far that its width is a number.
func isWide(_ interval: ClosedRange<Double>) -> Bool {
  let width = interval.upperBound - interval.lowerBound
  return width.isFinite && width > 0
}
