(* From the JSON value to a certificate, as docs/certificates.md and certificates-3.md say and not
   one key more. What the theorem needs of this file is that the claim is the one that is written:
   the statement, the width, the Gram matrix and the direction. Everything else is evidence, which
   the checker verifies. *)

module Integer = Z
open Checker
module Z = Integer
open Json

exception Rejected of string
exception Not_a_certificate of string

let reject format = Printf.ksprintf (fun message -> raise (Rejected message)) format
let require condition message = if not condition then raise (Rejected message)

let format_name = "scalarization-certificate/1"
let widths_format_name = "scalarization-certificate/3"

(* What other checkers verify and this one does not. *)
let unsupported what = reject "unsupported %s: use recheck" what
let other_format = "scalarization-certificate/2"

let most_tasks = 512

let quoted text =
  let short = if String.length text <= 40 then text else String.sub text 0 40 ^ "..." in
  Printf.sprintf "\"%s\"" (String.escaped short)

(* ---------------------------------------------------------------- pieces *)

let members where = function
  | Object members -> members
  | _ -> reject "%s is not an object" where

(* An object with the required keys and at most the optional ones, each once. *)
let check_keys value where required optional =
  let members = members where value in
  let seen = Hashtbl.create 16 in
  List.iter
    (fun (key, _) ->
       if Hashtbl.mem seen key then reject "%s has the key %s twice" where (quoted key);
       Hashtbl.add seen key ();
       if not (List.mem key required || List.mem key optional) then
         reject "%s has an unknown key %s" where (quoted key))
    members;
  List.iter
    (fun key -> if not (Hashtbl.mem seen key) then reject "%s has no %s" where key)
    required

let find value key = match value with Object members -> List.assoc_opt key members | _ -> None
let get value key = match find value key with Some v -> v | None -> reject "no %s" key

let only_key value where keys =
  match List.filter (fun key -> find value key <> None) keys with
  | [ key ] -> key
  | _ -> reject "%s needs exactly one of %s" where (String.concat ", " keys)

let number where = function
  | String text ->
    (try
       let numerator, denominator = Literal.parse text in
       { numerator; denominator }
     with Literal.Error message -> reject "%s %s: %s" where message (quoted text))
  | _ -> reject "%s is not a string with a number" where

let integer where = function
  | Number text when String.for_all (fun c -> c = '-' || (c >= '0' && c <= '9')) text ->
    (match int_of_string_opt text with
     | Some i -> i
     | None -> reject "%s is out of range" where)
  | _ -> reject "%s is not an integer" where

let task k where value =
  let i = integer where value in
  if i < 1 || i > k then reject "%s is not a task from 1 to %d" where k;
  i - 1

let indexed where i = Printf.sprintf "%s[%d]" where i

(* The bits that the vectors and matrices of a certificate may have over common denominators, and
   those that are left: n numbers in lowest terms have n times the bits of the least common
   denominator and of the largest numerator. *)
let most_bits = 1 lsl 30
let bits_left = ref most_bits

let spend where numbers =
  let count = List.length numbers in
  let add (d, widest) x =
    let divisor = Z.gcd x.numerator x.denominator in
    let q = Z.divexact x.denominator divisor in
    let d = if Z.equal q Z.one || Z.equal q d then d else Z.lcm d q in
    if Z.numbits d > most_bits / count then reject "%s has too many bits" where;
    (d, max widest (Z.numbits (Z.divexact x.numerator divisor)))
  in
  let d, widest = List.fold_left add (Z.one, 0) numbers in
  bits_left := !bits_left - (count * (Z.numbits d + widest));
  if !bits_left < 0 then reject "%s has, with what is before it, more than %d bits" where most_bits

let numbers k where = function
  | Array entries when List.length entries = k ->
    List.mapi (fun i entry -> number (indexed where i) entry) entries
  | _ -> reject "%s is not a vector of %d" where k

let vector k where value =
  let result = numbers k where value in
  spend where result;
  result

let matrix k where = function
  | Array rows when List.length rows = k ->
    let result = List.mapi (fun i row -> numbers k (indexed where i) row) rows in
    spend where (List.concat result);
    result
  | _ -> reject "%s does not have %d rows" where k

