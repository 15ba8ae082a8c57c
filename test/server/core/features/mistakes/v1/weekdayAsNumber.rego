package spacelift

allow if time.weekday(input.request.timestamp_ns) == 1
#                                                    ^ SL040 error: The weekday is never `1` here: the condition is never met.

admin if time.clock(input.request.timestamp_ns)[0] in {"9", "10"}
#                                                      ^^^ SL040 error: The hour is a whole number from 0 to 23: the condition is never met.
#                                                           ^^^^ SL040 error: The hour is a whole number from 0 to 23: the condition is never met.

deny if time.clock(input.request.timestamp_ns)[0] > "18"
#                  ^^^^^^^^^^^^^^^^^^^^^^^^^^ SL031 hint: The time is asked at the login only: a session goes on when the window is over.
#                                                   ^^^^ SL040 error: The hour is a whole number from 0 to 23: the condition is never met.
