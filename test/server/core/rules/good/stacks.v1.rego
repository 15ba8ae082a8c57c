# People, and the sessions of two stacks that look after the account itself.
package spacelift

is_stack if {
	input.session.machine
	input.session.stack_id in {"account-administration", "spaces"}
}

allow if is_stack

allow if {
	not input.session.machine
	input.session.member
}

admin if {
	is_stack
	input.session.account_name == "example-org"
}
