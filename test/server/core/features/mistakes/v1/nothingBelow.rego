package spacelift

levels := {"low": 1}

allow if levels.hihg == 1
#        ^^^^^^^^^^^ rego_type_error error: There is nothing at `levels.hihg`: it is always undefined.
