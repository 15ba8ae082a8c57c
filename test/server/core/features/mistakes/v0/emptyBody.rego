package spacelift

allow { }
#       ^ rego_parse_error error: The body is empty: it has to hold a condition.
