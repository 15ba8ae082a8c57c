package spacelift

default level := "none"
#^^^^^^^^^^^^^^^^^^^^^^ related: The other default.

default level := "low"
#^^^^^^^^^^^^^^^^^^^^^ rego_type_error error: `level` has two defaults.

allow if level == "low"
