import Cases
import Experiments
import Learning
import Surfaces
import Verify

extension SweepCommand {
  /// The front of a width between 1 and k-1.
  struct NetworkFront {
    /// The rays.
    let sample: NetworkFrontSample
    /// What was found on each of them.
    let samples: [NetworkFrontSample.Sample]
    /// The exact answer for the width.
    let exact: BetweenVerdict

    /// Examines the rays of a lattice; nil once `proceed` returned false.
    ///
    /// - Parameter proceed: Called now and then with the number of rays done and of all.
    init?(
      _ instance: Instance, width: Width, resolution: Int, jobs: Int,
      proceed: @Sendable (_ done: Int, _ all: Int) -> Bool
    ) throws {
      sample = try NetworkFrontSample(instance, width: width, resolution: resolution)
      let all = sample.rays.count
      exact = try BetweenVerdict.decide(instance, width: width) { proceed(0, all) }
      samples = sample.samples(jobs: jobs) { proceed($0, all) }
      if samples.count < all { return nil }
    }

    /// The counts of the rays.
    var summary: FrontSummary { FrontSummary(classes: samples.map(\.verdict)) }

    /// The largest gap on rays whose part of the front weights do not reach.
    var largestGap: Double {
      samples.filter { $0.verdict == .unreachable }.map(\.gap).max() ?? 0
    }

    /// One row for each ray.
    func table(_ model: LossModel) -> DataTable {
      let names = model.taskNames
      var table = DataTable(
        "front", caption: "The best network found on each ray, in double precision.",
        columns: names.map { "ray \($0)" } + names.map { "loss \($0)" } + ["gap", "verdict"])
      for (ray, found) in zip(sample.rays, samples) {
        table.append(
          ray.map { .number($0) } + model.losses(shares: found.shares).map { .number($0) }
            + [.number(found.gap), .text(found.verdict.rawValue)])
      }
      return table
    }

    /// A picture of the sample.
    func picture(_ name: String, _ model: LossModel) -> FrontPicture {
      var picture = FrontPicture(
        title: "\(name), width \(sample.width.units), not verified", model: model, width: nil)
      picture.sheets.append(FrontPicture.sheet(samples, model: model))
      return picture
    }
  }
}
