import CMPFR
import Exact

extension Interval {
  /// The angle in [0, pi] between the positive axis and the points (x, y), y >= 0: an enclosure of
  /// atan2(y, x) over the members with y >= 0. [0, pi] where (0, 0) is a member.
  ///
  /// The angle falls as x grows, and for fixed x it is monotone in y, so its extremes are at
  /// corners.
  public static func angle(x: Interval, y: Interval) -> Interval {
    combine(x, y) { result, x, y in
      if IntervalKernel.isEmpty(x) || IntervalKernel.isEmpty(y) || mpfr_sgn(y + 1) < 0 {
        IntervalKernel.setEmpty(result)
        return
      }
      let isBounded =
        mpfr_number_p(x) != 0 && mpfr_number_p(x + 1) != 0 && mpfr_number_p(y + 1) != 0
      if !isBounded || (mpfr_sgn(y) <= 0 && mpfr_sgn(x) <= 0 && mpfr_sgn(x + 1) >= 0) {
        mpfr_set_si(result, 0, MPFR_RNDD)
        mpfr_const_pi(result + 1, MPFR_RNDU)
        return
      }
      // The lowest y >= 0 is y or, where that is negative, 0.
      let bits = max(2, result.pointee._mpfr_prec)
      let corner = BinaryFloatBuffer(count: 2, precision: bits)
      mpfr_set_inf(result, 1)
      mpfr_set_inf(result + 1, -1)
      for horizontal in [x, x + 1] {
        for vertical in [y, y + 1] {
          let height = mpfr_sgn(vertical) < 0 ? corner.base + 1 : vertical
          mpfr_atan2(corner.base, height, horizontal, MPFR_RNDD)
          mpfr_min(result, result, corner.base, MPFR_RNDD)
          mpfr_atan2(corner.base, height, horizontal, MPFR_RNDU)
          mpfr_max(result + 1, result + 1, corner.base, MPFR_RNDU)
        }
      }
    }
  }
}
