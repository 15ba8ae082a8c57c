package spacelift

allow {
#^^^^ related: The body of `allow`.
  input.session.login == "ada"
  space_read["root"] { true }
# ^^^^^^^^^^ SL008 warning: `space_read` is deprecated: grant the role `space-reader` by `roles` instead.
# ^^^^^^^^^^ rego_parse_error error: A rule can't stand in the body of another rule: write `space_read` as a rule of its own, and repeat the conditions of `allow` in it.
}
