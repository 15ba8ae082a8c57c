package spacelift

allow if knows(input.session.login)

knows(login) if login == "ada"
#^^^^ related: Here it is a function of 1 argument.

knows(login, team) if login == team
#^^^^ rego_type_error error: The clauses of `knows` can't stand together: this one defines a function of 2 arguments, another a function of 1 argument.
