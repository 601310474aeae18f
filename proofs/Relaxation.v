(* Mixtures of networks of width q: symmetric matrices between 0 and 1 with trace at most q. Over
   the real numbers, near each value of a mixture there is one that is optimal for positive
   weights: the nearest to the front in the sense of a barrier. *)
From mathcomp Require Import all_ssreflect all_algebra ring.
From Scalarization Require Import Definitions Forms Regions Networks Compactness.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.

Section Relaxed.
Variables (R : realFieldType) (n q : nat).
Implicit Types (A B : 'M[R]_n) (x y : 'cV[R]_n).

Definition relaxed A := [/\ A^T = A, forall x, 0 <= qf A x, forall x, qf A x <= dot x x
  & \tr A <= q%:R].

Lemma projection_relaxed P : projection q P -> relaxed P.
Proof.
case=> sP PP rP; have E x : qf P x = dot (P *m x) (P *m x).
  by rewrite [RHS]dot_mul sP mulmxA PP dotC.
split=> // [x|x|]; rewrite ?E ?dot_xx_ge0 ?trace_rank ?ler_nat //.
exact: proj_shortens.
Qed.

Lemma qfD A B x : qf (A + B) x = qf A x + qf B x.
Proof. by rewrite /qf mulmxDl dotDr. Qed.
Lemma qfZl c A x : qf (c *: A) x = c * qf A x.
Proof. by rewrite /qf -scalemxAl dotZr. Qed.

Lemma relaxed_convex A B t : relaxed A -> relaxed B -> 0 <= t -> t <= 1 ->
  relaxed ((1 - t) *: A + t *: B).
Proof.
case=> sA A0 A1 tA [sB B0 B1 tB] t0 t1; have u0 : 0 <= 1 - t by rewrite subr_ge0.
have S c : c = (1 - t) * c + t * c by rewrite -mulrDl subrK mul1r.
split=> [|x|x|]; first by rewrite linearD !linearZ /= sA sB.
- by rewrite qfD !qfZl addr_ge0 ?mulr_ge0.
- by rewrite qfD !qfZl [X in _ <= X]S; apply: ler_add; rewrite ler_wpmul2l.
by rewrite mxtraceD !mxtraceZ [X in _ <= X]S; apply: ler_add; rewrite ler_wpmul2l.
Qed.

