(* The integers and lists of the checker, read as elements, vectors and matrices of an ordered
   field, and what clearing denominators does to a vector and a matrix of rational numbers. *)
From Coq Require Import ZArith.
From mathcomp Require Import all_ssreflect all_algebra ring ssrZ.
From Scalarization Require Import Definitions Forms Checker.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.

Notation zr := integer.
Arguments integer : simpl never.
Arguments Z.mul : simpl never.

Lemma ltbP i k : Nat.ltb i k -> (i < k)%N.
Proof. by move/PeanoNat.Nat.ltb_lt/ssrnat.ltP. Qed.

Section Integers.
Variable R : realFieldType.
Local Notation zr := (integer R).

Lemma integerE z : zr z = (int_of_Z z)%:~R.
Proof.
case: z => [|p|p] //=; rewrite NegzE prednK ?mulrNz //.
by apply/ssrnat.ltP; exact: Pos2Nat.is_pos.
Qed.
Lemma zr0 : zr Z0 = 0. Proof. by []. Qed.
Lemma zr1 : zr (Zpos xH) = 1. Proof. by []. Qed.
Lemma zr2 : zr (Zpos (xO xH)) = 2%:R. Proof. by []. Qed.
Lemma zrN1 : zr (Zneg xH) = -1. Proof. by []. Qed.
Lemma zrD a b : zr (Z.add a b) = zr a + zr b.
Proof.
rewrite !integerE -intrD; congr _%:~R; exact: (rmorphD ZInstances.int_of_Z_rmorphism a b).
Qed.
Lemma zrM a b : zr (Z.mul a b) = zr a * zr b.
Proof.
rewrite !integerE -intrM; congr _%:~R; exact: (rmorphM ZInstances.int_of_Z_rmorphism a b).
Qed.
Lemma zrN a : zr (Z.opp a) = - zr a.
Proof.
rewrite !integerE -mulrNz; congr _%:~R; exact: (rmorphN ZInstances.int_of_Z_rmorphism a).
Qed.
Lemma zrB a b : zr (Z.sub a b) = zr a - zr b.
Proof. by rewrite /Z.sub zrD zrN. Qed.
Lemma zr_ge0 a : (0 <= zr a) = Z.leb Z0 a.
Proof. by rewrite integerE ler0z; case: a. Qed.
Lemma zr_le a b : (zr a <= zr b) = Z.leb a b.
Proof. by rewrite -subr_ge0 -zrB zr_ge0; exact: ZInstances.subZ_ge0. Qed.
Lemma zr_lt a b : (zr a < zr b) = Z.ltb a b.
Proof. by rewrite ltNge zr_le Z.ltb_antisym. Qed.
Lemma zr_eq a b : (zr a == zr b) = Z.eqb a b.
Proof. by rewrite !integerE eqr_int (inj_eq (can_inj int_of_ZK)). Qed.
Lemma zr_eq0 a : (zr a == 0) = is_zero a.
Proof. by rewrite -zr0 zr_eq. Qed.
Lemma zr_gt0 a : (0 < zr a) = Z.ltb Z0 a.
Proof. by rewrite -zr0 zr_lt. Qed.
Lemma zr_inj a b : Z.eqb a b -> zr a = zr b.
Proof. by rewrite -zr_eq => /eqP. Qed.
Lemma zr_abs a : zr (Z.abs a) = `|zr a|.
Proof.
case: a => [|p|p]; rewrite ?normr0 //.
  by rewrite ger0_norm // zr_ge0.
by rewrite ler0_norm -?zrN // -oppr_ge0 -zrN zr_ge0.
Qed.
Lemma zr_sgn a : zr (Z.sgn a) = Num.sg (zr a).
Proof.
case: a => [|p|p]; rewrite ?sgr0 //.
  by rewrite gtr0_sg // zr_gt0.
by rewrite ltr0_sg // -oppr_gt0 -zrN zr_gt0.
Qed.
End Integers.

(* ---------------------------------------------------------------- lists *)
Lemma sizedP k x : sized k x -> size x = k. Proof. by move/PeanoNat.Nat.eqb_eq. Qed.
Lemma squareP k A : square k A ->
  size A = k /\ forall i, (i < k)%N -> size (nth [::] A i) = k.
Proof.
case/andP=> /PeanoNat.Nat.eqb_eq sA /(all_nthP [::]) H; split=> // i ik; apply: sizedP.
by apply: H; rewrite sA.
Qed.
Lemma square_intro k A : size A = k -> (forall i, (i < k)%N -> size (nth [::] A i) = k) ->
  square k A.
Proof.
move=> sA sr; apply/andP; split; first exact/PeanoNat.Nat.eqb_eq.
by apply/(all_nthP [::]) => i; rewrite sA => ik; apply/PeanoNat.Nat.eqb_eq; exact: sr.
Qed.
Lemma eqlzP x y : eqlz x y -> x = y.
Proof.
elim: x y => [|a x IH] [|b y] //= /andP[ab /IH ->]; congr cons.
by apply/Z.eqb_eq.
Qed.
Lemma size_map2z f x y : size x = size y -> size (map2z f x y) = size x.
Proof. by elim: x y => [|a x IH] [|b y] //= [/IH ->]. Qed.
Lemma nth_map2z f x y i : size x = size y -> (i < size x)%N ->
  nth Z0 (map2z f x y) i = f (nth Z0 x i) (nth Z0 y i).
Proof. by elim: x y i => [|a x IH] [|b y] [|i] //= [s]; rewrite ltnS; apply: IH. Qed.
Lemma size_mvz A x : size (mvz A x) = size A. Proof. exact: size_map. Qed.
Lemma size_abs x : size (absz' x) = size x. Proof. exact: size_map. Qed.
Lemma size_scale c x : size (scalez c x) = size x. Proof. exact: size_map. Qed.
Lemma size_set s i c k : size s = k -> (i < k)%N -> size (set_nth Z0 s i c) = k.
Proof. by move=> ss ik; rewrite size_set_nth ss; apply/maxn_idPr. Qed.

(* ------------------------------------------------------ vectors, matrices *)
Section Vectors.
Variables (R : realFieldType) (k : nat).
Local Notation zr := (integer R).

Definition vz (x : vecz) : 'cV[R]_k := \col_i zr (nth Z0 x i).
Definition mz (A : matz) : 'M[R]_k := \matrix_(i, j) zr (nth Z0 (nth [::] A i) j).

Lemma vzE x i : vz x i 0 = zr (nth Z0 x i). Proof. by rewrite mxE. Qed.
Lemma vz_scale c x : size x = k -> vz (scalez c x) = zr c *: vz x.
Proof. by move=> sx; apply: vecP => i; rewrite !mxE (nth_map Z0) ?sx // zrM. Qed.
Lemma nth_scale c r j : zr (nth Z0 (scalez c r) j) = zr c * zr (nth Z0 r j).
Proof.
case: (ltnP j (size r)) => jr; first by rewrite (nth_map Z0) // zrM.
by rewrite !nth_default ?size_map // zr0 mulr0.
Qed.
Lemma mz_scale c T : size T = k -> mz (map (scalez c) T) = zr c *: mz T.
Proof.
move=> sT; apply/matrixP => i j; rewrite mxE [RHS]mxE [in RHS]mxE (nth_map [::]) ?sT //.
exact: nth_scale.
Qed.
Lemma nth_abs x i : size x = k -> (i < k)%N -> zr (nth Z0 (absz' x) i) = `|zr (nth Z0 x i)|.
Proof. by move=> sx ik; rewrite (nth_map Z0) ?sx // zr_abs. Qed.
Lemma nonzeroE x : size x = k -> nonzero x -> vz x != 0.
Proof.
move=> sx /(has_nthP Z0)[i]; rewrite sx => ik ne.
apply/eqP => /matrixP/(_ (Ordinal ik) 0); rewrite !mxE /= => /eqP.
by rewrite zr_eq0 (negbTE ne).
Qed.
End Vectors.

