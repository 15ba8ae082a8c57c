package spacelift

allow if input.session.member

# From 2027 on.
deny if input.request.timestamp_ns > 1798761600
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^ SL031 hint: The time is asked at the login only: a session goes on when the window is over.
#                                    ^^^^^^^^^^ SL040 error: In seconds, `1798761600` is 2027-01-01T00:00:00Z, but instants count nanoseconds: the condition is always met.