Let e_ (i : 'I_n) : 'cV[R]_n := delta_mx i 0.
Let dot_e i x : dot (e_ i) x = x i 0.
Proof.
rewrite /dot (bigD1 i) //= big1 => [|j ji]; first by rewrite mxE !eqxx mul1r addr0.
by rewrite mxE (negbTE ji) mul0r.
Qed.

Lemma relaxed_entry A i j : relaxed A -> `|A i j| <= 1.
Proof.
case=> sA A0 A1 _; have D l m : dot (e_ l) (A *m e_ m) = A l m by rewrite dot_e -colE mxE.
have le1 l : A l l <= 1 by rewrite -D; apply: le_trans (A1 _) _; rewrite dot_e mxE !eqxx.
have E c : qf A (e_ i + c *: e_ j) = A i i + c * A i j *+ 2 + c ^+ 2 * A j j.
  rewrite -[e_ i]scale1r (qf_lin _ _ _ _ sA) /qf !D expr1n !mul1r.
  by [].
have p := A0 (e_ i + 1 *: e_ j); have m := A0 (e_ i + (-1) *: e_ j).
rewrite E expr1n !mul1r in p; rewrite E sqrrN expr1n mul1r mulN1r mulNrn in m.
have two : A i i + A j j <= 1 *+ 2 by rewrite mulr2n ler_add.
rewrite ler_norml -(ler_pmuln2r (n := 2)) // -[X in _ && X](ler_pmuln2r (n := 2)) //.
rewrite mulNrn ler_oppl; apply/andP; split; apply: le_trans two.
  by rewrite -subr_ge0 opprK addrAC.
by rewrite -subr_ge0 addrAC.
Qed.

Lemma qf_near x : exists2 C, 0 <= C & forall A B e, (forall i j, `|A i j - B i j| <= e) ->
  `|qf A x - qf B x| <= C * e.
Proof.
exists (\sum_i \sum_j `|x i 0| * `|x j 0|).
  by apply: sumr_ge0 => i _; apply: sumr_ge0 => j _; rewrite mulr_ge0.
move=> A B e near; rewrite !qfE -sumrB mulr_suml; apply: le_trans (ler_norm_sum _ _ _) _.
apply: ler_sum => i _; rewrite -sumrB mulr_suml; apply: le_trans (ler_norm_sum _ _ _) _.
apply: ler_sum => j _; rewrite -!mulrBl !normrM -mulrA mulrC.
by apply: ler_wpmul2l => //; rewrite mulr_ge0.
Qed.
End Relaxed.

Section Barrier.
Variables (R : realFieldType) (n k q : nat) (Y : 'M[R]_(n, k)) (v : 'I_k -> R) (d : R).
Hypotheses (cR : complete R) (d0 : 0 < d).
Implicit Types (A B : 'M[R]_n) (r : 'cV[R]_k).
Definition task_value A i : R := qf A (col i Y).
Hypothesis reached : exists2 A, relaxed q A & forall i, task_value A i = v i.

Let slack A i := task_value A i - v i + d.
Definition barrier A r := relaxed q A /\ forall i, 0 <= r i 0 /\ 1 <= r i 0 * slack A i.
Let total r := \sum_i r i 0.

Lemma barrier_minimum : exists A r, barrier A r /\ forall B s, barrier B s -> total r <= total s.
Proof.
pose E c := exists A r, barrier A r /\ c = - total r.
have [||M ME] := cR (E := E).
- have [A rA vA] := reached; exists (- total (const_mx d^-1)), A, (const_mx d^-1); split=> //.
  split=> // i; rewrite mxE invr_ge0 ltW //; split=> //.
  by rewrite /slack vA subrr add0r mulVf // gt_eqF.
- exists 0 => c [A [r [[_ r0] ->]]]; rewrite oppr_le0; apply: sumr_ge0 => i _.
  by have [] := r0 i.
pose m := - M; have mE B s : barrier B s -> m <= total s.
  by move=> bar; rewrite ler_oppl; apply: (ME M).2 (lexx M) _ _; exists B, s.
have m0 : 0 <= m.
  rewrite oppr_ge0; apply/ME => c [A [r [[_ r0] ->]]]; rewrite oppr_le0; apply: sumr_ge0 => i _.
  by have [] := r0 i.
pose S e (t : 'M[R]_n * 'cV[R]_k) := barrier t.1 t.2 /\ total t.2 < m + Num.min e 1.
pose c (i : ('I_n * 'I_n) + 'I_k) (t : 'M[R]_n * 'cV[R]_k) :=
  match i with inl ij => t.1 ij.1 ij.2 | inr j => t.2 j 0 end.
have bound r j : (forall i, 0 <= r i 0) -> r j 0 <= total r.
  by move=> r0; rewrite /total (bigD1 j) //= ler_addl; apply: sumr_ge0.
have small e t j : S e t -> 0 <= t.2 j 0 /\ t.2 j 0 <= m + 1.
  case=> [[_ ok] lt]; split; first by have [] := ok j.
  apply: le_trans (bound _ _ (fun i => (ok i).1)) _; apply: ltW; apply: lt_le_trans lt _.
  by rewrite ler_add2l le_minl lexx orbT.
have [|||a aP] := @cluster R cR _ _ c (m + 1) (enum predT) S.
- move=> e e' t le [ok lt]; split=> //; apply: lt_le_trans lt _; rewrite ler_add2l.
  by rewrite le_minr !le_minl le lexx orbT.
- move=> e e0 none; have e1 : 0 < Num.min e 1 by rewrite lt_minr e0 ltr01.
  have /negP : ~~ (M <= M - Num.min e 1) by rewrite -ltNge ltr_subl_addr ltr_addl.
  apply; apply/ME => _ [A [r [ok ->]]]; rewrite leNgt; apply/negP => lt.
  by apply: none; exists (A, r); split=> //=; rewrite -ltr_opp2 opprD /m opprK.
- move=> [ij|j] e t St /=; last first.
    by have [r0 r1] := small e t j St; rewrite ger0_norm.
  apply: le_trans (_ : 1 <= _); last by rewrite ler_addr.
  by case: St => -[rel _] _; exact: relaxed_entry rel.
pose A : 'M[R]_n := \matrix_(i, j) a (inl (i, j)); pose r : 'cV[R]_k := \col_j a (inr j).
have lim (f : 'M[R]_n * 'cV[R]_k -> R) K : (forall e t, 0 < e -> S e t ->
    (forall i j, `|t.1 i j - A i j| <= e) -> (forall j, `|t.2 j 0 - r j 0| <= e) ->
    f t - f (A, r) <= K * e) -> (forall e t, 0 < e -> S e t -> - e <= f t) -> 0 <= f (A, r).
  move=> close pos; rewrite -oppr_le0; apply: (@le_small _ _ (K + 1)) => e e0 e1 no.
  apply: (aP e e0) => -[t St near]; apply: no.
  have := close e t e0 St; rewrite ler_subl_addr => le.
  have nearA i j : `|t.1 i j - A i j| <= e.
    by rewrite mxE ltW //; apply: (near (inl (i, j))); rewrite mem_enum.
  have nearr j : `|t.2 j 0 - r j 0| <= e.
    by rewrite mxE ltW //; apply: (near (inr j)); rewrite mem_enum.
  have := le_trans (pos e t e0 St) (le nearA nearr).
  by move=> H; rewrite mulrDl mul1r ler_oppl opprD [X in X <= _]addrC ler_subl_addl.
exists A, r; split; last first.
  move=> B s /mE; apply: le_trans; rewrite -subr_ge0.
  apply: (lim (fun t => m - total t.2) k%:R) => [e t _ _ _ near|e t e0 [_ /ltW lt]] /=.
    have -> : m - total t.2 - (m - total r) = \sum_i (r i 0 - t.2 i 0).
      by rewrite sumrB -/(total r) -/(total t.2); move: (total _) (total _) => x y; ring.
    apply: le_trans (_ : \sum_(i < k) e <= _); last by rewrite sumr_const card_ord mulr_natl.
    apply: ler_sum => i _; rewrite -opprB; apply: le_trans (ler_norm _) _; rewrite normrN.
    exact: near.
  rewrite ler_subr_addl; apply: le_trans (ler_add lt (lexx _)) _.
  by rewrite -addrA ger_addl subr_le0 le_minl lexx.
split; last first.
  move=> i; split.
    apply: (lim (fun t => t.2 i 0) 1) => [e t _ _ _ near|e t e0 St] /=.
      by rewrite mul1r; apply: le_trans (ler_norm _) (near i).
    by have [r0 _] := small e t i St; apply: le_trans r0; rewrite oppr_le0 ltW.
  have [C C0 close] := qf_near (col i Y).
  rewrite -subr_ge0; apply: (lim (fun t => t.2 i 0 * slack t.1 i - 1)
    ((m + 1) * C + `|slack A i|)) => [e t e0 St nearA nearr|e t e0 [[_ ok] _]] /=; last first.
    by have [_ ge] := ok i; apply: le_trans (_ : 0 <= _); rewrite ?oppr_le0 ?subr_ge0 // ltW.
  rewrite opprB addrA subrK; have [t0 t1] := small e t i St.
  have -> : t.2 i 0 * slack t.1 i - r i 0 * slack A i
      = t.2 i 0 * (slack t.1 i - slack A i) + (t.2 i 0 - r i 0) * slack A i.
    by move: (slack _ _) (slack _ _) (t.2 i 0) (r i 0) => a1 a2 a3 a4; ring.
  apply: le_trans (ler_norm _) _; apply: le_trans (ler_norm_add _ _) _.
  rewrite !normrM mulrDl; apply: ler_add; last by rewrite mulrC ler_wpmul2l.
  rewrite ger0_norm // -mulrA; apply: ler_pmul => //.
  have -> : slack t.1 i - slack A i = qf t.1 (col i Y) - qf A (col i Y).
    by rewrite /slack /task_value; move: (qf _ _) (qf _ _) => a1 a2; ring.
  exact: close.
