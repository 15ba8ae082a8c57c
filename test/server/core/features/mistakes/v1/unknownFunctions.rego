package spacelift

allow if startwith(input.session.login, "api::")
#        ^^^^^^^^^ rego_type_error error: There is no function `startwith`: is `startswith` meant?

admin if is_admin(input.session.login)
#        ^^^^^^^^ rego_type_error error: There is no function `is_admin`.

knows_admins(login) if login == "ada"

admin if knows_admin(input.session.login)
#        ^^^^^^^^^^^ rego_type_error error: There is no function `knows_admin`: is `knows_admins` meant?
