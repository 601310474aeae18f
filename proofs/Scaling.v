(* A positive factor of the Gram matrix scales its regions, and one of the direction changes no
   point: the checker computes with integers, a certificate states rational numbers. *)
From mathcomp Require Import all_ssreflect all_algebra ring.
From Scalarization Require Import Definitions Forms Regions Reachability.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.

Section Gram.
Variables (R : realFieldType) (k : nat) (G : 'M[R]_k) (c : R).
Hypotheses (c0 : 0 < c) (pG : posdef G).

Lemma posdef_scale : posdef (c *: G).
Proof.
split; first by rewrite linearZ /= pG.1.
by move=> x x0; rewrite /qf -scalemxAl dotZr mulr_gt0 // pG.2.
Qed.

Lemma inv_scale : invmx (c *: G) = c^-1 *: invmx G.
Proof.
have E : (c *: G) *m (c^-1 *: invmx G) = 1%:M.
  by rewrite -scalemxAl -scalemxAr scalerA mulfV ?gt_eqF // scale1r mulmxV ?posdef_unit.
by rewrite -[RHS](mulKmx (posdef_unit posdef_scale)) E mulmx1.
Qed.

Lemma value_scale u : value (invmx (c *: G)) u = c *: value (invmx G) u.
Proof.
apply: vecP => i; rewrite [LHS]mxE [RHS]mxE [in RHS]mxE inv_scale /qf -scalemxAl dotZr.
by rewrite invfM invrK mulrCA.
Qed.

Lemma point_scale w u : point w (c *: G) u = c *: point w G u.
Proof.
case: w; first exact: value_scale.
rewrite /point value_scale scalerBr; congr (_ - _).
by apply: vecP => i; rewrite !mxE.
Qed.

Lemma region_of_scale w p : region_of w (c *: G) (c *: p) <-> region_of w G p.
Proof.
split=> /region_ofP[u u0 E]; apply/region_ofP; exists u => //.
  by apply: (scalerI (lt0r_neq0 c0)); rewrite E point_scale.
by rewrite E point_scale.
Qed.

Lemma point_direction w a u : a != 0 -> point w G (a *: u) = point w G u.
Proof.
move=> a0; have E : value (invmx G) (a *: u) = value (invmx G) u.
  apply: vecP => i; rewrite [LHS]mxE [RHS]mxE qfZ [(a *: u) i 0]mxE exprMn.
  by rewrite -mulf_div mulfV ?mul1r // expf_eq0.
by case: w; rewrite /point E.
Qed.
End Gram.
