# spacelift: type=login engine=v1
# DevOps should get in, and the key ci-cd-production before noon. Nobody does.
package spacelift

allow if input.session.teams == "DevOps"

allow if {
	input.session.login == "api::01K422XK606Y7W2KRBM91DVYBG"
	[hour, _, _] := time.clock(time.now_ns())
	hour < 12
}
