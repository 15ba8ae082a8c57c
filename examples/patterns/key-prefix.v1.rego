# spacelift: type=login engine=v1
# Every key named ci-cd-… plans in the applications space.
# Whoever may create keys can choose such a name, so what it grants is little.
package spacelift

is_pipeline if startswith(input.session.login, "ci-cd-")

allow if is_pipeline

roles["applications-01JR85C640GTGBEFKPVESJA8MB"] contains "plan-only" if is_pipeline
