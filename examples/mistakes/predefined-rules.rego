# spacelift: type=login engine=v0
# Spacelift puts rules of its own in front: `deny` is true or false there, and `allow` has its default.
package spacelift

default allow = false

allow {
	input.session.member
}

deny[message] {
	input.session.teams[_] == "Contractors"
	message := "contractors use the other account"
}
