# spacelift: type=login engine=v0
# People and keys by their teams: each team has its roles, and who is in several has them all.
# Upper and lower case differ: a team is written the way the identity provider writes it.
package spacelift

allow {
	name := input.session.teams[_]
	{"DevOps", "Data Engineering", "On-Call"}[name]
}

roles["production-01JK5GKEM09MTEXGFXG694BX2X"]["deployer"] {
	input.session.teams[_] == "DevOps"
}

roles["sandbox-01JXW9RMG04XS7Q23CJS8KZWMD"]["space-writer"] {
	input.session.teams[_] == "Data Engineering"
}

roles["production-01JK5GKEM09MTEXGFXG694BX2X"]["incident-responder"] {
	input.session.teams[_] == "On-Call"
}
