# spacelift: type=login engine=v1
# Everybody keeps their teams, and who is in On-Call or Security approves as well: approval policies then ask for one team.
# Without the first rule the new team would take the place of all others.
package spacelift

allow if input.session.member

team contains name if some name in input.session.teams

team contains "Approvers" if {
	some name in {"On-Call", "Security"}
	name in input.session.teams
}
