# No administration in the freezes: the end of the year, quarter ends, and one that is given by its instants.
package spacelift

freezes := [
	{"from": "2026-11-26T00:00:00-05:00", "to": "2026-11-30T23:59:59-05:00"},
	{"from": "2027-06-30T12:00:00Z", "to": "2027-07-01T12:00:00Z"},
]

in_freeze if {
	some freeze in freezes
	input.request.timestamp_ns >= time.parse_rfc3339_ns(freeze.from)
	input.request.timestamp_ns <= time.parse_rfc3339_ns(freeze.to)
}

in_freeze if {
	[_, month, day] := time.date([input.request.timestamp_ns, "Europe/London"])
	month == 12
	day >= 20
}

in_freeze if {
	[_, month, day] := time.date([input.request.timestamp_ns, "Europe/London"])
	month in {3, 6, 9, 12}
	day > 28
}

allow if {
	input.session.member
	input.request.timestamp_ns > 1767225600000000000
}

admin if "Platform" in input.session.teams

deny_admin if {
	in_freeze
	not startswith(lower(time.weekday([input.request.timestamp_ns, "Europe/London"])), "s")
}
