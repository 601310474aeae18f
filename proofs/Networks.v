(* The networks of width 1 and k-1 have the Pareto optima, the weights and the dominated points of
   the two regions of the Gram matrix (their points are at least as good), and the same points
   are exposed. *)
From mathcomp Require Import all_ssreflect all_algebra ring.
From Scalarization Require Import Definitions Forms Regions Reachability.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.

Section Network.
Variables (R : realFieldType) (n k : nat) (Y : 'M[R]_(n, k)).
Let G := Y^T *m Y.
Let Q := invmx G.
Hypotheses (pG : posdef G) (k0 : (0 < k)%N).

Lemma dot_Y x y : dot (Y *m x) (Y *m y) = dot x (G *m y).
Proof. by rewrite !dotE trmx_mul -!mulmxA. Qed.

(* diagonal entries of Y^T P Y as squared lengths *)
Lemma diag_network P i : P^T = P -> P *m P = P ->
  (Y^T *m P *m Y) i i = dot (P *m col i Y) (P *m col i Y).
Proof.
move=> sP PP; have E (M : 'M[R]_k) : (row i (M *m delta_mx i 0 : 'cV_k)) 0 0 = M i i.
  by rewrite mxE -colE mxE.
rewrite dotE colE !trmx_mul sP !mulmxA -(mulmxA _ P P) PP trmx_delta -!mulmxA -rowE.
by rewrite !mulmxA E.
Qed.

Lemma dot_tr (x : 'cV[R]_n) (u : 'cV[R]_k) : dot (Y^T *m x) u = dot x (Y *m u).
Proof. by rewrite !dotE trmx_mul trmxK mulmxA. Qed.

