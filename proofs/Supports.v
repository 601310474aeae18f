(* What the other evidence proves: signs and cycles, weights, no weights, dominated points. *)
From Coq Require Import ZArith.
From mathcomp Require Import all_ssreflect all_algebra ring ssrZ.
From Scalarization Require Import Definitions Forms Regions Reachability Optimality Exploration.
From Scalarization Require Import Checker Embedding Elimination Points.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.

(* ------------------------------------------------------------- conditions *)
Section Conditions.
Variables (R : realFieldType) (k : nat).
Local Notation zr := (integer R).
Local Notation mz := (mz R k).

Theorem balancedzE M s : square k M -> balancedz k M s -> balanced (mz M).
Proof.
move=> /squareP[sM sr] /andP[/andP[/sizedP ss sg] /allP H].
exists (fun i => zr (nth Z0 s i)).
  move=> i; have /Z.eqb_eq E := all_nthP Z0 sg i (eq_ind_r (fun n => i < n)%N (ltn_ord i) ss).
  have : zr (nth Z0 s i) ^+ 2 == 1 by rewrite expr2 -zrM E zr1.
  by rewrite sqrf_eq1 => /orP[] /eqP; [left|right].
move=> i j.
have ik : (i : nat) \in iota 0 k by rewrite mem_iota ltn_ord.
have sj : size (map2z Z.mul s (nth [::] M i)) = k by rewrite size_map2z ?sr.
have /allP Hi := H _ ik.
have := Hi (nth Z0 (scalez (nth Z0 s i) (map2z Z.mul s (nth [::] M i))) j).
rewrite mem_nth ?size_scale ?sj // => /(_ isT).
rewrite (nth_map Z0) ?sj // nth_map2z ?ss ?sr // -(zr_ge0 R) !zrM mxE.
by rewrite mulrA.
Qed.

Lemma ordinals c : all (fun i => Nat.ltb i k) c -> exists c' : seq 'I_k, c = map val c'.
Proof.
elim: c => [|i c IH] /=; first by exists [::].
by case/andP=> /ltbP ik /IH[c' ->]; exists (Ordinal ik :: c').
Qed.

Theorem frustratedE M c : frustrated k M c -> ~ balanced (mz M).
Proof.
case/andP=> /andP[_ /ordinals[c' ->]]; rewrite -(zr_lt R) zr0 /entries.
have -> : zip (map val c') (rot 1 (map val c')) = [seq (val e.1, val e.2) | e <- zip c' (rot 1 c')].
  by rewrite -map_rot; elim: c' (rot 1 c') => [|a s IH] [|b t] //=; rewrite IH.
move=> lt; apply: (@frustrated_cycle R k _ c'); rewrite -sgr_lt0 /cycle_product.
suff -> : Num.sg (\prod_(e <- zip c' (rot 1 c')) mz M e.1 e.2)
  = zr (foldr (fun a p => Z.mul (Z.sgn a) p) one
      [seq nth Z0 (nth [::] M e.1) e.2 | e <- [seq (val e.1, val e.2) | e <- zip c' (rot 1 c')]]).
  by [].
elim: (zip _ _) => [|e l IH]; first by rewrite big_nil sgr1.
by rewrite big_cons sgrM IH /= zrM zr_sgn mxE.
Qed.
End Conditions.

