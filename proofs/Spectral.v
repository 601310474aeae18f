(* Over the real numbers a positive definite matrix has an orthonormal basis of eigenvectors, the
   eigenvalues in decreasing order. *)
From mathcomp Require Import all_ssreflect all_algebra ring.
From Scalarization Require Import Definitions Forms Networks Compactness.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.

Section Spectral.
Variables (R : rcfType) (k : nat) (A : 'M[R]_k).
Hypotheses (cR : complete R) (pA : posdef A).
Local Notation vec := 'cV[R]_k.
Implicit Types (x y z : vec) (s : seq vec).

Definition unit_perp s x := dot x x = 1 /\ forall y, y \in s -> dot y x = 0.

Lemma unit_entry x i : dot x x = 1 -> `|x i 0| <= 1.
Proof.
move=> x1; rewrite -(@expr_le1 _ 2) // real_normK ?num_real // -x1 /dot (bigD1 i) //= -expr2.
by rewrite ler_addl; apply: sumr_ge0 => j _; rewrite -expr2 sqr_ge0.
Qed.

Lemma qf_close (C : 'M[R]_k) x : exists K, forall y e, e < 1 -> dot y y = 1 ->
  (forall i, `|y i 0 - x i 0| < e) -> `|qf C y - qf C x| <= K * e.
Proof.
exists (\sum_i \sum_j `|C i j| * 3%:R) => y e e1 y1 near.
have y_1 i := unit_entry i y1; rewrite !qfE -sumrB mulr_suml.
apply: le_trans (ler_norm_sum _ _ _) _; apply: ler_sum => i _; rewrite -sumrB mulr_suml.
apply: le_trans (ler_norm_sum _ _ _) _; apply: ler_sum => j _.
have -> : C i j * y i 0 * y j 0 - C i j * x i 0 * x j 0
    = C i j * ((y i 0 - x i 0) * y j 0 + y i 0 * (y j 0 - x j 0)
               - (y i 0 - x i 0) * (y j 0 - x j 0)) by aring.
rewrite normrM -mulrA ler_wpmul2l //; apply: le_trans (ler_norm_sub _ _) _.
apply: le_trans (ler_add (ler_norm_add _ _) (lexx _)) _; rewrite !normrM.
have -> : 3%:R * e = e * 1 + 1 * e + e * 1 by ring.
have nearW l : `|y l 0 - x l 0| <= e by exact: ltW.
apply: ler_add; first apply: ler_add; apply: ler_pmul => //.
exact: le_trans (nearW j) (ltW e1).
Qed.

Lemma qf_square y x : qf (y *m y^T) x = dot y x ^+ 2.
Proof. by rewrite /qf -mulmxA tr_mul mul_mx_scalar dotZr dotC expr2. Qed.
Lemma qf_1 x : qf 1%:M x = dot x x.
Proof. by rewrite /qf mul1mx. Qed.

Lemma sphere_max s : (exists x, unit_perp s x) ->
  exists2 x, unit_perp s x & forall z, unit_perp s z -> qf A z <= qf A x.
Proof.
move=> ne; pose E v := exists2 x, unit_perp s x & qf A x = v.
have [||M ME] := cR (E := E).
- by have [x ux] := ne; exists (qf A x), x.
- exists (\sum_i \sum_j `|A i j|) => v [x [x1 _] <-]; rewrite qfE.
  apply: ler_sum => i _; apply: ler_sum => j _; apply: le_trans (ler_norm _) _.
  rewrite !normrM -mulrA ler_pimulr //; rewrite -[1]mulr1; apply: ler_pmul => //; exact: unit_entry.
