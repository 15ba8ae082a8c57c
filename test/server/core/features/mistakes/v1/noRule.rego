package spacelift

allow
#^^^^ rego_parse_error error: `allow` alone is no rule: it wants a condition, `allow if …`, or a value.

input.session.member
#^^^^^^^^^^^^^^^^^^^ rego_parse_error error: `input.session.member` is no rule: a rule has a name, and a value (`:= …`) or a body.
