#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Writes a finished file.
///
/// A regular file is written beside its place and moved in, so that nothing torn is ever left there; it keeps the
/// permissions it had, a link keeps pointing where it did. Anything else, a pipe or a device, is written to directly
/// and never replaced. `-` is standard output. The folder must be there.
public func write(_ bytes: [UInt8], to path: String) throws(RenderingFailure) {
  let file = OutputFile(path: path)
  if path == "-" || path == "/dev/stdout" { return try file.write(bytes, into: STDOUT_FILENO) }
  var status = stat()
  if stat(path, &status) != 0 {
    guard errno == ENOENT else { throw file.failure(errno) }
    return try file.replace(at: file.linkedPlace(), with: bytes, permissions: nil)
  }
  switch status.st_mode & S_IFMT {
  case S_IFDIR:
    throw RenderingFailure(doing: file.doing, problem: "it is a folder", advice: "add the name of a file")
  case S_IFREG:
    guard access(path, W_OK) == 0 else { throw file.failure(errno) }
    try file.replace(at: file.linkedPlace(), with: bytes, permissions: status.st_mode & 0o7777)
  default:
    try file.pour(bytes)
  }
}

/// A place that is being written to.
private struct OutputFile {
  let path: String

  var doing: String { path == "-" ? "cannot write to standard output" : "cannot write '\(path)'" }

  /// The place itself, or where the link at it leads, over several links if need be.
  func linkedPlace() throws(RenderingFailure) -> String {
    var place = path
    for _ in 0..<40 {
      var buffer = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
      let length = readlink(place, &buffer, Int(PATH_MAX))
      guard length > 0 else { return place }
      let target = String(decoding: buffer[..<length].map { UInt8(bitPattern: $0) }, as: UTF8.self)
      place = target.hasPrefix("/") ? target : Self.folder(of: place) + "/" + target
    }
    throw failure(ELOOP)
  }

  /// Writes beside the place, then moves in.
  func replace(at place: String, with bytes: [UInt8], permissions: mode_t?) throws(RenderingFailure) {
    let folder = Self.folder(of: place)
    var descriptor: Int32 = -1
    var temporary = ""
    for attempt in 0..<100 {
      temporary = "\(folder)/.descent-\(getpid())-\(attempt)"
      descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
      if descriptor >= 0 || errno != EEXIST { break }
    }
    guard descriptor >= 0 else { throw failure(errno, folder: folder) }
    UnfinishedFile.begin(temporary)
    defer { UnfinishedFile.end() }
    do throws(RenderingFailure) {
      if let permissions { fchmod(descriptor, permissions) }
      do throws(RenderingFailure) {
        try write(bytes, into: descriptor)
      } catch {
        close(descriptor)
        throw error
      }
      guard close(descriptor) == 0 else { throw failure(errno) }
      guard rename(temporary, place) == 0 else { throw failure(errno) }
    } catch {
      unlink(temporary)
      throw error
    }
  }

  /// Writes to what is there and stays there.
  func pour(_ bytes: [UInt8]) throws(RenderingFailure) {
    let descriptor = open(path, O_WRONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure(errno) }
    do throws(RenderingFailure) {
      try write(bytes, into: descriptor)
    } catch {
      close(descriptor)
      throw error
    }
    guard close(descriptor) == 0 else { throw failure(errno) }
  }

  func write(_ bytes: [UInt8], into descriptor: Int32) throws(RenderingFailure) {
    // A limit on the size of files is an error to report, not the end of the process.
    signal(SIGXFSZ, SIG_IGN)
    var done = 0
    while done < bytes.count {
      let (count, problem) = bytes.withUnsafeBytes { buffer in
        #if canImport(Glibc)
          let count = Glibc.write(descriptor, buffer.baseAddress.map { $0 + done }, buffer.count - done)
        #else
          let count = Darwin.write(descriptor, buffer.baseAddress.map { $0 + done }, buffer.count - done)
        #endif
        return (count, errno)
      }
      if count > 0 {
        done += count
      } else if problem != EINTR {
        throw failure(problem)
      }
    }
  }

  /// What the system's error means here, and what helps.
  func failure(_ code: Int32, folder: String? = nil) -> RenderingFailure {
    let parent = folder ?? Self.folder(of: path)
    switch code {
    case ENOENT:
      return RenderingFailure(
        doing: doing, problem: "there is no folder '\(parent)'", advice: "create it or choose another place")
    case ENOTDIR:
      return RenderingFailure(doing: doing, problem: "'\(parent)' is not a folder", advice: "choose another place")
    case EACCES, EPERM, EROFS:
      return RenderingFailure(
        doing: doing, problem: code == EROFS ? "the disk is read-only" : "no permission to write there",
        advice: "choose another place")
    case ENOSPC, EDQUOT:
      return RenderingFailure(doing: doing, problem: "the disk is full", advice: "make room or choose another place")
    case EFBIG:
      return RenderingFailure(
        doing: doing, problem: "files may not be so large here", advice: "raise the limit ('ulimit -f') or lower --dpi")
    case ENAMETOOLONG:
      return RenderingFailure(doing: doing, problem: "the name is too long", advice: "choose a shorter one")
    default:
      return RenderingFailure(doing: doing, problem: String(cString: strerror(code)))
    }
  }

  private static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }
}
