(* Any width q: fitting the tasks of R exactly leaves the networks of the contraction G/R with
   |R| fewer units (Lemma 2 of proofs-notes/widths.md), and a Pareto optimum of the contraction that
   no weights reach is one of the whole that no weights reach unless they are all on R (A1). *)
From mathcomp Require Import all_ssreflect all_algebra.
From Scalarization Require Import Definitions Forms Regions Networks.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.

(* The projection on the columns of a matrix. *)
Section Projection.
Variables (R : realFieldType) (n : nat).

Lemma projection_on m (M : 'M[R]_(n, m)) : exists P : 'M[R]_n,
  [/\ P^T = P, P *m P = P, P *m M = M, (\rank P <= \rank M)%N
    & forall X : 'M[R]_n, X *m M = 0 -> X *m P = 0].
Proof.
have [C [D [CM full free]]] : exists (C : 'M[R]_(n, \rank M)) (D : 'M[R]_(\rank M, m)),
    [/\ C *m D = M, row_full C & row_free D].
  by exists (col_base M), (row_base M); rewrite mulmx_base col_base_full row_base_free.
pose K := C^T *m C.
have sK : K^T = K by rewrite trmx_mul trmxK.
have pK : posdef K.
  split=> // x x0; have -> : qf K x = dot (C *m x) (C *m x).
    by rewrite /qf !dotE trmx_mul !mulmxA.
  rewrite lt_def dot_xx_ge0 andbT; apply: contra x0 => /eqP /dot_xx_eq0 Cx.
  have /row_fullP[B BC] := full.
  by rewrite -[x]mul1mx -BC -mulmxA Cx mulmx0.
have uK := posdef_unit pK; pose P := C *m invmx K *m C^T.
have PC : P *m C = C by rewrite /P -!mulmxA -/K mulVmx // mulmx1.
exists P; split.
- by rewrite /P !trmx_mul trmxK trmx_inv sK mulmxA.
- by rewrite {2}/P !mulmxA PC.
- by rewrite -CM mulmxA PC.
- rewrite /P; apply: leq_trans (mxrankM_maxl _ _) _.
  exact: leq_trans (mxrankM_maxl _ _) (rank_leq_col _).
move=> X XM; have /row_freeP[B DB] := free.
have CB := congr1 (mulmx^~ B) CM; rewrite /= -mulmxA DB mulmx1 in CB.
have XC : X *m C = 0 by rewrite CB mulmxA XM mul0mx.
by rewrite /P !mulmxA XC !mul0mx.
Qed.
End Projection.

Section Contraction.
Variables (R : realFieldType) (n r m q : nat) (A : 'M[R]_(n, r)) (B : 'M[R]_(n, m)).
Hypotheses (rA : \rank A = r) (rq : (r <= q)%N).
(* The projection on the predictions of R, which the others lose. *)
Variable S : 'M[R]_n.
Hypotheses (sS : S^T = S) (SS : S *m S = S) (SA : S *m A = A) (rS : (\rank S <= r)%N).
Let B' := B - S *m B.
Let Y := row_mx A B.
Implicit Types (P : 'M[R]_n) (v : 'cV[R]_(r + m)) (w : 'cV[R]_m).

Let SB' : S *m B' = 0.
Proof. by rewrite mulmxBr mulmxA SS subrr. Qed.
Let colB' i : col i B' = col i B - S *m col i B.
Proof. by rewrite !colE mulmxBl mulmxA. Qed.
Let ScolB' i : S *m col i B' = 0.
Proof. by rewrite colE mulmxA SB' mul0mx. Qed.
Let ScolA i : S *m col i A = col i A.
Proof. by rewrite colE mulmxA SA. Qed.

(* All of R fitted, and of the others what R explains and w. *)
Definition fitted w : 'cV[R]_(r + m) :=
  col_mx (\col_i dot (col i A) (col i A))
         (\col_i (dot (S *m col i B) (S *m col i B) + w i 0)).

Lemma values P i : P^T = P -> P *m P = P ->
  (Y^T *m P *m Y) i i = dot (P *m col i Y) (P *m col i Y).
Proof. exact: diag_network. Qed.

(* A projection and S, when they have nothing in common. *)
Lemma joint_values P x : P^T = P -> S *m P = 0 ->
  dot ((S + P) *m x) ((S + P) *m x) = dot (S *m x) (S *m x) + dot (P *m x) (P *m x).
Proof.
move=> sP SP; have z : dot (S *m x) (P *m x) = 0.
  by rewrite dotC dot_mul sS mulmxA SP mul0mx dotC dot0r.
by rewrite mulmxDl dotDl !dotDr z [dot (P *m x) (S *m x)]dotC z addr0 add0r.
Qed.

Lemma fitted_values P : P^T = P -> P *m P = P -> S *m P = 0 ->
  \col_i (Y^T *m (S + P) *m Y) i i = fitted (\col_i (B'^T *m P *m B') i i).
Proof.
move=> sP PP SP; have PS : P *m S = 0 by apply: trmx_inj; rewrite trmx_mul sS sP SP trmx0.
have sSP : (S + P)^T = S + P by rewrite linearD /= sS sP.
have SPSP : (S + P) *m (S + P) = S + P by rewrite mulmxDl !mulmxDr SS PP SP PS addr0 add0r.
apply: vecP => i; rewrite [LHS]mxE values //; rewrite -(splitK i); case: (split i) => j /=.
  have PA : P *m col j A = 0 by rewrite -ScolA mulmxA PS mul0mx.
  by rewrite col_mxEu mxE colKl joint_values // ScolA PA dot0r addr0.
rewrite col_mxEd mxE colKr joint_values //; congr (_ + _); rewrite [RHS]mxE diag_network //.
by rewrite colB' mulmxBr mulmxA PS mul0mx subr0.
Qed.

(* Lemma 2: networks of the contraction give networks that fit R, at least as good; *)
Theorem contraction_extends w : network (q - r) B' w ->
  exists2 w' : 'cV[R]_m, forall i, w i 0 <= w' i 0 & network q Y (fitted w').
Proof.
case=> P [sP PP rP ->]; pose M := (1%:M - S) *m P.
have [N [sN NN NM rN kill]] := projection_on M.
have SM : S *m M = 0 by rewrite mulmxA mulmxBr mulmx1 SS subrr mul0mx.
have SN : S *m N = 0 by exact: kill.
exists (\col_i (B'^T *m N *m B') i i) => [i|].
  rewrite [X in X <= _]mxE [X in _ <= X]mxE !diag_network //.
  set x := col i B'; set y := P *m x; pose z := M *m x.
  have Sx : S *m x = 0 by exact: ScolB'.
  have zE : z = y - S *m y by rewrite /z /M -mulmxA mulmxBl mul1mx.
  have xz : dot (N *m x) z = dot y y.
    have -> : dot (N *m x) z = dot x z by rewrite dotC dot_mul sN /z mulmxA NM dotC.
    rewrite zE dotBr [X in _ - X]dot_mul sS Sx [X in _ - X]dotC dot0r subr0.
    by rewrite /y [RHS]dot_mul sP mulmxA PP dotC.
  have zz : dot z z <= dot y y.
    have Sy : dot (S *m y) y = dot (S *m y) (S *m y).
      by rewrite [RHS]dot_mul sS mulmxA SS.
    rewrite zE dotBr ![dot (y - _) _]dotC !dotBr [dot y (S *m y)]dotC Sy.
    by rewrite subrr subr0 ler_subl_addr ler_addl dot_xx_ge0.
  have := dot_xx_ge0 (N *m x - z); rewrite dotBr ![dot (_ - z) _]dotC !dotBr.
  rewrite [dot z (N *m x)]dotC xz subr_ge0 => le; rewrite -subr_ge0.
  by apply: le_trans le; rewrite subr_ge0.
exists (S + N); split.
- by rewrite linearD /= sS sN.
- have NS : N *m S = 0 by apply: trmx_inj; rewrite trmx_mul sS sN SN trmx0.
  by rewrite mulmxDl !mulmxDr SS NN SN NS addr0 add0r.
- apply: leq_trans (mxrank_add _ _) _; rewrite -(subnKC rq); apply: leq_add => //.
  by apply: leq_trans rN _; apply: leq_trans (mxrankM_maxr _ _) rP.
by rewrite fitted_values.
Qed.

(* and a network that fits R is one of the contraction. *)
Theorem contraction_restricts v : network q Y v ->
  (forall i, dot (col i A) (col i A) <= v (lshift m i) 0) ->
  exists2 w, network (q - r) B' w & v = fitted w.
Proof.
case=> P [sP PP rP ->] ge; have PA : P *m A = A.
  have Pcol i : P *m col i A = col i A.
    apply: proj_fixes => //; apply/le_anti; rewrite proj_shortens //=.
    by have := ge i; rewrite mxE values // colKl.
  apply/matrixP => i j; have := congr1 (fun x : 'cV_n => x i 0) (Pcol j).
  by rewrite colE mulmxA -!colE !mxE.
have SP : S *m P = S.
  have [N [sN NN NA rN kill]] := projection_on A.
  have SN : S *m N = N.
    have := kill (S - 1%:M); rewrite mulmxBl mul1mx SA subrr => /(_ erefl).
    by rewrite mulmxBl mul1mx => /eqP; rewrite subr_eq0 => /eqP.
  have rNr : \rank N = r.
    by apply/eqP; rewrite eqn_leq -{1}rA rN -{1}rA -{1}NA mxrankM_maxl.
  have NS : (N == S)%MS.
    have sub : (N <= S)%MS by rewrite -sN -SN trmx_mul sN sS submxMl.
    have := mxrank_leqif_eq sub; rewrite /leqif rNr => -[_ <-].
    by rewrite eqn_leq rS andbT -rNr mxrankS.
  have PN : P *m N = N.
    have := kill (P - 1%:M); rewrite mulmxBl mul1mx PA subrr => /(_ erefl).
    by rewrite mulmxBl mul1mx => /eqP; rewrite subr_eq0 => /eqP.
  have /submxP[D SD] : (S <= N)%MS by case/andP: NS.
  have PS : P *m S = S by rewrite -sS SD trmx_mul sN mulmxA PN.
  by apply: trmx_inj; rewrite trmx_mul sS sP PS.
have PS : P *m S = S by apply: trmx_inj; rewrite trmx_mul sS sP SP.
pose N := P - S.
have sN : N^T = N by rewrite linearB /= sP sS.
have NN : N *m N = N by rewrite mulmxBl !mulmxBr PP PS SP SS subrr subr0.
have SN : S *m N = 0 by rewrite mulmxBr SP SS subrr.
have NS : N *m S = 0 by rewrite mulmxBl PS SS subrr.
exists (\col_i (B'^T *m N *m B') i i); last by rewrite -fitted_values // /N addrC subrK.
exists N; split=> //; rewrite -(leq_add2l r) subnKC // -{1}rA; apply: leq_trans rP.
have rAS : (\rank A <= \rank S)%N by rewrite -{1}SA mxrankM_maxl.
have cap : (S :&: N = 0)%MS.
  apply/eqP; rewrite -submx0; apply/rV_subP => x.
  rewrite sub_capmx => /andP[/submxP[a xa] /submxP[b xb]].
  have : x *m S = x by rewrite xa -mulmxA SS.
  by rewrite xb -mulmxA NS mulmx0 => <-; exact: sub0mx.
have := mxrank_disjoint_sum cap => rSN.
apply: leq_trans (_ : \rank S + \rank N <= _)%N; first by rewrite leq_add2r.
rewrite -rSN; apply: mxrankS; rewrite addsmx_sub; apply/andP; split.
  by rewrite -SP submxMl.
have <- : N *m P = N by rewrite mulmxBl PP SP.
exact: submxMl.
Qed.

(* (A1): what is Pareto optimal in the contraction is so in the whole, *)
Theorem contraction_pareto w : pareto (network (q - r) B') w -> pareto (network q Y) (fitted w).
Proof.
case=> Fw par; have fitA u i : fitted u (lshift m i) 0 = dot (col i A) (col i A).
  by rewrite col_mxEu mxE.
have fitB u i : fitted u (rshift r i) 0 = dot (S *m col i B) (S *m col i B) + u i 0.
  by rewrite col_mxEd mxE.
split.
  have [w' le Fw'] := contraction_extends Fw.
  have [|u Fu E] := contraction_restricts Fw' _; first by move=> i; rewrite fitA.
  suff -> : w = w' by [].
  have uw i : u i 0 = w' i 0.
    by have := congr1 (fun v => v (rshift r i) 0) E; rewrite (fitB w' i) (fitB u i) => /addrI.
  apply: vecP => i; apply/eqP; rewrite eq_le le leNgt; apply/negP => lt.
  by apply: (par u Fu); split=> [j|]; [rewrite uw|exists i; rewrite uw].
move=> v Fv [ge [i lt]]; have geA j : dot (col j A) (col j A) <= v (lshift m j) 0.
  by rewrite -(fitA w j); exact: ge.
have [u Fu E] := contraction_restricts Fv geA; rewrite {}E in ge lt.
apply: (par u Fu); split=> [j|].
  by have := ge (rshift r j); rewrite (fitB w j) (fitB u j) ler_add2l.
case: (splitP i) lt => j ij.
  have -> : i = lshift m j by exact: val_inj.
  by rewrite (fitA w j) (fitA u j) ltxx.
have -> : i = rshift r j by exact: val_inj.
by rewrite (fitB w j) (fitB u j) ltr_add2l; exists j.
Qed.

(* and weights that are not all on R reach it only if they reach it in the contraction. *)
Theorem contraction_weights w l : network (q - r) B' w -> weights l ->
  optimum (network q Y) l (fitted w) -> dsubmx l != 0 ->
  weakly_supported (network (q - r) B') w.
Proof.
move=> Fw [l0 _] [_ opt] ln; exists (dsubmx l).
  by split=> // i; rewrite mxE.
split=> // u Fu; have [u' le Fu'] := contraction_extends Fu.
have dots x : dot l (fitted x) = dot l (fitted 0) + dot (dsubmx l) x.
  rewrite /dot !big_split_ord /= -addrA; congr (_ + _).
    by apply: eq_bigr => i _; rewrite !col_mxEu.
  rewrite -big_split /=; apply: eq_bigr => i _.
  by rewrite !col_mxEd !mxE addr0 mulrDr.
have := opt _ Fu'; rewrite (dots w) (dots u') ler_add2l; apply: le_trans.
by apply: ler_sum => i _; rewrite ler_wpmul2l // mxE.
Qed.

Theorem contraction_unreachable w :
  pareto (network (q - r) B') w -> unsupported (network (q - r) B') w ->
  pareto (network q Y) (fitted w) /\
  forall l, weights l -> optimum (network q Y) l (fitted w) -> dsubmx l = 0.
Proof.
move=> par [Fw no]; split; first exact: contraction_pareto.
move=> l wl opt; apply/eqP/negPn/negP => ln.
exact: no (contraction_weights Fw wl opt ln).
Qed.
End Contraction.
