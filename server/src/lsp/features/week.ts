/** Our own request: what one session comes to at every hour of a week, by the policy in the editor. */
import { withKeyLogin } from '../../core/simulation/withKeyLogin.ts';
import { askWeek } from '../../core/week/askWeek.ts';
import { readWeekParams } from '../../core/week/weekParams.ts';
import { WEEK, type NoOverview, type WeekParams, type WeekResult } from '../../protocol/lsp.ts';
import { readBeside } from '../beside.ts';
import { registerOverview, tellBroken, type Asked } from '../overview.ts';
import type { Feature, Server } from '../server.ts';

export const week: Feature = {
  capabilities: () => ({}),
  register: (server) => {
    registerOverview(server, {
      method: WEEK,
      title: 'What a login comes to in a week',
      read: readWeekParams,
      answer: (asked, params) => answer(server, asked, params),
    });
  },
};

async function answer(server: Server, given: Asked, params: WeekParams): Promise<WeekResult | NoOverview> {
  const { asked, files, deployed } = await readBeside(server, given, params.beside);
  const { policy, account, settings, progress, token, version } = asked;
  const { engine, clock } = server.host;
  const session = withKeyLogin(params.request.session, settings.keyLogin);
  const context = { engine, clock, account };
  const policies = [policy, ...files, ...deployed];
  const result = await askWeek(policies, { ...params.request, session }, context, token, (percent, message) => {
    progress.say(percent, message);
  });
  return result.ok ? { kind: 'week', version, week: result.week } : tellBroken(server, asked, policies, result);
}
