(* Signs of sets, as the checker computes with them, are those of Theorem B. *)
From Coq Require Import ZArith.
From mathcomp Require Import all_ssreflect all_fingroup all_algebra ring ssrZ.
From Scalarization Require Import Definitions Forms Checker CheckerWidths Embedding Elimination.
From Scalarization Require Import Networks Compactness Deletion Soundness Compound.
From Scalarization Require Import CompoundExplorable.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.

(* ------------------------------------------------------------------- determinants *)
Section Determinants.
Variable R : realFieldType.
Local Notation zr := (integer R).

Lemma alternating_sum (t : nat -> Z) n b :
  zr (foldr (fun j rest => Z.sub (t j) rest) Z0 (iota b n))
  = \sum_(i < n) (-1) ^+ i * zr (t (b + i)%N).
Proof.
elim: n b => [|n IH] b /=; first by rewrite big_ord0.
rewrite zrB IH big_ord_recl /= expr0 mul1r addn0 -sumrN; congr (_ + _).
by apply: eq_bigr => i _; rewrite /bump /= exprS mulN1r mulNr addSnnS.
Qed.

Lemma size_without n j r : size r = n.+1 -> (j < n.+1)%N -> size (without j r) = n.
Proof.
move=> sr jn; rewrite size_cat size_takel ?sr; last exact: ltnW.
by rewrite size_drop sr subSS subnKC // -ltnS.
Qed.

Lemma nth_without n j i r : size r = n.+1 -> (j < n.+1)%N ->
  nth Z0 (without j r) i = nth Z0 r (bump j i).
Proof.
move=> sr jn; rewrite nth_cat size_takel ?sr; last exact: ltnW.
rewrite /bump; case: ltnP => ij; first by rewrite nth_take.
by rewrite nth_drop addSn subnKC.
Qed.

Lemma detzE n A : square n A -> zr (detz n A) = \det (mz R n A).
Proof.
elim: n A => [|n IH] [|r A] sq; try by case/squareP: (sq).
  by rewrite det_mx00.
have [[sA] sr] := squareP sq; have r0 : size r = n.+1 by exact: (sr 0%N).
have -> : detz n.+1 (r :: A) = foldr (fun j rest => Z.sub (if is_zero (nth Z0 r j) then Z0
    else Z.mul (nth Z0 r j) (detz n (map (without j) A))) rest) Z0 (iota 0 n.+1) by [].
rewrite (alternating_sum (fun j => if is_zero (nth Z0 r j) then Z0
    else Z.mul (nth Z0 r j) (detz n (map (without j) A)))) (expand_det_row _ ord0).
apply: eq_bigr => j _; rewrite add0n mxE /=.
have -> : zr (if is_zero (nth Z0 r j) then Z0 else Z.mul (nth Z0 r j)
    (detz n (map (without j) A))) = zr (nth Z0 r j) * zr (detz n (map (without j) A)).
  by rewrite -(zr_eq0 R); case: eqP => [->|_]; rewrite ?mul0r ?zrM.
rewrite mulrCA /cofactor; congr (_ * (_ * _)).
have sqA : square n (map (without j) A).
  apply: square_intro; first by rewrite size_map.
  move=> i ni; rewrite (nth_map [::]) ?sA // (size_without (n := n)) //.
  by have := sr i.+1; apply.
rewrite IH //; congr (\det _); apply/matrixP => a b; rewrite !mxE /=.
have srA : size (nth [::] A a) = n.+1 by apply: (sr a.+1); rewrite ltnS.
by rewrite (nth_map [::]) ?sA ?(nth_without _ srA).
Qed.
End Determinants.

(* ------------------------------------------------------------------- all sets *)
Lemma choose_complete q l s : subseq s l -> size s = q -> s \in choose q l.
Proof.
elim: l q s => [|x l IH] [|q] [|y s] //=; try by rewrite ?inE.
case: eqP => [<-|_] sub [sq]; rewrite mem_cat; apply/orP.
  by left; apply: map_f; exact: IH.
by right; apply: IH => //=; rewrite sq.
Qed.

