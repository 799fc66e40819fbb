import Foundation

/// Text to the two standard streams, written whole.
enum StandardStreams {
  /// Writes to standard output.
  ///
  /// A reader that has gone away (`| head`) ends the command quietly; a full device is an error.
  static func write(_ text: String) throws { try write(Array(text.utf8)) }

  /// Writes bytes to standard output.
  static func write(_ bytes: [UInt8]) throws {
    signal(SIGPIPE, SIG_IGN)
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Foundation.write(STDOUT_FILENO, $0.baseAddress, $0.count) }
      if count >= 0 {
        rest = rest.dropFirst(count)
      } else if errno == EPIPE {
        Foundation.exit(0)
      } else if errno != EINTR {
        throw Refusal.failed("cannot write to standard output: \(String(cString: strerror(errno)))")
      }
    }
  }

  /// Writes a remark to standard error.
  static func remark(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
}
