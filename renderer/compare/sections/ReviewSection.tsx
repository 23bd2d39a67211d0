import { CLASS_WORDS } from '#core/compare/sentences/names.ts';
import type { Family, LinkDecision, Rendering } from '#core/event/records.ts';
import { showHidden } from '#core/guards/labels.ts';
import { isSettled } from '#core/review/decision.ts';

import { ActionButton } from '../../commands/ActionButton.tsx';
import { useAppState, useWorkspace } from '../../controls/use-workspace.ts';
import { articleName } from '../../model/compare/rows/article-names.ts';
import { RELATION_WORDS } from '../../model/compare/rows/compare-words.ts';
import {
  differenceInShort,
  differenceSentence,
  familyLabel,
  reviewLabel,
  reviewVerdict,
} from '../../model/compare/rows/review-line-words.ts';
import {
  chosenReview,
  isOpenReview,
  listReview,
  type ReturnedLine,
  type ReviewLine,
  type TheirsLine,
} from '../../model/compare/rows/review-lines.ts';
import { inShort } from '../../model/state/messages.ts';
import { Actions } from './Actions.tsx';
import { SectionList } from './SectionList.tsx';
import './review-section.css';

/** Colleagues' families that differ from one's own, and what came back: the list, and both beside each other. */
export function ReviewSection() {
  const workspace = useWorkspace();
  const compare = useAppState((state) => state.compare);
  const { looker } = workspace.compare;
  const lines = listReview(compare, looker);
  const chosen = chosenReview(compare, looker);
  return (
    <div className="compare-beside-list">
      <SectionList
        label="Families to review"
        rowHeight={62}
        lines={lines}
        chosen={chosen?.key}
        onChoose={(key) => {
          workspace.compare.choose('review', key);
        }}
        empty={<NothingToReview />}
        row={(index) => {
          const line = lines[index];
          return line ? <ListLine line={line} /> : null;
        }}
      />
      <section className="compare-detail" aria-label="The families" data-pane="passages">
        {chosen?.type === 'theirs' ? <Difference line={chosen} /> : null}
        {chosen?.type === 'returned' ? <Returned line={chosen} /> : null}
      </section>
    </div>
  );
}

function NothingToReview() {
  const show = useAppState((state) => state.compare.options.show);
  const sets = useAppState((state) => state.compare.shown?.document.linkSets.size ?? 0);
  if (show === 'undecided') return 'Everything is decided.';
  if (sets > 0) return 'Your colleagues have linked as you have.';
  return (
    <div className="compare-centred">
      <p>No families of colleagues in this event yet.</p>
      <p className="hint">A colleague’s export brings theirs; they are lined up with yours here.</p>
      <p className="compare-offers">
        <ActionButton command="open" words="Import…" />
      </p>
    </div>
  );
}

function ListLine({ line }: { readonly line: ReviewLine }) {
  const workspace = useWorkspace();
  const verdict = reviewVerdict(line);
  const what =
    line.type === 'theirs'
      ? line.item.differences.map((each) => differenceInShort(line.item, each)).join(' · ')
      : line.outcome;
  const whose = line.type === 'theirs' ? line.item.annotator : line.decision.reviewer;
  return (
    <>
      <span className="compare-line-sign" aria-hidden>
        {verdict?.sign ?? (isOpenReview(line) ? '?' : '✓')}
      </span>
      <span className={`grow ${isOpenReview(line) ? '' : 'is-decided'}`}>
        <span className="compare-line-title clip">
          <bdi>{showHidden(workspace.names.nameOfAnnotator(whose))}</bdi>: {what}
        </span>
        <span className="compare-line-words clip">
          <bdi className="article-words">{showHidden(inShort(reviewLabel(line), 80))}</bdi>
        </span>
        <span className="compare-line-where clip">
          {verdict?.words ?? (isOpenReview(line) ? 'not decided' : 'needs no answer')}
        </span>
      </span>
    </>
  );
}

function Difference({ line }: { readonly line: TheirsLine }) {
  const workspace = useWorkspace();
  const { item } = line;
  const name = showHidden(workspace.names.nameOfAnnotator(item.annotator));
  const odd = new Set([...item.more, ...item.fewer].map(({ id }) => id));
  const { decision, contest } = item;
  return (
    <>
      <h2>{item.kind === 'claim' ? 'Claims that are linked' : 'Quotations that are linked'}</h2>
      <p className="compare-sentence">{differenceSentence(item, name)}</p>
      <div className="compare-review-sides">
        <Side title="Mine" families={item.mine} odd={odd} />
        <Side title={name} families={item.theirs} odd={odd} />
      </div>
      {decision ? (
        <Reason
          verb={reviewVerdict({ ...line, item: { ...item, contest: null } })?.words ?? ''}
          said={decision}
        />
      ) : null}
      {contest ? <Reason verb="contested" said={contest} /> : null}
      {decision?.result ? (
        <Side title="What stands" families={[decision.result]} odd={odd} />
      ) : null}
      <Actions
        commands={[
          ...(['link-cell', 'refuse-cell', 'change-families', 'defer-cell'] as const),
          ...(['family-note', 'open-cell'] as const),
        ]}
        words={{ 'link-cell': `Accept ${name}’s`, 'refuse-cell': 'Reject…', 'defer-cell': 'Later' }}
      />
    </>
  );
}

