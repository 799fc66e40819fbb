import Foundation
import Testing

/// A line and what is said to it.
struct Mistake: Sendable, CustomTestStringConvertible {
  let line: String
  let answer: String

  init(_ line: String, _ answer: String) {
    self.line = line
    self.answer = answer
  }

  var testDescription: String { line }
}

private let viewIsAlone =
  "--view shows one surface from one start; leave out --facet, --starts, --surfaces and further starts, "
  + "or name at most twelve optimizers"

private let mistakes: [Mistake] = [
  .init("comapre rosenbrock", "there is no subcommand 'comapre'; did you mean 'compare'?"),
  .init("plot", "there is no subcommand 'plot'; 'descent help' shows what there is"),
  .init(
    "run", "which surface? Write its name, as in 'descent compare rosenbrock', or --formula; 'descent list' shows all"),
  .init("run rosenbrok", "there is no surface \"rosenbrok\"; did you mean \"rosenbrock\"?"),
  .init("run sphere adm", "there is no optimizer 'adm'; did you mean 'adam'?"),
  .init("run sphere gradient", "there is no optimizer 'gradient'; did you mean 'gradient-descent'?"),
  .init("run sphere quux", "there is no optimizer 'quux'; 'descent list optimizers' shows what there is"),
  .init("run sphere adam:", "'' in 'adam:' is no setting; write knob=value, several with commas"),
  .init("run sphere adam:lr", "'lr' in 'adam:lr' is no setting; write knob=value, several with commas"),
  .init("run sphere adam:lr=", "'lr=' in 'adam:lr=' is no setting; write knob=value, several with commas"),
  .init("run sphere :lr=1", "':lr=1' names nothing; write a name, as in adam or adam:lr=0.05"),
  .init("run sphere adam:lr=1,lr=2", "'adam:lr=1,lr=2' sets 'lr' twice; keep one of them"),
  .init(
    "run sphere adam:beta=1",
    "'adam' has no knob 'beta'; it has lr, convention, beta1, beta2, eps, weight_decay. Did you mean 'beta1'?"),
  .init("run sphere adam:beta1=1", "'beta1' of 'adam' must lie in [0, 1), not 1"),
  .init("run sphere adam:beta1=high", "'adam' needs a number for 'beta1', not 'high'"),
  .init("run sphere adam:lr=0", "the rate 'lr' of 'adam' must be a number above 0, not '0'"),
  .init("run sphere adam:lr=-1", "the rate 'lr' of 'adam' must be a number above 0, not '-1'"),
  .init("run sphere adam:lr=nan", "the rate 'lr' of 'adam' must be a number above 0, not 'nan'"),
  .init("run sphere newton:lr=1", "'newton' has no knob 'lr'; it has armijo, shrink, floor, trials."),
  .init("run sphere newton:trials=1.5", "'trials' of 'newton' must be a whole number from 1 to 100, not '1.5'"),
  .init("run sphere rmsprop:centered=2", "'centered' of 'rmsprop' is true or false, not '2'"),
  .init("run sphere sgd --schedule setp", "there is no schedule 'setp'; did you mean 'step'?"),
  .init(
    "run sphere sgd --schedule step:size=2",
    "'step' has no knob 'size'; it has step_size, gamma."),
  .init("run sphere:b=3 sgd", "sphere has no parameters, so none named \"b\""),
  .init("run rosenbrock:c=3 sgd", "rosenbrock has no parameter \"c\"; it has a, b"),
  .init("run rosenbrock:b=x sgd", "parameter 'b' must be a number, not 'x'"),
  .init("run sphere --window 2,-2,-1,1", "--window runs from the lower to the higher end; 2,-2 does not"),
  .init("run sphere --window 1,1,2,3", "--window runs from the lower to the higher end; 1,1 does not"),
  .init(
    "run sphere --window -1e308,1e308,0,1", "--window runs from the lower to the higher end; -1e+308,1e+308 does not"),
  .init("run sphere --window 1,2,3", "--window needs two ends for each coordinate, X0,X1,Y0,Y1, not 3 numbers"),
  .init("run sphere --window 1,2", "sphere needs a window of 2 intervals, not 1"),
  .init("run sphere --window 0,nan,0,1", "each end of --window must be a finite number, not nan"),
  .init("run sphere --start 1,2,3", "a start on sphere has 2 coordinates (x, y), not 3"),
  .init("run sphere --start 1", "a start on sphere has 2 coordinates (x, y), not 1"),
  .init("run sphere --start nan,1", "each coordinate of --start must be a finite number, not nan"),
  .init("run sphere --start 1,1e999", "each coordinate of --start must be a finite number, not 1e999"),
  .init("run sphere --start a,1", "each coordinate of --start must be a number, not 'a'"),
  .init("run sphere --start 1,,2", "each coordinate of --start must be a number, not ''"),
  .init("run sphere --start 5,0", "the start (5, 0) lies outside the window of sphere; move it, or widen --window"),
  .init(
    "run sphere --start 1e200,0 --window 0,1e201,-1,1 sgd",
    "the loss at the start (1e+200, 0) is inf; choose another with --start"),
  .init("run sphere --steps 0", "--steps must be a whole number above 0, not '0'"),
  .init("run sphere -n -5", "--steps must be a whole number above 0, not '-5'"),
  .init("run sphere -n 1e3", "--steps must be a whole number above 0, not '1e3'"),
  .init("run sphere -n 99999999999999999999", "--steps must be a whole number above 0, not '99999999999999999999'"),
  .init("run sphere sgd -n 90000000", "--steps 90000000 with 1 runs is more than memory holds; at most 80000000"),
  .init("run sphere sgd --lr 0", "--lr must be above 0, not 0"),
  .init("run sphere sgd --lr 1 --rates default", "--rates and --lr both say how rates are chosen; keep one of them"),
  .init("run sphere sgd --rates best", "--rates is 'tuned', 'default' or 'same=R' as in same=0.01, not 'best'"),
  .init("run sphere sgd --rates same=-1", "the rate in --rates same=R must be above 0, not -1"),
  .init("run sphere sgd --stop never", "--stop is 'gradient=G', 'loss=L' or 'window', not 'never'"),
  .init("run sphere sgd --stop gradient=-1", "--stop gradient=G needs a G of at least 0, not gradient=-1"),
  .init("run sphere sgd --seed -1", "--seed must be a whole number from 0 to 18446744073709551615, not '-1'"),
  .init("run sphere sgd --noise -1", "--noise must be at least 0, not -1"),
  .init("run sphere sgd --threads 0", "--threads must be a whole number from 1 to 1024, not '0'"),
  .init("run sphere --optimizers ,", "--optimizers names none; write names with commas between, or 'all'"),
  .init("run --surface a.yaml --formula x", "--surface and --formula both name a surface; keep one of them"),
  .init(
    "run sphere --variables x", "--variables names the variables of a formula; give --formula too, or leave it out"),
  .init(
    "run --formula x --variables x,,y sgd",
    "--variables is a list of names with commas between, as in x or x,y, not 'x,,y'"),
  .init("run --formula x^2 --variables x --window -1,1,-1,1", "formula needs a window of one interval, not 2"),
  .init("run --formula x^2 --variables x --start 1,1", "a start on formula has one coordinate (x), not 2"),
  .init(
    "compare --formula x+y+z --variables x,y,z sgd",
    "'formula' has 3 coordinates, and a figure shows one or two; 'descent run' takes any number"),
  .init("compare saddle --facet starts", "there is no facet 'starts'; did you mean 'start'?"),
  .init("compare saddle --starts 0x3", "--starts is COLUMNSxROWS, two whole numbers above 0, as in 3x3, not '0x3'"),
  .init("compare saddle --starts 3", "--starts is COLUMNSxROWS, two whole numbers above 0, as in 3x3, not '3'"),
  .init("compare saddle --starts 100x100", "a figure shows at most 30 starts, not 10000"),
  .init(
    "compare saddle --starts 99999999999x99999999999", "a figure shows at most 30 starts, not so many"),
  .init(
    "compare saddle --starts 3x3 --start 1,1", "--start and --starts both say where runs start; keep one of them"),
  .init(
    "compare sphere --starts 3x3 --window 1,1.0000000000000002,0,1",
    "--window 1,1.0000000000000002 is too narrow to tell its points apart; widen it"),
  .init(
    "compare --surfaces rosenbrock,parabola",
    "maps side by side need two coordinates, and 'parabola' has 1; leave it out"),
  .init(
    "compare rosenbrock --surfaces beale,booth",
    "--surfaces takes the place of 'rosenbrock'; write --surfaces rosenbrock,beale,booth"),
  .init("compare --surfaces ,", "--surfaces names none; write names with commas between"),
  .init(
    "compare rosenbrock --facet surface",
    "--facet surface needs several surfaces, as in --surfaces rosenbrock,beale,booth"),
  .init(
    "compare rosenbrock --facet start",
    "--facet start needs several starts; repeat --start X,Y, or give a grid, as in --starts 3x3"),
  .init(
    "compare parabola --facet optimizer",
    "maps side by side need two coordinates, and a curve has one; leave out --facet, --starts and further starts"),
  .init(
    "compare sphere \(Array(repeating: "sgd", count: 13).joined(separator: " ")) --starts 2x2",
    "maps of several starts or surfaces show at most 12 optimizers, not 13; name fewer"),
  .init(
    "compare beale newton --lr 0.1",
    "--lr sets rates, and newton has none; leave it out"),
  .init(
    "compare bilinear-game sgd newton bfgs",
    "bilinear-game is a game, and these compare values or solve for a minimum: newton, bfgs; leave them out"),
  .init(
    "kinship sgd adam --format csv -o k.csv",
    "--format csv goes to standard output, and --output is for figures; write '> k.csv' in its place"),
  .init(
    "kinship sgd",
    "kinship is between at least two optimizers; name another, or use --optimizers all"),
  .init(
    "compare beale sgd+rotate",
    "'rotate' goes around a surface, as in rosenbrock+rotate, and not around an optimizer"),
  .init(
    "compare beale sam",
    "'sam' goes around an optimizer; write sgd+sam or adam+sam"),
  .init(
    "compare beale sgd+",
    "'sgd+' has nothing on one side of a '+'; write an optimizer first, as in sgd+sam"),
  .init(
    "find-lr beale bb1",
    "BB1 takes its rate in the first step alone, so there is nothing to find in a climb of rates"),
  .init(
    "compare parabola \(Array(repeating: "sgd", count: 31).joined(separator: " "))",
    "a curve shows at most 30 optimizers, not 31; name fewer, or use 'descent run' for the numbers"),
  .init(
    "compare sphere sgd --steps 1 --size 560x350 --dpi 140",
    "a figure of 4 x 2.5 inches has no room for its text; it needs 3.33 x 3: raise --size or lower --dpi"),
  .init(
    "compare sphere --optimizers all --steps 1 --size 784x490 --dpi 140",
    "so many maps have no room on so small a page: raise --size or lower --dpi, or compare fewer"),
  .init("compare beale --view 10", "--view needs two angles in degrees, AZIMUTH,ELEVATION, as in 225,35, not '10'"),
  .init(
    "compare beale --view 1,2,3", "--view needs two angles in degrees, AZIMUTH,ELEVATION, as in 225,35, not '1,2,3'"),
  .init("compare beale --view a,b", "each angle of --view must be a number, not 'a'"),
  .init("compare beale --view nan,35", "each angle of --view must be a finite number, not nan"),
  .init("compare beale --view 225,", "each angle of --view must be a number, not ''"),
  .init("compare beale --view 225,4", "the elevation of --view must lie between 5 and 90 degrees, not 4"),
  .init("compare beale --view 225,91", "the elevation of --view must lie between 5 and 90 degrees, not 91"),
  .init("compare beale --view 225,-35", "the elevation of --view must lie between 5 and 90 degrees, not -35"),
  .init("compare beale --view 1e300,35", "the azimuth of --view is an angle in degrees, as in 225,35, not 1e+300"),
  .init(
    "compare parabola --view 225,35", "--view shows a surface over two coordinates, and a curve has one; leave it out"),
  .init("compare beale --view 225,35 --facet optimizer", viewIsAlone),
  .init("compare beale --view 225,35 --starts 2x2", viewIsAlone),
  .init("compare --surfaces beale,booth --view 225,35", viewIsAlone),
  .init("compare beale --optimizers all --steps 1 --view 225,35", viewIsAlone),
  .init("show adm", "there is no surface, wrapper, optimizer, schedule or demo 'adm'; did you mean 'adam'?"),
  .init(
    "show nothing",
    "there is no surface, wrapper, optimizer, schedule or demo 'nothing'; 'descent list' shows what there is"),
  .init("check rosenbrok", "there is no surface \"rosenbrok\"; did you mean \"rosenbrock\"?"),
]

