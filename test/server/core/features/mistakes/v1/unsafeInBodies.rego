package spacelift

allow if session.member
#        ^^^^^^^ rego_unsafe_var_error error: `session` has no value here: is `input.session` meant?

admin if {
  input.session.login in admns
#                        ^^^^^ rego_unsafe_var_error error: `admns` has no value here: is `admins` meant?
}

admins := {"ada"}

deny if not input.session.teams[_] == "Employees"
#                               ^ rego_unsafe_var_error error: `_` has no value under `not`: ask `not x in list`, or `not` of a helper rule.

deny if not input.session.teams[i] == "Employees"
#                               ^ rego_unsafe_var_error error: `i` has no value under `not`: an expression without `not` has to say what it is.

deny_admin if {
  some team in input.session.teams
  taem == "Contractors"
# ^^^^ rego_unsafe_var_error error: `taem` has no value here: is `team` meant?
}

sample if input.session.member == True
#                                 ^^^^ rego_unsafe_var_error error: `True` has no value here: is `true` meant?