Lemma dotzE (R : realFieldType) k x y : size x = k -> size y = k ->
  zr R (dotz x y) = dot (vz R k x) (vz R k y).
Proof.
elim: k x y => [|k IH] [|a x] [|b y] //=; first by rewrite /dot big_ord0.
case=> sx [sy]; rewrite zrD zrM (IH _ _ sx sy) /dot big_ord_recl !mxE /=; congr (_ + _).
by apply: eq_bigr => i _; rewrite !mxE.
Qed.

Section Matrices.
Variables (R : realFieldType) (k : nat).
Local Notation zr := (integer R).
Local Notation vz := (vz R k).
Local Notation mz := (mz R k).

Lemma mvzE A x : square k A -> size x = k -> vz (mvz A x) = mz A *m vz x.
Proof.
move=> /squareP[sA sr] sx; apply: vecP => i.
rewrite mxE (nth_map [::]) ?sA // (@dotzE R k) ?sr // /dot mxE.
by apply: eq_bigr => j _; rewrite !mxE.
Qed.

Lemma symzE A : square k A -> symz k A -> (mz A)^T = mz A.
Proof.
move=> /squareP[sA sr] /allP H; apply/matrixP => i j; rewrite !mxE.
have jk : (j : nat) \in iota 0 k by rewrite mem_iota ltn_ord.
have /eqlzP E := H _ jk.
by rewrite -E (nth_map [::]) ?sA.
Qed.

