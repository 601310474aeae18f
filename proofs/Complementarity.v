(* A strictly convex quadratic over the non-negative orthant has a minimiser: for a positive
   definite G and any q there is y >= 0 with G y + q >= 0 and y.(G y + q) = 0. No compactness:
   the finitely many minimisers over coordinate subspaces are enough. *)
From mathcomp Require Import all_ssreflect all_algebra ring.
From Scalarization Require Import Definitions Forms Regions Reachability.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory Order.Theory Order.TotalTheory.
Local Open Scope ring_scope.

Section Complementarity.
Variables (R : realFieldType) (k : nat) (G : 'M[R]_k) (q : 'cV[R]_k).
Hypothesis pG : posdef G.
Local Notation vec := 'cV[R]_k.
Implicit Types (x y z m : vec) (S : {set 'I_k}).

Definition obj y : R := qf G y + dot q y *+ 2.
Definition grad y : vec := G *m y + q.

Lemma obj_diff y z : obj z = obj y + dot (z - y) (grad y) *+ 2 + qf G (z - y).
Proof.
have -> : qf G (z - y) = qf G (1 *: z + (-1) *: y) by rewrite scale1r scaleN1r.
rewrite (qf_lin _ _ _ _ pG.1) /obj /grad dotDr ![dot (z - y) _]dotC !dotBr.
by rewrite [dot (G *m y) z]dotC [dot (G *m y) y]dotC -/(qf G y); aring.
Qed.

Lemma unit_of_ker (A : 'M[R]_k) : (forall x, A *m x = 0 -> x = 0) -> A \in unitmx.
Proof.
move=> H; rewrite -unitmx_tr -row_free_unit -kermx_eq0; apply/eqP/row_matrixP => i.
rewrite row0; apply: trmx_inj; rewrite trmx0; apply: H.
apply: trmx_inj; rewrite trmx_mul trmxK trmx0; apply: sub_kermxP; exact: row_sub.
Qed.

Definition restr S : 'M[R]_k :=
  \matrix_(i, j) if (i \in S) && (j \in S) then G i j else (i == j)%:R.
Definition submin S : vec := invmx (restr S) *m (\col_i if i \in S then - q i 0 else 0).

Lemma restr_out S x i : i \notin S -> (restr S *m x) i 0 = x i 0.
Proof.
move=> iS; rewrite mxE (bigD1 i) //= big1 ?addr0 => [|j /negbTE ne]; rewrite mxE (negbTE iS) /=.
  by rewrite eqxx mul1r.
by rewrite eq_sym ne mul0r.
Qed.

Lemma restr_in S x i : i \in S -> (forall j, j \notin S -> x j 0 = 0) ->
  (restr S *m x) i 0 = (G *m x) i 0.
Proof.
move=> iS x0; rewrite !mxE; apply: eq_bigr => j _; rewrite mxE iS /=.
by case: ifP => // /negbT/x0 ->; rewrite !mulr0.
Qed.

Lemma restr_unit S : restr S \in unitmx.
Proof.
apply: unit_of_ker => x; move/matrixP => H.
have x0 j : j \notin S -> x j 0 = 0 by move=> jS; rewrite -(restr_out x jS) H mxE.
have qx : qf G x = 0.
  apply: big1 => i _; case: (boolP (i \in S)) => iS; last by rewrite x0 ?mul0r.
  by rewrite -(restr_in iS x0) H [X in _ * X]mxE mulr0.
by apply/eqP/negPn/negP => /pG.2; rewrite qx ltxx.
Qed.

Lemma submin_out S i : i \notin S -> submin S i 0 = 0.
Proof.
move=> iS; rewrite -(restr_out _ iS) /submin mulmxA mulmxV ?restr_unit // mul1mx mxE.
by rewrite (negbTE iS).
Qed.

Lemma submin_grad S i : i \in S -> grad (submin S) i 0 = 0.
Proof.
move=> iS; rewrite mxE -(restr_in iS (@submin_out S)).
by rewrite /submin mulmxA mulmxV ?restr_unit // mul1mx mxE iS addNr.
Qed.

Lemma obj_submin S y : (forall j, j \notin S -> y j 0 = 0) ->
  obj y = obj (submin S) + qf G (y - submin S).
Proof.
move=> y0; rewrite (obj_diff (submin S)) (_ : dot _ _ = 0) ?mul0rn ?addr0 //.
apply: big1 => i _; case: (boolP (i \in S)) => iS; first by rewrite submin_grad ?mulr0.
by rewrite mxE y0 // mxE submin_out // subrr mul0r.
Qed.

Definition supp y : {set 'I_k} := [set i | y i 0 != 0].
Definition nonneg S : bool := [forall i, 0 <= submin S i 0].

Lemma comb_ij y m t j : (y + t *: (m - y)) j 0 = y j 0 - t * (y j 0 - m j 0).
Proof. by rewrite !mxE -[in RHS](opprB (m j 0)) mulrN opprK. Qed.

Lemma descent n y : (forall i, 0 <= y i 0) -> (#|supp y| <= n)%N ->
  exists2 S, nonneg S & obj (submin S) <= obj y.
Proof.
elim: n y => [|n IH] y y0 card; set S := supp y; set m := submin S;
  have yS j : j \notin S -> y j 0 = 0 by rewrite inE negbK => /eqP.
  exists S; last by rewrite (obj_submin yS) ler_addl; exact: qf_ge0.
  apply/forallP => i; rewrite submin_out //; move: card; rewrite leqn0 cards_eq0 => /eqP.
  by rewrite /S => ->; rewrite inE.
case: (boolP (nonneg S)) => [nn|].
  by exists S => //; rewrite (obj_submin yS) ler_addl; exact: qf_ge0.
rewrite negb_forall => /existsP[i0]; rewrite -ltNge -/m => mi0.
pose P i := m i 0 < 0; pose F i := y i 0 / (y i 0 - m i 0).
have [i Pi min] := @arg_minP _ _ _ i0 P F mi0.
have dpos j : P j -> 0 < y j 0 - m j 0 by move=> Pj; rewrite subr_gt0; apply: lt_le_trans (y0 j).
pose t := F i.
have t0 : 0 <= t by rewrite /t /F divr_ge0 // ltW // dpos.
have t1 : t <= 1 by rewrite /t /F ler_pdivr_mulr ?dpos // mul1r ler_addl oppr_ge0 ltW.
have iS : i \in S.
  by apply/negPn/negP => /submin_out E; move: Pi; rewrite /P /m E ltxx.
pose y' := y + t *: (m - y).
have y'E j : y' j 0 = y j 0 - t * (y j 0 - m j 0).
  by rewrite comb_ij.
have y'0 j : 0 <= y' j 0.
  rewrite y'E; case: (ltrP (m j 0) 0) => mj.
    by rewrite subr_ge0 -ler_pdivl_mulr ?dpos //; exact: min.
  have -> : y j 0 - t * (y j 0 - m j 0) = (1 - t) * y j 0 + t * m j 0 by aring.
  by rewrite addr_ge0 // mulr_ge0 // subr_ge0.
have y'S j : j \notin S -> y' j 0 = 0.
  by move=> jS; rewrite y'E yS // submin_out // subrr mulr0 subrr.
have y'i : y' i 0 = 0 by rewrite y'E /t /F divfK ?subrr // gt_eqF // dpos.
have lt : (#|supp y'| < #|S|)%N.
  apply: proper_card; apply/properP; split; last by exists i; rewrite // inE y'i eqxx.
  by apply/subsetP => j; apply: contraLR => jS; rewrite inE y'S ?eqxx.
have [S' nn le] := IH y' y'0 (leq_trans lt card); exists S' => //; apply: le_trans le _.
rewrite (obj_submin y'S) (obj_submin yS) -/m ler_add2l.
have -> : y' - m = (1 - t) *: (y - m).
  rewrite /y'; move: (m) => m'; apply/matrixP => j l; rewrite !mxE.
  by rewrite addrAC mulrBl mul1r -[m' j l - _]opprB mulrN.
rewrite qfZ ler_pimull //; first exact: qf_ge0.
by rewrite expr_le1 // ?subr_ge0 // ler_subl_addl ler_addr.
Qed.

Theorem lcp : exists y, [/\ forall i, 0 <= y i 0, forall i, 0 <= grad y i 0
                          & dot y (grad y) = 0].
Proof.
have nn0 : nonneg set0 by apply/forallP => i; rewrite submin_out // inE.
have [S nnS min] := @arg_minP _ _ _ set0 nonneg (fun S => obj (submin S)) nn0.
set y := submin S; have y0 i : 0 <= y i 0 by move/forallP: nnS; exact.
have best z : (forall i, 0 <= z i 0) -> obj y <= obj z.
  by move=> z0; have [S' nn' le] := descent z0 (leqnn _); apply: le_trans le; exact: min.
clearbody y.
have Gii i : 0 < G i i.
  have := pG.2 _ (delta_neq0 R i); rewrite qfE (bigD1 i) //= (bigD1 i) //=.
  rewrite !big1 ?addr0 => [|j /negbTE ne|j /negbTE ne].
  - by rewrite !mxE !eqxx !mulr1.
  - by rewrite big1 // => l _; rewrite !mxE ne mulr0 mul0r.
  - by rewrite !mxE ne !mulr0.
have move_i i d : - y i 0 <= d -> 0 <= d * (grad y i 0 *+ 2 + d * G i i).
  move=> dy; pose z := y + d *: delta_mx i 0.
  have z0 j : 0 <= z j 0.
    rewrite !mxE; case: (eqVneq j i) => [->|_] /=; last by rewrite mulr0 addr0.
    by rewrite ?eqxx mulr1 -ler_subl_addl sub0r.
  have dz : z - y = d *: delta_mx i 0 by rewrite /z addrC addKr.
  have := best z z0; rewrite (obj_diff y z) dz -addrA ler_addl dotZl qfZ.
  have -> : dot (delta_mx i 0) (grad y) = grad y i 0.
    rewrite /dot (bigD1 i) //= big1 ?addr0 => [|j /negbTE ne].
      by rewrite mxE !eqxx mul1r.
    by rewrite mxE ne mul0r.
  have -> : qf G (delta_mx i 0) = G i i.
    rewrite qfE (bigD1 i) //= (bigD1 i) //= !big1 ?addr0 => [|j /negbTE ne|j /negbTE ne].
    - by rewrite !mxE !eqxx !mulr1.
    - by rewrite big1 // => l _; rewrite !mxE ne mulr0 mul0r.
    - by rewrite !mxE ne !mulr0.
  by rewrite -mulrnAr expr2 -mulrA -mulrDr.
have g0 i : 0 <= grad y i 0.
  rewrite leNgt; apply/negP => gi; pose d := - grad y i 0 / G i i.
  have d0 : 0 < d by rewrite divr_gt0 // oppr_gt0.
  have dy : - y i 0 <= d by apply: le_trans (ltW d0); rewrite oppr_le0.
  have := move_i i d dy; rewrite pmulr_rge0 // /d divfK ?gt_eqF // mulr2n addrK leNgt.
  by rewrite gi.
exists y; split=> //; apply: big1 => i _; apply/eqP; rewrite mulf_eq0.
case: (eqVneq (y i 0) 0) => //= yn; have yi : 0 < y i 0 by rewrite lt_def yn y0.
case: (eqVneq (grad y i 0) 0) => //= gn; have gi : 0 < grad y i 0 by rewrite lt_def gn g0.
pose d := Num.min (y i 0) (grad y i 0 / G i i).
have d0 : 0 < d by rewrite lt_minr yi divr_gt0.
have dy : - y i 0 <= - d by rewrite ler_opp2 le_minl lexx.
have := move_i i (- d) dy; rewrite mulNr oppr_ge0 pmulr_rle0 // mulNr subr_le0 leNgt => /negP[].
apply: le_lt_trans (_ : grad y i 0 < _); last by rewrite mulr2n ltr_addl.
by rewrite -ler_pdivl_mulr // /d le_minl lexx orbT.
Qed.
End Complementarity.
