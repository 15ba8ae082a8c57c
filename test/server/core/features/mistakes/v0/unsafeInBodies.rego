package spacelift

allow { request.remote_ip == "203.0.113.7" }
#       ^^^^^^^ rego_unsafe_var_error error: `request` has no value here: is `input.request` meant?

deny { not input.session.teams[_] == "Employees" }
#                              ^ rego_unsafe_var_error error: `_` has no value under `not`: ask `not x in list`, or `not` of a helper rule.
