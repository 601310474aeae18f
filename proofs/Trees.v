(* What a tree that the checker accepts proves: the point is Pareto optimal. Width 1 over every
   ordered field, width k-1 over every real closed one. *)
From Coq Require Import ZArith.
From mathcomp Require Import all_ssreflect all_algebra ring ssrZ.
From Scalarization Require Import Definitions Forms Regions Reachability Optimality.
From Scalarization Require Import Checker Embedding Points.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.

(* ---------------------------------------------------------------- width 1 *)
Section Width1.
Variables (R : realFieldType) (k : nat) (G : matz).
Local Notation zr := (integer R).
Local Notation vz := (vz R k).
Let G' := mz R k G.
Let Q := invmx G'.
Hypotheses (sqG : square k G) (pG : posdef G').

Definition agrees (s : vecz) (z : 'cV[R]_k) := forall i : 'I_k, 0 <= zr (nth Z0 s i) * z i 0.

Lemma agrees_root (z : 'cV[R]_k) :
  (forall i : 'I_k, val i = 0%N -> 0 <= z i 0) -> agrees (root k) z.
Proof.
move=> z0 i; rewrite /root; case E : (val i) => [|n] /=; first by rewrite zr1 mul1r z0.
by rewrite nth_nseq; case: ifP => _; rewrite zr0 mul0r.
Qed.
Lemma size_root : (0 < k)%N -> size (root k) = k.
Proof. by case: (k) => [|n] //= _; rewrite size_nseq. Qed.
Lemma agrees_set s i c (z : 'cV[R]_k) : (i < k)%N -> agrees s z ->
  (forall j : 'I_k, val j = i -> 0 <= zr c * z j 0) -> agrees (set_nth Z0 s i c) z.
Proof.
move=> ik ag ci j; rewrite nth_set_nth /=; case: eqP => E; [exact: ci|exact: ag].
Qed.

Variables (u w : vecz) (e : Z).
Hypothesis lk : linked k G u w e.
Let U := vz u.
Hypothesis u0 : U != 0.
Let su := lk_su lk.

Lemma leaf1E s y (z : 'cV[R]_k) : size s = k -> leaf1 k G (absz' u) (dotz u w) e s y ->
  z != 0 -> agrees s z -> reaches G' U z -> same_point G' U z.
Proof.
move=> ss /andP[/andP[/andP[/andP[/sizedP sy y0] _] p0] cl] z0 ag re.
set pz := map2z Z.mul s y in p0 cl; pose p := vz pz.
have sp : size pz = k by rewrite size_map2z ?ss.
have pn0 : p != 0 by exact: nonzeroE.
have pi i : p i 0 = zr (nth Z0 s i) * zr (nth Z0 y i).
  by rewrite mxE nth_map2z ?ss ?sy // zrM.
have agp : agree p z.
  move=> i; rewrite pi mulrAC mulr_ge0 ?ag // zr_ge0.
  by apply: (all_nthP Z0 y0); rewrite sy.
have rho : qf G' p = zr (dotz pz (mvz G pz)).
  by rewrite (@dotzE R k) ?size_mvz ?(squareP sqG).1 // (mvzE R sqG sp).
have eta : mult p U = zr (dotz (absz' pz) (absz' u)).
  rewrite (@dotzE R k) ?size_abs ?su //; apply: eq_bigr => i _.
  by rewrite !vzE !(@nth_abs R k) ?su.
have e0 := lk_e0 R lk; have c := lk_qf sqG pG lk.
case/orP: cl => [lt|/andP[/(zr_inj R) eq /eqlzP Ei]].
  have := leaf1_strict pG u0 z0 agp re; rewrite c rho eta mulrAC ler_pdivl_mulr //.
  by rewrite expr2 -!zrM zr_le; move: lt; rewrite Z.ltb_antisym => /negbTE ->.
apply: (leaf1_equal pG u0 z0 pn0 agp re).
  rewrite c rho eta mulrAC; apply: (canRL (mulfK _)); first by rewrite gt_eqF.
  by rewrite expr2 -!zrM eq.
move=> i; rewrite -/G' rho eta -(mvzE R sqG sp) !vzE -/pz.
have sg : size (mvz G pz) = k by rewrite size_mvz (squareP sqG).1.
have := congr1 (fun l => zr (nth Z0 l i)) Ei.
rewrite /= !(nth_map Z0) ?size_abs ?sg ?su // !zrM !zr_abs => E.
by rewrite mulrC E mulrC.
Qed.

Lemma tree1E t s (z : 'cV[R]_k) : size s = k -> tree1 k G (absz' u) (dotz u w) e s t ->
  z != 0 -> agrees s z -> reaches G' U z -> same_point G' U z.
Proof.
elim: t s => [y|i plus IHp minus IHm] s ss /=.
  by case: cleared => [[d y']|] //; exact: leaf1E.
move=> /andP[/andP[/andP[/ltbP ik _] cp] cm] z0 ag re.
case: (lerP 0 (z (Ordinal ik) 0)) => zi.
  apply: (IHp _ _ cp) => //; first exact: size_set.
  apply: agrees_set => // j ji; rewrite zr1 mul1r.
  by have -> : j = Ordinal ik by exact: val_inj.
apply: (IHm _ _ cm) => //; first exact: size_set.
apply: agrees_set => // j ji; have -> : j = Ordinal ik by exact: val_inj.
by rewrite zrN1 mulN1r oppr_ge0 ltW.
Qed.

Theorem tree1_sound t : (0 < k)%N -> tree1 k G (absz' u) (dotz u w) e (root k) t ->
  pareto (region1 G') (value Q U).
Proof.
move=> k0 tr; apply: (pareto1_intro pG (i0 := Ordinal k0) u0) => z z0 zi re.
apply: (tree1E (size_root k0) tr z0 _ re); apply: agrees_root => i i0.
by have -> : i = Ordinal k0 by exact: val_inj.
Qed.
End Width1.

(* -------------------------------------------------------------- width k-1 *)
Section Bound.
Variables (R : realFieldType) (k : nat) (B : matz).
Local Notation zr := (integer R).
Local Notation vz := (vz R k).
Local Notation mz := (mz R k).
Let C := map absz' B.
Hypotheses (sqB : square k B) (syB : (mz B)^T = mz B).
Implicit Types (y : 'cV[R]_k).

Definition signs y := forall i, y i 0 = 1 \/ y i 0 = -1.
Definition compatible (s : vecz) y :=
  forall i : 'I_k, zr (nth Z0 s i) = 0 \/ zr (nth Z0 s i) = y i 0.
Definition free (s : vecz) : 'cV[R]_k := \col_i (zr (nth Z0 s i) == 0)%:R.

Lemma sqC : square k C.
Proof.
have [sB sr] := squareP sqB; apply: square_intro; first by rewrite size_map.
by move=> i ik; rewrite (nth_map [::]) ?sB // size_abs sr.
Qed.
Lemma CE i j : mz C i j = `|mz B i j|.
Proof.
have [sB sr] := squareP sqB.
by rewrite mxE (nth_map [::]) ?sB // (@nth_abs R k) ?sr // mxE.
Qed.
Lemma syC : (mz C)^T = mz C.
Proof.
apply/matrixP => i j; rewrite mxE !CE.
by have := congr1 (fun M : 'M_k => M i j) syB; rewrite mxE => ->.
Qed.

(* The sums that are kept on the way down the tree. *)
Definition kept (s r m : vecz) : Prop :=
  [/\ size s = k, size r = k, size m = k, vz r = mz B *m vz s & vz m = mz C *m free s].

Lemma row_delta A (i : 'I_k) : (mz A)^T = mz A -> vz (nth [::] A i) = mz A *m delta_mx i 0.
Proof.
move=> sA; rewrite -colE; apply: vecP => j; rewrite vzE [RHS]mxE.
by have := congr1 (fun M : 'M_k => M j i) sA; rewrite mxE => <-; rewrite mxE.
Qed.

Lemma kept_set s r m (i : 'I_k) c f g : kept s r m -> is_zero (nth Z0 s i) ->
  zr c = f -> f = 1 \/ f = -1 -> (forall a b, zr (g a b) = zr a + f * zr b) ->
  kept (set_nth Z0 s i c) (map2z g r (nth [::] B i)) (map2z Z.sub m (nth [::] C i)).
Proof.
move=> [ss sr sm rE mE] si ci f1 gE; have [sB srB] := squareP sqB; have [sC srC] := squareP sqC.
have f0 : f != 0 by case: f1 => ->; rewrite ?oppr_eq0 oner_eq0.
rewrite -(zr_eq0 R) in si.
have [rs rr rm] : [/\ size (set_nth Z0 s i c) = k, size (map2z g r (nth [::] B i)) = k
                    & size (map2z Z.sub m (nth [::] C i)) = k].
  by split; [exact: size_set|rewrite size_map2z ?sr ?srB|rewrite size_map2z ?sm ?srC].
split=> //.
  have -> : vz (set_nth Z0 s i c) = vz s + f *: delta_mx i 0.
    apply: vecP => j; rewrite vzE nth_set_nth /= [RHS]mxE [X in _ + X]mxE [delta_mx _ _ _ _]mxE.
    rewrite -val_eqE eqxx andbT vzE; case: eqP => [E|_]; last by rewrite mulr0 addr0.
    by have -> : j = i; [exact: val_inj|rewrite ci (eqP si) add0r mulr1].
  rewrite mvD mvZ -rE -(row_delta i syB); apply: vecP => j.
  by rewrite vzE nth_map2z ?sr ?srB // gE [RHS]mxE [X in _ = _ + X]mxE !vzE.
have -> : free (set_nth Z0 s i c) = free s + (-1) *: delta_mx i 0.
  apply: vecP => j; rewrite mxE nth_set_nth /= [RHS]mxE [X in _ + X]mxE [free s _ _]mxE.
  rewrite [delta_mx _ _ _ _]mxE -val_eqE eqxx andbT; case: (eqVneq (val j) i) => [E|_].
    by have -> : j = i; [exact: val_inj|rewrite ci (negbTE f0) (eqP si) eqxx mulr1 subrr].
  by rewrite mulr0 addr0.
rewrite mvD mvZ -mE -(row_delta i syC); apply: vecP => j.
by rewrite vzE nth_map2z ?sm ?srC // zrB [RHS]mxE [X in _ = _ + X]mxE !vzE mulN1r.
Qed.

Lemma boundE n s r m : size s = n -> size r = n -> size m = n ->
  zr (bound s r m) = \sum_(i < n) (if zr (nth Z0 s i) == 0
    then `|zr (nth Z0 r i)| *+ 2 + zr (nth Z0 m i) else zr (nth Z0 s i) * zr (nth Z0 r i)).
Proof.
elim: n s r m => [|n IH] [|a s] [|b r] [|c m] //=; first by rewrite big_ord0.
case=> ss [sr] [sm]; rewrite zrD (IH _ _ _ ss sr sm) big_ord_recl /=; congr (_ + _).
by rewrite (zr_eq0 R a); case: ifP => _; rewrite ?zrD !zrM // zr2 zr_abs mulr_natl.
Qed.

Lemma leafE s r m y : kept s r m -> signs y -> compatible s y ->
  qf (mz B) y <= zr (bound s r m).
Proof.
move=> [ss sr sm rE mE] ys cs; pose t : 'cV[R]_k := \col_i (free s i 0 * y i 0).
have yE : y = 1 *: vz s + 1 *: t.
  apply: vecP => i; rewrite !scale1r [RHS]mxE vzE [t i 0]mxE [free s i 0]mxE.
  case: (cs i) => ->; first by rewrite eqxx mul1r add0r.
  by case: (ys i) => ->; rewrite ?oppr_eq0 oner_eq0 mul0r addr0.
have yn i : `|y i 0| = 1 by case: (ys i) => ->; rewrite ?normrN normr1.
have f0 i : 0 <= free s i 0 by rewrite mxE ler0n.
have -> : zr (bound s r m)
    = dot (vz s) (vz r) + (dot (free s) (\col_i `|vz r i 0|) *+ 2 + dot (free s) (vz m)).
  rewrite (boundE ss sr sm) -sumrMnl -!big_split /=; apply: eq_bigr => i _.
  rewrite [free s i 0]mxE !vzE.
  case: eqP => [->|_]; first by rewrite !mul1r mul0r add0r [(\col__ _) i 0]mxE vzE.
  by rewrite !mul0r mul0rn !addr0.
rewrite {1}yE (qf_lin _ _ _ _ syB) !expr1n !mul1r -addrA rE; apply: ler_add; first exact: lexx.
apply: ler_add.
  rewrite ler_muln2r /= dot_mul syB -rE dotC; apply: ler_sum => i _.
  rewrite [t i 0]mxE -mulrA; apply: ler_wpmul2l; first exact: f0.
  by rewrite [X in _ <= X]mxE; apply: le_trans (ler_norm _) _; rewrite normrM yn mul1r.
rewrite mE -/(qf _ _) !qfE; apply: ler_sum => i _; apply: ler_sum => j _.
rewrite CE [t i 0]mxE [t j 0]mxE.
have E5 (b p q c d : R) : b * (p * q) * (c * d) = (b * q * d) * (p * c) by ring.
rewrite E5 -[X in _ <= X]mulrA; apply: ler_wpmul2r; first by rewrite mulr_ge0.
by apply: le_trans (ler_norm _) _; rewrite !normrM !yn !mulr1.
Qed.

Lemma treekE c t s r m y : kept s r m -> signs y -> compatible s y ->
  treek1 k B C c s r m t -> qf (mz B) y <= zr c.
Proof.
elim: t s r m => [l|i plus IHp minus IHm] s r m kp ys cs /=.
  by rewrite -(zr_le R) => le; apply: le_trans le; exact: leafE.
move=> /andP[/andP[/andP[/ltbP ik si] cp] cm].
have step c' f g (c1 : zr c' = f) (f1 : f = 1 \/ f = -1) gE :=
  kept_set (i := Ordinal ik) (c := c') (g := g) kp si c1 f1 gE.
case: (ys (Ordinal ik)) => yi.
  apply: (IHp _ _ _ (step one 1 Z.add _ _ _)) => //; first by left.
  - by move=> a b; rewrite zrD mul1r.
  move=> j; rewrite nth_set_nth /=; case: eqP => E; last exact: cs.
  by right; rewrite zr1 -yi; congr (y _ _); exact: val_inj.
apply: (IHm _ _ _ (step minus_one (-1) Z.sub _ _ _)) => //; first by right.
- by move=> a b; rewrite zrB mulN1r.
move=> j; rewrite nth_set_nth /=; case: eqP => E; last exact: cs.
by right; rewrite zrN1 -yi; congr (y _ _); exact: val_inj.
Qed.

Lemma kept_root : (0 < k)%N ->
  kept (root k) (nth [::] B 0) (map2z Z.sub (mvz C (nseq k one)) (nth [::] C 0)).
Proof.
move=> k0; pose o := Ordinal k0; have [sB srB] := squareP sqB; have [sC srC] := squareP sqC.
have rootE j : zr (nth Z0 (root k) j) = (j == 0%N)%:R.
  by case: j => [|j] //=; rewrite nth_nseq; case: ifP.
have so : size (nseq k one) = k by rewrite size_nseq.
have sm : size (mvz C (nseq k one)) = k by rewrite size_mvz sC.
split; [exact: size_root|exact: srB|by rewrite size_map2z ?sm ?srC| |].
  rewrite (row_delta o syB); congr (_ *m _); apply: vecP => j.
  by rewrite vzE rootE mxE eqxx andbT -val_eqE.
have -> : free (root k) = const_mx 1 + (-1) *: delta_mx o 0.
  apply: vecP => j; rewrite mxE rootE [RHS]mxE [X in _ + X]mxE [const_mx _ _ _]mxE.
  rewrite [delta_mx _ _ _ _]mxE eqxx andbT -val_eqE.
  case: (eqVneq (val j) 0%N) => _; first by rewrite oner_eq0 mulr1 subrr.
  by rewrite eqxx mulr0 addr0.
rewrite mvD mvZ -(row_delta o syC); apply: vecP => j.
rewrite vzE nth_map2z ?sm ?srC // zrB [RHS]mxE [X in _ = _ + X]mxE [X in _ = _ + _ * X]vzE mulN1r.
congr (_ - _); rewrite -vzE (mvzE R sqC so); congr ((_ *m _) _ _).
by apply: vecP => l; rewrite vzE nth_nseq ltn_ord mxE.
Qed.
End Bound.

Section Widthk1.
Variables (R : rcfType) (k : nat) (G N : matz) (e : Z).
Local Notation zr := (integer R).
Local Notation vz := (vz R k).
Let G' := mz R k G.
Let Q := invmx G'.
Hypotheses (sqG : square k G) (pG : posdef G') (inv : inverts k G N e).
Let sqN := inv_sq inv.
Let e0 := inv_e0 R inv.

Lemma square_weighted a : size a = k -> square k (weighted N a).
Proof.
move=> sa; have [sN sr] := squareP sqN.
have sz : size (zip a N) = k by rewrite size_zip sa sN minnn.
apply: square_intro; first by rewrite size_map.
move=> i ik; rewrite (nth_map (Z0, [::])) ?sz // nth_zip ?sa ?sN //=.
by rewrite size_map size_map2z ?sr ?sa.
Qed.

Lemma weightedE a (i j : 'I_k) : size a = k ->
  mz R k (weighted N a) i j = zr (nth Z0 a i) * (zr (nth Z0 a j) * (zr e * Q i j)).
Proof.
move=> sa; have [sN sr] := squareP sqN.
have sz : size (zip a N) = k by rewrite size_zip sa sN minnn.
rewrite !mxE (nth_map (Z0, [::])) ?sz // nth_zip ?sa ?sN //=.
rewrite (nth_map Z0) ?size_map2z ?sr ?sa // nth_map2z ?sr ?sa // !zrM.
by have := congr1 (fun M : 'M_k => M i j) (invE sqG pG inv); rewrite !mxE => ->.
Qed.

Theorem treek1_sound u t : (0 < k)%N -> size u = k -> vz u != 0 -> optimalk1 k N u t ->
  pareto (regionk1 G') ((\col_i G' i i) - value Q (vz u)).
Proof.
move=> k0 su u0 tre; have sa : size (absz' u) = k by rewrite size_abs.
apply: (paretok1_intro pG) => // x xu; rewrite /optimalk1 in tre.
set B := weighted N (absz' u) in tre.
have sqB : square k B by exact: square_weighted.
have BE i j : mz R k B i j = `|vz u i 0| * (`|vz u j 0| * (zr e * Q i j)).
  by rewrite (weightedE i j sa) !(@nth_abs R k) // !vzE.
have syB : (mz R k B)^T = mz R k B.
  apply/matrixP => i j; rewrite mxE !BE mulrCA; congr (_ * (_ * (_ * _))).
  by have := congr1 (fun M : 'M_k => M i j) (symQ pG); rewrite mxE.
pose y : 'cV[R]_k := \col_i (if vz u i 0 == 0 then 1 else x i 0 / `|vz u i 0|).
have xE i : x i 0 = y i 0 * `|vz u i 0|.
  rewrite [y i 0]mxE; case: ifP => [/eqP E|/negbT ne]; last by rewrite divfK ?normr_eq0.
  by apply/eqP; rewrite E normr0 mulr0 -normr_eq0 xu E normr0.
have ys : signs y.
  move=> i; rewrite mxE; case: ifP => [_|/negbT ne]; first by left.
  have : (x i 0 / `|vz u i 0|) ^+ 2 == 1.
    by rewrite -real_normK ?num_real // normrM xu normfV normr_id mulfV ?expr1n ?normr_eq0.
  by rewrite sqrf_eq1 => /orP[] /eqP; [left|right].
have ns : signs (- y).
  by move=> i; rewrite mxE; case: (ys i) => ->; rewrite ?opprK; [right|left].
have qB z : qf (mz R k B) z = zr e * qf Q (\col_i (z i 0 * `|vz u i 0|)).
  rewrite !qfE mulr_sumr; apply: eq_bigr => i _; rewrite mulr_sumr; apply: eq_bigr => j _.
  have E6 (a1 a2 a3 a4 a5 a6 : R) :
    a1 * (a2 * (a3 * a4)) * a5 * a6 = a3 * (a4 * (a5 * a1) * (a6 * a2)) by ring.
  by rewrite BE E6; congr (_ * (_ * _ * _)); rewrite [RHS]mxE.
have cE : zr (dotz u (mvz N u)) = zr e * qf Q (vz u).
  by rewrite (@dotzE R k) ?size_mvz ?(squareP sqN).1 // (mvzE R sqN su) -/(qf _ _)
             (inv_qf sqG pG inv).
have root0 z : signs z -> (forall i : 'I_k, val i = 0%N -> z i 0 = 1) -> compatible (root k) z.
  move=> zs z0 i; rewrite /root; case E : (val i) => [|n] /=; first by right; rewrite z0.
  by left; rewrite nth_nseq; case: ifP.
have kept0 := kept_root sqB syB k0.
have le : qf (mz R k B) y <= zr (dotz u (mvz N u)).
  case: (ys (Ordinal k0)) => y0.
    apply: (treekE sqB syB kept0 ys _ tre); apply: root0 => // i i0.
    by rewrite -y0; congr (y _ _); exact: val_inj.
  rewrite -qfN; apply: (treekE sqB syB kept0 ns _ tre); apply: root0 => // i i0.
  by rewrite mxE -[RHS]opprK -y0; congr (- y _ _); exact: val_inj.
rewrite -(ler_pmul2l e0) -cE; apply: le_trans le; rewrite qB.
by have -> : \col_i (y i 0 * `|vz u i 0|) = x by apply: vecP => i; rewrite mxE xE.
Qed.
End Widthk1.
