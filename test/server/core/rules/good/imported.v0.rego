# Short names for the parts of the input.
package spacelift

import future.keywords.contains
import future.keywords.if
import future.keywords.in
import input.request
import input.session as who

vpn := "10.8.0.0/14"

is_human if {
	who.member
	not who.machine
	not startswith(who.login, "api::")
}

allow if {
	is_human
	endswith(who.login, "@example.com")
	net.cidr_contains(vpn, request.remote_ip)
}

admin if {
	allow
	some name in {"Platform", "Account Admins"}
	name in who.teams
}

team contains name if some name in who.teams

team contains "VPN" if net.cidr_contains(vpn, request.remote_ip)

roles["root"]["space-reader"] if allow
