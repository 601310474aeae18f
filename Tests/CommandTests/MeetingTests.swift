import Foundation
import Testing

/// `surfaces --meetings`.
@Suite struct MeetingTests {
  private let figure = Command.cases + "/paper/figure-1.json"

  /// Four tasks; among the meetings of four surfaces rational and irrational ones.
  private static let four =
    #"{"format": "scalarization-case/1", "name": "four", "gram": [["8", "-4", "-4", "2"],"#
    + #" ["-4", "3", "1", "-1"], ["-4", "1", "6", "-3"], ["2", "-1", "-3", "2"]]}"#

  @Test func theRedPointIsFoundAndDominated() throws {
    let text = try Command.run(["surfaces", figure, "--meetings", "3"])
    #expect(text.status == 0, "\(text.output)\(text.errors)")
    #expect(text.output.contains("1 point without zero coordinates; complete:"))
    #expect(text.output.contains("E_1, E_2, E_3: dominated; reached by no weighting"))
    #expect(text.output.contains("direction u = (-636353, 636089, 636089)"))
    let json = try Command.run(["surfaces", figure, "--meetings", "3", "--format", "json"])
    #expect(json.status == 0)
    #expect(json.output.contains(#""meeting":["E_1","E_2","E_3"]"#))
    #expect(json.output.contains(#""complete":true"#))
  }

  @Test(arguments: ["1", "k-1"]) func irrationalMeetingsAreDecided(width: String) throws {
    let scratch = try TemporaryFolder()
    let file = try scratch.write(Self.four, as: "four.json")
    let arguments = ["surfaces", file, "--meetings", "4", "--width", width, "--format", "json"]
    let result = try Command.run(arguments)
    #expect(result.status == 0, "\(result.output)\(result.errors)")
    #expect(result.output.contains(#""directionIn""#))
    #expect(result.output.contains(#""weaklySupported":false"#))
    #expect(!result.output.contains("null"))
    // The same answer again, byte for byte.
    #expect(try Command.run(arguments).output == result.output)
  }

  /// Where three surfaces meet on a hyperplane, an irrational Pareto optimum: width 1 and k-1.
  private static let optima = [
    "1": (
      gram: #"[["414", "-72", "-18", "-18"], ["-72", "585", "-153", "-153"],"#
        + #" ["-18", "-153", "527", "-5"], ["-18", "-153", "-5", "527"]]"#,
      surfaces: "2,3;2,4;3,4", slice: "3,3,-5,-5"
    ),
    "k-1": (
      gram: #"[["498", "-273", "501", "231"], ["-273", "462", "-468", "-201"],"#
        + #" ["501", "-468", "1094", "396"], ["231", "-201", "396", "360"]]"#,
      surfaces: "1;3;4", slice: "2,-1,-1,-1"
    ),
  ]

  @Test(arguments: ["1", "k-1"]) func certificatesAreVerifiedByBothCheckers(width: String) throws {
    let scratch = try TemporaryFolder()
    let folder = scratch.path("certificates")
    let all = try Command.run([
      "surfaces", try scratch.write(Self.four, as: "four.json"), "--meetings", "4", "--width",
      width, "--certificates", folder,
    ])
    #expect(all.status == 0, "\(all.output)\(all.errors)")
    let optimum = try #require(Self.optima[width])
    let some = try Command.run([
      "surfaces",
      try scratch.write(
        #"{"format": "scalarization-case/1", "name": "optimum", "gram": "# + optimum.gram + "}",
        as: "optimum.json"),
      "--through", optimum.surfaces, "--slice", optimum.slice, "--width", width,
      "--certificates", folder,
    ])
    #expect(some.status == 0, "\(some.output)\(some.errors)")
    #expect(some.output.contains("Pareto optimal; reached by no weighting"))
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    for statement in ["gradients-disagree", "dominated", "unreachable-pareto-optimum"] {
      #expect(names.contains { $0.hasSuffix(".\(statement).json") })
    }
    let files = names.map { folder + "/" + $0 }
    let swift = try Command.run(["recheck"] + files)
    #expect(swift.status == 0, "\(swift.output)")
    let python = try Command.run(
      executable: URL(fileURLWithPath: "/usr/bin/env"),
      ["python3", Command.packageFolder.appendingPathComponent("Scripts/recheck.py").path] + files)
    #expect(python.status == 0, "\(python.output)\(python.errors)")
    #expect(python.output == swift.output)
  }

  @Test func slicesAndSurfacesCanBeGiven() throws {
    let scratch = try TemporaryFolder()
    let file = try scratch.write(Self.four, as: "four.json")
    let result = try Command.run([
      "surfaces", file, "--through", "0;1;2", "--slice", "1,-1,0,0", "--format", "json",
    ])
    #expect(result.status == 0 || result.status == 5, "\(result.output)\(result.errors)")
    #expect(result.output.contains(#""surfaces":3"#))
    #expect(result.output.contains(#""complete":false"#))
  }

  @Test func manyTasksNeedGivenSurfaces() throws {
    let scratch = try TemporaryFolder()
    let rows = (0..<6).map { i in
      "[" + (0..<6).map { $0 == i ? "\"7\"" : "\"\((i * $0) % 3 - 1)\"" }.joined(separator: ", ")
        + "]"
    }
    let file = try scratch.write(
      #"{"format": "scalarization-case/1", "name": "six", "gram": ["#
        + rows.joined(separator: ", ") + "]}", as: "six.json")
    let all = try Command.run(["surfaces", file, "--meetings", "6"])
    #expect(all.status == 64)
    #expect(all.errors.contains("at most 5 tasks"))
    #expect(all.errors.contains("--through"))
    let some = try Command.run(["surfaces", file, "--through", "0;1;2;3;4;5"])
    #expect(some.status == 0, "\(some.output)\(some.errors)")
    #expect(some.output.contains("points where 6 surfaces meet"))
  }

  @Test(arguments: [
    (["--meetings", "4"], "expected a number from 2 to 3"),
    (["--meetings", "1"], "expected a number from 2 to 3"),
    (["--meetings", "2", "--slice", "1,1,1"], "numbers of both signs"),
    (["--meetings", "2", "--slice", "1,-1"], "2 numbers, expected 3"),
    (["--meetings", "3", "--slice", "1,-1,0"], "1 slices, expected 0"),
    (["--meetings", "3", "--intersections"], "give either --intersections or --meetings"),
    (["--slice", "1,-1,0"], "--slice goes with --meetings"),
    (["--certificates", "x"], "--certificates goes with --meetings"),
    (["--through", "0;1,1"], "index set 2: expected 0, or different tasks from 1 to 3"),
    (["--through", "0;4"], "index set 2: expected 0, or different tasks from 1 to 3"),
    (["--through", "1;2,3"], "surfaces 1 and 2 of the list are the same set"),
    (["--through", "0"], "expected a number from 2 to 3"),
    (["--through", "0;1", "--meetings", "3"], "--meetings another number"),
    (["--meetings", "3", "--precision", "2"], "--precision takes a number of bits"),
  ]) func badRequestsAreNamed(arguments: [String], message: String) throws {
    let result = try Command.run(["surfaces", figure] + arguments)
    #expect(result.status == 64, "\(result.output)\(result.errors)")
    #expect(result.errors.contains(message), "\(result.errors)")
    #expect(result.output.isEmpty)
  }
}
