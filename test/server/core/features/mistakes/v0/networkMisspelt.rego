package spacelift

allow {
  input.session.member
}

deny {
  input.session.member
  not net.cidr_contains("10.20.0.0/33", input.request.remote_ip)
  #                     ^^^^^^^^^^^^^^ SL039 error: `"10.20.0.0/33"` is no network (its length has to be 0 to 32), so `net.cidr_contains` fails: `not` is always met.
  #                                     ^^^^^^^^^^^^^^^^^^^^^^^ SL031 hint: The address is asked at the login only: a session goes on wherever it is used from.
}

deny_admin {
  net.cidr_intersects("192.0.2.0/24", input.request.remote_ip)
  #^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SL039 error: `net.cidr_intersects` takes two networks. `input.request.remote_ip` is an address: the condition is never met.
}

admin {
  input.session.teams[_] == "Platform"
}
