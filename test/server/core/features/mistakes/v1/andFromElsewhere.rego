package spacelift

admin if { input.session.admin && input.session.member }
#                              ^^ rego_parse_error error: Rego has no `&&`: conditions on lines of their own must all hold.
