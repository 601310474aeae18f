(* The compound of a symmetric matrix, without sets of rows: functions f from q positions to the
   rows stand for them, and vectors on these functions that change sign with a permutation of the
   positions for the exterior power. The largest eigenvalue of the compound of a positive definite
   matrix is the product of the q largest; and if signs make all minors non-negative, the absolute
   values of an eigenvector for it are one as well (Theorem B of proofs-notes/
   widths-sufficient.md, as far as Perron and Frobenius enter). *)
From mathcomp Require Import all_ssreflect all_fingroup all_algebra ring.
From Scalarization Require Import Definitions Forms.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.

Section Compound.
Variables (R : realFieldType) (k q : nat).
Local Notation F := {ffun 'I_q -> 'I_k}.
Implicit Types (f g h : F) (w : F -> R) (A : 'M[R]_k) (s : 'S_q).

Definition permuted f s : F := [ffun i => f (s i)].
Definition alternating w := forall f s, w (permuted f s) = (-1) ^+ s * w f.
Definition power A w f : R := \sum_(g : F) (\prod_i A (f i) (g i)) * w g.
Definition minor_of A f g : R := \det (\matrix_(i, j) A (f i) (g j)).
Definition form A w : R := \sum_f w f * power A w f.

Lemma permutedK s : cancel (permuted^~ s) (permuted^~ s^-1%g).
Proof. by move=> f; apply/ffunP => i; rewrite !ffunE permKV. Qed.
Lemma permutedKV s : cancel (permuted^~ s^-1%g) (permuted^~ s).
Proof. by move=> f; apply/ffunP => i; rewrite !ffunE permK. Qed.

Lemma sum_permuted s w : \sum_f w (permuted f s) = \sum_f w f.
Proof.
by rewrite [RHS](reindex_onto (permuted^~ s) (permuted^~ s^-1%g)) /= => [|f _];
  [apply: eq_bigl => f; rewrite permutedK eqxx|rewrite permutedKV].
Qed.

Lemma alternating0 w f : alternating w -> ~ injective f -> w f = 0.
Proof.
move=> alt ninj; have /injectivePn[i [j ij fij]] : ~~ injectiveb f by apply/injectiveP.
have := alt f (tperm i j); have -> : permuted f (tperm i j) = f.
  by apply/ffunP => l; rewrite ffunE; case: tpermP => // ->.
rewrite odd_tperm ij expr1 mulN1r => /eqP; rewrite -subr_eq0 opprK -mulr2n mulrn_eq0 /=.
by move/eqP.
Qed.

(* A minor with permuted columns or rows. *)
Lemma minor_permuted A f g s : minor_of A f (permuted g s) = (-1) ^+ s * minor_of A f g.
Proof.
rewrite /minor_of; set M := \matrix_(i, j) A (f i) (g j).
have -> : \matrix_(i, j) A (f i) (permuted g s j) = col_perm s M.
  by apply/matrixP => i j; rewrite !mxE ffunE.
by rewrite col_permE det_mulmx det_perm odd_permV mulrC.
Qed.

Lemma minor_permuted_rows A f g s : minor_of A (permuted f s) g = (-1) ^+ s * minor_of A f g.
Proof.
rewrite /minor_of; set M := \matrix_(i, j) A (f i) (g j).
have -> : \matrix_(i, j) A (permuted f s i) (g j) = row_perm s M.
  by apply/matrixP => i j; rewrite !mxE ffunE.
by rewrite row_permE det_mulmx det_perm.
Qed.
Lemma minor_sym A f g : A^T = A -> minor_of A g f = minor_of A f g.
Proof.
move=> sA; rewrite /minor_of -det_tr; congr (\det _); apply/matrixP => i j.
by rewrite !mxE -[in LHS]sA mxE.
Qed.

