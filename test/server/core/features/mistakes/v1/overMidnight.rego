package spacelift

allow if {
  [hour, _, _] := time.clock([input.request.timestamp_ns, "Europe/Berlin"])
  #                           ^^^^^^^^^^^^^^^^^^^^^^^^^^ SL031 hint: The time is asked at the login only: a session goes on when the window is over.
  hour >= 22
  #^^^^^^^^^ related: The other condition.
  hour < 6
  #^^^^^^^ SL041 warning: This can't hold together with another condition, so the clause never fires: `hour` is at least 22 there and is less than 6 here. A window over midnight takes two clauses, one for each side of it.
}
