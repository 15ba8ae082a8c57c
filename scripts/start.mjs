// `npm start`: from a bare clone to a login policy checked and simulated, with the commands shown as anybody would type them.
import { spawnSync } from 'node:child_process';
import { root } from './lib/root.mjs';
import { runScript, setUp } from './lib/setUp.mjs';

const SIMULATE = ['simulate', 'examples/login.rego', '--account', 'demo'];

/** In this order; each is a real command line, run as it is printed. */
const TOUR = [
  {
    says: 'Mistakes, before Spacelift sees them:',
    args: ['check', 'examples/mistakes/teams-compared-with-a-string.rego', 'examples/mistakes/v1-under-v0.rego'],
  },
  {
    says: 'A careful policy, and every pattern as Rego v0 and v1:',
    args: ['check', 'examples/login.rego', 'examples/patterns'],
  },
  {
    says: 'One API key, from one address, at one moment: who gets which role where, and why:',
    args: [
      ...SIMULATE,
      '--key',
      'production-deploy',
      '--ip',
      '10.20.30.40',
      '--at',
      '2026-03-03T09:30:00+01:00',
      '--explain',
    ],
  },
  {
    says: 'The same key from an address outside of the company:',
    args: [...SIMULATE, '--key', 'production-deploy', '--ip', '198.51.100.7', '--at', '2026-03-03T09:30:00+01:00'],
  },
  {
    says: "A policy that names its keys, as Spacelift's page on API keys does, and what most evidence says about that:",
    args: [
      'simulate',
      'examples/patterns/key-by-name.v1.rego',
      '--account',
      'demo',
      '--key',
      'terraform-automation',
      '--ip',
      '10.20.30.40',
    ],
  },
];

async function main() {
  await setUp();
  for (const { says, args } of TOUR) {
    console.log(`\n${says}\n$ login-policy ${args.join(' ')}\n`);
    const { status } = spawnSync(process.execPath, ['dist/cli.js', ...args], { cwd: root, stdio: 'inherit' });
    // 1: findings of level error, which the first stop is there to show.
    if (status !== 0 && status !== 1) {
      process.exitCode = status ?? 1;
      return;
    }
  }
  console.log(GO_ON);
}

const GO_ON = `
Go on:
  npx login-policy simulate examples/login.rego --account demo --login alice@example.com --team Platform --explain
  npx login-policy check YOUR-POLICY.rego        your own policy; it needs no account
  npx login-policy --help                        every command, with examples
  examples/README.md                             the patterns, each with a command to try
  npm test                                       everything checked
`;

await runScript(main);
