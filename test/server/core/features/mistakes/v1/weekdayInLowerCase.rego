package spacelift

allow if input.session.member

is_weekend if time.weekday(input.request.timestamp_ns) in {"saturday", "sunday"}
#                          ^^^^^^^^^^^^^^^^^^^^^^^^^^ SL031 hint: The time is asked at the login only: a session goes on when the window is over.
#                                                          ^^^^^^^^^^ SL040 error: The weekday is never `"saturday"` here: the condition is never met. Is "Saturday" meant?
#                                                                      ^^^^^^^^ SL040 error: The weekday is never `"sunday"` here: the condition is never met. Is "Sunday" meant?

deny if {
  "Contractors" in input.session.teams
  is_weekend
}