const OUTCOME_WORDS = {
  accepted: 'accepted what you linked',
  changed: 'has changed what you linked',
  rejected: 'has rejected what you linked',
  open: 'has not decided yet',
} as const;

function Returned({ line }: { readonly line: ReturnedLine }) {
  const workspace = useWorkspace();
  const { decision, answer, outcome } = line;
  const name = showHidden(workspace.names.nameOfAnnotator(decision.reviewer));
  const none = new Set<string>();
  return (
    <>
      <h2>Returned</h2>
      <p className="compare-sentence">
        {name} {OUTCOME_WORDS[outcome]}
        {decision.reason === null ? '' : `: ${showHidden(decision.reason)}`}.
      </p>
      <Noted note={decision.note} />
      <div className="compare-review-sides">
        <Side title="Mine" families={decision.about} odd={none} />
        {decision.result ? <Side title={name} families={[decision.result]} odd={none} /> : null}
      </div>
      {answer ? <Reason verb={reviewVerdict(line)?.words ?? ''} said={answer} /> : null}
      <Actions
        commands={['link-cell', 'refuse-cell', 'family-note', 'defer-cell', 'open-cell']}
        words={{
          ...{ 'link-cell': 'Agree', 'refuse-cell': 'Contest…', 'defer-cell': 'Later' },
          'family-note':
            answer && isSettled(answer) ? 'Note on your answer…' : 'Contest with a comment…',
        }}
      />
    </>
  );
}

interface ReasonProps {
  readonly verb: string;
  readonly said: Pick<LinkDecision, 'reviewer' | 'reason' | 'note'>;
}

function Reason({ verb, said: { reviewer, reason, note } }: ReasonProps) {
  const workspace = useWorkspace();
  return (
    <>
      <p className="compare-verdict">
        {verb} by <bdi>{showHidden(workspace.names.nameOfAnnotator(reviewer))}</bdi>
        {reason === null ? '' : `: ${showHidden(reason)}`}
      </p>
      <Noted note={note} />
    </>
  );
}

/** What was noted beside a decision, in its own lines. */
function Noted({ note }: { readonly note: string }) {
  return note === '' ? null : (
    <p className="compare-review-note">
      Note: <bdi>{showHidden(note)}</bdi>
    </p>
  );
}

interface SideProps {
  readonly title: string;
  readonly families: readonly Family[];
  /** Ids of renderings that only one of the two has. */
  readonly odd: ReadonlySet<string>;
}

function Side({ title, families, odd }: SideProps) {
  return (
    <section className="compare-review-side" aria-label={title}>
      <h3>
        <bdi className="clip">{title}</bdi>
        <span className="count">{families.length}</span>
      </h3>
      {families.length === 0 ? <p className="hint">Not linked.</p> : null}
      {families.map((family) => (
        <ul key={family.id} aria-label={showHidden(inShort(familyLabel(family), 80))}>
          {family.renderings.map((rendering) => (
            <PassageLine
              key={rendering.id}
              rendering={rendering}
              isBase={rendering.id === family.base}
              isOdd={odd.has(rendering.id)}
            />
          ))}
        </ul>
      ))}
    </section>
  );
}

interface PassageLineProps {
  readonly rendering: Rendering;
  readonly isBase: boolean;
  readonly isOdd: boolean;
}

function PassageLine({ rendering, isBase, isOdd }: PassageLineProps) {
  const articles = useAppState((state) => state.compare.shown?.comparison.articles);
  const article = articles?.find(({ id }) => id === rendering.article);
  const words = rendering.fragments.map(({ exact }) => exact).join(' … ');
  const said = [
    ...(isOdd ? ['only here'] : []),
    ...(isBase ? ['base'] : []),
    ...(rendering.class === null ? [] : [CLASS_WORDS[rendering.class].name]),
    ...(rendering.relation === null ? [] : [RELATION_WORDS[rendering.relation]]),
  ];
  return (
    <li className={isOdd ? 'is-odd' : undefined}>
      <span className="compare-review-sign" aria-hidden>
        {isOdd ? '+' : isBase ? '■' : ''}
      </span>
      <span className="grow">
        <bdi className="article-words">{showHidden(inShort(words, 160))}</bdi>
        <span className="compare-line-where">
          {article ? <bdi>{articleName(article)}</bdi> : 'an article that is not in this event'}
          {said.map((each) => ` · ${each}`)}
        </span>
      </span>
    </li>
  );
}
