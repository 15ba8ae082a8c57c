package spacelift

networks := {"10.20.0.0/16", "192.0.2.0/33", "172.16.0/12"}
#                            ^^^^^^^^^^^^^^ SL039 error: `"192.0.2.0/33"` is no network (its length has to be 0 to 32), so `net.cidr_contains` fails: with it the condition is never met.
#                                            ^^^^^^^^^^^^^ SL039 error: `"172.16.0/12"` is no network (its address can't be read), so `net.cidr_contains` fails: with it the condition is never met. Is "172.16.0.0/12" meant?

inside if {
  some network in networks
  net.cidr_contains(network, input.request.remote_ip)
  #^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ related: It is given to this.
  #^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ related: It is given to this.
  #                          ^^^^^^^^^^^^^^^^^^^^^^^ SL031 hint: The address is asked at the login only: a session goes on wherever it is used from.
}

allow if inside
