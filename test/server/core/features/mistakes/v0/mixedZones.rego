package spacelift

allow {
  {"Saturday", "Sunday"}[time.weekday([input.request.timestamp_ns, "Asia/Tokyo"])]
  #                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SL042 warning: The day is read in Asia/Tokyo and the time of day in UTC, by whose clocks that day begins at 15:00.
  #                                    ^^^^^^^^^^^^^^^^^^^^^^^^^^ SL031 hint: The time is asked at the login only: a session goes on when the window is over.
  time.clock(input.request.timestamp_ns)[0] < 12
  #^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ related: The time of day is read in UTC here.
}
