import Schedules
import Testing

/// Reduce on plateau, worked by hand.
@Suite struct PlateauTests {
  private func rates(_ knobs: String, from rate: Double = 1, _ losses: [Double]) throws -> [Double] {
    let schedule = try #require(try schedule("plateau:factor=0.5," + knobs) as? Plateau)
    var memory = schedule.start(rate: rate)
    return losses.map { schedule.nextRate(after: $0, memory: &memory) }
  }

  /// The first loss is better than none; the first reduction comes after patience + 1 that are not better.
  @Test func patience() throws {
    #expect(try rates("patience=0", [1, 1, 1, 1]) == [1, 0.5, 0.25, 0.125])
    #expect(try rates("patience=2", [1, 1, 1, 1, 1, 1, 1]) == [1, 1, 1, 0.5, 0.5, 0.5, 0.25])
    #expect(try rates("patience=2", [1, 1, 1, 0.5, 1, 1, 1]) == [1, 1, 1, 1, 1, 1, 0.5])
  }

  /// Steps of cooling do not count, and they begin with the step after the reduction.
  @Test func cooldown() throws {
    #expect(try rates("patience=0,cooldown=2", [1, 1, 1, 1, 1, 1, 1]) == [1, 0.5, 0.5, 0.5, 0.25, 0.25, 0.25])
  }

  /// A loss exactly at the bound is not better.
  ///
  /// The best stays the best, however slowly the losses creep below it.
  @Test func thresholds() throws {
    #expect(try rates("patience=0,threshold=0.25", [1, 0.75, 0.74, 0.56]) == [1, 0.5, 0.5, 0.25])
    #expect(try rates("patience=0,threshold=0.25,threshold_mode=abs", [1, 0.75, 0.74, 0.56]) == [1, 0.5, 0.5, 0.25])
    #expect(try rates("patience=0,threshold=0.25,threshold_mode=abs", [1, 0.8, 0.7, 0.5]) == [1, 0.5, 0.5, 0.25])
    #expect(try rates("patience=0,threshold=0.25", [1, 0.8, 0.7, 0.5]) == [1, 0.5, 0.5, 0.5])
  }

  /// Below 0 a better loss is further below.
  @Test func negativeLosses() throws {
    #expect(try rates("patience=0,threshold=0.25", [-4, -4, -5, -5.5, -6]) == [1, 0.5, 0.25, 0.25, 0.125])
    #expect(try rates("patience=1", [0, 0, 0, -1, -1, -1]) == [1, 1, 0.5, 0.5, 0.5, 0.25])
  }

  /// The lowest rate is not passed, and is reached only by a change of more than eps.
  @Test func lowestRateAndSmallestChange() throws {
    #expect(try rates("patience=0,min_lr=0.3", [1, 1, 1, 1]) == [1, 0.5, 0.3, 0.3])
    #expect(try rates("patience=0,eps=0.25", [1, 1, 1, 1]) == [1, 0.5, 0.5, 0.5])
    // A lowest rate above the base rate changes nothing.
    #expect(try rates("patience=0,min_lr=3", [1, 1, 1]) == [1, 1, 1])
    #expect(try rates("patience=0", from: 1e-9, [1, 1, 1]) == [1e-9, 1e-9, 1e-9])
  }
}
