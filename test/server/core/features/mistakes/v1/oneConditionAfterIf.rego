package spacelift

allow if input.session.member; input.session.admin
#                            ^ rego_parse_error error: `if` takes one condition: put several in braces, `if { … }`.
