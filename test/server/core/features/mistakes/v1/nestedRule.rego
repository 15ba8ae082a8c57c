package spacelift

allow if {
#^^^^ related: The body of `allow`.
  input.session.member
  roles["root"] contains "deployer" if input.session.admin
# ^^^^^ rego_parse_error error: A rule can't stand in the body of another rule: write `roles` as a rule of its own, and repeat the conditions of `allow` in it.
}
