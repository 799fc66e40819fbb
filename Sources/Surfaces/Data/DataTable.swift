internal import Calculus

/// Columns of numbers with names, from a CSV file or from a card.
struct DataTable: Sendable {
  /// The names of the columns, in the order of the file.
  let names: [String]
  /// The numbers, column by column.
  let columns: [[Double]]

  /// How many rows there are.
  var rows: Int { columns.first?.count ?? 0 }

  /// The most rows that are read: about a gigabyte of three columns.
  static let mostRows = 50_000_000

  /// Reads comma-separated values (RFC 4180): a line of names, then a line of numbers a row.
  ///
  /// Empty lines are passed over. Only the columns of `wanted` are kept.
  ///
  /// - Parameters:
  ///   - read: hands over the next bytes of the file; nothing at its end.
  ///   - file: what errors say.
  ///   - wanted: says of the names which are to be kept.
  init(
    reading read: () throws(CardError) -> [UInt8], file: String, wanted: ([String]) throws(CardError) -> [String]
  ) throws(CardError) {
    var scanner = CSVScanner(file: file)
    var names: [String] = []
    var kept: [Int] = []
    var columns: [[Double]] = []
    var isOpen = true
    while isOpen {
      let bytes = try read()
      isOpen = !bytes.isEmpty
      try scanner.take(bytes)
      while let record = try scanner.next(isLast: !isOpen) {
        if names.isEmpty {
          try Self.checkKind(record.fields, file: file)
          names = record.fields.map { String(decoding: $0, as: UTF8.self).trimmedOfSpaces }
          try Self.check(names, file: file)
          let wanted = try wanted(names)
          kept = names.indices.filter { wanted.contains(names[$0]) }
          columns = kept.map { _ in [] }
          continue
        }
        guard record.fields.count == names.count else {
          throw CardError(
            file: file, line: record.line, column: 1,
            message:
              "this row has \(record.fields.count) field\(record.fields.count == 1 ? "" : "s"), and there are \(names.count) columns"
          )
        }
        for (place, column) in kept.enumerated() {
          columns[place].append(
            try Self.number(record.fields[column], named: names[column], file: file, line: record.line))
        }
        guard columns.first.map({ $0.count <= Self.mostRows }) ?? true else {
          throw CardError(file: file, line: 0, column: 0, message: "more than \(Self.mostRows) rows are not read")
        }
      }
    }
    guard !names.isEmpty else {
      throw CardError(file: file, line: 0, column: 0, message: "the file is empty; its first line names the columns")
    }
    guard columns.first.map({ !$0.isEmpty }) ?? true else {
      throw CardError(file: file, line: 0, column: 0, message: "there is no row under the names of the columns")
    }
    self.names = kept.map { names[$0] }
    self.columns = columns
  }

  /// Columns as they are.
  init(names: [String], columns: [[Double]]) {
    self.names = names
    self.columns = columns
  }

  /// Columns in another order, or fewer of them.
  func selecting(_ chosen: [String]) -> DataTable {
    DataTable(names: chosen, columns: chosen.compactMap { name in names.firstIndex(of: name).map { columns[$0] } })
  }

  /// Each column moved and stretched to mean 0 and standard deviation 1, as far as it is named and not constant.
  func standardizing(_ chosen: [String], like other: DataTable? = nil) -> DataTable {
    let model = other ?? self
    let changed = zip(names, columns).map { name, column -> [Double] in
      guard chosen.contains(name), let place = model.names.firstIndex(of: name) else { return column }
      let source = model.columns[place]
      let mean = source.reduce(0, +) / Double(source.count)
      let variance = source.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(source.count)
      guard variance > 0 else { return column }
      return column.map { ($0 - mean) / variance.squareRoot() }
    }
    return DataTable(names: names, columns: changed)
  }

  /// At most so many rows, spread evenly over the table.
  func thinned(to most: Int) -> DataTable {
    guard rows > most else { return self }
    let places = (0..<most).map { $0 * rows / most }
    return DataTable(names: names, columns: columns.map { column in places.map { column[$0] } })
  }

  /// Says what a first line is that holds no names with commas between.
  private static func checkKind(_ fields: [ArraySlice<UInt8>], file: String) throws(CardError) {
    func wrong(_ message: String) -> CardError { CardError(file: file, line: 1, column: 1, message: message) }
    if fields.contains(where: { $0.contains(0) || $0.starts(with: [0xFF, 0xFE]) }) {
      throw wrong("this is not text in UTF-8; save the file as comma-separated values in UTF-8")
    }
    guard fields.count == 1, let line = fields.first else { return }
    for (byte, name) in [(UInt8(ascii: ";"), "semicolons"), (9, "tabs")] where line.contains(byte) {
      throw wrong("the columns are divided by \(name); put commas between them")
    }
  }

