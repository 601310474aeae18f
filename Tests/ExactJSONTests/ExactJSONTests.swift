@testable import ExactJSON
import Foundation
import TestSupport
import Testing
import Exact

/// Reads a text, and every value in it, that must be refused.
private func refusal(
  _ text: String, limits: ExactJSONLimits = .standard
) -> ExactJSONError? {
  refusal(Array(text.utf8), limits: limits)
}

private func refusal(
  _ bytes: [UInt8], limits: ExactJSONLimits = .standard
) -> ExactJSONError? {
  do {
    _ = try ExactJSON(parsing: bytes, limits: limits).value()
    return nil
  } catch {
    return error
  }
}

private func refusal<T>(_ body: () throws(ExactJSONError) -> T) -> ExactJSONError? {
  do {
    _ = try body()
    return nil
  } catch {
    return error
  }
}

@Suite struct ExactJSONTests {
  @Test func readsEveryKindOfValue() throws {
    let json = try ExactJSON(
      parsing: #" {"b": [true, false, null, -0, 12, "p/q"], "a": {"": {}}, "n": []} "#)
    let object = try json.object()
    #expect(object.members.map(\.key) == ["b", "a", "n"])
    let list = try object.required("b").array(count: 6)
    #expect(try list[0].boolean() && !list[1].boolean())
    #expect(list[2].kind == .null)
    #expect(try list[3].integer() == 0)
    #expect(try list[4].integer(in: 1...12) == 12)
    #expect(try list[5].string() == "p/q")
    #expect(try object.required("a").object().required("").object().members.isEmpty)
    #expect(try object.required("n").array().isEmpty)
    #expect(object["c"] == nil)
  }

  @Test func numbersNeverRound() throws {
    let digits = String(repeating: "1234567890", count: 999)
    let json = try ExactJSON(parsing: "[-\(digits), \"\(digits)/7\", \"1e-400\"]")
    let list = try json.array()
    #expect(try list[0].integer() == -Integer(decimal: digits)!)
    #expect(try list[1].rational() == Rational(Integer(decimal: digits)!, 7))
    #expect(try list[2].rational() == Rational(1, Integer(10).power(400)))
    #expect(try list[0].rational() == Rational(-Integer(decimal: digits)!))
    let error = refusal { () throws(ExactJSONError) in try list[0].quotedRational() }
    #expect(error?.path == "$[0]" && error?.expectation == "an exact number in quotes")
  }

  @Test(arguments: [
    ("0.5", "$", 1, 1, "the unquoted number 0.5"),
    ("[1, 2, -1.25e3]", "$[2]", 1, 8, "the unquoted number -1.25e3"),
    ("{\"a\": {\"b c\": [0, 1e5]}}", "$.a[\"b c\"][1]", 1, 19, "the unquoted number 1e5"),
    ("[01]", "$[0]", 1, 2, "a number with a leading zero"),
    ("[-]", "$[0]", 1, 3, "']'"),
    ("[+1]", "$[0]", 1, 2, "'+'"),
    ("[.5]", "$[0]", 1, 2, "'.'"),
    ("[NaN]", "$[0]", 1, 2, "NaN, which is not a number in JSON"),
    ("[-Infinity]", "$[0]", 1, 2, "-Infinity, which is not a number in JSON"),
    ("{\"a\": nan}", "$.a", 1, 7, "nan, which is not a number in JSON"),
    ("[tru]", "$[0]", 1, 2, "the bare word tru"),
    ("", "$", 1, 1, "an empty text"),
    (" \n\t ", "$", 2, 3, "an empty text"),
    ("[1, 2", "$[1]", 1, 6, "the end of the text"),
    ("{\"a\": [1,\n 2", "$.a[1]", 2, 3, "the end of the text"),
    ("{\"a\"", "$.a", 1, 5, "the end of the text"),
    ("{\"a", "$", 1, 2, "the end of the text inside a string"),
    ("[1] x", "$", 1, 5, "'x' after the value"),
    ("[1] [2]", "$", 1, 5, "'[' after the value"),
    ("[1,]", "$[1]", 1, 4, "a comma before ']'"),
    ("{\"a\":1,}", "$.a", 1, 8, "a comma before '}'"),
    ("{a: 1}", "$", 1, 2, "'a'"),
    ("{'a': 1}", "$", 1, 2, "'''"),
    ("[1 2]", "$[0]", 1, 4, "'2'"),
    ("{\"a\" 1}", "$.a", 1, 6, "'1'"),
    ("// x\n[]", "$", 1, 1, "'/'"),
    ("{\"a\": 1, \"b\": 2, \"a\": 3}", "$.a", 1, 18, "the key \"a\" a second time"),
    ("{\"a\": 1,\n \"\\u0061\": 3}", "$.a", 2, 2, "the key \"a\" a second time"),
    ("[\"\n\"]", "$[0]", 1, 3, "a control character in a string"),
    ("[\"\\x\"]", "$[0]", 1, 3, "an unknown escape"),
    ("[\"\\u12g4\"]", "$[0]", 1, 3, "an incomplete \\u escape"),
    ("[\"\\ud800\"]", "$[0]", 1, 3, "an unpaired surrogate"),
    ("[\"\\udc00\\ud800\"]", "$[0]", 1, 3, "an unpaired surrogate"),
    ("[\"\\ud800\\u0041\"]", "$[0]", 1, 3, "an unpaired surrogate"),
    ("\u{FEFF}[]", "$", 1, 1, "a byte-order mark"),
    ("[\"é\", \u{7f}]", "$[1]", 1, 7, "a control character"),
    ("]", "$", 1, 1, "']'"),
  ])
  func refusesWithPlace(
    text: String, path: String, line: Int, column: Int, problem: String
  ) {
    let error = refusal(text)
    #expect(error?.path == path)
    #expect(error?.line == line)
    #expect(error?.column == column)
    #expect(error?.problem == problem)
    #expect(error?.expectation.isEmpty == false)
  }

  @Test func saysHowToWriteAnUnquotedFraction() {
    #expect(refusal("0.5")?.expectation.hasPrefix("it in quotes, \"0.5\"") == true)
  }

  @Test func refusesBytesThatAreNotUTF8() {
    let broken: [[UInt8]] = [
      [0x80], [0xC0, 0x80], [0xC1, 0xBF], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80],
      [0xF0, 0x80, 0x80, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xFF],
      [0xC3], [0xE2, 0x82], [0xF0, 0x9F, 0x98],
    ]
    for bytes in broken {
      let error = refusal(Array("[\"ab".utf8) + bytes + Array("\"]".utf8))
      #expect(error?.problem == "bytes that are not UTF-8" && error?.column == 5, "\(bytes)")
      #expect(refusal(Array("\"".utf8) + bytes)?.problem == "bytes that are not UTF-8")
    }
    #expect(refusal([0xFF, 0xFE, 0x5B, 0x00])?.problem == "a UTF-16 byte-order mark")
    #expect(refusal([0xFE, 0xFF, 0x00, 0x5B])?.problem == "a UTF-16 byte-order mark")
  }

