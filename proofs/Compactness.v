(* The real numbers: where every set that has an upper bound has a least one, a family of networks
   that are to satisfy ever stricter conditions has a limit. So every network is at most as good as
   some Pareto optimum, and what is nearly as good as a Pareto optimum is near to it (Lemma 0 of
   proofs-notes/widths.md). Everything existential is stated with two negations, as nothing but
   contradictions is derived from it. *)
From mathcomp Require Import all_ssreflect all_algebra ring.
From Scalarization Require Import Definitions Forms Regions Networks.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.

Section Limits.
Variables (R : realFieldType).
Hypothesis cR : complete R.

Lemma le_small (x C : R) : (forall e, 0 < e -> e < 1 -> ~ ~ x <= C * e) -> x <= 0.
Proof.
move=> H; case: (lerP x 0) => // x0; exfalso.
pose D := `|C| + x + 1; have D0 : 0 < D by rewrite ltr_paddl ?ltr01 // addr_ge0 ?normr_ge0 ?ltW.
apply: (H (x / D)); first by rewrite divr_gt0.
  by rewrite ltr_pdivr_mulr // mul1r /D addrAC ltr_addr ltr_paddl ?ltr01 ?normr_ge0.
apply/negP; rewrite -ltNge; apply: le_lt_trans (_ : `|C| * (x / D) < x).
  by rewrite ler_wpmul2r ?ler_norm // divr_ge0 ?ltW.
rewrite mulrCA gtr_pmulr // ltr_pdivr_mulr // mul1r /D -addrA ltr_addl.
by rewrite ltr_paddr ?ler01.
Qed.

Variable T : Type.
Definition shrinking (S : R -> T -> Prop) := forall e e' x, e <= e' -> S e x -> S e' x.
Definition inhabited_all (S : R -> T -> Prop) := forall e, 0 < e -> ~ ~ exists x, S e x.

