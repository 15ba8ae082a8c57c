/** Parts of the model as short text, for tests. */
import type { Body, Clause, Expression, Reference, Segment, Term } from '../../../../server/src/core/syntax/model.ts';

/** A term in brackets by its kind: `(== (ref input .session .login) "a")`. */
export function renderTerm(term: Term): string {
  switch (term.kind) {
    case 'string':
      return JSON.stringify(term.value);
    case 'number':
      return term.text;
    case 'boolean':
      return String(term.value);
    case 'null':
      return 'null';
    case 'missing':
      return '?';
    case 'reference':
      return term.path.length === 0 ? term.name : `(ref ${term.name} ${renderPath(term.path)})`;
    case 'lookup':
      return `(lookup ${renderTerm(term.base)} ${renderPath(term.path)})`;
    case 'call':
      return group(`call ${term.name}`, ...term.args.map(renderTerm));
    case 'operation':
      return group(term.operator, renderTerm(term.left), renderTerm(term.right));
    case 'membership':
      return group('in', ...renderAll([term.key, term.value, term.collection]));
    case 'negative':
      return group('-', renderTerm(term.operand));
    case 'array':
    case 'set':
      return group(term.kind, ...term.items.map(renderTerm));
    case 'object':
      return group('object', ...term.entries.map(({ key, value }) => `${renderTerm(key)}: ${renderTerm(value)}`));
    case 'comprehension':
      return group(`${term.of} of`, ...renderAll([term.key, term.value]), '|', renderBody(term.body));
    case 'template':
      return group(
        'template',
        ...term.parts.map((part) => (typeof part === 'string' ? JSON.stringify(part) : renderTerm(part))),
      );
    case 'logical':
      return group(term.operator, ...term.operands.map(renderBody));
  }
}

export function renderExpression(expression: Expression): string {
  const withs = expression.withs
    .map(({ target, value }) => ` with ${renderTerm(target)} as ${renderTerm(value)}`)
    .join('');
  switch (expression.kind) {
    case 'term':
      return `${expression.negated ? 'not ' : ''}${renderTerm(expression.term)}${withs}`;
    case 'some':
      return `some ${expression.names.map(({ name }) => name).join(' ')}`;
    case 'someIn':
      return `some ${renderAll([expression.key, expression.value]).join(' ')} in ${renderTerm(expression.collection)}${withs}`;
    case 'every':
      return `every ${renderAll([expression.key, expression.value]).join(' ')} in ${renderTerm(expression.collection)} {${renderBody(expression.body)}}${withs}`;
  }
}

export function renderBody(body: Body): string {
  return body.expressions.map(renderExpression).join('; ');
}

/** `default? definition name path (args) contains key = value | body else …`. */
export function renderClause(clause: Clause): string {
  const { head } = clause;
  return [
    clause.isDefault ? 'default' : '',
    clause.defines,
    head.name,
    renderPath(head.path),
    head.args ? group(...head.args.map(renderTerm)) : '',
    head.key ? `has ${renderTerm(head.key)}` : '',
    head.value ? `${head.operator ?? '?'} ${renderTerm(head.value)}` : '',
    clause.body ? `{${renderBody(clause.body)}}` : '',
    ...clause.elses.map((branch) =>
      ['else', branch.value && renderTerm(branch.value), branch.body && `{${renderBody(branch.body)}}`]
        .filter(Boolean)
        .join(' '),
    ),
  ]
    .filter(Boolean)
    .join(' ');
}

/** What a reference stands for: `input session.login`, `local x (bound)`, `rule f`, `function time.clock`. */
export function renderTarget({ target, name }: Reference): string {
  const path = target.path.map(({ constant }) => String(constant ?? '*')).join('.');
  const names = { input: '', data: '', rule: '', local: name, function: name, import: name };
  const detail =
    target.kind === 'rule'
      ? target.rule.name
      : target.kind === 'local'
        ? `${name} (${target.local.kind})`
        : names[target.kind];
  return [target.kind, detail, path].filter(Boolean).join(' ');
}

function renderPath(path: readonly Segment[]): string {
  return path
    .map(({ term, dotted }) => (dotted ? `.${term.kind === 'string' ? term.value : '?'}` : `[${renderTerm(term)}]`))
    .join(' ');
}

function renderAll(terms: readonly (Term | undefined)[]): string[] {
  return terms.flatMap((term) => (term ? [renderTerm(term)] : []));
}

function group(...parts: string[]): string {
  return `(${parts.join(' ')})`;
}
