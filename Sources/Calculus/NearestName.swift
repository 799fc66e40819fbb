/// The name that somebody who typed `word` most likely meant, or nothing if none is near.
///
/// Near means few slips of the finger: a letter missing, added, replaced, or two neighbours exchanged (Damerau's
/// distance), one slip for every three letters and at least one, capitals not counted. A word of three letters or more
/// that begins a name also counts. Among names equally near the one with the longer common beginning wins, then the
/// first.
///
/// - Source: F. J. Damerau, Communications of the ACM 7 (1964) 171.
public func nearest(to word: String, in names: some Sequence<String>) -> String? {
  let typed = Array(word.lowercased())
  guard !typed.isEmpty, typed.count <= 64 else { return nil }
  var best: (name: String, slips: Int, common: Int)?
  for name in names {
    let candidate = Array(name.lowercased())
    let isBeginning = typed.count >= 3 && candidate.starts(with: typed)
    let limit = max(1, typed.count / 3)
    guard isBeginning || abs(candidate.count - typed.count) <= limit else { continue }
    let slips = isBeginning ? min(1, candidate.count - typed.count) : slips(from: typed, to: candidate)
    // Replacing every letter of a short word is no likeness.
    guard slips <= limit, slips < max(typed.count, candidate.count) else { continue }
    let common = zip(typed, candidate).prefix { $0 == $1 }.count
    if let best, (best.slips, -best.common) <= (slips, -common) { continue }
    best = (name, slips, common)
  }
  return best?.name
}

/// The least number of slips that turn one word into the other, where no letter is part of two slips.
private func slips(from a: [Character], to b: [Character]) -> Int {
  var beforeLast = [Int](repeating: 0, count: b.count + 1)
  var last = Array(0...b.count)
  for i in 1..<(a.count + 1) {
    var row = [i] + [Int](repeating: 0, count: b.count)
    for j in 1..<(b.count + 1) {
      row[j] = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1))
      if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] { row[j] = min(row[j], beforeLast[j - 2] + 1) }
    }
    (beforeLast, last) = (last, row)
  }
  return last[b.count]
}
