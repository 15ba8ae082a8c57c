package spacelift

allow if {
  [hour, _, _] := time.clock(input.request.timestamp_ns)
  #                          ^^^^^^^^^^^^^^^^^^^^^^^^^^ SL031 hint: The time is asked at the login only: a session goes on when the window is over.
  hour >= 8.5
  #       ^^^ SL040 warning: The hour is a whole number: `>= 8.5` is the same as `>= 9`.
  hour < 1730
  #      ^^^^ SL040 error: The hour is a whole number from 0 to 23: the condition is always met.
}