Lemma vz_unit i d : (i < k)%N -> forall j : 'I_k,
  vz (unit_vector k i d) j 0 = zr d *+ (val j == i).
Proof.
move=> ik j; rewrite vzE nth_set_nth /= nth_nseq ltn_ord.
by case: (val j == i).
Qed.
Lemma size_unit i d : (i < k)%N -> size (unit_vector k i d) = k.
Proof. by move=> ik; apply: size_set => //; rewrite size_nseq. Qed.
End Matrices.

(* ------------------------------------------------------ denominators *)
Section Rationals.
Variables (R : realFieldType).
Local Notation zr := (integer R).

Lemma dividesE d q : divides d q ->
  zr (Z.mul (numerator q) (Z.div d (denominator q))) = zr d * rational R q.
Proof.
case/andP; rewrite -(zr_gt0 R) => q0 /(zr_inj R); rewrite zrM => <-.
rewrite zrM /rational; move: q0 => /lt0r_neq0.
move: (zr _) (zr _) (zr _) => a b c c0; field; exact: c0.
Qed.

Lemma integersE k d x : clears d x -> vz R k (integers d x) = zr d *: vector R k x.
Proof.
case/andP=> d0 /(all_nthP zero) H; apply: vecP => i; rewrite vzE [RHS]mxE [in RHS]mxE.
case: (ltnP i (size x)) => ix; first by rewrite (nth_map zero) // dividesE ?H.
by rewrite !nth_default ?size_map // /rational mul0r mulr0.
Qed.

Lemma clearedE k x d y : cleared x = Some (d, y) ->
  [/\ 0 < zr d, size y = size x & vz R k y = zr d *: vector R k x].
Proof.
rewrite /cleared; set e := common x; clearbody e; case: ifP => // cl [<- <-].
by rewrite integersE // size_map; split=> //; rewrite zr_gt0; case/andP: cl.
Qed.

Lemma cleared_matrixE k A d B : cleared_matrix A = Some (d, B) ->
  [/\ 0 < zr d, size B = size A & mz R k B = zr d *: matrix R k A].
Proof.
rewrite /cleared_matrix; set e := common _; clearbody e.
case: ifP => // /andP[d0 /(all_nthP [::]) cl] [<- <-].
split; [by rewrite zr_gt0|exact: size_map|apply/matrixP => i j].
rewrite mxE [RHS]mxE [in RHS]mxE; case: (ltnP i (size A)) => iA.
  rewrite (nth_map [::]) //; have := integersE k (cl _ iA).
  by move/matrixP/(_ j 0); rewrite vzE => ->; rewrite !mxE.
by rewrite ![nth [::] _ i]nth_default ?size_map // !nth_nil /rational mul0r mulr0.
Qed.
End Rationals.
