# Teams in lower case, so that other policies need not care how the identity provider writes them.
package spacelift

allow if input.session.member

team contains lower(name) if some name in input.session.teams

team contains "approvers" if {
	some name in input.session.teams
	lower(name) in {"security", "platform"}
}
