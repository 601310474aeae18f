(* Printed at every build, which fails unless each of these is closed: no axiom, nothing admitted. *)
From Scalarization Require Import Definitions Soundness.
Check check_sound.
Print Assumptions check_sound.
