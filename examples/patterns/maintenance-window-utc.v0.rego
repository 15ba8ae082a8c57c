# spacelift: type=login engine=v0
# The key scheduled-deployment gets in on Tuesdays and Thursdays from 02:00 to 04:00 UTC, and deploys to production.
# The window is for logging in: a session that began in it goes on after it.
package spacelift

in_window {
	weekday := time.weekday(input.request.timestamp_ns)
	{"Tuesday", "Thursday"}[weekday]
	[hour, _, _] := time.clock(input.request.timestamp_ns)
	hour >= 2
	hour < 4
}

is_scheduled {
	input.session.login == "api::01KFCZT4R0H2D8J2EK59602HRN"
}

allow {
	is_scheduled
	in_window
}

roles["production-01JK5GKEM09MTEXGFXG694BX2X"]["window-deployer"] {
	is_scheduled
	in_window
}
