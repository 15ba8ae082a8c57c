package spacelift

allow if input.session.member

deny if {
  "Contractors" in input.session.teams
  [hour, _, _] := time.clock(input.request.timestamp_ns)
  #                          ^^^^^^^^^^^^^^^^^^^^^^^^^^ SL031 hint: The time is asked at the login only: a session goes on when the window is over.
  hour == 24
  #       ^^ SL040 error: The hour is a whole number from 0 to 23: the condition is never met.
}
