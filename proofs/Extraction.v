(* The executable checker in OCaml: integers become those of zarith, natural numbers (positions in
   lists only) machine integers. No proof depends on what the greatest common divisor or a quotient
   is: Checker.v multiplies back. *)
From Coq Require Import ZArith Extraction ExtrOcamlBasic ExtrOcamlZBigInt.
From Scalarization Require Import Checker CheckerWidths.
Extract Inductive nat => "int" [ "0" "Stdlib.succ" ]
  "(fun zero succ n -> if n = 0 then zero () else succ (n - 1))".
Extract Constant Z.gcd => "Big_int_Z.gcd_big_int".
Extraction "checker.ml" check check_width choose cleared cleared_matrix definite
  inverted minor_gram_of minorz tangent punched.
