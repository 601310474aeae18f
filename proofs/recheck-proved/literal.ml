(* The numbers of the format: -?[0-9]+(/[0-9]+)? or -?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)? *)

exception Error of string

let most_digits = 100_000
let largest_exponent = 10_000

(* The position after the digits that start at `i`, of which there must be some. *)
let digits text i =
  let rec last j =
    if j < String.length text && text.[j] >= '0' && text.[j] <= '9' then last (j + 1) else j
  in
  let j = last i in
  if j = i then raise (Error "is not a number");
  j

(* A numerator and a positive denominator. *)
let parse text =
  let length = String.length text in
  let is c i = i < length && text.[i] = c in
  let slice i j = String.sub text i (j - i) in
  let limit count = if count > most_digits then raise (Error "has more than 100000 digits") in
  let finish i = if i <> length then raise (Error "is not a number") in
  let start = if is '-' 0 then 1 else 0 in
  let whole = digits text start in
  let signed z = if start = 1 then Z.neg z else z in
  if is '/' whole then begin
    let stop = digits text (whole + 1) in
    finish stop;
    limit (whole - start + stop - whole - 1);
    let denominator = Z.of_string (slice (whole + 1) stop) in
    if Z.sign denominator = 0 then raise (Error "has the denominator zero");
    (signed (Z.of_string (slice start whole)), denominator)
  end
  else begin
    let point = if is '.' whole then digits text (whole + 1) else whole in
    let decimals = if point = whole then "" else slice (whole + 1) point in
    let has_exponent = is 'e' point || is 'E' point in
    let sign = point + 1 in
    let first = if is '+' sign || is '-' sign then sign + 1 else sign in
    let stop = if has_exponent then digits text first else point in
    finish stop;
    let exponent = if has_exponent then slice first stop else "" in
    limit (whole - start + String.length decimals + String.length exponent);
    let size = if exponent = "" then Z.zero else Z.of_string exponent in
    if Z.gt size (Z.of_int largest_exponent) then raise (Error "has an exponent out of range");
    let size = Z.to_int size in
    let power = (if has_exponent && is '-' sign then -size else size) - String.length decimals in
    let value = signed (Z.of_string (slice start whole ^ decimals)) in
    let ten n = Z.pow (Z.of_int 10) n in
    if power >= 0 then (Z.mul value (ten power), Z.one) else (value, ten (-power))
  end
