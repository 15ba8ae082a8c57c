package spacelift

hour_in(zone) := time.clock([input.request.timestamp_ns, zone])[0]
#                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ related: It is given to this.
#                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ related: It is given to this.
#                            ^^^^^^^^^^^^^^^^^^^^^^^^^^ SL031 hint: The time is asked at the login only: a session goes on when the window is over.

allow if {
  input.session.member
  hour_in("Europe/berlin") < 18
  #       ^^^^^^^^^^^^^^^ SL040 error: `"Europe/berlin"` is no time zone that OPA knows, so `time.clock` fails: the condition is never met. Is "Europe/Berlin" meant?
}

deny if {
  "Contractors" in input.session.teams
  not hour_in("PST") < 18
  #           ^^^^^ SL040 error: `"PST"` is no time zone that OPA knows, so `time.clock` fails: the condition is never met.
}
