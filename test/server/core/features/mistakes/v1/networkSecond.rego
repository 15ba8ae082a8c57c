package spacelift

allow if net.cidr_contains(input.request.remote_ip, "10.0.0.0/8")
#        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SL039 error: `net.cidr_contains` takes the network first and the address second. `input.request.remote_ip` is an address: the condition is never met.
#                          ^^^^^^^^^^^^^^^^^^^^^^^ SL031 hint: The address is asked at the login only: a session goes on wherever it is used from.
