package spacelift

allow if {
  weekday := time.weekday(input.request.timestamp_ns)
  #                       ^^^^^^^^^^^^^^^^^^^^^^^^^^ SL031 hint: The time is asked at the login only: a session goes on when the window is over.
  weekday >= "Monday"
  #          ^^^^^^^^ SL040 warning: Weekdays are compared by the alphabet here (Friday, Monday, Saturday, Sunday, Thursday, Tuesday, Wednesday).
  weekday <= "Friday"
  #          ^^^^^^^^ SL040 warning: Weekdays are compared by the alphabet here (Friday, Monday, Saturday, Sunday, Thursday, Tuesday, Wednesday).
}
