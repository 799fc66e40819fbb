#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// The name of the file that is being written beside its place.
///
/// Read by a handler of signals, which may call but few functions: so it is a plain address.
nonisolated(unsafe) private var unfinishedName: UnsafeMutablePointer<CChar>?

/// A file that is not yet in its place: who interrupts the command leaves nothing of it behind.
enum UnfinishedFile {
  /// Signals by which people and systems end a command.
  private static let endings = [SIGINT, SIGTERM, SIGHUP]

  /// A file is begun; if a signal ends the command, it is taken away first.
  static func begin(_ path: String) {
    unfinishedName = strdup(path)
    for ending in endings {
      signal(ending) { code in
        if let unfinishedName { unlink(unfinishedName) }
        signal(code, SIG_DFL)
        raise(code)
      }
    }
  }

  /// The file is in its place, or gone.
  static func end() {
    for ending in endings { signal(ending, SIG_DFL) }
    free(unfinishedName)
    unfinishedName = nil
  }
}
