# Two offices: each has its networks, its time zone and its hours. Who is at one gets in while it is open.
package spacelift

offices := {
	"Berlin": {
		"zone": "Europe/Berlin",
		"networks": {"198.51.100.0/26", "2001:db8:10::/48"},
		"days": {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday"},
		"opens": 7,
		"closes": 20,
	},
	"Mumbai": {
		"zone": "Asia/Kolkata",
		"networks": {"203.0.113.17/32", "2001:db8:20::/48"},
		"days": {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"},
		"opens": 8,
		"closes": 24,
	},
}

is_inside(office) if {
	some network in offices[office].networks
	net.cidr_contains(network, input.request.remote_ip)
}

is_open(office) if {
	now := [input.request.timestamp_ns, offices[office].zone]
	time.weekday(now) in offices[office].days
	[hour, _, _] := time.clock(now)
	hour >= offices[office].opens
	hour < offices[office].closes
}

allow if {
	some office, _ in offices
	office in input.session.teams
	is_inside(office)
	is_open(office)
}
