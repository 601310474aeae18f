(* The executable checker: integers and lists only, nothing else is extracted. It searches nothing
   and assumes nothing of its input. No quotient and no greatest common divisor is trusted: each is
   multiplied back, so no proof depends on how they are computed. *)
From Coq Require Import ZArith.
From mathcomp Require Import ssreflect ssrfun ssrbool eqtype ssrnat seq.
From Scalarization Require Import Definitions.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

(* ------------------------------------------------------------ certificates *)

(* Why a matrix A is positive definite: fraction-free elimination says so, or c A - s F F^T has a
   diagonal that dominates its rows; F is lower triangular, the rows of F end with the diagonal. *)
Inductive definiteness := Eliminate | Factor of seq (seq Z) & Z & Z.
(* Why a matrix with a kernel vector x is positive semi-definite: elimination says so, or x_i != 0
   and it is positive definite without row and column i (with an entry in their place). *)
Inductive semidefiniteness := EliminateAll | Without of nat & Z & definiteness.

(* A leaf carries its y (width 1). *)
Inductive tree := Leaf of vecq | Node of nat & tree & tree.
Inductive optimality :=
  | Tree of tree | Exhaustive | OptimalWeights of vecq & semidefiniteness.
(* A negative direction x comes with its preimage y, G y = x. *)
Inductive obstruction :=
  | NegativeWeight of nat | ZeroCoordinate of nat | NegativeDirection of vecq & vecq.

(* Tasks are counted from 0. The first vector of the evidence about a point is its dual w, G w = u;
   the last of `DominatedBy` is the dual of `by`. *)
Inductive evidence :=
  | Signs of seq Z
  | FrustratedCycle of seq nat
  | Weights of vecq & vecq & semidefiniteness
  | Unreachable of vecq & obstruction
  | Optimal of vecq & optimality
  | DominatedBy of vecq & vecq & vecq
  | OptimalUnreachable of vecq & optimality & obstruction.

Record certificate := Certificate {
  claim_of : claim;
  gram_definite : definiteness;
  inverse_of : option (matq * number);
  evidence_of : evidence
}.

(* ---------------------------------------------------------------- integers *)
Notation vecz := (seq Z).
Notation matz := (seq (seq Z)).
Notation one := (Zpos xH).
Notation minus_one := (Zneg xH).

Fixpoint dotz (x y : vecz) : Z :=
  match x, y with
  | a :: x', b :: y' => Z.add (Z.mul a b) (dotz x' y')
  | _, _ => Z0
  end.
Definition mvz (A : matz) (x : vecz) : vecz := map (fun r => dotz r x) A.
Fixpoint map2z (f : Z -> Z -> Z) (x y : vecz) : vecz :=
  match x, y with
  | a :: x', b :: y' => f a b :: map2z f x' y'
  | _, _ => [::]
  end.
Definition absz' (x : vecz) : vecz := map Z.abs x.
Fixpoint eqlz (x y : vecz) : bool :=
  match x, y with
  | a :: x', b :: y' => Z.eqb a b && eqlz x' y'
  | [::], [::] => true
  | _, _ => false
  end.
Definition scalez (c : Z) (x : vecz) : vecz := map (Z.mul c) x.
Definition sized (k : nat) (x : vecz) : bool := Nat.eqb (size x) k.
Definition square (k : nat) (A : matz) : bool := Nat.eqb (size A) k && all (sized k) A.
Definition is_zero (a : Z) : bool := Z.eqb a Z0.
Definition nonzero (x : vecz) : bool := has (fun a => negb (is_zero a)) x.
Definition unit_vector (k i : nat) (d : Z) : vecz := set_nth Z0 (nseq k Z0) i d.

(* ------------------------------------------------------ common denominators *)
Definition common (x : vecq) : Z :=
  foldl (fun d q => Z.mul (Z.div d (Z.gcd d (denominator q))) (denominator q)) one x.
Definition divides (d : Z) (q : number) : bool :=
  Z.ltb Z0 (denominator q) && Z.eqb (Z.mul (denominator q) (Z.div d (denominator q))) d.
