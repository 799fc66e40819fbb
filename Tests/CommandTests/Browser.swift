import Foundation
import Testing

/// A Chromium without a window, if the machine has one.
enum Browser {
  /// The program: `DESCENT_BROWSER`, or the first of the usual names on the path.
  static let program: URL? = {
    let environment = ProcessInfo.processInfo.environment
    if let named = environment["DESCENT_BROWSER"] { return URL(fileURLWithPath: named) }
    let folders = (environment["PATH"] ?? "").split(separator: ":").map { URL(fileURLWithPath: String($0)) }
    let names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
    return names.flatMap { name in folders.map { $0.appendingPathComponent(name) } }
      .first { FileManager.default.isExecutableFile(atPath: $0.path) }
  }()

  static let isThere = program != nil

  /// What a script returned, and what went wrong on the page: errors, refusals of the page's own policy, fetches.
  struct Visit: Decodable {
    let result: [String: String]
    let errors: [String]
    let resources: Int
  }

  private static let watch = """
    <script>
    const wrong = [];
    addEventListener('error', (event) => wrong.push(event.message));
    addEventListener('unhandledrejection', (event) => wrong.push(String(event.reason)));
    addEventListener('securitypolicyviolation', (event) => wrong.push('policy: ' + event.violatedDirective));
    // A browser without a window shows no frames while it plays its time fast.
    window.requestAnimationFrame = (frame) => setTimeout(() => frame(performance.now()), 16);
    console.error = (...words) => wrong.push(words.join(' '));
    </script>
    """

  /// Opens a page, runs a script in it that fills `result`, and returns what it found.
  ///
  /// - Parameters:
  ///   - opening: what the page is opened at.
  ///   - options: further options of the browser.
  static func visit(
    _ page: String, at opening: String = "#step=0", options: [String] = [], script: String
  ) throws -> Visit {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("descent-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let ending = """
      <script>
      (async () => {
        const result = {};
        const one = (selector) => document.querySelector(selector);
        const rest = () => new Promise((resume) => setTimeout(resume, 60));
        const row = (index) => document.querySelectorAll('tbody tr')[index];
        const press = async (key, more = {}) => {
          document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more }));
          await rest();
        };
        const slide = async (slider, value) => {
          slider.value = value;
          slider.dispatchEvent(new Event('input', { bubbles: true }));
          await rest();
        };
        try {
          await rest();
          \(script)
        } catch (error) { wrong.push(String(error)); }
        const resources = performance.getEntriesByType('resource').length;
        const text = JSON.stringify({ result, errors: wrong, resources });
        document.body.dataset.visit = btoa(String.fromCharCode(...new TextEncoder().encode(text)));
      })();
      </script>
      </body>
      """
    let file = folder.appendingPathComponent("page.html")
    let watched = page.replacingOccurrences(of: "<style>", with: watch + "\n<style>")
      .replacingOccurrences(of: "</body>", with: ending)
    try Data(watched.utf8).write(to: file)
    let output = folder.appendingPathComponent("output")
    try Data().write(to: output)
    let process = Process()
    let program: URL = try #require(Self.program)
    process.executableURL = program
    process.arguments =
      [
        "--headless=new", "--no-sandbox", "--disable-gpu", "--dump-dom", "--virtual-time-budget=20000",
        "--user-data-dir=\(folder.path)/profile", "--window-size=1600,1000",
      ] + options + [file.absoluteString + opening]
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = FileHandle.nullDevice
    process.standardInput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    let dom = String(decoding: try Data(contentsOf: output), as: UTF8.self)
    let packed = try #require(dom.firstMatch(of: #/data-visit="([^"]*)"/#), "the script did not end").output.1
    return try JSONDecoder().decode(Visit.self, from: try #require(Data(base64Encoded: String(packed))))
  }
}