  /// A number that is not exact and a key that occurs twice are errors where they are asked for;
  /// what comes behind them is read as strictly as ever.
  @Test func reportsWhatIsNotExactWhereItIsAskedFor() throws {
    let json = try ExactJSON(parsing: "{\"a\": [1, 2.5], \"b\": {\"c\": 1, \"c\": 2}, \"d\": 7}")
    let object = try json.object()
    let list = try object.required("a").array()
    #expect(list[1].kind == .unusableNumber)
    #expect(try list[0].integer() == 1 && object.required("d").integer() == 7)
    let number = list[1]
    for error in [
      refusal { () throws(ExactJSONError) in try number.integer() },
      refusal { () throws(ExactJSONError) in try number.integer(in: 0...9) },
      refusal { () throws(ExactJSONError) in try number.rational() },
      refusal { () throws(ExactJSONError) in try number.quotedRational() },
      refusal { () throws(ExactJSONError) in try number.string() },
      refusal { () throws(ExactJSONError) in try number.boolean() },
      refusal { () throws(ExactJSONError) in try number.array() },
    ] {
      #expect(error?.path == "$.a[1]" && error?.problem == "the unquoted number 2.5")
    }
    let inner = try object.required("b")
    let twice = refusal { () throws(ExactJSONError) in try inner.object().members.count }
    #expect(twice?.path == "$.b.c")
    #expect(inner.values(of: "c").count == 2 && inner.values(of: "d").isEmpty)
    #expect(list[0].values(of: "c").isEmpty)
    for text in ["[1.5, -1}", "[1.]", "[1e]", "[1.5e+]", "[1.5.2]", "[1-2]", "[-]", "[1.5x]"] {
      #expect(throws: ExactJSONError.self, "\(text)") { try ExactJSON(parsing: text) }
    }
  }

