# Support follows the sun: whoever has daytime gets in, by zone and hours given to one function.
package spacelift

import future.keywords.in

in_daytime(zone, opens, closes) {
	now := [input.request.timestamp_ns, zone]
	not time.weekday(now) in {"Saturday", "Sunday"}
	hour := time.clock(now)[0]
	hour >= opens
	hour < closes
}

allow {
	"Support EMEA" in input.session.teams
	in_daytime("Europe/Dublin", 8, 18)
}

allow {
	"Support APAC" in input.session.teams
	in_daytime("Australia/Sydney", 8, 18)
}

allow {
	"Support Americas" in input.session.teams
	in_daytime("America/Los_Angeles", 6, 15)
}

# The weekends are covered from anywhere, by UTC.
allow {
	"On-Call" in input.session.teams
	time.weekday(input.request.timestamp_ns) in {"Saturday", "Sunday"}
}
