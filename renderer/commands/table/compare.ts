import {
  COMPARE_SECTIONS,
  sectionCommand,
  type COMPARE_COMMANDS,
  type CompareSection,
} from '#core/contract/commands/compare.ts';

import { copyCard } from '../../model/compare/copy-card.ts';
import { hullOf, shownPlaces } from '../../model/compare/rows/shown-places.ts';
import type { Workspace } from '../../model/workspace.ts';
import type { Run, Runs } from './run.ts';

const SECTION_RUNS = Object.fromEntries(
  COMPARE_SECTIONS.map((section): [string, Run] => [
    sectionCommand(section),
    (w) => {
      w.compare.showSection(section);
    },
  ]),
) as Record<`compare-${CompareSection}`, Run>;

export const COMPARE_RUNS: Runs<typeof COMPARE_COMMANDS> = {
  ...SECTION_RUNS,
  'next-undecided': (w) => {
    step(w, 1);
  },
  'previous-undecided': (w) => {
    step(w, -1);
  },
  'leave-undecided': (w) => {
    step(w, 1);
  },
  'link-cell': (w) =>
    bySection(w, {
      quotations: () => w.links.link(),
      claims: () => w.claims.link(),
      findings: () => w.findings.confirm(),
      people: () => w.spellings.merge(),
      review: () => w.linkReview.accept(),
    }),
  'refuse-cell': (w) =>
    bySection(w, {
      quotations: () => {
        w.links.askRefusal();
      },
      findings: () => {
        w.findings.askReason();
      },
      people: () => w.spellings.keepApart(),
      review: () => {
        w.linkReview.askReason();
      },
    }),
  'defer-cell': (w) =>
    bySection(w, {
      quotations: () => {
        w.links.defer();
      },
      findings: () => w.findings.defer(),
      review: () => w.linkReview.defer(),
    }),
  'link-with': (w) =>
    bySection(w, {
      quotations: () => {
        w.links.askLink();
      },
    }),
  'take-out': (w) =>
    bySection(w, {
      quotations: () => w.links.takeOut(),
      claims: () => w.claims.takeOut(),
      people: () => w.spellings.takeApart(),
    }),
  'link-preselected': (w) =>
    bySection(w, {
      quotations: () => {
        w.links.askPreselected();
      },
    }),
  'set-base': (w) =>
    bySection(w, { quotations: () => w.links.setBase(), claims: () => w.claims.setBase() }),
  'set-class': (w) =>
    bySection(w, {
      quotations: () => {
        w.links.askClass();
      },
      claims: () => {
        w.claims.askRelation();
      },
    }),
  'family-note': (w) =>
    bySection(w, {
      quotations: () => {
        w.links.askNote();
      },
      claims: () => {
        w.claims.askNote();
      },
      review: () => {
        w.linkReview.askNote();
      },
    }),
  'change-families': (w) =>
    bySection(w, {
      review: () => {
        w.linkReview.askChange();
      },
    }),
  'mark-absent': (w) => bySection(w, { quotations: () => w.links.toggleAbsent() }),
  'open-cell': (w) => openChosen(w),
  'side-by-side': (w) => {
    w.compare.turnSideBySide();
  },
  'tie-scrolling': (w) => {
    w.compare.turnTie();
  },
  'event-report': (w) => {
    w.eventReport.ask();
  },
  'copy-card': (w) => copyCard(w, w.page.selectedText()),
};

/** Opens the chosen words in Annotate; Esc comes back from there. */
async function openChosen(w: Workspace): Promise<void> {
  const [place] = shownPlaces(w.state.compare, w.compare.looker);
  const article = w.state.compare.shown?.comparison.articles[place?.article ?? -1];
  if (!place || !article) {
    w.notices.say('Nothing is chosen that could be opened.');
    return;
  }
  const span = hullOf(place) ?? { start: 0, end: 0 };
  w.review.showView('annotate');
  w.compare.leave({ article: article.id, span });
  await w.articles.open(article.id, span);
}

/** What a command does in a section; elsewhere it says that it does nothing. */
function bySection(w: Workspace, runs: Partial<Record<CompareSection, () => unknown>>): unknown {
  const run = runs[w.state.compare.section];
  if (run) return run();
  w.notices.say('There is nothing of this kind to decide here.');
  return undefined;
}

/** The next place that is not decided, in whichever list is on screen; the next linked one side by side. */
function step(w: Workspace, by: 1 | -1): void {
  const { section, isBeside } = w.state.compare;
  if (isBeside) w.compare.stepLinked(by);
  else if (section === 'findings') w.findings.step(by);
  else if (section === 'review') w.linkReview.step(by);
  else if (section === 'quotations') w.compare.step(by);
  else w.compare.stepLine(by);
}
