(* Statements of the paper that are refuted, as theorems. The numbers are certificates like those
   of the program, and the proof is the checker itself, run inside Coq. *)
From Coq Require Import ZArith.
From mathcomp Require Import all_ssreflect all_algebra.
From Scalarization Require Import Definitions Checker Soundness.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory Order.Theory.

Local Notation n a b := (Number a b).

(* ----------------------------------------------------------------- Figure 1 *)
(* The exact numbers of Appendix A.1, the direction where the surfaces E_1, E_2, E_3 meet, and a
   direction that dominates it. *)
Definition figure_1 : matq :=
  [:: [:: n 2501 2500; n (-2201) 5000; n (-2201) 5000];
      [:: n (-2201) 5000; n 5013 5000; n (-553) 1250];
      [:: n (-2201) 5000; n (-553) 1250; n 5013 5000]].
Definition red_point : vecq := [:: n (-636353) 1; n 636089 1; n 636089 1].
Definition red_dual : vecq :=
  [:: n 25440975625 21609;
      n 44527605625 21609;
      n 44527605625 21609].
Definition better_point : vecq := [:: n 2 1; n (-1) 1; n (-1) 1].
Definition better_dual : vecq :=
  [:: n 10000 7203;
      n (-5000) 7203;
      n (-5000) 7203].

Definition red_dominated : certificate :=
  Certificate (Claim figure_1 One (Dominated red_point)) Eliminate None
    (DominatedBy red_dual better_point better_dual).
Definition red_unsupported : certificate :=
  Certificate (Claim figure_1 One (Unsupported red_point)) Eliminate None
    (Unreachable red_dual (NegativeWeight 0)).

Lemma red_dominated_holds : holds (claim_of red_dominated).
Proof. by apply: check_sound; vm_compute. Qed.
Lemma red_unsupported_holds : holds (claim_of red_unsupported).
Proof. by apply: check_sound; vm_compute. Qed.

