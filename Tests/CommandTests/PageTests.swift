import Foundation
import Testing

/// `compare -o figure.html`: the file.
@Suite struct PageFileTests {
  /// The page of a comparison.
  static func page(_ words: String) throws -> String {
    let outcome = try Command.shell("descent compare \(words) -o page.html >/dev/null 2>&1 && cat page.html")
    #expect(outcome.code == 0, "\(words)")
    return outcome.output
  }

  @Test func theTableAndThePlaceArePrinted() throws {
    let outcome = try Command.line("compare parabola sgd adam -n 50 -o page.html")
    #expect(outcome.code == 0 && outcome.errors == "page.html\n" && outcome.output.hasPrefix("rank"))
  }

  /// The page keeps its promise of size, and is the same for any number of threads.
  @Test func eightOptimizersAtAllRatesAreSmall() throws {
    let line = "for n in 1 2 5; do descent compare rosenbrock --threads $n -o $n.html >/dev/null; done"
    let outcome = try Command.shell("\(line); cmp 1.html 2.html && cmp 1.html 5.html && wc -c < 1.html")
    #expect(outcome.code == 0, "\(outcome.errors)")
    let size = try #require(Int(outcome.output.trimmingCharacters(in: .whitespacesAndNewlines)))
    #expect((200_000...1_500_000).contains(size))
  }

  /// The words of the rows are those of the table that is printed, and there is a walk for each rate.
  @Test func rowsSayWhatTheTableSays() throws {
    let page = try Self.page("beale adam sgd:lr=0.01 newton -n 80")
    let text = try #require(page.firstMatch(of: #/<script[^>]* id="figure">([^\n]*)<\/script>/#)).output.1
    let figure = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    let runners = try #require(figure["runners"] as? [[String: Any]])
    #expect(runners.compactMap { $0["name"] as? String } == ["Newton", "Adam", "SGD"])
    #expect(runners.compactMap { ($0["walks"] as? [Any])?.count } == [1, 61, 1])
    let walks = try #require(runners[2]["walks"] as? [[String: Any]])
    #expect(walks[0]["rate"] as? String == "0.01")
    #expect(page.contains("<meta name=\"recipe\"") && page.contains("&quot;beale&quot;"))
  }

  @Test(arguments: [
    ("compare rosenbrock --facet optimizer -o a.html", "a page shows runs on one map"),
    ("compare rosenbrock --starts 2x2 -o a.html", "keep one start"),
    ("compare rosenbrock --start 1,1 --start 0,0 -o a.html", "keep one start"),
    ("compare --surfaces rosenbrock,beale -o a.html", "keep one surface"),
    ("compare rosenbrock --size 800x500 -o a.html", "leave out --size"),
    ("compare rosenbrock --dpi 100 -o a.HTML", "leave out --dpi"),
    ("compare rosenbrock --x evaluations -o a.html", "leave out --x"),
    ("compare rosenbrock adam --schedule cosine --color-by lr -o a.html", "leave out --color-by"),
    ("compare rosenbrock adam sgd -n 400000 -o a.html", "lower --steps"),
    ("curves parabola -o a.html", "pages are made by 'descent compare' only"),
    ("schedule cosine -o a.html", "pages are made by 'descent compare' only"),
  ])
  func whatAPageCannotShowIsRefused(_ line: String, _ advice: String) throws {
    let outcome = try Command.line(line)
    #expect(outcome.code == 64 && outcome.errors.contains(advice) && outcome.output.isEmpty, "\(outcome.errors)")
  }
}

/// `compare -o figure.html`: the page as a browser shows it.
@Suite(.enabled(if: Browser.isThere, "there is no Chromium on the path, and DESCENT_BROWSER does not name one"))
struct PageBrowserTests {
  /// What the rows say of a step and of the lines at it.
  private static let looks = """
    const look = (name) => {
      result[name + ' count'] = one('.count').textContent;
      result[name + ' time'] = one('.time').value;
      result[name + ' line'] = String(document.querySelectorAll('.map .view0 .lines g path')[0].getAttribute('d').length);
      result[name + ' lines'] = [...document.querySelectorAll('.view0 .lines path')].map((path) =>
        path.getAttribute('d')).join('').length;
      result[name + ' lines'] = String(result[name + ' lines']);
    };
    """

  @Test func stepsGoByKeysAndBySlider() throws {
    let visit = try Browser.visit(
      try PageFileTests.page("rosenbrock adam sgd"),
      script: Self.looks + """
        look('start');
        await press('ArrowRight'); look('one');
        await press('ArrowRight', { shiftKey: true }); look('eleven');
        await press('ArrowLeft'); look('ten');
        await slide(one('.time'), 200); look('middle');
        await press('End'); look('end');
        await press('Home'); look('again');
        """)
    #expect(visit.errors.isEmpty && visit.resources == 0, "\(visit.errors)")
    func number(_ name: String, _ what: String) -> Int { Int(visit.result["\(name) \(what)"] ?? "") ?? -1 }
    let names = ["start", "one", "eleven", "ten", "middle", "end", "again"]
    #expect(names.map { number($0, "time") } == [0, 1, 11, 10, 200, 500, 0])
    #expect(visit.result["middle count"] == "step 200 of 500")
    let lines = ["start", "one", "ten", "eleven", "middle", "end"].map { number($0, "lines") }
    #expect(zip(lines, lines.dropFirst()).allSatisfy { $0 < $1 }, "\(lines)")
    #expect(number("again", "lines") == number("start", "lines"))
  }

