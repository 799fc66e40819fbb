import Drawing
import Testing

struct PictureTests {
  @Test func picturesAreComparedAsValues() {
    var one = Picture(size: Size(100, 50), background: Color(0xFFFFFF), title: "one")
    var two = one
    one.marks.append(.text(Text("a", at: Point(1, 2), size: 6, color: Color(0))))
    #expect(one != two)
    two.marks.append(.text(Text("a", at: Point(1, 2), size: 6, color: Color(0))))
    #expect(one == two)
  }
}