Section Figure1.
Variables (R : rcfType) (m : nat) (Y : 'M[R]_(m, 3)).
Hypothesis YG : (Y^T *m Y)%R = matrix R 3 figure_1.
Let red := point One (matrix R 3 figure_1) (vector R 3 red_point).

(* `fig-1-optimal` is refuted, `fig-1-unreachable` holds. *)
Theorem figure_1_not_optimal : ~ pareto (network 1 Y) red.
Proof.
have [_ /(_ m Y YG) [_ [q Fq dom]]] := red_dominated_holds R.
by case=> _ /(_ q Fq).
Qed.
Theorem figure_1_unreachable : ~ weakly_supported (network 1 Y) red.
Proof. by have [_ /(_ m Y YG) []] := red_unsupported_holds R. Qed.
End Figure1.

(* -------------------------------------------------------------- Algorithm 1 *)
(* As printed in Appendix C, on the signs of the inner products. Tasks are numbered from 1, 0
   stands for None, and j keeps its last value, k at most. *)
Section Algorithm1.
Variables (k : nat) (sgn : nat -> nat -> Z).
Definition nth_sign (s : seq Z) (i : nat) : Z := nth Z0 s i.

(* Lines 3 to 7: the first j from here on with a sign and a non-zero product, or k. *)
Fixpoint first_known (s : seq Z) (i j fuel : nat) : nat * option Z :=
  if fuel is fuel'.+1 then
    if Nat.ltb k j then (k, None)
    else if negb (is_zero (nth_sign s j)) && negb (is_zero (sgn i j))
    then (j, Some (Z.mul (nth_sign s j) (sgn i j)))
    else first_known s i j.+1 fuel'
  else (k, None).

(* Lines 10 to 15. *)
Fixpoint propagate (s : seq Z) (i j fuel : nat) : option (seq Z) :=
  if fuel is fuel'.+1 then
    if Nat.ltb k j then Some s
    else if is_zero (sgn i j) then propagate s i j.+1 fuel'
    else if is_zero (nth_sign s j)
    then propagate (set_nth Z0 s j (Z.mul (nth_sign s i) (sgn i j))) i j.+1 fuel'
    else if Z.eqb (Z.mul (Z.mul (nth_sign s i) (nth_sign s j)) (sgn i j)) minus_one then None
    else propagate s i j.+1 fuel'
  else Some s.

Fixpoint run (s : seq Z) (i fuel : nat) : bool :=
  if fuel is fuel'.+1 then
    if Nat.ltb i k then
      let '(s, t) :=
        if is_zero (nth_sign s i) then
          let '(j, found) := first_known s i i.+1 k in
          (if found is Some a then set_nth Z0 s i a else s, j.+1)
        else (s, i.+1) in
      if propagate s i t k is Some s' then run s' i.+1 fuel' else false
    else true
  else true.
Definition algorithm_1 : bool := run (set_nth Z0 (nseq k.+1 Z0) 1 one) 1 k.
End Algorithm1.

Definition four_tasks : matq :=
  [:: [:: n 3 1; n 0 1; n 0 1; n (-1) 1];
      [:: n 0 1; n 3 1; n (-1) 1; n (-1) 1];
      [:: n 0 1; n (-1) 1; n 3 1; n (-1) 1];
      [:: n (-1) 1; n (-1) 1; n (-1) 1; n 3 1]].
Definition sign_of (A : matq) (i j : nat) : Z :=
  Z.sgn (numerator (nth zero (nth [::] A i.-1) j.-1)).

Definition four_fail : certificate :=
  Certificate (Claim four_tasks One ConditionFails) Eliminate None
    (FrustratedCycle [:: 1; 2; 3]).

(* `alg-1` is refuted: the algorithm returns True although C1 fails. *)
Theorem algorithm_1_wrong :
  algorithm_1 4 (sign_of four_tasks) = true /\
  forall R : rcfType, posdef (matrix R 4 four_tasks) /\ ~ balanced (matrix R 4 four_tasks).
Proof.
split; first by vm_compute.
by apply: (check_sound (c := four_fail)); vm_compute.
Qed.

(* The same matrix as the inverse of G: `alg-1-c2` is refuted. *)
Definition four_inverse : matq :=
  [:: [:: n 2 5; n 1 10; n 1 10; n 1 5];
      [:: n 1 10; n 21 40; n 11 40; n 3 10];
      [:: n 1 10; n 11 40; n 21 40; n 3 10];
      [:: n 1 5; n 3 10; n 3 10; n 3 5]].
Definition inverse_fail : certificate :=
  Certificate (Claim four_inverse AllButOne ConditionFails) Eliminate
    (Some (four_tasks, n 1 1)) (FrustratedCycle [:: 1; 2; 3]).
Theorem algorithm_1_wrong_C2 : forall R : rcfType,
  posdef (matrix R 4 four_inverse) /\ ~ balanced (invmx (matrix R 4 four_inverse)).
Proof. by apply: (check_sound (c := inverse_fail)); vm_compute. Qed.

(* ---------------------------------------------------------------- Lemma B.6 *)
Section LemmaB6.
Variable R : realFieldType.
Local Open Scope ring_scope.

(* Sets of real numbers are enough: C is closed and convex, p its nearest point to z. *)
Definition convex (C : R -> Prop) :=
  forall x y a, C x -> C y -> 0 <= a -> a <= 1 -> C (a * x + (1 - a) * y).
Definition closed (C : R -> Prop) :=
  forall x, ~ C x -> exists2 e, 0 < e & forall y, `|y - x| < e -> ~ C y.
Definition nearest (C : R -> Prop) z p := C p /\ forall x, C x -> `|z - p| <= `|z - x|.
Definition lemma_B6 :=
  forall C z p, closed C -> convex C -> nearest C z p ->
    forall x, C x -> z * x <= (2%:R * p - z) * x.

(* `lem-b6` is refuted by C = {1}, z = 2. *)
Theorem lemma_B6_wrong : ~ lemma_B6.
Proof.
move=> B6; pose C (x : R) := x = 1.
have cl : closed C.
  move=> x x1; exists `|1 - x|; first by rewrite normr_gt0 subr_eq0 eq_sym; apply/eqP.
  by move=> y lt y1; move: lt; rewrite y1 ltxx.
have cv : convex C by move=> x y a -> -> _ _; rewrite /C !mulr1 addrC subrK.
have near : nearest C 2%:R 1 by split=> // x ->.
have := B6 C 2%:R 1 cl cv near 1 erefl; rewrite !mulr1 subrr leNgt ltr0n //.
Qed.
End LemmaB6.
