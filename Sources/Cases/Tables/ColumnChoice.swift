import ExactJSON

/// Which columns of a table are read, by their names.
struct ColumnChoice {
  /// The names of the inputs; nil for all columns that are not targets.
  var inputs: [String]?
  /// The names of the targets.
  var targets: [String]
  /// Whether the sums of blocks of rows are kept apart, too.
  var keepsBlocks = false
}

/// The columns of a table that are read, by their positions.
struct ChosenColumns: Equatable {
  /// A column of the table.
  struct Column: Equatable {
    /// The position in the table, from 0.
    var position: Int
    /// The name as the table has it.
    var name: String
  }

  var inputs: [Column]
  var targets: [Column]

  /// The inputs and then the targets, in the order of the sums.
  var all: [Column] { inputs + targets }
}

extension ColumnChoice {
  /// Finds the columns in a header.
  ///
  /// A name is that of a column byte by byte, or else the way in which messages show it, with
  /// escapes.
  ///
  /// - Parameter hint: What to add to the error about a name that is not there.
  /// - Throws: ``InputError`` for names that no column has, or more than one.
  func resolved(
    in header: [String], file: String, hint: String = ""
  ) throws(InputError) -> ChosenColumns {
    var positions: [[UInt8]: [Int]] = [:]
    for (position, name) in header.enumerated() {
      positions[Array(name.utf8), default: []].append(position)
    }
    func find(_ names: [String]) throws(InputError) -> [ChosenColumns.Column] {
      var columns: [ChosenColumns.Column] = []
      for name in names {
        var found = positions[Array(name.utf8)] ?? []
        if found.isEmpty { found = header.indices.filter { header[$0].visible() == name } }
        guard let position = found.first else {
          throw unknown(name, in: header, file: file, hint: hint)
        }
        guard found.count == 1 else {
          throw InputError(
            .invalid, file: file, place: "row 1",
            problem: "\(found.count) columns named \(ExactJSONValue.quoted(name)) (columns "
              + found.map { "\($0 + 1)" }.joined(separator: ", ") + ")",
            expectation: "one column of that name")
        }
        columns.append(.init(position: position, name: header[position]))
      }
      return columns
    }
    let targets = try find(self.targets)
    if let inputs { return ChosenColumns(inputs: try find(inputs), targets: targets) }
    let taken = Set(targets.map(\.position))
    return ChosenColumns(
      inputs: header.indices.filter { !taken.contains($0) }.map {
        .init(position: $0, name: header[$0])
      }, targets: targets)
  }

  private func unknown(
    _ name: String, in header: [String], file: String, hint: String
  ) -> InputError {
    var shown = ExactJSONValue.quoted(name)
    var suggestion = ""
    if let near = Spelling.suggestion(for: name, among: header) {
      let pair = Spelling.quotedApart(name, near)
      shown = pair.0
      suggestion = "; did you mean \(pair.1)?"
    }
    let list = header.prefix(40).map(ExactJSONValue.quoted).joined(separator: ", ")
    return InputError(
      .invalid, file: file, place: "row 1",
      problem: "no column \(shown)" + suggestion,
      expectation: "one of the columns \(list)" + (header.count > 40 ? ", ..." : "") + hint)
  }
}
