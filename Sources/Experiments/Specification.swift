internal import Calculus
internal import Optimizers
internal import Surfaces

extension Entrant {
  /// The optimizer that is meant, with its settings and what is around it: `adam:lr=0.05+lookahead:k=5`.
  ///
  /// - Throws: `SpecificationError`, `KnobError` or `WrappingError`, which say what to do.
  public init(_ text: String) throws {
    let names = Specification.chain(text)
    guard names.count == 1 || !names.contains("") else {
      throw SpecificationError("'\(text)' has nothing on one side of a '+'; write an optimizer first, as in sgd+sam")
    }
    let members = try names.map { try Specification($0) }
    guard let first = members.first else { throw SpecificationError("no optimizer is named") }
    self = try first.optimizer()
    for member in members.dropFirst() {
      let (wrapper, shown) = try member.wrapper(in: text)
      optimizer = try wrapper.around(optimizer)
      label += " + " + ([type(of: wrapper).identity.label] + shown).joined(separator: " ")
    }
    specification = text
  }
}

extension Specification {
  /// The optimizer meant, with its settings.
  fileprivate func optimizer() throws -> Entrant {
    guard let type = OptimizerCatalogue.find(name) else {
      if let wrapper = OptimizerWrapperCatalogue.find(name)?.identity {
        throw SpecificationError(
          "'\(name)' goes around an optimizer; write sgd+\(wrapper.name) or adam+\(wrapper.name)")
      }
      throw SpecificationError.unknown(
        "optimizer", name, among: OptimizerCatalogue.names, list: "descent list optimizers")
    }
    var optimizer: any Optimizer = type.init()
    var rate: Double?
    var shown: [String] = []
    // A convention sets the defaults of other knobs, so it comes first wherever it stands.
    for (knob, value) in settings.filter({ $0.name == "convention" }) + settings.filter({ $0.name != "convention" }) {
      if knob == "lr", type.identity.defaultRate != nil {
        guard let number = Double(value), number.isFinite, number > 0 else {
          throw SpecificationError("the rate 'lr' of '\(type.identity.name)' must be a number above 0, not '\(value)'")
        }
        rate = number
      } else {
        try optimizer.set(knob, to: value)
        shown.append("\(knob)=\(value)")
      }
    }
    let label = shown.isEmpty ? type.identity.label : "\(type.identity.label) \(shown.joined(separator: " "))"
    return Entrant(optimizer: optimizer, rate: rate, label: label, specification: text)
  }

  /// The wrapper meant, with its settings, and these as they are shown.
  fileprivate func wrapper(in whole: String) throws -> (wrapper: any OptimizerWrapper, shown: [String]) {
    guard let type = OptimizerWrapperCatalogue.find(name) else {
      if OptimizerCatalogue.find(name) != nil {
        throw SpecificationError(
          "'\(name)' in '\(whole)' is an optimizer and goes around none; wrappers are "
            + OptimizerWrapperCatalogue.all.map { $0.identity.name }.joined(separator: ", "))
      }
      if WrapperCatalogue.find(name) != nil {
        throw SpecificationError(
          "'\(name)' goes around a surface, as in rosenbrock+\(name), and not around an optimizer")
      }
      throw SpecificationError.unknown(
        "wrapper of optimizers", name, among: OptimizerWrapperCatalogue.names, list: "descent list wrappers")
    }
    var wrapper: any OptimizerWrapper = type.init()
    for (knob, value) in settings {
      guard knob != "lr" else {
        throw SpecificationError("the rate belongs to the optimizer, as in sgd:lr=\(value)+\(name), not to '\(name)'")
      }
      try wrapper.set(knob, to: value)
    }
    return (wrapper, settings.map { "\($0.name)=\($0.value)" })
  }
}
