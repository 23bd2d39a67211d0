import { describeFinding, wordsOfPlace } from '#core/compare/sentences/findings.ts';
import { FINDING_NAMES } from '#core/compare/sentences/names.ts';
import { showHidden } from '#core/guards/labels.ts';

import { useAppState, useWorkspace } from '../../controls/use-workspace.ts';
import { articleName, named } from '../../model/compare/rows/article-names.ts';
import {
  chosenFinding,
  isOpenFinding,
  listFindings,
  type ListedFinding,
} from '../../model/compare/rows/finding-list.ts';
import { shownPlaces } from '../../model/compare/rows/shown-places.ts';
import type { ShownEvent } from '../../model/state/compare-state.ts';
import { inShort } from '../../model/state/messages.ts';
import { Actions } from './Actions.tsx';
import { TwoPassages } from './TwoPassages.tsx';
import { SectionList } from './SectionList.tsx';

/** What is worth a look: the list, and the two passages of the chosen one with why. */
export function FindingsSection() {
  const workspace = useWorkspace();
  const compare = useAppState((state) => state.compare);
  const { shown } = compare;
  if (!shown) return null;
  const findings = listFindings(compare);
  const chosen = chosenFinding(compare);
  return (
    <div className="compare-beside-list">
      <SectionList
        label="Findings"
        rowHeight={62}
        lines={findings}
        chosen={chosen?.key}
        onChoose={(key) => {
          workspace.compare.choose('findings', key);
        }}
        empty={
          compare.options.show === 'undecided'
            ? 'Every finding is decided.'
            : 'Nothing was found that is worth a look.'
        }
        row={(index) => {
          const listed = findings[index];
          return listed ? <FindingLine listed={listed} shown={shown} /> : null;
        }}
      />
      <section className="compare-detail" aria-label="The two passages" data-pane="passages">
        {chosen ? (
          <>
            <h2>{FINDING_NAMES[chosen.finding.type]}</h2>
            <p className="compare-sentence">
              {describeFinding(named(shown.comparison), chosen.finding)}
            </p>
            <TwoPassages shown={shown} places={shownPlaces(compare, workspace.compare.looker)} />
            <Verdict listed={chosen} />
            <Actions
              commands={['link-cell', 'refuse-cell', 'defer-cell', 'side-by-side', 'open-cell']}
              words={{ 'link-cell': 'Confirm', 'refuse-cell': 'Dismiss…', 'defer-cell': 'Later' }}
            />
          </>
        ) : null}
      </section>
    </div>
  );
}

const VERDICT_SIGNS = { confirmed: '✓', dismissed: '×', deferred: '…' } as const;
const VERDICT_WORDS = {
  confirmed: 'confirmed',
  dismissed: 'dismissed',
  deferred: 'put off',
} as const;

function FindingLine({
  listed: { finding, word },
  shown,
}: {
  readonly listed: ListedFinding;
  readonly shown: ShownEvent;
}) {
  const { articles } = shown.comparison;
  const { here, there } = finding;
  const words = wordsOfPlace(shown.comparison, here);
  return (
    <>
      <span className="compare-line-sign" aria-hidden>
        {word ? VERDICT_SIGNS[word.verdict] : '!'}
      </span>
      <span className={`grow ${isOpenFinding(word) ? '' : 'is-decided'}`}>
        <span className="compare-line-title">
          {FINDING_NAMES[finding.type]}
          {word ? <span className="hint"> · {VERDICT_WORDS[word.verdict]}</span> : null}
        </span>
        <span className="compare-line-words clip">
          <bdi className="article-words">{showHidden(inShort(words, 80))}</bdi>
        </span>
        <span className="compare-line-where clip">
          <bdi>{articleName(articles[here.article])}</bdi>
          {there.article === here.article ? null : (
            <>
              {' '}
              · <bdi>{articleName(articles[there.article])}</bdi>
            </>
          )}
        </span>
      </span>
    </>
  );
}

function Verdict({ listed: { word } }: { readonly listed: ListedFinding }) {
  const workspace = useWorkspace();
  if (!word) return null;
  return (
    <p className="compare-verdict">
      {VERDICT_SIGNS[word.verdict]} {VERDICT_WORDS[word.verdict]} by{' '}
      <bdi>{workspace.names.nameOfAnnotator(word.creator)}</bdi>
      {word.reason === null ? '' : `: ${showHidden(word.reason)}`}
    </p>
  );
}