have sym i j : A i j <= A j i.
  rewrite -subr_ge0; apply: (lim (fun t => t.1 j i - t.1 i j) 2%:R)
    => [e t _ _ near _|e t e0 [[[sA _ _ _] _] _]] /=.
    have -> : t.1 j i - t.1 i j - (A j i - A i j) = (t.1 j i - A j i) - (t.1 i j - A i j).
      by aring.
    apply: le_trans (ler_norm _) _; apply: le_trans (ler_norm_sub _ _) _.
    by rewrite mulr_natl mulr2n ler_add.
  by rewrite -{1}sA mxE subrr oppr_le0 ltW.
split.
- by apply/matrixP => i j; rewrite mxE; apply/le_anti; rewrite !sym.
- move=> x; have [C C0 close] := qf_near x.
  apply: (lim (fun t => qf t.1 x) C) => [e t _ _ near _|e t e0 [[[_ ge _ _] _] _]] /=.
    by apply: le_trans (ler_norm _) (close _ _ _ near).
  by apply: le_trans (ge x); rewrite oppr_le0 ltW.
- move=> x; have [C C0 close] := qf_near x; rewrite -subr_ge0.
  apply: (lim (fun t => dot x x - qf t.1 x) C) => [e t _ _ near _|e t e0 [[[_ _ le _] _] _]] /=.
    have -> : dot x x - qf t.1 x - (dot x x - qf A x) = qf A x - qf t.1 x by aring.
    by apply: le_trans (ler_norm _) _; rewrite distrC; exact: close near.
  by apply: le_trans (_ : 0 <= _); rewrite ?oppr_le0 ?subr_ge0 // ltW.
