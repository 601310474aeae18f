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
   `Signs` are evidence at the two ends only, those of C1 or C2. *)
Inductive width_evidence :=
  | AtEnd of width & option (matq * number) & seq Z
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

Definition check_width (c : width_certificate) : bool :=
  let A := width_gram (width_claim_of c) in
  let q := units (width_claim_of c) in
  let k := size A in
  match width_evidence_of c with
  | AtEnd w i s =>
    explorable (width_claim_of c) && Nat.eqb q (rank_of k w) &&
    check (Certificate (Claim A w FullyExplorable) (width_gram_definite c) i (Signs s))
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
