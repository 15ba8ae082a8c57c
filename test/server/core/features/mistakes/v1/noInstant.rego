package spacelift

until := {"auditor@example.org": "2027-03-31", "consultant@example.net": "2027-06-30T23:59:59Z"}
#                                ^^^^^^^^^^^^ SL040 error: `"2027-03-31"` is no instant in RFC 3339, so `time.parse_rfc3339_ns` fails: with it the condition is never met. Is "2027-03-31T00:00:00Z" meant?

allow if input.request.timestamp_ns < time.parse_rfc3339_ns(until[input.session.login])
#        ^^^^^^^^^^^^^^^^^^^^^^^^^^ SL031 hint: The time is asked at the login only: a session goes on when the window is over.
#                                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ related: It is given to this.
