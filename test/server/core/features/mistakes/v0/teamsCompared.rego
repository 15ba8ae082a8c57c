package spacelift

admin { input.session.teams == "Platform" }
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SL013 error: `input.session.teams` is a list and never equals a string: this is always false.

deny {
  teams := input.session.teams
  teams != "Employees"
# ^^^^^^^^^^^^^^^^^^^^ SL013 error: `input.session.teams` is a list and never equals a string: this is always true.
}
