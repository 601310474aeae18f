(* What holds of any set of points: supported and exposed points are Pareto optimal; a subset that
   is at least as good everywhere has the same Pareto optima and weights; a positive factor changes
   nothing. Then the two regions of a Gram matrix, which stand for the networks (Networks.v). *)
From mathcomp Require Import all_ssreflect all_algebra ring.
From Scalarization Require Import Definitions Forms.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.

Section Any.
Variables (R : realFieldType) (k : nat) (F : region R k).
Implicit Types (l p q : 'cV[R]_k).

Lemma supported_pareto p : supported F p -> pareto F p.
Proof.
case=> l [_ l0] [Fp opt]; split=> // q Fq [ge [i lt]].
have := opt q Fq; rewrite leNgt => /negP; apply.
rewrite /dot (bigD1 i) //= [X in _ < X](bigD1 i) //=.
apply: ltr_le_add; first by rewrite ltr_pmul2l.
by apply: ler_sum => j _; rewrite ler_pmul2l.
Qed.

Lemma exposed_pareto p : exposed F p -> pareto F p.
Proof.
case=> l [l0 _] [[Fp opt] uniq]; split=> // q Fq [ge [i lt]].
have lepq : dot l p <= dot l q by apply: ler_sum => j _; apply: ler_wpmul2l.
have qp : q = p.
  by apply: uniq; split=> // r Fr; apply: le_trans lepq; exact: opt.
by move: lt; rewrite qp ltxx.
Qed.

Lemma supported_weakly p : supported F p -> weakly_supported F p.
Proof. by case=> l [wl _] opt; exists l. Qed.

Lemma exposed_weakly p : exposed F p -> weakly_supported F p.
Proof. by case=> l wl [opt _]; exists l. Qed.

Lemma not_fully_explorable p : pareto F p -> unsupported F p -> ~ fully_explorable F.
Proof. by move=> par [_ nws] H; apply: nws; apply: H. Qed.
End Any.

Section Cofinal.
Variables (R : realFieldType) (k : nat) (F M : region R k).
Hypotheses (sub : forall p, F p -> M p)
           (cof : forall q, M q -> exists2 p, F p & forall i, q i 0 <= p i 0).

Lemma cofinal_pareto p : pareto M p <-> pareto F p.
Proof.
split=> - [Fp par].
  have [p' Fp' le] := cof Fp; have E : p' = p.
    apply: vecP => i; apply/eqP; rewrite eq_le le andbT leNgt; apply/negP => lt.
    by apply: (par p' (sub Fp')); split=> //; exists i.
  by split; [rewrite -E|move=> q /sub; exact: par].
split=> [|q Mq [ge [i lt]]]; first exact: sub.
have [p' Fp' le] := cof Mq; apply: (par p' Fp'); split=> [j|]; first exact: le_trans (ge j) (le j).
by exists i; exact: lt_le_trans lt (le i).
Qed.

Lemma cofinal_optimum l p : F p -> weights l -> optimum M l p <-> optimum F l p.
Proof.
move=> Fp [l0 _]; split=> - [_ opt]; split=> //; first by move=> q /sub; exact: opt.
  exact: sub.
move=> q /cof[p' Fp' le]; apply: le_trans (opt p' Fp').
by apply: ler_sum => i _; rewrite ler_wpmul2l.
Qed.

Lemma cofinal_weakly p : F p -> weakly_supported M p <-> weakly_supported F p.
Proof. by move=> Fp; split=> - [l wl /(cofinal_optimum Fp wl) opt]; exists l. Qed.

Lemma cofinal_supported p : F p -> supported M p <-> supported F p.
Proof. by move=> Fp; split=> - [l wl /(cofinal_optimum Fp wl.1) opt]; exists l. Qed.

Lemma cofinal_unsupported p : unsupported F p -> unsupported M p.
Proof. by case=> Fp no; split; [exact: sub|move/(cofinal_weakly Fp)]. Qed.

Lemma cofinal_dominated p : dominated F p -> dominated M p.
Proof. by case=> Fp [q Fq dom]; split; [exact: sub|exists q; [exact: sub|]]. Qed.

