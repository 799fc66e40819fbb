internal import Calculus
internal import Formulas

extension Field {
  /// A formula of some names.
  func formula(of names: [String], parameters: [(name: String, value: Double)] = []) throws(CardError) -> Formula {
    let expression = try expression("a formula")
    do throws(FormulaError) {
      return try Formula(expression.text, variables: names, parameters: parameters)
    } catch {
      throw expression.error(error)
    }
  }

  /// A formula that says yes or no.
  func condition(of names: [String], parameters: [(name: String, value: Double)] = []) throws(CardError) -> Formula {
    let formula = try formula(of: names, parameters: parameters)
    guard formula.isCondition || formula.isConstant else {
      throw error("\(name) must be a comparison, as in \(names.last ?? "x") < 1, but is \"\(formula.text)\"")
    }
    guard !formula.isConstant else {
      throw error("\(name) is \"\(formula.text)\", which is always the same; compare something that is measured")
    }
    return formula
  }

  /// A number of at least 0.
  func size() throws(CardError) -> Double {
    let number = try expression("a number").number()
    guard number >= 0 else { throw error("\(name) must be at least 0, but is \(try text())") }
    return number
  }

  /// A whole number in a range.
  func whole(in range: ClosedRange<Int>) throws(CardError) -> Int {
    let expected = "a whole number from \(range.lowerBound) to \(range.upperBound)"
    let text = try text(expected)
    guard let number = Int(text), range.contains(number) else {
      throw error("\(name) must be \(expected), but is \"\(text)\"")
    }
    return number
  }

  /// A name that formulas can use.
  func identifier() throws(CardError) -> String {
    let word = try text("a name")
    let isName =
      word.first?.isLetter == true && word.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
    guard isName else { throw error("\"\(word)\" is not a name: use a letter, then letters, digits and underscores") }
    return word
  }

  /// One of the names, as its place among them.
  func place(in names: [String], _ kind: String) throws(CardError) -> Int {
    let word = try text("the name of a \(kind)")
    if let place = names.firstIndex(of: word) { return place }
    let advice = nearest(to: word, in: names).map { "did you mean \"\($0)\"?" }
    throw error("there is no \(kind) \"\(word)\"; \(advice ?? "there are \(names.joined(separator: ", "))")")
  }

  /// A text with formulas in braces.
  func wording(of names: [String]) throws(CardError) -> Wording {
    let text = try text()
    var pieces: [Wording.Piece] = []
    var rest = text[...]
    while let open = rest.firstIndex(of: "{") {
      guard let close = rest[open...].firstIndex(of: "}") else {
        throw error("\(name) opens a brace at \"\(rest[open...].prefix(24))\" and does not close it")
      }
      pieces.append(.words(String(rest[..<open])))
      let inner = String(rest[rest.index(after: open)..<close])
      do throws(FormulaError) {
        pieces.append(.number(Quantity(try Formula(inner, variables: names))))
      } catch {
        throw self.error("in \(name): \(error.message)\n\(error.picture)")
      }
      rest = rest[rest.index(after: close)...]
    }
    return Wording(pieces: pieces + [.words(String(rest))])
  }
}
