# Whoever is in trusted teams only gets more than whoever is in one of them.
package spacelift

trusted := {"Platform", "Security", "SRE"}

is_trusted if {
	count(input.session.teams) > 0
	every team in input.session.teams {
		team in trusted
	}
}

shared := trusted & {team | some team in input.session.teams}

access := "full" if {
	is_trusted
} else := "some" if {
	count(shared) > 0
} else := "none"

allow if access != "none"

admin if access == "full"

roles["monitoring-01JKR7PK60RE9TRQ1XAR9TMFAW"] contains "space-reader" if access == "some"

roles["monitoring-01JKR7PK60RE9TRQ1XAR9TMFAW"] contains "space-writer" if {
	some team in object.get(input.session, "teams", [])
	team in {"SRE", "Monitoring"}
}
