(* Printed at every build, which fails unless each theorem is closed: no axiom, nothing admitted. *)
From Scalarization Require Import Definitions Regions Exploration Networks Soundness Surfaces.
From Scalarization Require Import Compactness Minors Deletion LettingGo
  Spectral CompoundExplorable SoundnessWidths Examples.
Check check_sound.
Print Assumptions check_sound.
Check check_width_sound.
Print Assumptions check_width_sound.
Print Assumptions C1_sufficient.
Print Assumptions C2_sufficient.
Print Assumptions theorem_3_1.
Print Assumptions theorem_3_2.
Print Assumptions lemma_3_4_if.
Print Assumptions lemma_3_5_if.
Print Assumptions network_explorable.
Print Assumptions network_pareto.
Print Assumptions network_exposed.
Print Assumptions predictions.
Print Assumptions contraction_extends.
Print Assumptions contraction_restricts.
Print Assumptions contraction_unreachable.
Print Assumptions below_pareto.
Print Assumptions pareto_near.
Print Assumptions deletion_weights.
Print Assumptions deletion.
Print Assumptions letting_go.
Print Assumptions contraction_strict.
Print Assumptions minor.
Print Assumptions minor_not_explorable.
Print Assumptions spectral.
Print Assumptions compound_explorable.
Print Assumptions supported_pareto.
Print Assumptions exposed_pareto.
Print Assumptions figure_1_not_optimal.
Print Assumptions figure_1_unreachable.
Print Assumptions algorithm_1_wrong.
Print Assumptions algorithm_1_wrong_C2.
Print Assumptions lemma_B6_wrong.