rewrite -subr_ge0; apply: (lim (fun t => q%:R - \tr t.1) n%:R)
  => [e t _ _ near _|e t e0 [[[_ _ _ le] _] _]] /=; last first.
  by apply: le_trans (_ : 0 <= _); rewrite ?oppr_le0 ?subr_ge0 // ltW.
have -> : q%:R - \tr t.1 - (q%:R - \tr A) = \tr A - \tr t.1.
  by move: (\tr _) (\tr _) => x y; ring.
rewrite /mxtrace -sumrB.
apply: le_trans (_ : \sum_(i < n) e <= _); last by rewrite sumr_const card_ord mulr_natl.
by apply: ler_sum => i _; apply: le_trans (ler_norm _) _; rewrite distrC.
Qed.

Let slackD A B t i : slack ((1 - t) *: A + t *: B) i
  = slack A i + t * (task_value B i - task_value A i).
Proof. by rewrite /slack /task_value qfD !qfZl; move: (qf _ _) (qf _ _) => x y; ring. Qed.

(* The minimum of the barrier is optimal for the weights l^2. *)
Theorem barrier_weights : exists A (l : 'I_k -> R), [/\ relaxed q A, forall i, 0 < l i,
  forall i, v i - d < task_value A i & forall B, relaxed q B ->
    \sum_i l i ^+ 2 * task_value B i <= \sum_i l i ^+ 2 * task_value A i].
Proof.
have [A [r [[rel ok] min]]] := barrier_minimum.
have x0 i : 0 < slack A i.
  have [r0 ge] := ok i; rewrite ltNge; apply/negP => x0.
  by have := le_trans ge (mulr_ge0_le0 r0 x0); rewrite ler10.
exists A, (fun i => (slack A i)^-1); split=> // [i|i|B relB]; first by rewrite invr_gt0.
  by rewrite -subr_gt0 opprB addrA addrAC; have := x0 i; rewrite /slack addrAC.
pose g i := task_value B i - task_value A i.
pose c := 1 + \sum_i 2%:R * `|g i| / slack A i.
have c_ge i : 2%:R * `|g i| / slack A i <= c.
  rewrite /c (bigD1 i) //= addrCA ler_addl addr_ge0 ?ler01 //; apply: sumr_ge0 => j _.
  by rewrite divr_ge0 ?mulr_ge0 ?ler0n // ltW.
have c1 : 1 <= c.
  rewrite /c ler_addl; apply: sumr_ge0 => j _.
  by rewrite divr_ge0 ?mulr_ge0 ?ler0n // ltW.
