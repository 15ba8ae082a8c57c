// What the engine is asked before its memory is saved: each kind of start-up work that OPA does on its first question
// (capabilities, schema and prelude are read, tables built), so that the first question of a session finds it done.

const v0 = 'package spacelift\n\nallow { input.session.teams[_] == "a" }\n';
const v1 = 'package spacelift\n\nallow if "a" in input.session.teams\n';

export const warmUpRequests = [
  { op: 'check', policy: { text: v0, engine: 'v0' } },
  { op: 'check', policy: { text: v1, engine: 'v1' } },
  {
    op: 'evaluate',
    policy: { text: v1, engine: 'v1' },
    input: '{"session":{"teams":["a"]}}',
    explain: true,
    timeLimitMs: 5000,
  },
];
