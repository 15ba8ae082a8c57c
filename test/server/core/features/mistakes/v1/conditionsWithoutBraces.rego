package spacelift

allow if
  input.session.member
  startswith(input.session.login, "a")
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ rego_parse_error error: `if` takes one condition: put several in braces, `if { … }`.
