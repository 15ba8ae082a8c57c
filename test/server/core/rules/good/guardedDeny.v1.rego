# Reasons to refuse, each of which asks for something that only a login has.
package spacelift

blocked := {"mallory@example.com", "trent@example.com"}

company := ["10.20.0.0/16", "203.0.113.64/26", "2001:db8:50::/48"]

allow if input.session.member

admin if {
	"Platform" in input.session.teams
	at_company
}

deny if input.session.login in blocked

deny if {
	"Contractors" in input.session.teams
	not at_company
}

deny if {
	input.session
	not allow
	not admin
}

at_company if {
	some network in company
	net.cidr_contains(network, input.request.remote_ip)
}
