package spacelift

allow if {
  input.session.member
  roles["a"] contains "deployer" if input.session.admin
# ^^^^^ rego_parse_error error: A rule can't stand in the body of another rule: is a `}` missing before it?
}
