public import Calculus
internal import Optimizers

extension Specification {
  /// The optimizer meant, with its settings.
  public func entrant() throws -> Entrant {
    guard let type = OptimizerCatalogue.find(name) else {
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
}
