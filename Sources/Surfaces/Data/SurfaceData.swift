public import Calculus
internal import Formulas

/// The data behind a surface: the mean over rows, and what may be asked of it.
public struct SurfaceData: Sendable {
  /// The mean loss over all rows.
  public let objective: any SampledObjective
  /// The mean loss over rows that are not trained on, if the card names some.
  public let validation: (any SampledObjective)?
  /// The mean over at most `mostRowsOfAMap` rows, spread evenly: for maps and for the tuning of rates.
  public let thinned: any SampledObjective
  /// The mean loss over all rows as they are in the file.
  public let unstandardized: any SampledObjective
  /// Whether columns have been moved and stretched.
  public let isStandardized: Bool
  /// The columns that standardizing changes.
  public let columns: [String]
  private let source: CardData
  private let mean: MeanObjective

  /// How many rows there are.
  public var rows: Int { objective.rows }

  /// Beyond so many rows maps and tuning look at some of them only.
  public static let mostRowsOfAMap = 4096

  init(_ source: CardData, formula: Formula, dimension: Int) {
    let mean = MeanObjective(
      graph: formula.graph, root: formula.root, dimension: dimension, data: DataColumns(source.table.columns),
      order: source.order)
    self.init(source, source.table, source.validation, mean, isStandardized: false)
  }

  private init(
    _ source: CardData, _ table: DataTable, _ validation: DataTable?, _ mean: MeanObjective, isStandardized: Bool
  ) {
    self.source = source
    self.mean = mean
    self.isStandardized = isStandardized
    columns = source.standardized
    unstandardized = mean
    objective = isStandardized ? mean.over(DataColumns(table.columns)) : mean
    self.validation = validation.map { mean.over(DataColumns($0.columns)) }
    thinned =
      table.rows <= Self.mostRowsOfAMap
      ? objective : mean.over(DataColumns(table.thinned(to: Self.mostRowsOfAMap).columns))
  }

  /// The same with the columns moved and stretched; validation rows as the others.
  func standardized() -> SurfaceData {
    let table = source.table
    return SurfaceData(
      source, table.standardizing(columns), source.validation?.standardizing(columns, like: table), mean,
      isStandardized: true)
  }
}
