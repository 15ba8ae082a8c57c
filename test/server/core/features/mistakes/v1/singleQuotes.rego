package spacelift

allow if input.session.login == 'ada'
#                               ^ rego_parse_error error: A string stands in double quotes.
