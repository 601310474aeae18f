(* Any width q, over the real numbers: near to a Pareto optimum that fits tasks exactly there are
   Pareto optima that do not (Lemma 4 of proofs-notes/widths.md). So an unreachable Pareto optimum
   of a contraction gives one of the whole that no weights reach at all (A1, strict), and with
   Deletion.v one of any minor does (Theorem A). *)
From mathcomp Require Import all_ssreflect all_algebra ring.
From Scalarization Require Import Definitions Forms Regions Networks Compactness Minors Deletion.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.

Section LettingGo.
Variables (R : realFieldType) (n k q : nat) (Y : 'M[R]_(n, k)).
Hypotheses (cR : complete R) (pG : posdef (Y^T *m Y)) (qk : (q < k)%N).
Let F := network q Y.
Let full i := dot (col i Y) (col i Y).
Implicit Types (v y : 'cV[R]_k).

Lemma values_full v i : F v -> v i 0 <= full i.
Proof.
case/networkP=> P pP ->; rewrite (valuesE _ _ pP); case: pP => sP PP _; exact: proj_shortens.
Qed.

(* A network that fits task j becomes better for the others, at as little cost as wanted. *)
Lemma release v j e : F v -> full j <= v j 0 -> 0 < e -> exists w, [/\ F w,
  forall i, i != j -> v i 0 <= w i 0, exists2 i, i != j & v i 0 < w i 0 & v j 0 - e <= w j 0].
Proof.
case/networkP=> P pP -> fit e0; have [sP PP _] := pP.
have Pj : P *m col j Y = col j Y.
  apply: proj_fixes => //; apply/le_anti; rewrite proj_shortens //=.
  by move: fit; rewrite (valuesE _ _ pP).
have [i Pi] := unfitted pG pP qk; have ij : i != j.
  by apply: contra Pi => /eqP ->; rewrite Pj.
pose m := dual_vector Y j; have mE l : dot m (col l Y) = (l == j)%:R by exact: dual_vectorE.
have Pm : P *m m != 0.
  apply/eqP => E; have := mE j; rewrite -Pj dot_mul sP E dotC dot0r eqxx => /eqP.
  by rewrite eq_sym oner_eq0.
have [l lj||P' [pP' le [l lj lt] loss]] := @improve _ _ _ _ _ (fun l => l != j)
  (fun l => col l Y) m pP _ _ e Pm e0.
- by rewrite mE (negbTE lj).
- by exists i.
exists (values Y P'); split; first exact: values_network.
- by move=> l' l'j; rewrite !(valuesE _ _ pP) !(valuesE _ _ pP'); exact: le.
- by exists l => //; rewrite !(valuesE _ _ pP) !(valuesE _ _ pP').
rewrite !(valuesE _ _ pP) !(valuesE _ _ pP'); apply: loss => //.
by rewrite mE eqxx expr1n.
Qed.

Lemma room (s : seq 'I_k) y e : 0 < e -> (forall i, i \in s -> y i 0 < full i) ->
  exists d, [/\ 0 < d, d <= e & forall i, i \in s -> y i 0 + d <= full i].
Proof.
move=> e0; elim: s => [|i s IH] lt; first by exists e; split.
have [|d [d0 de le]] := IH; first by move=> j js; apply: lt; rewrite inE js orbT.
have li : 0 < full i - y i 0 by rewrite subr_gt0 lt // inE eqxx.
exists (Num.min d (full i - y i 0)); split; first by rewrite lt_minr d0.
  by rewrite le_minl de.
move=> j; rewrite inE -ler_subr_addl => /orP[/eqP ->|/le ge].
  by rewrite le_minl lexx orbT.
by rewrite le_minl ler_subr_addl ge.
Qed.

(* Lemma 4, for several tasks *)
Theorem letting_go v (s : seq 'I_k) : pareto F v -> forall e, 0 < e ->
  ~ ~ exists y, [/\ pareto F y, near e v y & forall j, j \in s -> y j 0 < full j].
Proof.
move=> par; elim: s => [|j s IH] e e0 no.
  by apply: no; exists v; split=> // i; rewrite subrr normr0.
have h0 : 0 < e / 2%:R by rewrite divr_gt0 ?ltr0n.
have half : e / 2%:R + e / 2%:R = e by rewrite -mulrDl -mulr2n -mulr_natr mulfK ?pnatr_eq0.
apply: (IH _ h0) => -[y [pary near_y lt]].
case: (ltrP (y j 0) (full j)) => [ltj|fit].
  apply: no; exists y; split=> // [i|i].
    by apply: lt_trans (near_y i) _; rewrite -[X in _ < X]half ltr_addl.
  by rewrite inE => /orP[/eqP -> //|]; exact: lt.
have [d [d0 dh le]] := room h0 lt.
apply: (pareto_near cR pary d0) => -[c c0 close].
have [w [Fw ge [l lj gt] loss]] := release pary.1 fit c0.
apply: (below_pareto cR Fw) => -[y' pary' wy'].
have y'y i : y i 0 - c <= y' i 0.
  apply: le_trans (wy' i); case: (eqVneq i j) => [-> //|/ge]; apply: le_trans.
  by rewrite ger_addl oppr_le0 ltW.
have near' := close _ pary'.1 y'y; apply: no; exists y'; split=> // i.
  have -> : y' i 0 - v i 0 = (y' i 0 - y i 0) + (y i 0 - v i 0) by rewrite addrA subrK.
  apply: le_lt_trans (ler_norm_add _ _) _; rewrite -half; apply: ltr_add (near_y i).
  exact: lt_le_trans (near' i) dh.
rewrite inE => /orP[/eqP ->|/le gi]; last first.
  apply: lt_le_trans gi; rewrite -ltr_subl_addl; exact: le_lt_trans (ler_norm _) (near' i).
rewrite lt_neqAle (values_full _ pary'.1) andbT; apply/eqP => E.
apply: (pary.2 _ pary'.1); split=> [a|]; last by exists l; apply: lt_le_trans gt (wy' l).
case: (eqVneq a j) => [->|/ge]; last by move/le_trans; apply.
by rewrite E values_full //; exact: pary.1.
Qed.
End LettingGo.

(* Weights that are nearly good enough, as nearly as wanted, have a limit that is. *)
Lemma limit_weights (R : realFieldType) m (F : region R m) w : complete R -> F w ->
  (forall e, 0 < e -> ~ ~ exists l : 'cV[R]_m, [/\ forall i, 0 <= l i 0,
    \sum_i l i 0 = 1 & forall u, F u -> dot l u <= dot l w + e]) -> weakly_supported F w.
Proof.
move=> cR Fw ap; pose S e (l : 'cV[R]_m) := [/\ forall i, 0 <= l i 0, \sum_i l i 0 = 1 &
    forall u, F u -> dot l u <= dot l w + e].
have [|||a aP] := @cluster R cR _ _ (fun (i : 'I_m) (l : 'cV_m) => l i 0) 1 (enum predT) S.
- move=> e e' l le [l0 l1 opt]; split=> // u Fu; apply: le_trans (opt u Fu) _.
  by rewrite ler_add2l.
- by move=> e e0 no; apply: (ap e e0) => -[l Sl]; apply: no; exists l.
- move=> i e l [l0 l1 _]; rewrite ger0_norm // -l1 (bigD1 i) //= ler_addl.
  by apply: sumr_ge0.
pose l : 'cV[R]_m := \col_i a i.
have close (x C : R) : (forall e l', 0 < e -> S e l' ->
    (forall i, `|l' i 0 - l i 0| <= e) -> x <= C * e) -> x <= 0.
  move=> H; apply: (@le_small _ _ C) => e e0 _ no; apply: (aP e e0) => -[l' Sl' le]; apply: no.
  by apply: H Sl' _ => // i; rewrite mxE ltW // le // mem_enum.
have sumC e (f : 'I_m -> R) : \sum_i `|f i| * e = (\sum_i `|f i|) * e by rewrite mulr_suml.
have diff (l' x : 'cV[R]_m) e : (forall i, `|l' i 0 - l i 0| <= e) ->
    `|dot l' x - dot l x| <= (\sum_i `|x i 0|) * e.
  move=> le; rewrite -sumC /dot -sumrB; apply: le_trans (ler_norm_sum _ _ _) _.
  by apply: ler_sum => i _; rewrite -mulrBl normrM mulrC ler_wpmul2l.
have l0 i : 0 <= l i 0.
  rewrite -oppr_le0; apply: (close _ 1) => e l' _ [l'0 _ _] /(_ i) le; rewrite mul1r.
  apply: le_trans le; apply: le_trans (ler_norm _); rewrite ler_subr_addl.
  by rewrite addrN.
have sum1 : \sum_i l i 0 = 1.
  have E (x : 'cV[R]_m) : \sum_i x i 0 = dot x (const_mx 1).
    by apply: eq_bigr => i _; rewrite mxE mulr1.
  apply/eqP; rewrite -subr_eq0 -normr_le0; apply/(close _ (\sum_i `|(const_mx 1 : 'cV[R]_m) i 0|)).
  by move=> e l' _ [_ l'1 _] le; have := diff _ (const_mx 1) _ le; rewrite -!E l'1 distrC.
exists l; first split=> //.
  by apply/eqP => E; move: sum1; rewrite E big1 => [/eqP|i _]; rewrite ?mxE // eq_sym oner_eq0.
split=> // u Fu; rewrite -subr_le0 -dotBr; apply: (close _ (1 + \sum_i `|(u - w) i 0|)).
move=> e l' e0 [_ _ opt] near; have le := diff _ (u - w) _ near; rewrite mulrDl mul1r.
rewrite -[dot l _](subrK (dot l' (u - w))) addrC; apply: ler_add.
  by rewrite dotBr ler_subl_addl opt.
by apply: le_trans le; rewrite distrC ler_norm.
Qed.

Section Contraction.
Variables (R : realFieldType) (n r m q : nat) (A : 'M[R]_(n, r)) (B : 'M[R]_(n, m)).
Variable S : 'M[R]_n.
Hypotheses (cR : complete R) (rA : \rank A = r) (rq : (r < q)%N) (qm : (q < r + m)%N).
Hypotheses (sS : S^T = S) (SS : S *m S = S) (SA : S *m A = A) (rS : (\rank S <= r)%N).
Let B' := B - S *m B.
Let Y := row_mx A B.
Hypothesis pG : posdef (Y^T *m Y).
Let F := network q Y.
Let F' := network (q - r) B'.


(* (A1, strict): near to the point of the contraction, as near as wanted, there are Pareto optima
   that no weights reach. *)
Theorem contraction_strict w e : pareto F' w -> unsupported F' w -> 0 < e ->
  ~ ~ exists y, [/\ pareto F y, unsupported F y & near e (fitted A B S w) y].
Proof.
move=> par [Fw uns] e0 no; apply: uns; apply: limit_weights => // d d0 none.
have rq' := ltnW rq.
have parw : pareto F (fitted A B S w) by exact: contraction_pareto.
pose c := Num.min d e; have c0 : 0 < c by rewrite lt_minr d0.
pose left := [seq lshift m i | i <- enum 'I_r].
apply: (@letting_go _ _ _ _ _ cR pG qm _ left parw _ c0) => -[y [pary near_y lt]].
apply: no; exists y; split=> //; last first.
  by move=> i; apply: lt_le_trans (near_y i) _; rewrite le_minl lexx orbT.
split; first exact: pary.1.
case=> l [l0 ln] [_ opt]; set a := usubmx l; set b := dsubmx l.
have fitA u i : fitted A B S u (lshift m i) 0 = dot (col i A) (col i A).
  by rewrite col_mxEu mxE.
have fitB u i : fitted A B S u (rshift r i) 0 = dot (S *m col i B) (S *m col i B) + u i 0.
  by rewrite col_mxEd mxE.
have lA i : y (lshift m i) 0 < dot (col i A) (col i A).
  by have := lt (lshift m i); rewrite colKl; apply; rewrite map_f ?mem_enum.
have split_dot (x : 'cV[R]_(r + m)) :
    dot l x = \sum_i a i 0 * x (lshift m i) 0 + \sum_i b i 0 * x (rshift r i) 0.
  by rewrite /dot big_split_ord; congr (_ + _); apply: eq_bigr => i _; rewrite mxE.
have a0 i : 0 <= a i 0 by rewrite mxE.
have b0 i : 0 <= b i 0 by rewrite mxE.
have key u : F' u -> \sum_i a i 0 * (dot (col i A) (col i A) - y (lshift m i) 0) +
    \sum_i b i 0 * (dot (S *m col i B) (S *m col i B) + u i 0 - y (rshift r i) 0) <= 0.
  move=> Fu; have [u' le Fu'] := contraction_extends rq' sS SS SA rS Fu.
  have := opt _ Fu'; rewrite -[dot _ _ <= _]subr_le0 !split_dot; apply: le_trans.
  rewrite opprD addrACA -!sumrB; apply: ler_add; apply: ler_sum => i _.
    by rewrite -mulrBr fitA.
  by rewrite -mulrBr fitB ler_wpmul2l // ler_add2r ler_add2l.
have bn : b != 0.
  apply/eqP => z; have az : a = 0.
    have := key w Fw; rewrite [X in _ + X]big1 => [|i _]; last by rewrite z mxE mul0r.
    rewrite addr0 => le; apply: vecP => i; rewrite [RHS]mxE; apply/eqP/negPn/negP => ai.
    have : 0 < \sum_i a i 0 * (dot (col i A) (col i A) - y (lshift m i) 0).
      rewrite (bigD1 i) //=; apply: ltr_paddr.
        by apply: sumr_ge0 => j _; rewrite mulr_ge0 // subr_ge0 ltW.
      by rewrite mulr_gt0 ?subr_gt0 // lt_def ai a0.
    by rewrite ltNge le.
  by move: ln; rewrite -[l]vsubmxK -/a -/b z az col_mx0 eqxx.
pose t := \sum_i b i 0; have t0 : 0 < t.
  have [i bi] := vec_neq0 bn; rewrite /t (bigD1 i) //=; apply: ltr_paddr.
    exact: sumr_ge0.
  by rewrite lt_def bi b0.
apply: none; exists (t^-1 *: b); split=> [i||u Fu].
- by rewrite mxE mulr_ge0 // invr_ge0 ltW.
- rewrite (eq_bigr (fun i => t^-1 * b i 0)) => [|i _]; last by rewrite mxE.
  by rewrite -mulr_sumr mulVf // gt_eqF.
rewrite !dotZl -(ler_pmul2l t0) mulrDr !mulrA mulfV ?gt_eqF // !mul1r -ler_subl_addl -dotBr.
have := key u Fu; rewrite addrC -ler_subr_addr sub0r => le.
have {le} le : \sum_i b i 0 * (dot (S *m col i B) (S *m col i B) + u i 0 - y (rshift r i) 0) <= 0.
  apply: le_trans le _; rewrite oppr_le0; apply: sumr_ge0 => i _.
  by rewrite mulr_ge0 // subr_ge0 ltW.
rewrite /t mulr_suml -subr_le0 -sumrB; apply: le_trans le; apply: ler_sum => i _.
rewrite -mulrBr ler_wpmul2l // [(u - w) i 0]mxE [(- w) i 0]mxE.
have close := near_y (rshift r i); rewrite fitB in close.
have : y (rshift r i) 0 - (dot (S *m col i B) (S *m col i B) + w i 0) <= d.
  apply: le_trans (ler_norm _) _; apply: ltW; apply: lt_le_trans close _.
  by rewrite le_minl lexx.
move: (dot _ _) (y _ _) (u i 0) (w i 0) => f y' u' w'.
move=> le; rewrite -subr_ge0.
have -> : f + u' - y' - (u' - w' - d) = d - (y' - (f + w')) by ring.
by rewrite subr_ge0.
Qed.

(* An unreachable Pareto optimum passes from the contraction to the whole. *)
Theorem contraction : unreachable F' -> unreachable F.
Proof.
move=> un no; apply: un => -[w [par uns]].
by apply: (contraction_strict par uns ltr01) => -[y [pary unsy _]]; apply: no; exists y.
Qed.
End Contraction.

(* Theorem A: contraction of the first r tasks of f and deletion of those that f leaves out. *)
Section Minor.
Variables (R : realFieldType) (n k r m q : nat) (Y : 'M[R]_(n, k)) (f : 'I_(r + m) -> 'I_k).
Hypotheses (cR : complete R) (pG : posdef (Y^T *m Y)) (inj : injective f).
Hypotheses (rq : (r < q)%N) (qm : (q < r + m)%N).
Definition contracted : 'M[R]_(n, r) := kept Y (f \o lshift m).
Definition remaining : 'M[R]_(n, m) := kept Y (f \o @rshift r m).
Let A := contracted.
Let B := remaining.
Let K := A^T *m A.
Let S := A *m invmx K *m A^T.

Let pK : posdef K.
Proof. by apply: kept_posdef => // i j /inj; exact: lshift_inj. Qed.

Let sS : S^T = S.
Proof. by rewrite /S !trmx_mul trmxK trmx_inv pK.1 mulmxA. Qed.
Let SA : S *m A = A.
Proof. by rewrite /S -!mulmxA -/K mulVmx ?mulmx1 // posdef_unit. Qed.
Let SS : S *m S = S.
Proof. by rewrite {2}/S !mulmxA SA. Qed.

(* The predictions of the minor: what the contracted ones do not explain. *)
Definition minor_predictions : 'M[R]_(n, m) := B - S *m B.

Lemma minor_gram : minor_predictions^T *m minor_predictions
  = B^T *m B - B^T *m A *m invmx K *m (A^T *m B).
Proof.
rewrite /minor_predictions [(_ - _)^T]linearB /= trmx_mul sS mulmxBl !mulmxBr.
by rewrite -(mulmxA _ S (S *m B)) (mulmxA S S) SS -(mulmxA _ S B) subrr subr0 /S !mulmxA.
Qed.

Theorem minor : unreachable (network (q - r) minor_predictions) -> unreachable (network q Y).
Proof.
have rowE : row_mx A B = kept Y f.
  apply/matrixP => i j; rewrite [RHS]mxE -(splitK j); case: (split j) => l /=.
    by rewrite row_mxEl mxE.
  by rewrite row_mxEr mxE.
have q0 : (0 < q)%N by exact: leq_ltn_trans rq.
have rA : \rank A = r.
  apply/eqP; rewrite eqn_leq rank_leq_col -{1}(mxrank_unit (posdef_unit pK)).
  exact: mxrankM_maxr.
have rS : (\rank S <= r)%N.
  rewrite /S; apply: leq_trans (mxrankM_maxl _ _) _; apply: leq_trans (mxrankM_maxl _ _) _.
  exact: rank_leq_col.
move=> un; apply: (deletion pG inj q0 qm cR); rewrite -rowE.
by apply: (contraction cR rA rq qm sS SS SA rS) => //; rewrite rowE; exact: kept_posdef.
Qed.

Corollary minor_not_explorable p :
  pareto (network (q - r) minor_predictions) p ->
  unsupported (network (q - r) minor_predictions) p ->
  ~ fully_explorable (network q Y).
Proof.
move=> par uns; apply: unreachable_not_explorable; apply: minor => no; apply: no.
by exists p.
Qed.
End Minor.
