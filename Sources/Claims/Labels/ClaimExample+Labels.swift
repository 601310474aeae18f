import Exact
import Surfaces

/// The labels that follow from the numbers of an instance, whatever the claim.
extension ClaimExample {
  /// The sizes of the axes, then what the matrix of the tasks and the direction are like.
  var labels: [ClaimLabel] {
    var result: [ClaimLabel] = []
    var drawn = self
    drawn.fields.removeAll { $0.domain == .fixed || Self.sameLength.contains($0.rowAxis ?? "") }
    for (axis, length) in drawn.axes.sorted(by: { $0.key < $1.key }) {
      result.append(ClaimLabel(axis + "s", String(length)))
    }
    if field("units") != nil, drawn.axes["unit"] == nil {
      result.append(ClaimLabel("units", number("units").description))
    }
    if let matrix = taskMatrix { result += MatrixLabels(matrix).labels }
    if !vector("direction").isEmpty { result += directionLabels }
    return result
  }

  /// What fields always have as many of.
  private static let sameLength: Set = ["component", "vertex"]

  /// The symmetric matrix that the claim is about: G, Q or the Gram matrix of the predictors.
  private var taskMatrix: RationalMatrix? {
    if let matrix = matrix("gram") ?? matrix("inverse") { return matrix.isSymmetric ? matrix : nil }
    return matrix("predictors")?.rowGram()
  }

  /// Where a point stands: its zero coordinates, and how many surfaces go through it.
  private var directionLabels: [ClaimLabel] {
    let direction = vector("direction")
    let zeros = direction.count { $0.isZero }
    var result = [
      ClaimLabel(
        "direction",
        zeros == 0 ? "no zeros" : zeros == direction.count - 1 ? "an axis" : "some zeros")
    ]
    guard zeros < direction.count, direction.count <= SurfacesAtPoint.largest,
      let instance = instance(), instance.taskCount == direction.count
    else { return result }
    result.append(ClaimLabel("point", SurfacesAtPoint(instance, direction).rawValue))
    return result
  }
}
