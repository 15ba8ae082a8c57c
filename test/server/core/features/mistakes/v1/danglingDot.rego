package spacelift

allow if {
  input.session.
#              ^ rego_parse_error error: A name is missing after the dot.
}

deny if input.session.teams == "Contractors"
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SL013 error: `input.session.teams` is a list and never equals a string: this is always false.
