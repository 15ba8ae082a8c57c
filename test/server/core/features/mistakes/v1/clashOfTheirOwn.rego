package spacelift

allow if level == "high"

level := "high" if input.session.admin
#^^^^ related: Here it is a single value.

level contains "low" if input.session.member
#^^^^ rego_type_error error: The clauses of `level` can't stand together: this one defines a set, another a single value.
