(* A strict reader of JSON texts: RFC 8259 in UTF-8, no byte-order mark, at most 64 levels of
   arrays and objects. Numbers stay as they are written, objects keep every member. *)

type t =
  | Null
  | Bool of bool
  | Number of string
  | String of string
  | Array of t list
  | Object of (string * t) list

exception Error of string
exception Too_large

let deepest = 64

(* More values than this are refused: they would not fit in a gigabyte. *)
let most_values = 1 lsl 24

(* The length of the UTF-8 sequence that starts at `i`, or 0 if it is none. *)
let sequence text i =
  let byte j = if j < String.length text then Char.code text.[j] else 0 in
  let continues j = byte j land 0xc0 = 0x80 in
  let a = byte i and b = byte (i + 1) in
  if a < 0x80 then 1
  else if a >= 0xc2 && a <= 0xdf && continues (i + 1) then 2
  else if
    a >= 0xe0 && a <= 0xef && continues (i + 1) && continues (i + 2)
    && (a <> 0xe0 || b >= 0xa0)
    && (a <> 0xed || b <= 0x9f)
  then 3
  else if
    a >= 0xf0 && a <= 0xf4 && continues (i + 1) && continues (i + 2) && continues (i + 3)
    && (a <> 0xf0 || b >= 0x90)
    && (a <> 0xf4 || b <= 0x8f)
  then 4
  else 0

let parse text =
  let length = String.length text in
  let position = ref 0 in
  let fail message = raise (Error (Printf.sprintf "%s at byte %d" message !position)) in
  let peek () = if !position < length then text.[!position] else '\000' in
  let at_end () = !position >= length in
  let advance () = incr position in
  let rec skip_space () =
    match peek () with
    | ' ' | '\t' | '\n' | '\r' -> advance (); skip_space ()
    | _ -> ()
  in
  let expect c =
    if at_end () || peek () <> c then fail (Printf.sprintf "'%c' expected" c);
    advance ()
  in
  let literal word value =
    String.iter expect word;
    value
  in
  let is_digit c = c >= '0' && c <= '9' in
  let rec digits () = if is_digit (peek ()) then (advance (); digits ()) in
  let some_digits () = if is_digit (peek ()) then digits () else fail "a digit expected" in
  let number () =
    let start = !position in
    if peek () = '-' then advance ();
    if peek () = '0' then advance () else some_digits ();
    if peek () = '.' then (advance (); some_digits ());
    (match peek () with
     | 'e' | 'E' ->
       advance ();
       (match peek () with '+' | '-' -> advance () | _ -> ());
       some_digits ()
     | _ -> ());
    Number (String.sub text start (!position - start))
  in
  let unit16 () =
    let value = ref 0 in
    for _ = 1 to 4 do
      let digit =
        match peek () with
        | '0' .. '9' as c -> Char.code c - 48
        | 'a' .. 'f' as c -> Char.code c - 87
        | 'A' .. 'F' as c -> Char.code c - 55
        | _ -> fail "a hexadecimal digit expected"
      in
      value := (!value * 16) + digit;
      advance ()
    done;
    !value
  in
  let string () =
    expect '"';
    let buffer = Buffer.create 16 in
    let add = Buffer.add_char buffer in
    let escape () =
      let c = peek () in
      advance ();
      match c with
      | '"' | '\\' | '/' -> add c
      | 'b' -> add '\b'
      | 'f' -> add '\012'
      | 'n' -> add '\n'
      | 'r' -> add '\r'
      | 't' -> add '\t'
      | 'u' ->
        let high = unit16 () in
        let code =
          if high < 0xd800 || high > 0xdfff then high
          else begin
            if high > 0xdbff then fail "a lone surrogate";
            expect '\\';
            expect 'u';
            let low = unit16 () in
            if low < 0xdc00 || low > 0xdfff then fail "a lone surrogate";
            0x10000 + ((high - 0xd800) lsl 10) + (low - 0xdc00)
          end
        in
        Buffer.add_utf_8_uchar buffer (Uchar.of_int code)
      | _ -> fail "an unknown escape"
    in
    let rec characters () =
      if at_end () then fail "the end of a string expected";
      match peek () with
      | '"' -> advance ()
      | '\\' -> advance (); escape (); characters ()
      | c when Char.code c < 0x20 -> fail "a control character in a string"
      | _ ->
        let count = sequence text !position in
        if count = 0 then fail "not UTF-8";
        Buffer.add_substring buffer text !position count;
        position := !position + count;
        characters ()
    in
    characters ();
    Buffer.contents buffer
  in
  (* Members between the brackets, separated by commas; `item` reads one. *)
  let members close item =
    advance ();
    skip_space ();
    if (not (at_end ())) && peek () = close then (advance (); [])
    else begin
      let rec more found =
        let found = item () :: found in
        skip_space ();
        if (not (at_end ())) && peek () = ',' then (advance (); more found)
        else (expect close; List.rev found)
      in
      more []
    end
  in
  let count = ref 0 in
  let rec value depth =
    incr count;
    if !count > most_values then raise Too_large;
    skip_space ();
    if at_end () then fail "a value expected";
    match peek () with
    | '{' ->
      if depth > deepest then fail "nested too deeply";
      let member () =
        skip_space ();
        let key = string () in
        skip_space ();
        expect ':';
        (key, value (depth + 1))
      in
      Object (members '}' member)
    | '[' ->
      if depth > deepest then fail "nested too deeply";
      Array (members ']' (fun () -> value (depth + 1)))
    | '"' -> String (string ())
    | 't' -> literal "true" (Bool true)
    | 'f' -> literal "false" (Bool false)
    | 'n' -> literal "null" Null
    | _ -> number ()
  in
  let result = value 1 in
  skip_space ();
  if not (at_end ()) then fail "nothing more expected";
  result
