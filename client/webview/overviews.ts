/** The tabs about many sessions: what each asks, and what is kept of them while the window is reloaded. */
import type { PolicyBeside } from '../../server/src/protocol/lsp.ts';
import type { ChosenSessions, ShownDifference, ShownMatrix } from '../../server/src/protocol/matrix.ts';
import type { BaselineChoice, PanelTab, ShownPolicy, ToHost, ToPage } from '../../server/src/protocol/panel.ts';
import type { WeekReport, WeekRequest } from '../../server/src/protocol/week.ts';
import { Beside } from './beside.ts';
import {
  readChangesForm,
  readMatrixForm,
  readWeekForm,
  type ChangesForm,
  type MatrixForm,
  type WeekForm,
} from './model/overviewForms.ts';
import { OverviewTab } from './overviewTab.ts';

export interface Baselines {
  baselines: BaselineChoice[];
  missing: string[];
}

export interface OverviewsOptions {
  post(message: ToHost): void;
  nextRequest(): number;
  changed(): void;
  /** `kept` of before, or whatever was kept instead of it. */
  kept: unknown;
}

/** What is asked of all, beside what is asked of each. */
interface Together {
  beside: PolicyBeside[];
}

interface Looked extends Together {
  chosen: ChosenSessions;
}

interface Lived extends Together {
  week: WeekRequest;
}

interface Compared extends Looked {
  baseline: string;
}

export class Overviews {
  readonly matrix: OverviewTab<MatrixForm, Looked, ShownMatrix>;
  readonly week: OverviewTab<WeekForm, Lived, WeekReport>;
  readonly changes: OverviewTab<ChangesForm, Compared, ShownDifference>;
  /** Which other policies are asked together with the one that is shown. */
  readonly beside: Beside;
  readonly #options: OverviewsOptions;
  /** Undefined: the host has not told yet. */
  #baselines: Baselines | undefined;

  constructor(options: OverviewsOptions) {
    this.#options = options;
    const { kept } = options;
    this.beside = new Beside(options);
    this.matrix = new OverviewTab({
      ...options,
      form: readMatrixForm(kept),
      toMessage: (request, looked) => ({ type: 'matrix', request, ...looked }),
    });
    this.week = new OverviewTab({
      ...options,
      form: readWeekForm(kept),
      toMessage: (request, lived) => ({ type: 'week', request, ...lived }),
    });
    this.changes = new OverviewTab({
      ...options,
      form: readChangesForm(kept),
      toMessage: (request, compared) => ({ type: 'changes', request, ...compared }),
    });
  }

  get baselines(): Baselines | undefined {
    return this.#baselines;
  }

  /** What the policy is compared with: what was chosen, as long as there is such, else the likeliest. */
  get baseline(): BaselineChoice | undefined {
    const all = this.#baselines?.baselines ?? [];
    return all.find(({ id }) => id === this.changes.form.baseline) ?? all[0];
  }

  get kept(): object {
    return { matrix: this.matrix.form, week: this.week.form, changes: this.changes.form, beside: this.beside.kept };
  }

  hear(message: ToPage): void {
    switch (message.type) {
      case 'matrixResult':
        this.matrix.hearResult(message.request, message.result);
        break;
      case 'weekResult':
        this.week.hearResult(message.request, message.result);
        break;
      case 'changesResult':
        this.changes.hearResult(message.request, message.result);
        break;
      case 'progress':
        for (const tab of [this.matrix, this.week, this.changes]) {
          tab.hearProgress(message.request, message.done, message.all);
        }
        break;
      case 'baselines':
        this.#takeBaselines(message);
        break;
      case 'policies':
        this.beside.hear(message.choices);
        break;
      default:
    }
  }

  /** What the tab needs to know, where it does not know it. */
  ask(tab: PanelTab, shown: ShownPolicy, week: WeekRequest | undefined): void {
    this.beside.show(shown);
    const { uri: policy } = shown;
    const { chosen } = this.matrix.form;
    const beside = this.beside.policies;
    if (tab === 'matrix') this.matrix.ask(policy, { chosen, beside });
    if (tab === 'week') this.week.ask(policy, week && { week, beside });
    const baseline = this.baseline?.id;
    if (tab === 'changes') this.changes.ask(policy, baseline === undefined ? undefined : { baseline, chosen, beside });
  }

  /** No policy is shown. */
  forget(): void {
    for (const tab of [this.matrix, this.week, this.changes]) tab.forget();
    this.#baselines = undefined;
  }

  /** A file that the person has just chosen is what they want to compare with. */
  #takeBaselines({ baselines, missing }: Baselines): void {
    const known = this.#baselines?.baselines.map(({ id }) => id);
    const [first] = baselines;
    this.#baselines = { baselines, missing };
    const isNew = known !== undefined && first?.id.startsWith('file:') === true && !known.includes(first.id);
    if (isNew) this.changes.edit((form) => ({ ...form, baseline: first.id }));
    else this.#options.changed();
  }
}
