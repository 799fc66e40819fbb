import Surfaces
import Testing

@Suite("Checking claims")
struct CheckTests {
  @Test("Every claim on every card holds", arguments: Catalogue().names)
  func cards(name: String) throws {
    let surface = try Catalogue().surface(named: name)
    let findings = check(surface)
    #expect(findings.count >= 10)
    for finding in findings { #expect(finding.holds, "\(finding)") }
  }
}
