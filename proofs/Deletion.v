(* Any width q: a network is changed by turning one direction of its range. With it, what is shown
   for some of the tasks alone is carried over to all (Lemma 3 and (A2) of proofs-notes/widths.md):
   if some Pareto optimum of some tasks is reached by no weights, so is one of all tasks. *)
From mathcomp Require Import all_ssreflect all_algebra ring.
From Scalarization Require Import Definitions Forms Regions Networks Compactness.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.

(* The direction a of the range becomes a + s z, z orthogonal to the range. *)
Section Rotation.
Variables (R : realFieldType) (n q : nat) (P : 'M[R]_n) (a z : 'cV[R]_n).
Hypotheses (pP : projection q P) (Pa : P *m a = a) (Pz : P *m z = 0) (a0 : a != 0).
Let A := dot a a.
Let Z := dot z z.
Definition rotated s : 'M[R]_n := P - proj1 a + proj1 (a + s *: z).

Let sP : P^T = P. Proof. by case: pP. Qed.
Let PP : P *m P = P. Proof. by case: pP. Qed.
Lemma dot_gt0 (x : 'cV[R]_n) : x != 0 -> 0 < dot x x.
Proof.
move=> x0; rewrite lt_def dot_xx_ge0 andbT; apply: contra x0 => /eqP E; apply/eqP.
exact: dot_xx_eq0.
Qed.
Let A0 : 0 < A. Proof. exact: dot_gt0. Qed.
Let Z0 : 0 <= Z. Proof. exact: dot_xx_ge0. Qed.
Let az : dot a z = 0.
Proof. by rewrite -Pa dotC dot_mul sP Pz dotC dot0r. Qed.
Let bb s : dot (a + s *: z) (a + s *: z) = A + s ^+ 2 * Z.
Proof. by rewrite dotDr !dotDl !dotZr !dotZl (dotC z a) az -/A -/Z; ring. Qed.
Let b0 s : 0 < A + s ^+ 2 * Z.
Proof. by rewrite ltr_paddr // mulr_ge0 ?sqr_ge0. Qed.

Lemma proj_len (D : 'M[R]_n) x : D^T = D -> D *m D = D -> dot (D *m x) (D *m x) = dot x (D *m x).
Proof. by move=> sD DD; rewrite [LHS]dot_mul sD mulmxA DD dotC. Qed.

Lemma trace_proj1 (x : 'cV[R]_n) : dot x x != 0 -> \tr (proj1 x) = 1.
Proof.
by move=> x0; rewrite mxtraceZ mxtrace_mulC tr_mul /mxtrace big_ord1 !mxE eqxx mulVf.
Qed.

Lemma rotated_projection s : projection q (rotated s).
Proof.
set b := a + s *: z; pose P0 := P - proj1 a.
have Pp : P *m proj1 a = proj1 a by rewrite -scalemxAr mulmxA Pa.
have pPa : proj1 a *m P = proj1 a by apply: trmx_inj; rewrite trmx_mul sP !proj1_tr Pp.
have sP0 : P0^T = P0 by rewrite linearB /= sP proj1_tr.
have PP0 : P0 *m P0 = P0 by rewrite mulmxBl !mulmxBr PP Pp pPa proj1_idem subrr subr0.
have P0b : P0 *m b = 0.
  rewrite mulmxBl mulmxDr -scalemxAr Pa Pz scaler0 addr0 proj1E dotDr dotZr az mulr0 addr0.
  by rewrite divff ?gt_eqF // scale1r subrr.
have P0p : P0 *m proj1 b = 0 by rewrite -scalemxAr mulmxA P0b mul0mx scaler0.
have pP0 : proj1 b *m P0 = 0 by apply: trmx_inj; rewrite trmx_mul sP0 proj1_tr P0p trmx0.
have tP0 : \tr P0 = \tr P - 1 by rewrite linearB /= trace_proj1 ?gt_eqF.
apply: projection_trace; rewrite /rotated -/b -/P0; clearbody P0.
- by rewrite linearD /= sP0 proj1_tr.
- by rewrite mulmxDl !mulmxDr PP0 P0p pP0 proj1_idem addr0 add0r.
rewrite mxtraceD tP0 trace_proj1 ?bb ?gt_eqF // subrK trace_rank //.
by rewrite ler_nat; case: pP.
Qed.

Lemma rotated_value s x : dot (rotated s *m x) (rotated s *m x) =
  dot (P *m x) (P *m x) - dot a x ^+ 2 / A + (dot a x + s * dot z x) ^+ 2 / (A + s ^+ 2 * Z).
Proof.
have [sD DD _] := rotated_projection s; rewrite !proj_len // /rotated mulmxDl mulmxBl.
have E (w : 'cV[R]_n) : dot x (proj1 w *m x) = dot w x ^+ 2 / dot w w.
  by rewrite proj1E dotZr (dotC x) expr2 mulrAC.
by rewrite dotDr dotBr !E bb dotDl dotZl.
Qed.

Lemma rotated_improves s x : 0 < s -> s * Z <= 2%:R * A -> dot a x ^+ 2 <= dot a x * dot z x ->
  dot (P *m x) (P *m x) <= dot (rotated s *m x) (rotated s *m x) ?= iff (dot z x == 0).
Proof.
move=> s0 sZ; rewrite rotated_value; have B0 := b0 s; move: (dot a x) (dot z x) => c d cd.
set v := dot _ _; set B := A + _ in B0 *.
pose g := s * (2%:R * A * (c * d - c ^+ 2) + c ^+ 2 * (2%:R * A - s * Z)) + s ^+ 2 * A * d ^+ 2.
have E : v - c ^+ 2 / A + (c + s * d) ^+ 2 / B = v + g / (A * B).
  rewrite -addrA; congr (_ + _); have An := lt0r_neq0 A0; have Bn := lt0r_neq0 B0.
  apply: (mulIf (mulf_neq0 An Bn)); rewrite mulfVK ?mulf_neq0 // mulrDl.
  have -> : - (c ^+ 2 / A) * (A * B) = - (c ^+ 2 * B).
    by rewrite mulNr mulrA mulfVK.
  have -> : (c + s * d) ^+ 2 / B * (A * B) = (c + s * d) ^+ 2 * A.
    by rewrite [A * B]mulrC mulrA mulfVK.
  by rewrite /g /B; ring.
have h0 : 0 <= s * (2%:R * A * (c * d - c ^+ 2) + c ^+ 2 * (2%:R * A - s * Z)).
  apply: mulr_ge0; first exact: ltW.
  by apply: addr_ge0; apply: mulr_ge0; rewrite ?sqr_ge0 ?subr_ge0 // mulr_ge0 ?ler0n // ltW.
have AB : 0 < (A * B)^-1 by rewrite invr_gt0 mulr_gt0.
have sA : 0 < s ^+ 2 * A by rewrite mulr_gt0 // exprn_gt0.
have g0 : 0 <= g by rewrite addr_ge0 // mulr_ge0 ?sqr_ge0 // ltW.
rewrite E; split; first by rewrite ler_addl mulr_ge0 // ltW.
apply/eqP/eqP => [ge|d0]; last first.
  have c0 : c = 0.
    by move: cd; rewrite d0 mulr0 => cc; apply/eqP; rewrite -sqrf_eq0 eq_le cc sqr_ge0.
  by rewrite /g c0 d0; ring.
have /eqP : g / (A * B) = 0 by apply: (addrI v); rewrite addr0 -ge.
rewrite mulf_eq0 (gt_eqF AB) orbF paddr_eq0 //; last first.
  by rewrite mulr_ge0 ?sqr_ge0 // ltW.
by case/andP=> _; rewrite mulf_eq0 (gt_eqF sA) /= sqrf_eq0 => /eqP.
Qed.

(* What a vector of the range loses. *)
Lemma rotated_loses s x : dot z x = 0 ->
  dot (P *m x) (P *m x) - s ^+ 2 * (dot a x ^+ 2 * Z / A ^+ 2) <=
  dot (rotated s *m x) (rotated s *m x).
Proof.
move=> zx; rewrite rotated_value zx mulr0 addr0; have B0 := b0 s; move: (dot a x) => c.
set v := dot _ _; set B := A + _ in B0 *.
rewrite -addrA ler_add2l -subr_ge0 opprK.
have -> : - (c ^+ 2 / A) + c ^+ 2 / B + s ^+ 2 * (c ^+ 2 * Z / A ^+ 2)
    = (s ^+ 2 * Z * c) ^+ 2 / (A ^+ 2 * B).
  have An := lt0r_neq0 A0; have Bn := lt0r_neq0 B0; rewrite /B; rewrite /B in Bn.
  by field; rewrite An Bn.
by rewrite divr_ge0 ?sqr_ge0 // mulr_ge0 ?sqr_ge0 // ltW.
Qed.
End Rotation.

(* A network whose range is not within the span of some tasks can be made better for these. *)
Section Improvement.
Variables (R : realFieldType) (n q : nat) (P : 'M[R]_n) (I : finType) (D : pred I).
Variables (y : I -> 'cV[R]_n) (m : 'cV[R]_n).
Hypotheses (pP : projection q P) (ym : forall i, D i -> dot m (y i) = 0).
Hypothesis unfitted : exists2 i, D i & P *m y i != y i.

Lemma turn : exists z, [/\ P *m z = 0,
  forall i, D i -> dot (P *m m) (y i) ^+ 2 <= dot (P *m m) (y i) * dot z (y i)
  & exists2 i, D i & dot z (y i) != 0].
Proof.
have [sP PP _] := pP; set a := P *m m.
case: (boolP [exists i, D i && (dot a (y i) != 0)]) => [/existsP[i /andP[Di ai]]|].
  have E j : D j -> dot (a - m) (y j) = dot a (y j).
    by move=> Dj; rewrite dotC dotBr (dotC (y j) m) ym // subr0 dotC.
  exists (a - m); split; first by rewrite mulmxBr mulmxA PP subrr.
    by move=> j Dj; rewrite E // expr2.
  by exists i => //; rewrite E.
rewrite negb_exists => /forallP zero; have [i Di Pi] := unfitted.
have a0 j : D j -> dot a (y j) = 0.
  by move=> Dj; have := zero j; rewrite Dj negbK => /eqP.
exists (y i - P *m y i); split; first by rewrite mulmxBr mulmxA PP subrr.
  by move=> j Dj; rewrite a0 // mul0r expr0n.
exists i => //; set z := y i - _; have zP : dot z (P *m y i) = 0.
  by rewrite dot_mul sP mulmxBr mulmxA PP subrr dotC dot0r.
have -> : dot z (y i) = dot z z by rewrite {3}/z dotBr zP subr0.
by apply: contra Pi => /eqP /dot_xx_eq0 /eqP; rewrite subr_eq0 eq_sym.
Qed.

Theorem improve e : P *m m != 0 -> 0 < e -> exists P', [/\ projection q P',
  forall i, D i -> dot (P *m y i) (P *m y i) <= dot (P' *m y i) (P' *m y i),
  exists2 i, D i & dot (P *m y i) (P *m y i) < dot (P' *m y i) (P' *m y i)
  & forall x, P *m x = x -> dot m x ^+ 2 <= 1 ->
      dot (P *m x) (P *m x) - e <= dot (P' *m x) (P' *m x)].
Proof.
move=> a0 e0; have [z [Pz le [i Di zi]]] := turn; have [sP PP _] := pP.
set a := P *m m in a0 le *; have Pa : P *m a = a by rewrite mulmxA PP.
have A0 : 0 < dot a a by exact: dot_gt0.
have Z0 : 0 <= dot z z by exact: dot_xx_ge0.
have Z1 : 0 < dot z z + 1 by rewrite ltr_paddl ?ltr01.
pose s := Num.min 1 (Num.min (dot a a / (dot z z + 1)) (e * dot a a ^+ 2 / (dot z z + 1))).
have s0 : 0 < s.
  by rewrite !lt_minr ltr01 !divr_gt0 // mulr_gt0 // exprn_gt0.
have s1 : s <= 1 by rewrite le_minl lexx.
have sA : s * (dot z z + 1) <= dot a a by rewrite -ler_pdivl_mulr // !le_minl lexx orbT.
have sE : s * (dot z z + 1) <= e * dot a a ^+ 2.
  by rewrite -ler_pdivl_mulr // !le_minl lexx !orbT.
have sZ : s * dot z z <= 2%:R * dot a a.
  rewrite mulr_natl mulr2n; apply: le_trans (_ : dot a a <= _); last by rewrite ler_addl ltW.
  by apply: le_trans sA; rewrite ler_pmul2l // ler_addl ler01.
exists (rotated P a z s); split.
- exact: rotated_projection.
- by move=> j Dj; have [] := rotated_improves pP Pa Pz a0 s0 sZ (le j Dj).
- exists i => //; have [ge eq] := rotated_improves pP Pa Pz a0 s0 sZ (le i Di).
  by rewrite lt_neqAle ge andbT eq.
move=> x Px mx; have zx : dot z x = 0 by rewrite -Px dot_mul sP Pz dotC dot0r.
have ax : dot a x = dot m x by rewrite /a dotC dot_mul sP Px dotC.
apply: le_trans (rotated_loses pP Pa Pz a0 s zx); rewrite ler_add2l ler_opp2 ax.
rewrite mulrA ler_pdivr_mulr ?exprn_gt0 //; apply: le_trans sE.
apply: le_trans (_ : s ^+ 2 * (1 * dot z z) <= _).
  by rewrite ler_wpmul2l ?sqr_ge0 // ler_wpmul2r.
rewrite mul1r expr2 -mulrA ler_pmul2l //; apply: le_trans (_ : 1 * dot z z <= _).
  by rewrite ler_wpmul2r.
by rewrite mul1r ler_addl ler01.
Qed.
End Improvement.

(* Some Pareto optimum is reached by no weights. *)
Definition unreachable (R : realFieldType) k (F : region R k) : Prop :=
  ~ ~ exists p, pareto F p /\ unsupported F p.

Lemma unreachable_not_explorable (R : realFieldType) k (F : region R k) :
  unreachable F -> ~ fully_explorable F.
Proof. by move=> un ex; apply: un => -[p [par uns]]; exact: not_fully_explorable par uns ex. Qed.

Section Values.
Variables (R : realFieldType) (n k q : nat) (Y : 'M[R]_(n, k)).
Hypothesis pG : posdef (Y^T *m Y).
Let F := network q Y.

Definition values (P : 'M[R]_n) : 'cV[R]_k := \col_i (Y^T *m P *m Y) i i.

Lemma valuesE P i : projection q P -> values P i 0 = dot (P *m col i Y) (P *m col i Y).
Proof. by case=> sP PP _; rewrite mxE diag_network. Qed.

Lemma values_network P : projection q P -> F (values P).
Proof. by case=> sP PP rP; exists P. Qed.

Lemma networkP v : F v -> exists2 P, projection q P & v = values P.
Proof. by case=> P [sP PP rP ->]; exists P. Qed.

Lemma unfitted P : projection q P -> (q < k)%N -> exists i, P *m col i Y != col i Y.
Proof.
case=> _ _ rP qk; apply/existsP; rewrite -negb_forall; apply/negP => /forallP fit.
have PY : P *m Y = Y.
  apply/matrixP => i j; have /eqP/(congr1 (fun x : 'cV_n => x i 0)) := fit j.
  by rewrite colE mulmxA -!colE !mxE.
have : (k <= q)%N; last by rewrite leqNgt qk.
rewrite -(mxrank_unit (posdef_unit pG)); apply: leq_trans (mxrankM_maxr _ _) _.
by rewrite -PY; apply: leq_trans (mxrankM_maxl _ _) rP.
Qed.

(* A vector that is orthogonal to all predictions but one. *)
Definition dual_vector i : 'cV[R]_n := Y *m (invmx (Y^T *m Y) *m delta_mx i 0).
Lemma dual_vectorE i j : dot (dual_vector i) (col j Y) = (j == i)%:R.
Proof. by rewrite (dot_span pG) mxE eqxx andbT. Qed.

Lemma dominates_or_equal v w : pareto F v -> F w -> (forall i, v i 0 <= w i 0) -> w = v.
Proof.
case=> Fv par Fw ge; apply: vecP => i; apply/eqP; rewrite eq_le ge andbT leNgt; apply/negP => lt.
by apply: (par w Fw); split=> //; exists i.
Qed.

(* Networks that are Pareto optimal have their range within the span of the predictions. *)
Lemma pareto_kills P m : (q < k)%N -> projection q P -> pareto F (values P) ->
  (forall i, dot m (col i Y) = 0) -> P *m m = 0.
Proof.
move=> qk pP [_ par] orth; apply/eqP/negPn/negP => Pm.
have [i Pi] := unfitted pP qk.
have [|P' [pP' le [j _ lt] _]] := @improve _ _ _ _ _ predT (fun i => col i Y) m pP
  (fun i _ => orth i) _ 1 Pm ltr01; first by exists i.
apply: (par _ (values_network pP')); split=> [l|]; first by rewrite !valuesE //; exact: le.
by exists j; rewrite !valuesE.
Qed.

(* Weights for which a network is optimal vanish on a task that could be won without loss. *)
Lemma optimal_kills P l d : projection q P -> weights l -> optimum F l (values P) ->
  P *m dual_vector d = 0 -> l d 0 = 0 \/ P *m col d Y = 0.
Proof.
move=> pP [l0 _] [_ opt] Pz; case: (eqVneq (l d 0) 0) => [|ld]; first by left.
right; apply/eqP/negPn/negP => a0; have [sP PP _] := pP.
set a := P *m col d Y in a0; set z := dual_vector d in Pz.
have Pa : P *m a = a by rewrite mulmxA PP.
have A0 : 0 < dot a a by exact: dot_gt0.
have Z0 : 0 <= dot z z by exact: dot_xx_ge0.
have ad : dot a (col d Y) = dot a a by rewrite [RHS]dot_mul sP mulmxA PP dotC.
have ldp : 0 < l d 0 by rewrite lt_def ld l0.
pose S := \sum_i l i 0 * dot a (col i Y) ^+ 2.
have S0 : 0 <= S by apply: sumr_ge0 => i _; rewrite mulr_ge0 ?sqr_ge0.
pose s := l d 0 * dot a a ^+ 2 / (S * dot z z + 1).
have SZ : 0 < S * dot z z + 1 by rewrite ltr_paddl ?ltr01 // mulr_ge0.
have s0 : 0 < s by rewrite divr_gt0 // mulr_gt0 // exprn_gt0.
have sS : s * (S * dot z z) <= l d 0 * dot a a ^+ 2.
  by rewrite -(mulfVK (lt0r_neq0 SZ) (_ * _ ^+ 2)) ler_pmul2l // ler_addl ler01.
clearbody s.
have pR := rotated_projection pP Pa Pz a0 s; set B := dot a a + s ^+ 2 * dot z z.
have B0 : 0 < B by rewrite ltr_paddr // mulr_ge0 ?sqr_ge0.
pose w := l d 0 * (2%:R * s * dot a a + s ^+ 2).
have sum : \sum_i l i 0 * (dot a (col i Y) + s * dot z (col i Y)) ^+ 2 = S + w.
  have <- : \sum_i (i == d)%:R * w = w.
    by rewrite (bigD1 d) //= eqxx mul1r big1 ?addr0 // => i /negbTE ->; rewrite mul0r.
  rewrite -big_split /=; apply: eq_bigr => i _; rewrite dual_vectorE.
  case: eqP => [->|_]; last by rewrite mulr0 addr0 mul0r addr0.
  by rewrite mulr1 mul1r ad /w; move: (l d 0) (dot a a) => c e; ring.
have loss : dot l (values (rotated P a z s)) = dot l (values P) - S / dot a a + (S + w) / B.
  rewrite -sum /S !mulr_suml -sumrB -big_split /=; apply: eq_bigr => i _.
  rewrite !valuesE // (rotated_value pP Pa Pz a0) -/B.
  by rewrite mulrDr mulrBr !mulrA.
have : (S + w) / B <= S / dot a a.
  by have := opt _ (values_network pR); rewrite loss -addrA ger_addl addrC subr_le0.
rewrite ler_pdivr_mulr // mulrAC ler_pdivl_mulr // /w /B mulrDl [S * (_ + _)]mulrDr ler_add2l.
rewrite leNgt => /negP; apply.
apply: le_lt_trans (_ : s * (l d 0 * dot a a ^+ 2) < _).
  by rewrite mulrCA expr2 -!mulrA ler_pmul2l.
rewrite -subr_gt0; have -> : l d 0 * (2%:R * s * dot a a + s ^+ 2) * dot a a
    - s * (l d 0 * dot a a ^+ 2) = l d 0 * s * dot a a ^+ 2 + l d 0 * s ^+ 2 * dot a a.
  by move: (l d 0) (dot a a) => c e; ring.
by apply: addr_gt0; rewrite !mulr_gt0 // exprn_gt0.
Qed.
End Values.

(* The tasks f of all tasks. *)
Section Deletion.
Variables (R : realFieldType) (n k m q : nat) (Y : 'M[R]_(n, k)) (f : 'I_m -> 'I_k).
Hypotheses (pG : posdef (Y^T *m Y)) (inj : injective f) (q0 : (0 < q)%N) (qm : (q < m)%N).
Definition kept : 'M[R]_(n, m) := \matrix_(i, j) Y i (f j).

Lemma col_kept j : col j kept = col (f j) Y.
Proof. by apply: vecP => i; rewrite !mxE. Qed.

Lemma kept_posdef : posdef (kept^T *m kept).
Proof.
pose E : 'M[R]_(k, m) := \matrix_(i, j) (i == f j)%:R.
have YE : kept = Y *m E.
  apply/matrixP => i j; rewrite !mxE (bigD1 (f j)) //= big1 => [|l /negbTE lj].
    by rewrite mxE eqxx mulr1 addr0.
  by rewrite mxE lj mulr0.
split=> [|x x0]; first by rewrite trmx_mul trmxK.
have -> : qf (kept^T *m kept) x = qf (Y^T *m Y) (E *m x).
  by rewrite /qf -!dot_Y mulmxA -YE.
apply: pG.2; apply: contra x0 => /eqP Ex; apply/eqP/vecP => j; rewrite mxE.
have := congr1 (fun v : 'cV_k => v (f j) 0) Ex; rewrite !mxE (bigD1 j) //= big1 => [|i ij].
  by rewrite mxE eqxx mul1r addr0.
by rewrite mxE (inj_eq inj) eq_sym (negbTE ij) mul0r.
Qed.

Lemma sum_kept (F : 'I_k -> R) :
  \sum_i F i = \sum_j F (f j) + \sum_(i | i \notin codom f) F i.
Proof.
rewrite (bigID (mem (codom f))) /=; congr (_ + _).
rewrite -big_uniq ?(map_inj_uniq inj) ?enum_uniq //= big_map.
by rewrite big_enum.
Qed.

(* (A2): no network at least as good for the kept tasks as an unreachable Pareto optimum of theirs
   is reached, *)
Theorem deletion_weights x v : pareto (network q kept) x -> unsupported (network q kept) x ->
  network q Y v -> (forall j, x j 0 <= v (f j) 0) ->
  (forall j, v (f j) 0 = x j 0) /\ ~ weakly_supported (network q Y) v.
Proof.
move=> par [_ uns] /networkP[P pP ->] ge.
have val j : values Y P (f j) 0 = values kept P j 0 by rewrite !(valuesE _ _ pP) col_kept.
have xP : values kept P = x.
  apply: dominates_or_equal par (values_network _ pP) _ => j; rewrite -val; exact: ge.
split=> [j|[l wl opt]]; first by rewrite val xP.
have [l0 ln] := wl; have kills d : d \notin codom f -> P *m dual_vector Y d = 0.
  move=> dn; apply: (pareto_kills kept_posdef qm pP); first by rewrite xP.
  move=> j; rewrite col_kept (dual_vectorE pG); case: eqP => // E.
  by case/negP: dn; rewrite -E codom_f.
have zero d : d \notin codom f -> l d 0 * values Y P d 0 = 0.
  move=> /kills/(optimal_kills pG pP wl opt)[->|Pd]; first by rewrite mul0r.
  by rewrite (valuesE _ _ pP) Pd dot0r mulr0.
pose l' : 'cV[R]_m := \col_j l (f j) 0.
have lP : dot l (values Y P) = dot l' x.
  rewrite /dot sum_kept [X in _ + X]big1 // addr0; apply: eq_bigr => j _.
  by rewrite val xP mxE.
case: (eqVneq l' 0) => [z|l'n]; last first.
  apply: uns; exists l'; first by split=> // j; rewrite mxE.
  split; first by rewrite -xP; exact: values_network.
  move=> w /networkP[P' pP' ->]; rewrite -lP; apply: le_trans (opt.2 _ (values_network _ pP')).
  rewrite {2}/dot sum_kept -[dot l' _]addr0; apply: ler_add.
    by apply: ler_sum => j _; rewrite !(valuesE _ _ pP') col_kept mxE.
  by apply: sumr_ge0 => i _; rewrite mulr_ge0 // (valuesE _ _ pP') dot_xx_ge0.
have [d ld] := vec_neq0 ln; have Yd : col d Y != 0.
  apply/eqP => E; have := dual_vectorE pG d d; rewrite E dot0r eqxx => /eqP.
  by rewrite eq_sym oner_eq0.
have pd : projection q (proj1 (col d Y)).
  split; [exact: proj1_tr|exact: proj1_idem|].
  apply: leq_trans (mxrank_scale _ _) _; apply: leq_trans q0; exact: mulmx_max_rank.
have := opt.2 _ (values_network Y pd); rewrite lP z leNgt => /negP; apply.
rewrite /dot [X in X < _]big1 => [|i _]; last by rewrite mxE mul0r.
rewrite (bigD1 d) //=; apply: ltr_paddr.
  by apply: sumr_ge0 => i _; rewrite mulr_ge0 // (valuesE _ _ pd) dot_xx_ge0.
rewrite pmulr_rgt0 ?lt_def ?ld ?l0 // (valuesE _ _ pd); apply/andP; split; last exact: dot_xx_ge0.
by rewrite proj1E divff ?scale1r // gt_eqF // dot_gt0.
Qed.

(* and all tasks have an unreachable Pareto optimum. *)
Theorem deletion : complete R ->
  unreachable (network q kept) -> unreachable (network q Y).
Proof.
move=> cR un no; apply: un => -[x [par uns]]; have [P pP xE] := networkP par.1.
apply: (below_pareto cR (values_network Y pP)) => -[v parv le].
have [|_ nv] := deletion_weights par uns parv.1.
  move=> j; rewrite xE; apply: le_trans (le (f j)).
  by rewrite !(valuesE _ _ pP) col_kept.
by apply: no; exists v; split=> //; split=> //; exact: parv.1.
Qed.
End Deletion.
