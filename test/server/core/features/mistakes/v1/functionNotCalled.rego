package spacelift

knows(login) if login == "ada"

allow if knows
#        ^^^^^ rego_type_error error: `knows` is a function: call it with its arguments, `knows(…)`.
