(* Quadratic forms of positive definite matrices. *)
From mathcomp Require Import all_ssreflect all_algebra ring.
From Scalarization Require Import Definitions.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.

(* `ring` wants variables for atoms. *)
Ltac atoms := repeat match goal with
  | |- context [dot ?x ?y] => generalize (dot x y); intro
  | |- context [qf ?x ?y] => generalize (qf x y); intro
  | |- context [@fun_of_matrix ?R ?m ?n ?A ?i ?j] => generalize (@fun_of_matrix R m n A i j); intro
  end.
Ltac aring := atoms; ring.

Section Forms.
Variables (R : realFieldType) (k : nat).
Local Notation vec := 'cV[R]_k.
Local Notation mat := 'M[R]_k.
Implicit Types (A G Q : mat) (x y z u w p : vec) (a b c : R).

Lemma vecP x y : (forall i, x i 0 = y i 0) -> x = y.
Proof. by move=> H; apply/matrixP=> i j; rewrite (ord1 j). Qed.

Lemma vec_neq0 x : x != 0 -> exists i, x i 0 != 0.
Proof.
move=> nz; apply/existsP; rewrite -negb_forall; apply: contra nz => /forallP H.
by apply/eqP/vecP => i; rewrite mxE; apply/eqP.
Qed.

Lemma dotE x y : dot x y = (x^T *m y) 0 0.
Proof. by rewrite mxE; apply: eq_bigr => i _; rewrite mxE. Qed.
Lemma dotC x y : dot x y = dot y x.
Proof. by apply: eq_bigr => i _; rewrite mulrC. Qed.
Lemma dotDr x y z : dot x (y + z) = dot x y + dot x z.
Proof. by rewrite -big_split /=; apply: eq_bigr => i _; rewrite mxE mulrDr. Qed.
Lemma dotDl x y z : dot (y + z) x = dot y x + dot z x.
Proof. by rewrite dotC dotDr ![dot x _]dotC. Qed.
Lemma dotZr a x y : dot x (a *: y) = a * dot x y.
Proof. by rewrite mulr_sumr; apply: eq_bigr => i _; rewrite mxE mulrCA. Qed.
Lemma dotZl a x y : dot (a *: x) y = a * dot x y.
Proof. by rewrite dotC dotZr dotC. Qed.
Lemma dot0r x : dot x 0 = 0.
Proof. by rewrite /dot big1 // => i _; rewrite mxE mulr0. Qed.
Lemma dotNr x y : dot x (- y) = - dot x y.
Proof. by rewrite -scaleN1r dotZr mulN1r. Qed.
Lemma dotBr x y z : dot x (y - z) = dot x y - dot x z.
Proof. by rewrite dotDr dotNr. Qed.
Lemma dot_mul A x y : dot x (A *m y) = dot (A^T *m x) y.
Proof. by rewrite !dotE trmx_mul trmxK mulmxA. Qed.
Lemma dot_xx_ge0 x : 0 <= dot x x.
Proof. by apply: sumr_ge0 => i _; rewrite -expr2 sqr_ge0. Qed.
Lemma dot_xx_eq0 x : dot x x = 0 -> x = 0.
Proof.
move/eqP; rewrite psumr_eq0; last by move=> i _; rewrite -expr2 sqr_ge0.
move/allP=> H; apply: vecP => i; rewrite mxE.
by move: (H i (mem_index_enum i)); rewrite /= mulf_eq0 orbb => /eqP.
Qed.

(* Restated here so that the canonical ring structure is the same everywhere. *)
Lemma mvZ A a x : A *m (a *: x) = a *: (A *m x).
Proof. by rewrite scalemxAr. Qed.
Lemma mvD A x y : A *m (x + y) = A *m x + A *m y.
Proof. by rewrite mulmxDr. Qed.

Lemma qfZ A a x : qf A (a *: x) = a ^+ 2 * qf A x.
Proof. by rewrite /qf mvZ dotZl dotZr mulrA expr2. Qed.
Lemma qf0 A : qf A 0 = 0.
Proof. by rewrite /qf mulmx0 dot0r. Qed.
Lemma qfN A x : qf A (- x) = qf A x.
Proof. by rewrite -scaleN1r qfZ sqrrN expr1n mul1r. Qed.
Lemma qf_lin A a b x y : A^T = A ->
  qf A (a *: x + b *: y) = a ^+ 2 * qf A x + a * b * dot x (A *m y) *+ 2 + b ^+ 2 * qf A y.
Proof.
move=> sA; rewrite /qf mvD !mvZ !(dotDl, dotDr, dotZl, dotZr).
have -> : dot y (A *m x) = dot x (A *m y) by rewrite dot_mul sA dotC.
by aring.
Qed.

