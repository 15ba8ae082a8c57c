# spacelift: type=login engine=v1
# Spacelift never asks this package, and has no data to look a list of admins up in.
package spacelift.login

allow if input.session.member

admin if input.session.login in data.company.admins
