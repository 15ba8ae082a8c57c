package spacelift

workdays = {"mon", "tue", "wed", "thu", "fri"}
#           ^^^^^ SL040 error: The weekday is never `"mon"` here: the condition is never met. Is "Monday" meant?
#                  ^^^^^ SL040 error: The weekday is never `"tue"` here: the condition is never met. Is "Tuesday" meant?
#                         ^^^^^ SL040 error: The weekday is never `"wed"` here: the condition is never met. Is "Wednesday" meant?
#                                ^^^^^ SL040 error: The weekday is never `"thu"` here: the condition is never met. Is "Thursday" meant?
#                                       ^^^^^ SL040 error: The weekday is never `"fri"` here: the condition is never met. Is "Friday" meant?

allow {
  workdays[time.weekday(input.request.timestamp_ns)]
  #^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ related: It is compared here.
  #^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ related: It is compared here.
  #^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ related: It is compared here.
  #^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ related: It is compared here.
  #^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ related: It is compared here.
  #                     ^^^^^^^^^^^^^^^^^^^^^^^^^^ SL031 hint: The time is asked at the login only: a session goes on when the window is over.
}