pose S e x := unit_perp s x /\ M - e < qf A x.
have [|||a aP] := @cluster R cR _ _ (fun (i : 'I_k) x => x i 0) 1 (enum predT) S.
- by move=> e e' x le [ux lt]; split=> //; apply: le_lt_trans lt; rewrite ler_add2l ler_opp2.
- move=> e e0 none; have /negP : ~~ (M <= M - e) by rewrite -ltNge ltr_subl_addr ltr_addl.
  apply; apply/ME => v [x ux <-]; rewrite leNgt; apply/negP => lt.
  by apply: none; exists x.
- by move=> i e x [[x1 _] _]; exact: unit_entry.
pose x : vec := \col_i a i.
have lim C c : (forall e y, 0 < e -> S e y -> c - e <= qf C y) -> c <= qf C x.
  move=> H; rewrite -subr_le0; have [K close] := qf_close C x.
  apply: (@le_small _ _ (1 + K)) => e e0 e1 no; apply: (aP e e0) => -[y Sy near]; apply: no.
  have le : `|qf C y - qf C x| <= K * e.
    by apply: close => //; [case: Sy => -[]|move=> i; rewrite mxE; apply: near; rewrite mem_enum].
  have := H e y e0 Sy; rewrite mulrDl mul1r !ler_subl_addr => le'; apply: le_trans le' _.
  by rewrite addrC -addrA ler_add2l -ler_subl_addr; exact: le_trans (ler_norm _) le.
have lim_eq C c : (forall e y, S e y -> qf C y = c) -> qf C x = c.
  move=> H; apply/le_anti/andP; split; last first.
    by apply: lim => e y e0 /H ->; rewrite ler_subl_addr ler_addl ltW.
  rewrite -ler_opp2 -[X in _ <= X](_ : qf (- C) x = _); last by rewrite /qf mulNmx dotNr.
  apply: lim => e y e0 /H <-; rewrite /qf mulNmx dotNr ler_subl_addr ler_addl; exact: ltW.
have ux : unit_perp s x.
  split; first by rewrite -qf_1; apply: lim_eq => e y [[y1 _] _]; rewrite qf_1.
  move=> y ys; apply/eqP; rewrite -sqrf_eq0 -qf_square; apply/eqP; apply: lim_eq.
  by move=> e z [[_ perp] _]; rewrite qf_square perp // expr0n.
exists x => // z uz; apply: le_trans (_ : M <= _).
  by apply: (ME M).2 (lexx M) _ _; exists z.
by apply: lim => e y _ [_ /ltW].
Qed.

(* The psd_kernel of Forms.v on a subspace. *)
Lemma kernel_on (B : 'M[R]_k) x : B^T = B -> qf B x = 0 ->
  (forall a b, 0 <= qf B (a *: x + b *: (B *m x))) -> B *m x = 0.
Proof.
move=> sB x0 psd; set y := B *m x in psd *; apply: dot_xx_eq0.
set t := dot y y; have t0 : 0 <= t by exact: dot_xx_ge0.
have q0 : 0 <= qf B y by have := psd 0 1; rewrite scale0r scale1r add0r.
have := psd (qf B y + 1) (- t); rewrite (qf_lin _ _ _ _ sB) x0.
have -> : dot x (B *m y) = t by rewrite dot_mul sB.
have -> : (qf B y + 1) ^+ 2 * 0 + (qf B y + 1) * - t * t *+ 2 + (- t) ^+ 2 * qf B y
          = - (t ^+ 2 * (qf B y + 2%:R)) by aring.
rewrite oppr_ge0 pmulr_lle0; last by rewrite ltr_paddl ?ltr0n.
by move=> H; apply/eqP; rewrite -sqrf_eq0 eq_le H sqr_ge0.
Qed.

Lemma maximum_eigen s x : (forall y, y \in s -> exists b, A *m y = b *: y) -> unit_perp s x ->
  (forall z, unit_perp s z -> qf A z <= qf A x) -> A *m x = qf A x *: x.
Proof.
move=> eig [x1 perp] max; set a := qf A x; pose B := a%:M - A.
have sB : B^T = B by rewrite linearB /= tr_scalar_mx pA.1.
have qB z : qf B z = a * dot z z - qf A z by rewrite /qf mulmxBl mul_scalar_mx dotBr dotZr.
have Bx : B *m x = a *: x - A *m x by rewrite mulmxBl mul_scalar_mx.
apply/eqP; rewrite eq_sym -subr_eq0 -Bx; apply/eqP; apply: kernel_on => //.
  by rewrite qB x1 mulr1 subrr.
move=> b c; set z := _ + _; have zs y : y \in s -> dot y z = 0.
  move=> ys; have [d Ay] := eig y ys; rewrite dotDr !dotZr perp // mulr0 add0r Bx dotBr dotZr.
  by rewrite perp // mulr0 sub0r dot_mul pA.1 Ay dotZl perp // mulr0 oppr0 mulr0.
rewrite qB subr_ge0; case: (eqVneq z 0) => [->|z0]; first by rewrite qf0 dot0r mulr0.
have zz : 0 < dot z z by rewrite lt_def dot_xx_ge0 andbT; apply: contra z0 => /eqP/dot_xx_eq0 ->.
set r := Num.sqrt (dot z z); have r2 : r ^+ 2 = dot z z by rewrite sqr_sqrtr // ltW.
have r0 : r != 0 by rewrite gt_eqF // sqrtr_gt0.
have : qf A (r^-1 *: z) <= a.
  apply: max; split=> [|y ys]; last by rewrite dotZr zs // mulr0.
  by rewrite dotZl dotZr mulrA -expr2 exprVn r2 mulVf // gt_eqF.
by rewrite qfZ exprVn r2 mulrC ler_pdivr_mulr.
Qed.

Definition orthonormal s := forall i j, (i < size s)%N -> (j < size s)%N ->
  dot (nth 0 s i) (nth 0 s j) = (i == j)%:R.

Lemma perp_exists s : (size s < k)%N -> exists x, unit_perp s x.
Proof.
move=> sk; pose M : 'M[R]_(k, size s) := \matrix_(i, j) nth 0 s j i 0.
have : kermx M != 0.
  rewrite kermx_eq0 /row_free neq_ltn; apply/orP; left.
  exact: leq_ltn_trans (rank_leq_col _) sk.
case/rowV0Pn => r /sub_kermxP rM r0; pose z := r^T.
have z0 : z != 0 by apply: contra r0 => /eqP E; rewrite -[r]trmxK -/z E trmx0.
have zz : 0 < dot z z by rewrite lt_def dot_xx_ge0 andbT; apply: contra z0 => /eqP/dot_xx_eq0 ->.
set c := Num.sqrt (dot z z); have c2 : c ^+ 2 = dot z z by rewrite sqr_sqrtr // ltW.
exists (c^-1 *: z); split=> [|y ys].
  by rewrite dotZl dotZr mulrA -expr2 exprVn c2 mulVf // gt_eqF.
rewrite dotZr; have -> : dot y z = 0; last by rewrite mulr0.
have js : (index y s < size s)%N by rewrite index_mem.
have := congr1 (fun N : 'rV_(size s) => N 0 (Ordinal js)) rM; rewrite !mxE => <-.
by apply: eq_bigr => i _; rewrite !mxE /= nth_index // mulrC.
Qed.

Lemma basis j : (j <= k)%N -> exists s, [/\ size s = j, orthonormal s,
  forall y, y \in s -> A *m y = qf A y *: y
  & forall i z, (i < j)%N -> unit_perp (take i s) z -> qf A z <= qf A (nth 0 s i)].
Proof.
elim: j => [|j IH] jk; first by exists [::]; split.
have [s [sj orth eig max]] := IH (ltnW jk).
have [x ux best] := sphere_max (perp_exists (eq_ind_r (fun l => (l < k)%N) jk sj)).
have [x1 perp] := ux.
have eigx : A *m x = qf A x *: x.
  by apply: maximum_eigen ux best => y ys; exists (qf A y); exact: eig.
exists (rcons s x); split.
- by rewrite size_rcons sj.
- move=> a b; rewrite size_rcons !ltnS !nth_rcons => aj bj.
  case: ltngtP aj => // [a_lt|a_eq] _; case: ltngtP bj => // [b_lt|b_eq] _.
  + exact: orth.
  + by rewrite perp ?mem_nth // b_eq ltn_eqF.
  + by rewrite dotC perp ?mem_nth // a_eq gtn_eqF.
  + by rewrite x1 a_eq b_eq eqxx.
- by move=> y; rewrite mem_rcons inE => /orP[/eqP ->|/eig].
move=> i z; rewrite ltnS nth_rcons sj => ij; rewrite -cats1 take_cat sj.
case: ltngtP ij => // [lt|->] _; first exact: max.
by rewrite subnn take0 cats0; exact: best.
Qed.

Theorem spectral : exists (O : 'M[R]_k) (a : 'I_k -> R), [/\ O *m O^T = 1%:M,
  A *m O = O *m diag_mx (\row_i a i), forall i, 0 < a i
  & forall i j : 'I_k, (i <= j)%N -> a j <= a i].
Proof.
have [s [sk orth eig max]] := basis (leqnn k).
pose O : 'M[R]_k := \matrix_(i, j) nth 0 s j i 0.
have colO (j : 'I_k) : col j O = nth 0 s j by apply: vecP => i; rewrite !mxE.
exists O, (fun i => qf A (nth 0 s i)); split.
- apply: mulmx1C; apply/matrixP => i j; rewrite mxE [RHS]mxE -(inj_eq val_inj) /=.
  rewrite -orth ?sk ?ltn_ord //; by apply: eq_bigr => l _; rewrite !mxE.
- apply/matrixP => i j; have /(congr1 (fun x : 'cV_k => x i 0)) : A *m col j O
      = qf A (nth 0 s j) *: col j O by rewrite colO; apply: eig; rewrite mem_nth // sk.
  rewrite colE mulmxA -colE [X in X = _]mxE => ->; rewrite [RHS]mxE (bigD1 j) //= big1.
    by rewrite -colE !mxE eqxx mulr1n addr0 mulrC.
  by move=> l lj; rewrite [diag_mx _ _ _]mxE (negbTE lj) mulr0n mulr0.
- move=> i; apply: pA.2; apply/eqP => z; have := orth i i; rewrite sk ltn_ord z dot0r eqxx.
  by move=> /(_ isT isT)/eqP; rewrite eq_sym oner_eq0.
move=> i j ij; apply: max => //; split; first by rewrite orth ?sk ?eqxx.
move=> y /(nthP 0)[l]; rewrite size_take sk ltn_ord => li <-; rewrite nth_take // orth ?sk //.
  by rewrite ltn_eqF // (leq_trans li).
exact: ltn_trans li (ltn_ord i).
Qed.
End Spectral.
