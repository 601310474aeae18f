(* The executable checker of version 3, for every number of units q: like Checker.v integers and
   lists only, and no quotient is trusted. *)
From Coq Require Import ZArith.
From mathcomp Require Import ssreflect ssrfun ssrbool eqtype ssrnat seq.
From Scalarization Require Import Definitions Checker.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

(* The evidence of `Minor` is that of an unreachable Pareto optimum of the minor: its point, why
   its Gram matrix is definite, perhaps the inverse of that. Tasks are counted from 0; for each
   kept task t there is a solution x of G_RR x = e G_Rt, R the contracted tasks, G integers.
   `AtEnd` are the signs of C1 or C2. `SubsetSigns` has a sign for each set of q tasks, in
   lexicographic order, and pairs of positions of sets: the first set of a pair has been joined to
   set 0, and joins the second by a minor that is not zero. *)
Inductive width_evidence :=
  | AtEnd of width & option (matq * number) & seq Z
  | SubsetSigns of seq Z & seq (nat * nat)
  | Minor of seq nat & seq nat & seq (seq Z) & Z & width &
      vecq & definiteness & option (matq * number) & evidence.

Record width_certificate := WidthCertificate {
  width_claim_of : width_claim;
  width_gram_definite : definiteness;
  width_evidence_of : width_evidence
}.

Definition entry (G : matz) (i j : nat) : Z := nth Z0 (nth [::] G i) j.
Definition row_of (G : matz) (i : nat) (c : seq nat) : vecz := map (entry G i) c.
Definition block (G : matz) (r c : seq nat) : matz := map (fun i => row_of G i c) r.

(* G_RR x = e G_Rt *)
Definition solves (G : matz) (r : seq nat) (e : Z) (t : nat) (x : vecz) : bool :=
  sized (size r) x && eqlz (mvz (block G r r) x) (scalez e (map (fun i => entry G i t) r)).
(* e G_st - G_sR x, which is e times the entry (s, t) of the minor. *)
Definition minor_entry (G : matz) (r : seq nat) (e : Z) (s : nat) (tx : nat * vecz) : Z :=
  Z.sub (Z.mul e (entry G s (fst tx))) (dotz (row_of G s r) (snd tx)).
(* The Gram matrix of the minor, G = d gram. *)
Definition minor_gram_of (d : Z) (G : matz) (r t : seq nat) (x : seq vecz) (e : Z) : matq :=
  map (fun s => map (fun tx => Number (minor_entry G r e s tx) (Z.mul d e)) (zip t x)) t.
Definition tasks (k : nat) (r t : seq nat) : bool :=
  distinct (r ++ t) && all (fun i => Nat.ltb i k) (r ++ t).

(* --------------------------------------------------------------- signs of sets *)

(* All q elements of a list, in lexicographic order. *)
Fixpoint choose (q : nat) (l : seq nat) {struct l} : seq (seq nat) :=
  match q, l with
  | 0, _ => [:: [::]]
  | _, [::] => [::]
  | q'.+1, x :: l' => map (cons x) (choose q' l') ++ choose q l'
  end.

Definition without (j : nat) (r : vecz) : vecz := take j r ++ drop j.+1 r.
(* The determinant, expanded along the first row. *)
Fixpoint detz (n : nat) (A : matz) : Z :=
  match n, A with
  | n'.+1, r :: A' =>
    foldr (fun j rest => let a := nth Z0 r j in
      Z.sub (if is_zero a then Z0 else Z.mul a (detz n' (map (without j) A'))) rest) Z0 (iota 0 n)
  | _, _ => one
  end.

Definition minorz (q : nat) (G : matz) (x y : seq nat) : Z := detz q (block G x y).
(* The minors of all pairs have the signs of the pair, or are zero. *)
Fixpoint agree (q : nat) (G : matz) (l : seq (seq nat * Z)) : bool :=
  if l is x :: l' then
    all (fun y => Z.leb Z0 (Z.mul (Z.mul (snd x) (snd y)) (minorz q G (fst x) (fst y)))) l &&
    agree q G l'
  else true.
Fixpoint joins (q : nat) (G : matz) (sets : seq (seq nat)) (reached : seq nat)
    (l : seq (nat * nat)) : bool :=
  if l is (c, e) :: l' then
    has (Nat.eqb c) reached && Nat.ltb e (size sets) &&
    negb (is_zero (minorz q G (nth [::] sets c) (nth [::] sets e))) &&
    joins q G sets (e :: reached) l'
  else all (fun i => has (Nat.eqb i) reached) (iota 0 (size sets)).

Definition check_width (c : width_certificate) : bool :=
  let A := width_gram (width_claim_of c) in
  let q := units (width_claim_of c) in
  let k := size A in
  match width_evidence_of c with
  | AtEnd w i s =>
    explorable (width_claim_of c) && Nat.eqb q (rank_of k w) &&
    check (Certificate (Claim A w FullyExplorable) (width_gram_definite c) i (Signs s))
  | SubsetSigns s l =>
    explorable (width_claim_of c) &&
    if cleared_matrix A is Some (_, G) then
      let sets := choose q (iota 0 k) in
      definite k G (width_gram_definite c) && Nat.ltb 0 q && Nat.ltb q k &&
      Nat.eqb (size s) (size sets) && all is_sign s &&
      agree q G (zip sets s) && joins q G sets [:: 0] l
    else false
  | Minor r t x e w u p i ev =>
    negb (explorable (width_claim_of c)) &&
    if cleared_matrix A is Some (d, G) then
      let n := size t in
      definite k G (width_gram_definite c) && tasks k r t && Nat.ltb 2 n &&
      Nat.eqb q (Nat.add (size r) (rank_of n w)) && Z.ltb Z0 e &&
      Nat.eqb (size x) n && all (fun tx => solves G r e (fst tx) (snd tx)) (zip t x) &&
      check (Certificate (Claim (minor_gram_of d G r t x e) w (UnreachableParetoOptimum u)) p i ev)
    else false
  end.
