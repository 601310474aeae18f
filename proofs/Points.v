(* What the checker's links between integers say: G w = e u gives G^-1 u, and G N = e I gives the
   whole inverse. *)
From Coq Require Import ZArith.
From mathcomp Require Import all_ssreflect all_algebra ring ssrZ.
From Scalarization Require Import Definitions Forms Checker Embedding.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.

Section Points.
Variables (R : realFieldType) (k : nat) (G : matz).
Local Notation zr := (integer R).
Local Notation vz := (vz R k).
Local Notation mz := (mz R k).
Let G' := mz G.
Let Q := invmx G'.
Hypotheses (sqG : square k G) (pG : posdef G').

Section Linked.
Variables (u w : vecz) (e : Z).
Hypothesis lk : linked k G u w e.
Let U := vz u.
Let W := vz w.

Lemma lk_su : size u = k. Proof. by case/andP: lk => /andP[/andP[/sizedP]]. Qed.
Lemma lk_sw : size w = k. Proof. by case/andP: lk => /andP[/andP[_ /sizedP]]. Qed.
Lemma lk_e0 : 0 < zr e. Proof. by rewrite zr_gt0; case/andP: lk => /andP[]. Qed.
Lemma lk_GW : G' *m W = zr e *: U.
Proof.
have /eqlzP E : eqlz (mvz G w) (scalez e u) by case/andP: lk.
by rewrite -(mvzE R sqG lk_sw) E (vz_scale R _ lk_su).
Qed.
Lemma lk_w : Q *m U = (zr e)^-1 *: W.
Proof.
have -> : U = (zr e)^-1 *: (G' *m W) by rewrite lk_GW scalerA mulVf ?scale1r // gt_eqF ?lk_e0.
by rewrite mvZ mulQG.
Qed.
Lemma lk_wi i : (Q *m U) i 0 = W i 0 / zr e.
Proof. by rewrite lk_w mxE mulrC. Qed.
Lemma lk_qf : qf Q U = zr (dotz u w) / zr e.
Proof. by rewrite /qf lk_w dotZr (dotzE R lk_su lk_sw) mulrC. Qed.
End Linked.

Section Inverse.
Variables (N : matz) (e : Z).
Hypothesis inv : inverts k G N e.

Lemma inv_sq : square k N. Proof. by case/andP: inv => /andP[/andP[]]. Qed.
Lemma inv_e0 : 0 < zr e. Proof. by rewrite zr_gt0; case/andP: inv => /andP[]. Qed.
Lemma invE : mz N = zr e *: Q.
Proof.
have [sN sr] := squareP inv_sq.
apply/matrixP => i j; case/andP: inv => _ /allP H.
have ik : (i : nat) \in iota 0 k by rewrite mem_iota ltn_ord.
have /eqlzP E := H _ ik.
have GN : G' *m vz (nth [::] N i) = zr e *: delta_mx i 0.
  rewrite -(mvzE R sqG) ?sr // E; apply: vecP => l; rewrite vz_unit //.
  rewrite mxE mxE eqxx andbT -val_eqE; by case: eqP => _; rewrite ?mulr1 ?mulr0.
have Ni : vz (nth [::] N i) = zr e *: (Q *m delta_mx i 0) by rewrite -mvZ -GN mulQG.
have -> : mz N i j = vz (nth [::] N i) j 0 by rewrite !mxE.
rewrite Ni mxE [RHS]mxE; congr (_ * _); rewrite mxE (bigD1 i) //= big1 ?addr0.
  rewrite mxE !eqxx mulr1.
  by have := congr1 (fun M : 'M_k => M i j) (symQ pG); rewrite mxE.
by move=> l /negbTE ne; rewrite mxE ne mulr0.
Qed.
Lemma inv_qf (x : 'cV[R]_k) : qf (mz N) x = zr e * qf Q x.
Proof. by rewrite invE /qf -scalemxAl dotZr. Qed.
Lemma inv_balanced : balanced (mz N) <-> balanced Q.
Proof.
split=> - [f f1 H]; exists f => // i j; have := H i j; rewrite invE mxE mulrCA.
  by rewrite pmulr_rge0 // inv_e0.
by move=> le; rewrite mulr_ge0 // ltW // inv_e0.
Qed.
End Inverse.

Lemma with_dualE d x y f : with_dual k d G x y f ->
  exists u w e c, [/\ linked k G u w e, f u w e, 0 < zr c & vz u = zr c *: vector R k x].
Proof.
rewrite /with_dual; case X : (cleared x) => [[c u]|] //; case Y : (cleared y) => [[c' v]|] //.
case/andP=> lk fu; have [c0 _ E] := clearedE R k X.
by exists u, (scalez c v), (Z.mul d c'), c.
Qed.

Lemma with_pointE d x y f : with_point k d G x y f ->
  exists u w e c, [/\ linked k G u w e, vz u != 0, f u w e, 0 < zr c
                    & vz u = zr c *: vector R k x].
Proof.
case/with_dualE=> u [w [e [c [lk /andP[nu fu] c0 E]]]]; exists u, w, e, c; split=> //.
exact: nonzeroE (lk_su lk) nu.
Qed.

Lemma invertedE d A q N e : inverted k d G A q = Some (N, e) -> inverts k G N e.
Proof.
rewrite /inverted; case: cleared_matrix => [[m B]|] //.
by case: ifP => // H [<- <-].
Qed.
End Points.