(* -------------------------------------------- evidence about a linked point *)
Section Point.
Variables (R : realFieldType) (k : nat) (G : matz).
Local Notation zr := (integer R).
Local Notation vz := (vz R k).
Local Notation mz := (mz R k).
Let G' := mz G.
Let Q := invmx G'.
Hypotheses (sqG : square k G) (pG : posdef G').
Variables (u v : vecz) (e : Z).
Hypothesis lk : linked k G u v e.
Let U := vz u.
Let V := vz v.
Hypothesis u0 : U != 0.
Let su := lk_su lk.
Let sv := lk_sw lk.
Let e0 := lk_e0 R lk.
Let c0 : 0 < zr (dotz u v).
Proof. by have := qfQ_gt0 pG u0; rewrite (lk_qf sqG pG lk) pmulr_lgt0 // invr_gt0. Qed.

(* ------------------------------------------------------------------ weights *)
Definition side (w : width) : R := if w is One then 1 else -1.

Lemma tangentE w l n f q : size l = k ->
  mz (tangent w G l n f q) = side w *:
    ((zr n * zr f) *: G' - zr q *: (G' *m diag_mx (vz l)^T *m G')).
Proof.
move=> sl; have [sG sr] := squareP sqG.
have sideE : zr (if w is One then one else minus_one) = side w by case: w.
apply/matrixP => i j; rewrite [LHS]mxE /tangent (nth_map [::]) ?sG //.
rewrite nth_map2z ?size_map ?sG ?sr // (nth_map [::]) ?sG // zrB !zrM sideE.
rewrite [RHS]mxE [X in _ = _ * X]mxE [X in _ = _ * (X + _)]mxE [X in _ = _ * (_ + X)]mxE.
rewrite [X in _ = _ * (_ - X)]mxE -!mulrA -mulrBr [G' i j]mxE; congr (_ * (_ - _ * _)).
rewrite (@dotzE R k) ?size_map2z ?sl ?sr // mxE; apply: eq_bigr => m _.
rewrite mul_mx_diag [(\matrix_(_, _) _) i m]mxE [(vz l)^T 0 m]mxE [RHS]mulrC !vzE.
rewrite nth_map2z ?sl ?sr // zrM [G' i m]mxE [RHS]mulrC [zr (nth _ l _) * _]mulrC; congr (_ * _).
by have := congr1 (fun M : 'M_k => M m j) pG.1; rewrite !mxE.
Qed.

Theorem weighedE w l p : weighed w k G l u v e p ->
  [/\ weights (vz l), optimum (region_of w G') (vz l) (point w G' U),
      spanned p -> exposing G' w (vz l) U & positive l -> forall i, 0 < vz l i 0].
Proof.
case/andP=> /andP[/andP[/andP[/andP[/sizedP sl l0] nl] _] /eqlzP st].
set n := dotz l _; set q := dotz u v => sd.
pose mu := zr n * zr e / zr q; have q0 : 0 < zr q := c0.
have wl : weights (vz l).
  split; last exact: nonzeroE.
  by move=> i; rewrite vzE zr_ge0; apply: (all_nthP Z0 l0); rewrite sl.
have sti i : vz l i 0 * U i 0 = mu * (Q *m U) i 0.
  have := congr1 (fun x => zr (nth Z0 x i)) st.
  rewrite !(nth_scale R) nth_map2z ?sl ?su // zrM -!vzE => E.
  apply: (mulfI (lt0r_neq0 q0)); rewrite E (lk_wi sqG pG lk) /mu.
  move: (lt0r_neq0 q0) (lt0r_neq0 e0) (vz v i 0) (zr n) => q1 e1 x y.
  by field; rewrite q1 e1.
have TE : mz (tangent w G l n e q) = (side w * zr q) *: (G' *m form G' mu (vz l) *m G').
  rewrite tangentE // -[RHS]scalerA; congr (_ *: _).
  rewrite /form mulmxBr mulmxBl scalerBr; congr (_ - _).
  rewrite -scalemxAr mulmxV ?posdef_unit // -scalemxAl mul1mx scalerA /mu; congr (_ *: _).
  by rewrite [RHS]mulrC divfK // gt_eqF.
have formU : form G' mu (vz l) *m U = 0.
  by apply: vecP => i; rewrite form_mul sti subrr mxE.
have kerV : mz (tangent w G l n e q) *m V = 0.
  rewrite TE -scalemxAl -!mulmxA (lk_GW R sqG lk) -!scalemxAr formU.
  by rewrite mulmx0 !scaler0.
have qfT x : qf (mz (tangent w G l n e q)) (Q *m x)
    = zr q * qf (side w *: form G' mu (vz l)) x.
  rewrite TE /qf -!scalemxAl !dotZr -!mulmxA (mulGQ pG) dot_mul pG.1 (mulGQ pG).
  by rewrite mulrA [side w * _]mulrC.
have [psd line] := semidefiniteE kerV sd.
have psdF x : 0 <= qf (side w *: form G' mu (vz l)) x.
  by rewrite -(pmulr_rge0 _ q0) -qfT.
split=> //; last first.
  by move=> pos i; rewrite vzE zr_gt0; apply: (all_nthP Z0 pos); rewrite sl.
- move=> sp; apply: (weights_exposing pG u0 wl sti) => [x|x fx0]; first exact: psdF.
  have [|a E] := line sp (Q *m x).
    by rewrite qfT /qf -scalemxAl fx0 scaler0 dot0r mulr0.
  exists (a * zr e); rewrite -scalerA -(lk_GW R sqG lk) -mvZ -/V -E.
  by rewrite (mulGQ pG).
case: (w) psdF => psdF.
  by apply: (weights_optimum1 pG u0 sti) => x; have := psdF x; rewrite scale1r.
apply: (weights_optimumk1 pG u0 sti) => x; have := psdF x.
by rewrite scaleN1r qf_opp oppr_ge0.
Qed.

(* --------------------------------------------------------------- no weights *)
Lemma fractionE n x w z : size x = n -> size w = n -> size z = n ->
  0 < zr (snd (fraction x w z)) /\
  zr (fst (fraction x w z)) = zr (snd (fraction x w z)) *
   \sum_(i < n) (zr (nth Z0 x i)) ^+ 2 * (zr (nth Z0 w i) / zr (nth Z0 z i)).
Proof.
elim: n x w z => [|n IH] [|a x] [|b w] [|c z] //=.
  by move=> _ _ _; rewrite big_ord0 mulr0 zr1 ltr01.
move=> [sx] [sw] [sz]; have [p E] := IH _ _ _ sx sw sz.
rewrite big_ord_recl /= -(zr_eq0 R); case: ifP => [/eqP ->|/negbT c1] /=.
  by split=> //; rewrite invr0 !mulr0 add0r E.
have a0 : 0 < `|zr c| by rewrite normr_gt0.
rewrite zrD !zrM zr_abs zr_sgn E; split; first by rewrite mulr_gt0.
have <- : `|zr c| / zr c = Num.sg (zr c) by rewrite [`|_|]normrEsg mulfK.
set S := \sum_(_ < _) _.
move: (zr (snd _)) S (zr a) (zr b) (zr c)^-1 `|zr c| => d S x1 y1 z1 n1; ring.
Qed.

Theorem obstructedE w d o : obstructed w k d G o u v e ->
  unsupported (region_of w G') (point w G' U).
Proof.
move=> /andP[un ob]; split; first by apply/region_ofP; exists U.
have ei : 0 < (zr e)^-1 by rewrite invr_gt0.
have uj : w = AllButOne -> forall j, U j 0 != 0.
  move=> E j; rewrite E in un; rewrite vzE zr_eq0.
  by apply: (all_nthP Z0 un); rewrite su.
case: o ob => [i|i|x y].
- case/andP=> /ltbP ik lt; have neg : U (Ordinal ik) 0 * (Q *m U) (Ordinal ik) 0 < 0.
    by rewrite (lk_wi sqG pG lk) mulrA pmulr_llt0 // !vzE -zrM -(zr0 R) zr_lt.
  case: w uj {un} => uj; first exact: negative_weight1 neg.
  by apply: negative_weightk1 neg => //; exact: uj.
- case/andP=> /andP[/andP[w1 /ltbP ik] ui] vi; case: w w1 uj {un} => // _ _.
  rewrite -(zr_eq0 R) in ui; rewrite -(zr_eq0 R) in vi.
  apply: (zero_coordinate1 pG u0 (i := Ordinal ik)); first by rewrite vzE; exact/eqP.
  by rewrite (lk_wi sqG pG lk) vzE mulf_neq0 // gt_eqF.
case/andP=> _ /(with_dualE R)[x' [y' [f [c [lk' lt _ _]]]]].
set nd := fraction x' v u in lt.
have [d0 E] := fractionE (lk_su lk') sv su; rewrite -/nd in d0 E.
have f0 := lk_e0 R lk'.
have cE : curvature G' U (vz x') * (zr e * zr (snd nd) * zr f)
    = zr (dotz x' y') * zr e * zr (snd nd) - zr (fst nd) * zr f.
  rewrite /curvature (lk_qf sqG pG lk') E mulrBl; congr (_ - _).
    move: (lt0r_neq0 f0) (zr (dotz _ _)) (zr e) (zr (snd nd)) => f1 a b b'.
    by field.
  have -> : \sum_i vz x' i 0 ^+ 2 * ((Q *m U) i 0 / U i 0)
    = (\sum_(i < k) zr (nth Z0 x' i) ^+ 2 * (zr (nth Z0 v i) / zr (nth Z0 u i))) / zr e.
    rewrite mulr_suml; apply: eq_bigr => i _.
    by rewrite (lk_wi sqG pG lk) [vz v i 0 / _ / _]mulrAC !mulrA !vzE.
  set S := \sum_(i < k) _; move: (lt0r_neq0 e0) (zr f) (zr (snd nd)) => e1 a b.
  by field.
have p0 : 0 < zr e * zr (snd nd) * zr f by rewrite !mulr_gt0.
case: w uj lt {un} => uj; cbv zeta beta iota; rewrite -(zr_lt R) !zrM => lt.
  apply: (negative_direction1 pG u0 (x := vz x')).
  by rewrite -(pmulr_llt0 _ p0) cE subr_lt0.
apply: (negative_directionk1 pG u0 (uj erefl) (x := vz x')).
by rewrite -(pmulr_lgt0 _ p0) cE subr_gt0.
Qed.

(* ---------------------------------------------------------------- dominated *)
Theorem betterE w b t f : linked k G b t f -> vz b != 0 ->
  better w (gains u v e b t f) -> dominated (region_of w G') (point w G' U).
Proof.
move=> lk' b0; have sb := lk_su lk'; have f0 := lk_e0 R lk'.
set g0 := gains u v e b t f; rewrite /better; cbv zeta; set g := (X in all (Z.leb Z0) X).
case/andP=> ge lt.
have sg0 : size g0 = k by rewrite size_map2z ?su.
have sg : size g = k by rewrite /g; case: (w); rewrite ?size_scale.
have ef0 : 0 < zr e * zr f by rewrite mulr_gt0.
have gE (i : 'I_k) : zr (nth Z0 g i) = side w * (zr e * zr f *
    (vz b i 0 ^+ 2 * qf Q U - U i 0 ^+ 2 * qf Q (vz b))).
  have -> : zr (nth Z0 g i) = side w * zr (nth Z0 g0 i).
    by rewrite /g; case: (w); rewrite ?mul1r // (nth_scale R) zrN1.
  rewrite nth_map2z ?su ?sb // zrB !zrM (lk_qf sqG pG lk) (lk_qf sqG pG lk') !vzE.
  congr (_ * _); move: (lt0r_neq0 e0) (lt0r_neq0 f0).
  move: (zr (dotz u v)) (zr (dotz b t)) (zr e) (zr f) (zr _) (zr _) => a1 a2 a3 a4 a5 a6 a30 a40.
  by field; rewrite a30 a40.
have gei (i : 'I_k) : 0 <= zr (nth Z0 g i).
  by rewrite zr_ge0; apply: (all_nthP Z0 ge); rewrite sg.
have [i ik gi] : exists2 i, (i < k)%N & 0 < zr (nth Z0 g i).
  by case/(has_nthP Z0): lt => i; rewrite sg => ik; exists i; rewrite ?zr_gt0.
split; first by apply/region_ofP; exists U.
exists (point w G' (vz b)); first by apply/region_ofP; exists (vz b).
split=> [j|]; last exists (Ordinal ik).
  have := gei j; rewrite gE; case: (w); rewrite /side /point => le.
    by rewrite (value_le pG) // -subr_ge0 -(pmulr_rge0 _ ef0) -[X in 0 <= X]mul1r.
  rewrite [X in X <= _]mxE [X in _ <= X]mxE ler_add2l [X in X <= _]mxE [X in _ <= X]mxE ler_opp2.
  by rewrite (value_le pG) // -subr_le0 -(pmulr_rle0 _ ef0) -oppr_ge0 -mulN1r.
have := gi; rewrite -[i]/(val (Ordinal ik)) gE; case: (w); rewrite /side /point => le.
  by rewrite (value_lt pG) // -subr_gt0 -(pmulr_rgt0 _ ef0) -[X in 0 < X]mul1r.
rewrite [X in X < _]mxE [X in _ < X]mxE ltr_add2l [X in X < _]mxE [X in _ < X]mxE ltr_opp2.
by rewrite (value_lt pG) // -subr_lt0 -(pmulr_rlt0 _ ef0) -oppr_gt0 -mulN1r.
Qed.
End Point.
