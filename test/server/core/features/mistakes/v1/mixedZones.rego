package spacelift

is_workday if time.weekday(input.request.timestamp_ns) in {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday"}
#             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SL042 warning: The day is read in UTC and the time of day in America/New_York, by whose clocks that day begins at 19:00 or 20:00.
#                          ^^^^^^^^^^^^^^^^^^^^^^^^^^ SL031 hint: The time is asked at the login only: a session goes on when the window is over.

hour := time.clock([input.request.timestamp_ns, "America/New_York"])[0]
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ related: The time of day is read in America/New_York here.

allow if {
  is_workday
  hour >= 20
}