Lemma cluster1 (S : R -> T -> Prop) (c : T -> R) (b : R) : shrinking S -> inhabited_all S ->
  (forall e x, S e x -> `|c x| <= b) ->
  exists a, forall e, 0 < e -> ~ ~ exists2 x, S e x & `|c x - a| < e.
Proof.
move=> mono inh bnd; pose E a := exists2 e, 0 < e & forall x, S e x -> a <= c x.
have E0 : exists a, E a.
  exists (- b), 1; rewrite ?ltr01 // => x /bnd; rewrite ler_norml => /andP[]//.
have Eb : exists b', forall a, E a -> a <= b'.
  exists b => a [e e0 le]; case: (lerP a b) => // lt; exfalso; apply: (inh e e0) => -[x Sx].
  have := bnd _ _ Sx; rewrite ler_norml => /andP[_ xb].
  by have := le_lt_trans (le_trans (le x Sx) xb) lt; rewrite ltxx.
have [s sE] := cR E0 Eb; exists s => e e0 no.
have /negP : ~~ (s <= s - e) by rewrite -ltNge ltr_subl_addr ltr_addl.
apply; apply/sE => x [e1 e10 le]; case: (lerP x (s - e)) => // lt; exfalso.
have : E (s + e).
  exists (Num.min e e1); first by rewrite lt_minr e0.
  move=> y Sy; have Se : S e y by apply: mono Sy; rewrite le_minl lexx.
  have Se1 : S e1 y by apply: mono Sy; rewrite le_minl lexx orbT.
  case: (lerP (s + e) (c y)) => // lty; exfalso; apply: no; exists y => //.
  rewrite ltr_norml; apply/andP; split; last by rewrite ltr_subl_addl.
  by rewrite ltr_subr_addr addrC; exact: lt_le_trans lt (le y Se1).
by move/((sE s).2 (lexx s)); rewrite ger_addl leNgt e0.
Qed.

Lemma cluster (I : eqType) (c : I -> T -> R) (b : R) (s : seq I) (S : R -> T -> Prop) :
  shrinking S -> inhabited_all S -> (forall i e x, S e x -> `|c i x| <= b) ->
  exists a : I -> R, forall e, 0 < e ->
    ~ ~ exists2 x, S e x & forall i, i \in s -> `|c i x - a i| < e.
Proof.
elim: s S => [|i s IH] S mono inh bnd.
  by exists (fun=> 0) => e e0 no; apply: (inh e e0) => -[x Sx]; apply: no; exists x.
have [a aP] := cluster1 mono inh (bnd i).
pose S' e x := S e x /\ `|c i x - a| < e.
have [|||a' a'P] := IH S'.
- by move=> e e' x le [Sx lt]; split; [exact: mono Sx|exact: lt_le_trans le].
- by move=> e e0 no; apply: (aP e e0) => -[x Sx lt]; apply: no; exists x.
- by move=> j e x [Sx _]; exact: bnd Sx.
exists (fun j => if j == i then a else a' j) => e e0 no.
apply: (a'P e e0) => -[x [Sx lt] le]; apply: no; exists x => // j.
by rewrite inE; case: eqP => [-> //|_]; exact: le.
Qed.
End Limits.

Section Projections.
Variables (R : realFieldType) (n : nat).
Implicit Types P : 'M[R]_n.

Definition projection q P := [/\ P^T = P, P *m P = P & (\rank P <= q)%N].

Lemma trace_rank P : P *m P = P -> \tr P = (\rank P)%:R.
Proof.
suff key r (C : 'M[R]_(n, r)) D B E : B *m C = 1%:M -> D *m E = 1%:M ->
    (C *m D) *m (C *m D) = C *m D -> \tr (C *m D) = r%:R.
  move=> PP; have [B BC] := row_fullP (col_base_full P).
  have [E DE] := row_freeP (row_base_free P).
  by rewrite -{1}(mulmx_base P); apply: key BC DE _; rewrite mulmx_base.
move=> BC DE PP; rewrite mxtrace_mulC -[RHS]mxtrace1; congr (\tr _).
by have := congr1 (fun M => B *m M *m E) PP; rewrite !mulmxA BC mul1mx -!mulmxA DE mulmx1.
Qed.

Lemma projection_trace q P : P^T = P -> P *m P = P -> \tr P <= q%:R -> projection q P.
Proof. by move=> sP PP; rewrite trace_rank // ler_nat. Qed.

Lemma projection_entry q P i j : projection q P -> `|P i j| <= 1.
Proof.
case=> sP PP _; have E : P j j = \sum_l P l j ^+ 2.
  by rewrite -[in LHS]PP mxE; apply: eq_bigr => l _; rewrite -{1}sP mxE expr2.
have sq l : P l j ^+ 2 <= P j j.
  by rewrite E (bigD1 l) //= ler_addl; apply: sumr_ge0 => m _; rewrite sqr_ge0.
have jj : P j j <= 1.
  rewrite leNgt; apply/negP => lt; have p0 : 0 < P j j by apply: lt_trans lt; exact: ltr01.
  by have := sq j; rewrite expr2 leNgt ltr_pmulr // lt.
by rewrite -(@expr_le1 _ 2) ?normr_ge0 // real_normK ?num_real // (le_trans (sq i)).
Qed.
End Projections.

Section Networks.
Variables (R : realFieldType) (n k q : nat) (Y : 'M[R]_(n, k)).
Hypothesis cR : complete R.
Let F := network q Y.
Let val (P : 'M[R]_n) : 'cV[R]_k := \col_i (Y^T *m P *m Y) i i.
Implicit Types (P : 'M[R]_n) (v x y : 'cV[R]_k).

Let valE P i : val P i 0 = \sum_b \sum_a Y a i * P a b * Y b i.
Proof.
rewrite mxE mxE; apply: eq_bigr => b _; rewrite mxE mulr_suml.
by apply: eq_bigr => a _; rewrite mxE.
Qed.

(* Projections converge to projections, and their values to the values. *)
Lemma limit_projection P :
  (forall e, 0 < e -> ~ ~ exists2 P', projection q P' & forall i j, `|P' i j - P i j| < e) ->
  projection q P.
Proof.
move=> lim; have close (f : 'M[R]_n -> R) (C : R) :
    (forall P' e, projection q P' -> 0 < e -> e < 1 -> (forall i j, `|P' i j - P i j| < e) ->
      f P <= C * e) -> f P <= 0.
  move=> H; apply: (@le_small _ _ C) => e e0 e1 no; apply: (lim e e0) => -[P' pP' le].
  by apply: no; exact: H pP' e0 e1 le.
have zero (a : R) : `|a| <= 0 -> a = 0 by rewrite normr_le0 => /eqP.
have sP : P^T = P.
  apply/matrixP => i j; rewrite mxE; apply/eqP; rewrite -subr_eq0; apply/eqP/zero.
  apply: (close (fun P => `|P j i - P i j|) 2%:R) => P' e [sP' _ _] _ _ le.
  have -> : P j i - P i j = (P' i j - P i j) - (P' j i - P j i) by rewrite -{1}sP' mxE; aring.
  apply: le_trans (ler_norm_sub _ _) _; rewrite mulr_natl mulr2n.
  by apply: ler_add; apply: ltW.
apply: projection_trace => //.
  apply/matrixP => i j; apply/eqP; rewrite -subr_eq0; apply/eqP/zero.
  apply: (close (fun P => `|(P *m P) i j - P i j|) (n%:R * 3%:R + 1)) => P' e pP' e0 e1 le.
  have [_ PP' _] := pP'.
  have -> : (P *m P) i j - P i j = (P' i j - P i j) - ((P' *m P') i j - (P *m P) i j).
    by rewrite PP' opprB [RHS]addrC subrKA.
  apply: le_trans (ler_norm_sub _ _) _; rewrite mulrDl mul1r addrC; apply: ler_add; last exact: ltW.
  rewrite !mxE -sumrB; apply: le_trans (ler_norm_sum _ _ _) _.
  apply: le_trans (_ : \sum_(l < n) 3%:R * e <= _); last first.
    by rewrite sumr_const card_ord -mulrA [X in _ <= X]mulr_natl.
  apply: ler_sum => l _.
  have -> : P' i l * P' l j - P i l * P l j
    = P' i l * (P' l j - P l j) + (P' i l - P i l) * P' l j - (P' i l - P i l) * (P' l j - P l j).
    by aring.
  apply: le_trans (ler_norm_sub _ _) _; apply: le_trans (ler_add (ler_norm_add _ _) (lexx _)) _.
  rewrite !normrM; have -> : 3%:R * e = 1 * e + e * 1 + e * 1 by ring.
  have lee a b : `|P' a b - P a b| <= e by exact: ltW.
  have le1 a b : `|P' a b| <= 1 by exact: projection_entry pP'.
  apply: ler_add; first apply: ler_add; apply: ler_pmul => //.
  exact: le_trans (lee _ _) (ltW e1).
rewrite -subr_le0; apply: (close (fun P => \tr P - q%:R) n%:R) => P' e [sP' PP' rP'] e0 e1 le.
have tr' : \tr P' <= q%:R by rewrite trace_rank // ler_nat.
rewrite ler_subl_addr; apply: le_trans (ler_add (lexx _) tr').
rewrite -ler_subl_addr /mxtrace -sumrB; apply: le_trans (_ : \sum_(i < n) e <= _); last first.
  by rewrite sumr_const card_ord mulr_natl.
apply: ler_sum => i _; apply: ltW; apply: le_lt_trans (le i i).
by rewrite -opprB -normrN ler_norm.
Qed.

Lemma values_close P : exists2 C, 0 < C & forall P' e, 0 < e ->
  (forall i j, `|P' i j - P i j| < e) -> forall i, `|val P' i 0 - val P i 0| <= C * e.
Proof.
pose C i := \sum_b \sum_a `|Y a i| * `|Y b i|.
have C0 i : 0 <= C i by apply: sumr_ge0 => b _; apply: sumr_ge0 => a _; rewrite mulr_ge0.
exists (1 + \sum_i C i); first by rewrite ltr_paddr ?ltr01 // sumr_ge0.
move=> P' e e0 le i; apply: le_trans (_ : C i * e <= _); last first.
  apply: ler_wpmul2r; first exact: ltW.
  rewrite [X in _ <= _ + X](bigD1 i) //= addrCA ler_addl.
  by rewrite addr_ge0 ?ler01 // sumr_ge0.
rewrite !valE -sumrB /C mulr_suml; apply: le_trans (ler_norm_sum _ _ _) _.
apply: ler_sum => b _; rewrite -sumrB mulr_suml; apply: le_trans (ler_norm_sum _ _ _) _.
apply: ler_sum => a _; rewrite -mulrBl -mulrBr !normrM mulrAC ler_wpmul2l ?mulr_ge0 //.
exact: ltW.
Qed.

Definition near e v y := forall i, `|y i 0 - v i 0| < e.

(* Networks that satisfy ever stricter conditions on their values have a limit. *)
Theorem network_limit (T : R -> 'cV[R]_k -> Prop) : shrinking T ->
  inhabited_all (fun e y => F y /\ T e y) ->
  exists2 y, F y & forall e, 0 < e -> ~ ~ exists2 y', T e y' & near e y y'.
Proof.
move=> mono inh; pose S e P := projection q P /\ T e (val P).
have [|||a aP] := @cluster R cR _ _ (fun (ij : 'I_n * 'I_n) P => P ij.1 ij.2) 1
    (enum predT) S.
- by move=> e e' P le [pP] /(mono _ _ _ le).
- move=> e e0 no; apply: (inh e e0) => -[y [[P [sP PP rP ->]] Ty]]; apply: no.
  by exists P.
- by move=> ij e P [pP _]; exact: projection_entry pP.
pose P : 'M[R]_n := \matrix_(i, j) a (i, j).
have lim e : 0 < e -> ~ ~ exists2 P', S e P' & forall i j, `|P' i j - P i j| < e.
  move=> e0 no; apply: (aP e e0) => -[P' SP' le]; apply: no; exists P' => // i j.
  by rewrite mxE; apply: (le (i, j)); rewrite mem_enum.
have [|sP PP rP] := @limit_projection P.
  by move=> e e0 no; apply: (lim e e0) => -[P' [pP' _] le]; apply: no; exists P'.
exists (val P); first by exists P.
move=> e e0 no; have [C C0 close] := values_close P.
pose e' := Num.min e (e / (C + C)).
have CC : 0 < C + C by rewrite addr_gt0.
have e'0 : 0 < e' by rewrite lt_minr e0 divr_gt0.
apply: (lim e' e'0) => -[P' [_ TP'] le]; apply: no; exists (val P').
  by apply: mono TP'; rewrite le_minl lexx.
move=> i; apply: le_lt_trans (close P' e' e'0 le i) _.
apply: le_lt_trans (_ : C * (e / (C + C)) < e); first by rewrite ler_pmul2l // le_minl lexx orbT.
by rewrite mulrA ltr_pdivr_mulr // mulrC ltr_pmul2l // ltr_addl.
Qed.

Definition below x y := forall i, x i 0 <= y i 0.

Lemma network_bounded y : F y -> \sum_i y i 0 <= \sum_i dot (col i Y) (col i Y).
Proof.
case=> P [sP PP _ ->]; apply: ler_sum => i _; rewrite mxE diag_network //.
exact: proj_shortens.
Qed.

(* Every network is at most as good as some Pareto optimum, *)
Theorem below_pareto x : F x -> ~ ~ exists2 y, pareto F y & below x y.
Proof.
move=> Fx no; pose E s := exists2 y, F y & below x y /\ \sum_i y i 0 = s.
have [||M ME] := cR (E := E).
- by exists (\sum_i x i 0), x => //; split=> // i.
- exists (\sum_i dot (col i Y) (col i Y)) => s [y Fy [_ <-]]; exact: network_bounded.
pose T e y := below x y /\ M - e < \sum_i y i 0.
have [||y Fy lim] := @network_limit T.
- by move=> e e' y le [xy lt]; split=> //; apply: le_lt_trans lt; rewrite ler_add2l ler_opp2.
- move=> e e0 none; have /negP : ~~ (M <= M - e) by rewrite -ltNge ltr_subl_addr ltr_addl.
  apply; apply/ME => s [y Fy [xy <-]]; rewrite leNgt; apply/negP => lt.
  by apply: none; exists y.
have close (f : R) C : (forall e y', 0 < e -> e < 1 -> T e y' -> near e y y' -> f <= C * e) ->
    f <= 0.
  move=> H; apply: (@le_small _ _ C) => e e0 e1 none; apply: (lim e e0) => -[y' Ty' le].
  by apply: none; exact: H Ty' le.
have xy : below x y.
  move=> i; rewrite -subr_le0; apply: (close _ 1) => e y' _ _ [xy' _] /(_ i) lt.
  rewrite mul1r ler_subl_addr; apply: le_trans (xy' i) _; rewrite -ler_subl_addr; apply: ltW.
  exact: le_lt_trans (ler_norm _) lt.
have My : M <= \sum_i y i 0.
  rewrite -subr_le0; apply: (close _ (1 + k%:R)) => e y' e0 _ [_ /ltW My'] le.
  rewrite mulrDl mul1r; rewrite ler_subl_addr in My'; rewrite ler_subl_addr.
  apply: le_trans My' _; rewrite [e + _]addrC addrAC ler_add2r -ler_subl_addr -sumrB.
  apply: le_trans (_ : \sum_(i < k) e <= _); last by rewrite sumr_const card_ord mulr_natl.
  by apply: ler_sum => i _; apply: ltW; apply: le_lt_trans (ler_norm _) (le i).
apply: no; exists y => //; split=> // z Fz [yz [i lt]].
have : \sum_i z i 0 <= M.
  by apply: (ME M).2 (lexx M) _ _; exists z => //; split=> // j; exact: le_trans (yz j).
rewrite leNgt => /negP; apply; apply: le_lt_trans My _.
rewrite (bigD1 i) //= [X in _ < X](bigD1 i) //=; apply: ltr_le_add => //.
exact: ler_sum.
Qed.

(* and what is nearly as good as a Pareto optimum is near to it. *)
Theorem pareto_near v : pareto F v -> forall e, 0 < e ->
  ~ ~ exists2 d, 0 < d & forall y, F y -> (forall i, v i 0 - d <= y i 0) -> near e v y.
Proof.
case=> Fv par e e0 no; pose far y := ~~ [forall i, `|y i 0 - v i 0| < e].
pose T d y := (forall i, v i 0 - d <= y i 0) /\ far y.
have [||y Fy lim] := @network_limit T.
- move=> d d' y le [ge fy]; split=> // i; apply: le_trans (ge i).
  by rewrite ler_add2l ler_opp2.
- move=> d d0 none; apply: no; exists d => // y Fy ge; apply/forallP.
  by apply/negPn/negP => fy; apply: none; exists y.
have vy : below v y.
  move=> i; rewrite -subr_le0; apply: (@le_small _ _ 2%:R) => d d0 _ none.
  apply: (lim d d0) => -[y' [ge _] /(_ i) lt]; apply: none.
  rewrite mulr_natl mulr2n ler_subl_addr -addrA -ler_subl_addl; apply: le_trans (ge i) _.
  by rewrite -ler_subl_addr; apply: ltW; exact: le_lt_trans (ler_norm _) lt.
have yv : y = v.
  apply: vecP => i; apply/eqP; rewrite eq_le vy andbT leNgt; apply/negP => lt.
  by apply: (par y Fy); split=> //; exists i.
apply: (lim e e0) => -[y' [_ /negP fy] le]; apply: fy; apply/forallP => i.
by rewrite -yv; exact: le.
Qed.
End Networks.
