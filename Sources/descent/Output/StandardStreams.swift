import Foundation

/// Text to the two standard streams, written whole.
enum StandardStreams {
  /// Writes to standard output.
  ///
  /// A reader that has gone away (`| head`) ends the command quietly; a full device is an error.
  static func write(_ text: String) throws { try write(Array(text.utf8)) }

  /// Writes bytes to standard output.
  static func write(_ bytes: [UInt8]) throws {
    let problem = send(bytes, to: STDOUT_FILENO)
    if problem == EPIPE { Foundation.exit(0) }
    guard problem == 0 else {
      throw Refusal.failed("cannot write to standard output: \(String(cString: strerror(problem)))")
    }
  }

  /// Writes a remark to standard error.
  ///
  /// If nobody can hear it, the exit code still says how it went.
  static func remark(_ text: String) { _ = send(Array(text.utf8), to: STDERR_FILENO) }

  /// Writes all bytes; returns 0, or the number of the error that stopped it.
  private static func send(_ bytes: [UInt8], to descriptor: Int32) -> Int32 {
    signal(SIGPIPE, SIG_IGN)
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
      if count >= 0 {
        rest = rest.dropFirst(count)
      } else if errno != EINTR {
        return errno
      }
    }
    return 0
  }
}
