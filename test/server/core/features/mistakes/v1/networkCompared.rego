package spacelift

office := {"10.20.0.0/16", "203.0.113.7"}
#          ^^^^^^^^^^^^^^ SL039 error: An address is never equal to `"10.20.0.0/16"`, which is a network: among the others it never matches.

allow if {
  input.session.member
  input.request.remote_ip in office
  #^^^^^^^^^^^^^^^^^^^^^^ SL031 hint: The address is asked at the login only: a session goes on wherever it is used from.
  #^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ related: It is compared here.
}
