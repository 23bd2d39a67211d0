// The outlets of an event held against each other: six sections over what is computed of it. What is done
// is in the model; how the words of an article are drawn with their differences is in table/.
import { COMPARE_SECTIONS, sectionCommand } from '#core/contract/commands/compare.ts';
import { countOf } from '#core/numbers.ts';

import { ActionButton } from '../commands/ActionButton.tsx';
import { CommandKey } from '../commands/CommandKey.tsx';
import { runButtonCommand } from '../commands/run-command.ts';
import { Check } from '../controls/fields/Check.tsx';
import { LongWork } from '../controls/Progress.tsx';
import { useAppState, useWorkspace } from '../controls/use-workspace.ts';
import { LEAST_ARTICLES } from '../model/compare/compare.ts';
import { sectionCounts, SECTION_WORDS } from '../model/compare/rows/section-counts.ts';
import { articleName } from '../model/compare/rows/article-names.ts';
import { tipOf } from '../model/window/key-words.ts';
import { CompareHead } from './CompareHead.tsx';
import { ClaimsSection } from './sections/ClaimsSection.tsx';
import { FindingsSection } from './sections/FindingsSection.tsx';
import { FramingSection } from './sections/FramingSection.tsx';
import { PassagesSection } from './sections/PassagesSection.tsx';
import { PeopleSection } from './sections/PeopleSection.tsx';
import { QuotationsSection } from './sections/QuotationsSection.tsx';
import { ReviewSection } from './sections/ReviewSection.tsx';
import { SideBySide } from './sections/SideBySide.tsx';
import './compare.css';

/** The view Compare. */
export function CompareView() {
  const shown = useAppState((state) => state.compare.shown);
  const event = useAppState((state) => state.compare.event);
  return (
    <main className="compare-view" aria-label="Compare">
      <h1 className="compare-heading">Compare</h1>
      <CompareHead />
      <Reading />
      {shown && shown.comparison.articles.length >= LEAST_ARTICLES ? (
        <>
          <Sections />
          <OneTextLine />
          <Body />
        </>
      ) : (
        // It holds the focus for the table: keys that are pressed meanwhile are for it.
        <div className="compare-nothing" data-pane="comparison" data-comparison tabIndex={-1}>
          <Nothing isRead={shown !== null || event === null} />
        </div>
      )}
    </main>
  );
}

function Reading() {
  const workspace = useWorkspace();
  const reading = useAppState((state) => state.compare.reading);
  if (reading === null) return null;
  return (
    <LongWork
      words="Comparing the articles of the event…"
      share={reading}
      where="Cancel is below the head of Compare."
      onCancel={() => void workspace.compare.stop()}
    />
  );
}

/** Why there is no table, and what makes one. */
function Nothing({ isRead }: { readonly isRead: boolean }) {
  const workspace = useWorkspace();
  const problem = useAppState((state) => state.compare.problem);
  const reading = useAppState((state) => state.compare.reading);
  const articles = useAppState((state) => state.articles.length);
  if (reading !== null) return null;
  if (problem !== null && problem !== '') {
    return (
      <div className="empty compare-centred">
        <p role="alert">{problem}</p>
        <button type="button" onClick={() => void workspace.compare.read()}>
          Compare again
        </button>
      </div>
    );
  }
  if (!isRead) return null;
  if (articles === 0) {
    return (
      <div className="empty compare-centred">
        <p>No articles yet.</p>
        <p className="compare-offers">
          <ActionButton command="open" words="Import articles…" />
        </p>
      </div>
    );
  }
  return (
    <div className="empty compare-centred">
      <p>Comparing needs two articles in the same event.</p>
      <p className="hint">
        Choose articles in the list with <CommandKey command="toggle-articles" />, then move them to
        one event.
      </p>
      <p className="compare-offers">
        <ActionButton command="move-to-event" /> <ActionButton command="toggle-articles" />
      </p>
    </div>
  );
}

function Sections() {
  const workspace = useWorkspace();
  const section = useAppState((state) => state.compare.section);
  const shown = useAppState((state) => state.compare.shown);
  useAppState((state) => state.settings);
  if (!shown) return null;
  const counts = sectionCounts(shown, workspace.compare.looker);
  return (
    <div className="compare-sections" role="group" aria-label="Sections" data-comparison>
      {COMPARE_SECTIONS.filter(
        // Who works alone has nothing to review.
        (each) => each !== 'review' || each === section || counts.review > 0,
      ).map((each) => (
        <button
          key={each}
          type="button"
          aria-pressed={each === section}
          title={tipOf(workspace, sectionCommand(each))}
          onClick={() => {
            runButtonCommand(workspace, sectionCommand(each));
          }}
        >
          <CommandKey command={sectionCommand(each)} /> {SECTION_WORDS[each]}{' '}
          <span className="count">{counts[each].toLocaleString('en')}</span>
        </button>
      ))}
    </div>
  );
}

/** Articles that are one text: their quotations are put together only where that is asked for. */
function OneTextLine() {
  const workspace = useWorkspace();
  const shown = useAppState((state) => state.compare.shown);
  const comparesOneTexts = useAppState((state) => state.compare.comparesOneTexts);
  const [first, ...others] = shown?.comparison.oneTexts ?? [];
  if (!shown || !first) return null;
  const nameOf = (article: number): string => articleName(shown.comparison.articles[article]);
  return (
    <p className="compare-line notice-line">
      These two are one text: <bdi>{nameOf(first.a)}</bdi> and <bdi>{nameOf(first.b)}</bdi>,{' '}
      {Math.round(first.share * 100)} % of the shorter.
      {others.length > 0 ? ` So are ${countOf(others.length, 'more pair')}.` : ''}{' '}
      <Check
        isChecked={comparesOneTexts}
        onChange={(isChecked) => void workspace.compare.compareOneTexts(isChecked)}
      >
        Compare their quotations with each other
      </Check>
    </p>
  );
}

function Body() {
  const section = useAppState((state) => state.compare.section);
  const isBeside = useAppState((state) => state.compare.isBeside);
  if (isBeside) return <SideBySide />;
  switch (section) {
    case 'quotations':
      return <QuotationsSection />;
    case 'claims':
      return <ClaimsSection />;
    case 'findings':
      return <FindingsSection />;
    case 'passages':
      return <PassagesSection />;
    case 'framing':
      return <FramingSection />;
    case 'people':
      return <PeopleSection />;
    case 'review':
      return <ReviewSection />;
  }
}
