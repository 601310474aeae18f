(* The theorem for every width: what `check_width` accepts is true of networks, over the real
   numbers. *)
From Coq Require Import ZArith.
From mathcomp Require Import all_ssreflect all_algebra ring.
From Scalarization Require Import Definitions Forms Regions Networks Checker Embedding Elimination.
From Scalarization Require Import Soundness CheckerWidths Compactness Deletion LettingGo
  SubsetSigns.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.

Lemma distinctP s : distinct s -> uniq s.
Proof.
elim: s => //= i s IH /andP[/allP ne /IH ->]; rewrite andbT; apply/negP => /ne.
by rewrite (PeanoNat.Nat.eqb_refl i).
Qed.

Section Minor.
Variables (R : rcfType) (A : matq) (d : Z) (G : matz) (p : definiteness).
Let k := size A.
Let H := matrix R k A.
Hypotheses (cR : complete R) (cl : cleared_matrix A = Some (d, G)) (def : definite k G p).
Variables (r t : seq nat) (x : seq vecz) (e : Z).
Let n := size r.
Let m := size (minor_gram_of d G r t x e).
Hypotheses (ts : tasks k r t) (e0 : Z.ltb Z0 e) (sx : size x = size t).
Hypothesis sol : all (fun tx => solves G r e (fst tx) (snd tx)) (zip t x).

