(* Why a matrix is positive definite or semi-definite: fraction-free elimination, a remainder that
   its diagonal dominates, and leaving out one coordinate where a kernel vector is not zero. *)
From Coq Require Import ZArith.
From mathcomp Require Import all_ssreflect all_algebra ring ssrZ.
From Scalarization Require Import Definitions Forms Checker Embedding.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.

Section Elimination.
Variable R : realFieldType.
Local Notation zr := (integer R).

Fixpoint dotr (r : vecz) (x : seq R) : R :=
  match r, x with c :: r', a :: x' => zr c * a + dotr r' x' | _, _ => 0 end.
Fixpoint qtri (T : matz) (x : seq R) : R :=
  match T, x with
  | t :: T', a :: x' =>
    (if t is d :: r then zr d * a ^+ 2 + a * dotr r x' *+ 2 else 0) + qtri T' x'
  | _, _ => 0
  end.
Fixpoint shape (T : matz) : bool :=
  if T is t :: T' then (size t == size T) && shape T' else true.

Lemma dotr_nil r : dotr r [::] = 0. Proof. by case: r. Qed.
Lemma qtri_nil T : qtri T [::] = 0. Proof. by case: T. Qed.

Lemma row_stepE d p c t y t2 : row_step d p c t y = Some t2 -> size t = size y ->
  size t2 = size t /\ forall x, zr p * dotr t2 x = zr d * dotr t x - zr c * dotr y x.
Proof.
elim: t y t2 => [|a t IH] [|b y] t2 //=.
  by move=> [<-] _; split=> // x; rewrite !mulr0 subrr.
case E : (row_step d p c t y) => [s|] //; case: ifP => // /(zr_inj R).
rewrite zrM zrB !zrM => q [<-] [sz]; have [sz2 H] := IH _ _ E sz.
split=> [|[|z x]] /=; rewrite ?sz2 // ?mulr0 ?subrr //.
rewrite mulrDr H mulrA q.
by move: (zr d) (zr a) (zr c) (zr b) z (dotr t x) (dotr y x) => *; ring.
Qed.

Lemma step_alg (p q b c d e s s2 r t t3 : R) :
  p * q = d * e - c * c -> p * s2 = d * s - c * r -> p * t3 = d * t - r ^+ 2 ->
  p * (q * b ^+ 2 + b * s2 *+ 2 + t3) = d * (e * b ^+ 2 + b * s *+ 2 + t) - (c * b + r) ^+ 2.
Proof.
move=> h1 h2 h3.
have -> : p * (q * b ^+ 2 + b * s2 *+ 2 + t3) = (p * q) * b ^+ 2 + b * (p * s2) *+ 2 + p * t3.
  by ring.
by rewrite h1 h2 h3; ring.
Qed.

Lemma stepE d p r T T2 : step d p r T = Some T2 -> size r = size T -> shape T ->
  [/\ size T2 = size T, shape T2 &
      forall x, zr p * qtri T2 x = zr d * qtri T x - (dotr r x) ^+ 2].
Proof.
elim: r T T2 => [|c r IH] [|t T] T2 //.
  by move=> [<-] _ _; split=> // x; rewrite /= !mulr0 expr0n subrr.
move=> /=; case E : (row_step _ _ _ _ _) => [t2|] //; case F : (step _ _ _ _) => [T3|] //.
move=> [<-] [sz] /andP[/eqP st sh]; have [sT sh3 H] := IH _ _ F sz sh.
have [st2 Ht] : _ /\ _ := row_stepE E (etrans st (congr1 succn (esym sz))).
split; rewrite /= ?sT ?st2 ?st ?eqxx //.
case=> [|b x]; first by rewrite !mulr0 expr0n subrr.
case: t st E st2 Ht => [|e s] // [st] E st2 Ht; case: t2 E st2 Ht => [|q s2] // E [st2] Ht.
have hq := Ht [:: 1]; rewrite /= !dotr_nil !addr0 !mulr1 in hq.
have hs := Ht (0 :: x); rewrite /= !mulr0 !add0r in hs.
exact: step_alg hq hs (H x).
Qed.

Definition nz (x : seq R) := has (fun a => a != 0) x.

Lemma dotr_zero r x : ~~ nz x -> dotr r x = 0.
Proof.
elim: r x => [|c r IH] [|a x] //=; rewrite negb_or negbK => /andP[/eqP -> /IH ->].
by rewrite mulr0 addr0.
Qed.
Lemma qtri_zero T x : ~~ nz x -> qtri T x = 0.
Proof.
elim: T x => [|t T IH] [|a x] //=; rewrite negb_or negbK => /andP[/eqP -> h].
by rewrite (IH _ h) addr0; case: t => [|d r] //; rewrite expr0n mulr0 mul0r mul0rn addr0.
Qed.

Lemma complete_square (d a b q q2 p : R) : p * q2 = d * q - b ^+ 2 ->
  d * (d * a ^+ 2 + a * b *+ 2 + q) = (d * a + b) ^+ 2 + p * q2.
Proof. by move=> ->; ring. Qed.

Lemma pdzE n p T x : 0 < zr p -> shape T -> size x = size T -> pdz n p T -> nz x ->
  0 < qtri T x.
Proof.
elim: n p T x => [|n IH] p [|t T] [|a x] //=; case: t => [|d r] //.
move=> p0 /andP[/eqP [sr] sh] [sx] /andP[d0].
case E : (step d p r T) => [T2|] // pd nzx; rewrite -(zr_gt0 R) in d0.
have [sT sh2 H] := stepE E sr sh.
rewrite -(pmulr_rgt0 _ d0) (complete_square _ (H x)).
case: (boolP (nz x)) => nx.
  by rewrite ltr_paddl ?sqr_ge0 // mulr_gt0 // (IH d) // sT.
rewrite dotr_zero // qtri_zero // mulr0 !addr0.
have : (a != 0) || nz x by exact: nzx.
rewrite (negbTE nx) orbF => a0.
by rewrite exprMn mulr_gt0 // lt_def sqrf_eq0 ?(gt_eqF d0) ?a0 ?sqr_ge0.
Qed.

Lemma psdzE n p T x : 0 < zr p -> shape T -> size x = size T -> psdz n p T -> 0 <= qtri T x.
Proof.
elim: n p T x => [|n IH] p [|t T] [|a x] //=; case: t => [|d r] //.
move=> p0 /andP[/eqP [sr] sh] [sx]; case: ifP => [|_].
  rewrite -(zr_eq0 R) => /eqP -> /andP[r0 ps].
  have -> : dotr r x = 0.
    elim: r {sr} x r0 {sx} => [|c r IHr] [|b x] //= /andP[c0 r0].
    by rewrite IHr // addr0; move: c0; rewrite -(zr_eq0 R) => /eqP ->; rewrite mul0r.
  by rewrite mul0r mulr0 mul0rn !add0r (IH p).
case/andP=> d0; case E : (step d p r T) => [T2|] // pd; rewrite -(zr_gt0 R) in d0.
have [sT sh2 H] := stepE E sr sh.
rewrite -(pmulr_rge0 _ d0) (complete_square _ (H x)) addr_ge0 ?sqr_ge0 // mulr_ge0 ?(ltW p0) //.
by rewrite (IH d) // sT.
Qed.

(* ------------------------------------------------ the triangle of a matrix *)
Section Upper.
Variables (k : nat) (A : matz).
Hypotheses (sqA : square k A) (syA : symz k A).
Let sA := (squareP sqA).1.
Let sr := (squareP sqA).2.

Lemma dotr_drop r x i : size r = k -> size x = k -> (i <= k)%N ->
  dotr (drop i r) (drop i x) = \sum_(i <= q < k) zr (nth Z0 r q) * nth 0 x q.
Proof.
move=> s1 s2; elim: (k - i)%N {-2}i (erefl (k - i)%N) => [|m IH] {}i E ik.
  have ki : (k <= i)%N by rewrite -subn_eq0 E.
  by rewrite drop_oversize ?s1 // big_geq.
have ik' : (i < k)%N by rewrite -subn_gt0 E.
rewrite (drop_nth Z0) ?s1 // [drop i x](drop_nth 0) ?s2 // big_ltn //= IH ?subnS ?E //.
Qed.

Lemma shape_upper i : (i <= k)%N ->
  shape (upper i (drop i A)) /\ size (upper i (drop i A)) = (k - i)%N.
Proof.
elim: (k - i)%N {-2}i (erefl (k - i)%N) => [|m IH] {}i E ik.
  by rewrite drop_oversize // sA -subn_eq0 E.
have ik' : (i < k)%N by rewrite -subn_gt0 E.
rewrite (drop_nth [::]) ?sA //=; have [||-> ->] := IH i.+1; rewrite ?subnS ?E //.
by rewrite size_drop sr // E eqxx.
Qed.

Lemma qtri_upper (x : seq R) i : size x = k -> (i <= k)%N ->
  qtri (upper i (drop i A)) (drop i x)
  = \sum_(i <= p < k) \sum_(i <= q < k)
      zr (nth Z0 (nth [::] A p) q) * nth 0 x p * nth 0 x q.
Proof.
move=> sx; elim: (k - i)%N {-2}i (erefl (k - i)%N) => [|m IH] {}i E ik.
  have ki : (k <= i)%N by rewrite -subn_eq0 E.
  by rewrite drop_oversize ?sA // big_geq.
have ik' : (i < k)%N by rewrite -subn_gt0 E.
rewrite (drop_nth [::]) ?sA // [drop i x](drop_nth 0) ?sx //= [drop i _](drop_nth Z0) ?sr //.
rewrite IH ?subnS ?E // dotr_drop ?sr // [RHS]big_ltn // [X in _ = X + _]big_ltn //.
have -> : \sum_(i.+1 <= p < k) \sum_(i <= q < k)
     zr (nth Z0 (nth [::] A p) q) * nth 0 x p * nth 0 x q
  = \sum_(i.+1 <= p < k) zr (nth Z0 (nth [::] A i) p) * nth 0 x i * nth 0 x p
  + \sum_(i.+1 <= p < k) \sum_(i.+1 <= q < k)
     zr (nth Z0 (nth [::] A p) q) * nth 0 x p * nth 0 x q.
  rewrite -big_split /= big_nat [RHS]big_nat; apply: eq_bigr => p /andP[ip pk].
  rewrite big_ltn //; congr (_ + _); rewrite mulrAC; congr (_ * _ * _).
  have := symzE R sqA syA => /matrixP/(_ (Ordinal ik') (Ordinal pk)).
  by rewrite !mxE.
have -> : nth 0 x i * (\sum_(i.+1 <= q < k) zr (nth Z0 (nth [::] A i) q) * nth 0 x q)
  = \sum_(i.+1 <= q < k) zr (nth Z0 (nth [::] A i) q) * nth 0 x i * nth 0 x q.
  by rewrite mulr_sumr; apply: eq_bigr => q _; rewrite mulrCA mulrA.
by rewrite mulr2n expr2 mulrA !addrA.
Qed.

Definition coords (x : 'cV[R]_k) : seq R := [seq x i 0 | i <- enum 'I_k].
Lemma size_coords x : size (coords x) = k.
Proof. by rewrite size_map size_enum_ord. Qed.
Lemma nth_coords x (i : 'I_k) : nth 0 (coords x) i = x i 0.
Proof. by rewrite (nth_map i) ?size_enum_ord // nth_ord_enum. Qed.

Lemma qf_upper x : qf (mz R k A) x = qtri (upper 0 A) (coords x).
Proof.
have := qtri_upper (size_coords x) (leq0n k); rewrite !drop0 => ->.
rewrite qfE big_mkord; apply: eq_bigr => i _; rewrite big_mkord; apply: eq_bigr => j _.
by rewrite !nth_coords mxE.
Qed.
End Upper.

Theorem eliminated k A : square k A -> symz k A -> pdz k one (upper 0 A) -> posdef (mz R k A).
Proof.
move=> sq sy pd; split; first exact: symzE.
move=> x nzx; rewrite (qf_upper sq sy); have [sh sz] := shape_upper sq (leq0n k).
rewrite drop0 subn0 in sh sz; apply: (pdzE (p := one) _ sh _ pd).
- by rewrite zr1 ltr01.
- by rewrite size_coords sz.
have [i xi] := vec_neq0 nzx; apply/(has_nthP 0); exists i; first by rewrite size_coords.
by rewrite nth_coords.
Qed.

Theorem semieliminated k A : square k A -> symz k A -> psdz k one (upper 0 A) ->
  forall x, 0 <= qf (mz R k A) x.
Proof.
move=> sq sy pd x; rewrite (qf_upper sq sy); have [sh sz] := shape_upper sq (leq0n k).
rewrite drop0 subn0 in sh sz; apply: (psdzE (p := one) _ sh _ pd).
- by rewrite zr1 ltr01.
- by rewrite size_coords sz.
Qed.
End Elimination.

(* ---------------------------------------------- c A - s F F^T is dominated *)
Section Dominance.
Variable R : realFieldType.
Local Notation zr := (integer R).

Theorem dominance k (D : 'M[R]_k) : D^T = D -> (forall i, \sum_j `|D i j| < D i i *+ 2) ->
  posdef D.
Proof.
move=> sD dom; split=> // x x0; rewrite qfE.
have term i j : (D i i *+ 4 * (x i 0) ^+ 2) *+ (i == j)
    <= D i j * x i 0 * x j 0 *+ 2 + `|D i j| * ((x i 0) ^+ 2 + (x j 0) ^+ 2).
  case: (eqVneq i j) => [<-|_]; move: (x i 0) => a.
    rewrite mulr1n -subr_ge0.
    have -> : D i i * a * a *+ 2 + `|D i i| * (a ^+ 2 + a ^+ 2) - D i i *+ 4 * a ^+ 2
      = (`|D i i| - D i i) * a ^+ 2 *+ 2 by move: (D i i) (`|_|) => b c; ring.
    by rewrite mulrn_wge0 // mulr_ge0 ?sqr_ge0 // subr_ge0 ler_norm.
  rewrite mulr0n; move: (x j 0) (D i j) => b c.
  case: (lerP 0 c) => c0.
    rewrite ger0_norm //.
    have -> : c * a * b *+ 2 + c * (a ^+ 2 + b ^+ 2) = c * (a + b) ^+ 2 by ring.
    by rewrite mulr_ge0 ?sqr_ge0.
  rewrite ltr0_norm //.
  have -> : c * a * b *+ 2 + - c * (a ^+ 2 + b ^+ 2) = - c * (a - b) ^+ 2 by ring.
  by rewrite mulr_ge0 ?sqr_ge0 // oppr_ge0 ltW.
have sums : \sum_i D i i *+ 4 * (x i 0) ^+ 2
    <= (\sum_i \sum_j D i j * x i 0 * x j 0) *+ 2
       + (\sum_i (\sum_j `|D i j|) * (x i 0) ^+ 2) *+ 2.
  have E : \sum_i (\sum_j `|D i j|) * (x i 0) ^+ 2 = \sum_i \sum_j `|D i j| * (x j 0) ^+ 2.
    rewrite exchange_big /=; apply: eq_bigr => i _; rewrite mulr_suml; apply: eq_bigr => j _.
    by have := congr1 (fun M : 'M_k => M i j) sD; rewrite mxE => ->.
  rewrite [X in _ + X]mulr2n {1}E -sumrMnl -!big_split /=; apply: ler_sum => i _.
  rewrite mulr_suml -sumrMnl -!big_split /=.
  have -> : D i i *+ 4 * x i 0 ^+ 2 = \sum_j (D i i *+ 4 * x i 0 ^+ 2) *+ (i == j).
    by rewrite (bigD1 i) //= eqxx mulr1n big1 ?addr0 // => j; rewrite eq_sym => /negbTE ->.
  apply: ler_sum => j _; apply: le_trans (term i j) _.
  by rewrite mulrDr [X in _ + X <= _]addrC.
rewrite -(pmulrn_lgt0 _ (isT : (0 < 2)%N)).
have [i xi] := vec_neq0 x0.
have pos : 0 < \sum_i (D i i *+ 2 - \sum_j `|D i j|) * (x i 0) ^+ 2.
  rewrite (bigD1 i) //= ltr_paddr //.
    by apply: sumr_ge0 => j _; rewrite mulr_ge0 ?sqr_ge0 // subr_ge0 ltW.
  by rewrite mulr_gt0 ?subr_gt0 // lt_def sqrf_eq0 xi sqr_ge0.
apply: lt_le_trans (_ : (\sum_i (D i i *+ 2 - \sum_j `|D i j|) * (x i 0) ^+ 2) *+ 2 <= _).
  by rewrite pmulrn_lgt0.
rewrite -ler_subl_addr in sums; apply: le_trans sums; rewrite le_eqVlt; apply/orP; left; apply/eqP.
rewrite -!sumrMnl -sumrB; apply: eq_bigr => j _; move: (D j j) (\sum__ _) (x j 0) => a b c.
ring.
Qed.

Lemma dotz_pad m x y : (size x <= m)%N ->
  zr (dotz x y) = \sum_(l < m) zr (nth Z0 x l) * zr (nth Z0 y l).
Proof.
elim: m x y => [|m IH] [|a x] [|b y] //= sx.
- by rewrite big_ord0.
- by rewrite big_ord0.
- by rewrite big1 // => l _; rewrite nth_nil mul0r.
- by rewrite big1 // => l _; rewrite nth_nil mul0r.
- by rewrite big1 // => l _; rewrite nth_nil mulr0.
by rewrite zrD zrM (IH x y sx) big_ord_recl.
Qed.

Lemma sum_abs m x : size x = m -> zr (foldr Z.add Z0 (absz' x)) = \sum_(l < m) `|zr (nth Z0 x l)|.
Proof.
elim: m x => [|m IH] [|a x] //=; first by rewrite big_ord0.
by case=> sx; rewrite zrD zr_abs (IH _ sx) big_ord_recl.
Qed.

Lemma factored k A F c s : square k A -> symz k A -> size F = k -> 0 < zr c -> 0 <= zr s ->
  all (fun r => Nat.leb (size r) k) F -> dominant k (remainder A F c s) -> posdef (mz R k A).
Proof.
move=> sq sy sF c0 s0 /(all_nthP [::]) sr /allP dom; have [sA sAr] := squareP sq.
set D := remainder A F c s in dom; pose f (i l : 'I_k) := zr (nth Z0 (nth [::] F i) l).
have szip : size (zip A F) = k by rewrite size_zip sA sF minnn.
have srow i : (i < k)%N -> size (nth [::] D i) = k.
  move=> ik; rewrite /D /remainder (nth_map ([::], [::])) ?szip // nth_zip ?sA ?sF //=.
  by rewrite size_map2z ?size_map ?sF ?sAr.
have DE i j : mz R k D i j = zr c * mz R k A i j - zr s * \sum_l f i l * f j l.
  rewrite mxE /D /remainder (nth_map ([::], [::])) ?szip // nth_zip ?sA ?sF //=.
  rewrite nth_map2z ?size_map ?sF ?sAr // (nth_map [::]) ?sF // zrB !zrM (@dotz_pad k) ?mxE //.
  by apply/ssrnat.leP/PeanoNat.Nat.leb_le/sr; rewrite sF.
have symA := symzE R sq sy.
have symD : (mz R k D)^T = mz R k D.
  apply/matrixP => i j; rewrite mxE !DE; congr (_ * _ - _ * _).
    by have := congr1 (fun M : 'M_k => M i j) symA; rewrite mxE.
  by apply: eq_bigr => l _; rewrite mulrC.
have pD : posdef (mz R k D).
  apply: dominance => // i; have ik : (i : nat) \in iota 0 k by rewrite mem_iota ltn_ord.
  have := dom _ ik; cbv zeta beta; rewrite -(zr_lt R) zrM zr2 mulr_natl.
  rewrite (sum_abs (srow _ (ltn_ord i))).
  by rewrite mxE (eq_bigr (fun l => `|mz R k D i l|)) // => l _; rewrite mxE.
split=> // x x0; rewrite -(pmulr_rgt0 _ c0).
have -> : zr c * qf (mz R k A) x
    = qf (mz R k D) x + zr s * \sum_l (\sum_i f i l * x i 0) ^+ 2.
  have -> : \sum_l (\sum_i f i l * x i 0) ^+ 2
      = \sum_i \sum_j (\sum_l f i l * f j l) * x i 0 * x j 0.
    rewrite (eq_bigr (fun l => \sum_i \sum_j f i l * f j l * x i 0 * x j 0)); last first.
      move=> l _; rewrite expr2 big_distrlr; apply: eq_bigr => i _; apply: eq_bigr => j _.
      by rewrite /= mulrACA mulrA.
    rewrite exchange_big /=; apply: eq_bigr => i _; rewrite exchange_big /=.
    by apply: eq_bigr => j _; rewrite !mulr_suml.
  rewrite !qfE !mulr_sumr -big_split /=; apply: eq_bigr => i _.
  rewrite !mulr_sumr -big_split /=; apply: eq_bigr => j _; rewrite DE.
  by move: (mz _ _ _ _ _) (\sum__ _) (x i 0) (x j 0) => a b p q; ring.
by rewrite ltr_paddr ?pD.2 // mulr_ge0 // sumr_ge0 // => l _; rewrite sqr_ge0.
Qed.

Theorem definiteE k A p : definite k A p -> posdef (mz R k A).
Proof.
case/andP=> /andP[sq sy]; case: p => [|F c s]; first exact: eliminated.
case/andP=> /andP[/andP[/andP[/PeanoNat.Nat.eqb_eq sF c0] s0] sr].
by apply: factored => //; rewrite ?zr_gt0 ?zr_ge0.
Qed.

(* ------------------------------------------------ without one coordinate *)
Lemma punchedE k i d A (x : 'cV[R]_k) : square k A -> (forall j : 'I_k, val j = i -> x j 0 = 0) ->
  qf (mz R k (punched k i d A)) x = qf (mz R k A) x.
Proof.
move=> /squareP[sA sr] x0; rewrite !qfE; apply: eq_bigr => j _; apply: eq_bigr => l _.
rewrite mxE (nth_map 0%N) ?size_iota // nth_iota // add0n.
case E : (Nat.eqb j i).
  by move/PeanoNat.Nat.eqb_eq: E => /x0 ->; rewrite !mulr0 !mul0r.
case: (eqVneq (val l) i) => [/x0 ->|ne]; first by rewrite !mulr0.
by rewrite nth_set_nth /= (negbTE ne) [in RHS]mxE.
Qed.

Theorem semidefiniteE k A x p : mz R k A *m vz R k x = 0 -> semidefinite k A x p ->
  (forall y, 0 <= qf (mz R k A) y) /\
  (spanned p -> forall y, qf (mz R k A) y = 0 -> exists t, y = t *: vz R k x).
Proof.
move=> ker /andP[/andP[sq sy]]; case: p => [|i d p] /=.
  by move=> ps; split=> //; exact: semieliminated.
case/andP=> /andP[/ltbP ik]; rewrite -(zr_eq0 R) => xi /definiteE pP.
pose X := vz R k x; pose y' (y : 'cV[R]_k) := y - (y (Ordinal ik) 0 / X (Ordinal ik) 0) *: X.
have Xi : X (Ordinal ik) 0 != 0 by rewrite vzE.
have yE y : y = 1 *: y' y + (y (Ordinal ik) 0 / X (Ordinal ik) 0) *: X.
  by rewrite scale1r subrK.
have y'i y (j : 'I_k) : val j = i -> y' y j 0 = 0.
  move=> ji; have -> : j = Ordinal ik by exact: val_inj.
  by rewrite mxE [X in _ + X]mxE [X in _ - X]mxE divfK // subrr.
have qE y : qf (mz R k A) y = qf (mz R k (punched k i d A)) (y' y).
  have qX : qf (mz R k A) X = 0 by rewrite /qf ker dot0r.
  rewrite (punchedE d sq (y'i y)) {1}[y]yE (qf_lin _ _ _ _ (symzE R sq sy)) ker dot0r qX.
  by rewrite expr1n mul1r !mulr0 mul0rn !addr0.
split=> [y|_ y].
  by rewrite qE; exact: qf_ge0.
rewrite qE => y0; exists (y (Ordinal ik) 0 / X (Ordinal ik) 0); rewrite {1}[y]yE scale1r.
suff -> : y' y = 0 by rewrite add0r.
by apply/eqP/negPn/negP => /pP.2; rewrite y0 ltxx.
Qed.
End Dominance.