  /// It plays by itself and stops at the end; space pauses it.
  @Test func itPlays() throws {
    let page = try PageFileTests.page("rosenbrock adam sgd")
    let script = """
      result.first = one('.play').getAttribute('aria-label');
      await press(' ');
      result.paused = one('.play').getAttribute('aria-label');
      const at = one('.time').value; await rest();
      result.stays = String(at === one('.time').value);
      await press(' ');
      result.goesOn = one('.play').getAttribute('aria-label');
      """
    let playing = try Browser.visit(page, at: "", script: script)
    #expect(playing.errors.isEmpty)
    #expect(playing.result == ["first": "Pause", "paused": "Play", "stays": "true", "goesOn": "Pause"])
    // Who wants no motion gets the finished figure.
    let still = try Browser.visit(
      page, at: "", options: ["--force-prefers-reduced-motion"],
      script: "result.first = one('.play').getAttribute('aria-label'); result.time = one('.time').value;")
    #expect(still.result == ["first": "Play", "time": "500"] && still.errors.isEmpty)
  }

  @Test func rowsSwitchAndRatesMove() throws {
    let visit = try Browser.visit(
      try PageFileTests.page("rosenbrock adam momentum"), at: "#step=500",
      script: """
        const words = (name) => {
          const cells = ['.rate .number', '.steps', '.loss', '.badge'];
          result[name] = cells.map((cell) => row(0).querySelector(cell).textContent).join(' ');
        };
        const discs = () => [...document.querySelectorAll('.map .view0 .lines > g:nth-of-type(2) > g')].filter((disc) =>
          disc.style.display !== 'none').length;
        words('tuned');
        result.note = String(one('.moved').hidden);
        const path = () => [...document.querySelectorAll('.losses .view0 .lines path')].map((line) =>
          line.getAttribute('d')).join();
        const before = path();
        row(0).querySelectorAll('.step')[1].click(); await rest(); words('higher');
        result.moved = String(path() !== before && !one('.moved').hidden);
        await slide(row(0).querySelector('input'), 60); words('highest');
        await slide(row(0).querySelector('input'), 0); words('lowest');
        row(0).querySelectorAll('.step')[0].click(); await rest(); words('lower');
        one('.back').click(); await rest(); words('back');
        result.back = String(path() === before);
        result.discs = String(discs());
        row(1).querySelector('.toggle').click(); await rest();
        result.pressed = row(1).querySelector('.toggle').getAttribute('aria-pressed');
        result.fewer = String(discs());
        result.ranks = [0, 1].map((index) => row(index).querySelector('.disc').textContent).join(' ');
        row(1).click(); await rest();
        result.again = row(1).querySelector('.toggle').getAttribute('aria-pressed') + discs();
        """)
    #expect(visit.errors.isEmpty, "\(visit.errors)")
    let result = visit.result
    #expect(result["tuned"] == "1.00 312 1.23\u{D7}10\u{2212}6 \u{2713} converged" && result["back"] == "true")
    #expect(result["note"] == "true" && result["moved"] == "true")
    let said = ["tuned", "higher", "highest", "lowest"].compactMap { result[$0] }
    #expect(Set(said).count == 4, "\(said)")
    #expect(result["lower"] == result["lowest"])
    #expect(result["discs"] == "2" && result["fewer"] == "1" && result["pressed"] == "false")
    #expect(result["ranks"] == "1 2" && result["again"] == "true2")
  }

