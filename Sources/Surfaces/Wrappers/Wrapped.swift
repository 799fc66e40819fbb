internal import Calculus
internal import Formulas

/// A wrapper, and how it was typed.
struct Wrapping: Sendable {
  let wrapper: any Wrapper
  let text: String
}

/// What a surface computes, wrappers and all.
struct Computation: Sendable {
  var graph: Graph
  var root: Graph.Index
  /// The value without penalties.
  var judged: Graph.Index
  var isConvex: Bool

  /// A formula as it stands.
  init(_ formula: Formula, isConvex: Bool) {
    (graph, root, judged) = (formula.graph, formula.root, formula.root)
    self.isConvex = isConvex
  }
}

extension Surface {
  /// The name with the wrappers as they were typed: `rosenbrock+rotate:degrees=30`.
  public var specification: String { ([name] + wrappings.map(\.text)).joined(separator: "+") }

  /// The wrappers as they were typed, in order.
  public var wrappers: [String] { wrappings.map(\.text) }

  /// The surface moved, turned, stretched, bent, penalised or fenced in: `rotate:degrees=30+shift:x=1,y=-0.5`.
  ///
  /// Several wrappers follow one another. Window and starts follow; minima, saddles and maxima follow where they can be
  /// worked out exactly, else they are dropped; reference points are dropped. Throws what is wrong with the text, or why
  /// a wrapper does not go with the surface.
  public func wrapped(by text: String) throws -> Surface {
    let wrappings = try Specification.chain(text).map { text in
      Wrapping(wrapper: try WrapperCatalogue.wrapper(text, variables: variables), text: text)
    }
    return try wrapped(by: wrappings)
  }
}
