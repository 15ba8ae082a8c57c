package spacelift

allow { input.session.member }

admin if { input.session.admin }
#     ^^ rego_parse_error error: `if` is no keyword in Rego v0: add `import future.keywords.if`, or choose v1 as the engine of the policy.

team contains "Everybody"
#    ^^^^^^^^ rego_parse_error error: `contains` is no keyword in Rego v0: add `import future.keywords.contains`, or choose v1 as the engine of the policy.
