import Calculus
import Experiments
import Formulas
import Optimizers
import Surfaces

/// Why the command does not do what was asked: a sentence for people, and the code it ends with.
struct Refusal: Error, CustomStringConvertible {
  /// What was asked, what is wrong, and what to do.
  let description: String
  /// 64 if it was asked wrongly, 1 if it could not be done.
  let code: Int32

  /// The question makes no sense as it stands.
  static func asked(_ description: String) -> Refusal { Refusal(description: description, code: 64) }

  /// The question makes sense, but it could not be done.
  static func failed(_ description: String) -> Refusal { Refusal(description: description, code: 1) }

  /// An unknown name, with the nearest known one.
  static func unknown(_ kind: String, _ name: String, among names: [String], list: String) -> Refusal {
    let hint = nearest(to: name, in: names).map { "did you mean '\($0)'?" } ?? "'\(list)' shows what there is"
    return .asked("there is no \(kind) '\(name)'; \(hint)")
  }
}

/// Does something that may refuse, and says how it was asked wrongly if it does.
///
/// What is wrong with a card is not the fault of the one who asks: it ends with 1, all else with 64.
func reading<Result>(_ body: () throws -> Result) throws -> Result {
  do {
    return try body()
  } catch let error as CardError {
    throw Refusal.failed(error.description)
  } catch let error as SurfaceError {
    throw Refusal.asked(error.description)
  } catch let error as FormulaError {
    throw Refusal.asked(error.description)
  } catch let error as KnobError {
    throw Refusal.asked(error.description)
  } catch let error as SpecificationError {
    throw Refusal.asked(error.description)
  } catch let error as WrappingError {
    throw Refusal.asked(error.description)
  }
}
