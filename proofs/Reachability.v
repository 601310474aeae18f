(* Weights: why they exist, why they do not, and what follows. *)
From mathcomp Require Import all_ssreflect all_algebra ring.
From Scalarization Require Import Definitions Forms Regions.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.

Section Reachability.
Variables (R : realFieldType) (k : nat) (G : 'M[R]_k).
Hypothesis pG : posdef G.
Local Notation vec := 'cV[R]_k.
Implicit Types (l u x y z w p : vec) (mu e : R).
Let Q := invmx G.
Let sQ : Q^T = Q := symQ pG.

Definition dq l x : R := \sum_i l i 0 * (x i 0) ^+ 2.
Definition form mu l : 'M[R]_k := mu *: Q - diag_mx l^T.

Lemma dot_value l z : dot l (value Q z) = dq l z / qf Q z.
Proof. by rewrite mulr_suml; apply: eq_bigr => i _; rewrite mxE mulrA. Qed.

Lemma qfQ_gt0 z : z != 0 -> 0 < qf Q z.
Proof. exact: (posdefQ pG).2. Qed.

Lemma form_mul mu l x i : (form mu l *m x) i 0 = mu * (Q *m x) i 0 - l i 0 * x i 0.
Proof.
rewrite mulmxDl mulNmx mxE [in X in _ + X]mxE mul_diag_mx -scalemxAl !mxE.
by congr (_ - _); rewrite mxE.
Qed.

Lemma form_sym mu l : (form mu l)^T = form mu l.
Proof. by rewrite linearB linearZ /= tr_diag_mx sQ. Qed.

Lemma qf_form mu l x : qf (form mu l) x = mu * qf Q x - dq l x.
Proof.
rewrite /qf /dot mulr_sumr -sumrB; apply: eq_bigr => i _.
rewrite form_mul; move: (l i 0) (x i 0) ((Q *m x) i 0) => a b c; ring.
Qed.

Lemma qf_opp (A : 'M[R]_k) x : qf (- A) x = - qf A x.
Proof. by rewrite /qf mulNmx dotNr. Qed.

Lemma stationary mu l u :
  (forall x, dq l x <= mu * qf Q x) \/ (forall x, mu * qf Q x <= dq l x) ->
  dq l u = mu * qf Q u -> forall i, l i 0 * u i 0 = mu * (Q *m u) i 0.
Proof.
move=> H E i; have E0 : qf (form mu l) u = 0 by rewrite qf_form E subrr.
have : form mu l *m u = 0.
  case: H => H.
    by apply: psd_kernel E0; [exact: form_sym|move=> y; rewrite qf_form subr_ge0].
  apply/eqP; rewrite -oppr_eq0 -mulNmx; apply/eqP; apply: psd_kernel.
  - by rewrite linearN /= form_sym.
  - by move=> y; rewrite qf_opp oppr_ge0 qf_form subr_le0.
  - by rewrite qf_opp E0 oppr0.
by move/matrixP/(_ i 0)/eqP; rewrite form_mul [X in _ == X]mxE subr_eq0 => /eqP.
Qed.

Lemma dq_dot l u w mu : (forall i, l i 0 * u i 0 = mu * w i 0) -> dq l u = mu * dot u w.
Proof.
move=> H; rewrite mulr_sumr; apply: eq_bigr => i _.
by rewrite expr2 mulrA H -mulrA [w i 0 * _]mulrC.
Qed.

Lemma dq_delta l i : dq l (delta_mx i 0) = l i 0.
Proof.
rewrite /dq (bigD1 i) //= big1 ?addr0 => [|j /negbTE ne].
  by rewrite mxE !eqxx expr1n mulr1.
by rewrite mxE ne expr0n mulr0.
Qed.

Lemma delta_neq0 i : (delta_mx i 0 : vec) != 0.
Proof. by apply/eqP => /matrixP/(_ i 0)/eqP; rewrite !mxE !eqxx oner_eq0. Qed.

Lemma weights_gt0 l : weights l -> exists i, 0 < l i 0.
Proof. by case=> l0 /vec_neq0[i ne]; exists i; rewrite lt_def ne l0. Qed.

(* ------------------------------------------------------------ width 1 *)
Lemma optimum1 l u : u != 0 -> optimum (region1 G) l (value Q u) ->
  let mu := dq l u / qf Q u in
  (forall x, dq l x <= mu * qf Q x) /\ forall i, l i 0 * u i 0 = mu * (Q *m u) i 0.
Proof.
move=> u0 [_ opt] mu; have c0 := qfQ_gt0 u0.
have le x : dq l x <= mu * qf Q x.
  case: (eqVneq x 0) => [->|x0].
    rewrite qf0 mulr0 /dq big1 // => i _; by rewrite mxE expr0n mulr0.
  have := opt (value Q x) (ex_intro2 _ _ x x0 erefl); rewrite !dot_value.
  by rewrite ler_pdivr_mulr ?qfQ_gt0.
split=> //; apply: stationary; first by left.
by rewrite /mu divfK // gt_eqF.
Qed.

Lemma mu_gt0 l mu : weights l -> (forall x, dq l x <= mu * qf Q x) -> 0 < mu.
Proof.
case/weights_gt0=> i l0 H; have := H (delta_mx i 0); rewrite dq_delta => le.
by have := lt_le_trans l0 le; rewrite pmulr_lgt0 // qfQ_gt0 // delta_neq0.
Qed.

Lemma weights_optimum1 l u mu : u != 0 ->
  (forall i, l i 0 * u i 0 = mu * (Q *m u) i 0) ->
  (forall x, 0 <= qf (form mu l) x) -> optimum (region1 G) l (value Q u).
Proof.
move=> u0 st psd; split; first by exists u.
move=> _ [z z0 ->]; rewrite !dot_value (dq_dot st) -/(qf Q u) mulfK ?gt_eqF ?qfQ_gt0 //.
by rewrite ler_pdivr_mulr ?qfQ_gt0 // -subr_ge0 -qf_form.
Qed.

Theorem negative_weight1 u i : u != 0 -> u i 0 * (Q *m u) i 0 < 0 ->
  ~ weakly_supported (region1 G) (value Q u).
Proof.
move=> u0 neg [l wl opt]; have [le st] := optimum1 u0 opt; have m0 := mu_gt0 wl le.
have : 0 <= l i 0 * (u i 0) ^+ 2 by rewrite mulr_ge0 ?sqr_ge0 // wl.1.
by rewrite expr2 mulrA st -mulrA pmulr_rge0 // [_ * u i 0]mulrC leNgt neg.
Qed.

Theorem zero_coordinate1 u i : u != 0 -> u i 0 = 0 -> (Q *m u) i 0 != 0 ->
  ~ weakly_supported (region1 G) (value Q u).
Proof.
move=> u0 ui wi [l wl opt]; have [le st] := optimum1 u0 opt; have m0 := mu_gt0 wl le.
by have/esym/eqP := st i; rewrite ui mulr0 mulf_eq0 (gt_eqF m0) (negbTE wi).
Qed.

Definition curvature u x : R :=
  qf Q x - \sum_i (x i 0) ^+ 2 * ((Q *m u) i 0 / u i 0).

Theorem negative_direction1 u x : u != 0 -> curvature u x < 0 ->
  ~ weakly_supported (region1 G) (value Q u).
Proof.
move=> u0 neg [l wl opt]; have [le st] := optimum1 u0 opt; have m0 := mu_gt0 wl le.
move: neg; rewrite ltNge -(pmulr_rge0 _ m0) => /negP; apply.
rewrite mulrBr subr_ge0; apply: le_trans (le x); rewrite mulr_sumr.
apply: ler_sum => i _; rewrite mulrCA mulrC ler_wpmul2r ?sqr_ge0 //.
case: (eqVneq (u i 0) 0) => [->|ui]; first by rewrite invr0 !mulr0 wl.1.
by rewrite mulrA -st mulfK.
Qed.

(* ---------------------------------------------------------- width k-1 *)
Let t : vec := \col_i G i i.

Lemma optimumk1 l u : u != 0 -> optimum (regionk1 G) l (t - value Q u) ->
  let mu := dq l u / qf Q u in
  (forall x, mu * qf Q x <= dq l x) /\ forall i, l i 0 * u i 0 = mu * (Q *m u) i 0.
Proof.
move=> u0 [_ opt] mu; have c0 := qfQ_gt0 u0.
have le x : mu * qf Q x <= dq l x.
  case: (eqVneq x 0) => [->|x0].
    rewrite qf0 mulr0 /dq big1 // => i _; by rewrite mxE expr0n mulr0.
  have := opt (t - value Q x) (ex_intro2 _ _ x x0 erefl); rewrite !dotBr !dot_value.
  by rewrite ler_add2l ler_opp2 ler_pdivl_mulr ?qfQ_gt0.
split=> //; apply: stationary; first by right.
by rewrite /mu divfK // gt_eqF.
Qed.

Lemma mu_gt0_k1 l u mu : weights l -> (forall i, u i 0 != 0) -> 0 <= mu ->
  (forall i, l i 0 * u i 0 = mu * (Q *m u) i 0) -> 0 < mu.
Proof.
move=> wl un m0 st; rewrite lt_def m0 andbT; apply/eqP => m00.
have [i] := weights_gt0 wl; rewrite lt_def => /andP[/negP li _]; apply: li.
by have/eqP := st i; rewrite m00 mul0r mulf_eq0 (negbTE (un i)) orbF.
Qed.

Lemma dq_ge0 l u : weights l -> 0 <= dq l u.
Proof. by case=> l0 _; apply: sumr_ge0 => i _; rewrite mulr_ge0 ?sqr_ge0. Qed.

Lemma weights_optimumk1 l u mu : u != 0 ->
  (forall i, l i 0 * u i 0 = mu * (Q *m u) i 0) ->
  (forall x, qf (form mu l) x <= 0) -> optimum (regionk1 G) l (t - value Q u).
Proof.
move=> u0 st psd; split; first by exists u.
move=> _ [z z0 ->]; rewrite !dotBr !dot_value (dq_dot st) -/(qf Q u).
rewrite mulfK ?gt_eqF ?qfQ_gt0 // ler_add2l ler_opp2.
by rewrite ler_pdivl_mulr ?qfQ_gt0 // -subr_le0 -qf_form.
Qed.

Theorem negative_weightk1 u i : u != 0 -> (forall j, u j 0 != 0) ->
  u i 0 * (Q *m u) i 0 < 0 -> ~ weakly_supported (regionk1 G) (t - value Q u).
Proof.
move=> u0 un neg [l wl opt]; have [le st] := optimumk1 u0 opt.
have m0 := mu_gt0_k1 wl un (divr_ge0 (dq_ge0 u wl) (ltW (qfQ_gt0 u0))) st.
have : 0 <= l i 0 * (u i 0) ^+ 2 by rewrite mulr_ge0 ?sqr_ge0 // wl.1.
by rewrite expr2 mulrA st -mulrA pmulr_rge0 // [_ * u i 0]mulrC leNgt neg.
Qed.

Theorem negative_directionk1 u x : u != 0 -> (forall j, u j 0 != 0) ->
  0 < curvature u x -> ~ weakly_supported (regionk1 G) (t - value Q u).
Proof.
move=> u0 un neg [l wl opt]; have [le st] := optimumk1 u0 opt.
have m0 := mu_gt0_k1 wl un (divr_ge0 (dq_ge0 u wl) (ltW (qfQ_gt0 u0))) st.
move: neg; rewrite ltNge -(pmulr_rle0 _ m0) => /negP; apply.
rewrite mulrBr subr_le0; apply: le_trans (le x) _; rewrite mulr_sumr.
apply: ler_sum => i _; rewrite [X in _ <= X]mulrCA [X in _ <= X]mulrC.
by rewrite ler_wpmul2r ?sqr_ge0 // mulrA -st mulfK.
Qed.

(* The weights l have the direction u, up to a factor, as their only optimum. *)
Definition exposing (w : width) l u : Prop :=
  [/\ weights l, optimum (region_of w G) l (point w G u)
    & forall z, z != 0 -> dot l (point w G z) = dot l (point w G u) -> exists t, z = t *: u].

Lemma weights_exposing (w : width) l u mu : u != 0 -> weights l ->
  (forall i, l i 0 * u i 0 = mu * (Q *m u) i 0) ->
  (forall x, 0 <= qf ((if w is One then 1 else -1) *: form mu l) x) ->
  (forall x, form mu l *m x = 0 -> exists t, x = t *: u) -> exposing w l u.
Proof.
move=> u0 wl st psd ker.
have qfs (a : R) x : qf (a *: form mu l) x = a * qf (form mu l) x.
  by rewrite /qf -scalemxAl dotZr.
have ker0 z : qf (form mu l) z = 0 -> exists t, z = t *: u.
  move=> z1; apply: ker; case: w psd => psd.
    by apply: psd_kernel z1; [exact: form_sym|move=> y; have := psd y; rewrite scale1r].
  apply/eqP; rewrite -oppr_eq0 -mulNmx; apply/eqP; apply: psd_kernel.
  - by rewrite linearN /= form_sym.
  - by move=> y; have := psd y; rewrite scaleN1r.
  - by rewrite qf_opp z1 oppr0.
have form0 z : z != 0 -> dot l (value Q z) = dot l (value Q u) -> qf (form mu l) z = 0.
  move=> z0; rewrite qf_form !dot_value (dq_dot st) -/(qf Q u) mulfK ?gt_eqF ?qfQ_gt0 // => <-.
  by rewrite divfK ?subrr // gt_eqF ?qfQ_gt0.
case: w psd => psd; split=> //.
- by apply: (weights_optimum1 u0 st) => x; have := psd x; rewrite scale1r.
- by move=> z z0 E; apply: ker0; exact: form0.
- by apply: (weights_optimumk1 u0 st) => x; have := psd x; rewrite qfs mulN1r oppr_ge0.
by move=> z z0; rewrite !dotBr => /addrI/oppr_inj E; apply: ker0; exact: form0.
Qed.
End Reachability.