Lemma cofinal_explorable : fully_explorable M <-> fully_explorable F.
Proof.
split=> H p par.
  by apply/(cofinal_weakly par.1)/H/cofinal_pareto.
have parF := (cofinal_pareto p).1 par.
by apply/(cofinal_weakly parF.1)/H.
Qed.
End Cofinal.

Section Scaled.
Variables (R : realFieldType) (k : nat) (F F' : region R k) (c : R).
Hypotheses (c0 : 0 < c) (H : forall p, F' (c *: p) <-> F p).
Implicit Types (p q l : 'cV[R]_k).

Let unscale q : exists p, q = c *: p.
Proof. by exists (c^-1 *: q); rewrite scalerA mulfV ?scale1r // gt_eqF. Qed.

Lemma scale_dominates p q : dominates (c *: q) (c *: p) <-> dominates q p.
Proof.
split=> - [ge [i lt]]; (split; last exists i).
- by move=> j; have := ge j; rewrite !mxE ler_pmul2l.
- by move: lt; rewrite !mxE ltr_pmul2l.
- by move=> j; rewrite !mxE ler_pmul2l.
- by rewrite !mxE ltr_pmul2l.
Qed.

Lemma scale_pareto p : pareto F' (c *: p) <-> pareto F p.
Proof.
split=> - [Fp par]; split; try exact/H.
  by move=> q /H Fq /scale_dominates; exact: par.
move=> q; have [r ->] := unscale q => /H Fr /scale_dominates; exact: par.
Qed.

Lemma scale_dominated p : dominated F' (c *: p) <-> dominated F p.
Proof.
split=> - [Fp [q]]; last first.
  by move=> Fq dom; split; [exact/H|exists (c *: q); [exact/H|exact/scale_dominates]].
have [r ->] := unscale q => /H Fr /scale_dominates dom.
by split; [exact/H|exists r].
Qed.

Lemma scale_optimum l p : optimum F' l (c *: p) <-> optimum F l p.
Proof.
split=> - [Fp opt]; (split; first exact/H).
  by move=> q /H Fq; have := opt _ Fq; rewrite !dotZr ler_pmul2l.
move=> q; have [r ->] := unscale q => /H Fr.
by rewrite !dotZr ler_pmul2l //; exact: opt.
Qed.

Lemma scale_weakly p : weakly_supported F' (c *: p) <-> weakly_supported F p.
Proof. by split=> - [l wl opt]; exists l => //; apply/scale_optimum. Qed.

Lemma scale_supported p : supported F' (c *: p) <-> supported F p.
Proof. by split=> - [l wl opt]; exists l => //; apply/scale_optimum. Qed.

Lemma scale_unsupported p : unsupported F' (c *: p) <-> unsupported F p.
Proof. by split=> - [Fp no]; (split; [exact/H|move/scale_weakly]). Qed.

Lemma scale_exposed p : exposed F' (c *: p) <-> exposed F p.
Proof.
split=> - [l wl [opt uniq]]; exists l => //; split; try exact/scale_optimum.
  move=> q /scale_optimum /uniq; apply: scalerI; exact: lt0r_neq0.
by move=> q; have [r ->] := unscale q => /scale_optimum /uniq ->.
Qed.

Lemma scale_explorable : fully_explorable F' <-> fully_explorable F.
Proof.
split=> E p.
  by move/scale_pareto/E/scale_weakly.
have [r ->] := unscale p; by move/scale_pareto/E/scale_weakly.
Qed.
End Scaled.

(* The values of all directions, and what they leave of the diagonal. *)
Section Gram.
Variables (R : realFieldType) (k : nat).

Definition region1 (G : 'M[R]_k) : region R k :=
  fun p => exists2 u, u != 0 & p = value (invmx G) u.
Definition regionk1 (G : 'M[R]_k) : region R k :=
  fun p => exists2 u, u != 0 & p = (\col_i G i i) - value (invmx G) u.
Definition region_of (w : width) : 'M[R]_k -> region R k :=
  if w is One then region1 else regionk1.

Lemma region_ofP w G p : region_of w G p <-> exists2 u, u != 0 & p = point w G u.
Proof. by case: w. Qed.
End Gram.
