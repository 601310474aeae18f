import Learning

/// How many cells of the triangle of rays, cut into 400 equal ones, hold points of several kinds:
/// sampled Pareto optima, and among these cells deterministic and randomised optima.
struct TriangleCells {
  /// Cells with sampled Pareto optima.
  let front: Int
  /// Those of them with deterministic scalarization optima.
  let deterministic: Int
  /// Those of them with randomised ones.
  let randomised: Int

  init(
    _ rows: [[Double]], _ pairs: RandomisedPairs, _ sheet: FrontPicture.Sheet,
    _ picture: FrontPicture
  ) {
    let steps = 20.0
    func cell(_ ray: [Double]) -> [Int] { ray.map { Int(min($0 * steps, steps - 1)) } }
    func cells(_ rows: [[Double]]) -> Set<[Int]> {
      Set(rows.compactMap { picture.ray($0).map(cell) })
    }
    let optimal = sheet.classes.indices.filter { sheet.classes[$0].isOptimal }
    let visited = cells(optimal.map { sheet.losses[$0] })
    front = visited.count
    deterministic =
      visited.intersection(cells(SarcosExperiment.rows(pairs.parts.first))).count
    randomised = visited.intersection(cells(rows)).count
  }
}
