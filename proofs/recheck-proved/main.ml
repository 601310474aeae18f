(* Check certificates with the checker that is proved in Soundness.v and SoundnessWidths.v.

       recheck-proved FILE...

   One line for each file on standard output, `VERIFIED statement FILE` or `REJECTED reason FILE`.
   Exit status: 0 all verified, 1 a certificate is rejected, 64 wrong usage, 65 a file is not a
   certificate at all, 66 no such file or not readable; the highest that applies. *)

let largest_file = 256 * 1024 * 1024

exception Too_long

let contents path =
  let channel = open_in_bin path in
  Fun.protect
    ~finally:(fun () -> close_in_noerr channel)
    (fun () ->
       let buffer = Buffer.create 65536 in
       let chunk = Bytes.create 65536 in
       let rec copy () =
         let count = input channel chunk 0 (Bytes.length chunk) in
         if count > 0 then begin
           Buffer.add_subbytes buffer chunk 0 count;
           if Buffer.length buffer > largest_file then raise Too_long;
           copy ()
         end
       in
       copy ();
       Buffer.contents buffer)

let not_definite = "gram is not positive definite"
let not_shown = "the evidence does not show the statement"

(* A part that the checker refuses, for the message only. *)
let reason (c : Checker.certificate) =
  match Checker.cleared_matrix c.claim_of.gram with
  | None -> "gram has no common denominator"
  | Some (d, g) ->
    let k = List.length g in
    if not (Checker.definite k g c.gram_definite) then not_definite
    else begin
      match c.inverse_of with
      | Some (n, q) when Checker.inverted k d g n q = None -> "inverse is not the inverse of gram"
      | _ -> not_shown
    end

let reason_for_widths (c : Checker.width_certificate) =
  match Checker.cleared_matrix c.width_claim_of.width_gram with
  | Some (_, g) when not (Checker.definite (List.length g) g c.width_gram_definite) -> not_definite
  | _ -> not_shown

(* Why the certificate is rejected, if it is. *)
let refusal = function
  | Reader.Ends c -> if Checker.check c then None else Some (reason c)
  | Reader.Widths c -> if Checker.check_width c then None else Some (reason_for_widths c)

let check_file path =
  let rejected message status = (Printf.sprintf "REJECTED %s %s" message path, status) in
  try
    let statement, certificate = Reader.read (contents path) in
    match refusal certificate with
    | None -> (Printf.sprintf "VERIFIED %s %s" statement path, 0)
    | Some reason -> rejected reason 1
  with
  | Reader.Rejected message -> rejected message 1
  | Reader.Not_a_certificate message -> rejected ("not a certificate: " ^ message) 65
  | Too_long -> rejected "not a certificate: larger than 256 MiB" 65
  | Json.Too_large | Out_of_memory | Stack_overflow | Z.Overflow ->
    rejected "too large to verify" 1
  | Sys_error _ when not (Sys.file_exists path) -> rejected "no such file" 66
  | Sys_error message -> rejected ("cannot be read: " ^ message) 66
  | error ->
    prerr_endline (Printexc.to_string error);
    rejected "the checker failed" 70

let usage = "usage: recheck-proved FILE..."

let () =
  let arguments = List.tl (Array.to_list Sys.argv) in
  let is_option argument = String.length argument > 0 && argument.[0] = '-' in
  let files =
    match arguments with
    | ("-h" | "--help") :: _ ->
      print_endline usage;
      exit 0
    | "--" :: files -> files
    | files -> if List.exists is_option files then [] else files
  in
  if files = [] then begin
    prerr_endline usage;
    exit 64
  end;
  let status =
    List.fold_left
      (fun status path ->
         let line, code = check_file path in
         (try
            print_endline line
          with Sys_error message ->
            prerr_endline ("recheck-proved: cannot write: " ^ message);
            exit 74);
         max status code)
      0 files
  in
  exit status
