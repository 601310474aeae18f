(* Theorems 3.1 and 3.2 of the paper: the two regions are unions of surfaces E_I; the "if" halves of
   Lemmas 3.4 and 3.5: under C1 (C2) all Pareto optima lie on one surface. Every positive
   definite matrix is the Gram matrix of some predictions. *)
From mathcomp Require Import all_ssreflect all_algebra ring.
From Scalarization Require Import Definitions Forms Regions Reachability Exploration.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.

Section Surfaces.
Variables (R : rcfType) (k : nat) (G : 'M[R]_k).
Hypothesis pG : posdef G.
Local Notation vec := 'cV[R]_k.
Let Q := invmx G.
Let t : vec := \col_i G i i.
Implicit Types (I : {set 'I_k}) (u v p : vec).

(* Q_I: the signs of the rows and columns in I changed. *)
Definition sign I (i : 'I_k) : R := if i \in I then -1 else 1.
Definition flipped I (A : 'M[R]_k) : 'M[R]_k := \matrix_(i, j) (sign I i * sign I j * A i j).
Definition root v : vec := \col_i Num.sqrt (v i 0).
Definition surface I : region R k :=
  fun v => (forall i, 0 <= v i 0) /\ qf (flipped I Q) (root v) = 1.

Lemma sign_sq I i : sign I i ^+ 2 = 1.
Proof. by rewrite /sign; case: ifP; rewrite ?sqrrN expr1n. Qed.

Lemma qf_flipped I x : qf (flipped I Q) x = qf Q (\col_i (sign I i * x i 0)).
Proof.
rewrite !qfE; apply: eq_bigr => i _; apply: eq_bigr => j _; rewrite !mxE.
by move: (sign I i) (sign I j) (Q i j) (x i 0) (x j 0) => a b q c d; ring.
Qed.

Lemma negative_part u : exists I, forall i, u i 0 = sign I i * `|u i 0|.
Proof.
exists [set i | u i 0 < 0] => i; rewrite /sign inE; case: ltrP => ui.
  by rewrite ltr0_norm // mulN1r opprK.
by rewrite ger0_norm // mul1r.
Qed.

(* A direction lies on the surface of every set of tasks that has its signs. *)
Lemma surface_value I u : u != 0 -> (forall i, u i 0 = sign I i * `|u i 0|) ->
  surface I (value Q u).
Proof.
move=> u0 sI; have c0 := qfQ_gt0 pG u0; rewrite -/Q in c0; split=> [i|].
  by rewrite mxE divr_ge0 ?sqr_ge0 // ltW.
rewrite qf_flipped; pose b := (Num.sqrt (qf Q u))^-1.
have -> : \col_i (sign I i * root (value Q u) i 0) = b *: u.
  apply: vecP => i; rewrite mxE [root _ _ _]mxE [value Q u i 0]mxE sqrtrM ?sqr_ge0 //.
  by rewrite sqrtr_sqr sqrtrV ?ltW // -/b [RHS]mxE [in RHS]sI mulrA mulrC.
by rewrite qfZ /b exprVn sqr_sqrtr ?ltW // mulVf // gt_eqF.
Qed.

Theorem theorem_3_1 p : region1 G p <-> exists I, surface I p.
Proof.
split=> [[u u0 ->]|[I [p0 f1]]].
  by have [I sI] := negative_part u; exists I; exact: surface_value.
pose u : vec := \col_i (sign I i * root p i 0).
have c1 : qf Q u = 1 by rewrite -qf_flipped.
exists u.
  by apply: contraTneq (oner_neq0 R) => E; rewrite -c1 E qf0 eqxx.
apply: vecP => i; rewrite [RHS]mxE c1 divr1 [u i 0]mxE exprMn sign_sq mul1r.
by rewrite [root p i 0]mxE sqr_sqrtr.
Qed.

Theorem theorem_3_2 p : regionk1 G p <-> exists I, surface I (t - p).
Proof.
rewrite -theorem_3_1; split=> [[u u0 E]|[u u0 E]].
  by exists u => //; rewrite E opprB addrC subrK.
by exists u => //; rewrite -/Q -E opprB addrC subrK.
Qed.

(* ------------------------------------------------- one surface, under C1 or C2 *)
Lemma balanced_set (s : 'I_k -> R) : (forall i, s i = 1 \/ s i = -1) ->
  exists I, forall i, sign I i = s i.
Proof.
move=> s1; exists [set i | s i == -1] => i; rewrite /sign inE.
case: (s1 i) => ->; last by rewrite eqxx.
by case: eqP.
Qed.

Theorem lemma_3_4_if : balanced G ->
  exists I, forall p, pareto (region1 G) p -> surface I p.
Proof.
case=> s s1 nG; have [I sI] := balanced_set s1; exists I => p [[u u0 pE] par].
pose D := diag_mx (\row_i s i); pose G' := switched G s.
have pG' : posdef G' by exact: posdef_switched.
have nG' i j : 0 <= G' i j by rewrite switchedE.
have same q := region1_switched pG s1 q.
pose u' := D *m u; have u'0 : u' != 0 by exact: D_neq0.
have E' : value (invmx G') u' = p by rewrite value_switched // DDK // pE.
have par' : pareto (region1 G') (value (invmx G') u').
  by rewrite E'; split=> [|q /same]; [apply/same; exists u|exact: par].
have [w [w0 Gw0 E]] := front_under_C1 pG' nG' u'0 par'.
have -> : p = value Q (D *m (G' *m w)) by rewrite -value_switched // -E E'.
apply: surface_value => [|i]; first exact: D_neq0.
have nn : 0 <= (G' *m w) i 0 by rewrite mxE sumr_ge0 // => j _; rewrite mulr_ge0.
by rewrite D_E normrM (ger0_norm nn) sI; case: (s1 i) => ->; rewrite ?normrN normr1 !mul1r.
Qed.

Theorem lemma_3_5_if : balanced Q ->
  exists I, forall p, pareto (regionk1 G) p -> surface I (t - p).
Proof.
case=> s s1 nQ; have [I sI] := balanced_set s1; exists I => p par.
have [[u u0 pE] _] := par; rewrite pE in par *.
have [] := front_under_C2 pG s1 nQ u0 par; set y : vec := \col_i _ => y0 _ E.
rewrite opprB addrC subrK -/Q [value Q u]E; apply: surface_value => // i.
rewrite [y i 0]mxE sI normrM normr_id.
by case: (s1 i) => ->; rewrite ?normrN normr1 !mul1r.
Qed.
End Surfaces.

(* Every positive definite matrix is the Gram matrix of some predictions, so what is said of all
   predictions with that Gram matrix is said of some. *)
Section Predictions.
Variable R : rcfType.

Theorem predictions k (G : 'M[R]_k) : posdef G -> exists Y : 'M[R]_k, Y^T *m Y = G.
Proof.
elim: k G => [|k IH] G pG; first by exists 0; apply/matrixP => -[].
pose G1 : 'M[R]_(1 + k) := G; pose a := ulsubmx G1 0 0.
pose b := dlsubmx G1; pose C := drsubmx G1.
have bT : ursubmx G1 = b^T by rewrite /b trmx_dlsub [G1^T]pG.1.
have CT : C^T = C by rewrite /C trmx_drsub [G1^T]pG.1.
have GE : G1 = block_mx a%:M b^T b C by rewrite -[LHS]submxK bT [ulsubmx G1]mx11_scalar.
have a0 : 0 < a.
  have := pG.2 _ (delta_neq0 R (lshift k 0 : 'I_(1 + k))).
  rewrite /qf dotE trmx_delta mulmxA -rowE -colE !mxE.
  by rewrite /a !mxE.
have an : a != 0 by exact: lt0r_neq0.
pose S := C - a^-1 *: (b *m b^T).
have pS : posdef S.
  split; first by rewrite /S linearB linearZ /= trmx_mul trmxK CT.
  move=> y y0; pose s : 'M[R]_1 := - (a^-1 *: (b^T *m y)); pose x : 'cV[R]_(1 + k) := col_mx s y.
  have x0 : x != 0.
    by apply: contra y0 => /eqP E; have := congr1 dsubmx E; rewrite col_mxKd linear0 => ->.
  have Gx : G1 *m x = col_mx 0 (S *m y).
    rewrite GE mul_block_col mul_scalar_mx /s scalerN scalerA mulfV // scale1r addNr.
    by congr col_mx; rewrite mulmxN -scalemxAr mulmxA mulmxBl -scalemxAl addrC.
  have E : dot x (col_mx 0 (S *m y) : 'cV[R]_(1 + k)) = qf S y.
    by rewrite /qf !dotE /x tr_col_mx mul_row_col mulmx0 add0r.
  by have := pG.2 x x0; rewrite /qf [G *m x]Gx [dot x _]E.
have [Z ZE] := IH S pS; pose r := Num.sqrt a.
have rr : r * r = a by rewrite -expr2 sqr_sqrtr // ltW.
have rn : r != 0 by apply: contra an => /eqP r0; rewrite -rr r0 mul0r.
pose Y : 'M[R]_(1 + k) := block_mx r%:M (r^-1 *: b^T) 0 Z.
suff E : Y^T *m Y = G1 by exists Y.
rewrite GE /Y tr_block_mx mulmx_block tr_scalar_mx trmx0 !mul0mx !mulmx0 !addr0.
rewrite -scalar_mxM rr mul_scalar_mx scalerA mulfV // scale1r linearZ /= trmxK.
rewrite mul_mx_scalar scalerA mulfV // scale1r -scalemxAl -scalemxAr scalerA -invfM rr ZE.
by rewrite addrC subrK.
Qed.
End Predictions.
