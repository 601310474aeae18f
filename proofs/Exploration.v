(* Theorem 3.10: C1 is sufficient for width 1, C2 for width k-1. Neither Perron-Frobenius nor
   compactness nor square roots are used. *)
From mathcomp Require Import all_ssreflect all_algebra ring.
From Scalarization Require Import Definitions Forms Regions Reachability Complementarity.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.

Section Identity.
Variables (R : realFieldType) (k : nat).
Local Notation vec := 'cV[R]_k.
Implicit Types (A : 'M[R]_k) (w a x : vec).

Definition had w a : vec := \col_i (w i 0 * a i 0).

Lemma identity A w a : A^T = A ->
  \sum_i \sum_j A i j * (w i 0 * w j 0) * (a i 0 - a j 0) ^+ 2
  = (\sum_i (a i 0) ^+ 2 * (w i 0 * (A *m w) i 0)) *+ 2 - qf A (had w a) *+ 2.
Proof.
move=> sA.
have S1 : \sum_i (a i 0) ^+ 2 * (w i 0 * (A *m w) i 0)
        = \sum_i \sum_j A i j * (w i 0 * w j 0) * (a i 0) ^+ 2.
  apply: eq_bigr => i _; rewrite mxE !mulr_sumr; apply: eq_bigr => j _.
  by move: (A i j) (w i 0) (w j 0) (a i 0) => p q r s; ring.
have S2 : \sum_i (a i 0) ^+ 2 * (w i 0 * (A *m w) i 0)
        = \sum_i \sum_j A i j * (w i 0 * w j 0) * (a j 0) ^+ 2.
  rewrite S1 exchange_big /=; apply: eq_bigr => i _; apply: eq_bigr => j _.
  by rewrite -[in LHS]sA mxE [w j 0 * _]mulrC.
rewrite mulr2n {1}S1 S2 qfE -big_split /= -sumrMnl -sumrB; apply: eq_bigr => i _.
rewrite -big_split /= -sumrMnl -sumrB; apply: eq_bigr => j _; rewrite !mxE.
by move: (A i j) (w i 0) (w j 0) (a i 0) (a j 0) => p q r s t; ring.
Qed.

Lemma identity_le A w a : A^T = A -> (forall i j, 0 <= A i j * (w i 0 * w j 0)) ->
  qf A (had w a) <= \sum_i (a i 0) ^+ 2 * (w i 0 * (A *m w) i 0).
Proof.
move=> sA nn; rewrite -subr_ge0 -(pmulrn_lge0 _ (isT : (0 < 2)%N)) mulrnBl -identity //.
by apply: sumr_ge0 => i _; apply: sumr_ge0 => j _; rewrite mulr_ge0 ?sqr_ge0.
Qed.
End Identity.

Section Exploration.
Variables (R : realFieldType) (k : nat).
Local Notation vec := 'cV[R]_k.
Implicit Types (G Q : 'M[R]_k) (u x y z w p : vec).

(* ---------------------------------------------------------- width k-1 *)
(* The front under C2: directions with the signs that make Q non-negative. *)
Lemma front_under_C2 G s u : posdef G -> (forall i, s i = 1 \/ s i = -1) ->
  (forall i j, 0 <= s i * s j * invmx G i j) -> u != 0 ->
  pareto (regionk1 G) ((\col_i G i i) - value (invmx G) u) ->
  let y : vec := \col_i (s i * `|u i 0|) in
  [/\ y != 0, forall i j, 0 <= invmx G i j * (y i 0 * y j 0)
    & value (invmx G) u = value (invmx G) y].
Proof.
move=> pG s1 sQ u0 [_ par] y; set Q := invmx G in sQ par *.
set t : vec := \col_i G i i in par *.
have s2 i : s i * s i = 1 by case: (s1 i) => ->; rewrite ?mulrNN mulr1.
have yu i : (y i 0) ^+ 2 = (u i 0) ^+ 2.
  by rewrite mxE exprMn real_normK ?num_real // expr2 s2 mul1r.
have yn0 i : (y i 0 == 0) = (u i 0 == 0) by rewrite -sqrf_eq0 yu sqrf_eq0.
have y0 : y != 0.
  have [i ui] := vec_neq0 u0; apply: contraNneq ui => y00.
  by rewrite -yn0 y00 mxE.
have nn i j : 0 <= Q i j * (y i 0 * y j 0).
  have E5 (q a b c d : R) : q * (a * b * (c * d)) = (a * c * q) * (b * d) by ring.
  rewrite [y i 0]mxE [y j 0]mxE E5.
  by apply: mulr_ge0; [exact: sQ|exact: mulr_ge0].
have cy : qf Q u <= qf Q y.
  rewrite !qfE; apply: ler_sum => i _; apply: ler_sum => j _.
  rewrite -[X in X <= _]mulrA -[X in _ <= X]mulrA -(ger0_norm (nn i j)).
  apply: le_trans (ler_norm _) _; rewrite !normrM.
  suff E l : `|y l 0| = `|u l 0| by rewrite !E.
  by rewrite mxE normrM normr_id; case: (s1 l) => ->; rewrite ?normrN normr1 mul1r.
have c0 := qfQ_gt0 pG u0; have d0 := qfQ_gt0 pG y0; rewrite -/Q in c0 d0.
have cE : qf Q y = qf Q u.
  apply/le_anti; rewrite cy andbT leNgt; apply/negP => lt.
  apply: (par (t - value Q y)); first by exists y.
  have le : (qf Q y)^-1 < (qf Q u)^-1 by rewrite ltf_pinv.
  split=> [i|].
    rewrite [X in X <= _]mxE [X in _ <= X]mxE ler_add2l [X in X <= _]mxE [X in _ <= X]mxE.
    by rewrite ler_opp2 [X in X <= _]mxE [X in _ <= X]mxE yu ler_wpmul2l ?sqr_ge0 // ltW.
  have [i ui] := vec_neq0 u0; exists i.
  rewrite [X in X < _]mxE [X in _ < X]mxE ltr_add2l [X in X < _]mxE [X in _ < X]mxE.
  rewrite ltr_opp2 [X in X < _]mxE [X in _ < X]mxE yu ltr_pmul2l //.
  by rewrite lt_def sqrf_eq0 ui sqr_ge0.
by split=> //; apply: vecP => i; rewrite mxE [RHS]mxE yu cE.
Qed.

Theorem C2_sufficient G : posdef G -> balanced (invmx G) -> fully_explorable (regionk1 G).
Proof.
move=> pG [s s1 sQ] _ [[u u0 ->] par0].
have par : pareto (regionk1 G) ((\col_i G i i) - value (invmx G) u) by split=> //; exists u.
have [] := front_under_C2 pG s1 sQ u0 par; set y : vec := \col_i (s i * `|u i 0|).
set Q := invmx G in sQ *; set t : vec := \col_i G i i; clearbody y => y0 nn ->.
have d0 := qfQ_gt0 pG y0; rewrite -/Q in d0.
case: (boolP [exists i, y i 0 == 0]) => [/existsP[i /eqP yi]|].
  exists (delta_mx i 0).
    by split; [move=> j; rewrite mxE ler0n|exact: delta_neq0].
  split; first by exists y.
  move=> _ [z z0 ->]; rewrite -/Q -/t.
  have dd x : dot (delta_mx i 0 : vec) x = x i 0.
    rewrite /dot (bigD1 i) //= big1 ?addr0 => [|j /negbTE ne].
      by rewrite mxE !eqxx mul1r.
    by rewrite mxE ne mul0r.
  rewrite !dd [X in X <= _]mxE [X in _ <= X]mxE ler_add2l [X in X <= _]mxE [X in _ <= X]mxE.
  rewrite ler_opp2 [X in X <= _]mxE [X in _ <= X]mxE yi expr0n mul0r.
  by rewrite divr_ge0 ?sqr_ge0 // ltW // qfQ_gt0.
rewrite negb_exists => /forallP yne.
pose l : vec := \col_i ((Q *m y) i 0 / y i 0).
have st i : l i 0 * y i 0 = 1 * (Q *m y) i 0 by rewrite mxE divfK ?mul1r.
have l0 i : 0 <= l i 0.
  have y2 : 0 < (y i 0) ^+ 2 by rewrite lt_def sqrf_eq0 (yne i) sqr_ge0.
  rewrite -(pmulr_lge0 _ y2) expr2 mulrA st mul1r mxE mulr_suml sumr_ge0 // => j _.
  by rewrite -mulrA [y j 0 * _]mulrC.
have le x : qf (form G 1 l) x <= 0.
  rewrite qf_form mul1r subr_le0 -/Q.
  pose a : vec := \col_i (x i 0 / y i 0).
  have -> : x = had y a.
    by apply: vecP => i; rewrite !mxE mulrC divfK.
  apply: le_trans (identity_le a (symQ pG) nn) _; apply: ler_sum => i _.
  have E : y i 0 * (Q *m y) i 0 = l i 0 * y i 0 ^+ 2 by rewrite expr2 mulrA st mul1r mulrC.
  have E3 (b c d : R) : b ^+ 2 * (c * d ^+ 2) = c * (d * b) ^+ 2 by ring.
  by rewrite -/Q E E3 [(had y a) i 0]mxE.
exists l; last exact: (weights_optimumk1 pG y0 st le).
split=> //; apply/eqP => l00; have := dq_dot st; rewrite mul1r -/(qf Q y) l00.
by move=> E; move: d0; rewrite -E /dq big1 ?ltxx // => i _; rewrite mxE mul0r.
Qed.

(* ------------------------------------------------------------ width 1 *)
Lemma pareto1_elim G u z : posdef G -> u != 0 -> pareto (region1 G) (value (invmx G) u) ->
  (forall i, `|u i 0| <= z i 0) -> qf (invmx G) z <= qf (invmx G) u ->
  (forall i, z i 0 = `|u i 0|) /\ qf (invmx G) z = qf (invmx G) u.
Proof.
move=> pG u0 [_ par] ge le; set Q := invmx G in par le *.
have z2 i : (u i 0) ^+ 2 <= (z i 0) ^+ 2.
  by rewrite -real_normK ?num_real // ler_sqr ?nnegrE ?(le_trans _ (ge i)).
have z0 : z != 0.
  have [i ui] := vec_neq0 u0; apply: contraNneq ui => z00.
  by have := z2 i; rewrite z00 [X in _ <= X ^+ 2]mxE expr0n /= -sqrf_eq0 eq_le sqr_ge0 andbT.
have c0 := qfQ_gt0 pG u0; have d0 := qfQ_gt0 pG z0; rewrite -/Q in c0 d0.
have inv : (qf Q u)^-1 <= (qf Q z)^-1 by rewrite lef_pinv.
have dom i : value Q u i 0 <= value Q z i 0.
  rewrite [X in X <= _]mxE [X in _ <= X]mxE.
  by apply: ler_pmul; [exact: sqr_ge0|rewrite invr_ge0 ltW|exact: z2|exact: inv].
have eqv i : value Q u i 0 = value Q z i 0.
  apply/eqP; rewrite eq_le dom leNgt; apply/negP => lt; apply: (par (value Q z)).
    by exists z.
  by split=> //; exists i.
have cE : qf Q z = qf Q u.
  have [i ui] := vec_neq0 u0.
  have u2 : 0 < (u i 0) ^+ 2 by rewrite lt_def sqrf_eq0 ui sqr_ge0.
  apply/le_anti; rewrite le /= -lef_pinv // -(ler_pmul2l u2).
  have := eqv i; rewrite [LHS]mxE [RHS]mxE => ->.
  by rewrite ler_wpmul2r ?invr_ge0 // ltW.
split=> // i; apply/eqP; rewrite -(eqr_expn2 (isT : (0 < 2)%N)) ?(le_trans _ (ge i)) //.
rewrite real_normK ?num_real //; have := eqv i; rewrite [LHS]mxE [RHS]mxE cE.
by move/(mulIf (invr_neq0 (lt0r_neq0 c0))) => ->.
Qed.

Lemma mul_ge0 G w : (forall i j, 0 <= G i j) -> (forall i, 0 <= w i 0) ->
  forall i, 0 <= (G *m w) i 0.
Proof. by move=> nG w0 i; rewrite mxE sumr_ge0 // => j _; rewrite mulr_ge0. Qed.

Lemma absle (a b : R) : 0 <= b + a -> 0 <= b -> `|a| <= a + 2%:R * b.
Proof.
move=> ba b0; rewrite ler_norml ler_addl mulr_ge0 ?ler0n // andbT -subr_ge0 opprK.
have -> : a + (a + 2%:R * b) = (b + a) *+ 2 by ring.
by rewrite mulrn_wge0.
Qed.

(* The front under C1: directions G w with w >= 0. *)
Lemma front_under_C1 G u : posdef G -> (forall i j, 0 <= G i j) -> u != 0 ->
  pareto (region1 G) (value (invmx G) u) ->
  exists w, [/\ forall i, 0 <= w i 0, G *m w != 0
              & value (invmx G) u = value (invmx G) (G *m w)].
Proof.
move=> pG nG u0 par; set Q := invmx G.
(* u' = u + 2 G y reaches |u| on the same level: Lemma 3.4. *)
have [y [y0 gy yg]] := lcp u pG; rewrite /grad in gy yg.
have Gy := mul_ge0 nG y0.
pose u' := u + 2%:R *: (G *m y).
have ge' i : `|u i 0| <= u' i 0.
  rewrite /u' mxE [(2%:R *: (G *m y)) i 0]mxE; apply: absle => //.
  by have := gy i; rewrite mxE.
have cu' : qf Q u' = qf Q u.
  have -> : u' = 1 *: u + 2%:R *: (G *m y) by rewrite scale1r.
  rewrite (qf_lin _ _ _ _ (symQ pG)) (qfQ_G pG) (mulQG pG).
  have yu : dot u y = - qf G y.
    by move: yg; rewrite dotDr addrC -/(qf G y) dotC => /eqP; rewrite addr_eq0 => /eqP.
  by rewrite yu -/Q; move: (qf G y) (qf Q u) => b c; ring.
(* the least form over z >= |u| is at some G w, w >= 0. *)
pose a : vec := - \col_i `|u i 0|.
have [w [w0 gw wg]] := lcp a pG; rewrite /grad in gw wg.
have gew i : `|u i 0| <= (G *m w) i 0.
  by have := gw i; rewrite [X in _ <= X]mxE [a i 0]mxE [(\col__ _) i 0]mxE subr_ge0.
have wa : - dot w a = qf G w.
  by move: wg; rewrite dotDr -/(qf G w) => /eqP; rewrite addr_eq0 => /eqP ->.
have le_w : qf Q (G *m w) <= qf Q u.
  rewrite (qfQ_G pG) -cu'; case: (eqVneq w 0) => [->|wn0].
    by rewrite qf0 qfQ_ge0.
  have r0 := pG.2 _ wn0; rewrite -(ler_pmul2l r0); apply: le_trans (cs pG w u').
  rewrite -expr2 ler_sqr ?nnegrE ?(ltW r0) //.
    rewrite -wa -dotNr; apply: ler_sum => i _; rewrite ler_wpmul2l //.
    by rewrite [(- a) i 0]mxE [a i 0]mxE opprK mxE.
  by apply: sumr_ge0 => i _; rewrite mulr_ge0 // (le_trans _ (ge' i)).
have [E cE] := pareto1_elim pG u0 par gew le_w; rewrite -/Q in cE.
exists w; split=> //; last first.
  apply: vecP => i; rewrite mxE [RHS]mxE -/Q cE E real_normK ?num_real //.
have [i ui] := vec_neq0 u0; apply: contraNneq ui => /matrixP/(_ i 0).
by rewrite E mxE => /eqP; rewrite normr_eq0.
Qed.

Lemma C1_nonneg G : posdef G -> (forall i j, 0 <= G i j) -> fully_explorable (region1 G).
Proof.
move=> pG nG _ [[u u0 ->] par0].
have par : pareto (region1 G) (value (invmx G) u) by split=> //; exists u.
have [w [w0 u1 ->]] := front_under_C1 pG nG u0 par; set Q := invmx G.
pose v := G *m w; pose l : vec := \col_i (w i 0 / v i 0).
have v0 i : 0 <= v i 0 by exact: mul_ge0.
have vw i : v i 0 = 0 -> w i 0 = 0.
  move=> E; apply/eqP/negPn/negP => wi.
  have wi0 : 0 < w i 0 by rewrite lt_def wi w0.
  have Gii : 0 < G i i.
    have := pG.2 _ (delta_neq0 R i); rewrite qfE (bigD1 i) //= (bigD1 i) //=.
    rewrite !big1 ?addr0 => [|j /negbTE ne|j /negbTE ne].
    - by rewrite !mxE !eqxx !mulr1.
    - by rewrite big1 // => m _; rewrite !mxE ne mulr0 mul0r.
    - by rewrite !mxE ne !mulr0.
  have : 0 < v i 0.
    rewrite /v mxE (bigD1 i) //= ltr_paddr ?mulr_gt0 //.
    by apply: sumr_ge0 => j _; rewrite mulr_ge0.
  by rewrite E ltxx.
have Qv : Q *m v = w by rewrite /v (mulQG pG).
have st i : l i 0 * v i 0 = 1 * (Q *m v) i 0.
  rewrite Qv mul1r mxE; case: (eqVneq (v i 0) 0) => [E|ne]; last by rewrite divfK.
  by rewrite E invr0 !mulr0 vw.
have l0 i : 0 <= l i 0 by rewrite mxE divr_ge0.
have psd x : 0 <= qf (form G 1 l) x.
  rewrite qf_form mul1r subr_ge0.
  pose a : vec := \col_i (x i 0 / v i 0); pose b := had w a.
  have bx : dot b x = dq l x.
    have E4 (c d e : R) : c * (d * e) * d = c * e * d ^+ 2 by ring.
    by apply: eq_bigr => i _; rewrite [b i 0]mxE [a i 0]mxE [l i 0]mxE E4.
  have bb : qf G b <= dq l x.
    have nn i j : 0 <= G i j * (w i 0 * w j 0) by rewrite !mulr_ge0.
    apply: le_trans (identity_le a pG.1 nn) _; apply: ler_sum => i _; rewrite -/v.
    rewrite [a i 0]mxE [l i 0]mxE; case: (eqVneq (v i 0) 0) => [E|ne].
      by rewrite E invr0 !mulr0 mul0r.
    rewrite exprMn le_eqVlt; apply/orP; left; apply/eqP.
    move: (x i 0) (v i 0) (w i 0) ne => c d e ne; field; exact: ne.
  case: (eqVneq (dq l x) 0) => [->|nz]; first exact: qfQ_ge0.
  have d0 : 0 < dq l x.
    by rewrite lt_def nz; apply: sumr_ge0 => i _; rewrite mulr_ge0 ?sqr_ge0.
  rewrite -(ler_pmul2l d0); have := cs pG b x; rewrite bx expr2 => /le_trans; apply.
  by rewrite ler_wpmul2r // qfQ_ge0.
exists l; last exact: (weights_optimum1 pG u1 st psd).
split=> //; apply/eqP => l00; have := dq_dot st; rewrite mul1r -/(qf Q v) l00.
move=> E; have := qfQ_gt0 pG u1; rewrite -/v -/Q -E /dq big1 ?ltxx // => i _.
by rewrite mxE mul0r.
Qed.

(* Switching the signs of tasks changes nothing. *)
Section Switch.
Variables (G : 'M[R]_k) (s : 'I_k -> R).
Hypotheses (pG : posdef G) (s1 : forall i, s i = 1 \/ s i = -1).
Let D : 'M[R]_k := diag_mx (\row_i s i).

Lemma s_sq i : s i * s i = 1.
Proof. by case: (s1 i) => ->; rewrite ?mulrNN mulr1. Qed.
Lemma D_E x i : (D *m x) i 0 = s i * x i 0.
Proof. by rewrite mul_diag_mx !mxE. Qed.
Lemma DD : D *m D = 1%:M.
Proof.
apply/matrixP => i j; rewrite mul_diag_mx !mxE; case: (eqVneq i j) => [->|_].
  by rewrite !mulr1n s_sq.
by rewrite !mulr0n mulr0.
Qed.
Lemma DDK x : D *m (D *m x) = x.
Proof. by rewrite mulmxA DD mul1mx. Qed.
Lemma D_sym : D^T = D. Proof. exact: tr_diag_mx. Qed.
Definition switched : 'M[R]_k := D *m G *m D.
Lemma switchedE i j : switched i j = s i * s j * G i j.
Proof. by rewrite /switched mul_mx_diag mul_diag_mx !mxE mulrAC. Qed.
Lemma qf_switch (A : 'M[R]_k) x : qf (D *m A *m D) x = qf A (D *m x).
Proof. by rewrite /qf -!mulmxA dot_mul D_sym. Qed.
Lemma D_neq0 x : x != 0 -> D *m x != 0.
Proof. by apply: contra => /eqP E; rewrite -(DDK x) E mulmx0. Qed.
Lemma posdef_switched : posdef switched.
Proof.
split; first by rewrite /switched !trmx_mul D_sym pG.1 mulmxA.
by move=> x nz; rewrite qf_switch; apply: pG.2; exact: D_neq0.
Qed.
Lemma inv_switched : invmx switched = D *m invmx G *m D.
Proof.
have E : switched *m (D *m invmx G *m D) = 1%:M.
  rewrite /switched !mulmxA -(mulmxA (D *m G)) DD mulmx1 -(mulmxA D G) mulmxV ?posdef_unit //.
  by rewrite mulmx1 DD.
by rewrite -[RHS](mulKmx (posdef_unit posdef_switched)) E mulmx1.
Qed.
Lemma value_switched u : value (invmx switched) u = value (invmx G) (D *m u).
Proof.
apply: vecP => i; rewrite mxE [RHS]mxE inv_switched qf_switch D_E exprMn.
by rewrite [s i ^+ 2]expr2 s_sq mul1r.
Qed.
Lemma region1_switched p : region1 switched p <-> region1 G p.
Proof.
split=> - [u u0 ->]; exists (D *m u); rewrite ?D_neq0 ?value_switched ?DDK //.
Qed.
Lemma explorable_switched : fully_explorable (region1 switched) -> fully_explorable (region1 G).
Proof.
move=> H p [Fp par]; have [|l wl [_ opt]] := H p.
  by split; [exact/region1_switched|move=> q /region1_switched; exact: par].
by exists l => //; split=> // q Fq; apply: opt; exact/region1_switched.
Qed.
End Switch.

Theorem C1_sufficient G : posdef G -> balanced G -> fully_explorable (region1 G).
Proof.
move=> pG [s s1 nG]; apply: (explorable_switched pG s1); apply: C1_nonneg.
  exact: posdef_switched.
by move=> i j; rewrite switchedE.
Qed.

(* ------------------------------------------ a frustrated cycle excludes balance *)
Definition cycle_product (M : 'M[R]_k) (c : seq 'I_k) : R :=
  \prod_(e <- zip c (rot 1 c)) M e.1 e.2.

Theorem frustrated_cycle (M : 'M[R]_k) c : cycle_product M c < 0 -> ~ balanced M.
Proof.
move=> neg [s s1 nn]; move: neg; rewrite ltNge => /negP; apply.
have prods (d : seq 'I_k) : (\prod_(i <- d) s i) ^+ 2 = 1.
  by elim: d => [|i d IH]; rewrite ?big_nil ?expr1n // big_cons exprMn IH mulr1 expr2 s_sq.
have sz : size c = size (rot 1 c) by rewrite size_rot.
have E : \prod_(e <- zip c (rot 1 c)) (s e.1 * s e.2) = 1.
  rewrite big_split /= -(big_map fst xpredT s) -(big_map snd xpredT s).
  rewrite -/(unzip1 _) -/(unzip2 _) unzip1_zip ?sz // unzip2_zip ?sz //.
  by rewrite [X in _ * X](perm_big c) ?perm_rot // -expr2 prods.
rewrite -[cycle_product _ _]mul1r -E -big_split /=; apply: prodr_ge0 => e _; exact: nn.
Qed.
End Exploration.
