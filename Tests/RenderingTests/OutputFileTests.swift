import Rendering
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A folder of its own for a test, gone afterwards.
private func withFolder(_ body: (String) throws -> Void) throws {
  var template = Array("/tmp/descent-output-XXXXXX".utf8CString)
  try #require(mkdtemp(&template) != nil)
  let folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  defer {
    for name in contents(of: folder) { unlink("\(folder)/\(name)") }
    rmdir(folder)
  }
  try body(folder)
}

private func contents(of folder: String) -> [String] {
  guard let stream = opendir(folder) else { return [] }
  defer { closedir(stream) }
  var names: [String] = []
  while let entry = readdir(stream) {
    let name = withUnsafeBytes(of: entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    if name != ".", name != ".." { names.append(name) }
  }
  return names.sorted()
}

private func read(_ path: String) -> [UInt8]? {
  let descriptor = open(path, O_RDONLY)
  guard descriptor >= 0 else { return nil }
  defer { close(descriptor) }
  var buffer = [UInt8](repeating: 0, count: 1 << 16)
  let count = read(descriptor, &buffer, buffer.count)
  return count < 0 ? nil : Array(buffer[..<count])
}

private func permissions(_ path: String) -> mode_t {
  var status = stat()
  return stat(path, &status) == 0 ? status.st_mode & 0o7777 : 0
}

@Suite(.serialized) struct OutputFileTests {
  @Test func aNewFileIsOrdinary() throws {
    try withFolder { folder in
      let before = umask(0o022)
      defer { umask(before) }
      try write([1, 2, 3], to: "\(folder)/figure.png")
      #expect(read("\(folder)/figure.png") == [1, 2, 3])
      #expect(permissions("\(folder)/figure.png") == 0o644)
      #expect(contents(of: folder) == ["figure.png"])
    }
  }

  @Test func anOldFileKeepsItsPermissions() throws {
    try withFolder { folder in
      try write([1], to: "\(folder)/figure.png")
      chmod("\(folder)/figure.png", 0o600)
      try write([2], to: "\(folder)/figure.png")
      #expect(read("\(folder)/figure.png") == [2])
      #expect(permissions("\(folder)/figure.png") == 0o600)
    }
  }

  @Test func linksKeepPointing() throws {
    try withFolder { folder in
      symlink("real.png", "\(folder)/link.png")
      try write([7], to: "\(folder)/link.png")  // to where there is nothing yet
      try write([8], to: "\(folder)/link.png")
      #expect(read("\(folder)/real.png") == [8])
      var buffer = [CChar](repeating: 0, count: 64)
      #expect(readlink("\(folder)/link.png", &buffer, 63) == 8)
      symlink("circle.png", "\(folder)/circle.png")
      #expect(throws: RenderingFailure.self) { try write([1], to: "\(folder)/circle.png") }
    }
  }

  @Test func aPipeIsWrittenToAndStays() throws {
    try withFolder { folder in
      let pipe = "\(folder)/pipe"
      try #require(mkfifo(pipe, 0o600) == 0)
      let reader = open(pipe, O_RDONLY | O_NONBLOCK)
      defer { close(reader) }
      try write([1, 2, 3], to: pipe)
      var buffer = [UInt8](repeating: 0, count: 8)
      #expect(read(reader, &buffer, 8) == 3)
      var status = stat()
      #expect(stat(pipe, &status) == 0 && status.st_mode & S_IFMT == S_IFIFO)
    }
  }

  @Test func failuresSayWhatIsWrong() throws {
    try withFolder { folder in
      func problem(_ path: String) -> String {
        do throws(RenderingFailure) {
          try write([1], to: path)
          return "none"
        } catch {
          return error.description
        }
      }
      #expect(problem("\(folder)/none/figure.png").contains("there is no folder '\(folder)/none'"))
      #expect(problem(folder).contains("it is a folder"))
      #expect(problem("").contains("cannot write ''"))
      #expect(problem("\(folder)/" + String(repeating: "n", count: 300)).contains("too long"))
      if access("/dev/full", W_OK) == 0 { #expect(problem("/dev/full").contains("full")) }
      try write([1], to: "\(folder)/file")
      #expect(problem("\(folder)/file/figure.png").contains("not a folder"))
      #expect(contents(of: folder) == ["file"])
    }
  }

  @Test(.enabled(if: geteuid() != 0)) func whatMayNotBeWrittenStays() throws {
    try withFolder { folder in
      try write([1], to: "\(folder)/figure.png")
      chmod("\(folder)/figure.png", 0o444)
      #expect(throws: RenderingFailure.self) { try write([2], to: "\(folder)/figure.png") }
      #expect(read("\(folder)/figure.png") == [1])
    }
  }
}
