package spacelift

allow if { input.session.login == "ada" || input.session.login == "grace" }
#                                       ^^ rego_parse_error error: Rego has no `||`: write the rule once for each condition.
