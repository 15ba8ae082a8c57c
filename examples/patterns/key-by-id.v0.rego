# spacelift: type=login engine=v0
# One API key, by `api::` and its id: it provisions the platform space, whatever it is called.
package spacelift

# terraform-automation
is_provisioner {
	input.session.login == "api::01K44Q1800G06J1SMARHACGFEH"
}

allow {
	is_provisioner
}

roles["platform-01JN8BG900ZMESZF2KB5JVZY6Q"]["tf-provisioner"] {
	is_provisioner
}
