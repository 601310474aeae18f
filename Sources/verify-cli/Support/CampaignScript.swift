import Claims

/// The script that runs one task of a campaign, which is one shard: task i holds the instances of
/// block i of the range, cut at the multiples of the shard size.
struct CampaignScript {
  let key: CampaignKey
  let range: Range<Int>
  let shardSize: Int
  /// The program, with its whole path.
  let program: String
  /// The folder of the shards, with its whole path.
  let folder: String

  /// The name of its file.
  static let file = "task"
  /// The name of the list of tasks.
  static let list = "tasks"

  /// The range of each task.
  var tasks: [Range<Int>] { CampaignCover.parts(of: range, length: shardSize) }

  /// The script.
  ///
  /// A task that ends with an outcome has done its work, whatever the outcome is: then its status
  /// is 0, and for a scheduler that was a success.
  var text: String {
    let arguments =
      [
        "claims", "run", key.claim, "--seed", String(key.seed), "--shard-size", String(shardSize),
        "--shards", folder, "--quiet",
      ] + (key.taskCount.map { ["--k", String($0)] } ?? [])
    let command = ([program] + arguments).map(Shell.quoted).joined(separator: " ")
    return """
      #!/bin/sh
      # Runs one shard of the campaign \(key.text),
      # instances \(range.lowerBound + 1) to \(range.upperBound).
      # Usage: task I, with I from 0 to \(tasks.count - 1). In a job array of Slurm the number of
      # the task is added to I. A task may be run again at any time: a shard that is there stays.
      set -u
      block=$(( \(range.lowerBound / shardSize) + ${SLURM_ARRAY_TASK_ID:-0} + ${1:-0} ))
      from=$(( block * \(shardSize) + 1 ))
      to=$(( block * \(shardSize) + \(shardSize) ))
      if [ "$from" -lt \(range.lowerBound + 1) ]; then from=\(range.lowerBound + 1); fi
      if [ "$to" -gt \(range.upperBound) ]; then to=\(range.upperBound); fi
      \(command) --from "$from" --to "$to"
      status=$?
      case $status in
        0|10|11) exit 0 ;;
        5) # Undecided is an outcome; stopped is none, and leaves no shard.
          for shard in \(Shell.quoted(folder))/"$from-$to".*.shard; do
            if [ -e "$shard" ]; then exit 0; fi
          done ;;
      esac
      exit $status

      """
  }
}