/// What is said to those who ask wrongly: one sentence with what to do, exit code 64, nothing on standard output.
@Suite struct MistakeTests {
  @Test(arguments: mistakes) func isExplained(_ mistake: Mistake) throws {
    let outcome = try Command.line(mistake.line)
    #expect(outcome.errors == "descent: \(mistake.answer)\n")
    #expect(outcome.code == 64 && !outcome.crashed)
    #expect(outcome.output.isEmpty)
  }

  @Test(arguments: ["compare", "run"]) func bothCommandsReadAlike(_ command: String) throws {
    #expect(
      try Command.line("\(command) sphere adm").errors == "descent: there is no optimizer 'adm'; did you mean 'adam'?\n"
    )
  }

  /// What the parser of arguments says itself also ends with 64.
  @Test(arguments: [
    ("run sphere --step 5", "Unknown option '--step'"),
    ("list cats", "Please provide one of 'surfaces', 'wrappers', 'optimizers'"),
    ("run sphere --format xml", "Please provide one of 'table', 'csv' or 'json'"),
    ("show", "Missing expected argument '<name>'"),
    ("run sphere --steps", "Missing value for '--steps <n>'"), ("show adam sgd", "unexpected argument 'sgd'"),
  ]) func theParserAnswers(_ line: String, _ words: String) throws {
    let outcome = try Command.line(line)
    #expect(outcome.errors.lowercased().contains(words.lowercased()), "\(outcome.errors)")
    #expect(outcome.code == 64 && outcome.output.isEmpty)
  }
}

