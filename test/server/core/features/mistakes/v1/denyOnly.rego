package spacelift
#^^^^^^^^^^^^^^^^ SL015 warning: Nobody gets in by this policy: it has no `allow` and no `admin`. That is right only beside another login policy that lets people in.

deny if {
  input.session.login
  time.weekday(input.request.timestamp_ns) in {"Saturday", "Sunday"}
  #            ^^^^^^^^^^^^^^^^^^^^^^^^^^ SL031 hint: The time is asked at the login only: a session goes on when the window is over.
}
