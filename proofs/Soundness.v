(* The theorem: what `check` accepts is true, of networks and over every real closed field. *)
From Coq Require Import ZArith.
From mathcomp Require Import all_ssreflect all_algebra.
From Scalarization Require Import Definitions Forms Regions Reachability Exploration Networks.
From Scalarization Require Import Scaling Checker Embedding Elimination Points Trees Supports.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.

(* From the regions of a multiple of the Gram matrix to the networks. *)
Section Transfer.
Variables (R : realFieldType) (k : nat) (H : 'M[R]_k) (c : R).
Hypotheses (k0 : (0 < k)%N) (c0 : 0 < c) (pH : posdef H).
Variables (n : nat) (Y : 'M[R]_(n, k)).
Hypothesis YH : Y^T *m Y = H.
Variable w : width.
Let F' := region_of w (c *: H).
Let F := region_of w H.
Let N := network (rank_of k w) Y.
Implicit Types (p u l : 'cV[R]_k).

Let scaled p : F' (c *: p) <-> F p.
Proof. exact: region_of_scale. Qed.
Let pY : posdef (Y^T *m Y).
Proof. by rewrite YH. Qed.

Lemma transfer_explorable : fully_explorable F' -> fully_explorable N.
Proof.
move/(scale_explorable c0 scaled); rewrite /F -YH => ex.
exact/(network_explorable pY k0).
Qed.
Lemma transfer_pareto p : pareto F' (c *: p) -> pareto N p.
Proof.
move/(scale_pareto c0 scaled); rewrite /F -YH => par; exact/(network_pareto pY k0).
Qed.
Lemma transfer_dominated p : dominated F' (c *: p) -> dominated N p.
Proof.
move/(scale_dominated c0 scaled); rewrite /F -YH; exact: (network_dominated pY k0).
Qed.
Lemma transfer_unsupported p : unsupported F' (c *: p) -> unsupported N p.
Proof.
move/(scale_unsupported c0 scaled); rewrite /F -YH; exact: (network_unsupported pY k0).
Qed.
Lemma transfer_weakly p : weakly_supported F' (c *: p) -> weakly_supported N p.
Proof.
move/(scale_weakly c0 scaled); rewrite /F -YH => W; apply/(network_weakly pY k0) => //.
by case: W => l _ [].
Qed.
Lemma transfer_supported p : supported F' (c *: p) -> supported N p.
Proof.
move/(scale_supported c0 scaled); rewrite /F -YH => W; apply/(network_supported pY k0) => //.
by case: W => l _ [].
Qed.
Lemma transfer_exposed l u : u != 0 -> exposing (c *: H) w l u -> exposed N (point w H u).
Proof.
move=> u0 [wl opt line]; rewrite -YH; apply: (network_exposed pY k0 (l := l)) => //; rewrite YH.
split=> //; first by apply/(scale_optimum c0 scaled); rewrite -point_scale.
by move=> z z0 E; apply: line => //; rewrite !(point_scale c0 pH) !dotZr E.
Qed.
End Transfer.

Section Sound.
Variables (R : rcfType) (A : matq) (d : Z) (G : matz) (p : definiteness) (w : width).
Let k := size A.
Let H := matrix R k A.
Let G' := mz R k G.
Hypotheses (k1 : (1 < k)%N) (cl : cleared_matrix A = Some (d, G)) (def : definite k G p).
Variable inverse : option (matz * Z).
Hypothesis inv : forall N e, inverse = Some (N, e) -> inverts k G N e.

Let k0 : (0 < k)%N. Proof. exact: ltnW. Qed.
Let sqG : square k G. Proof. by case/andP: def => /andP[]. Qed.
Let pG : posdef G' := definiteE R def.
Let d0 : 0 < zr R d. Proof. by case: (cleared_matrixE R k cl). Qed.
Let GE : G' = zr R d *: H. Proof. by case: (cleared_matrixE R k cl). Qed.

Lemma gram_posdef : posdef H.
Proof.
have -> : H = (zr R d)^-1 *: G' by rewrite GE scalerA mulVf ?scale1r // gt_eqF.
by apply: posdef_scale => //; rewrite invr_gt0.
Qed.
Let pH := gram_posdef.

Lemma conditionE M : condition_matrix w G inverse = Some M ->
  square k M /\ (balanced (mz R k M) <-> balanced (if w is One then H else invmx H)).
Proof.
have scaled (B : 'M[R]_k) c : 0 < c -> balanced (c *: B) <-> balanced B.
  move=> c0; split=> - [s s1 nn]; exists s => // i j; have := nn i j; rewrite mxE mulrCA.
    by rewrite pmulr_rge0.
  by move=> le; rewrite mulr_ge0 // ltW.
rewrite /condition_matrix; case: (w) => [[<-]|].
  by split=> //; rewrite -/G' GE; exact: scaled.
case E : inverse => [[N e]|] // [<-]; have iv := inv E; split; first exact: inv_sq iv.
apply: (iff_trans (inv_balanced sqG pG iv)).
by rewrite -/G' GE (inv_scale d0 pH); apply: scaled; rewrite invr_gt0.
Qed.

Lemma explorableE : balanced (if w is One then H else invmx H) ->
  fully_explorable (region_of w H).
Proof. by case: (w); [exact: C1_sufficient|exact: C2_sufficient]. Qed.

Lemma optimalE o u v e : linked k G u v e -> vz R k u != 0 ->
  optimal w k G inverse o u v e -> pareto (region_of w G') (point w G' (vz R k u)).
Proof.
move=> lk u0; case: o => [t| |l q] /=.
- case: (w) => [|]; first exact: (tree1_sound sqG pG lk u0).
  by case E : inverse => [[N f]|] //; exact: (treek1_sound sqG pG (inv E) k0 (lk_su lk) u0).
- case: (w) => //; case/andP=> _.
  by case E : inverse => [[N f]|] //; exact: (treek1_sound sqG pG (inv E) k0 (lk_su lk) u0).
rewrite /weighted_by; case E : cleared => [[f l']|] //.
case/andP=> /(weighedE sqG pG lk u0)[wl opt sp ps] /orP[/ps pos|/sp [_ _ line]].
  by apply: supported_pareto; exists (vz R k l').
apply: exposed_pareto; exists (vz R k l') => //; split=> // q' [Fq best].
have [z z0 qE] := (region_ofP w G' q').1 Fq.
have [|t zt] := line z z0.
  by apply/le_anti; rewrite -qE (opt.2 _ Fq) (best _ opt.1).
by rewrite qE zt point_direction //; apply: contra z0 => /eqP t0; rewrite zt t0 scale0r.
Qed.

(* A property of points that passes from the integers to the networks. *)
Lemma at_point (property : region R k -> 'cV[R]_k -> Prop) x y
    (f : vecz -> vecz -> Z -> bool) :
  (forall u v e, linked k G u v e -> vz R k u != 0 -> f u v e ->
    property (region_of w G') (point w G' (vz R k u))) ->
  (forall n (Y : 'M[R]_(n, k)), Y^T *m Y = H -> forall p,
    property (region_of w (zr R d *: H)) (zr R d *: p) -> property (network (rank_of k w) Y) p) ->
  with_point k d G x y f ->
  forall n (Y : 'M[R]_(n, k)), Y^T *m Y = H ->
    property (network (rank_of k w) Y) (point w H (vector R k x)).
Proof.
move=> local transfer /(with_pointE R)[u [v [e [c [lk u0 fu c0 uE]]]]] n Y YH.
apply: (transfer n Y YH); rewrite -(point_direction H w (vector R k x) (lt0r_neq0 c0)) -uE.
by rewrite -point_scale // -GE; exact: local fu.
Qed.

Theorem proves_sound s ev : proves w k d G inverse s ev -> meaning H w s.
Proof.
case: s => [|||u|u|u|u|u|u|u]; case: ev => //=.
- move=> s; case M : condition_matrix => [M'|] //; have [sq eq] := conditionE M.
  by move/(balancedzE R sq)/eq.
- move=> c; case M : condition_matrix => [M'|] //; have [_ eq] := conditionE M.
  by move=> fr /eq; exact: frustratedE fr.
- move=> s; case M : condition_matrix => [M'|] //; have [sq eq] := conditionE M.
  move/(balancedzE R sq)/eq/explorableE => ex n Y YH.
  apply: (transfer_explorable k0 d0 pH YH); apply/(scale_explorable d0 _); last exact: ex.
  by move=> q; exact: region_of_scale.
- move=> v l q; apply: (at_point (property := @weakly_supported R k)).
    move=> u' v' e lk u0; rewrite /weighted_by; case: cleared => [[f l']|] // /andP[W _].
    by have [wl opt _ _] := weighedE sqG pG lk u0 W; exists (vz R k l').
  by move=> n Y YH p'; exact: transfer_weakly.
- move=> v l q; apply: (at_point (property := @supported R k)).
    move=> u' v' e lk u0; rewrite /weighted_by; case: cleared => [[f l']|] // /andP[W pos].
    by have [wl opt _ /(_ pos) l0] := weighedE sqG pG lk u0 W; exists (vz R k l').
  by move=> n Y YH p'; exact: transfer_supported.
- move=> v l q /(with_pointE R)[u' [v' [e [c [lk u0 fu c0 uE]]]]] n Y YH.
  move: fu; rewrite /weighted_by; case: cleared => [[f l']|] // /andP[W sp].
  have [wl opt /(_ sp) ex _] := weighedE sqG pG lk u0 W.
  rewrite -(point_direction H w (vector R k u) (lt0r_neq0 c0)) -uE.
  by apply: (transfer_exposed k0 d0 pH YH u0 (l := vz R k l')); rewrite -GE.
- move=> v o; apply: (at_point (property := @unsupported R k)).
    by move=> u' v' e lk u0; exact: obstructedE.
  by move=> n Y YH p'; exact: transfer_unsupported.
- move=> v o; apply: (at_point (property := @pareto R k)).
    by move=> u' v' e lk u0; exact: optimalE.
  by move=> n Y YH p'; exact: transfer_pareto.
- move=> v b t; apply: (at_point (property := @dominated R k)).
    move=> u' v' e lk u0 /(with_pointE R)[b' [t' [f [c [lk' b0 bet _ _]]]]].
    exact: betterE bet.
  by move=> n Y YH p'; exact: transfer_dominated.
move=> v o o'; case/andP=> _.
apply: (at_point (property := fun F q => pareto F q /\ unsupported F q)).
  move=> u' v' e lk u0 /andP[op ob]; split; first exact: optimalE op.
  exact: obstructedE ob.
by move=> n Y YH p' [par uns]; split; [exact: transfer_pareto par|exact: transfer_unsupported uns].
Qed.
End Sound.

Theorem check_sound c : check c = true -> holds (claim_of c).
Proof.
rewrite /check; case cl : cleared_matrix => [[d G]|] // /andP[/andP[/andP[/ltbP k1 def] _] pr] R.
have inv N e : (if inverse_of c is Some (B, q) then inverted (size (gram (claim_of c))) d G B q
    else None) = Some (N, e) -> inverts (size (gram (claim_of c))) G N e.
  by case: inverse_of => [[B q]|] // /invertedE.
split; first exact: gram_posdef cl def.
exact: (proves_sound R k1 cl def inv pr).
Qed.
