# Times of the day to the minute, in UTC and by the clocks of New York, also over midnight.
package spacelift

minutes_in(zone) := (hour * 60) + minute if {
	[hour, minute, _] := time.clock([input.request.timestamp_ns, zone])
}

is_between(now, from, to) if {
	from <= to
	now >= from
	now < to
}

is_between(now, from, to) if {
	from > to
	now >= from
}

is_between(now, from, to) if {
	from > to
	now < to
}

allow if {
	"Traders" in input.session.teams
	is_between(minutes_in("America/New_York"), (9 * 60) + 30, 16 * 60)
}

allow if {
	"Night-Shift" in input.session.teams
	is_between(minutes_in("UTC"), (22 * 60) + 15, (5 * 60) + 45)
}

allow if {
	"Backups" in input.session.teams
	time.clock(input.request.timestamp_ns) >= [23, 30, 0]
}
