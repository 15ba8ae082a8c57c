package spacelift

allow if input.session.member

deny if {
  input.session.member
  not net.cidr_contains("203.0.113.7", input.request.remote_ip)
  #                     ^^^^^^^^^^^^^ SL039 error: `"203.0.113.7"` is no network (it has no length), so `net.cidr_contains` fails: `not` is always met. Is "203.0.113.7/32" meant?
  #                                    ^^^^^^^^^^^^^^^^^^^^^^^ SL031 hint: The address is asked at the login only: a session goes on wherever it is used from.
}
