package spacelift

allow if {
#        ^ rego_parse_error error: `{` is never closed.
  input.session.member

deny if {
  not input.session.member
}