  @Test func utf8CheckAgreesWithTheStandardLibrary() {
    var generator = TestGenerator(seed: 7)
    for _ in rounds(20_000) {
      let count = Int(generator.next() % 6)
      let bytes = (0..<count).map { _ -> UInt8 in
        let pool: [UInt8] = [
          0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC2, 0xDF, 0xE0, 0xE1, 0xED,
          0xEF, 0xF0, 0xF1, 0xF4, 0xF5, 0xFF,
        ]
        return pool[Int(generator.next() % UInt64(pool.count))]
      }
      let expected = String(validating: bytes, as: UTF8.self) != nil
      #expect((ExactJSONParser.firstInvalidUTF8(bytes) == nil) == expected, "\(bytes)")
    }
  }

  @Test func limitsHold() throws {
    let deep = String(repeating: "[", count: 64) + String(repeating: "]", count: 64)
    #expect(refusal(deep) == nil)
    #expect(refusal("[" + deep + "]")?.problem == "more than 64 levels")
    #expect(refusal(String(repeating: "[", count: 1_000_000))?.problem == "more than 64 levels")
    #expect(
      refusal(String(repeating: "{\"a\":", count: 1_000_000))?.problem == "more than 64 levels")
    let digits = String(repeating: "9", count: 100_000)
    #expect(refusal(digits) == nil)
    #expect(refusal("-" + digits) == nil)
    #expect(refusal(digits + "9")?.problem == "a number of 100001 digits")
    #expect(
      refusal("[1, 2]", limits: ExactJSONLimits(bytes: 5))?.problem == "a text of 6 bytes")
    let keys = (0..<30).map { "\"k\($0)\": 0" }.joined(separator: ",")
    #expect(refusal("{\(keys)}") == nil)
    #expect(
      refusal("{\(keys)}", limits: ExactJSONLimits(keys: 29))?.problem == "more than 29 keys")
    for repeated in [0, 14, 15, 16, 29] {
      let error = refusal("{\(keys), \"k\(repeated)\": 1}")
      #expect(error?.problem == "the key \"k\(repeated)\" a second time")
    }
  }

  @Test func keysAreComparedByteByByte() throws {
    // U+212A KELVIN SIGN is canonically equivalent to K, the composed é to the decomposed one.
    let json = try ExactJSON(parsing: "{\"\u{212A}\": 1, \"K\": 2, \"\u{e9}\": 3, \"e\u{301}\": 4}")
    let object = try json.object()
    #expect(try object["K"]?.integer() == 2)
    #expect(try object["\u{e9}"]?.integer() == 3)
    #expect(try object["e\u{301}"]?.integer() == 4)
    let strict = refusal { () throws(ExactJSONError) in
      try ExactJSON(parsing: "{\"\u{212A}\": 1}").object(required: ["K"])
    }
    #expect(strict?.problem.hasPrefix("the unknown key") == true)
    let choice = try ExactJSON(parsing: "\"\u{212A}\"")
    #expect(refusal { () throws(ExactJSONError) in try choice.string(oneOf: ["K"]) } != nil)
  }

  @Test func escapesAreResolved() throws {
    let json = try ExactJSON(
      parsing: #""\"\\\/\b\f\n\r\t\u0041\u00e9\u20ac\ud83d\ude00é€😀\u0000""#)
    #expect(try json.string() == "\"\\/\u{8}\u{c}\n\r\tAé€😀é€😀\0")
  }

  @Test func namesThePathOfEveryValue() throws {
    let json = try ExactJSON(
      parsing: "{\"a\": [1, {\"b\": [[], [2, 3]], \"c d\": null}], \"e\": \"x\"}")
    let a = try json.object().required("a").array()
    #expect(json.path == "$" && a[0].path == "$.a[0]")
    let inner = try a[1].object()
    let b = try inner.required("b").array()
    #expect(try b[1].array()[1].path == "$.a[1].b[1][1]")
    #expect(try inner.required("c d").path == "$.a[1][\"c d\"]")
    #expect(try json.object().required("e").path == "$.e")
    #expect(try json.object().required("e").position == (1, 51))
  }

  @Test func typedAccessSaysWhatWasExpected() throws {
    let json = try ExactJSON(
      parsing: """
        {"signs": [1, -2, "1"], "n": "1/0", "d": "\(String(repeating: "1", count: 200_000))",
         "e": "1e99999999", "x": "abc", "blank": "", "m": [["1", 2], ["3"]], "t": true}
        """)
    let object = try json.object()
    func error<T>(_ key: String, _ body: (ExactJSON) throws(ExactJSONError) -> T) -> String {
      refusal { () throws(ExactJSONError) in try body(object.required(key)) }?.description ?? ""
    }
    #expect(
      error("signs") { (json) throws(ExactJSONError) in try json.array()[1].integer(in: -1...1) }
        == "$.signs[1] (line 1, column 15): the number -2; expected an integer from -1 to 1,"
        + " without quotes")
    #expect(
      error("signs") { (json) throws(ExactJSONError) in try json.array()[2].integer() }
        == "$.signs[2] (line 1, column 19): the string \"1\"; expected an integer without quotes")
    #expect(
      error("n") { (json) throws(ExactJSONError) in try json.rational() }
        == "$.n (line 1, column 30): the string \"1/0\"; expected a denominator that is not zero")
    #expect(
      error("d") { (json) throws(ExactJSONError) in try json.rational() }
        == "$.d (line 1, column 42): a number of 200000 digits; expected at most 100000 digits")
    #expect(
      error("e") { (json) throws(ExactJSONError) in try json.rational() }
        == "$.e (line 2, column 7): the string \"1e99999999\"; expected an exponent of at most"
        + " 10000 in absolute value")
    for key in ["x", "blank"] {
      #expect(
        error(key) { (json) throws(ExactJSONError) in try json.rational() }
          .hasSuffix(
            "expected an integer, a fraction \"p/q\", or a decimal with an optional exponent")
      )
    }
    #expect(
      error("m") { (json) throws(ExactJSONError) in try json.matrix() }
        == "$.m[1] (line 2, column 62): an array of 1 value; expected an array of 2 exact numbers")
    #expect(
      error("m") { (json) throws(ExactJSONError) in try json.matrix(rows: 3) }
        == "$.m (line 2, column 51): an array of 2 values; expected an array of 3 rows")
    #expect(
      error("m") { (json) throws(ExactJSONError) in try json.matrix(quoted: true) }
        == "$.m[0][1] (line 2, column 58): the number 2; expected an exact number in quotes")
    #expect(
      error("t") { (json) throws(ExactJSONError) in try json.string() }
        == "$.t (line 2, column 75): true; expected a string")
    #expect(
      error("x") { (json) throws(ExactJSONError) in try json.string(oneOf: ["1", "k-1"]) }
        .hasSuffix("expected one of \"1\", \"k-1\""))
  }

  @Test func unknownAndMissingKeysAreNamed() throws {
    let json = try ExactJSON(parsing: "{\"gram\": [],\n  \"nmae\": 1}")
    let unknown = refusal { () throws(ExactJSONError) in
      try json.object(required: ["gram"], optional: ["name", "note"])
    }
    #expect(
      unknown?.description
        == "$.nmae (line 2, column 3): the unknown key \"nmae\"; did you mean \"name\"?;"
        + " expected one of the keys \"gram\", \"name\", \"note\"")
    let missing = refusal { () throws(ExactJSONError) in
      try json.object(required: ["gram", "format"], optional: ["nmae"])
    }
    #expect(
      missing?.description
        == "$ (line 1, column 1): an object without the key \"format\"; expected the key"
        + " \"format\"")
  }

  @Test func spellingSuggestions() {
    let known = ["predictors", "gram", "moments", "data", "C1", "C2"]
    #expect(Spelling.suggestion(for: "predictor", among: known) == "predictors")
    #expect(Spelling.suggestion(for: "GRAM", among: known) == "gram")
    #expect(Spelling.suggestion(for: "garm", among: known) == "gram")
    #expect(Spelling.suggestion(for: "momnets", among: known) == "moments")
    #expect(Spelling.suggestion(for: "completely", among: known) == nil)
    #expect(Spelling.suggestion(for: "", among: known) == nil)
    // What looks the same is nearest, whatever its length in bytes.
    #expect(Spelling.suggestion(for: "x1", among: ["x2", "\u{FEFF}x1"]) == "\u{FEFF}x1")
    #expect(Spelling.suggestion(for: "t1", among: ["x1", "t1\u{A0}"]) == "t1\u{A0}")
    #expect(Spelling.suggestion(for: "t\u{E9}", among: ["tx", "te\u{301}"]) == "te\u{301}")
    #expect(Spelling.suggestion(for: "a", among: ["\u{200B}"]) == nil)
    #expect(Spelling.distance(Array("abc".utf8), Array("".utf8)) == 3)
    #expect(Spelling.distance(Array("ab".utf8), Array("ba".utf8)) == 1)
  }

  @Test func whatIsNotSeenIsEscaped() {
    for (text, expected) in [
      ("t\u{A0}1", "t\\u00a01"), ("\u{FEFF}x", "\\ufeffx"), ("a\u{200B}", "a\\u200b"),
      ("e\u{301}", "e\\u0301"), ("a\tb\nc\r\u{1B}[31m", "a\\tb\\nc\\r\\u001b[31m"),
      ("\u{85}\u{2028}", "\\u0085\\u2028"), ("\u{202E}abc", "\\u202eabc"),
      ("\u{AD}\u{3164}\u{2003}", "\\u00ad\\u3164\\u2003"), ("\u{E0041}", "\\udb40\\udc41"),
    ] {
      #expect(text.visible() == expected)
      #expect(ExactJSONValue.quoted("\\" + text) == "\"\\\\" + expected + "\"")
    }
    #expect("a\nb\t".visible(keepingLines: true) == "a\nb\\t")
    // Letters, accents in one character, symbols and the vowel signs of other scripts stay.
    for text in ["plain ~ \\", "é I_∅ √2 ≥ –", "日本語", "हिन्दी", "ภาษาไทย", "עברית", "😀"] {
      #expect(text.visible() == text)
    }
    #expect(Spelling.quotedApart("t\u{430}", "ta") == ("\"t\\u0430\"", "\"ta\""))
    #expect(Spelling.quotedApart("té", "tx1") == ("\"té\"", "\"tx1\""))
  }

  @Test func writingIsReadBack() throws {
    let value: ExactJSONValue = [
      "format": "scalarization-case/1", "text": "a\"\\\n\u{1}\u{7f}é😀", "empty": [],
      "nothing": [:], "gram": [["2", "-1"], ["-1", "2"]], "none": .null,
      "expect": ["C1": false, "C2": true],
      "tree": [["task": 1, "plus": 1, "minus": 2], ["y": ["1", "2"]], ["y": ["0", "1"]]],
    ]
    #expect(try ExactJSON(parsing: value.bytes(.compact)).value() == value)
    #expect(try ExactJSON(parsing: value.bytes(.pretty)).value() == value)
    #expect(
      value.text(.pretty) == #"""
        {
          "format": "scalarization-case/1",
          "text": "a\"\\\n\u0001\u007fé😀",
          "empty": [],
          "nothing": {},
          "gram": [
            ["2", "-1"],
            ["-1", "2"]
          ],
          "none": null,
          "expect": {"C1": false, "C2": true},
          "tree": [
            {"task": 1, "plus": 1, "minus": 2},
            {"y": ["1", "2"]},
            {"y": ["0", "1"]}
          ]
        }
        """#)
    #expect(ExactJSONValue.exact(Rational(-1, 3)).text() == "\"-1/3\"")
    #expect(ExactJSONValue.integers([1, -1]).text(.compact) == "[1,-1]")
    #expect(
      ExactJSONValue.exact(RationalMatrix([[1, Rational(1, 2)]])).text(.compact)
        == "[[\"1\",\"1/2\"]]")
  }

  @Test func randomValuesSurviveWritingAndReading() throws {
    var generator = TestGenerator(seed: 11)
    for _ in rounds(300) {
      let value = randomValue(depth: 4, &generator)
      #expect(try ExactJSON(parsing: value.bytes(.compact)).value() == value)
      #expect(try ExactJSON(parsing: value.bytes(.pretty)).value() == value)
    }
  }

  /// Random damage must be refused or read, never crash; what is read survives another round.
  @Test func damagedTextsNeverCrash() throws {
    var generator = TestGenerator(seed: 23)
    let interesting = Array("{}[]\":,\\u0dD8.-+eE19 \n\0\u{e9}".utf8) + [0xFF, 0xED, 0xA0, 0xF0]
    for _ in rounds(3_000) {
      var bytes = randomValue(depth: 4, &generator).bytes(
        generator.next() % 2 == 0 ? .compact : .pretty)
      for _ in 0...generator.next() % 3 where !bytes.isEmpty {
        let place = Int(generator.next() % UInt64(bytes.count))
        switch generator.next() % 4 {
        case 0: bytes.remove(at: place)
        case 1: bytes.removeSubrange(place...)
        case 2: bytes[place] = interesting[Int(generator.next() % UInt64(interesting.count))]
        default:
          bytes.insert(
            interesting[Int(generator.next() % UInt64(interesting.count))], at: place)
        }
      }
      do {
        let value = try ExactJSON(parsing: bytes).value()
        #expect(try ExactJSON(parsing: value.bytes()).value() == value)
        // Whatever is accepted is JSON for the standard reader too.
        #expect(
          (try? JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed))
            != nil, "\(String(decoding: bytes, as: UTF8.self))")
      } catch {
        #expect(error.line >= 1 && error.column >= 1 && error.path.hasPrefix("$"))
      }
    }
  }

  private func randomValue(depth: Int, _ generator: inout TestGenerator) -> ExactJSONValue {
    switch generator.next() % (depth > 0 ? 8 : 5) {
    case 0: return .null
    case 1: return .boolean(generator.next() % 2 == 0)
    case 2: return .integer(Int(bitPattern: UInt(generator.next())))
    case 3:
      return .exact(
        Rational(Integer(Int(generator.next() % 100)), Integer(Int(generator.next() % 9) + 1)))
    case 4:
      let pool = ["\"", "\\", "\n", "\u{0}", "é", "😀", "a", "/", "\u{2028}", "\u{7f}"]
      return .text(
        (0..<generator.next() % 6).map { _ in pool[Int(generator.next() % UInt64(pool.count))] }
          .joined())
    case 5, 6:
      return .array(
        (0..<generator.next() % 4).map { _ in randomValue(depth: depth - 1, &generator) })
    default:
      return .object(
        (0..<generator.next() % 4).map {
          .init("key \($0)", randomValue(depth: depth - 1, &generator))
        })
    }
  }
}
