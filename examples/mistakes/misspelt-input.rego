# spacelift: type=login engine=v1
# The first rule never lets anybody in, and the second refuses everybody: neither field exists.
package spacelift

allow if endswith(input.session.emial, "@example.com")

deny if not input.session.groups