Definition clears (d : Z) (x : vecq) : bool := Z.ltb Z0 d && all (divides d) x.
Definition integers (d : Z) (x : vecq) : vecz :=
  map (fun q => Z.mul (numerator q) (Z.div d (denominator q))) x.

(* d > 0 and the integers d x *)
Definition cleared (x : vecq) : option (Z * vecz) :=
  let d := common x in if clears d x then Some (d, integers d x) else None.
Definition cleared_matrix (A : matq) : option (Z * matz) :=
  let d := common (flatten A) in
  if Z.ltb Z0 d && all (clears d) A then Some (d, map (integers d) A) else None.

(* ------------------------------------------------------------ definiteness *)
Definition symz (k : nat) (A : matz) : bool :=
  all (fun i => eqlz (map (fun r => nth Z0 r i) A) (nth [::] A i)) (iota 0 k).

(* The upper triangle: row i from its diagonal entry on. *)
Fixpoint upper (i : nat) (A : matz) : matz :=
  if A is r :: A' then drop i r :: upper i.+1 A' else [::].

(* (d t - c y) / p, when every division is exact. *)
Fixpoint row_step (d p c : Z) (t y : vecz) : option vecz :=
  match t, y with
  | a :: t', b :: y' =>
    if row_step d p c t' y' is Some s then
      let n := Z.sub (Z.mul d a) (Z.mul c b) in
      let q := Z.div n p in
      if Z.eqb (Z.mul p q) n then Some (q :: s) else None
    else None
  | _, _ => Some [::]
  end.
Fixpoint step (d p : Z) (r : vecz) (T : matz) : option matz :=
  match r, T with
  | c :: r', t :: T' =>
    if row_step d p c t r is Some t2 then
      if step d p r' T' is Some T2 then Some (t2 :: T2) else None
    else None
  | _, _ => Some [::]
  end.
(* Fraction-free elimination of a triangle; p is the previous pivot. *)
Fixpoint pdz (n : nat) (p : Z) (T : matz) : bool :=
  match n, T with
  | _, [::] => true
  | n'.+1, (d :: r) :: T' =>
    Z.ltb Z0 d && (if step d p r T' is Some T2 then pdz n' d T2 else false)
  | _, _ => false
  end.
Fixpoint psdz (n : nat) (p : Z) (T : matz) : bool :=
  match n, T with
  | _, [::] => true
  | n'.+1, (d :: r) :: T' =>
    if is_zero d then all is_zero r && psdz n' p T'
    else Z.ltb Z0 d && (if step d p r T' is Some T2 then psdz n' d T2 else false)
  | _, _ => false
  end.