have c0 : 0 < c by exact: lt_le_trans ltr01 c1.
have small t i : 0 < t -> t <= c^-1 -> slack A i <= 2%:R * (slack A i + t * g i).
  move=> t0 tc; have le : 2%:R * (t * `|g i|) <= slack A i.
    apply: le_trans (_ : c^-1 * (2%:R * `|g i|) <= _).
      by rewrite mulrCA; apply: ler_wpmul2r => //; rewrite mulr_ge0 ?ler0n.
    by rewrite mulrC ler_pdivr_mulr // [slack A i * c]mulrC -ler_pdivr_mulr // c_ge.
  have ge : - (t * `|g i|) <= t * g i.
    by rewrite -mulrN; apply: ler_wpmul2l; [exact: ltW|rewrite ler_oppl -normrN ler_norm].
  have := ler_add (ler_wpmul2l (ler0n R 2) ge) le; rewrite mulrN addNr => H.
  by rewrite mulrDr -subr_ge0; apply: le_trans H _; move: (slack A i) (t * g i) => x y;
    rewrite le_eqVlt; apply/orP; left; apply/eqP; ring.
have t1 t : t <= c^-1 -> t <= 1 by move/le_trans; apply; rewrite invf_le1.
have step t : 0 < t -> t <= c^-1 ->
    \sum_i (slack A i)^-1 <= \sum_i (slack A i + t * g i)^-1.
  move=> t0 tc; pose s : 'cV[R]_k := \col_i (slack A i + t * g i)^-1.
  have pos i : 0 < slack A i + t * g i.
    rewrite -(@pmulr_rgt0 _ 2%:R) ?ltr0n //; exact: lt_le_trans (x0 i) (small t i t0 tc).
  have : total r <= total s.
    apply: (min ((1 - t) *: A + t *: B)); split.
      by apply: relaxed_convex => //; [exact: ltW|exact: t1].
    by move=> i; rewrite mxE slackD invr_ge0 ltW // mulVf // gt_eqF.
  rewrite /total [X in _ <= X](eq_bigr (fun i => (slack A i + t * g i)^-1)) => [|i _]; last first.
    by rewrite mxE.
  apply: le_trans; apply: ler_sum => i _; have [r0 ge] := ok i.
  by rewrite -[X in X <= _]mul1r ler_pdivr_mulr.
have H : \sum_i (slack A i)^-1 ^+ 2 * g i <= 0.
  apply: (@le_small _ _ (c^-1 * \sum_i 2%:R * g i ^+ 2 * (slack A i)^-1 ^+ 3)) => e e0 e1 no.
  apply: no; set t := c^-1 * e; have t0 : 0 < t by rewrite mulr_gt0 // invr_gt0.
  have tc : t <= c^-1 by rewrite /t ger_pmulr ?invr_gt0 // ltW.
  rewrite mulrAC -/t mulr_sumr -subr_ge0 -sumrB -(pmulr_rge0 _ t0) mulr_sumr.
  have := step t t0 tc; rewrite -subr_ge0 -sumrB => /le_trans; apply; apply: ler_sum => i _.
  have := small t i t0 tc; have := x0 i; move: (slack A i) (g i) => x y xp le.
  have zp : 0 < x + t * y by rewrite -(@pmulr_rgt0 _ 2%:R) ?ltr0n //; exact: lt_le_trans le.
  rewrite -subr_ge0.
  have -> : t * (t * (2%:R * y ^+ 2 * x^-1 ^+ 3) - x^-1 ^+ 2 * y) - ((x + t * y)^-1 - x^-1)
      = t ^+ 2 * y ^+ 2 * (2%:R * (x + t * y) - x) / (x ^+ 3 * (x + t * y)).
    by field; rewrite !gt_eqF.
  apply: divr_ge0; last by apply: mulr_ge0; apply: ltW; rewrite ?exprn_gt0.
  by apply: mulr_ge0; rewrite ?subr_ge0 // mulr_ge0 ?sqr_ge0.
rewrite -subr_le0 -sumrB; apply: le_trans H; rewrite le_eqVlt; apply/orP; left; apply/eqP.
by apply: eq_bigr => i _; rewrite -mulrBr.
Qed.
End Barrier.
