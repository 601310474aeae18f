(* The definitions a reader has to agree with, and nothing else. `check_sound` in Soundness.v says
   of every certificate that the checker accepts: `holds` of its claim, `check_width_sound` in
   SoundnessWidths.v of those of version 3: `width_holds`. What these mean is on this page; names
   are those of docs/mathematics.md. *)
From Coq Require Import ZArith.
From mathcomp Require Import all_ssreflect all_algebra.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.

(* 'cV[R]_k are column vectors, 'M[R]_(n, k) matrices, R is an ordered field. *)
Section Theory.
Variables (R : realFieldType) (k : nat).
Local Notation vec := 'cV[R]_k.
Local Notation mat := 'M[R]_k.

Definition dot (x y : vec) : R := \sum_i x i 0 * y i 0.
Definition qf (A : mat) (x : vec) : R := dot x (A *m x).
Definition posdef (A : mat) : Prop := A^T = A /\ forall x, x != 0 -> 0 < qf A x.

(* A set of points whose coordinates, the values of the tasks, are all to be made large. *)
Definition region := vec -> Prop.
Definition dominates (q p : vec) : Prop :=
  (forall i, p i 0 <= q i 0) /\ exists i, p i 0 < q i 0.
Definition pareto (F : region) (p : vec) : Prop :=
  F p /\ forall q, F q -> ~ dominates q p.
Definition dominated (F : region) (p : vec) : Prop :=
  F p /\ exists2 q, F q & dominates q p.

(* Scalarization: p is the best point of F for the weights l. *)
Definition optimum (F : region) (l p : vec) : Prop :=
  F p /\ forall q, F q -> dot l q <= dot l p.
Definition weights (l : vec) : Prop := (forall i, 0 <= l i 0) /\ l != 0.
Definition weakly_supported (F : region) (p : vec) : Prop :=
  exists2 l, weights l & optimum F l p.
Definition supported (F : region) (p : vec) : Prop :=
  exists2 l, weights l /\ (forall i, 0 < l i 0) & optimum F l p.
Definition exposed (F : region) (p : vec) : Prop :=
  exists2 l, weights l & optimum F l p /\ forall q, optimum F l q -> q = p.
Definition unsupported (F : region) (p : vec) : Prop := F p /\ ~ weakly_supported F p.
Definition fully_explorable (F : region) : Prop :=
  forall p, pareto F p -> weakly_supported F p.

(* The values of linear networks of width q. The columns of Y are the best linear predictions of
   the k tasks; a network of width q projects them by some P of rank at most q, and the value of
   task i is the squared length of what is left of prediction i, (Y^T P Y)_ii. The loss is the
   squared length of the whole prediction minus that. *)
Definition network (n q : nat) (Y : 'M[R]_(n, k)) : region :=
  fun v => exists P : 'M[R]_n,
    [/\ P^T = P, P *m P = P, (\rank P <= q)%N & v = \col_i (Y^T *m P *m Y) i i].

(* C1 is `balanced G`, C2 is `balanced (invmx G)`, for the Gram matrix G = Y^T Y. *)
Definition balanced (M : mat) : Prop :=
  exists2 s : 'I_k -> R, (forall i, s i = 1 \/ s i = -1)
                       & forall i j, 0 <= s i * s j * M i j.

(* The point of a direction u: v_i = u_i^2 / u^T G^-1 u for width 1, g_ii - v_i for width k-1. *)
Inductive width := One | AllButOne.
Definition value (Q : mat) (u : vec) : vec := \col_i ((u i 0) ^+ 2 / qf Q u).
Definition point (w : width) (G : mat) (u : vec) : vec :=
  if w is One then value (invmx G) u else (\col_i G i i) - value (invmx G) u.
Definition rank_of (w : width) : nat := if w is One then 1%N else k.-1.
End Theory.

(* The real numbers among the ordered fields: every non-empty set with an upper bound has a least
   one. Nothing but statements about networks of any width needs it. *)
Definition complete (R : realFieldType) : Prop :=
  forall E : R -> Prop, (exists x, E x) -> (exists b, forall x, E x -> x <= b) ->
  exists s, forall b, (forall x, E x -> x <= b) <-> s <= b.

(* What a certificate claims: its numbers are quotients of integers, a matrix is the list of its
   rows, and a statement about a point carries the direction of the point. *)
Record number := Number { numerator : Z; denominator : Z }.
Notation vecq := (seq number).
Notation matq := (seq (seq number)).

Inductive statement :=
  | ConditionHolds | ConditionFails | FullyExplorable
  | WeaklySupported of vecq | Supported of vecq | Exposed of vecq | Unsupported of vecq
  | ParetoOptimal of vecq | Dominated of vecq | UnreachableParetoOptimum of vecq.

Record claim := Claim { gram : matq; width_of : width; statement_of : statement }.

(* The same in an ordered field. *)
Section Meaning.
Variable R : realFieldType.

Definition integer (z : Z) : R :=
  match z with
  | Z0 => 0 | Zpos p => (Pos.to_nat p)%:R | Zneg p => - (Pos.to_nat p)%:R
  end.
Definition rational (q : number) : R := integer (numerator q) / integer (denominator q).
Definition zero := Number Z0 (Zpos xH).
Definition vector k (x : vecq) : 'cV[R]_k := \col_i rational (nth zero x i).
Definition matrix k (A : matq) : 'M[R]_k := \matrix_(i, j) rational (nth zero (nth [::] A i) j).

Definition meaning k (G : 'M[R]_k) (w : width) (s : statement) : Prop :=
  let condition := balanced (if w is One then G else invmx G) in
  let networks (property : region R k -> Prop) :=
    forall n (Y : 'M[R]_(n, k)), Y^T *m Y = G -> property (network (rank_of k w) Y) in
  let at_point u (property : region R k -> 'cV[R]_k -> Prop) :=
    networks (fun F => property F (point w G (vector k u))) in
  match s with
  | ConditionHolds => condition
  | ConditionFails => ~ condition
  | FullyExplorable => networks (@fully_explorable R k)
  | WeaklySupported u => at_point u (@weakly_supported R k)
  | Supported u => at_point u (@supported R k)
  | Exposed u => at_point u (@exposed R k)
  | Unsupported u => at_point u (@unsupported R k)
  | ParetoOptimal u => at_point u (@pareto R k)
  | Dominated u => at_point u (@dominated R k)
  | UnreachableParetoOptimum u => at_point u (fun F p => pareto F p /\ unsupported F p)
  end.
End Meaning.

(* Over every real closed field, so over the real numbers. *)
Definition holds (c : claim) : Prop :=
  forall R : rcfType,
    let G := matrix R (size (gram c)) (gram c) in
    posdef G /\ meaning G (width_of c) (statement_of c).

(* Version 3: networks with any number of units, over the real numbers. *)
Record width_claim := WidthClaim { width_gram : matq; units : nat; explorable : bool }.

Definition width_holds (c : width_claim) : Prop :=
  forall R : rcfType, complete R ->
    let k := size (width_gram c) in
    let G := matrix R k (width_gram c) in
    posdef G /\ forall n (Y : 'M[R]_(n, k)), Y^T *m Y = G ->
      let full := fully_explorable (network (units c) Y) in
      if explorable c then full else ~ full.
