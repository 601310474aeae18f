import Exact
import Learning
import Surfaces

/// One surface E_I (width k-1: I_I), sampled on the rays of a lattice and decided point by point.
struct SurfaceSample {
  /// The signs of the surface.
  let pattern: SignPattern
  /// Its points, one on each ray.
  let points: [Point]

  /// Moves the points of a front sample to a surface: the same magnitudes with its signs.
  init(_ sample: FrontSample, pattern: SignPattern) {
    self.pattern = pattern
    points = sample.points.map { point in
      Point(
        sample.instance,
        direction: zip(pattern.signs, point.magnitudes).map { $0 < 0 ? -$1 : $1 })
    }
  }
}
