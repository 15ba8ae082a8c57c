# spacelift: type=login engine=v0
# Platform administers the account, but no contractor ever does, nor anybody from outside of the company's network:
# they get in as whoever else is a member.
package spacelift

allow {
	input.session.member
}

admin {
	input.session.teams[_] == "Platform"
}

deny_admin {
	input.session.teams[_] == "Contractors"
}

deny_admin {
	not net.cidr_contains("10.20.0.0/16", input.request.remote_ip)
}