(* On alternating vectors the power is the compound. *)
Lemma power_minor A w f : alternating w ->
  \sum_g minor_of A f g * w g = (q`!)%:R * power A w f.
Proof.
move=> alt; pose T g := (\prod_i A (f i) (g i)) * w g.
have E g : minor_of A f g * w g = \sum_(s : 'S_q) T (permuted g s).
  rewrite /minor_of /determinant mulr_suml; apply: eq_bigr => s _; rewrite /T alt mulrCA !mulrA.
  by congr (_ * _ * _); apply: eq_bigr => i _; rewrite mxE ffunE.
rewrite (eq_bigr _ (fun g _ => E g)) exchange_big /=.
under eq_bigr do rewrite sum_permuted.
by rewrite sumr_const card_Sn mulr_natl.
Qed.

(* The vector of the minors of k x q matrices is alternating, and a product acts on it. *)
Definition minors (X : 'M[R]_(k, q)) f : R := \det (\matrix_(i, j) X (f i) j).

Lemma minors_alternating X : alternating (minors X).
Proof.
move=> f s; rewrite /minors -det_perm -det_mulmx -row_permE; congr (\det _).
by apply/matrixP => i j; rewrite !mxE ffunE.
Qed.

Lemma det_product (Z : 'M[R]_(q, k)) X :
  \det (Z *m X) = \sum_(g : F) (\prod_i Z i (g i)) * minors X g.
Proof.
rewrite /minors /determinant; under [RHS]eq_bigr do rewrite mulr_sumr.
rewrite exchange_big /=; apply: eq_bigr => s _.
transitivity (\sum_(g : F) (-1) ^+ s * \prod_i (Z i (g i) * X (g i) (s i))); last first.
  apply: eq_bigr => g _; rewrite mulrCA big_split; congr (_ * (_ * _)).
  by apply: eq_bigr => i _; rewrite mxE.
rewrite -mulr_sumr -(bigA_distr_bigA (fun i l => Z i l * X l (s i))); congr (_ * _).
by apply: eq_bigr => i _; rewrite !mxE.
Qed.

Lemma power_minors A X f : power A (minors X) f = minors (A *m X) f.
Proof.
pose Z : 'M[R]_(q, k) := \matrix_(i, j) A (f i) j.
have -> : minors (A *m X) f = \det (Z *m X).
  by congr (\det _); apply/matrixP => i j; rewrite !mxE; apply: eq_bigr => l _; rewrite mxE.
rewrite det_product; apply: eq_bigr => g _; congr (_ * _).
by apply: eq_bigr => i _; rewrite mxE.
Qed.

(* In an orthonormal basis of eigenvectors. *)
Section Basis.
Variables (O A : 'M[R]_k) (a : 'I_k -> R).
Hypotheses (OO : O *m O^T = 1%:M) (AO : forall i j, A i j = \sum_l O i l * a l * O j l).
Let OO' : O^T *m O = 1%:M. Proof. exact: mulmx1C. Qed.

Definition coordinate w h : R := \sum_(f : F) (\prod_i O (f i) (h i)) * w f.
Let value h := \prod_i a (h i).

Lemma coordinate0 w h : alternating w -> ~ injective h -> coordinate w h = 0.
Proof.
move=> alt ninj; apply: (alternating0 _ ninj) => {ninj}h s.
rewrite /coordinate mulr_sumr -(sum_permuted s); apply: eq_bigr => f _.
rewrite alt mulrCA; congr (_ * (_ * _)).
by rewrite [RHS](reindex_inj (@perm_inj _ s)); apply: eq_bigr => i _; rewrite !ffunE.
Qed.

Lemma power_basis w f :
  power A w f = \sum_(h : F) (\prod_i O (f i) (h i)) * (value h * coordinate w h).
Proof.
have E (g : F) : \prod_i A (f i) (g i)
    = \sum_(h : F) (\prod_i O (f i) (h i)) * value h * \prod_i O (g i) (h i).
  rewrite (eq_bigr (fun i => \sum_l O (f i) l * a l * O (g i) l)) => [|i _]; last exact: AO.
  rewrite (bigA_distr_bigA (fun i l => O (f i) l * a l * O (g i) l)).
  by apply: eq_bigr => h _; rewrite !big_split.
rewrite /power; under eq_bigr do rewrite E mulr_suml.
rewrite exchange_big; apply: eq_bigr => h _ /=; rewrite mulrA /coordinate mulr_sumr.
by apply: eq_bigr => g _; rewrite !mulrA.
Qed.

Lemma parseval w f : w f = \sum_(h : F) (\prod_i O (f i) (h i)) * coordinate w h.
Proof.
under eq_bigr do rewrite /coordinate mulr_sumr.
rewrite exchange_big /= (bigD1 f) //= [X in _ + X]big1 ?addr0 => [|g gf].
  under eq_bigr do rewrite mulrA -big_split /=.
  rewrite -mulr_suml -(bigA_distr_bigA (fun i l => O (f i) l * O (f i) l)) big1 ?mul1r // => i _.
  have := congr1 (fun M : 'M_k => M (f i) (f i)) OO; rewrite !mxE eqxx => E.
  by rewrite -[RHS]E; apply: eq_bigr => l _; rewrite mxE.
under eq_bigr do rewrite mulrA -big_split /=.
rewrite -mulr_suml -(bigA_distr_bigA (fun i l => O (f i) l * O (g i) l)).
have [i ne] : exists i, f i != g i.
  apply/existsP; rewrite -negb_forall; apply: contra gf => /forallP E.
  by apply/eqP/ffunP => i; have /eqP -> := E i.
rewrite (bigD1 i) //=; have -> : \sum_l O (f i) l * O (g i) l = 0.
  have := congr1 (fun M : 'M_k => M (f i) (g i)) OO; rewrite !mxE (negbTE ne) => E.
  by rewrite -[RHS]E; apply: eq_bigr => l _; rewrite mxE.
by rewrite !mul0r.
Qed.

Lemma form_basis w : form A w = \sum_(h : F) value h * coordinate w h ^+ 2.
Proof.
rewrite /form; under eq_bigr do rewrite power_basis mulr_sumr.
rewrite exchange_big; apply: eq_bigr => h _ /=; rewrite expr2 mulrA; set c := coordinate w h.
have -> : value h * c * c = \sum_(f : F) value h * c * ((\prod_i O (f i) (h i)) * w f).
  by rewrite -mulr_sumr.
by apply: eq_bigr => f _; move: (\prod_i _) (value h) => b d; ring.
Qed.

Lemma norm_basis w : \sum_f w f ^+ 2 = \sum_(h : F) coordinate w h ^+ 2.
Proof.
transitivity (\sum_(f : F) \sum_(h : F) w f * ((\prod_i O (f i) (h i)) * coordinate w h)).
  by apply: eq_bigr => f _; rewrite -mulr_sumr -parseval expr2.
rewrite exchange_big; apply: eq_bigr => h _ /=; rewrite expr2; set c := coordinate w h.
have -> : c * c = \sum_(f : F) c * ((\prod_i O (f i) (h i)) * w f) by rewrite -mulr_sumr.
by apply: eq_bigr => f _; move: (\prod_i _) => b; ring.
Qed.

(* No q eigenvalues have a larger product than r: r is an upper bound of the compound, and vectors
   that attain it are eigenvectors. *)
Variable r : R.
Hypothesis largest : forall h, injective h -> value h <= r.

Lemma form_le w : alternating w -> form A w <= r * \sum_f w f ^+ 2.
Proof.
move=> alt; rewrite form_basis norm_basis mulr_sumr; apply: ler_sum => h _.
case: (boolP (injectiveb h)) => [/injectiveP inj|/injectiveP ninj].
  by rewrite ler_wpmul2r ?sqr_ge0 ?largest.
by rewrite coordinate0 // expr0n /= !mulr0.
Qed.

Lemma form_eq w : alternating w -> r * (\sum_f w f ^+ 2) <= form A w ->
  forall f, power A w f = r * w f.
Proof.
move=> alt ge f; rewrite power_basis [w f]parseval mulr_sumr; apply: eq_bigr => h _.
rewrite [RHS]mulrCA; congr (_ * _).
have term h' : 0 <= (r - value h') * coordinate w h' ^+ 2.
  case: (boolP (injectiveb h')) => [/injectiveP inj|/injectiveP ninj].
    by rewrite mulr_ge0 ?sqr_ge0 // subr_ge0 largest.
  by rewrite coordinate0 // expr0n mulr0.
have : \sum_(h' : F) (r - value h') * coordinate w h' ^+ 2 == 0.
  rewrite eq_le sumr_ge0 // andbT; under eq_bigr do rewrite mulrBl.
  by rewrite sumrB -mulr_sumr -norm_basis -form_basis subr_le0.
rewrite psumr_eq0 // => /allP/(_ h (mem_index_enum h)) /=.
by rewrite mulf_eq0 subr_eq0 sqrf_eq0 => /orP[/eqP -> //|/eqP ->]; rewrite !mulr0.
Qed.
End Basis.

(* Signs that make all minors non-negative. *)
Section Signs.
Variables (A : 'M[R]_k) (sign : F -> R).
Hypothesis sign1 : forall f, injective f -> sign f ^+ 2 = 1.
Hypothesis sign_alt : forall f s, injective f -> sign (permuted f s) = (-1) ^+ s * sign f.
Hypothesis signed : forall f g, injective f -> injective g ->
  0 <= sign f * sign g * minor_of A f g.

Definition absolute w f := sign f * `|w f|.

Lemma permuted_inj f s : injective f -> injective (permuted f s).
Proof. by move=> inj i j; rewrite !ffunE => /inj/perm_inj. Qed.

Lemma absolute_alternating w : alternating w -> alternating (absolute w).
Proof.
move=> alt f s; rewrite /absolute alt normrM normrX normrN1 expr1n mul1r.
case: (boolP (injectiveb f)) => [/injectiveP inj|/injectiveP ninj].
  by rewrite sign_alt // mulrA.
by rewrite (alternating0 alt ninj) normr0 !mulr0.
Qed.

Lemma absolute_norm w : alternating w -> \sum_f absolute w f ^+ 2 = \sum_f w f ^+ 2.
Proof.
move=> alt; apply: eq_bigr => f _; rewrite /absolute exprMn real_normK ?num_real //.
case: (boolP (injectiveb f)) => [/injectiveP inj|/injectiveP ninj].
  by rewrite sign1 // mul1r.
by rewrite (alternating0 alt ninj) expr0n mulr0.
Qed.

Let fact0 : 0 < (q`!)%:R :> R.
Proof. by rewrite ltr0n fact_gt0. Qed.

Lemma form_minor w : alternating w ->
  (q`!)%:R * form A w = \sum_(f : F) \sum_(g : F) w f * minor_of A f g * w g.
Proof.
move=> alt; rewrite /form mulr_sumr; apply: eq_bigr => f _; rewrite mulrCA -power_minor //.
by rewrite mulr_sumr; apply: eq_bigr => g _; rewrite mulrA.
Qed.

Lemma absolute_form w : alternating w -> form A w <= form A (absolute w).
Proof.
move=> alt; rewrite -(ler_pmul2l fact0) !form_minor //; last exact: absolute_alternating.
apply: ler_sum => f _; apply: ler_sum => g _.
case: (boolP (injectiveb f)) => [/injectiveP injf|/injectiveP nf]; last first.
  by rewrite /absolute (alternating0 alt nf) normr0 !mulr0 !mul0r.
case: (boolP (injectiveb g)) => [/injectiveP injg|/injectiveP ng]; last first.
  by rewrite /absolute (alternating0 alt ng) normr0 !mulr0.
apply: le_trans (ler_norm _) _; rewrite !normrM /absolute.
have <- : sign f * sign g * minor_of A f g = `|minor_of A f g|.
  have one x : x ^+ 2 = 1 -> `|x| = 1 :> R.
    move=> x1; apply/eqP; rewrite -(@eqr_expn2 _ 2) ?normr_ge0 ?ler01 //.
    by rewrite real_normK ?num_real // x1 expr1n.
  by rewrite -[LHS]ger0_norm ?signed // !normrM (one _ (sign1 injf)) (one _ (sign1 injg)) !mul1r.
rewrite le_eqVlt; apply/orP; left; apply/eqP.
move: (sign f) (sign g) (minor_of _ _ _) `|w f| `|w g| => a b c d e; ring.
Qed.

(* Where an eigenvector for the largest eigenvalue vanishes, it vanishes at all sets that a
   non-zero minor joins. *)
Variables (O : 'M[R]_k) (a : 'I_k -> R) (r : R).
Hypotheses (OO : O *m O^T = 1%:M) (AO : forall i j, A i j = \sum_l O i l * a l * O j l).
Hypothesis largest : forall h : F, injective h -> \prod_i a (h i) <= r.

Theorem zero_spreads w f g : alternating w -> (forall h, power A w h = r * w h) ->
  injective f -> w f = 0 -> minor_of A f g != 0 -> w g = 0.
Proof.
move=> alt eig injf wf fg; have altA := absolute_alternating alt.
have formw : form A w = r * \sum_f w f ^+ 2.
  by rewrite /form mulr_sumr; apply: eq_bigr => h _; rewrite eig expr2 mulrCA.
have eigA : forall h, power A (absolute w) h = r * absolute w h.
  apply: (form_eq OO AO largest altA); rewrite absolute_norm // -formw.
  exact: absolute_form.
have : \sum_(h : F) sign f * (minor_of A f h * absolute w h) == 0.
  rewrite -mulr_sumr power_minor // eigA /absolute wf normr0 !mulr0.
  by rewrite eqxx.
case: (boolP (injectiveb g)) => [/injectiveP injg|/injectiveP ng] sum0; last first.
  exact: alternating0.
have term h : 0 <= sign f * (minor_of A f h * absolute w h).
  case: (boolP (injectiveb h)) => [/injectiveP injh|/injectiveP nh]; last first.
    by rewrite /absolute (alternating0 alt nh) normr0 !mulr0.
  rewrite /absolute mulrA mulrA [sign f * _ * _]mulrAC; apply: mulr_ge0 => //.
  exact: signed.
move: sum0; rewrite psumr_eq0 // => /allP/(_ g (mem_index_enum g)) /=.
have sign0 h : injective h -> sign h != 0.
  move=> inj; have := sign1 inj; case: eqP => // ->; rewrite expr0n => /eqP.
  by rewrite eq_sym oner_eq0.
rewrite /absolute !mulf_eq0 (negbTE fg) !(negbTE (sign0 _ _)) //= normr_eq0.
by move/eqP.
Qed.
End Signs.
End Compound.