(* Each diagonal entry exceeds the sum of the absolute values beside it. *)
Definition dominant (k : nat) (D : matz) : bool :=
  all (fun i =>
    let r := nth [::] D i in
    Z.ltb (foldr Z.add Z0 (absz' r)) (Z.mul (Zpos (xO xH)) (nth Z0 r i))) (iota 0 k).
Definition remainder (A F : matz) (c s : Z) : matz :=
  map (fun af => map2z (fun a b => Z.sub (Z.mul c a) (Z.mul s b)) (fst af)
                       (map (fun g => dotz (snd af) g) F)) (zip A F).

Definition definite (k : nat) (A : matz) (p : definiteness) : bool :=
  square k A && symz k A &&
  match p with
  | Eliminate => pdz k one (upper 0 A)
  | Factor F c s =>
    Nat.eqb (size F) k && Z.ltb Z0 c && Z.leb Z0 s &&
    all (fun r => Nat.leb (size r) k) F && dominant k (remainder A F c s)
  end.

(* A without row and column i, which keep nothing but the entry d where they meet. *)
Definition punched (k i : nat) (d : Z) (A : matz) : matz :=
  map (fun j => if Nat.eqb j i then unit_vector k i d else set_nth Z0 (nth [::] A j) i Z0)
      (iota 0 k).
Definition semidefinite (k : nat) (A : matz) (x : vecz) (p : semidefiniteness) : bool :=
  square k A && symz k A &&
  match p with
  | EliminateAll => psdz k one (upper 0 A)
  | Without i d q =>
    Nat.ltb i k && negb (is_zero (nth Z0 x i)) && definite k (punched k i d A) q
  end.

(* ------------------------------------------------------ points and inverses *)

(* G w = e u with e > 0: then G^-1 u = w / e. *)
Definition linked (k : nat) (G : matz) (u w : vecz) (e : Z) : bool :=
  sized k u && sized k w && Z.ltb Z0 e && eqlz (mvz G w) (scalez e u).

(* Run `f` on integers u, w, e that are linked, for rational x, y with gram y = x; d gram = G. *)
Definition with_dual (k : nat) (d : Z) (G : matz) (x y : vecq) (f : vecz -> vecz -> Z -> bool) :=
  if cleared x is Some (dx, u) then
    if cleared y is Some (dy, v) then
      let w := scalez dx v in let e := Z.mul d dy in
      linked k G u w e && f u w e
    else false
  else false.
Definition with_point k d G x y f :=
  with_dual k d G x y (fun u w e => nonzero u && f u w e).

(* G N = e I with e > 0: N / e is the inverse of G. *)
Definition inverts (k : nat) (G N : matz) (e : Z) : bool :=
  square k N && symz k N && Z.ltb Z0 e &&
  all (fun i => eqlz (mvz G (nth [::] N i)) (unit_vector k i e)) (iota 0 k).
Definition inverted (k : nat) (d : Z) (G : matz) (A : matq) (q : number) : option (matz * Z) :=
  if cleared_matrix A is Some (m, B) then
    let c := Z.mul (Z.sgn (numerator q)) (denominator q) in
    let N := map (scalez c) B in
    let e := Z.mul (Z.mul d m) (Z.abs (numerator q)) in
    if inverts k G N e then Some (N, e) else None
  else None.

(* --------------------------------------------------------------- conditions *)
Definition is_sign (s : Z) : bool := Z.eqb (Z.mul s s) one.
Definition balancedz (k : nat) (M : matz) (s : vecz) : bool :=
  sized k s && all is_sign s &&
  all (fun i => all (Z.leb Z0) (scalez (nth Z0 s i) (map2z Z.mul s (nth [::] M i)))) (iota 0 k).

Definition entries (M : matz) (c : seq nat) : vecz :=
  map (fun e => nth Z0 (nth [::] M (fst e)) (snd e)) (zip c (rot 1 c)).
Fixpoint distinct (c : seq nat) : bool :=
  if c is i :: c' then all (fun j => negb (Nat.eqb i j)) c' && distinct c' else true.
Definition frustrated (k : nat) (M : matz) (c : seq nat) : bool :=
  Nat.ltb 2 (size c) && distinct c && all (fun i => Nat.ltb i k) c &&
  Z.ltb (foldr (fun a p => Z.mul (Z.sgn a) p) one (entries M c)) Z0.

(* ------------------------------------------------------- trees, for width 1 *)
Definition root (k : nat) : vecz := one :: nseq k.-1 Z0.

(* Only tasks with a sign have a multiplier. *)
Definition only_signed (s y : vecz) : bool :=
  all (fun sy => negb (is_zero (fst sy)) || is_zero (snd sy)) (zip s y).
Definition leaf1 (k : nat) (G : matz) (a : vecz) (c e : Z) (s y : vecz) : bool :=
  let p := map2z Z.mul s y in
  let g := mvz G p in
  let rho := dotz p g in
  let eta := dotz (absz' p) a in
  let l := Z.mul (Z.mul eta eta) e in
  let r := Z.mul c rho in
  sized k y && all (Z.leb Z0) y && only_signed s y && nonzero p &&
  (Z.ltb r l || Z.eqb r l && eqlz (scalez eta (absz' g)) (scalez rho a)).

Fixpoint tree1 (k : nat) (G : matz) (a : vecz) (c e : Z) (s : vecz) (t : tree) : bool :=
  match t with
  | Leaf y => if cleared y is Some (_, y') then leaf1 k G a c e s y' else false
  | Node i plus minus =>
    Nat.ltb i k && is_zero (nth Z0 s i) &&
    tree1 k G a c e (set_nth Z0 s i one) plus &&
    tree1 k G a c e (set_nth Z0 s i minus_one) minus
  end.

(* ----------------------------------------------------- trees, for width k-1 *)
Definition weighted (N : matz) (a : vecz) : matz :=
  map (fun ar => scalez (fst ar) (map2z Z.mul a (snd ar))) (zip a N).

(* With the signs s on S, r = B s and m_l the sum of |b| from l to the free tasks. *)
Fixpoint bound (s r m : vecz) : Z :=
  match s, r, m with
  | a :: s', b :: r', c :: m' =>
    Z.add (if is_zero a then Z.add (Z.mul (Zpos (xO xH)) (Z.abs b)) c else Z.mul a b)
          (bound s' r' m')
  | _, _, _ => Z0
  end.
Fixpoint treek1 (k : nat) (B C : matz) (c : Z) (s r m : vecz) (t : tree) : bool :=
  match t with
  | Leaf _ => Z.leb (bound s r m) c
  | Node i plus minus =>
    let b := nth [::] B i in
    let m' := map2z Z.sub m (nth [::] C i) in
    Nat.ltb i k && is_zero (nth Z0 s i) &&
    treek1 k B C c (set_nth Z0 s i one) (map2z Z.add r b) m' plus &&
    treek1 k B C c (set_nth Z0 s i minus_one) (map2z Z.sub r b) m' minus
  end.
(* All sign vectors whose first n signs are fixed: one branch for each of the next j tasks. *)
Fixpoint all_signs (n j : nat) : tree :=
  if j is j'.+1 then let t := all_signs n.+1 j' in Node n t t else Leaf [::].

Definition optimalk1 (k : nat) (N : matz) (u : vecz) (t : tree) : bool :=
  let B := weighted N (absz' u) in
  let C := map absz' B in
  treek1 k B C (dotz u (mvz N u)) (root k) (nth [::] B 0)
    (map2z Z.sub (mvz C (nseq k one)) (nth [::] C 0)) t.

(* ------------------------------------------------------------------ weights *)
(* q (mu G - G diag(l) G) with mu = n e / q, for width k-1 its negative. *)
Definition tangent (w : width) (G : matz) (l : vecz) (n e q : Z) : matz :=
  let s := if w is One then one else minus_one in
  let a := Z.mul s (Z.mul n e) in
  let b := Z.mul s q in
  map (fun r => let rl := map2z Z.mul l r in
    map2z (fun x y => Z.sub (Z.mul a x) (Z.mul b y)) r (map (fun c => dotz rl c) G)) G.
Definition weighed (w : width) (k : nat) (G : matz) (l u v : vecz) (e : Z)
    (p : semidefiniteness) : bool :=
  let n := dotz l (map2z Z.mul u u) in
  let q := dotz u v in
  sized k l && all (Z.leb Z0) l && nonzero l &&
  (if w is One then Z.ltb Z0 n else true) &&
  eqlz (scalez q (map2z Z.mul l u)) (scalez n v) &&
  semidefinite k (tangent w G l n e q) v p.
Definition positive (l : vecz) : bool := all (Z.ltb Z0) l.
Definition spanned (p : semidefiniteness) : bool := if p is Without _ _ _ then true else false.

(* --------------------------------------------------------------- no weights *)

(* sum of x_i^2 w_i / u_i over u_i != 0, as a fraction with a positive denominator *)
Fixpoint fraction (x w u : vecz) : Z * Z :=
  match x, w, u with
  | a :: x', b :: w', c :: u' =>
    let nd := fraction x' w' u' in
    if is_zero c then nd
    else (Z.add (Z.mul (fst nd) (Z.abs c))
                (Z.mul (Z.mul (Z.mul a a) (Z.mul b (Z.sgn c))) (snd nd)),
          Z.mul (snd nd) (Z.abs c))
  | _, _, _ => (Z0, one)
  end.
Definition obstructed (w : width) (k : nat) (d : Z) (G : matz) (o : obstruction)
    (u v : vecz) (e : Z) : bool :=
  (if w is One then true else all (fun a => negb (is_zero a)) u) &&
  match o with
  | NegativeWeight i => Nat.ltb i k && Z.ltb (Z.mul (nth Z0 u i) (nth Z0 v i)) Z0
  | ZeroCoordinate i =>
    (if w is One then true else false) &&
    Nat.ltb i k && is_zero (nth Z0 u i) && negb (is_zero (nth Z0 v i))
  | NegativeDirection x y =>
    only_signed u v &&
    with_dual k d G x y (fun x y f =>
      let nd := fraction x v u in
      let l := Z.mul (Z.mul (dotz x y) e) (snd nd) in
      let r := Z.mul (fst nd) f in
      if w is One then Z.ltb l r else Z.ltb r l)
  end.

(* ---------------------------------------------------------------- dominated *)
(* The signs of b_i^2 / b^T Q b - u_i^2 / u^T Q u, where Q u = v / e and Q b = t / f. *)
Definition gains (u v : vecz) (e : Z) (b t : vecz) (f : Z) : vecz :=
  let c := Z.mul (dotz u v) f in
  let c' := Z.mul (dotz b t) e in
  map2z (fun x y => Z.sub (Z.mul (Z.mul y y) c) (Z.mul (Z.mul x x) c')) u b.
Definition better (w : width) (g : vecz) : bool :=
  let g := if w is One then g else scalez minus_one g in
  all (Z.leb Z0) g && has (Z.ltb Z0) g.

(* --------------------------------------------------------------- statements *)
Section Statement.
Variables (w : width) (k : nat) (d : Z) (G : matz) (inverse : option (matz * Z)).

Definition condition_matrix : option matz :=
  if w is One then Some G else if inverse is Some (N, _) then Some N else None.

Definition weighted_by (l : vecq) (p : semidefiniteness) (ok : vecz -> bool)
    (u v : vecz) (e : Z) : bool :=
  if cleared l is Some (_, l') then weighed w k G l' u v e p && ok l' else false.

Definition optimal (o : optimality) (u v : vecz) (e : Z) : bool :=
  match o with
  | Tree t =>
    if w is One then tree1 k G (absz' u) (dotz u v) e (root k) t
    else if inverse is Some (N, _) then optimalk1 k N u t else false
  | Exhaustive =>
    if w is One then false else
    Nat.leb k 16 &&
    if inverse is Some (N, _) then optimalk1 k N u (all_signs 1 k.-1) else false
  | OptimalWeights l p => weighted_by l p (fun l' => positive l' || spanned p) u v e
  end.

Definition proves (s : statement) (ev : evidence) : bool :=
  match s, ev with
  | ConditionHolds, Signs s | FullyExplorable, Signs s =>
    if condition_matrix is Some M then balancedz k M s else false
  | ConditionFails, FrustratedCycle c =>
    if condition_matrix is Some M then frustrated k M c else false
  | WeaklySupported u, Weights v l p =>
    with_point k d G u v (weighted_by l p (fun=> true))
  | Supported u, Weights v l p => with_point k d G u v (weighted_by l p positive)
  | Exposed u, Weights v l p => with_point k d G u v (weighted_by l p (fun=> spanned p))
  | Unsupported u, Unreachable v o => with_point k d G u v (obstructed w k d G o)
  | ParetoOptimal u, Optimal v o => with_point k d G u v (optimal o)
  | Dominated u, DominatedBy v b t =>
    with_point k d G u v (fun u v e => with_point k d G b t (fun b t f =>
      better w (gains u v e b t f)))
  | UnreachableParetoOptimum u, OptimalUnreachable v o o' =>
    (if o is OptimalWeights _ _ then false else true) &&
    with_point k d G u v (fun u v e => optimal o u v e && obstructed w k d G o' u v e)
  | _, _ => false
  end.
End Statement.

(* --------------------------------------------------------------- the checker *)
Definition check (c : certificate) : bool :=
  let A := gram (claim_of c) in
  let w := width_of (claim_of c) in
  let k := size A in
  if cleared_matrix A is Some (d, G) then
    let inverse := if inverse_of c is Some (B, q) then inverted k d G B q else None in
    Nat.ltb 1 k && definite k G (gram_definite c) &&
    (if inverse_of c is Some _ then isSome inverse else true) &&
    proves w k d G inverse (statement_of (claim_of c)) (evidence_of c)
  else false.
