# spacelift: type=login engine=v1
# CI/CD systems and tools: a table says which key has which roles where. A key that is not in it does not get in.
package spacelift

tools := {
	# github-actions-deploy
	"api::01K94JHH807T9GDXKPYK72GFF0": {
		"production-01JK5GKEM09MTEXGFXG694BX2X": {"deployer"},
		"staging-01JK5H5RJ0DH4YJYXR0459A422": {"deployer"},
	},
	# gitlab-ci-deploy
	"api::01K94JTP7007ZBRENQY2MY2WJS": {"applications-01JR85C640GTGBEFKPVESJA8MB": {"deployer"}},
	# k8s-spacelift-operator
	"api::01K7ER6SC0ZW3SXGTY4F1JV5V1": {"kubernetes-01JN8C2JY0E7KNVPX289KZB8XT": {"worker-pool-controller"}},
	# monitoring-agent
	"api::01KBCJT3J0D80KCE5RBPC2MHSK": {"root": {"space-reader"}},
	# backup-service: the state operator's role does not let it see the space
	"api::01KBCJ7SM07TNBSC35WFA16E8D": {"production-01JK5GKEM09MTEXGFXG694BX2X": {"space-reader", "state-operator"}},
}

allow if tools[input.session.login]

roles[space] contains role if some role in tools[input.session.login][space]
