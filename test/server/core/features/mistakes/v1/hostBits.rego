package spacelift

allow if net.cidr_contains("10.20.0.5/16", input.request.remote_ip)
#                          ^^^^^^^^^^^^^^ SL039 warning: `"10.20.0.5/16"` stands for all of 10.20.0.0/16: only the first 16 bits of its address count.
#                                          ^^^^^^^^^^^^^^^^^^^^^^^ SL031 hint: The address is asked at the login only: a session goes on wherever it is used from.
