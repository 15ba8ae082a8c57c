package spacelift
#^^^^^^^^^^^^^^^^ SL015 warning: Nobody gets in by this policy: it has no `allow` and no `admin`. That is right only beside another login policy that lets people in.

deny if denied(input.session.login)
#       ^^^^^^ rego_type_error error: `denied` is a rule, not a function: write it without `(…)`.

denied := input.session.login in {"eve"}
