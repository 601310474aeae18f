(* Signs that make all minors of order q of a positive definite matrix non-negative, and minors
   that join all sets of q rows: then the q-th eigenvalue is larger than the next one, and so it is
   when rows and columns are multiplied by positive numbers. *)
From mathcomp Require Import all_ssreflect all_fingroup all_algebra ring.
From Scalarization Require Import Definitions Forms Compound.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.

Section Products.
Variables (R : realFieldType) (k p : nat) (a : 'I_k -> R).
Let q := p.+1.
Hypotheses (qk : (q <= k)%N) (a0 : forall i, 0 < a i).
Hypothesis mono : forall i j : 'I_k, (i <= j)%N -> a j <= a i.

(* The first q of a decreasing sequence have the largest product. *)
Lemma first_largest (h : 'I_q -> 'I_k) : injective h ->
  \prod_i a (h i) <= \prod_(j < q) a (widen_ord qk j).
Proof.
move=> inj; have injw : injective (widen_ord qk) by move=> i j /(congr1 val) E; exact: val_inj.
pose H := h @: setT; pose J := widen_ord qk @: setT.
have -> : \prod_i a (h i) = \prod_(l in H) a l.
  by rewrite big_imset => [|i j _ _ /inj //]; apply: eq_bigl => i; rewrite inE.
have -> : \prod_(j < q) a (widen_ord qk j) = \prod_(l in J) a l.
  by rewrite big_imset => [|i j _ _ /injw //]; apply: eq_bigl => i; rewrite inE.
have card : #|H :\: J| = #|J :\: H|.
  have : #|H| = #|J| by rewrite !card_imset.
  by rewrite -(cardsID J H) -(cardsID H J) setIC => /addnI.
rewrite (big_setID J) [X in _ <= X](big_setID H) /= setIC.
apply: ler_wpmul2l; first by apply: prodr_ge0 => l _; exact: ltW.
pose b := a (Ordinal qk).
apply: le_trans (_ : \prod_(l in H :\: J) b <= _).
  apply: ler_prod => l; rewrite inE => /andP[lJ _].
  apply/andP; split; [exact: ltW (a0 _)|apply: mono => /=].
  rewrite leqNgt; apply: contra lJ => lp; have lq : (l < q)%N by exact: ltn_trans lp _.
  by apply/imsetP; exists (Ordinal lq); rewrite ?inE //; apply: val_inj.
rewrite prodr_const card -prodr_const; apply: ler_prod => l.
rewrite inE => /andP[_ /imsetP[j _ ->]].
by apply/andP; split; [exact: ltW (a0 _)|apply: mono; rewrite /= -ltnS].
Qed.
End Products.

Section Ties.
Variables (R : rcfType) (k p : nat) (G : 'M[R]_k) (sign : {ffun 'I_p.+1 -> 'I_k} -> R).
Let q := p.+1.
Local Notation F := {ffun 'I_q -> 'I_k}.
Hypotheses (pG : posdef G) (qk : (q < k)%N).
Hypothesis sign1 : forall f : F, injective f -> sign f ^+ 2 = 1.
Hypothesis sign_alt : forall (f : F) s, injective f -> sign (permuted f s) = (-1) ^+ s * sign f.
Hypothesis signed : forall f g : F, injective f -> injective g ->
  0 <= sign f * sign g * minor_of G f g.
(* All sets are joined to one of them by minors that are not zero. *)
Variable f0 : F.
Hypothesis joined : forall Z : F -> Prop, Z f0 ->
  (forall f g : F, injective f -> Z f -> minor_of G f g != 0 -> Z g) ->
  forall g : F, injective g -> Z g.

Variable l : 'I_k -> R.
Hypothesis l0 : forall i, 0 < l i.
Definition scaled : 'M[R]_k := \matrix_(i, j) (l i * G i j * l j).

Lemma scaled_posdef : posdef scaled.
Proof.
pose L := diag_mx (\row_i l i); have E : scaled = L *m G *m L.
  apply/matrixP => i j; rewrite !mxE (bigD1 j) //= big1 => [|b bj]; last first.
    by rewrite [diag_mx _ _ _]mxE (negbTE bj) mulr0n mulr0.
  rewrite addr0 mxE (bigD1 i) //= big1 => [|b bi]; last first.
    by rewrite [diag_mx _ _ _]mxE eq_sym (negbTE bi) mulr0n mul0r.
  by rewrite addr0 !mxE !eqxx !mulr1n.
have sL : L^T = L by rewrite tr_diag_mx.
split=> [|x x0]; first by rewrite E !trmx_mul sL pG.1 mulmxA.
have -> : qf scaled x = qf G (L *m x) by rewrite /qf E -!mulmxA dot_mul sL.
apply: pG.2; apply: contra x0 => /eqP Lx; apply/eqP/vecP => i.
have := congr1 (fun y : 'cV_k => y i 0) Lx; rewrite !mxE (bigD1 i) //= big1 => [|b bi].
  by rewrite !mxE eqxx mulr1n addr0 => /eqP; rewrite mulf_eq0 gt_eqF //= => /eqP.
by rewrite [diag_mx _ _ _]mxE eq_sym (negbTE bi) mulr0n mul0r.
Qed.

Lemma scaled_minor (f g : F) :
  minor_of scaled f g = (\prod_i l (f i)) * minor_of G f g * (\prod_i l (g i)).
Proof.
have E : \matrix_(i, j) scaled (f i) (g j) = diag_mx (\row_i l (f i))
    *m (\matrix_(i, j) G (f i) (g j)) *m diag_mx (\row_i l (g i)).
  apply/matrixP => i j; rewrite !mxE (bigD1 j) //= big1 => [|b bj]; last first.
    by rewrite [diag_mx _ _ _]mxE (negbTE bj) mulr0n mulr0.
  rewrite addr0 mxE (bigD1 i) //= big1 => [|b bi]; last first.
    by rewrite [diag_mx _ _ _]mxE eq_sym (negbTE bi) mulr0n mul0r.
  by rewrite addr0 !mxE !eqxx !mulr1n.
rewrite /minor_of E !det_mulmx !det_diag.
by congr (_ * _ * _); apply: eq_bigr => i _; rewrite mxE.
Qed.

Variables (O : 'M[R]_k) (a : 'I_k -> R).
Hypotheses (OO : O *m O^T = 1%:M) (eig : scaled *m O = O *m diag_mx (\row_i a i)).
Hypotheses (a0 : forall i, 0 < a i) (mono : forall i j : 'I_k, (i <= j)%N -> a j <= a i).

Let emb (i : 'I_q) : 'I_k := widen_ord (ltnW qk) i.
Let last : 'I_k := emb ord_max.
Let next : 'I_k := Ordinal qk.
Let r := \prod_(j < q) a (emb j).

(* The first q eigenvectors, the last of them combined with the next one. *)
Let frame (c d : R) : 'M[R]_(k, q) :=
  \matrix_(i, j) (if j == ord_max then c * O i last + d * O i next else O i (emb j)).

Let O_dot i j : \sum_b O b i * O b j = (i == j)%:R.
Proof.
have := congr1 (fun M : 'M_k => M i j) (mulmx1C OO); rewrite !mxE => E; rewrite -[RHS]E.
by apply: eq_bigr => b _; rewrite mxE.
Qed.
Let eigE i j : \sum_b scaled i b * O b j = O i j * a j.
Proof.
have := congr1 (fun M : 'M_k => M i j) eig; rewrite !mxE => ->; rewrite (bigD1 j) //= big1.
  by rewrite !mxE eqxx mulr1n addr0.
by move=> b bj; rewrite [diag_mx _ _ _]mxE (negbTE bj) mulr0n mulr0.
Qed.

Let AO i j : scaled i j = \sum_b O i b * a b * O j b.
Proof.
have -> : scaled = O *m diag_mx (\row_i a i) *m O^T by rewrite -eig -mulmxA OO mulmx1.
rewrite mxE; apply: eq_bigr => b _; rewrite [O^T _ _]mxE; congr (_ * _).
rewrite mxE (bigD1 b) //= big1 ?addr0 => [|e eb]; first by rewrite !mxE eqxx mulr1n.
by rewrite [diag_mx _ _ _]mxE (negbTE eb) mulr0n mulr0.
Qed.

Lemma frame_eigen c d : a last = a next ->
  forall f, power scaled (minors (frame c d)) f = r * minors (frame c d) f.
Proof.
move=> tie f; rewrite power_minors.
have -> : scaled *m frame c d = frame c d *m diag_mx (\row_j a (emb j)).
  apply/matrixP => i j; rewrite mxE [RHS]mxE [RHS](bigD1 j) //= [X in _ = _ + X]big1; last first.
    by move=> b bj; rewrite [diag_mx _ _ _]mxE (negbTE bj) mulr0n mulr0.
  rewrite addr0 [diag_mx _ _ _]mxE eqxx mulr1n [(\row__ _) _ _]mxE [frame _ _ _ _]mxE.
  case: ifP => jm.
    rewrite (eq_bigr (fun b => c * (scaled i b * O b last) + d * (scaled i b * O b next))).
      rewrite big_split -!mulr_sumr /= !eigE -tie (eqP jm) -/last mulrDl !mulrA.
      by [].
    by move=> b _; rewrite [frame _ _ _ _]mxE jm; aring.
  by rewrite -eigE; apply: eq_bigr => b _; rewrite [frame _ _ _ _]mxE jm.
rewrite mulrC /minors; set M := \matrix_(i, j) frame c d (f i) j.
have -> : \matrix_(i, j) (frame c d *m diag_mx (\row_j a (emb j))) (f i) j
    = M *m diag_mx (\row_j a (emb j)).
  by apply/matrixP => i j; rewrite !mxE; apply: eq_bigr => b _; rewrite !mxE.
by rewrite det_mulmx det_diag; congr (_ * _); apply: eq_bigr => j _; rewrite mxE.
Qed.

Lemma frame_nonzero c d : c ^+ 2 + d ^+ 2 != 0 -> exists f, minors (frame c d) f != 0.
Proof.
move=> cd; apply/existsP; rewrite -negb_forall; apply/negP => /forallP zero.
have : \det ((frame c d)^T *m frame c d) = 0.
  by rewrite det_product big1 // => g _; have /eqP -> := zero g; rewrite mulr0.
have ln : last != next by rewrite -(inj_eq val_inj) /= ltn_eqF.
have -> : (frame c d)^T *m frame c d
    = diag_mx (\row_j (if j == ord_max then c ^+ 2 + d ^+ 2 else 1)).
  apply/matrixP => i j; rewrite mxE [RHS]mxE [(\row__ _) _ _]mxE.
  have emb_eq (b : 'I_q) e : (emb b == emb e) = (b == e) by rewrite -!(inj_eq val_inj).
  have emb_next (b : 'I_q) : (emb b == next) = false.
    by rewrite -(inj_eq val_inj) /= ltn_eqF.
  have next_emb (b : 'I_q) : (next == emb b) = false by rewrite eq_sym emb_next.
  pose col (b : 'I_q) e := \sum_x (frame c d) x b * O x e.
  have colE b e : col b e = if b == ord_max then c * (last == e)%:R + d * (next == e)%:R
      else (emb b == e)%:R.
    rewrite /col; case: ifP => bm; last first.
      by rewrite -O_dot; apply: eq_bigr => x _; rewrite mxE bm.
    rewrite -!O_dot !mulr_sumr -big_split /=; apply: eq_bigr => x _.
    by rewrite mxE bm mulrDl !mulrA.
  have -> : \sum_x (frame c d)^T i x * frame c d x j
      = if j == ord_max then c * col i last + d * col i next else col i (emb j).
    case: ifP => jm; last by apply: eq_bigr => x _; rewrite [X in X * _]mxE [X in _ * X]mxE jm.
    rewrite /col !mulr_sumr -big_split /=; apply: eq_bigr => x _.
    by rewrite [X in X * _]mxE [X in _ * X]mxE jm; aring.
  rewrite !colE /last ?emb_eq ?eqxx ?emb_next ?next_emb.
  case: (eqVneq i ord_max) => [iE|im]; case: (eqVneq j ord_max) => [jE|jm].
  - by rewrite iE jE !eqxx !mulr0 addr0 add0r !mulr1 mulr1n !expr2.
  - by rewrite iE eq_sym (negbTE jm) !mulr0 addr0 mulr0n.
  - by rewrite jE (negbTE im) ?mulr0 ?addr0 ?mulr0n.
  by case: (i == j); rewrite ?mulr1n ?mulr0n.
rewrite det_diag => /eqP; rewrite prodf_seq_eq0 => /hasP[j _].
rewrite mxE; case: ifP => _; first by rewrite (negbTE cd).
by rewrite oner_eq0.
Qed.

(* The determinant is linear in the last column. *)
Lemma frame_zero f : exists c d, c ^+ 2 + d ^+ 2 != 0 /\ minors (frame c d) f = 0.
Proof.
have lin c d : minors (frame c d) f = c * minors (frame 1 0) f + d * minors (frame 0 1) f.
  have nl (i : 'I_p) : (lift ord_max i == ord_max) = false.
    by rewrite eq_sym (negbTE (neq_lift _ _)).
  rewrite /minors -!(det_tr (\matrix_(i, j) frame _ _ (f i) j)).
  apply: (determinant_multilinear (i0 := ord_max)).
  - apply/matrixP => i j; rewrite !mxE eqxx; ring.
  - by apply/matrixP => i j; rewrite !mxE nl.
  by apply/matrixP => i j; rewrite !mxE nl.
set b := minors (frame 1 0) f in lin; set e := minors (frame 0 1) f in lin.
case: (eqVneq (e ^+ 2 + b ^+ 2) 0) => [z|nz].
  have /andP[/eqP e0 /eqP b0] : (e == 0) && (b == 0).
    by move/eqP: z; rewrite paddr_eq0 ?sqr_ge0 // !sqrf_eq0.
  exists 1, 0; split; first by rewrite expr1n expr0n addr0 oner_eq0.
  by rewrite lin b0 e0 !mulr0 addr0.
exists e, (- b); split; first by rewrite sqrrN.
by rewrite lin mulNr mulrC subrr.
Qed.

Theorem no_tie : a next < a last.
Proof.
rewrite lt_neqAle mono ?andbT /=; last exact: leqnSn.
apply/eqP => tie; have [c [d [cd z]]] := frame_zero f0.
have [g ng] := frame_nonzero cd; case/negP: ng; apply/eqP.
have alt := minors_alternating (frame c d).
case: (boolP (injectiveb g)) => [/injectiveP injg|/injectiveP ninj]; last exact: alternating0.
have pos (f : F) : 0 < \prod_i l (f i) by apply: prodr_gt0.
have signS (f h : F) : injective f -> injective h -> 0 <= sign f * sign h * minor_of scaled f h.
  move=> injf injh; have -> : sign f * sign h * minor_of scaled f h
      = sign f * sign h * minor_of G f h * (\prod_i l (f i) * \prod_i l (h i)).
    by rewrite scaled_minor; move: (minor_of _ _ _) (sign f) (sign h) => x y e; ring.
  by apply: mulr_ge0; [exact: signed|rewrite mulr_ge0 // ltW].
have largest (h : F) : injective h -> \prod_i a (h i) <= r.
  by move=> injh; exact: first_largest.
apply: (joined (Z := fun f => minors (frame c d) f = 0)) injg => // f h injf zf nf.
apply: (zero_spreads sign1 sign_alt signS OO AO largest alt _ injf zf).
  exact: frame_eigen.
by rewrite scaled_minor !mulf_neq0 // gt_eqF.
Qed.
End Ties.
