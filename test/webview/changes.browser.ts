/** A person sees what an edit changes. */
import { describe, expect, it } from 'vitest';
import type { OpenPanel } from './support/panel.ts';
import { heard, LOGIN, setScene, showTab } from './support/scene.ts';

const open = setScene();

/** The example, edited: the text in front is there, once. */
function edit(before: string, after: string): string {
  expect(LOGIN.split(before)).toHaveLength(2);
  return LOGIN.replace(before, after);
}

/** Keys of the company's networks get in from anywhere. */
const WIDER = edit(
  '\tcompany_key_roles[input.session.login]\n\tfrom_company_network\n',
  '\tcompany_key_roles[input.session.login]\n',
);
/** Nobody is an administrator by the team Platform. */
const LOCKED_OUT = edit('"Platform" in input.session.teams', '"Platfrom" in input.session.teams');

async function openChanges(text: string, head: string | null = LOGIN): Promise<OpenPanel> {
  const session = await open({ text, ...(head !== null && { head }) });
  await showTab(session, 'changes');
  return session;
}

const rows = ({ panel }: OpenPanel): ReturnType<OpenPanel['panel']['locator']> =>
  panel.getByRole('table', { name: 'What changes' }).locator('tbody tr');

it('says who gains what, in which sessions, and by which clause', async () => {
  const session = await openChanges(WIDER);
  const { panel } = session;
  await panel.getByRole('heading', { name: 'Wider: somebody gains access' }).waitFor();
  const headline = await panel.getByText('From login.rego at HEAD to login.rego').innerText();
  expect(headline.replaceAll(/\s+/g, ' ')).toMatch(/: \d+ of [\d,]+ sessions change\.$/);
  await panel.getByText('saving the policy signs everyone else out').waitFor();
  expect(await rows(session).count()).toBe(1);
  const row = rows(session).first();
  await row.getByRole('img', { name: 'gains access' }).waitFor();
  expect((await row.innerText()).replaceAll(/\s+/g, ' ')).toMatch(
    /terraform-automation by its id from elsewhere · at any time gains login line 11 allow fires now before, it stopped at is_known_key, line 11 before line 115 is_known_key fires now/,
  );
  await panel.getByRole('tab', { name: 'Changes 1 change' }).waitFor();
});

it('clauses lead to their lines, on both sides', async () => {
  const session = await openChanges(WIDER);
  const { panel } = session;
  await panel.getByRole('button', { name: 'line 115', exact: true }).click();
  await expect.poll(() => heard(session, 'reveal').at(-1)?.range.start.line).toBe(114);
  await panel.getByRole('button', { name: 'line 11 before' }).click();
  await expect.poll(() => heard(session, 'revealBefore').at(-1)?.range.start.line).toBe(10);
});

it('LOCKED OUT stands above all else, with who gets in anyway', async () => {
  const session = await openChanges(LOCKED_OUT);
  const { panel } = session;
  const alert = panel.getByRole('alert', { name: 'Locked out' });
  await alert.getByText('LOCKED OUT').waitFor();
  await alert.getByText('Nobody of those looked at can repair the policy any more').waitFor();
  await alert.getByText('administrative API keys (break-glass)').waitFor();
  await panel.getByRole('heading', { name: /^Wider and narrower/ }).waitFor();
  const [above, below] = [
    await alert.boundingBox(),
    await panel.getByRole('heading', { name: /^Wider and narrower/ }).boundingBox(),
  ];
  expect(above?.y).toBeLessThan(below?.y ?? 0);
});

it('nothing changes: no table, and no doubt', async () => {
  const session = await openChanges(LOGIN);
  await session.panel.getByRole('heading', { name: /^Same: nobody gains or loses/ }).waitFor();
  await session.panel.getByRole('tab', { name: 'Changes 0 changes' }).waitFor();
  expect(await session.panel.getByRole('table').count()).toBe(0);
});

describe('what is compared with', () => {
  it('is HEAD, a deployed policy or the saved file, and stays chosen', async () => {
    const session = await openChanges(WIDER);
    const { panel, page } = session;
    const against = panel.getByLabel('Against');
    expect(await against.locator('option').allInnerTexts()).toEqual([
      'HEAD (git)',
      'the file as it was saved',
      'deployed policy “Main login”',
      'deployed policy “Year-end freeze”',
    ]);
    await against.selectOption({ label: 'deployed policy “Main login”' });
    await panel.getByText('From "Main login" as deployed to login.rego').waitFor();
    await page.frames()[1]?.evaluate('location.reload()');
    await panel.getByText('From "Main login" as deployed to login.rego').waitFor();
    expect(heard(session, 'changes').at(-1)?.baseline).toBe('deployed:main-login');
  });

  it('without git is something else, and it is said why', async () => {
    const session = await openChanges(WIDER, null);
    await session.panel.getByText('No HEAD to compare with: the file is in no git repository.').waitFor();
    await session.panel.getByRole('heading', { name: /^Same/ }).waitFor();
  });

  it('is another file, once the person has chosen it', async () => {
    const session = await openChanges(WIDER);
    const { panel } = session;
    await panel.getByRole('button', { name: 'Another file …' }).click();
    await expect.poll(() => heard(session, 'chooseBaseline')).toHaveLength(1);
    await panel.getByRole('heading', { name: /^Wider/ }).waitFor();
    const baselines = [
      { id: 'file:file:///old.rego', label: 'old.rego' },
      { id: 'head', label: 'HEAD (git)' },
    ];
    await session.send({ type: 'baselines', baselines, missing: [] });
    await expect.poll(() => heard(session, 'changes').at(-1)?.baseline).toBe('file:file:///old.rego');
  });

  it('may be nothing', async () => {
    const session = await open();
    await session.panel.getByRole('heading', { level: 1 }).waitFor();
    await expect.poll(() => heard(session, 'session').length).toBeGreaterThan(0);
    await session.send({ type: 'baselines', baselines: [], missing: ['No account is known.'] });
    await showTab(session, 'changes');
    await session.panel.getByRole('heading', { name: 'There is nothing to compare with' }).waitFor();
    await session.panel.getByText('No account is known.').waitFor();
    expect(heard(session, 'changes')).toEqual([]);
  });
});

it('a mistake of the older version is told with its name', async () => {
  const session = await openChanges(LOGIN, 'package spacelift\n\nallow if {\n');
  await session.panel.getByRole('heading', { name: 'login.rego at HEAD has a mistake' }).waitFor();
  await session.panel.getByRole('button', { name: 'Open as Markdown' }).waitFor({ state: 'detached' });
});
