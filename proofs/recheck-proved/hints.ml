(* What a certificate may leave out, computed: duals, the inverse, and why a matrix is positive
   (semi-)definite. Nothing here is trusted: the proved checker verifies every hint, so a wrong one
   can only make it reject. *)

module Integer = Z
open Checker
module Z = Integer

let integer = Z.of_int
let dot x y = List.fold_left2 (fun sum a b -> Z.add sum (Z.mul a b)) Z.zero x y
let largest x = List.fold_left (fun m a -> Z.max m (Z.abs a)) Z.zero x
let rational numerator denominator = { numerator; denominator }

(* The Gram matrix as integers over their common denominator. *)
type instance = {
  k : int;
  denominator : Z.t;
  rows : Z.t list list;
  given : (Z.t list list * Z.t) option; (* integers N and e with rows * N = e I, as the file says *)
}

exception Singular

(* Integers X and d with matrix * X = d * columns: fraction-free elimination of the symmetric
   matrix. The entries that are left are minors, so every division is exact. *)
let solve rows columns =
  let upper = Array.of_list (List.map Array.of_list rows) in
  let right = Array.of_list (List.map Array.of_list columns) in
  let k = Array.length upper in
  let previous = ref Z.one in
  let combine pivot x factor y = Z.divexact Z.(sub (mul pivot x) (mul factor y)) !previous in
  for j = 0 to k - 1 do
    let pivot = upper.(j).(j) in
    if Z.sign pivot = 0 then raise Singular;
    for i = j + 1 to k - 1 do
      let factor = upper.(j).(i) in
      for l = i to k - 1 do
        upper.(i).(l) <- combine pivot upper.(i).(l) factor upper.(j).(l)
      done;
      right.(i) <- Array.map2 (fun x y -> combine pivot x factor y) right.(i) right.(j)
    done;
    previous := pivot
  done;
  let determinant = !previous in
  for j = k - 1 downto 0 do
    let total = ref (Array.map (Z.mul determinant) right.(j)) in
    for i = j + 1 to k - 1 do
      let factor = upper.(j).(i) in
      total := Array.map2 (fun x y -> Z.sub x (Z.mul factor y)) !total right.(i)
    done;
    right.(j) <- Array.map (fun x -> Z.divexact x upper.(j).(j)) !total
  done;
  (Array.to_list (Array.map Array.to_list right), determinant)

(* The vector w with gram * w = u, or zeros if there is none. *)
let dual instance u =
  let zeros = List.map (fun _ -> rational Z.zero Z.one) u in
  match cleared u with
  | None -> zeros
  | Some (c, u) ->
    let over_positive x d =
      let factor = if Z.sign d < 0 then Z.neg instance.denominator else instance.denominator in
      List.map (fun a -> rational (Z.mul factor a) (Z.mul c (Z.abs d))) x
    in
    (match instance.given with
     | Some (n, e) when Z.sign e <> 0 -> over_positive (List.map (fun row -> dot row u) n) e
     | _ ->
       (try
          let x, d = solve instance.rows (List.map (fun a -> [ a ]) u) in
          over_positive (List.map List.hd x) d
        with Singular -> zeros))

(* Numerators and a denominator of the inverse of the Gram matrix. *)
let inverse instance =
  let indices = List.init instance.k Fun.id in
  let unit i = List.map (fun j -> if i = j then Z.one else Z.zero) indices in
  try
    let n, d = solve instance.rows (List.map unit indices) in
    Some (List.map (List.map (fun a -> rational a Z.one)) n, rational d instance.denominator)
  with Singular -> None

(* ---------------------------------------------------------------- contraction *)

(* For each kept task t integers x, and one e > 0 for all, with G_RR x = e G_Rt, where R are the
   contracted tasks. Zeros if there are none. *)
let contraction instance contracted kept =
  let rows = Array.of_list (List.map Array.of_list instance.rows) in
  let pick tasks i = List.map (fun j -> rows.(i).(j)) tasks in
  let reduced x d =
    let divisor = List.fold_left (List.fold_left Z.gcd) d x in
    let divide a = Z.divexact a divisor in
    let column c = List.map (fun row -> divide (List.nth row c)) x in
    (List.mapi (fun c _ -> column c) kept, divide d)
  in
  try
    let x, d = solve (List.map (pick contracted) contracted) (List.map (pick kept) contracted) in
    reduced x d
  with Singular ->
    (List.map (fun _ -> List.map (fun _ -> Z.zero) contracted) kept, Z.one)

