# spacelift: type=login engine=v1
# The old way to give access to spaces, still read: Platform manages its space, Developers change applications,
# and every member reads development. `roles` is the way to go, see teams.
package spacelift

allow if input.session.member

space_admin contains "platform-01JN8BG900ZMESZF2KB5JVZY6Q" if "Platform" in input.session.teams

space_write contains "applications-01JR85C640GTGBEFKPVESJA8MB" if "Developers" in input.session.teams

space_read contains "development-01JK5H9DR02R6A5500RTQPF37H" if input.session.member
