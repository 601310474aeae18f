(* Check certificates with the checker that is proved in Soundness.v and SoundnessWidths.v.

       recheck-proved [--time-limit SECONDS] [--memory-limit MIB] FILE...

   One line for each file on standard output, `VERIFIED statement FILE` or `REJECTED reason FILE`.
   Exit status: 0 all verified, 1 a certificate is rejected, 64 wrong usage, 65 a file is not a
   certificate at all, 66 no such file or not readable, 75 a limit was reached; the highest that
   applies. The limits are for each file: 60 seconds of processor time and 1024 MiB unless said
   otherwise; 0 means none. *)

let largest_file = 256 * 1024 * 1024

exception Too_long
exception Limit of string

let time_limit = ref 60
let memory_limit = ref 1024

(* Raise Limit from now on when a limit is reached, in the middle of the work. *)
let watch () =
  let reached limit unit =
    raise (Limit (Printf.sprintf "the limit of %d %s was reached" limit unit))
  in
  if !time_limit > 0 then
    Sys.set_signal Sys.sigprof (Sys.Signal_handle (fun _ -> reached !time_limit "s"));
  if !memory_limit > 0 then begin
    let look () =
      let words = (Gc.quick_stat ()).Gc.heap_words in
      if words / 1024 * (Sys.word_size / 8) > !memory_limit * 1024 then reached !memory_limit "MiB"
    in
    ignore (Gc.create_alarm look)
  end

let set_timer seconds =
  let value = { Unix.it_interval = 0.0; it_value = float_of_int seconds } in
  ignore (Unix.setitimer Unix.ITIMER_PROF value)

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
  Fun.protect ~finally:(fun () -> set_timer 0) @@ fun () ->
  try
    set_timer !time_limit;
    let statement, certificate = Reader.read (contents path) in
    match refusal certificate with
    | None -> (Printf.sprintf "VERIFIED %s %s" statement path, 0)
    | Some reason -> rejected reason 1
  with
  | Reader.Rejected message -> rejected message 1
  | Reader.Not_a_certificate message -> rejected ("not a certificate: " ^ message) 65
  | Too_long -> rejected "not a certificate: larger than 256 MiB" 65
  | Limit message -> rejected ("not checked: " ^ message) 75
  | Json.Too_large | Out_of_memory | Stack_overflow | Z.Overflow ->
    rejected "too large to verify" 1
  | Sys_error _ when not (Sys.file_exists path) -> rejected "no such file" 66
  | Sys_error message -> rejected ("cannot be read: " ^ message) 66
  | error ->
    prerr_endline (Printexc.to_string error);
    rejected "the checker failed" 70

let usage = "usage: recheck-proved [--time-limit SECONDS] [--memory-limit MIB] FILE..."

let () =
  let rec limits = function
    | (("--time-limit" | "--memory-limit") as name) :: value :: rest
      when value <> "" && String.length value < 10
           && String.for_all (fun c -> c >= '0' && c <= '9') value ->
      (if name = "--time-limit" then time_limit else memory_limit) := int_of_string value;
      limits rest
    | arguments -> arguments
  in
  let arguments = limits (List.tl (Array.to_list Sys.argv)) in
  watch ();
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