(* ------------------------------------------------------------------ sets of tasks *)

(* Pairs of positions of sets that minors join, from set 0 on, and whether all sets are reached. *)
let joins instance q sets =
  let sets = Array.of_list sets in
  let reached = Array.map (fun _ -> false) sets in
  let pairs = ref [] and pending = Queue.create () in
  let reach i =
    reached.(i) <- true;
    Queue.add i pending
  in
  reach 0;
  while not (Queue.is_empty pending) do
    let i = Queue.pop pending in
    Array.iteri
      (fun j set ->
         if (not reached.(j)) && Z.sign (minorz q instance.rows sets.(i) set) <> 0 then begin
           pairs := (i, j) :: !pairs;
           reach j
         end)
      sets
  done;
  (List.rev !pairs, Array.for_all Fun.id reached)

(* The bits of the largest entry of the matrix, as integers over the least denominator. *)
let bits numerators denominator =
  let divisor = List.fold_left (List.fold_left Z.gcd) denominator numerators in
  Z.numbits (Z.div (largest (List.concat numerators)) divisor)

(* ------------------------------------------------------------ definiteness *)

(* A lower triangle F of about `precision` bits with c * matrix - s * F F^T dominated by its
   diagonal, if the Cholesky factorisation of a slightly smaller matrix goes through. Every entry of
   F F^T is exact, so an entry (i, j), j < i, of the remainder is at most F_jj, plus 1 if s > 1. *)
let factor precision rows =
  let k = List.length rows in
  let bits = Z.numbits (largest (List.concat rows)) in
  let shift = (2 * precision) - bits in
  let c = if shift > 0 then Z.shift_left Z.one shift else Z.one in
  let s = if shift < 0 then Z.shift_left Z.one (-shift) else Z.one in
  let scaled a = if shift > 0 then Z.shift_left a shift else Z.shift_right a (-shift) in
  let f = Array.make_matrix k k Z.zero in
  let diagonals = ref Z.zero in
  try
    List.iteri
      (fun i row ->
         let row = Array.of_list row in
         let left j =
           let sum = ref (scaled row.(j)) in
           for l = 0 to j - 1 do
             sum := Z.sub !sum (Z.mul f.(i).(l) f.(j).(l))
           done;
           !sum
         in
         for j = 0 to i - 1 do
           f.(i).(j) <- Z.fdiv (left j) f.(j).(j)
         done;
         let total = scaled row.(i) in
         if Z.sign total <= 0 then raise Exit;
         let later = Z.mul (integer (k - i)) (Z.add (Z.sqrt total) Z.one) in
         let margin = Z.add (Z.add !diagonals later) (integer (k + 1)) in
         let rest = Z.sub (left i) margin in
         if Z.sign rest <= 0 then raise Exit;
         f.(i).(i) <- Z.sqrt rest;
         if Z.sign f.(i).(i) <= 0 then raise Exit;
         diagonals := Z.add !diagonals f.(i).(i))
      rows;
    let triangle = List.init k (fun i -> Array.to_list (Array.sub f.(i) 0 (i + 1))) in
    Some (Factor (triangle, c, s))
  with Exit -> None

(* Elimination is quickest for few tasks, and always right. *)
let few = 16

let factored rows =
  let k = List.length rows in
  let precisions = [ 48 + k; 200 + k; 800 + (4 * k) ] in
  if k <= few then None else List.find_map (fun precision -> factor precision rows) precisions

let definiteness rows = Option.value (factored rows) ~default:Eliminate

(* Why the matrix that `weights` make is positive semi-definite. *)
let semidefiniteness instance width direction dual weights ~spanned =
  match (cleared direction, cleared dual, cleared weights) with
  | Some (c, u), Some (c', w), Some (_, l) ->
    let v = List.map (Z.mul c) w and e = Z.mul instance.denominator c' in
    let n = dot l (List.map2 Z.mul u u) and q = dot u v in
    let matrix = tangent width instance.rows l n e q in
    let most = largest v in
    let rec position i = function
      | a :: rest -> if Z.equal (Z.abs a) most then i else position (i + 1) rest
      | [] -> 0
    in
    let i = position 0 v in
    let entry = Z.max Z.one (largest (List.concat matrix)) in
    let without p = Without (i, entry, p) in
    (match factored (punched instance.k i entry matrix) with
     | Some p -> without p
     | None -> if spanned then without Eliminate else EliminateAll)
  | _ -> EliminateAll
