# spacelift: type=login engine=v1
# One API key, by its name: it provisions the platform space, and no other key gets in.
# By most evidence the login of a key is `api::` and its id, not its name: see key-by-id.
package spacelift

is_provisioner if input.session.login == "terraform-automation"

allow if is_provisioner

roles["platform-01JN8BG900ZMESZF2KB5JVZY6Q"] contains "tf-provisioner" if is_provisioner
