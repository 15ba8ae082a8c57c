package spacelift

deny if denied(input.session.login)
#       ^^^^^^ rego_type_error error: `denied` is a rule, not a function: write it without `(…)`.

denied := input.session.login in {"eve"}
