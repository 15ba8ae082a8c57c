# Every member would be admin, and `deny_admin` says who is not: all but two teams, and nobody from elsewhere.
package spacelift

allow if input.session.member

admin if input.session.member

is_platform if {
	some name in ["Platform", "SRE"]
	name in input.session.teams
}

deny_admin if not is_platform

deny_admin if {
	is_platform
	not net.cidr_contains("10.20.0.0/16", input.request.remote_ip)
}
