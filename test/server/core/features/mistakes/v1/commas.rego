package spacelift

allow if { input.session.member, input.session.admin }
#                              ^ rego_parse_error error: A comma does not join conditions: put each on a line of its own, or `;` between them.
