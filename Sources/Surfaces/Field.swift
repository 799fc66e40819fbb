internal import Calculus
internal import Yams

/// A value on a card or in a demo, with its name and place, read as what it should be.
struct Field {
  let file: String
  /// What errors call it: `window`, `first start`.
  let name: String
  let node: Yams.Node
  /// Whether it is all of the file.
  var isWhole = false

  var place: FilePlace {
    let mark = node.mark
    return FilePlace(file: file, line: mark?.line ?? 0, column: mark?.column ?? 0)
  }

  /// Whether it has entries of its own.
  var isMapping: Bool { if case .mapping = node { true } else { false } }

  func error(_ message: String) -> CardError { place.error(message) }

  private func wrong(_ expected: String) -> CardError {
    let found =
      switch node {
      case .scalar(let scalar): scalar.string.isEmpty ? "nothing" : "\"\(scalar.string.prefix(40))\""
      case .sequence: "a list"
      case .mapping: "a mapping"
      case .alias: "an alias"
      }
    return error("\(name) must be \(expected), but is \(found)")
  }

  func text(_ expected: String = "text") throws(CardError) -> String {
    guard case .scalar(let scalar) = node, !scalar.string.allSatisfy(\.isWhitespace) else { throw wrong(expected) }
    return scalar.string
  }

  func expression(_ expected: String = "a number or a formula of the parameters") throws(CardError) -> Expression {
    let text = try text(expected)
    var place = place
    if case .scalar(let scalar) = node { place.isVerbatim = scalar.style == .plain && !text.contains("\n") }
    return Expression(text: text, place: place)
  }

  func list(_ expected: String) throws(CardError) -> [Field] {
    guard case .sequence(let sequence) = node else { throw wrong(expected) }
    return sequence.enumerated().map { index, node in
      Field(file: file, name: "entry \(index + 1) of \(name)", node: node)
    }
  }

  /// The entries of a mapping in the order of the card.
  func entries(_ expected: String) throws(CardError) -> [(key: Field, value: Field)] {
    guard case .mapping(let mapping) = node else { throw wrong(expected) }
    var entries: [(key: Field, value: Field)] = []
    for (key, value) in mapping {
      let key = Field(file: file, name: "a key of \(name)", node: key)
      entries.append((key, Field(file: file, name: try key.text(), node: value)))
    }
    return entries
  }

  /// The entries of a mapping that may only have certain keys.
  func fields(_ keys: [String]) throws(CardError) -> [String: Field] {
    var fields: [String: Field] = [:]
    for (key, value) in try entries("a mapping with the keys \(keys.joined(separator: ", "))") {
      let word = try key.text()
      guard keys.contains(word) else {
        let advice = nearest(to: word, in: keys).map { "did you mean \"\($0)\"?" }
        throw key.error("unknown key \"\(word)\"; \(advice ?? "known are \(keys.joined(separator: ", "))")")
      }
      fields[word] = Field(file: file, name: isWhole ? word : "\(word) of \(name)", node: value.node)
    }
    return fields
  }

  /// One of a set of words.
  func choice<Choice: CaseIterable & RawRepresentable<String>>(_: Choice.Type) throws(CardError) -> Choice {
    let words = Choice.allCases.map(\.rawValue)
    let list = "one of " + words.joined(separator: ", ")
    let word = try text(list)
    if let choice = Choice(rawValue: word) { return choice }
    let advice = nearest(to: word, in: words).map { "; did you mean \"\($0)\"?" } ?? ""
    throw error("\(name) must be \(list), but is \"\(word)\"\(advice)")
  }
}

extension Field {
  /// All of a file: a card or a demo.
  init(whole text: String, file: String, of kind: String, required: [String]) throws(CardError) {
    func error(_ mark: Mark?, _ problem: String) -> CardError {
      CardError(file: file, line: mark?.line ?? 0, column: mark?.column ?? 0, message: problem)
    }
    do {
      // Named, because the default encoding asks the environment and the default resolver runs regular expressions.
      guard let node = try Yams.Parser(yaml: text, resolver: .basic, encoding: .utf8).singleRoot() else {
        throw error(nil, "the \(kind) is empty; a \(kind) has the keys \(required.joined(separator: ", "))")
      }
      self.init(file: file, name: "the \(kind)", node: node, isWhole: true)
    } catch let error as CardError {
      throw error
    } catch YamlError.scanner(_, let problem, let mark, _), YamlError.parser(_, let problem, let mark, _),
      YamlError.composer(_, let problem, let mark, _)
    {
      throw error(mark, "this is not YAML: \(problem)")
    } catch YamlError.duplicatedKeysInMapping(let keys, let context) {
      throw error(context.mark, "\"\(keys.sorted().joined(separator: "\", \""))\" stands here twice")
    } catch YamlError.reader(let problem, let offset, _, _) {
      throw error(nil, "this is not text: \(problem)" + (offset.map { " (at character \($0 + 1))" } ?? ""))
    } catch {
      throw CardError(file: file, line: 0, column: 0, message: "this is not YAML: \(error)")
    }
  }
}
