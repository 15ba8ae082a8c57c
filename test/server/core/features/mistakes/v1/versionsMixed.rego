package spacelift

allow if input.session.member

deny { not input.session.member }
#^^^ rego_parse_error error: Rego v1 wants `if` before a body: `deny if { … }`.

team["Everybody"] { input.session.member }
#^^^ rego_parse_error error: Rego v1 wants `contains` in a set: `team contains "Everybody" if { … }`.
