import ArgumentParser

/// What starts the tasks of a campaign.
enum CampaignEngine: String, ExpressibleByArgument, CaseIterable {
  /// A job array of Slurm.
  case slurm
  /// GNU parallel, on this machine or, by its options, on others.
  case parallel
  /// Processes of this machine, by `xargs`.
  case local

  /// How many tasks one job array of Slurm may have where nothing else is configured
  /// (`MaxArraySize` is 1001).
  static let arraySize = 1000

  /// The commands of a shell that start tasks.
  ///
  /// - Parameters:
  ///   - script: The file that runs a task whose number is its argument.
  ///   - list: The file with the numbers of the tasks, one a line.
  ///   - tasks: The same numbers, ascending.
  ///   - jobs: How many tasks run at once; what the engine chooses when nil.
  ///   - options: Further options of the engine, as they stand in a shell.
  func commands(
    script: String, list: String, folder: String, name: String, tasks: [Int], jobs: Int?,
    options: String
  ) -> [String] {
    let (quotedScript, quotedList) = (Shell.quoted(script), Shell.quoted(list))
    let extra = options.isEmpty ? "" : options + " "
    switch self {
    case .local:
      return ["xargs -n 1 -P \(jobs ?? 1) \(extra)\(quotedScript) < \(quotedList)"]
    case .parallel:
      let limit = jobs.map { "--jobs \($0) " } ?? ""
      return ["parallel --quote \(limit)\(extra)\(quotedScript) :::: \(quotedList)"]
    case .slurm:
      // The numbers of an array are small; the first one goes to the script as its argument.
      let arrays = Dictionary(grouping: tasks) { $0 / Self.arraySize }.sorted { $0.key < $1.key }
      return arrays.map { array in
        let offset = array.key * Self.arraySize
        let numbers = Self.ranges(array.value.map { $0 - offset })
        return "sbatch --job-name=\(Shell.quoted(name))"
          + " --array=\(numbers)\(jobs.map { "%\($0)" } ?? "") --requeue --open-mode=append"
          + " --output=\(Shell.quoted(folder + "/slurm-%A_%a.log")) \(extra)\(quotedScript)"
          + " \(offset)"
      }
    }
  }

  /// Ascending numbers as `0-3,7`.
  static func ranges(_ numbers: [Int]) -> String {
    var parts: [(first: Int, last: Int)] = []
    for number in numbers {
      if let last = parts.last, last.last == number - 1 {
        parts[parts.count - 1].last = number
      } else {
        parts.append((number, number))
      }
    }
    return parts.map { $0.first == $0.last ? "\($0.first)" : "\($0.first)-\($0.last)" }
      .joined(separator: ",")
  }
}

/// Text for the shell.
enum Shell {
  /// A word that the shell takes as it is.
  static func quoted(_ word: String) -> String {
    let plain = word.utf8.allSatisfy {
      (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0)
        || "/._-".utf8.contains($0)
    }
    if plain && !word.isEmpty { return word }
    return "'"
      + word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''")
      + "'"
  }
}
