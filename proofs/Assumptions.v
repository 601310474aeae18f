(* Printed at every build, which fails unless each of the theorems is closed: no axiom, nothing
   admitted. *)
From Scalarization Require Import Definitions Regions Exploration Networks Soundness Surfaces.
From Scalarization Require Import Compactness Minors Deletion LettingGo
  Spectral CompoundExplorable SoundnessWidths Examples.
Check check_sound.
Print Assumptions check_sound.
Check check_width_sound.
Print Assumptions check_width_sound.
(* All others at once: what one needs is then followed once. *)
Definition theorems := (
  @C1_sufficient, @C2_sufficient, @theorem_3_1, @theorem_3_2, @lemma_3_4_if, @lemma_3_5_if,
  @network_explorable, @network_pareto, @network_exposed, @predictions, @contraction_extends,
  @contraction_restricts, @contraction_unreachable, @below_pareto, @pareto_near,
  @deletion_weights, @deletion, @letting_go, @contraction_strict, @minor, @minor_not_explorable,
  @spectral, @compound_explorable, @supported_pareto, @exposed_pareto, @figure_1_not_optimal,
  @figure_1_unreachable, @algorithm_1_wrong, @algorithm_1_wrong_C2, @lemma_B6_wrong).
Print Assumptions theorems.
