/** The shape of `*.scenarios.yaml`. `schemas/scenarios.schema.json` is made of it, for editors. */
import * as z from 'zod';

const text = z.string('write a text').min(1, 'it is empty: write a text');
const yesOrNo = z.boolean('write true or false');
const OBJECT = 'write keys and values below it';

const loginAs = z
  .enum(['id', 'name'], 'write id or name')
  .describe("How a key's login is written: api::<id>, or its name.");
const member = yesOrNo.describe('input.session.member');
const ip = text.describe('input.request.remote_ip, IPv4 or IPv6');
const at = z
  .string('write an instant such as 2026-03-03T09:30:00+01:00, or nanoseconds since 1970 between quotes')
  .describe('input.request.timestamp_ns: RFC 3339 with an offset, or nanoseconds since 1970 between quotes');

/** What holds for every session that does not say otherwise. */
const defaults = z
  .strictObject(
    {
      loginAs: loginAs.exactOptional(),
      member: member.exactOptional(),
      ip: ip.exactOptional(),
      at: at.exactOptional(),
    },
    OBJECT,
  )
  .describe('What holds for every session that does not say otherwise.');

const session = z
  .strictObject(
    {
      key: text.exactOptional().describe('An API key by name or id.'),
      loginAs: loginAs.exactOptional(),
      login: text.exactOptional().describe('input.session.login, word for word: a person'),
      name: z.string('write a text').exactOptional().describe('input.session.name'),
      teams: z
        .array(text, 'write a list of texts, such as [DevOps]')
        .exactOptional()
        .describe("input.session.teams; replaces the key's own"),
      member: member.exactOptional(),
      admin: yesOrNo.exactOptional().describe('input.session.admin'),
      machine: yesOrNo.exactOptional().describe('input.session.machine'),
      creatorIp: text.exactOptional().describe('input.session.creator_ip'),
      accountName: text.exactOptional().describe('input.session.account_name'),
      stackId: text.exactOptional().describe('input.session.stack_id'),
      idpSubject: text.exactOptional().describe('input.session.idp_subject'),
      ip: ip.exactOptional(),
      at: at.exactOptional(),
      input: z
        .union([text, z.record(z.string(), z.unknown())], 'write an input document, as YAML or as JSON text')
        .exactOptional()
        .describe('A whole input document, as YAML or as JSON text; excludes everything else.'),
    },
    OBJECT,
  )
  .describe('Who logs in, from where and when. What is left out is assumed.');

const actions = z
  .record(
    text,
    z.array(text, 'write a list of actions, such as [run:trigger]'),
    'write spaces and actions below it, such as `production: [run:trigger]`',
  )
  .exactOptional();

const expectation = z
  .strictObject(
    {
      access: z
        .enum(['deny', 'allow', 'admin'], 'write deny, allow or admin')
        .exactOptional()
        .describe('The access level.'),
      roles: z
        .record(
          text,
          z.array(text, 'write a list of role slugs, such as [deployer], or [] for none'),
          'write spaces and role slugs below it, such as `production: [deployer]`',
        )
        .exactOptional()
        .describe('By space (id or name): the slugs of exactly those roles that are granted in this space itself.'),
      can: actions.describe('By space (id or name): actions that the session has there, inherited or not.'),
      cannot: actions.describe('By space (id or name): actions that the session does not have there.'),
      nothingElse: z
        .literal(true, 'write true, or leave it out')
        .exactOptional()
        .describe('No roles are granted but those that `roles` lists, and the session is no admin unless `access` is.'),
    },
    OBJECT,
  )
  .describe('What the session must get.');

export const scenarioSchema = z
  .strictObject({ name: text.describe('Unique in the file.'), session, expect: expectation }, OBJECT)
  .describe('A session, and what it must get.');

export const headerSchema = z.strictObject({
  policy: z
    .union(
      [text, z.array(text).min(1, 'it is empty: name a policy')],
      'write the path of a policy, or a list of such paths',
    )
    .describe('The policy, or several that hold together: paths relative to this file.'),
  engine: z
    .enum(['v0', 'v1'], 'write v0 or v1')
    .exactOptional()
    .describe("Rego version, as the policies' engine type on Spacelift. Left out: as the policies say."),
  account: text
    .exactOptional()
    .describe('The account with the keys, roles and spaces: demo, or a snapshot file, its path relative to this file.'),
  defaults: defaults.exactOptional(),
});

export const scenarioFileSchema = z
  .strictObject(
    { ...headerSchema.shape, scenarios: z.array(scenarioSchema, 'write a list of scenarios below it') },
    'a scenario file is keys and values: begin with `policy: login.rego`',
  )
  .describe('Sessions, and what each must get by login policies: *.scenarios.yaml');

export type ScenarioHeader = z.infer<typeof headerSchema>;
export type WrittenScenario = z.infer<typeof scenarioSchema>;
