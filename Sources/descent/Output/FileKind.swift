import Foundation

/// What stands at a path.
enum FileKind {
  /// Whether something other than a regular file or a folder stands there: a pipe, a device.
  static func isDevice(_ path: String) -> Bool {
    var status = stat()
    guard stat(path, &status) == 0 else { return false }
    let kind = status.st_mode & S_IFMT
    return kind != S_IFREG && kind != S_IFDIR
  }

  /// Makes a folder if there is none.
  static func makeFolder(_ path: String) throws {
    guard mkdir(path, 0o777) != 0, errno != EEXIST else { return }
    let problem =
      errno == ENOENT
      ? "the folder above it is not there; create it or choose another place"
      : String(cString: strerror(errno))
    throw Refusal.failed("cannot make the folder '\(path)': \(problem)")
  }
}
