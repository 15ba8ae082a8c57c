package spacelift

networks := net.cidr_merge({"192.0.2.0/24", "10.20.0.5"})
#                                           ^^^^^^^^^^^ SL039 warning: `net.cidr_merge` takes `"10.20.0.5"` for all of 10.0.0.0/8, as it has no length.

allow if {
  some network in networks
  net.cidr_contains(network, input.request.remote_ip)
  #                          ^^^^^^^^^^^^^^^^^^^^^^^ SL031 hint: The address is asked at the login only: a session goes on wherever it is used from.
}
