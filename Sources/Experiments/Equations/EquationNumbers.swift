internal import Calculus
internal import Optimizers

/// The numbers that letters stand for in one step, and the working out of expressions.
///
/// A value is a list with one number for each coordinate, or with a single number.
struct EquationNumbers {
  /// The letters.
  var letters: [String: [Double]]
  /// Those that are the same for all steps, or for all coordinates: knobs, the rate, the number of the step.
  let settings: Set<String>
  /// The knobs as text, for switches and choices.
  let words: [String: String]
  /// Whether bars mean the length of a vector.
  let hasVectors: Bool
  let step: Int
  /// Where the optimizer asked for a gradient, if it asked once.
  let asked: [Double]?
  let seen: [Double]?
  let dimension: Int

  /// What is known in a step before any statement.
  ///
  /// - Parameter gradient: what takes the place of the gradient that was seen.
  init(_ account: StepAccount, gradient: [Double]? = nil) {
    var letters = ["x": account.innerFrom, "t": [Double(account.step)]]
    var words: [String: String] = [:]
    for knob in account.knobs {
      words[knob.name] = knob.value
      if let number = Double(knob.value) { letters[knob.name] = [number] }
    }
    if let rate = account.rate { letters["rate"] = [rate] }
    settings = Set(letters.keys).subtracting(["x"])
    if let seen = gradient ?? account.seen {
      letters["gradient"] = seen
      letters["g"] = seen
    }
    if let curvature = account.curvature { letters["diag H"] = curvature }
    if let value = account.questions.last?.value { letters["f"] = [value] }
    self.letters = letters
    self.words = words
    hasVectors = !(account.optimizer is any Rule)
    step = account.step
    asked = account.asked
    seen = gradient ?? account.seen
    dimension = account.innerFrom.count
  }

  /// The value of an expression; nil if a letter has none, or a gradient was not asked there.
  func value(_ tree: EquationTree) -> [Double]? {
    switch tree {
    case .number(let number): return [number]
    case .letter(let name): return letters[name]
    case .negative(let inside): return value(inside)?.map { -$0 }
    case .bars(let inside):
      guard let numbers = value(inside) else { return nil }
      return hasVectors ? [Self.length(spread(numbers))] : numbers.map(\.magnitude)
    case .sumOfMagnitudes(let inside): return value(inside).map { [spread($0).reduce(0) { $0 + $1.magnitude }] }
    case .gradient(let place):
      guard let point = value(place), let asked, let seen else { return nil }
      let isThere = zip(spread(point), asked).allSatisfy { abs($0 - $1) <= 1e-9 * max(1, abs($1)) }
      return isThere ? seen : nil
    case .call(let function, let arguments):
      let numbers = arguments.compactMap(value)
      return numbers.count == arguments.count ? call(function, numbers) : nil
    case .binary(let operation, let left, let right):
      guard let a = value(left), let b = value(right) else { return nil }
      if operation == .dot { return [zip(spread(a), spread(b)).reduce(0) { $0 + $1.0 * $1.1 }] }
      return Self.pairwise(a, b) { Self.apply(operation, $0, $1) }
    }
  }

  /// Where a statement holds, given where the one before did.
  func holds(_ conditions: [EquationCondition], before: [Bool]) -> [Bool]? {
    var result = Array(repeating: true, count: dimension)
    for condition in conditions where result.contains(true) {
      guard let held = holds(condition, before: before) else { return nil }
      for (index, isHeld) in held.enumerated() where !isHeld { result[index] = false }
    }
    return result
  }

  private func holds(_ condition: EquationCondition, before: [Bool]) -> [Bool]? {
    func everywhere(_ holds: Bool) -> [Bool] { Array(repeating: holds, count: dimension) }
    switch condition {
    case .firstStep(let isFirst): return everywhere((step == 1) == isFirst)
    case .oddStep(let isOdd): return everywhere((step % 2 == 1) == isOdd)
    case .flag(let name, let isOn):
      guard let word = words[name] else { return nil }
      return everywhere((word != "false" && word != "0") == isOn)
    case .choice(let name, let word): return words[name].map { everywhere($0 == word) }
    case .otherwise: return before.map { !$0 }
    case .every(let name): return words[name].flatMap { Int($0) }.map { everywhere((step - 1) % $0 == 0) }
    case .times(let name): return words[name].flatMap { Int($0) }.map { everywhere($0 > 0) }
    case .compare(let left, let relation, let right):
      guard let a = value(left), let b = value(right) else { return nil }
      return zip(spread(a), spread(b)).map { a, b in
        switch relation {
        case .less: a < b
        case .lessOrEqual: a <= b
        case .more: a > b
        case .moreOrEqual: a >= b
        }
      }
    }
  }

  /// How often a statement is repeated.
  func times(_ conditions: [EquationCondition]) -> Int {
    for case .times(let name) in conditions { return words[name].flatMap { Int($0) } ?? 1 }
    return 1
  }

  /// One number for each coordinate.
  func spread(_ numbers: [Double]) -> [Double] {
    numbers.count == 1 ? Array(repeating: numbers[0], count: dimension) : numbers
  }

  private func call(_ function: EquationTree.Function, _ numbers: [[Double]]) -> [Double] {
    func each(_ body: (Double) -> Double) -> [Double] { numbers[0].map(body) }
    switch function {
    case .sqrt: return each { $0.squareRoot() }
    case .cbrt: return each { Lanes.cbrt(Lanes($0))[0] }
    case .exp: return each { Lanes.exp(Lanes($0))[0] }
    case .log: return each { Lanes.log(Lanes($0))[0] }
    case .sign: return each { $0 > 0 ? 1 : $0 < 0 ? -1 : 0 }
    case .min: return numbers.dropFirst().reduce(numbers[0]) { Self.pairwise($0, $1, Swift.min) }
    case .max: return numbers.dropFirst().reduce(numbers[0]) { Self.pairwise($0, $1, Swift.max) }
    case .clip: return Self.pairwise(Self.pairwise(numbers[0], numbers[1], Swift.max), numbers[2], Swift.min)
    case .rms: return [Self.length(spread(numbers[0])) / Double(dimension).squareRoot()]
    }
  }

  private static func apply(_ operation: EquationTree.Operation, _ a: Double, _ b: Double) -> Double {
    switch operation {
    case .add: a + b
    case .subtract: a - b
    case .multiply: a * b
    case .divide: a / b
    case .power: power(a, b)
    case .dot: a * b
    }
  }

  private static func power(_ base: Double, _ exponent: Double) -> Double {
    guard let whole = Int(exactly: exponent), whole >= 0 else { return Lanes.pow(Lanes(base), Lanes(exponent))[0] }
    return Lanes(base).power(whole)[0]
  }

  private static func length(_ numbers: [Double]) -> Double { numbers.reduce(0) { $0 + $1 * $1 }.squareRoot() }

  private static func pairwise(_ a: [Double], _ b: [Double], _ body: (Double, Double) -> Double) -> [Double] {
    if a.count == b.count { return zip(a, b).map(body) }
    return a.count == 1 ? b.map { body(a[0], $0) } : a.map { body($0, b[0]) }
  }
}
