import Testing

/// Points whose direction is irrational.
@Suite struct EnclosedPointTests {
  private let figure = Command.cases + "/paper/figure-1.json"

  @Test func irrationalValuesAreDecided() throws {
    for format in ["text", "json"] {
      for width in ["1", "k-1"] {
        let result = try Command.run(
          [
            "point", figure, "--values", "1/2,1/3,1/5", "--signs", "1,-1,1", "--width", width,
            "--format", format,
          ])
        #expect(result.status == 0, "\(result.output)\(result.errors)")
        #expect(result.output.contains("with certificate"))
        #expect(!result.output.contains("undecided"))
      }
    }
  }

  /// Q has the entries q_12 = 1, q_13 = q_23 = -2, q_34 = -1; at u = (1, 1, 1, sqrt(2)) the matrix
  /// T is positive semi-definite with (1, -1, 0, 0) in its kernel besides u.
  static let tiedCase =
    #"{"format": "scalarization-case/1", "name": "tie", "gram": ["#
    + #"["46/159", "-7/159", "3/53", "1/53"],"#
    + #" ["-7/159", "46/159", "3/53", "1/53"],"#
    + #" ["3/53", "3/53", "15/106", "5/106"],"#
    + #" ["1/53", "1/53", "5/106", "37/106"]]}"#

  @Test func anExactTieIsUndecided() throws {
    let scratch = try TemporaryFolder()
    let file = try scratch.write(Self.tiedCase, as: "tie.json")
    let arguments = ["point", file, "--values", "2,2,2,4", "--max-precision", "256"]
    let result = try Command.run(arguments)
    #expect(result.status == 5, "\(result.output)\(result.errors)")
    #expect(result.output.contains("undecided, because"))
    #expect(result.output.contains("at 256 bits (tie suspected)"))
    let json = try Command.run(arguments + ["--format", "json"])
    #expect(json.status == 5)
    #expect(json.output.contains(#""weaklySupported":null"#))
  }

  @Test func aTieWithAReasonIsDecided() throws {
    // Q is the identity, so T = 0 at every point of width 1.
    let scratch = try TemporaryFolder()
    let file = try scratch.write(
      #"{"format": "scalarization-case/1", "name": "apart", "gram": [["1", "0"], ["0", "1"]]}"#,
      as: "apart.json")
    let result = try Command.run(["point", file, "--values", "1,2"])
    #expect(result.status == 0, "\(result.output)\(result.errors)")
    #expect(result.output.contains("  supported (some weights > 0)"))
    #expect(result.output.contains("not exposed"))
  }

  @Test func badPrecisionsAreRefused() throws {
    for options in [["--precision", "1"], ["--precision", "512", "--max-precision", "256"]] {
      let result = try Command.run(["point", figure, "--values", "1,2,3"] + options)
      #expect(result.status == 64)
    }
  }

  @Test func rationalRatiosStayExact() throws {
    let result = try Command.run(["point", figure, "--values", "2,2,2"])
    #expect(result.status == 0)
    #expect(!result.output.contains("intervals"))
  }
}
