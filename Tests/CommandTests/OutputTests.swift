import Foundation
import Testing

/// What is written, and that nothing is half-written.
@Suite struct OutputTests {
  private let figure = Command.cases + "/paper/figure-1.json"

  @Test func aFullDiskIsAnError() throws {
    guard FileManager.default.fileExists(atPath: "/dev/full") else { return }
    for arguments in [
      ["check", figure], ["surfaces", figure], ["groups", figure],
      ["point", figure, "--direction", "1,2,3"],
    ] {
      let result = try Command.run(arguments, redirect: "/dev/full")
      #expect(result.status == 74)
      #expect(result.errors.contains("standard output"))
    }
  }

  @Test func certificatesNeverStandHalfWritten() throws {
    let scratch = try TemporaryFolder()
    // The folder's name is taken by a file, so that nothing can be created in it.
    let taken = try scratch.write("x", as: "taken")
    let result = try Command.run(["check", figure, "--certificates", taken])
    #expect(result.status == 74)
    #expect(try String(contentsOfFile: taken, encoding: .utf8) == "x")
    // A certificate's name is taken by a folder.
    let folder = scratch.path("folder")
    try FileManager.default.createDirectory(
      atPath: folder + "/figure-1.C2.json", withIntermediateDirectories: true)
    #expect(try Command.run(["check", figure, "--certificates", folder]).status == 74)
    for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
      if name == "figure-1.C2.json" { continue }
      #expect(try Command.run(["recheck", folder + "/" + name]).status == 0)
    }
  }

  @Test func momentsGiveTheVerdictsOfTheTable() throws {
    let scratch = try TemporaryFolder()
    let table = try scratch.write(
      """
      t,x1,x2,x3,y1,y2,y3
      0,1.5,-2,0.25,3,1e-3,-1
      1,0.5,1,-1.75,2,0.5,4
      2,-1,0.125,2,-1.5,7,0
      3,2.5,3,1,0.5,-2,2
      4,-0.75,1.5,0.5,2,1,-3

      """, as: "table.csv")
    let columns = ["--inputs", "x1..x3", "--targets", "y1..y3"]
    let moments = scratch.path("moments.json")
    let written = try Command.run(
      ["moments", table, "--name", "table", "--output", moments] + columns)
    #expect(written.status == 0, "\(written.errors)")
    #expect(written.output.isEmpty)
    let printed = try Command.run(["moments", table, "--name", "table"] + columns)
    #expect(printed.output == (try String(contentsOfFile: moments, encoding: .utf8)))
    for tasks in [[], ["--tasks", "2,3"], ["--tasks", "3,1"]] {
      let direct = try Command.run(["check", "--format", "json", table] + columns + tasks)
      let derived = try Command.run(["check", "--format", "json", moments] + tasks)
      #expect(direct.status == 0, "\(direct.errors)")
      #expect(direct.output == derived.output)
    }
  }

  @Test func recheckTellsAllOutcomesApart() throws {
    let scratch = try TemporaryFolder()
    #expect(try Command.run(["check", figure, "--certificates", scratch.url.path]).status == 0)
    let good = scratch.path("figure-1.C2.json")
    let text = try String(contentsOfFile: good, encoding: .utf8)
    let tampered = try scratch.write(
      text.replacingOccurrences(of: "2501/2500", with: "2502/2500"), as: "tampered.json")
    let wrongSign = try scratch.write(
      text.replacingOccurrences(of: "\"condition-holds\"", with: "\"condition-fails\""),
      as: "statement.json")
    let noJSON = try scratch.write("VERIFIED", as: "text.json")
    let result = try Command.run(["recheck", good])
    #expect(result.status == 0)
    #expect(result.output == "VERIFIED condition-holds \(good)\n")
    #expect(try Command.run(["recheck", good, wrongSign]).status == 1)
    let missing = scratch.path("none.json")
    for (file, status) in [(noJSON, 65), (missing, 66)] as [(String, Int32)] {
      let result = try Command.run(["recheck", file, good])
      #expect(result.status == status)
      let lines = result.output.split(separator: "\n")
      #expect(lines.count == 2)
      #expect(lines.first?.hasPrefix("REJECTED ") == true)
      #expect(lines.first?.hasSuffix(" \(file)") == true)
      #expect(lines.last == "VERIFIED condition-holds \(good)")
    }
    // A condition that holds for slightly other numbers is still a true certificate.
    #expect(try Command.run(["recheck", tampered]).status == 0)
  }

  @Test func groupsOfFigureOne() throws {
    let result = try Command.run(["groups", figure, "--format", "json"])
    #expect(result.status == 0)
    #expect(
      result.output == """
        {"format":"scalarization-groups/1","version":"1.0.0","case":"figure-1","tasks":3,\
        "taskNames":["1","2","3"],"widths":[{"width":"1","condition":"C1","complete":true,\
        "groups":[[1,2],[1,3],[2,3]],"cover":[[1,2],[3]],"fewest":true,"droppable":[1,2,3]},\
        {"width":"k-1","condition":"C2","complete":true,\
        "groups":[[1,2,3],[1,2],[1,3],[2,3]]}]}

        """)
  }

  @Test func surfacesOfFigureOne() throws {
    let result = try Command.run(["surfaces", figure])
    #expect(result.status == 0)
    #expect(result.output.contains("4 surfaces, 4 distinct"))
    for name in ["E_∅", "E_1", "E_2", "E_3"] { #expect(result.output.contains(name)) }
    let orthogonal = try TemporaryFolder()
    let file = try orthogonal.write(
      """
      {"format": "scalarization-case/1", "gram": [["1","0","0"],["0","2","0"],["0","0","3"]]}
      """, as: "orthogonal.json")
    let same = try Command.run(["surfaces", file])
    #expect(same.output.contains("4 surfaces, 1 distinct"))
    #expect(same.output.contains("E_∅ = E_1 = E_2 = E_3"))
  }

  @Test func sameInputSameBytes() throws {
    for arguments in [["check", figure], ["groups", figure], ["surfaces", figure]] {
      let first = try Command.run(arguments + ["--format", "json"])
      let second = try Command.run(arguments + ["--format", "json"])
      #expect(first.output == second.output)
    }
  }
}
