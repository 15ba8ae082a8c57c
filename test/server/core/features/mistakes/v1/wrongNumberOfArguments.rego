package spacelift

allow if net.cidr_contains("10.0.0.0/8")
#        ^^^^^^^^^^^^^^^^^ rego_type_error error: `net.cidr_contains` takes 2 arguments, and gets 1.

knows(login, team) if login == team

admin if knows(input.session.login)
#        ^^^^^ rego_type_error error: `knows` takes 2 arguments, and gets 1.