Lemma choose_sound q l s : s \in choose q l -> subseq s l /\ size s = q.
Proof.
elim: l q s => [|x l IH] [|q] s //=; rewrite ?inE; try by move/eqP ->.
rewrite mem_cat => /orP[/mapP[s' /IH[sub <-] ->]|/IH[sub <-]] /=.
  by rewrite eqxx.
by split=> //; exact: subseq_trans sub (subseq_cons _ _).
Qed.

Lemma switched (K : comRingType) (a b x y z : K) : a * a = 1 -> b * b = 1 ->
  x * a * (y * b) * (a * (b * z)) = x * y * z.
Proof.
move=> aa bb; transitivity ((a * a) * (b * b) * (x * y * z)); first by ring.
by rewrite aa bb !mul1r.
Qed.

Section Signs.
Variables (R : rcfType) (k p n : nat) (Y : 'M[R]_(n, k)) (d : Z) (G : matz).
Let q := p.+1.
Let H := Y^T *m Y.
Local Notation F := {ffun 'I_q -> 'I_k}.
Hypotheses (qk : (q < k)%N) (pH : posdef H) (d0 : 0 < integer R d).
Hypothesis GH : mz R k G = integer R d *: H.
Variables (s : seq Z) (l : seq (nat * nat)).
Let sets := choose q (iota 0 k).
Hypotheses (ss : size s = size sets) (signs : all is_sign s).
Hypotheses (agreed : agree q G (zip sets s)) (joined : joins q G sets [:: 0%N] l).
Local Notation zr := (integer R).

Let k0 : (0 < k)%N. Proof. exact: leq_trans qk. Qed.
Definition elements (S : seq nat) : F := [ffun i : 'I_q => insubd (Ordinal k0) (nth 0%N S i)].

Let set_props S : S \in sets ->
  [/\ uniq S, size S = q & forall i, (i < q)%N -> (nth 0%N S i < k)%N].
Proof.
move=> /choose_sound[sub sS]; split=> //; first exact: subseq_uniq sub (iota_uniq _ _).
move=> i iq; have := mem_subseq sub (mem_nth 0%N (_ : i < size S)%N).
by rewrite sS mem_iota add0n => /(_ iq).
Qed.
Let elementsE S i : S \in sets -> val (elements S i) = nth 0%N S i.
Proof. by case/set_props => _ _ /(_ i (ltn_ord i)) lt; rewrite ffunE val_insubd lt. Qed.
Let elements_inj S : S \in sets -> injective (elements S).
Proof.
move=> inS i j /(congr1 val); rewrite !elementsE // => E; have [u sS _] := set_props inS.
by apply: val_inj; apply/eqP; rewrite -(nth_uniq 0%N _ _ u) ?sS ?ltn_ord // E.
Qed.

Let codes (f : F) := [seq val (f i) | i <- enum 'I_q].
Let support (f : F) := [seq x <- iota 0 k | x \in codes f].

Let support_perm_eq (f : F) : injective f -> perm_eq (codes f) (support f).
Proof.
move=> inj; apply: uniq_perm; first by rewrite map_inj_uniq ?enum_uniq // => i j /val_inj/inj.
  exact: filter_uniq (iota_uniq _ _).
move=> x; rewrite mem_filter; case: (boolP (x \in codes f)) => //= /mapP[i _ ->].
by rewrite mem_iota ltn_ord.
Qed.
Let support_in (f : F) : injective f -> support f \in sets.
Proof.
move=> inj; apply: choose_complete; first exact: filter_subseq.
by rewrite -(perm_size (support_perm_eq inj)) size_map size_enum_ord.
Qed.
Let support_permuted (f : F) t : support (permuted f t) = support f.
Proof.
apply: eq_filter => x; apply/mapP/mapP => -[i _ ->].
  by exists (t i); rewrite ?mem_enum // ffunE.
by exists (t^-1%g i); rewrite ?mem_enum // ffunE permKV.
Qed.
Let sorted_by (f : F) : injective f -> exists t, f = permuted (elements (support f)) t.
Proof.
move=> inj; have inS := support_in inj; have [_ sS _] := set_props inS.
pose T : q.-tuple nat := tcast sS (in_tuple (support f)).
have TE : T = support f :> seq nat by rewrite val_tcast.
have /tuple_permP[t E] : perm_eq (codes f) T by rewrite TE; exact: support_perm_eq.
exists t; apply/ffunP => i; apply: val_inj; rewrite ffunE elementsE // -TE -tnth_nth.
have := congr1 (fun r => nth 0%N r i) E; rewrite /codes (nth_map i) ?size_enum_ord //.
by rewrite nth_ord_enum => ->; rewrite -tnth_nth tnth_mktuple.
Qed.

Let unit_rows S : 'M[R]_(k, q) := \matrix_(i, j) (i == elements S j)%:R.
Let unit_minors S t : S \in sets -> minors (unit_rows S) (permuted (elements S) t) = (-1) ^+ t.
Proof.
move=> inS; rewrite minors_alternating; have -> : minors (unit_rows S) (elements S) = 1.
  rewrite -(det1 R q); congr (\det _); apply/matrixP => i j; rewrite !mxE.
  by rewrite (inj_eq (elements_inj inS)).
by rewrite mulr1.
Qed.

Let sign_of S := zr (nth Z0 s (index S sets)).
Definition sign (f : F) := sign_of (support f) * minors (unit_rows (support f)) f.

Let sign_of1 S : S \in sets -> sign_of S ^+ 2 = 1.
Proof.
move=> inS; have i_lt : (index S sets < size s)%N by rewrite ss index_mem.
have /(all_nthP Z0)/(_ _ i_lt)/(zr_inj R) := signs.
by rewrite zrM expr2 => ->.
Qed.

Lemma sign_square (f : F) : injective f -> sign f ^+ 2 = 1.
Proof.
move=> inj; have [t E] := sorted_by inj; rewrite /sign exprMn sign_of1 ?support_in //.
by rewrite {2}E unit_minors ?support_in // mul1r sqrr_sign.
Qed.

Lemma sign_permuted (f : F) t : injective f -> sign (permuted f t) = (-1) ^+ t * sign f.
Proof. by move=> inj; rewrite /sign support_permuted minors_alternating mulrCA. Qed.

Let entryE (i j : 'I_k) : zr (entry G i j) = zr d * H i j.
Proof. by have /matrixP/(_ i j) := GH; rewrite !mxE. Qed.

Let minorzE S T : S \in sets -> T \in sets ->
  zr (minorz q G S T) = zr d ^+ q * minor_of H (elements S) (elements T).
Proof.
move=> inS inT; have [_ sS _] := set_props inS; have [_ sT _] := set_props inT.
rewrite /minorz detzE; last first.
  apply: square_intro; first by rewrite size_map.
  by move=> i iq; rewrite (nth_map 0%N) ?sS // size_map.
rewrite -detZ; congr (\det _); apply/matrixP => i j; rewrite !mxE.
by rewrite (nth_map 0%N) ?sS // (nth_map 0%N) ?sT // -!elementsE // entryE mxE.
Qed.
Let dq : 0 < zr d ^+ q. Proof. exact: exprn_gt0. Qed.

Let agreeE (m : seq (seq nat * Z)) x y : agree q G m -> x \in m -> y \in m ->
  Z.leb Z0 (Z.mul (Z.mul (snd x) (snd y)) (minorz q G (fst x) (fst y))) \/
  Z.leb Z0 (Z.mul (Z.mul (snd y) (snd x)) (minorz q G (fst y) (fst x))).
Proof.
elim: m => // a m IH /= /andP[/andP[aa /allP am] ag]; rewrite !inE.
case/orP=> [/eqP ->|xm]; case/orP=> [/eqP ->|ym]; [by left|by left; exact: am| |exact: IH].
by right; exact: am.
Qed.

Let pair_ok S T : S \in sets -> T \in sets ->
  0 <= sign_of S * sign_of T * minor_of H (elements S) (elements T).
Proof.
have inz U : U \in sets -> (U, nth Z0 s (index U sets)) \in zip sets s.
  move=> inU; apply/(nthP ([::], Z0)); exists (index U sets).
    by rewrite size_zip ss minnn index_mem.
  by rewrite nth_zip ?ss // nth_index.
move=> inS inT; have sH : H^T = H := pH.1.
case: (agreeE agreed (inz _ inS) (inz _ inT)); rewrite -(zr_ge0 R) !zrM minorzE //= => ge.
  by rewrite -(pmulr_rge0 _ dq) mulrCA.
rewrite -(pmulr_rge0 _ dq) mulrCA [sign_of S * _]mulrC -(minor_sym _ _ sH).
by [].
Qed.

Lemma sign_agrees (f g : F) : injective f -> injective g ->
  0 <= sign f * sign g * minor_of H f g.
Proof.
move=> injf injg; have [t Ef] := sorted_by injf; have [u Eg] := sorted_by injg.
have inf := support_in injf; have ing := support_in injg.
have -> : minor_of H f g = (-1) ^+ t * ((-1) ^+ u
    * minor_of H (elements (support f)) (elements (support g))).
  by rewrite {1}Ef {1}Eg minor_permuted minor_permuted_rows; rewrite mulrCA.
have -> : sign f = sign_of (support f) * (-1) ^+ t by rewrite /sign {3}Ef unit_minors.
have -> : sign g = sign_of (support g) * (-1) ^+ u by rewrite /sign {3}Eg unit_minors.
have tt : (-1) ^+ t * (-1) ^+ t = 1 :> R by rewrite -expr2 sqrr_sign.
have uu : (-1) ^+ u * (-1) ^+ u = 1 :> R by rewrite -expr2 sqrr_sign.
by rewrite (switched _ _ _ tt uu); exact: pair_ok.
Qed.

Let principal (f : F) : injective f -> minor_of H f f != 0.
Proof.
move=> inj; have := posdef_unit (kept_posdef pH inj); rewrite unitmxE unitfE.
rewrite /minor_of (_ : _ *m _ = \matrix_(i, j) H (f i) (f j)) //; apply/matrixP => i j.
by rewrite !mxE; apply: eq_bigr => b _; rewrite !mxE.
Qed.

Lemma sign_joined (Z : F -> Prop) : Z (elements (nth [::] sets 0)) ->
  (forall f g : F, injective f -> Z f -> minor_of H f g != 0 -> Z g) ->
  forall g : F, injective g -> Z g.
Proof.
move=> Z0' step g injg.
have memb (r : seq nat) c : has (Nat.eqb c) r -> c \in r.
  by case/hasP=> e er /PeanoNat.Nat.eqb_eq ->.
have all_sets : forall c, (c < size sets)%N -> Z (elements (nth [::] sets c)).
  have : forall c, c \in [:: 0%N] -> (c < size sets)%N /\ Z (elements (nth [::] sets c)).
    move=> c; rewrite inE => /eqP ->; split=> //.
    by have := support_in injg; case: (sets).
  elim: l [:: 0%N] joined => [|[c e] m IH] r /= J reached.
    move=> c cs; have [] // := reached c; apply: memb.
    by have /allP := J; apply; rewrite mem_iota.
  case/andP: J => /andP[/andP[/memb cr /ltbP es] nz] J; apply: (IH (e :: r) J) => i.
  rewrite inE => /orP[/eqP ->|/reached //]; split=> //; have [cs Zc] := reached c cr.
  apply: (step _ _ (elements_inj (mem_nth [::] cs)) Zc).
  move: nz; rewrite -(zr_eq0 R) minorzE ?mem_nth // mulf_eq0 negb_or => /andP[].
  by [].
have inS := support_in injg; have [t E] := sorted_by injg; rewrite E.
have Ze : Z (elements (support g)).
  by have := all_sets (index (support g) sets); rewrite index_mem nth_index //; apply.
apply: (step _ _ (elements_inj inS) Ze); rewrite minor_permuted mulf_neq0 ?signr_eq0 //.
exact: principal (elements_inj inS).
Qed.

Theorem subset_signs : complete R -> fully_explorable (network q Y).
Proof.
move=> cR; apply: (@compound_explorable _ _ _ _ Y sign (elements (nth [::] sets 0))) => //.
- exact: sign_square.
- by move=> f t; exact: sign_permuted.
- exact: sign_agrees.
- exact: sign_joined.
Qed.
End Signs.