Lemma qfQ_span (u : 'cV[R]_k) : dot (Y *m (Q *m u)) (Y *m (Q *m u)) = qf Q u.
Proof. by rewrite dot_Y (mulGQ pG) dotC. Qed.

Definition proj1 (s : 'cV[R]_n) : 'M[R]_n := (dot s s)^-1 *: (s *m s^T).
Lemma tr_mul (s x : 'cV[R]_n) : s^T *m x = (dot s x)%:M.
Proof. by rewrite [LHS]mx11_scalar dotE. Qed.
Lemma proj1E s x : proj1 s *m x = (dot s x / dot s s) *: s.
Proof. by rewrite -scalemxAl -mulmxA tr_mul mul_mx_scalar scalerA mulrC. Qed.
Lemma proj1_tr s : (proj1 s)^T = proj1 s.
Proof. by rewrite linearZ /= trmx_mul trmxK. Qed.
Lemma proj1_idem s : proj1 s *m proj1 s = proj1 s.
Proof.
case: (eqVneq (dot s s) 0) => [E|ne]; first by rewrite /proj1 E invr0 scale0r mulmx0.
rewrite {2}/proj1 -scalemxAr mulmxA proj1E mulfV // scale1r //.
Qed.
Lemma proj1_len s x : dot s s != 0 -> dot (proj1 s *m x) (proj1 s *m x) = dot s x ^+ 2 / dot s s.
Proof.
move=> ne; rewrite proj1E dotZl dotZr; move: ne; move: (dot s x) (dot s s) => a b ne.
by field.
Qed.

Let span (u : 'cV[R]_k) : 'cV[R]_n := Y *m (Q *m u).
Lemma dot_span u i : dot (span u) (col i Y) = u i 0.
Proof.
have E : dot (Y *m (Q *m u)) (Y *m delta_mx i 0) = (G *m (Q *m u)) i 0.
  rewrite dot_Y dot_mul pG.1 /dot (bigD1 i) //= big1 ?addr0 => [|j /negbTE ne].
    by rewrite [delta_mx _ _ _ _]mxE !eqxx mulr1.
  by rewrite [delta_mx _ _ _ _]mxE ne mulr0.
by rewrite colE E (mulGQ pG).
Qed.

Theorem region1_network p : region1 G p -> network 1 Y p.
Proof.
case=> u u0 ->; have c0 : dot (span u) (span u) != 0.
  by rewrite qfQ_span gt_eqF // qfQ_gt0.
exists (proj1 (span u)); split; [exact: proj1_tr|exact: proj1_idem| |].
  apply: leq_trans (mxrank_scale _ _) _; exact: mulmx_max_rank.
apply: vecP => i; rewrite [LHS]mxE [RHS]mxE diag_network ?proj1_tr ?proj1_idem //.
by rewrite proj1_len // dot_span qfQ_span.
Qed.

(* A projection shortens, and loses at least the part along a direction it kills. *)
Lemma proj_shortens P (x : 'cV[R]_n) : P^T = P -> P *m P = P ->
  dot (P *m x) (P *m x) <= dot x x.
Proof.
move=> sP PP; rewrite -subr_ge0.
have -> : dot x x - dot (P *m x) (P *m x) = dot (x - P *m x) (x - P *m x).
  have E : dot (P *m x) x = dot (P *m x) (P *m x).
    by rewrite dotC [RHS]dot_mul sP mulmxA PP dotC.
  rewrite dotBr ![dot (x - _) _]dotC !dotBr E [dot x (P *m x)]dotC E.
  by rewrite subrr subr0.
exact: dot_xx_ge0.
Qed.

Lemma proj_kills P (s x : 'cV[R]_n) : P^T = P -> P *m P = P -> P *m s = 0 -> dot s s != 0 ->
  dot (P *m x) (P *m x) <= dot x x - dot s x ^+ 2 / dot s s.
Proof.
move=> sP PP Ps ne.
have -> : P *m x = P *m (x - proj1 s *m x).
  by rewrite mulmxBr proj1E -scalemxAr Ps scaler0 subr0.
apply: le_trans (proj_shortens _ sP PP) _.
rewrite dotBr ![dot (x - _) _]dotC !dotBr proj1_len // [dot x (proj1 s *m x)]dotC.
have -> : dot (proj1 s *m x) x = dot s x ^+ 2 / dot s s.
  by rewrite proj1E dotZl expr2 mulrAC.
by rewrite subrr subr0.
Qed.

Lemma dot_col (z : 'cV[R]_k) i : dot (Y *m z) (col i Y) = (G *m z) i 0.
Proof.
rewrite colE dot_Y dot_mul pG.1 /dot (bigD1 i) //= big1 ?addr0 => [|j /negbTE ne].
  by rewrite [delta_mx _ _ _ _]mxE !eqxx mulr1.
by rewrite [delta_mx _ _ _ _]mxE ne mulr0.
Qed.

Lemma dot_col_col i : dot (col i Y) (col i Y) = G i i.
Proof. by rewrite {1}colE dot_col -colE mxE. Qed.

Theorem networkk1_direction P : P^T = P -> P *m P = P -> (\rank P <= k.-1)%N ->
  exists z, [/\ z != 0, P *m (Y *m z) = 0
    & forall i, (Y^T *m P *m Y) i i <= ((\col_i G i i) - value Q (G *m z)) i 0].
Proof.
move=> sP PP rP; have rk : (\rank (P *m Y)^T < k)%N.
  rewrite mxrank_tr; apply: leq_ltn_trans (mxrankM_maxl _ _) _.
  by apply: leq_ltn_trans rP _; rewrite ltn_predL.
have : kermx (P *m Y)^T != 0.
  by rewrite kermx_eq0 /row_free neq_ltn rk.
case/rowV0Pn => r /sub_kermxP rK r0; pose z := r^T.
have z0 : z != 0 by apply: contra r0 => /eqP E; rewrite -[r]trmxK -/z E trmx0.
have Pz : P *m (Y *m z) = 0 by rewrite mulmxA; apply: trmx_inj; rewrite trmx_mul trmxK trmx0.
have ss : dot (Y *m z) (Y *m z) = qf G z by rewrite dot_Y.
have ne : dot (Y *m z) (Y *m z) != 0 by rewrite ss gt_eqF // pG.2.
exists z; split=> // i; rewrite [X in _ <= X]mxE [X in _ <= X + _]mxE [X in _ <= _ + X]mxE.
rewrite [X in _ <= _ - X]mxE diag_network // (qfQ_G pG) -ss -dot_col -dot_col_col.
exact: proj_kills.
Qed.

Theorem networkk1_regionk1 v : network k.-1 Y v ->
  exists2 p, regionk1 G p & forall i, v i 0 <= p i 0.
Proof.
case=> P [sP PP rP ->]; have [z [z0 _ le]] := networkk1_direction sP PP rP.
exists ((\col_i G i i) - value Q (G *m z)).
  exists (G *m z) => //; apply: contra z0 => /eqP E.
  by apply/eqP; rewrite -[LHS](mulQG pG) E mulmx0.
by move=> i; rewrite [X in X <= _]mxE; exact: le.
Qed.

Theorem regionk1_network p0 : regionk1 G p0 -> network k.-1 Y p0.
Proof.
case=> u u0 ->; set s := span u; have c0 := qfQ_gt0 pG u0; rewrite -/Q in c0.
have ss : dot s s = qf Q u by exact: qfQ_span.
have ne : dot s s != 0 by rewrite ss gt_eqF.
pose S := Y *m Q *m Y^T; pose P := S - proj1 s.
have sS : S^T = S by rewrite /S !trmx_mul trmxK (symQ pG) mulmxA.
have SYm : S *m Y = Y by rewrite /S -!mulmxA -/G mulVmx ?mulmx1 ?posdef_unit.
have SY m (x : 'M[R]_(k, m)) : S *m (Y *m x) = Y *m x by rewrite mulmxA SYm.
have SS : S *m S = S.
  have -> : S *m S = (S *m Y) *m (Q *m Y^T) by rewrite {2}/S !mulmxA.
  by rewrite SYm mulmxA.
have Sp : S *m proj1 s = proj1 s by rewrite /proj1 -scalemxAr mulmxA /s /span SY.
have pS : proj1 s *m S = proj1 s by apply: trmx_inj; rewrite trmx_mul sS proj1_tr Sp.
have sP : P^T = P by rewrite linearB /= sS proj1_tr.
have PP : P *m P = P.
  by rewrite /P mulmxBl !mulmxBr SS Sp pS proj1_idem subrr subr0.
exists P; split=> //.
- pose M := Q - (qf Q u)^-1 *: ((Q *m u) *m (Q *m u)^T).
  have PE : P = Y *m M *m Y^T.
    rewrite /P /S /M mulmxBr mulmxBl; congr (_ - _).
    rewrite /proj1 ss -scalemxAr -scalemxAl; congr (_ *: _).
    by rewrite /s /span trmx_mul !mulmxA.
  rewrite PE; apply: leq_trans (mxrankM_maxl _ _) _; apply: leq_trans (mxrankM_maxr _ _) _.
  rewrite -ltnS (prednK k0) ltn_neqAle rank_leq_row andbT; apply/negP => full.
  have uM : M \in unitmx by rewrite -row_free_unit.
  have Mu : M *m u = 0.
    rewrite /M mulmxBl -scalemxAl -mulmxA.
    have -> : (Q *m u)^T *m u = (qf Q u)%:M.
      by rewrite [LHS]mx11_scalar /qf dotC dotE.
    by rewrite mul_mx_scalar scalerA mulVf ?gt_eqF // scale1r subrr.
  by move/negP: u0; apply; apply/eqP; rewrite -[u](mulKmx uM) Mu mulmx0.
apply: vecP => i; rewrite [LHS]mxE [X in X + _]mxE [X in _ + X]mxE [X in _ - X]mxE.
rewrite [RHS]mxE diag_network // /P mulmxBl.
have -> : S *m col i Y = col i Y by rewrite colE SY.
rewrite dotBr ![dot (col i Y - _) _]dotC !dotBr proj1_len // [dot (col i Y) (proj1 s *m _)]dotC.
have -> : dot (proj1 s *m col i Y) (col i Y) = dot s (col i Y) ^+ 2 / dot s s.
  by rewrite proj1E dotZl expr2 mulrAC.
by rewrite subrr subr0 dot_span ss dot_col_col.
Qed.

Theorem network1_direction v : network 1 Y v ->
  v = 0 \/ exists u a, [/\ u != 0, 0 <= a, a <= 1 & v = a *: value Q u].
Proof.
case=> P [sP PP rP ->]; have zero_values : (forall i, dot (P *m col i Y) (P *m col i Y) = 0) ->
    \col_i (Y^T *m P *m Y) i i = 0 :> 'cV_k.
  by move=> E; apply: vecP => i; rewrite mxE diag_network // E mxE.
case: (eqVneq P 0) => [P0|Pn].
  by left; apply: zero_values => i; rewrite P0 mul0mx dot0r.
have [j rj] : exists j, row j P != 0.
  apply/existsP; rewrite -negb_forall; apply: contra Pn => /forallP H.
  by apply/eqP/row_matrixP => j; rewrite row0; apply/eqP.
pose s := (row j P)^T.
have s0 : s != 0 by apply: contra rj => /eqP E; rewrite -[row j P]trmxK -/s E trmx0.
have ss : 0 < dot s s.
  rewrite lt_def dot_xx_ge0 andbT; apply: contra s0 => /eqP E; apply/eqP; exact: dot_xx_eq0.
have sub : (P <= row j P)%MS.
  have := mxrank_leqif_sup (row_sub j P); rewrite /leqif => -[_ <-].
  rewrite eqn_leq mxrankS ?row_sub //=; apply: leq_trans rP _.
  by rewrite lt0n mxrank_eq0.
have [D PD] := submxP sub.
have Ps : P *m s = s by rewrite /s -{1}sP -trmx_mul -row_mul PP.
have Px x : dot (P *m x) (P *m x) = dot s x ^+ 2 / dot s s.
  have [a E] : exists a, P *m x = a *: s.
    exists ((D^T *m x) 0 0).
    by rewrite -{1}sP PD trmx_mul -mulmxA [D^T *m x]mx11_scalar mul_mx_scalar !mxE.
  have sx : dot s x = a * dot s s by rewrite -dotZr -E dot_mul sP Ps.
  by rewrite E dotZl dotZr sx; move: (gt_eqF ss) => /negbT; move: (dot s s) => b ne; field.
pose u := Y^T *m s.
have ui i : dot s (col i Y) = u i 0.
  by rewrite dotC dotE tr_col -row_mul mxE.
case: (eqVneq u 0) => [u0|un].
  by left; apply: zero_values => i; rewrite Px ui u0 mxE expr0n mul0r.
right; exists u, (qf Q u / dot s s); have c0 := qfQ_gt0 pG un; rewrite -/Q in c0.
split=> //; first by rewrite divr_ge0 ?ltW.
  rewrite ler_pdivr_mulr // mul1r; have := dot_xx_ge0 (s - span u).
  rewrite dotBr ![dot (s - _) _]dotC !dotBr qfQ_span [dot (span u) s]dotC.
  have -> : dot s (span u) = qf Q u by rewrite /span -dot_tr.
  by rewrite subrr subr0 subr_ge0.
apply: vecP => i; rewrite mxE diag_network // Px ui [RHS]mxE [value Q u i 0]mxE.
move: (lt0r_neq0 ss) (lt0r_neq0 c0); move: (dot s s) (qf Q u) (u i 0) => a b x a0 b0.
by field; rewrite a0 b0.
Qed.

Theorem network1_region1 v : network 1 Y v ->
  exists2 p, region1 G p & forall i, v i 0 <= p i 0.
Proof.
have v0 u i : u != 0 -> 0 <= value Q u i 0.
  by move=> u0; rewrite mxE divr_ge0 ?sqr_ge0 // ltW // qfQ_gt0.
case/network1_direction=> [->|[u [a [u0 a0 a1 ->]]]].
  have d0 := @delta_neq0 R k (Ordinal k0); exists (value Q (delta_mx (Ordinal k0) 0)).
    by exists (delta_mx (Ordinal k0) 0).
  by move=> i; rewrite [X in X <= _]mxE v0.
exists (value Q u); first by exists u.
by move=> i; rewrite [X in X <= _]mxE ler_pimull // v0.
Qed.

Lemma network_sub w p : region_of w G p -> network (rank_of k w) Y p.
Proof. by case: w; [exact: region1_network|exact: regionk1_network]. Qed.
Lemma network_cofinal w v : network (rank_of k w) Y v ->
  exists2 p, region_of w G p & forall i, v i 0 <= p i 0.
Proof. by case: w; [exact: network1_region1|exact: networkk1_regionk1]. Qed.

(* The networks have the front and the reachability of the Gram matrix. *)
Section Same.
Variable w : width.
Let N := network (rank_of k w) Y.
Let F := region_of w G.
Let sub := @network_sub w.
Let cof := @network_cofinal w.

Theorem network_explorable : fully_explorable N <-> fully_explorable F.
Proof. exact: cofinal_explorable. Qed.
Theorem network_pareto p : pareto N p <-> pareto F p.
Proof. exact: cofinal_pareto. Qed.
Theorem network_weakly p : F p -> weakly_supported N p <-> weakly_supported F p.
Proof. exact: cofinal_weakly. Qed.
Theorem network_supported p : F p -> supported N p <-> supported F p.
Proof. exact: cofinal_supported. Qed.
Theorem network_unsupported p : unsupported F p -> unsupported N p.
Proof. exact: cofinal_unsupported. Qed.
Theorem network_dominated p : dominated F p -> dominated N p.
Proof. exact: cofinal_dominated. Qed.
End Same.

(* ------------------------------------------------------------ exposed points *)
Lemma value_line a u : a != 0 -> value Q (a *: u) = value Q u.
Proof.
move=> a0; apply: vecP => i; rewrite [LHS]mxE [RHS]mxE qfZ [(a *: u) i 0]mxE exprMn.
by rewrite -mulf_div mulfV ?mul1r // expf_eq0.
Qed.

Theorem network1_exposed l u : u != 0 -> exposing G One l u -> exposed (network 1 Y) (value Q u).
Proof.
move=> u0 [wl opt line]; exists l => //; have Fu : region1 G (value Q u) by exists u.
have optN := (cofinal_optimum region1_network network1_region1 Fu wl).2 opt.
split=> // q [Nq best]; have E : dot l q = dot l (value Q u).
  by apply/le_anti; rewrite (optN.2 _ Nq) (best _ optN.1).
have M0 : 0 < dot l (value Q u).
  have [i li] := weights_gt0 wl; pose d : 'cV[R]_k := delta_mx i 0.
  have d0 : d != 0 by exact: delta_neq0.
  apply: lt_le_trans (opt.2 (value Q d) _); last by exists d.
  by rewrite dot_value dq_delta divr_gt0 ?qfQ_gt0.
case: (network1_direction Nq) => [q0|[z [a [z0 a0 a1 qE]]]].
  by move: M0; rewrite -E q0 dot0r ltxx.
have Mz : dot l (value Q z) <= dot l (value Q u) by apply: opt.2; exists z.
have lz0 : 0 <= dot l (value Q z).
  by rewrite dot_value divr_ge0 ?dq_ge0 // ltW // qfQ_gt0.
have aE : a * dot l (value Q z) = dot l (value Q u) by rewrite -dotZr -qE.
have zE : dot l (value Q z) = dot l (value Q u).
  by apply/le_anti; rewrite Mz -aE ler_pimull.
have a1E : a = 1.
  by move: aE; rewrite zE -{2}[dot l _]mul1r; apply: mulIf; rewrite gt_eqF.
have [t zt] := line z z0 zE; rewrite qE a1E scale1r zt value_line //.
by apply: contra z0 => /eqP t0; rewrite zt t0 scale0r.
Qed.

Lemma proj_fixes P (x : 'cV[R]_n) : P^T = P -> P *m P = P ->
  dot (P *m x) (P *m x) = dot x x -> P *m x = x.
Proof.
move=> sP PP E; apply/eqP; rewrite eq_sym -subr_eq0; apply/eqP/dot_xx_eq0.
have xPx : dot x (P *m x) = dot x x by rewrite -E dot_mul sP [in RHS]dot_mul sP mulmxA PP dotC.
by rewrite dotBr ![dot (x - _) _]dotC !dotBr [dot (P *m x) x]dotC E xPx !subrr.
Qed.

Theorem networkk1_exposed l u : u != 0 -> exposing G AllButOne l u ->
  exposed (network k.-1 Y) ((\col_i G i i) - value Q u).
Proof.
move=> u0 [wl opt line]; exists l => //; set t : 'cV[R]_k := \col_i G i i; set p := t - value Q u.
have Fu : regionk1 G p by exists u.
have optN := (cofinal_optimum regionk1_network networkk1_regionk1 Fu wl).2 opt.
split=> // q [Nq best]; have lq : dot l q = dot l p.
  by apply/le_anti; rewrite (optN.2 _ Nq) (best _ optN.1).
have [P [sP PP rP qE]] := Nq; have c0 := qfQ_gt0 pG u0; rewrite -/Q in c0.
have [z [z0 Pz qz]] := networkk1_direction sP PP rP.
have Gz0 : G *m z != 0.
  by apply: contra z0 => /eqP E; apply/eqP; rewrite -[LHS](mulQG pG) E mulmx0.
(* P annihilates the direction of the point. *)
set s := span u; have ss : dot s s = qf Q u by exact: qfQ_span.
have Ps : P *m s = 0.
  have [|b zb] := line (G *m z) Gz0.
    apply/le_anti; apply/andP; split; first by apply: opt.2; exists (G *m z).
    rewrite -lq qE; apply: ler_sum => i _; rewrite ler_wpmul2l ?wl.1 // mxE; exact: qz.
  have b0 : b != 0 by apply: contra Gz0 => /eqP b0; rewrite zb b0 scale0r.
  apply: (scalerI b0); rewrite scaler0 scalemxAr /s /span scalemxAr scalemxAr -zb.
  by rewrite (mulQG pG).
pose r i := col i Y - proj1 s *m col i Y.
have ne : dot s s != 0 by rewrite ss gt_eqF.
have Pr i : P *m r i = P *m col i Y.
  by rewrite mulmxBr proj1E -scalemxAr Ps scaler0 subr0.
have rr i : dot (r i) (r i) = p i 0.
  rewrite /r dotBr ![dot (col i Y - _) _]dotC !dotBr proj1_len //.
  rewrite [dot (col i Y) (proj1 s *m _)]dotC.
  have -> : dot (proj1 s *m col i Y) (col i Y) = dot s (col i Y) ^+ 2 / dot s s.
    by rewrite proj1E dotZl expr2 mulrAC.
  by rewrite subrr subr0 dot_span ss dot_col_col [RHS]mxE [X in _ = X + _]mxE [X in _ = _ + X]mxE
    [X in _ = _ - X]mxE.
have qi i : q i 0 = dot (P *m r i) (P *m r i).
  by rewrite qE mxE diag_network // Pr.
have le i : q i 0 <= p i 0 by rewrite qi -rr; exact: proj_shortens.
have eq i : l i 0 * (p i 0 - q i 0) = 0.
  have : \sum_i l i 0 * (p i 0 - q i 0) == 0.
    apply/eqP; have := congr1 (fun a => dot l p - a) lq; rewrite subrr -dotBr => {2}<-.
    by apply: eq_bigr => j _; congr (_ * _); rewrite [RHS]mxE [X in _ = _ + X]mxE.
  rewrite psumr_eq0 => [/allP/(_ i (mem_index_enum i))/eqP //|j _].
  by rewrite mulr_ge0 ?wl.1 // subr_ge0.
have fixes i : l i 0 != 0 -> P *m r i = r i /\ q i 0 = p i 0.
  move=> li; have := eq i => /eqP; rewrite mulf_eq0 (negbTE li) subr_eq0 => /eqP pq.
  by split=> //; apply: proj_fixes => //; rewrite rr -qi.
(* A zero weight belongs to the only task that the direction has. *)
have only i : l i 0 = 0 -> exists2 b, b != 0 & delta_mx i 0 = b *: u.
  move=> li; have d0 := @delta_neq0 R k i; have [|b db] := line (delta_mx i 0) d0.
    apply/le_anti; apply/andP; split; first by apply: opt.2; exists (delta_mx i 0).
    rewrite /point !dotBr ler_add2l ler_opp2 !dot_value dq_delta li mul0r.
    by rewrite divr_ge0 ?dq_ge0 // ltW.
  by exists b => //; apply: contra d0 => /eqP b0; rewrite db b0 scale0r.
apply: vecP => i; case: (eqVneq (l i 0) 0) => [li|/fixes[_ //]].
have [b b0 db] := only i li.
have ui j : j != i -> u j 0 = 0.
  move=> ji; apply: (mulfI b0); rewrite mulr0; have := congr1 (fun x : 'cV_k => x j 0) db.
  by rewrite mxE (negbTE ji) mxE.
have bi : b * u i 0 = 1.
  by have := congr1 (fun x : 'cV_k => x i 0) db; rewrite mxE !eqxx mxE.
have lj j : j != i -> l j 0 != 0.
  move=> ji; apply/eqP => /only[b' b'0 db'].
  have := congr1 (fun x : 'cV_k => x j 0) db'; rewrite mxE !eqxx mxE ui // mulr0 => /eqP.
  by rewrite oner_eq0.
pose w := Q *m u.
have cE : qf Q u = u i 0 * w i 0.
  rewrite /qf /dot (bigD1 i) //= big1 ?addr0 // => j ji; by rewrite ui // mul0r.
have wi : w i 0 != 0 by apply/eqP => w0; move: c0; rewrite cE w0 mulr0 ltxx.
have ui0 : u i 0 != 0 by apply/eqP => w0; move: c0; rewrite cE w0 mul0r ltxx.
have Pj j : j != i -> P *m col j Y = col j Y.
  move=> ji; have [E _] := fixes j (lj j ji); rewrite -Pr E /r proj1E dot_span ui //.
  by rewrite mul0r scale0r subr0.
have sE : s = \sum_j w j 0 *: col j Y.
  apply: vecP => m; rewrite /s /span -/w mxE summxE; apply: eq_bigr => j _.
  by rewrite !mxE mulrC.
have PYi : w i 0 *: (P *m col i Y) = w i 0 *: col i Y - s.
  have := Ps; rewrite {1}sE mulmx_sumr (bigD1 i) //= -scalemxAr => /eqP.
  rewrite addr_eq0 => /eqP ->; rewrite sE [in RHS](bigD1 i) //= opprD addrA subrr add0r.
  by congr (- _); apply: eq_bigr => j ji; rewrite -scalemxAr Pj.
rewrite qE mxE diag_network // [RHS]mxE [X in _ = X + _]mxE [X in _ = _ + X]mxE
  [X in _ = _ - X]mxE cE.
have -> : dot (P *m col i Y) (P *m col i Y) = dot (P *m col i Y) (col i Y).
  by rewrite [LHS]dot_mul sP mulmxA PP.
apply: (mulfI wi); rewrite -dotZl PYi dotC dotBr dotZr dot_col_col dotC dot_span.
by move: (w i 0) (u i 0) (G i i) wi ui0 => a c g a0 d0; field; rewrite a0 d0.
Qed.

Theorem network_exposed w l u : u != 0 -> exposing G w l u ->
  exposed (network (rank_of k w) Y) (point w G u).
Proof. by case: w; [exact: network1_exposed|exact: networkk1_exposed]. Qed.
End Network.