let is_zero x = List.for_all (fun q -> Z.sign q.numerator = 0) x

let equal x y =
  List.for_all2
    (fun p q -> Z.equal (Z.mul p.numerator q.denominator) (Z.mul q.numerator p.denominator))
    x y

(* ------------------------------------------------------------------ trees *)

let tree k width = function
  | Array ((_ :: _) as values) ->
    let size = List.length values in
    let named = Array.make size false in
    let child position where value =
      let i = integer where value in
      if i <= position || i >= size then reject "%s is not a later position" where;
      if named.(i) then reject "tree[%d] is named twice" i;
      named.(i) <- true;
      i
    in
    let node position value =
      let where = indexed "tree" position in
      let has key = find value key <> None in
      ignore (members where value);
      if has "task" || has "plus" || has "minus" then begin
        check_keys value where [ "task"; "plus"; "minus" ] [];
        let i = task k (where ^ ".task") (get value "task") in
        if i = 0 then reject "%s branches on task 1" where;
        let plus = child position (where ^ ".plus") (get value "plus") in
        let minus = child position (where ^ ".minus") (get value "minus") in
        `Inner (i, plus, minus)
      end
      else
        match width with
        | One ->
          check_keys value where [ "y" ] [];
          `Leaf (vector k (where ^ ".y") (get value "y"))
        | AllButOne ->
          check_keys value where [] [];
          `Leaf []
    in
    let nodes = Array.of_list (List.mapi node values) in
    Array.iteri
      (fun i named -> if i > 0 && not named then reject "tree[%d] is named nowhere" i)
      named;
    (* Below k nodes a task must be branched on again, which the checker would reject. *)
    let rec build depth i =
      match nodes.(i) with
      | `Leaf y -> Leaf y
      | `Inner (task, plus, minus) ->
        if depth >= k then reject "tree[%d] branches on a task again" i;
        Node (task, build (depth + 1) plus, build (depth + 1) minus)
    in
    build 1 0
  | _ -> reject "tree is not an array of nodes"

(* ---------------------------------------------------------------- evidence *)

let obstruction_keys = [ "negativeWeight"; "zeroCoordinate"; "negativeDirection" ]

let obstruction instance value where =
  let k = instance.Hints.k in
  let kind = only_key value where obstruction_keys in
  require (kind = "negativeDirection" || find value "preimage" = None) "preimage is not used";
  let evidence = get value kind in
  match kind with
  | "negativeWeight" -> NegativeWeight (task k kind evidence)
  | "zeroCoordinate" -> ZeroCoordinate (task k kind evidence)
  | _ ->
    let x = vector k kind evidence in
    let y =
      match find value "preimage" with
      | Some y -> vector k "preimage" y
      | None -> Hints.dual instance x
    in
    NegativeDirection (x, y)

let weighted instance width direction dual weights ~spanned =
  (weights, Hints.semidefiniteness instance width direction dual weights ~spanned)

let all_positive weights = List.for_all (fun q -> Z.sign q.numerator > 0) weights

let optimality instance width direction dual value kind =
  let k = instance.Hints.k in
  match kind with
  | "tree" -> Tree (tree k width (get value kind))
  | "exhaustive" ->
    require (get value kind = Bool true) "exhaustive is not true";
    require (width = AllButOne) "exhaustive is evidence for width k-1 only";
    Exhaustive
  | _ ->
    let weights = vector k kind (get value kind) in
    let spanned = not (all_positive weights) in
    let weights, p = weighted instance width direction dual weights ~spanned in
    OptimalWeights (weights, p)

let point instance evidence =
  let k = instance.Hints.k in
  let u = vector k "direction" (get evidence "direction") in
  require (not (is_zero u)) "direction is zero";
  let w =
    match find evidence "dual" with
    | Some w -> vector k "dual" w
    | None -> Hints.dual instance u
  in
  (u, w)

let signs_of count key evidence =
  match get evidence key with
  | Array signs when List.length signs = count ->
    let sign i value =
      let where = indexed key i in
      match integer where value with
      | (1 | -1) as s -> Z.of_int s
      | _ -> reject "%s is not 1 or -1" where
    in
    List.mapi sign signs
  | _ -> reject "%s are not %d signs" key count

let signs k evidence =
  check_keys evidence "evidence" [ "signs" ] [];
  Signs (signs_of k "signs" evidence)

let cycle k evidence =
  check_keys evidence "evidence" [ "frustratedCycle" ] [];
  match get evidence "frustratedCycle" with
  | Array tasks when List.length tasks >= 3 ->
    let read i value = task k (indexed "frustratedCycle" i) value in
    FrustratedCycle (List.mapi read tasks)
  | _ -> reject "frustratedCycle has less than 3 tasks"

let weights instance width evidence ~spanned =
  check_keys evidence "evidence" [ "direction"; "weights" ] [ "dual" ];
  let u, w = point instance evidence in
  let l = vector instance.Hints.k "weights" (get evidence "weights") in
  let l, p = weighted instance width u w l ~spanned in
  (u, Weights (w, l, p))

let no_weights instance evidence =
  check_keys evidence "evidence" [ "direction" ] ("dual" :: "preimage" :: obstruction_keys);
  let u, w = point instance evidence in
  (u, Unreachable (w, obstruction instance evidence "evidence"))

let pareto_optimal instance width evidence =
  let kinds = [ "tree"; "exhaustive"; "weights" ] in
  check_keys evidence "evidence" [ "direction" ] ("dual" :: kinds);
  let kind = only_key evidence "evidence" kinds in
  let u, w = point instance evidence in
  (u, Optimal (w, optimality instance width u w evidence kind))

let dominated instance evidence =
  check_keys evidence "evidence" [ "direction"; "by" ] [ "dual" ];
  let u, w = point instance evidence in
  let b = vector instance.Hints.k "by" (get evidence "by") in
  require (not (is_zero b)) "by is zero";
  (u, DominatedBy (w, b, Hints.dual instance b))

let unreachable instance width evidence =
  let kinds = [ "tree"; "exhaustive" ] in
  check_keys evidence "evidence" [ "direction"; "unreachable" ] ("dual" :: kinds);
  let kind = only_key evidence "evidence" kinds in
  let inner = get evidence "unreachable" in
  check_keys inner "unreachable" [] ("direction" :: "dual" :: "preimage" :: obstruction_keys);
  let k = instance.Hints.k in
  let u, w = point instance evidence in
  let repeats key outer =
    match find inner key with
    | Some value ->
      let where = "unreachable." ^ key in
      require (equal (vector k where value) outer) (where ^ " is another " ^ key)
    | None -> ()
  in
  repeats "direction" u;
  repeats "dual" w;
  let obstruction = obstruction instance inner "unreachable" in
  (u, OptimalUnreachable (w, optimality instance width u w evidence kind, obstruction))

(* ------------------------------------------------------------- the outer object *)

let given_inverse k value =
  check_keys value "inverse" [ "numerators"; "denominator" ] [];
  let numerators = matrix k "inverse.numerators" (get value "numerators") in
  let denominator = number "inverse.denominator" (get value "denominator") in
  require (Z.sign denominator.numerator <> 0) "inverse.denominator is zero";
  spend "inverse.denominator" [ denominator ];
  (numerators, denominator)

(* Whether only the whole inverse can show the statement. *)
let needs_inverse width statement evidence =
  width = AllButOne
  && (List.mem statement [ "condition-holds"; "condition-fails"; "fully-explorable" ]
      || find evidence "tree" <> None
      || find evidence "exhaustive" <> None)

(* What all versions have: the name of the statement, the evidence, and the Gram matrix. *)
let outer value optional =
  bits_left := most_bits;
  check_keys value "the certificate"
    [ "format"; "statement"; "width"; "gram"; "evidence" ]
    optional;
  (match find value "note" with
   | None | Some (String _) -> ()
   | Some _ -> reject "note is not a string");
  let statement =
    match get value "statement" with
    | String name -> name
    | _ -> reject "statement is not a string"
  in
  let evidence = get value "evidence" in
  ignore (members "evidence" evidence);
  let k = match get value "gram" with Array rows -> List.length rows | _ -> 0 in
  if k < 2 || k > most_tasks then reject "gram does not have 2 to %d rows" most_tasks;
  let gram = matrix k "gram" (get value "gram") in
  (statement, evidence, gram)

(* What hints are computed from; `inverse`, numerators and a denominator, if the file has one. *)
let instance_of gram inverse =
  let denominator, rows =
    match cleared_matrix gram with Some x -> x | None -> reject "gram has no common denominator"
  in
  let given (numerators, q) =
    Option.map
      (fun (m, n) ->
         let scale = List.map (List.map (Z.mul q.denominator)) in
         (scale n, Z.(mul denominator (mul m q.numerator))))
      (cleared_matrix numerators)
  in
  { Hints.k = List.length gram; denominator; rows; given = Option.bind inverse given }

let certificate value =
  let statement, evidence, gram = outer value [ "inverse"; "note" ] in
  let width =
    match get value "width" with
    | String "1" -> One
    | String "k-1" -> AllButOne
    | _ -> reject "width is not 1 or k-1"
  in
  let k = List.length gram in
  let inverse = Option.map (given_inverse k) (find value "inverse") in
  let instance = instance_of gram inverse in
  let statement_of, evidence_of =
    match statement with
    | "condition-holds" -> (ConditionHolds, signs k evidence)
    | "condition-fails" -> (ConditionFails, cycle k evidence)
    | "fully-explorable" -> (FullyExplorable, signs k evidence)
    | "weakly-supported" ->
      let u, e = weights instance width evidence ~spanned:false in
      (WeaklySupported u, e)
    | "supported" ->
      let u, e = weights instance width evidence ~spanned:false in
      (Supported u, e)
    | "exposed" ->
      let u, e = weights instance width evidence ~spanned:true in
      (Exposed u, e)
    | "unsupported" ->
      let u, e = no_weights instance evidence in
      (Unsupported u, e)
    | "pareto-optimal" ->
      let u, e = pareto_optimal instance width evidence in
      (ParetoOptimal u, e)
    | "dominated" ->
      let u, e = dominated instance evidence in
      (Dominated u, e)
    | "unreachable-pareto-optimum" ->
      let u, e = unreachable instance width evidence in
      (UnreachableParetoOptimum u, e)
    | _ -> reject "unknown statement %s" (quoted statement)
  in
  let inverse_of =
    if inverse = None && needs_inverse width statement evidence then Hints.inverse instance
    else inverse
  in
  ( statement,
    {
      claim_of = { gram; width_of = width; statement_of };
      gram_definite = Hints.definiteness instance.rows;
      inverse_of;
      evidence_of;
    } )

(* ------------------------------------------------------------------ every width *)

(* Whether text is [1-9][0-9]*, from 1 to k - 1. *)
let units k = function
  | String text
    when text <> "" && text.[0] <> '0' && String.for_all (fun c -> c >= '0' && c <= '9') text ->
    (match int_of_string_opt text with
     | Some q when q < k -> q
     | _ -> reject "width is not from 1 to %d" (k - 1))
  | _ -> reject "width is not a string with a whole number"

(* Limits of the format, and on the work of the proved checker, which expands determinants. *)
let most_sets = 4096
let most_minor_bits = 1 lsl 23
let most_terms = 1 lsl 24

(* The number of sets of q of k tasks, or more than most_sets. *)
let count_sets k q =
  let rec count n i =
    if i > min q (k - q) || n > most_sets then n else count (n * (k - i + 1) / i) (i + 1)
  in
  count 1 1

let require_few_bits instance q count =
  let k = instance.Hints.k in
  let order = min q (k - q) in
  let bits =
    if order = 1 then 0
    else if 2 * q <= k then Hints.bits instance.rows instance.denominator
    else
      match Hints.inverse instance with
      | Some (n, d) ->
        let scaled = List.map (List.map (fun a -> Z.mul a.numerator d.denominator)) n in
        Hints.bits scaled d.numerator
      | None -> 0
  in
  require (bits <= most_minor_bits / (count * order)) "the numbers are too long"

(* Signs of sets of one task are those of C1; of sets without one task, in the opposite order and
   with every other sign changed, those of C2. *)
let fully_explorable instance q evidence =
  check_keys evidence "evidence" [ "subsetSigns" ] [ "johnson"; "perturbation" ];
  let k = instance.Hints.k in
  let count = count_sets k q in
  if count > most_sets then reject "there are more than %d sets of %d tasks" most_sets q;
  let signs = signs_of count "subsetSigns" evidence in
  if find evidence "johnson" <> None || find evidence "perturbation" <> None then
    unsupported "evidence johnson";
  if q = 1 then AtEnd (One, None, signs)
  else if q = k - 1 then begin
    let switch i s = if i mod 2 = 0 then Z.neg s else s in
    AtEnd (AllButOne, Hints.inverse instance, List.mapi switch (List.rev signs))
  end
  else begin
    require_few_bits instance q count;
    let rec factorial i = if i < 2 then 1 else i * factorial (i - 1) in
    if q > 8 || count * count / 2 * (factorial q + (q * k)) > most_terms then
      unsupported (Printf.sprintf "evidence subsetSigns for %d sets of %d tasks" count q);
    let sets = choose q (List.init k Fun.id) in
    let joins, connected = Hints.joins instance q sets in
    if not connected then unsupported "evidence subsetSigns of a compound that is not connected";
    SubsetSigns (signs, joins)
  end

let increasing k key evidence =
  match get evidence key with
  | Array values ->
    let tasks = List.mapi (fun i value -> task k (indexed key i) value) values in
    let rec check = function
      | i :: (j :: _ as rest) ->
        require (i < j) (key ^ " does not increase");
        check rest
      | _ -> ()
    in
    check tasks;
    tasks
  | _ -> reject "%s is not an array" key

let not_fully_explorable instance q evidence =
  let kinds = [ "minor"; "frustratedCycle" ] in
  check_keys evidence "evidence" [ "contracted"; "kept" ] kinds;
  let kind = only_key evidence "evidence" kinds in
  let k = instance.Hints.k in
  let contracted = increasing k "contracted" evidence in
  let kept = increasing k "kept" evidence in
  if List.exists (fun i -> List.mem i kept) contracted then
    reject "contracted and kept have a task in common";
  let n = List.length kept and rest = q - List.length contracted in
  if not (n >= 3 && (rest = 1 || rest = n - 1)) then
    reject "the minor has %d tasks and the width %d" n rest;
  if kind = "frustratedCycle" then unsupported "evidence frustratedCycle";
  let width = if rest = 1 then One else AllButOne in
  let evidence = get evidence "minor" in
  let solutions, e = Hints.contraction instance contracted kept in
  let gram = minor_gram_of instance.denominator instance.rows contracted kept solutions e in
  let minor = instance_of gram None in
  let u, inner = unreachable minor width evidence in
  let inverse =
    if needs_inverse width "unreachable-pareto-optimum" evidence then Hints.inverse minor else None
  in
  Minor (contracted, kept, solutions, e, width, u, Hints.definiteness minor.rows, inverse, inner)

let width_certificate value =
  let statement, evidence, width_gram = outer value [ "note" ] in
  let units = units (List.length width_gram) (get value "width") in
  let instance = instance_of width_gram None in
  let explorable, width_evidence_of =
    match statement with
    | "fully-explorable" -> (true, fully_explorable instance units evidence)
    | "not-fully-explorable" -> (false, not_fully_explorable instance units evidence)
    | _ -> reject "unknown statement %s" (quoted statement)
  in
  ( statement,
    {
      width_claim_of = { width_gram; units; explorable };
      width_gram_definite = Hints.definiteness instance.rows;
      width_evidence_of;
    } )

type certificate = Ends of Checker.certificate | Widths of width_certificate

(* The statement's name and the certificate in a text. *)
let read text =
  let value =
    try parse text with Json.Error message -> raise (Not_a_certificate ("not JSON: " ^ message))
  in
  let formats =
    match value with
    | Object members ->
      List.filter_map (fun (key, v) -> if key = "format" then Some v else None) members
    | _ -> raise (Not_a_certificate "not a JSON object")
  in
  let is name = List.mem (String name) formats in
  let known = [ format_name; widths_format_name; other_format ] in
  if not (List.exists is known) then
    raise (Not_a_certificate ("the format is not " ^ String.concat " or " known));
  if List.length formats > 1 then reject "the certificate has the key \"format\" twice";
  if is other_format then unsupported ("format " ^ other_format);
  if is widths_format_name then
    let statement, certificate = width_certificate value in
    (statement, Widths certificate)
  else
    let statement, certificate = certificate value in
    (statement, Ends certificate)
