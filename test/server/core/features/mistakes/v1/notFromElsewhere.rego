package spacelift

deny if { !input.session.member }
#         ^ rego_parse_error error: Rego has no `!`: write `not`.
