# One account for emergencies: through the VPN only, and every use of it is recorded.
package spacelift

emergency := "emergency@example.com"

is_emergency if input.session.login == emergency

through_vpn if net.cidr_contains("10.99.0.0/16", input.request.remote_ip)

allow if {
	input.session.member
	not is_emergency
}

admin if {
	is_emergency
	through_vpn
}

deny if {
	is_emergency
	not through_vpn
}

sample if is_emergency