/// What is said to formulas that cannot be read: where, what, and a picture of the place.
@Suite struct FormulaMistakeTests {
  private func expect(_ formula: String, _ answer: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let outcome = try Command.descent("run", "--formula", formula, "sgd")
    #expect(outcome.errors == "descent: formula, \(answer)\n", sourceLocation: sourceLocation)
    #expect(outcome.code == 64 && !outcome.crashed && outcome.output.isEmpty, sourceLocation: sourceLocation)
  }

  @Test func empty() throws {
    try expect("", "line 1, column 1: the formula is empty; expected an expression such as x^2 + y^2\n  \n  ^")
  }

  @Test func unbalanced() throws {
    try expect(
      "(x+y",
      "line 1, column 5: found the end; expected an operator, or \")\" to close \"(\" in column 1\n  (x+y\n      ^")
    try expect(
      "x+y)", "line 1, column 4: found \")\" without a \"(\" before it; expected an operator or the end\n  x+y)\n     ^"
    )
  }

  @Test func unknownNames() throws {
    try expect(
      "1 + sinn(x)", "line 1, column 5: unknown function \"sinn\"; did you mean \"sin\"?\n  1 + sinn(x)\n      ^")
    try expect("a*x", "line 1, column 1: unknown name \"a\"; known are x, y, pi, e\n  a*x\n  ^")
  }

