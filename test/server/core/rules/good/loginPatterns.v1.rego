# People by the domain of their address, keys by how they are named; contractors by a pattern that may be wide.
package spacelift

is_key if startswith(input.session.login, "api::")

is_employee if {
	not is_key
	regex.match(`(?i)^[^@]+@(eu\.|us\.)?example\.com$`, input.session.login)
}

is_service if {
	some prefix in {"svc-", "bot-"}
	startswith(input.session.login, prefix)
	endswith(input.session.login, "@example.com")
}

is_contractor if contains(input.session.login, "contractor")

is_contractor if regex.match(`\.ext@`, input.session.login)

allow if is_employee

allow if is_service

deny if {
	is_contractor
	not net.cidr_contains("10.0.0.0/8", input.request.remote_ip)
}

admin if {
	is_employee
	glob.match("*-admin@example.com", ["@"], input.session.login)
}