Lemma qfE A x : qf A x = \sum_i \sum_j A i j * x i 0 * x j 0.
Proof.
apply: eq_bigr => i _; rewrite mxE mulr_sumr; apply: eq_bigr => j _.
by rewrite mulrCA mulrA.
Qed.

(* A vector at which a positive semi-definite form vanishes is in the kernel. *)
Lemma psd_kernel A x : A^T = A -> (forall y, 0 <= qf A y) -> qf A x = 0 -> A *m x = 0.
Proof.
move=> sA psd x0; set y := A *m x; apply: dot_xx_eq0.
set s := dot y y; have s0 : 0 <= s by exact: dot_xx_ge0.
have q0 : 0 <= qf A y by exact: psd.
have := psd ((qf A y + 1) *: x + (- s) *: y); rewrite (qf_lin _ _ _ _ sA) x0.
have -> : dot x (A *m y) = s by rewrite dot_mul sA.
have -> : (qf A y + 1) ^+ 2 * 0 + (qf A y + 1) * - s * s *+ 2 + (- s) ^+ 2 * qf A y
          = - (s ^+ 2 * (qf A y + 2%:R)) by aring.
rewrite oppr_ge0 pmulr_lle0; last by rewrite ltr_paddl ?ltr0n.
by move=> H; apply/eqP; rewrite -sqrf_eq0 eq_le H sqr_ge0.
Qed.

Section Posdef.
Variable G : mat.
Hypothesis pG : posdef G.
Let sG : G^T = G := pG.1.
Let Q := invmx G.

Lemma qf_ge0 x : 0 <= qf G x.
Proof. by case: (eqVneq x 0) => [->|/pG.2/ltW//]; rewrite qf0. Qed.

Lemma posdef_unit : G \in unitmx.
Proof.
rewrite -unitmx_tr -row_free_unit -kermx_eq0; apply/eqP/row_matrixP => i.
rewrite row0; set r := row i _.
have rG : G *m r^T = 0.
  apply: trmx_inj; rewrite trmx_mul trmxK trmx0 sG -{1}sG.
  by apply: sub_kermxP; rewrite /r; exact: row_sub.
apply: trmx_inj; rewrite trmx0; apply/eqP; apply/negPn/negP => nz.
by have := pG.2 _ nz; rewrite /qf rG dot0r ltxx.
Qed.

Lemma mulGQ x : G *m (Q *m x) = x.
Proof. by rewrite mulmxA mulmxV ?posdef_unit // mul1mx. Qed.
Lemma mulQG x : Q *m (G *m x) = x.
Proof. by rewrite mulmxA mulVmx ?posdef_unit // mul1mx. Qed.
Lemma symQ : Q^T = Q.
Proof. by rewrite trmx_inv sG. Qed.
Lemma qfQ_G x : qf Q (G *m x) = qf G x.
Proof. by rewrite /qf mulQG dotC. Qed.
Lemma qfG_Q x : qf G (Q *m x) = qf Q x.
Proof. by rewrite /qf mulGQ dotC. Qed.
Lemma posdefQ : posdef Q.
Proof.
split; first exact: symQ.
move=> x nz; rewrite -qfG_Q; apply: pG.2; apply: contra nz => /eqP H.
by rewrite -(mulGQ x) H mulmx0.
Qed.
Lemma qfQ_ge0 x : 0 <= qf Q x.
Proof. by rewrite -qfG_Q qf_ge0. Qed.
Lemma dotQ x y : dot (Q *m x) y = dot x (Q *m y).
Proof. by rewrite dot_mul symQ. Qed.

(* Cauchy-Schwarz between G and its inverse, with its remainder. *)
Lemma cs_rest p z :
  qf G p * (qf G p * qf Q z - dot p z ^+ 2) = qf Q (qf G p *: z - dot p z *: (G *m p)).
Proof.
rewrite -scaleNr (qf_lin _ _ _ _ symQ) qfQ_G mulQG (dotC z p); aring.
Qed.
Lemma cs p z : dot p z ^+ 2 <= qf G p * qf Q z.
Proof.
case: (eqVneq p 0) => [->|/pG.2 p0]; first by rewrite qf0 dotC dot0r expr0n mul0r.
by rewrite -subr_ge0 -(pmulr_rge0 _ p0) cs_rest qfQ_ge0.
Qed.
Lemma cs_eq p z : dot p z ^+ 2 = qf G p * qf Q z ->
  qf G p *: z = dot p z *: (G *m p).
Proof.
move=> E; have := cs_rest p z; rewrite E subrr mulr0 => /esym H.
apply/eqP; rewrite -subr_eq0; apply/negPn/negP => nz.
by have := posdefQ.2 _ nz; rewrite H ltxx.
Qed.
End Posdef.
End Forms.
