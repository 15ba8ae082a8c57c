package spacelift

is_employee if contains(lower(input.session.login), "@example.com")
#                                                   ^^^^^^^^^^^^^^ SL043 warning: A login with this anywhere in it satisfies the test. `me@example.com.attacker.net` does too.

allow if is_employee
