package door

import (
	"cmp"
	"context"
	"math"
	"slices"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/rego"
	"github.com/open-policy-agent/opa/v1/topdown"
)

const (
	attemptsMost = 8  // kept of one clause
	valuesMost   = 50 // kept of one attempt
	// followedMost bounds how many tries are followed; later ones are only counted.
	followedMost = 50_000
)

type clauseTrace struct {
	Rule         string          `json:"rule"`
	Kind         string          `json:"kind"`
	Location     *opaLocation    `json:"location"`
	AttemptCount int             `json:"attemptCount"`
	Attempts     []clauseAttempt `json:"attempts"`
}

type clauseAttempt struct {
	Caller    *int         `json:"caller,omitempty"`
	Fired     bool         `json:"fired"`
	Values    []string     `json:"values,omitempty"`
	StoppedAt *opaLocation `json:"stoppedAt,omitempty"`
	Failure   string       `json:"failure,omitempty"`
	Locals    []local      `json:"locals"`
}

type local struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// explain evaluates everything once more, slower, and says of every clause how it went; nothing where the time is up
// before it is through.
func (p *preparedPolicy) explain(options []rego.EvalOption) []clauseTrace {
	tracer := newTracer(p)
	var failures []topdown.Error
	options = append(options, rego.EvalQueryTracer(tracer), rego.EvalRuleIndexing(false), rego.EvalEarlyExit(false),
		rego.EvalBuiltinErrorList(&failures))
	// Any other error is that of the decision, or comes from a rule that the decision does not need.
	if _, err := p.everything.Eval(context.Background(), options...); topdown.IsCancel(err) {
		return nil
	}
	traces := make([]clauseTrace, len(tracer.clauses))
	for i, clause := range tracer.clauses {
		traces[i] = clause.trace(failures)
	}
	return traces
}

// tracer folds OPA's events into what is known about each clause, as they come: a list of them would not be bounded.
//
// Each try of a clause is a query of OPA's, with an id of its own. It begins with an Enter of the rule, goes on with an
// Eval of each expression that is reached and a Fail of each that has no solution (left), and has an Exit of the rule
// for each solution. Comprehensions, negations and `every` are queries below it, which belong to the same try.
type tracer struct {
	clauses   []*clause
	ofRule    map[*ast.Rule]*clause
	following map[uint64]followed
}

// followed is a query: that of a try itself (`own`), or one below it.
type followed struct {
	try *try
	own bool
}

// try is one try of a clause, as far as it has come.
type try struct {
	clause *clause
	caller *clause
	fired  bool
	// reached is the index of the furthest expression that failed, in the compiled body.
	reached   int
	kept      bool
	stoppedAt *opaLocation
	locals    []local
	values    []string
}

func newTracer(p *preparedPolicy) *tracer {
	t := &tracer{clauses: clausesOf(p), ofRule: map[*ast.Rule]*clause{}, following: map[uint64]followed{}}
	for _, clause := range t.clauses {
		t.ofRule[clause.rule] = clause
	}
	return t
}

// Enabled implements [topdown.QueryTracer].
func (t *tracer) Enabled() bool { return true }

// Config implements [topdown.QueryTracer]. Locals are read from the event where they are wanted, which is seldom.
func (t *tracer) Config() topdown.TraceConfig { return topdown.TraceConfig{} }

// TraceEvent implements [topdown.QueryTracer].
func (t *tracer) TraceEvent(event topdown.Event) {
	switch node := event.Node.(type) {
	case *ast.Rule:
		t.ruleEvent(event, node)
	case *ast.Expr:
		query := t.following[event.QueryID]
		if event.Op == topdown.FailOp && query.own {
			query.try.fail(event, node)
		}
	case ast.Body:
		if parent, found := t.following[event.ParentID]; found && event.Op == topdown.EnterOp {
			t.follow(event.QueryID, followed{try: parent.try})
		}
	}
}

// follow says whether there was room for one more.
func (t *tracer) follow(id uint64, query followed) bool {
	if len(t.following) >= followedMost {
		return false
	}
	t.following[id] = query
	return true
}

func (t *tracer) ruleEvent(event topdown.Event, rule *ast.Rule) {
	switch event.Op {
	case topdown.EnterOp:
		if clause := t.ofRule[rule]; clause != nil {
			t.enter(event, clause)
		}
	case topdown.FailOp:
		if query := t.following[event.QueryID]; query.own {
			query.try.fail(event, nil)
		}
	case topdown.ExitOp:
		if query := t.following[event.QueryID]; query.own {
			query.try.fire(event)
		}
	}
}

func (t *tracer) enter(event topdown.Event, clause *clause) {
	clause.count++
	attempt := &try{clause: clause, reached: -1}
	if !t.follow(event.QueryID, followed{attempt, true}) {
		return
	}
	if asker := t.following[event.ParentID].try; asker != nil {
		attempt.caller = asker.clause
	}
	if len(clause.rule.Head.Args) > 0 {
		// Nothing tells where the arguments do not fit: no expression is reached then.
		attempt.stoppedAt = locate(clause.rule.Head.Location)
	}
	attempt.keep()
}

// fail notes where a try stopped; without an expression it is the head that did not fit what was asked for.
func (a *try) fail(event topdown.Event, expression *ast.Expr) {
	if a.fired {
		return
	}
	if expression == nil {
		a.stoppedAt = cmp.Or(a.stoppedAt, locate(a.clause.rule.Head.Location))
		return
	}
	if expression.Index <= a.reached {
		return
	}
	a.reached = expression.Index
	if a.keep() {
		a.stoppedAt = a.clause.expressionAt(locate(event.Location))
		a.locals = a.clause.locals(event)
	}
}

func (a *try) fire(event topdown.Event) {
	first := !a.fired
	a.fired, a.stoppedAt = true, nil
	if !a.keep() {
		return
	}
	if first {
		a.locals = a.clause.locals(event)
	}
	value := a.clause.value(event)
	if value != "" && len(a.values) < valuesMost && !slices.Contains(a.values, value) {
		a.values = append(a.values, value)
	}
}

// keep says whether a try is among the furthest of its clause, and drops another where it takes its place.
func (a *try) keep() bool {
	if a.kept {
		return true
	}
	kept := &a.clause.kept
	if len(*kept) < attemptsMost {
		*kept = append(*kept, a)
		a.kept = true
		return true
	}
	last := slices.MaxFunc(*kept, furthestFirst)
	if furthestFirst(a, last) >= 0 {
		return false
	}
	(*kept)[slices.Index(*kept, last)] = a
	a.kept, last.kept = true, false
	return true
}

func furthestFirst(a, b *try) int { return cmp.Compare(b.rank(), a.rank()) }

func (a *try) rank() int {
	if a.fired {
		return math.MaxInt
	}
	return a.reached
}