  private static func check(_ names: [String], file: String) throws(CardError) {
    for (index, name) in names.enumerated() {
      if name.isEmpty {
        throw CardError(file: file, line: 1, column: 1, message: "column \(index + 1) has no name")
      }
      if names[..<index].contains(name) {
        throw CardError(file: file, line: 1, column: 1, message: "two columns are named \"\(name)\"")
      }
    }
    if names.allSatisfy({ Double($0) != nil }) {
      throw CardError(
        file: file, line: 1, column: 1,
        message: "the first line holds numbers; it has to name the columns, as in u,v")
    }
  }

  private static func number(
    _ bytes: ArraySlice<UInt8>, named name: String, file: String, line: Int
  ) throws(CardError) -> Double {
    let text = String(decoding: bytes, as: UTF8.self)
    guard let number = Double(text) ?? Double(text.trimmedOfSpaces) else {
      let found = text.trimmedOfSpaces.isEmpty ? "nothing" : "\"\(text.prefix(40))\""
      throw CardError(
        file: file, line: line, column: 1, message: "column \"\(name)\" must hold numbers, but here is \(found)")
    }
    guard number.isFinite else {
      throw CardError(
        file: file, line: line, column: 1,
        message: "column \"\(name)\" holds \(text) here, which is not finite; leave such rows out")
    }
    return number
  }
}

/// Takes comma-separated values apart, as the bytes come in.
private struct CSVScanner {
  struct Record {
    let line: Int
    let fields: [ArraySlice<UInt8>]
  }

  let file: String
  private var buffer: [UInt8] = []
  private var place = 0
  private var line = 1
  private var isFirst = true

  private static let (comma, quote, feed, turn) = (UInt8(ascii: ","), UInt8(ascii: "\""), UInt8(10), UInt8(13))

  init(file: String) { self.file = file }

  /// The longest row, in bytes.
  private static let longest = 4 << 20

  /// Adds bytes to what is left of those before.
  mutating func take(_ bytes: [UInt8]) throws(CardError) {
    guard buffer.count - place <= Self.longest else {
      throw CardError(
        file: file, line: line, column: 1, message: "this row is longer than four megabytes; is this a CSV file?")
    }

    buffer.removeFirst(place)
    place = 0
    buffer += bytes
    // A byte order mark is not part of the first name.
    if isFirst, buffer.starts(with: [0xEF, 0xBB, 0xBF]) { buffer.removeFirst(3) }
    if !buffer.isEmpty { isFirst = false }
  }

  /// The next row that is whole; nothing if more bytes are needed.
  mutating func next(isLast: Bool) throws(CardError) -> Record? {
    while place < buffer.count {
      guard let record = try record(isLast: isLast) else { return nil }
      if record.fields.count == 1, record.fields[0].allSatisfy({ $0 == 32 || $0 == 9 }) { continue }
      return record
    }
    return nil
  }

  private mutating func record(isLast: Bool) throws(CardError) -> Record? {
    var fields: [ArraySlice<UInt8>] = []
    var start = place
    var index = place
    let first = line
    var feeds = 0
    while true {
      guard index < buffer.count else {
        guard isLast else { return nil }
        fields.append(plain(start, index))
        (place, line) = (index, line + feeds)
        return Record(line: first, fields: fields)
      }
      let byte = buffer[index]
      if byte == Self.quote, buffer[start..<index].allSatisfy({ $0 == 32 }) {
        guard let end = closing(after: index, &feeds) else {
          guard isLast else { return nil }
          throw CardError(file: file, line: first, column: 1, message: "a quotation mark is opened and not closed")
        }
        let inner = buffer[(index + 1)..<end]
        fields.append(ArraySlice(String(decoding: inner, as: UTF8.self).replacing("\"\"", with: "\"").utf8))
        index = end + 1
        while index < buffer.count, buffer[index] != Self.comma, buffer[index] != Self.feed { index += 1 }
        guard index < buffer.count || isLast else { return nil }
        start = index
        if index < buffer.count, buffer[index] == Self.comma {
          index += 1
          start = index
          continue
        }
        feeds += 1
        (place, line) = (min(index + 1, buffer.count), line + feeds)
        return Record(line: first, fields: fields)
      }
      if byte == Self.comma {
        fields.append(plain(start, index))
        start = index + 1
      } else if byte == Self.feed {
        fields.append(plain(start, index))
        (place, line) = (index + 1, line + feeds + 1)
        return Record(line: first, fields: fields)
      }
      index += 1
    }
  }

  private func plain(_ start: Int, _ end: Int) -> ArraySlice<UInt8> {
    let field = buffer[start..<end]
    return field.last == Self.turn ? field.dropLast() : field
  }

  /// The quotation mark that closes a field; two together stand for one inside it.
  private func closing(after open: Int, _ feeds: inout Int) -> Int? {
    var index = open + 1
    while index < buffer.count {
      if buffer[index] == Self.feed { feeds += 1 }
      if buffer[index] == Self.quote {
        guard index + 1 < buffer.count, buffer[index + 1] == Self.quote else {
          return index
        }
        index += 1
      }
      index += 1
    }
    return nil
  }
}

extension String {
  /// The text without spaces at its ends.
  fileprivate var trimmedOfSpaces: String {
    String(String(drop { $0.isWhitespace }.reversed()).drop { $0.isWhitespace }.reversed())
  }
}
