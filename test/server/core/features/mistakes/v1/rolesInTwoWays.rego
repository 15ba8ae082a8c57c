package spacelift

roles["a"]["deployer"] if input.session.member
#^^^^ related: Here it is a map.

roles["a"] contains "reader" if input.session.member
#^^^^ rego_type_error error: The clauses of `roles` can't stand together: this one defines a map of sets, another a map.
