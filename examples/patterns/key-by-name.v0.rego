# spacelift: type=login engine=v0
# One API key, by its name: it provisions the platform space, and no other key gets in.
# By most evidence the login of a key is `api::` and its id, not its name: see key-by-id.
package spacelift

is_provisioner {
	input.session.login == "terraform-automation"
}

allow {
	is_provisioner
}

roles["platform-01JN8BG900ZMESZF2KB5JVZY6Q"]["tf-provisioner"] {
	is_provisioner
}
