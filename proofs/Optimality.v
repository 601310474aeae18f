(* Pareto optimality of a point, for both widths: what one leaf of a sign tree excludes. *)
From mathcomp Require Import all_ssreflect all_algebra ring.
From Scalarization Require Import Definitions Forms Regions Reachability.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.

Section Width1.
Variables (R : realFieldType) (k : nat) (G : 'M[R]_k).
Hypothesis pG : posdef G.
Local Notation vec := 'cV[R]_k.
Implicit Types (u x y z w p : vec).
Let Q := invmx G.

(* z reaches at least the values of u, and then it reaches the same. *)
Definition reaches u z := forall i, (u i 0) ^+ 2 * qf Q z <= (z i 0) ^+ 2 * qf Q u.
Definition same_point u z := forall i, (z i 0) ^+ 2 * qf Q u = (u i 0) ^+ 2 * qf Q z.

Lemma value_le u z i : u != 0 -> z != 0 ->
  (value Q u i 0 <= value Q z i 0) = ((u i 0) ^+ 2 * qf Q z <= (z i 0) ^+ 2 * qf Q u).
Proof.
move=> u0 z0; rewrite !mxE ler_pdivr_mulr ?(qfQ_gt0 pG) // mulrAC.
by rewrite ler_pdivl_mulr ?(qfQ_gt0 pG).
Qed.

Lemma value_lt u z i : u != 0 -> z != 0 ->
  (value Q u i 0 < value Q z i 0) = ((u i 0) ^+ 2 * qf Q z < (z i 0) ^+ 2 * qf Q u).
Proof.
move=> u0 z0; rewrite !mxE ltr_pdivr_mulr ?(qfQ_gt0 pG) // mulrAC.
by rewrite ltr_pdivl_mulr ?(qfQ_gt0 pG).
Qed.

Lemma pareto1_intro u (i0 : 'I_k) : u != 0 ->
  (forall z, z != 0 -> 0 <= z i0 0 -> reaches u z -> same_point u z) ->
  pareto (region1 G) (value Q u).
Proof.
move=> u0 H; split; first by exists u.
move=> _ [z z0 ->] [ge [i]]; rewrite value_lt // => lt.
have re : reaches u z by move=> j; rewrite -value_le.
suff E : same_point u z by move: lt; rewrite E ltxx.
case: (lerP 0 (z i0 0)) => zi; first exact: H.
have E : same_point u (- z).
  apply: H; first by rewrite oppr_eq0.
    by rewrite mxE oppr_ge0 ltW.
  by move=> j; rewrite qfN mxE sqrrN.
by move=> j; have := E j; rewrite qfN mxE sqrrN.
Qed.

(* The key inequality. p carries the multipliers with the signs of z: y = |p|. *)
Definition mult p u : R := \sum_i `|p i 0| * `|u i 0|.
Definition agree p z := forall i, 0 <= p i 0 * z i 0.

Lemma agree_dot p z : agree p z -> dot p z = mult p z.
Proof. by move=> ag; apply: eq_bigr => i _; rewrite -normrM ger0_norm. Qed.

Lemma mult_ge0 p z : 0 <= mult p z.
Proof. by apply: sumr_ge0 => i _; rewrite mulr_ge0. Qed.

Lemma key_reach p u z : u != 0 -> z != 0 -> reaches u z ->
  (mult p u) ^+ 2 * qf Q z <= (mult p z) ^+ 2 * qf Q u.
Proof.
move=> u0 z0 re; have c0 := qfQ_gt0 pG u0; have d0 := qfQ_gt0 pG z0.
have H i j : `|u i 0| * `|u j 0| * qf Q z <= `|z i 0| * `|z j 0| * qf Q u.
  rewrite -ler_sqr ?nnegrE ?mulr_ge0 ?(ltW c0) ?(ltW d0) // !exprMn !real_normK ?num_real //.
  have E3 (a b c : R) : a * b * c ^+ 2 = (a * c) * (b * c) by ring.
  rewrite E3 [X in _ <= X]E3.
  apply: ler_pmul; [| |exact: re|exact: re].
    by rewrite mulr_ge0 ?sqr_ge0 ?ltW.
  by rewrite mulr_ge0 ?sqr_ge0 ?ltW.
have sq (q : vec) : (mult p q) ^+ 2
    = \sum_i \sum_j `|p i 0| * `|p j 0| * (`|q i 0| * `|q j 0|).
  rewrite expr2 /mult big_distrlr; apply: eq_bigr => i _; apply: eq_bigr => j _.
  by rewrite mulrACA.
rewrite !sq !mulr_suml; apply: ler_sum => i _.
rewrite !mulr_suml; apply: ler_sum => j _.
by rewrite -!(mulrA (_ * _)); apply: ler_wpmul2l; rewrite ?mulr_ge0 // !mulrA.
Qed.

(* Strict: no z with these signs reaches the values of u. *)
Theorem leaf1_strict p u z : u != 0 -> z != 0 -> agree p z -> reaches u z ->
  (mult p u) ^+ 2 <= qf Q u * qf G p.
Proof.
move=> u0 z0 ag re; have c0 := qfQ_gt0 pG u0; have d0 := qfQ_gt0 pG z0.
rewrite -(ler_pmul2r d0); apply: le_trans (key_reach p u0 z0 re) _.
by rewrite -(agree_dot ag) mulrC -mulrA ler_pmul2l //; exact: cs.
Qed.

(* Equality: only the point itself does. *)
Theorem leaf1_equal p u z : u != 0 -> z != 0 -> p != 0 -> agree p z -> reaches u z ->
  (mult p u) ^+ 2 = qf Q u * qf G p ->
  (forall i, `|(G *m p) i 0| * mult p u = `|u i 0| * qf G p) ->
  same_point u z.
Proof.
move=> u0 z0 p0 ag re E Ei; have c0 := qfQ_gt0 pG u0; have d0 := qfQ_gt0 pG z0.
have r0 : 0 < qf G p by exact: pG.2.
have Edot : dot p z ^+ 2 = qf G p * qf Q z.
  apply/le_anti; rewrite cs //= -(ler_pmul2r c0) (agree_dot ag).
  by rewrite mulrC mulrA -E; exact: key_reach.
have zE := cs_eq pG Edot => i.
have z2 : qf G p ^+ 2 * z i 0 ^+ 2 = (qf G p * qf Q z) * ((G *m p) i 0) ^+ 2.
  by move/matrixP/(_ i 0): zE; rewrite [LHS]mxE [RHS]mxE => zE; rewrite -exprMn zE exprMn Edot.
have g2 : ((G *m p) i 0) ^+ 2 * (qf Q u * qf G p) = (u i 0) ^+ 2 * qf G p ^+ 2.
  have := congr1 (fun t => t ^+ 2) (Ei i).
  by rewrite !exprMn !real_normK ?num_real // E.
apply: (mulfI (x := qf G p ^+ 2)); first by rewrite expf_eq0 gt_eqF.
have -> : qf G p ^+ 2 * (z i 0 ^+ 2 * qf Q u) = qf G p ^+ 2 * z i 0 ^+ 2 * qf Q u by ring.
rewrite z2.
have -> : qf G p * qf Q z * (G *m p) i 0 ^+ 2 * qf Q u
        = qf Q z * ((G *m p) i 0 ^+ 2 * (qf Q u * qf G p)) by ring.
by rewrite g2; ring.
Qed.
End Width1.

Section Widthk1.
Variables (R : rcfType) (k : nat) (G : 'M[R]_k).
Hypothesis pG : posdef G.
Local Notation vec := 'cV[R]_k.
Implicit Types (u x y z w a : vec).
Let Q := invmx G.
Let t : vec := \col_i G i i.

Lemma qf_bump z i d :
  qf Q (z + d *: delta_mx i 0) = qf Q z + d * (Q *m z) i 0 *+ 2 + d ^+ 2 * Q i i.
Proof.
have dd x : dot (delta_mx i 0 : vec) x = x i 0.
  rewrite /dot (bigD1 i) //= big1 ?addr0 => [|j /negbTE ne].
    by rewrite mxE !eqxx mul1r.
  by rewrite mxE ne mul0r.
have -> : z + d *: delta_mx i 0 = 1 *: z + d *: delta_mx i 0 by rewrite scale1r.
rewrite (qf_lin _ _ _ _ (symQ pG)) expr1n !mul1r.
have -> : dot z (invmx G *m delta_mx i 0) = (Q *m z) i 0.
  by rewrite -(dotQ pG) dotC dd.
congr (_ + _ + _ * _); rewrite /qf dd mxE (bigD1 i) //= big1 ?addr0 => [|j /negbTE ne].
  by rewrite mxE !eqxx mulr1.
by rewrite mxE ne mulr0.
Qed.

(* The maximum of a convex form over a box is at a vertex, with room to spare elsewhere. *)
Lemma vertex a z (r : seq 'I_k) : uniq r -> (forall i, `|z i 0| <= a i 0) ->
  exists y, [/\ forall i, i \in r -> y i 0 = a i 0 \/ y i 0 = - a i 0,
                forall i, i \notin r -> y i 0 = z i 0
              & qf Q z + \sum_(i <- r) Q i i * ((a i 0) ^+ 2 - (z i 0) ^+ 2) <= qf Q y].
Proof.
elim: r => [|i r IH] /= => [_ _|/andP[ir ur] box].
  by exists z; split=> //; rewrite big_nil addr0.
have [y [ya yz le]] := IH ur box; have yi := yz i ir.
pose h := (Q *m y) i 0 - Q i i * z i 0.
pose e : R := if 0 <= h then 1 else -1.
have ge : 0 <= (e * a i 0 - z i 0) * h.
  have := box i; rewrite ler_norml => /andP[lo hi]; rewrite /e; case: ifP => [h0|/negbT].
    by rewrite mulr_ge0 // mul1r subr_ge0.
  rewrite -ltNge => /ltW h0; rewrite mulr_le0 // mulN1r subr_le0 //.
have e2 : e ^+ 2 = 1 by rewrite /e; case: ifP; rewrite ?sqrrN expr1n.
exists (y + (e * a i 0 - z i 0) *: delta_mx i 0); split.
- move=> j; rewrite inE !mxE; case: (eqVneq j i) => [->|ne] /=.
    rewrite yi ?eqxx mulr1 addrC subrK /e => _.
    by case: ifP => _; [left|right]; rewrite ?mul1r ?mulN1r.
  by move=> /ya; rewrite mulr0 addr0.
- move=> j; rewrite inE negb_or => /andP[/negbTE ne jr].
  by rewrite !mxE ne mulr0 addr0 yz.
rewrite big_cons qf_bump addrCA addrC; apply: le_trans (ler_add le (lexx _)) _.
rewrite -addrA ler_add2l -subr_ge0.
move: ge e2; rewrite /h; move: ((Q *m y) i 0) (Q i i) (a i 0) (z i 0) => q d b x ge e2.
have -> : (e * b - x) * q *+ 2 + (e * b - x) ^+ 2 * d - d * (b ^+ 2 - x ^+ 2)
  = ((e * b - x) * (q - d * x)) *+ 2 + (e ^+ 2 - 1) * b ^+ 2 * d by ring.
by rewrite e2 subrr !mul0r addr0 mulrn_wge0.
Qed.

Theorem box_max a z : (forall i, `|z i 0| <= a i 0) ->
  (forall y, (forall i, y i 0 = a i 0 \/ y i 0 = - a i 0) -> qf Q y <= qf Q z) ->
  forall i, (z i 0) ^+ 2 = (a i 0) ^+ 2.
Proof.
move=> box H; have [y [ya _ le]] := vertex (enum_uniq 'I_k) box.
have {}le := le_trans le (H y (fun i => ya i (mem_enum _ i))).
have ge i : 0 <= Q i i * ((a i 0) ^+ 2 - (z i 0) ^+ 2).
  apply: mulr_ge0.
    have := (qfQ_gt0 pG (delta_neq0 R i)); rewrite -[delta_mx i 0]add0r -[delta_mx i 0]scale1r.
    by rewrite qf_bump qf0 mulmx0 mxE mulr0 mul0rn !add0r expr1n mul1r => /ltW.
  rewrite subr_ge0 -real_normK ?num_real // ler_sqr ?nnegrE //.
  exact: le_trans (normr_ge0 _) (box i).
move: le; rewrite -[X in _ <= X]addr0 ler_add2l => le i; apply/eqP.
have : \sum_(i <- enum 'I_k) Q i i * (a i 0 ^+ 2 - z i 0 ^+ 2) == 0.
  by rewrite eq_le le sumr_ge0.
rewrite psumr_eq0 // => /allP/(_ i (mem_enum _ i)) /=; rewrite mulf_eq0 => /orP[/eqP Qi|].
  have := (qfQ_gt0 pG (delta_neq0 R i)); rewrite -[delta_mx i 0]add0r -[delta_mx i 0]scale1r.
  by rewrite qf_bump qf0 mulmx0 mxE mulr0 mul0rn !add0r Qi mulr0 ltxx.
by rewrite subr_eq0 eq_sym.
Qed.

Theorem paretok1_intro u : u != 0 ->
  (forall y, (forall i, `|y i 0| = `|u i 0|) -> qf Q y <= qf Q u) ->
  pareto (regionk1 G) (t - value Q u).
Proof.
move=> u0 H; split; first by exists u.
move=> _ [z0 z00 ->]; rewrite -/Q -/t => - [ge [i lt]].
have c0 := qfQ_gt0 pG u0; have d0 := qfQ_gt0 pG z00.
pose s := Num.sqrt (qf Q u / qf Q z0); pose z := s *: z0.
have s2 : s ^+ 2 = qf Q u / qf Q z0 by rewrite sqr_sqrtr // divr_ge0 ?ltW.
have qz : qf Q z = qf Q u by rewrite qfZ s2 divfK // gt_eqF.
have zv j : value Q z0 j 0 = (z j 0) ^+ 2 / qf Q u.
  rewrite !mxE exprMn s2; move: (lt0r_neq0 c0) (lt0r_neq0 d0).
  move: (qf Q u) (qf Q z0) (z0 j 0) => C D x C0 D0.
  by rewrite -(mulrA C) [RHS]mulrAC mulfV // mul1r mulrC.
have cmp j : ((t - value Q u) j 0 <= (t - value Q z0) j 0) = ((z j 0) ^+ 2 <= (u j 0) ^+ 2).
  rewrite [X in X <= _]mxE [X in _ <= X]mxE ler_add2l [X in X <= _]mxE [X in _ <= X]mxE.
  by rewrite ler_opp2 zv [X in _ <= X]mxE ler_pmul2r // invr_gt0.
have eqz : forall j, z j 0 ^+ 2 = (\col_j `|u j 0|) j 0 ^+ 2.
  apply: box_max => [j|y ya].
    have := ge j; rewrite cmp => le.
    by rewrite [X in _ <= X]mxE -ler_sqr ?nnegrE // !real_normK ?num_real.
  rewrite qz; apply: H => j; case: (ya j); rewrite mxE => ->; by rewrite ?normrN normr_id.
move: lt; rewrite ltNge => /negP; apply.
rewrite [X in X <= _]mxE [X in _ <= X]mxE ler_add2l [X in X <= _]mxE [X in _ <= X]mxE.
by rewrite ler_opp2 zv [X in X <= _]mxE eqz mxE real_normK ?num_real.
Qed.
End Widthk1.
