(* Theorem B of proofs-notes/widths-sufficient.md, for a compound that is connected: if signs make
   all minors of order q of the Gram matrix non-negative, and minors that are not zero join all sets
   of q tasks, then every Pareto optimum of the networks of width q is reached by weights. *)
From mathcomp Require Import all_ssreflect all_fingroup all_algebra ring.
From Scalarization Require Import Definitions Forms Regions Networks Compactness Minors Deletion.
From Scalarization Require Import LettingGo Compound Spectral Ties Relaxation.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.

(* Projections on some of several orthogonal vectors. *)
Section Sums.
Variables (R : realFieldType) (n k : nat) (o : 'I_k -> 'cV[R]_n) (a : 'I_k -> R).
Hypotheses (a0 : forall j, 0 < a j) (oo : forall i j, dot (o i) (o j) = (i == j)%:R * a i).
Variable D : pred 'I_k.
Definition span_of : 'M[R]_n := \sum_(j | D j) proj1 (o j).

Let len j : dot (o j) (o j) = a j. Proof. by rewrite oo eqxx mul1r. Qed.

Lemma span_vector j : span_of *m o j = (D j)%:R *: o j.
Proof.
rewrite /span_of mulmx_suml; case: (boolP (D j)) => Dj.
  rewrite (bigD1 j) //= big1 ?addr0 => [|i /andP[_ ij]].
    by rewrite proj1E divff ?scale1r // len gt_eqF.
  by rewrite proj1E oo (negbTE ij) mul0r mul0r scale0r.
rewrite scale0r big1 // => i Di; rewrite proj1E oo; case: eqP => [E|_].
  by move: Dj; rewrite -E Di.
by rewrite !mul0r scale0r.
Qed.

Lemma span_sym : span_of^T = span_of.
Proof.
by rewrite /span_of linear_sum; apply: eq_bigr => j _; rewrite /= proj1_tr.
Qed.

Lemma span_idem : span_of *m span_of = span_of.
Proof.
rewrite {2}/span_of mulmx_sumr; apply: eq_bigr => j Dj.
by rewrite /proj1 -scalemxAr mulmxA span_vector Dj scale1r.
Qed.

Lemma span_trace : \tr span_of = #|D|%:R.
Proof.
rewrite /span_of raddf_sum /= (eq_bigr (fun=> 1)) => [|j _].
  by rewrite sumr_const.
by apply: trace_proj1; rewrite len gt_eqF.
Qed.
End Sums.

Section Top.
Variables (R : rcfType) (n k p : nat) (Y : 'M[R]_(n, k)).
Let q := p.+1.
Let G := Y^T *m Y.
Hypothesis qk : (q < k)%N.
Variables (l : 'I_k -> R) (O : 'M[R]_k) (a : 'I_k -> R).
Hypotheses (l0 : forall i, 0 < l i) (OO : O *m O^T = 1%:M).
Hypotheses (eig : scaled G l *m O = O *m diag_mx (\row_i a i)).
Hypotheses (a0 : forall i, 0 < a i) (mono : forall i j : 'I_k, (i <= j)%N -> a j <= a i).
Let last : 'I_k := widen_ord (ltnW qk) ord_max.
Let next : 'I_k := Ordinal qk.
Hypothesis gap : a next < a last.

Let U : 'M[R]_k := \matrix_(i, j) (l i * O i j).
Let u j := col j U.
Let o j := Y *m u j.

Let O_dot i j : \sum_b O b i * O b j = (i == j)%:R.
Proof.
have := congr1 (fun M : 'M_k => M i j) (mulmx1C OO); rewrite !mxE => E; rewrite -[RHS]E.
by apply: eq_bigr => b _; rewrite mxE.
Qed.
Let O_dot_rows i j : \sum_b O i b * O j b = (i == j)%:R.
Proof.
have := congr1 (fun M : 'M_k => M i j) OO; rewrite !mxE => E; rewrite -[RHS]E.
by apply: eq_bigr => b _; rewrite mxE.
Qed.
Let eigE i j : \sum_b scaled G l i b * O b j = O i j * a j.
Proof.
have := congr1 (fun M : 'M_k => M i j) eig; rewrite !mxE => ->; rewrite (bigD1 j) //= big1.
  by rewrite !mxE eqxx mulr1n addr0.
by move=> b bj; rewrite [diag_mx _ _ _]mxE (negbTE bj) mulr0n mulr0.
Qed.

Let oo i j : dot (o i) (o j) = (i == j)%:R * a i.
Proof.
rewrite /o dot_Y -/G /dot.
transitivity (\sum_s O s i * (\sum_t scaled G l s t * O t j)).
  apply: eq_bigr => s _; rewrite [u i s 0]mxE [U _ _]mxE mxE !mulr_sumr; apply: eq_bigr => t _.
  by rewrite [u j t 0]mxE [U _ _]mxE [scaled _ _ _ _]mxE -!mulrA mulrCA.
transitivity (\sum_s O s i * O s j * a j).
  by apply: eq_bigr => s _; rewrite eigE mulrA.
by rewrite -mulr_suml O_dot; case: eqP => [->|_]; rewrite ?mul1r ?mul0r.
Qed.

Lemma sum_weighted A : \sum_i l i ^+ 2 * task_value Y A i = \sum_j qf A (o j).
Proof.
pose B := Y^T *m A *m Y; have qB x : qf A (Y *m x) = qf B x.
  by rewrite /qf /B -!mulmxA [RHS]dotC dot_tr dotC.
have BE i : task_value Y A i = B i i.
  rewrite /task_value colE qB /qf -colE /dot (bigD1 i) //= big1 => [|j ji].
    by rewrite !mxE !eqxx mul1r addr0.
  by rewrite [delta_mx _ _ _ _]mxE (negbTE ji) mul0r.
rewrite [RHS](eq_bigr (fun j =>
    \sum_s \sum_t B s t * (l s * l t) * (O s j * O t j))); last first.
  move=> j _; rewrite qB qfE; apply: eq_bigr => s _; apply: eq_bigr => t _.
  by rewrite !mxE; move: (B s t) (O s j) (O t j) => x y z; ring.
rewrite exchange_big /=; apply: eq_bigr => s _.
rewrite exchange_big /= (bigD1 s) //= [X in _ + X]big1.
  by rewrite -mulr_sumr O_dot_rows eqxx BE mulr1 addr0 mulrC -expr2.
by move=> t ts; rewrite -mulr_sumr O_dot_rows eq_sym (negbTE ts) mulr0.
Qed.

Let len j : dot (o j) (o j) = a j. Proof. by rewrite oo eqxx mul1r. Qed.

(* Bessel's inequality for the trace. *)
Lemma trace_bessel A : relaxed q A -> \sum_j qf A (o j) / a j <= q%:R.
Proof.
case=> sA A_0 _ tA; apply: le_trans tA; pose S := span_of o predT; pose N := 1%:M - S.
have sS : S^T = S := span_sym o predT.
have SS : S *m S = S := span_idem a0 oo predT.
have -> : \sum_j qf A (o j) / a j = \tr (A *m S).
  rewrite /S /span_of mulmx_sumr raddf_sum /=; apply: eq_bigr => j _.
  rewrite /proj1 -scalemxAr mxtraceZ mulmxA mxtrace_mulC /mxtrace big_ord1 len mulrC.
  by rewrite /qf dotE.
rewrite -subr_ge0 -linearB /= -{1}[A]mulmx1 -mulmxBr -/N.
have NN : N *m N = N by rewrite mulmxBl mul1mx mulmxBr mulmx1 SS subrr subr0.
have sN : N^T = N by rewrite linearB /= trmx1 sS.
rewrite -NN mulmxA mxtrace_mulC; apply: sumr_ge0 => i _.
have -> : (N *m (A *m N)) i i = qf A (N *m delta_mx i 0).
  rewrite /qf -[in dot (N *m _)]sN -dot_mul !mulmxA -colE /dot (bigD1 i) //= big1 => [|j ji].
    by rewrite !mxE !eqxx mul1r addr0.
  by rewrite [delta_mx _ _ _ _]mxE (negbTE ji) mul0r.
exact: A_0.
Qed.

(* What is optimal among mixtures for the weights l^2 has the values of a network. *)
Theorem optimal_projection A : relaxed q A ->
  (forall B, relaxed q B -> \sum_i l i ^+ 2 * task_value Y B i
    <= \sum_i l i ^+ 2 * task_value Y A i) ->
  exists2 P, projection q P & values Y P = \col_i task_value Y A i.
Proof.
move=> rel opt; have [sA A_0 A_1 _] := rel.
pose D := [pred j : 'I_k | (j < q)%N]; pose P := span_of o D.
have cardD : #|D| = q.
  have inj : injective (widen_ord (ltnW qk)) by move=> i j /(congr1 val) E; exact: val_inj.
  rewrite -[RHS]card_ord -(card_imset _ inj); apply: eq_card => j; rewrite inE.
  apply/idP/imsetP => [jq|[i _ ->]]; last by rewrite ?inE /= ltn_ord.
  by exists (Ordinal jq) => //; exact: val_inj.
have pP : projection q P.
  apply: projection_trace; [exact: span_sym|exact: (span_idem a0 oo)|].
  by rewrite (span_trace a0 oo) cardD.
have relP := projection_relaxed pP.
have Po j : P *m o j = (D j)%:R *: o j by exact: (span_vector a0 oo).
pose c j := qf A (o j) / a j.
have cE j : qf A (o j) = a j * c j by rewrite /c mulrC mulfVK // gt_eqF.
have c0 j : 0 <= c j by rewrite divr_ge0 // ltW.
have c1 j : c j <= 1 by rewrite ler_pdivr_mulr // mul1r -len.
have sum_split (f : 'I_k -> R) : \sum_j f j = \sum_(j | D j) f j + \sum_(j | ~~ D j) f j.
  by rewrite (bigID D).
have sumD : \sum_(j | D j) (1 : R) = q%:R by rewrite sumr_const cardD.
have best : \sum_(j | D j) a j <= \sum_j a j * c j.
  have := opt P relP; rewrite !sum_weighted (eq_bigr _ (fun j _ => cE j)); apply: le_trans.
  rewrite [X in _ <= X]sum_split [X in _ <= _ + X]big1 ?addr0 => [|j /negbTE Dj]; last first.
    by rewrite /qf Po Dj scale0r dot0r.
  by apply: ler_sum => j Dj; rewrite /qf Po Dj scale1r len.
(* The first q have c = 1, the others 0. *)
pose g := \sum_(j | D j) (1 - c j); pose h := \sum_(j | ~~ D j) c j.
have h_le : h <= g.
  have := trace_bessel rel; rewrite sum_split -sumD -subr_ge0 opprD addrA -sumrB -/h.
  by rewrite subr_ge0.
have lastE j : D j -> a last <= a j by move=> Dj; apply: mono; rewrite /= -ltnS.
have nextE j : ~~ D j -> a j <= a next by move=> Dj; apply: mono; rewrite /= leqNgt.
have le1 : \sum_(j | D j) a j * (1 - c j) <= \sum_(j | ~~ D j) a j * c j.
  rewrite (eq_bigr (fun j => a j - a j * c j)) => [|j _]; last by rewrite mulrBr mulr1.
  by rewrite sumrB ler_subl_addl -sum_split.
have le2 : a last * g <= a next * h.
  apply: le_trans (_ : \sum_(j | D j) a j * (1 - c j) <= _).
    by rewrite mulr_sumr; apply: ler_sum => j /lastE le; rewrite ler_wpmul2r ?subr_ge0.
  apply: le_trans le1 _; rewrite mulr_sumr; apply: ler_sum => j /nextE le.
  by rewrite ler_wpmul2r.
have g0 : 0 <= g by apply: sumr_ge0 => j _; rewrite subr_ge0.
have gE : g = 0.
  apply/le_anti; rewrite g0 andbT; have := le_trans le2 (ler_wpmul2l (ltW (a0 next)) h_le).
  by rewrite -subr_le0 -mulrBl pmulr_rle0 // subr_gt0.
have h0 : h = 0 by apply/le_anti; rewrite -{1}gE h_le sumr_ge0.
have cD j : D j -> c j = 1.
  move=> Dj; move/eqP: gE; rewrite psumr_eq0 => [|i _]; last by rewrite subr_ge0.
  move/allP/(_ j (mem_index_enum j)); rewrite Dj subr_eq0 /= => /eqP <- //.
have cN j : ~~ D j -> c j = 0.
  move=> Dj; move/eqP: h0; rewrite psumr_eq0 // => /allP/(_ j (mem_index_enum j)).
  by rewrite Dj /= => /eqP.
have Ao j : A *m o j = P *m o j.
  rewrite Po; case: (boolP (D j)) => Dj.
    rewrite scale1r; pose N := 1%:M - A; have qN x : qf N x = dot x x - qf A x.
      by rewrite /qf mulmxBl mul1mx dotBr.
    have : N *m o j = 0.
      apply: psd_kernel => [|x|]; rewrite ?qN ?subr_ge0 //.
        by rewrite linearB /= trmx1 sA.
      by rewrite cE cD // mulr1 len subrr.
    by rewrite mulmxBl mul1mx => /eqP; rewrite subr_eq0 => /eqP.
  by rewrite scale0r; apply: psd_kernel; rewrite // cE cN // mulr0.
have UU : U *m (\matrix_(j, i) (O i j / l i)) = 1%:M.
  apply/matrixP => s t; rewrite mxE [RHS]mxE.
  rewrite (eq_bigr (fun j => l s / l t * (O s j * O t j))) => [|j _]; last first.
    by rewrite !mxE; move: (l s) (l t)^-1 (O s j) (O t j) => w x y z; ring.
  rewrite -mulr_sumr O_dot_rows; case: eqP => [->|_]; last by rewrite mulr0.
  by rewrite mulr1 divff // gt_eqF.
have AY : A *m Y = P *m Y.
  rewrite -[Y]mulmx1 -UU !mulmxA; congr (_ *m _); apply/matrixP => i j.
  have := congr1 (fun x : 'cV_n => x i 0) (Ao j); rewrite /o /u !colE !mulmxA.
  by rewrite -!colE ![col _ _ _ _]mxE.
exists P => //; apply: vecP => i; rewrite (valuesE _ _ pP) [RHS]mxE /task_value.
have [sP PP _] := pP; rewrite [LHS]dot_mul sP mulmxA PP dotC /qf.
by rewrite colE !mulmxA AY.
Qed.
End Top.

(* Theorem B, connected. *)
Theorem compound_explorable (R : rcfType) n k p (Y : 'M[R]_(n, k))
    (sign : {ffun 'I_p.+1 -> 'I_k} -> R) (f0 : {ffun 'I_p.+1 -> 'I_k}) :
  complete R -> posdef (Y^T *m Y) -> (p.+1 < k)%N ->
  (forall f : {ffun 'I_p.+1 -> 'I_k}, injective f -> sign f ^+ 2 = 1) ->
  (forall (f : {ffun 'I_p.+1 -> 'I_k}) s, injective f ->
    sign (permuted f s) = (-1) ^+ s * sign f) ->
  (forall f g : {ffun 'I_p.+1 -> 'I_k}, injective f -> injective g ->
    0 <= sign f * sign g * minor_of (Y^T *m Y) f g) ->
  (forall Z : {ffun 'I_p.+1 -> 'I_k} -> Prop, Z f0 ->
    (forall f g : {ffun 'I_p.+1 -> 'I_k}, injective f -> Z f ->
      minor_of (Y^T *m Y) f g != 0 -> Z g) ->
    forall g : {ffun 'I_p.+1 -> 'I_k}, injective g -> Z g) ->
  fully_explorable (network p.+1 Y).
Proof.
move=> cR pG qk sign1 sign_alt signed joined v par; have [Fv _] := par.
apply: limit_weights => // e e0 none; apply: (pareto_near cR par e0) => -[d d0 near].
have [|A [l [rel l0 above opt]]] := @barrier_weights R n k p.+1 Y (fun i => v i 0) d cR d0.
  have [P0 pP0 vE] := networkP Fv; exists P0; first exact: projection_relaxed.
  move=> i; rewrite vE (valuesE _ _ pP0) /task_value /qf; case: pP0 => sP PP _.
  by rewrite [RHS]dot_mul sP mulmxA PP dotC.
have [O [a [OO eig a0 mono]]] := spectral cR (scaled_posdef pG l0).
have gap := no_tie qk sign1 sign_alt signed joined l0 OO eig a0 mono.
have [P pP yE] := optimal_projection l0 OO eig a0 mono gap rel opt.
have y_i i : values Y P i 0 = task_value Y A i by rewrite yE mxE.
have close : Compactness.near e v (values Y P).
  by apply: near (values_network Y pP) _ => i; rewrite y_i ltW.
pose t := \sum_i l i ^+ 2; have t0 : 0 < t.
  rewrite /t (bigD1 (Ordinal qk)) //=; apply: ltr_paddr; last by rewrite exprn_gt0.
  by apply: sumr_ge0 => i _; rewrite sqr_ge0.
pose w : 'cV[R]_k := \col_i (t^-1 * l i ^+ 2).
have w0 i : 0 <= w i 0 by rewrite mxE mulr_ge0 ?sqr_ge0 // invr_ge0 ltW.
have w1 : \sum_i w i 0 = 1.
  rewrite (eq_bigr (fun i => t^-1 * l i ^+ 2)) => [|i _]; last by rewrite mxE.
  by rewrite -mulr_sumr mulVf // gt_eqF.
apply: none; exists w; split=> // x /networkP[P' pP' ->].
have dotw B : dot w (values Y B) = t^-1 * \sum_i l i ^+ 2 * values Y B i 0.
  by rewrite /dot mulr_sumr; apply: eq_bigr => i _; rewrite mulrA; congr (_ * _); rewrite mxE.
apply: le_trans (_ : dot w (values Y P) <= _).
  rewrite !dotw ler_pmul2l ?invr_gt0 //.
  rewrite (eq_bigr (fun i => l i ^+ 2 * task_value Y P' i)) => [|i _]; last first.
    rewrite (valuesE _ _ pP') /task_value /qf; case: pP' => sP PP _; congr (_ * _).
    by rewrite [LHS]dot_mul sP mulmxA PP dotC.
  rewrite [X in _ <= X](eq_bigr (fun i => l i ^+ 2 * task_value Y A i)) => [|i _]; last first.
    by rewrite y_i.
  by apply: opt; exact: projection_relaxed.
rewrite -ler_subl_addl -dotBr -[e]mul1r -w1 mulr_suml; apply: ler_sum => i _.
apply: ler_wpmul2l => //; rewrite [(values Y P - v) i 0]mxE [(- v) i 0]mxE; apply: ltW.
exact: le_lt_trans (ler_norm _) (close i).
Qed.
