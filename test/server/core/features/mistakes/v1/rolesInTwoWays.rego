package spacelift

roles["root"]["deployer"] if input.session.member
#^^^^ related: Here it is a map.
#^^^^ SL016 warning: `roles` gives roles, but there is no `allow` and no `admin`: it is not documented that anybody gets in by roles alone.

roles["root"] contains "reader" if input.session.member
#^^^^ rego_type_error error: The clauses of `roles` can't stand together: this one defines a map of sets, another a map.
