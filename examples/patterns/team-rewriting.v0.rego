# spacelift: type=login engine=v0
# Everybody keeps their teams, and who is in On-Call or Security approves as well: approval policies then ask for one team.
# Without the first rule the new team would take the place of all others.
package spacelift

allow {
	input.session.member
}

team[name] {
	name := input.session.teams[_]
}

team["Approvers"] {
	{"On-Call", "Security"}[input.session.teams[_]]
}
