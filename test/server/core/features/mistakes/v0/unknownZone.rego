package spacelift

now = [input.request.timestamp_ns, "America/New York"]
#      ^^^^^^^^^^^^^^^^^^^^^^^^^^ SL031 hint: The time is asked at the login only: a session goes on when the window is over.
#                                  ^^^^^^^^^^^^^^^^^^ SL040 error: `"America/New York"` is no time zone that OPA knows, so `time.clock` fails: the condition is never met. Is "America/New_York" meant?

allow {
  time.clock(now)[0] < 18
  #^^^^^^^^^^^^^^ related: It is given to this.
}

admin {
#^^^^ SL024 warning: Whoever logs in becomes an administrator of the whole account: nothing here asks who it is.
  time.clock([input.request.timestamp_ns, "Local"])[0] < 18
  #                                       ^^^^^^^ SL040 warning: `Local` is the zone of whatever machine evaluates the policy: name the zone that is meant.
}
