# spacelift: type=login engine=v1
# The key scheduled-deployment gets in on Tuesdays and Thursdays from 02:00 to 04:00 UTC, and deploys to production.
# The window is for logging in: a session that began in it goes on after it.
package spacelift

in_window if {
	weekday := time.weekday(input.request.timestamp_ns)
	weekday in {"Tuesday", "Thursday"}
	[hour, _, _] := time.clock(input.request.timestamp_ns)
	hour >= 2
	hour < 4
}

is_scheduled if input.session.login == "api::01KFCZT4R0H2D8J2EK59602HRN"

allow if {
	is_scheduled
	in_window
}

roles["production-01JK5GKEM09MTEXGFXG694BX2X"] contains "window-deployer" if {
	is_scheduled
	in_window
}
