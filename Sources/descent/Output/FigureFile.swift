import Drawing
import Foundation
import Rendering

/// A finished picture on its way to a file.
struct FigureFile {
  /// What was asked.
  let request: FigureRequest
  /// The picture's name where none was given, without folder and ending.
  let name: String
  /// What the picture can be made from again.
  let recipe: Recipe

  /// Writes the picture, its caption if that is to stand apart, and the report.
  ///
  /// - Parameter report: what is printed beside the figure: on standard output, unless the figure goes there.
  func publish(_ picture: Picture, caption: String, report: String = "", threads: Int) throws {
    try write(picture, threads: threads)
    try publish(caption: caption, report: report)
  }

  /// Writes a page on which the figure moves, its caption if that is to stand apart, and the report.
  func publish(_ picture: LivingPicture, caption: String, report: String) throws {
    guard let path = request.output else { return }
    do {
      try Rendering.write(try renderPage(of: picture, notes: try notes()), to: path)
    } catch let failure as RenderingFailure {
      throw Refusal.failed(failure.description)
    }
    StandardStreams.remark("\(path)\n")
    try publish(caption: caption, report: report)
  }

  /// What is kept in the file beside the figure.
  private func notes() throws -> [(keyword: String, text: String)] {
    [("Software", "Descent \(Version.text)"), ("Recipe", try recipe.text())]
  }

  /// Writes the caption, if that is to stand apart, and the report.
  func publish(caption: String, report: String) throws {
    if let place = request.caption { try Self.write(caption: caption, to: place) }
    if request.output == "-" { StandardStreams.remark(report) } else { try StandardStreams.write(report) }
  }

  /// Writes the terms of a comparison to a text file, without the markup of raised and lowered text.
  private static func write(caption: String, to path: String) throws {
    try write(Text.plain(caption) + "\n", to: path)
  }

  /// Writes a text to a file.
  static func write(_ text: String, to path: String) throws {
    do {
      try Rendering.write(Array(text.utf8), to: path)
    } catch {
      throw Refusal.failed(error.description)
    }
  }

  /// Paints and writes the picture, and says on standard error where it is.
  func write(_ picture: Picture, threads: Int) throws {
    let path = request.output ?? "output/\(name).\(request.format.rawValue)"
    do {
      let options = RenderOptions(dpi: request.dpi, notes: try notes(), threads: threads)
      let rendered = try render(picture, as: request.format, options: options)
      if request.output == nil { try FileKind.makeFolder("output") }
      // A reader of standard output that has gone away ends the command quietly, as for all that is printed.
      if path == "-" {
        try StandardStreams.write(rendered.bytes)
      } else {
        try Rendering.write(rendered.bytes, to: path)
      }
      if !rendered.missingCharacters.isEmpty {
        let characters = rendered.missingCharacters.map { String($0) }.joined(separator: " ")
        StandardStreams.remark("no font on this machine has these characters, which are left out: \(characters)\n")
      }
      if let font = rendered.substituteFont {
        StandardStreams.remark("DejaVu Sans is not installed (package fonts-dejavu-core); \(font) stands in for it\n")
      }
    } catch let failure as RenderingFailure {
      throw Refusal.failed(failure.description)
    }
    if path != "-" { StandardStreams.remark("\(path)\n") }
  }
}
