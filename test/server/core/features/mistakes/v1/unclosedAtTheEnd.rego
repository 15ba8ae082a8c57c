package spacelift

allow if {
#        ^ rego_parse_error error: `{` is never closed.
  input.session.login == "{ada"
  # } not here
