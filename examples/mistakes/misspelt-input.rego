# spacelift: type=login engine=v1
# None of these fields exist: nobody gets in by the first two rules, and the last would refuse everybody.
package spacelift

allow if endswith(input.session.email, "@example.com")

admin if "Platform" in input.session.taems

deny if not input.session.groups
