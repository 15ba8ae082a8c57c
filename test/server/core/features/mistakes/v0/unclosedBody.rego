package spacelift

allow {
#     ^ rego_parse_error error: `{` is never closed.
  input.session.login == "ada"
deny { input.session.login == "eve" }