Let pH : posdef H := gram_posdef R cl def.
Let d0 : 0 < zr R d. Proof. by case: (cleared_matrixE R k cl). Qed.
Let er : 0 < zr R e. Proof. by rewrite zr_gt0. Qed.
Let sm : size t = m. Proof. by rewrite /m size_map. Qed.
Let entryE (i j : 'I_k) : zr R (entry G i j) = zr R d * H i j.
Proof. by case: (cleared_matrixE R k cl) => _ _ /matrixP/(_ i j); rewrite !mxE. Qed.

Let size_all : size (r ++ t) = (n + m)%N. Proof. by rewrite size_cat sm. Qed.
Let bounded (i : 'I_(n + m)) : (nth 0%N (r ++ t) i < k)%N.
Proof.
case/andP: ts => _ /(all_nthP 0%N) H'; apply: ltbP; apply: H'.
by rewrite size_all ltn_ord.
Qed.
Definition place (i : 'I_(n + m)) : 'I_k := Ordinal (bounded i).
Let inj : injective place.
Proof.
move=> i j /(congr1 val) /= E; apply: val_inj; case/andP: ts => /distinctP u _.
by apply/eqP; rewrite -(nth_uniq 0%N _ _ u) ?size_all ?ltn_ord // E.
Qed.
Let placel (i : 'I_n) : val (place (lshift m i)) = nth 0%N r i.
Proof. by rewrite /= nth_cat ltn_ord. Qed.
Let placer (i : 'I_m) : val (place (rshift n i)) = nth 0%N t i.
Proof. by rewrite /= nth_cat ltnNge leq_addr /= addKn. Qed.

Variables (l : nat) (Y : 'M[R]_(l, k)).
Hypothesis YH : Y^T *m Y = H.
Let B := remaining Y place.
Let C := contracted Y place.

Lemma kept_product a b (f : 'I_a -> 'I_k) (g : 'I_b -> 'I_k) i j :
  ((kept Y f)^T *m kept Y g) i j = H (f i) (g j).
Proof. by rewrite -YH !mxE; apply: eq_bigr => c _; rewrite !mxE. Qed.

Lemma minor_gramE : matrix R m (minor_gram_of d G r t x e)
  = (minor_predictions Y place)^T *m minor_predictions Y place.
Proof.
have pY : posdef (Y^T *m Y) by rewrite YH.
rewrite (minor_gram pY inj) -/B -/C; set K := C^T *m C.
have pK : posdef K by apply: kept_posdef => [|i j /inj /lshift_inj //]; rewrite YH.
apply/matrixP => i j; pose xj := nth [::] x j.
have it : (i < size t)%N by rewrite sm.
have jt : (j < size t)%N by rewrite sm.
have jz : (j < size (zip t x))%N by rewrite size_zip sx minnn.
have nzip : nth (0%N, [::]) (zip t x) j = (nth 0%N t j, xj) by rewrite nth_zip.
have /andP[/sizedP sxj /eqlzP eqx] : solves G r e (nth 0%N t j) xj.
  by have /(all_nthP (0%N, [::]))/(_ j jz) := sol; rewrite nzip.
have blockE : mz R n (block G r r) = zr R d *: K.
  apply/matrixP => a b; rewrite mxE (nth_map 0%N) // (nth_map 0%N) // [RHS]mxE kept_product.
  by rewrite -entryE !placel.
have sq : square n (block G r r).
  apply: square_intro; first exact: size_map.
  by move=> a an; rewrite (nth_map 0%N) // size_map.
pose c (b : 'I_m) : 'cV[R]_n := col b (C^T *m B).
have rowE (b : 'I_m) : vz R n (row_of G (nth 0%N t b) r) = zr R d *: c b.
  apply: vecP => a; rewrite vzE (nth_map 0%N) // [RHS]mxE [X in _ * X]mxE kept_product.
  by rewrite -[in RHS]pH.1 [X in _ * X]mxE -entryE placel placer.
have KX : K *m vz R n xj = zr R e *: c j.
  have := congr1 (vz R n) eqx; rewrite (mvzE R sq sxj) blockE vz_scale ?size_map // -scalemxAl.
  have -> : vz R n [seq entry G i' (nth 0%N t j) | i' <- r] = zr R d *: c j.
    apply: vecP => a; rewrite vzE (nth_map 0%N) // [RHS]mxE [X in _ * X]mxE kept_product.
    by rewrite -entryE placel placer.
  rewrite scalerA mulrC -scalerA => /scalerI; apply; exact: lt0r_neq0.
have X : vz R n xj = zr R e *: (invmx K *m c j).
  by rewrite scalemxAr -KX mulmxA mulVmx ?mul1mx // posdef_unit.
rewrite mxE (nth_map 0%N) // (nth_map (0%N, [::])) // nzip /rational /=.
rewrite /minor_entry /= zrB !zrM (@dotzE R n) ?size_map // rowE X dotZl dotZr.
rewrite [RHS]mxE kept_product [X in _ = _ + X]mxE.
have -> : (B^T *m C *m invmx K *m (C^T *m B)) i j = dot (c i) (invmx K *m c j).
  have E : invmx K *m c j = col j (invmx K *m (C^T *m B)) by rewrite /c !colE mulmxA.
  have T : B^T *m C = (C^T *m B)^T by rewrite trmx_mul trmxK.
  rewrite E T -mulmxA mxE; apply: eq_bigr => a _; congr (_ * _); last by rewrite [RHS]mxE.
  by rewrite [LHS]mxE [RHS]mxE.
rewrite -2!placer entryE; move: (dot _ _) (H _ _) => a b.
have [dn en] := (lt0r_neq0 d0, lt0r_neq0 er); move: (zr R d) (zr R e) dn en => d' e' dn en.
by field; rewrite dn en.
Qed.

(* What the checker of version 1 says of the minor refutes full exploration. *)
Lemma minorE q w u pn i ev : (1 < m)%N -> q = (n + rank_of m w)%N ->
  check (Certificate (Claim (minor_gram_of d G r t x e) w (UnreachableParetoOptimum u)) pn i ev) ->
  ~ fully_explorable (network q Y).
Proof.
move=> m1 qE /check_sound/(_ R)[_ /= holdsN].
have pY : posdef (Y^T *m Y) by rewrite YH.
have bounds : (n < q)%N /\ (q < n + m)%N.
  rewrite qE -{1}[n]addn0 !ltn_add2l; case: (w) => //=; move: m1.
  by case: (m) => [|[]].
have [par uns] := holdsN _ (minor_predictions Y place) (esym minor_gramE).
apply: (minor_not_explorable cR pY inj bounds.1 bounds.2); rewrite qE addKn.
  exact: par.
exact: uns.
Qed.
End Minor.

Theorem check_width_sound c : check_width c = true -> width_holds (width_claim_of c).
Proof.
case: c => [[A q ex] p ev]; rewrite /check_width /width_holds /=.
case: ev => [w i s|s l|r t x e w u pn i ev].
- case/andP=> /andP[-> /PeanoNat.Nat.eqb_eq ->] /check_sound H R _.
  by have [pG holdsG] := H R; split=> // n Y YG; exact: holdsG.
- case/andP=> ->; case cl : cleared_matrix => [[d G]|] //.
  case/andP=> /andP[/andP[/andP[/andP[/andP[def /ltbP q0] /ltbP qk] /PeanoNat.Nat.eqb_eq ss] signs]
    ag] jo R cR.
  have pH := gram_posdef R cl def; split=> // n Y YH.
  have [d0 _ GE] := cleared_matrixE R (size A) cl.
  case: q q0 qk ss ag jo => // p' _ qk ss ag jo.
  by apply: (subset_signs qk _ d0 _ ss signs ag jo cR); rewrite YH.
case/andP=> /negbTE ->; case cl : cleared_matrix => [[d G]|] //.
case/andP=> /andP[/andP[/andP[/andP[/andP[/andP[def ts] n2] /PeanoNat.Nat.eqb_eq qE] e0]
  /PeanoNat.Nat.eqb_eq sx] sol] ch R cR.
split=> [|n Y YH]; first exact: gram_posdef cl def.
have sm : size (minor_gram_of d G r t x e) = size t by rewrite size_map.
apply: (minorE cR cl def ts e0 sx sol YH _ _ ch); rewrite sm //.
by apply: leq_trans (ltbP n2).
Qed.
