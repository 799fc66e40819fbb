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
  ///
  /// A signal that is ignored, as for a command in the background, stays so.
  static func begin(_ path: String) {
    unfinishedName = strdup(path)
    for ending in endings {
      let before = signal(ending) { code in
        if let unfinishedName { unlink(unfinishedName) }
        signal(code, SIG_DFL)
        raise(code)
      }
      if isIgnoring(before) { signal(ending, SIG_IGN) }
    }
  }

  /// The file is in its place, or gone.
  static func end() {
    for ending in endings where isIgnoring(signal(ending, SIG_DFL)) {
      signal(ending, SIG_IGN)
    }
    free(unfinishedName)
    unfinishedName = nil
  }

  private static func isIgnoring(_ handler: (@convention(c) (Int32) -> Void)?) -> Bool {
    unsafeBitCast(handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
  }
}