  @Test func wrongNumberOfArguments() throws {
    try expect("sin(x,y)", "line 1, column 1: sin takes 1 argument, not 2\n  sin(x,y)\n  ^")
  }

  @Test func tenThousandParentheses() throws {
    let formula = String(repeating: "(", count: 10_000) + "x" + String(repeating: ")", count: 10_000)
    let outcome = try Command.descent("run", "--formula", formula, "sgd")
    #expect(
      outcome.errors.hasPrefix(
        "descent: formula, line 1, column 202: nested deeper than 200 levels; name parts of it with let\n"))
    #expect(outcome.errors.count < 300 && outcome.code == 64 && !outcome.crashed)
  }

  /// The longest word that Linux hands to a program has 131 071 bytes; on a card there may be more.
  @Test func tooLong() throws {
    let formula = "x" + String(repeating: "+x", count: 60_000)
    let outcome = try Command.descent("run", "--formula", formula, "sgd")
    #expect(
      outcome.errors.hasPrefix(
        "descent: formula, line 1, column 1: 120001 characters are too long; at most 100000 are read\n"))
    #expect(outcome.errors.count < 300 && outcome.code == 64)
    let card =
      "title: Long\nkind: convex\nformula: \(formula)\nwindow: {x: [-1, 1], y: [-1, 1]}\nstarts: [[1, 1]]\nsource: none\n"
    let onCard = try Command.descent("run", "--surface", "long.yaml", "sgd", files: ["long.yaml": card])
    #expect(onCard.errors.contains("120001 characters are too long") && onCard.errors.count < 400 && onCard.code == 1)
    let megabyte = card.replacingOccurrences(of: "none", with: String(repeating: "n", count: 1 << 20))
    let huge = try Command.descent("run", "--surface", "huge.yaml", "sgd", files: ["huge.yaml": megabyte])
    #expect(
      huge.errors == "descent: huge.yaml: this is too long for a card; at most a megabyte is read\n" && huge.code == 1)
  }
}
