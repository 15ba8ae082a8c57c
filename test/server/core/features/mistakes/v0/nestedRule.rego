package spacelift

allow {
  input.session.login == "ada"
  space_read["a"] { true }
# ^^^^^^^^^^ SL008 warning: `space_read` is deprecated: grant the role `space-reader` by `roles` instead.
# ^^^^^^^^^^ rego_parse_error error: A rule can't stand in the body of another rule: is a `}` missing before it?
}
