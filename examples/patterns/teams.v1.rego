# spacelift: type=login engine=v1
# People and keys by their teams: each team has its roles, and who is in several has them all.
# Upper and lower case differ: a team is written the way the identity provider writes it.
package spacelift

allow if {
	some name in {"DevOps", "Data Engineering", "On-Call"}
	name in input.session.teams
}

roles["production-01JK5GKEM09MTEXGFXG694BX2X"] contains "deployer" if "DevOps" in input.session.teams

roles["sandbox-01JXW9RMG04XS7Q23CJS8KZWMD"] contains "space-writer" if "Data Engineering" in input.session.teams

roles["production-01JK5GKEM09MTEXGFXG694BX2X"] contains "incident-responder" if "On-Call" in input.session.teams