  /// What the page says of every rate is what a comparison at that rate says.
  @Test func otherRatesSayWhatTheyAre() throws {
    let visit = try Browser.visit(
      try PageFileTests.page("rosenbrock adam"),
      script: """
        for (const place of [20, 40, 48]) {
          await slide(row(0).querySelector('input'), place);
          const walk = figure.runners[0].walks[place];
          result[place] = [row(0).querySelector('.loss').textContent, lossAt(walk.losses.at(-1)), pointText(walk, 500)].join(' ');
        }
        """)
    #expect(visit.errors.isEmpty)
    for place in [20, 40, 48] {
      let rate = 1.00475457 * pow(10, Double(place - 54) / 10)
      let numbers = try Command.line("run rosenbrock adam:lr=\(rate) --format csv").lines
      let last = try #require(numbers.last).split(separator: ",", omittingEmptySubsequences: false)
      try #require(last.count == 9)
      let loss = try #require(Double(last[5]))
      let said = try #require(visit.result["\(place)"]).split(separator: " ", maxSplits: 2).map(String.init)
      func value(_ text: String) -> Double? {
        let digits = text.replacing("\u{2212}", with: "-").replacing("\u{207B}", with: "-")
        let raised = "\u{2070}\u{B9}\u{B2}\u{B3}\u{2074}\u{2075}\u{2076}\u{2077}\u{2078}\u{2079}".map { $0 }
        let plain = digits.map { raised.firstIndex(of: $0).map { Character("\($0)") } ?? $0 }
        return Double(String(plain).replacing("\u{D7}10", with: "e"))
      }
      for text in said.prefix(2) {
        let kept = try #require(value(text), "\(text)")
        #expect((kept - loss).magnitude <= 0.006 * loss, "\(text) is not \(loss)")
      }
      let (x, y) = (try #require(Double(last[3])), try #require(Double(last[4])))
      let parts = said[2].trimmingCharacters(in: ["(", ")"]).components(separatedBy: ", ").compactMap(value)
      #expect(parts.count == 2 && (parts[0] - x).magnitude < 1e-3 && (parts[1] - y).magnitude < 1e-3, "\(said[2])")
    }
  }

  /// Pointing at a line reads it; elsewhere there is nothing to read.
  @Test func linesCanBeRead() throws {
    let visit = try Browser.visit(
      try PageFileTests.page("rosenbrock adam sgd"), at: "#step=500",
      script: """
        const point = async (kind, step) => {
          const [panel] = panelsOf(kind);
          const { x, y } = panel.line(figure.runners[0].walks[figure.runners[0].chosen]).points[step];
          const place = new DOMPoint(x, y).matrixTransform(panel.layer.getScreenCTM());
          one('.panel.' + kind).dispatchEvent(new PointerEvent('pointermove', { clientX: place.x, clientY: place.y }));
          await rest();
          result[kind] = one('.tip').hidden ? 'nothing' : [...one('.tip').children].map((line) => line.textContent).join('; ');
        };
        await point('map', 2);
        await point('losses', 400);
        one('.panel.map').dispatchEvent(new PointerEvent('pointerleave'));
        await rest();
        result.left = String(one('.tip').hidden);
        """)
    #expect(visit.errors.isEmpty, "\(visit.errors)")
    #expect(visit.result["map"]?.hasPrefix("Adam; step 2; (") == true, "\(visit.result)")
    #expect(visit.result["losses"]?.hasPrefix("Adam; step 400; (") == true)
    #expect(visit.result["losses"]?.contains("; loss ") == true && visit.result["left"] == "true")
  }

  /// Surfaces of all kinds, and words of all kinds, on a desk and in a hand.
  @Test(arguments: [
    "saddle", "x-cos", "bilinear-game sgd adam", "rosenbrock --lr 0.02", "rosenbrock sgd --noise 3 --theme dark",
    "linear-regression sgd --batch 1", "rosenbrock adam --schedule cosine", "rosenbrock newton",
    "himmelblau sgd adam --title 'A </script><b> \"q\" & {{css}} 10^{\u{2212}6}'",
    "beale --optimizers sgd,adam,rprop,lion,nadam,radam,adamax,amsgrad,bfgs,nelder-mead,newton,cma-es,yogi,muon -n 20",
    "rosenbrock sgd:lr=10 -n 3", "sphere sgd -n 1", "parabola sgd:lr=0.5 --stop loss=1 -n 20",
  ])
  func nothingGoesWrong(_ words: String) throws {
    let page = try PageFileTests.page(words)
    for size in ["1600,1000", "500,900"] {
      let visit = try Browser.visit(
        page, options: ["--window-size=\(size)"],
        script: """
          await press('End');
          await press('ArrowLeft');
          await press('End');
          for (const slider of document.querySelectorAll('.rate input')) { await slide(slider, 60); await slide(slider, 3); }
          result.title = one('h1').textContent;
          result.bad = String(/NaN|Infinity|undefined/.test(document.body.innerHTML.replace(/<script.*?<\\/script>/gs, '')));
          result.wide = String(document.documentElement.scrollWidth > innerWidth);
          const picture = new DOMParser().parseFromString(currentPicture(state), 'image/svg+xml');
          result.saved = picture.querySelector('parsererror') ? 'broken' : picture.documentElement.localName;
          """)
      #expect(visit.errors.isEmpty && visit.resources == 0, "\(words), \(size): \(visit.errors)")
      #expect(visit.result["bad"] == "false" && visit.result["wide"] == "false" && visit.result["saved"] == "svg")
      #expect(visit.result["title"]?.isEmpty == false)
    }
  }

  /// The policy of the page stops whatever would go out.
  @Test func nothingCanGoOut() throws {
    let visit = try Browser.visit(
      try PageFileTests.page("parabola sgd -n 5"),
      script: """
        result.fetch = await fetch('http://127.0.0.1:9/').then(() => 'went out', () => 'stopped');
        const image = new Image();
        image.src = 'http://127.0.0.1:9/a.png';
        await rest();
        """)
    #expect(visit.result["fetch"] == "stopped")
    #expect(visit.errors.contains("policy: connect-src") && visit.errors.contains("policy: img-src"), "\(visit.errors)")
  }
}
