package spacelift

allow if re_match("^api::", input.session.login)
#        ^^^^^^^^ rego_type_error error: Rego v1 has no `re_match` any more: use `regex.match`.

deny if any([input.session.member])
#       ^^^ rego_type_error error: Rego v1 has no `any` any more: use `some … in`.
